"""Cases with their routes: what stands on record, who must act next, what waits for whom."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bureau.core.actors import Actor
from bureau.core.procedures.acts import acts_on, acts_open
from bureau.core.procedures.case import Case, Route, Step
from bureau.core.procedures.consequences import DROPPING
from bureau.core.procedures.kinds import ActKind, Phase
from bureau.core.procedures.route import route
from bureau.core.procedures.rules import Rule, Who
from bureau.core.procedures.stand_ins import (
    OVER_AMOUNT,
    Candidate,
    Judged,
    Stand,
    who_may_act,
    who_may_do,
)
from bureau.core.references import Reference
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.structure import today
from bureau.institution.procedures import models
from bureau.institution.procedures.permissions import may_record_act
from bureau.institution.procedures.queries.interests import interested_in
from bureau.institution.procedures.queries.rules import rules_of
from bureau.institution.procedures.queries.who_answers import People, people_on
from bureau.institution.procedures.store import case_of


@dataclass(frozen=True, slots=True)
class OnRecord:
    """A case as its rounds and acts have it, with its route by the rules of today.

    `asked` are all its steps, those too that it had as it was put forward and that fell with what
    was dropped since: who was asked to act still sees it. `interested` are those with an interest
    in what is left of it, as read now.
    """

    subject: Reference
    round: models.Round
    acts: tuple[models.ProcedureAct, ...]
    case: Case
    route: Route
    asked: tuple[Step, ...]
    interested: frozenset[int] = frozenset()

    def conflicted(self) -> frozenset[int]:
        """Everyone with an interest of their own: as it was put forward, and as read now."""
        return self.case.conflicted() | self.interested

    def touching(self, people: Iterable[int]) -> "OnRecord":
        """The same for an act by which these people get an interest as well."""
        return replace(self, interested=self.interested.union(people))

    def here(self) -> tuple[Step, ...]:
        return self.route.here()

    def hashes(self) -> dict[str, Any]:
        """What an act on it cites now: what was frozen, and the set as it was last amended."""
        amending = (act.hashes["amended"] for act in reversed(self.acts) if act.amended is not None)
        latest = next(amending, None)
        return {**self.round.hashes, **({"amended": latest} if latest else {})}

    def fallen(self) -> dict[int, ActKind | None]:
        """The actions rejected, withdrawn or lapsed, each by which act; None in an earlier round.

        What a body left out in amending the set has not fallen: the set is another one.
        """
        found: dict[int, ActKind | None] = dict.fromkeys(self.round.carried["dropped"])
        for act in self.acts:
            if (kind := ActKind(act.kind)) in DROPPING:
                found |= dict.fromkeys(act.parts, kind)
        return found

    def seen(self) -> str:
        """The hash of the actions as they stand, which an act says that it saw."""
        said: str = self.hashes().get("amended") or self.round.hashes["actions"]
        return said


@dataclass(frozen=True, slots=True)
class OpenStep:
    """An open step: what may be recorded on it, and everyone who may act or was left out: for the
    act that closes it, `judged`, and for each other by the people around it, `stand`."""

    step: Step
    judged: Judged
    posts: tuple[int, ...]
    acts: frozenset[ActKind]
    stand: Stand
    day: date

    @property
    def due(self) -> date | None:
        return date.fromordinal(self.step.due) if self.step.due else None

    def of(self, actor: Actor, act: ActKind | None = None) -> Candidate | None:
        """In which post and capacity the actor may do an act here, None for the one that closes
        the step: in the post acted in, if in any."""
        return may_record_act(actor, self.judged_for(act or self.step.act))

    def judged_for(self, act: ActKind) -> Judged:
        """Who may do an act here, and who may not and why."""
        if act is self.step.act or all(one.acts is None for one in self.stand.delegations):
            return self.judged
        return who_may_do(act, self.step, self.stand, self.day.toordinal())

    def acts_for(self, actor: Actor) -> frozenset[ActKind]:
        """Those of the acts open here that the actor may do."""
        return frozenset(act for act in self.acts if self.of(actor, act))

    def first_for(self, actor: Actor) -> ActKind | None:
        """Of those the one that closes the step, or another where they may not do that."""
        mine = self.acts_for(actor)
        return self.step.act if self.step.act in mine else min(mine, default=None)


def cases_of(kind: str, ids: Collection[int], day: date | None = None) -> dict[int, OnRecord]:
    """The latest round of each case with all its acts and its route; drafts are left out."""
    if not ids:
        return {}
    latest: dict[int, models.Round] = {}
    for row in models.Round.objects.filter(kind=kind, subject__in=ids).order_by("number"):
        latest[row.subject] = row
    return {one.subject.id: one for one in _on_record(latest.values(), day)}


def case_on_record(subject: Reference, day: date | None = None) -> OnRecord | None:
    """The case of one subject, None while it was never put forward."""
    return cases_of(subject.kind, [subject.id], day).get(subject.id)


def case_as_opened(row: models.Round) -> OnRecord:
    """The case as one of its rounds was opened, with no act in it yet, by the rules of its day."""
    return _with_route(row, [], rules_of([row.organisation_id]), row.submitted.toordinal())


def route_put_forward(found: OnRecord) -> Route:
    """The way of all that was put forward, whatever of it has fallen, by the rules of its day."""
    return _put_forward(found.case, rules_of([found.case.organisation]))


def _put_forward(case: Case, rules: Sequence[Rule]) -> Route:
    whole = replace(case, dropped=frozenset(), phase=Phase.UNDER_WAY)
    return route(whole, rules, whole.submitted)


def acts_of(subject: Reference) -> list[models.ProcedureAct]:
    """Every act on a subject, in all its rounds, in order; each with its note where it is kept."""
    rows = models.ProcedureAct.objects.filter(
        round__kind=subject.kind, round__subject=subject.id
    ).select_related("round", "note", "body", "meeting", "rule")
    return list(
        rows.order_by("round__number", "place").prefetch_related("questions__answer", "dissents")
    )


def questions_open(subject: Reference) -> list[models.AuthorQuestion]:
    """What the author is asked before the case may be put forward again."""
    rounds = models.Round.objects.filter(kind=subject.kind, subject=subject.id)
    latest = rounds.order_by("-number").values("pk")[:1]
    rows = models.AuthorQuestion.objects.filter(act__round=latest)
    return list(rows.select_related("answer", "act").order_by("act__place", "place"))


def open_steps(on_record: OnRecord, day: date, people: People | None = None) -> list[OpenStep]:
    """The steps at which the case stands, with the persons and posts that must act."""
    organisation = on_record.case.organisation
    known = people or people_on(day, [organisation])
    stand = stand_of(on_record, known)
    return [_open_step(step, stand, day) for step in on_record.here()]


def stand_of(
    on_record: OnRecord,
    people: People,
    also: Iterable[Who] = (),
) -> Stand:
    """The people around every step of a case, and around others."""
    return people.stand(
        (*(step.who for step in on_record.asked), *also),
        on_record.case.actions,
        on_record.case.organisation,
        on_record.round.authors,
        on_record.conflicted(),
        on_record.subject.kind,
    )


def _open_step(step: Step, stand: Stand, day: date) -> OpenStep:
    judged = who_may_act(step, stand, day.toordinal())
    return OpenStep(step, judged, stand.posts_of(step), acts_open(step), stand, day)


def cases_open(kind: str | None = None, ids: Collection[int] | None = None) -> list[OnRecord]:
    """The cases that are on their way or back with their author: of one kind, of these ids."""
    rows = models.Round.objects.filter(ended__isnull=True)
    if kind is not None:
        rows = rows.filter(kind=kind)
    if ids is not None:
        rows = rows.filter(subject__in=ids)
    return _on_record(rows.order_by("pk"), None)


def steps_open(cases: Collection[OnRecord]) -> list[tuple[OnRecord, OpenStep]]:
    """Every step at which any of these cases stands, with who must act; in a few reads."""
    found: list[tuple[OnRecord, OpenStep]] = []
    for day, organisations in _by_day(days_of({one.case.organisation for one in cases})).items():
        people = people_on(day, organisations)
        for one in cases:
            if one.case.organisation in organisations:
                found += [(one, step) for step in open_steps(one, day, people)]
    return found


def people_on_route(
    cases: Iterable[OnRecord], day: date
) -> Mapping[Reference, tuple[frozenset[int], frozenset[int]]]:
    """For each case the posts that any of its steps names, or that acted or were named when it
    ended, and the persons who may act for them, or might but for what it costs."""
    listed = list(cases)
    named = _posts_at_end(listed)
    people = people_on(day, {one.case.organisation for one in listed})
    found = {}
    for one in listed:
        stand = stand_of(one, people)
        posts = {post for step in one.asked for post in stand.posts_of(step)}
        posts |= named.get(one.round.pk, set())
        posts |= posts_acting(one.acts)
        persons = {who for step in one.asked for who in _concerned(step, stand, day)}
        acted = {act.person for act in one.acts}
        found[one.subject] = (frozenset(posts), frozenset(persons | acted))
    return found


def posts_acting(acts: Iterable[models.ProcedureAct]) -> set[int]:
    """The posts in which these acts on steps were done, and those for which."""
    return {post for act in acts if act.step for post in (act.post, act.on_behalf) if post}


def _posts_at_end(cases: Iterable[OnRecord]) -> dict[int, set[int]]:
    """The posts that were named when a round ended, by round."""
    found: dict[int, set[int]] = {}
    ended = [one.round.pk for one in cases if one.round.ended is not None]
    if ended:
        rows = models.RoundPost.objects.filter(end__round__in=ended)
        for round, post in rows.values_list("end__round", "post"):
            found.setdefault(round, set()).add(post)
    return found


def _concerned(step: Step, stand: Stand, day: date) -> set[int]:
    """Who may do an act on the step, and whose power ends below what it costs: they are told so."""
    today = day.toordinal()
    judged = [who_may_act(step, stand, today)]
    if any(one.code == "not_delegated" for one in judged[0].excluded):
        judged += [who_may_do(act, step, stand, today) for act in acts_on(step) - {step.act}]
    able = {one.person for each in judged for one in each.candidates}
    excluded = (one for each in judged for one in each.excluded if one.code in OVER_AMOUNT)
    return able | {one.person for one in excluded if one.person is not None}


def days_of(organisations: Collection[int]) -> dict[int, date]:
    """What day it is in each organisation."""
    if not organisations:
        return {}
    return {row.pk: today(row) for row in Organisation.objects.filter(pk__in=organisations)}


def _by_day(days: Mapping[int, date]) -> dict[date, list[int]]:
    grouped: dict[date, list[int]] = {}
    for organisation, day in days.items():
        grouped.setdefault(day, []).append(organisation)
    return grouped


def _on_record(rounds: Iterable[models.Round], day: date | None) -> list[OnRecord]:
    """Rounds with their acts and routes: in a constant number of reads, however many."""
    listed = list(rounds)
    if not listed:
        return []
    acts: dict[int, list[models.ProcedureAct]] = {row.pk: [] for row in listed}
    for act in models.ProcedureAct.objects.filter(round__in=acts).order_by("round", "place"):
        acts[act.round_id].append(act)
    organisations = {row.organisation_id for row in listed}
    rules = rules_of(organisations)
    days = days_of(organisations) if day is None else dict.fromkeys(organisations, day)
    found = [
        _with_route(row, acts[row.pk], rules, days[row.organisation_id].toordinal())
        for row in listed
    ]
    interested = interested_in(
        {one.subject: one.case for one in found if one.round.ended is None}, days
    )
    return [one.touching(interested.get(one.subject, ())) for one in found]


def _with_route(
    row: models.Round, acts: list[models.ProcedureAct], rules: tuple[Rule, ...], day: int
) -> OnRecord:
    case = case_of(row, acts)
    subject = Reference(row.kind, row.subject)
    now = route(case, rules, day)
    fallen = _put_forward(case, rules).steps if case.dropped else ()
    return OnRecord(subject, row, tuple(acts), case, now, (*now.steps, *fallen))


def act_line(row: models.ProcedureAct) -> dict[str, Any]:
    """An act on a route as evidence shows it and its entry binds it."""
    return {
        "id": row.pk,
        "round": row.round_id,
        "place": row.place,
        "kind": row.kind,
        "step": row.step,
        "parts": row.parts,
        "answer": row.answer,
        "hashes": row.hashes,
        "body": row.body_id,
        "meeting": row.meeting_id,
        "agenda_item": row.agenda_item,
        "document": row.document,
        "day": row.day.isoformat(),
        "rule": [row.rule.key, row.rule.version] if row.rule else None,
        "person": row.person or None,
        "post": row.post,
        "capacity": row.capacity,
        "on_behalf": row.on_behalf,
        "conditions": row.conditions,
        "decided": row.decided,
    }
