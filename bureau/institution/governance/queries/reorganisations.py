"""Reorganisations, and which of them a person may see: asked for many in a few reads."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from django.db.models import Max, Min, Q, QuerySet

from bureau.core.actors import Actor
from bureau.core.changes.actions import Action
from bureau.core.procedures.kinds import ENDED, ActKind, Phase, WhoKind
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.institution.governance import models
from bureau.institution.governance.permissions import drafts_along, may_see_reorganisation
from bureau.institution.governance.queries.amended import standing_actions
from bureau.institution.governance.queries.clearing import clearing_for, clearing_for_each
from bureau.institution.governance.queries.deciding import posts_seated
from bureau.institution.governance.queries.frozen_words import with_words_of, words_put_forward
from bureau.institution.governance.store import actions_of
from bureau.institution.organisation.models import Effect
from bureau.institution.procedures.models import AuthorQuestion, Outcome, ProcedureAct
from bureau.institution.procedures.queries.cases import (
    OnRecord,
    cases_of,
    days_of,
    people_on_route,
)
from bureau.institution.procedures.queries.ended import (
    Ended,
    ended_of,
    subjects_fallen_since,
    subjects_of,
    subjects_over,
)
from bureau.record.journal.models import Entry
from bureau.record.journal.queries import first_entry_about, once_while_reading

KIND = "reorganisation"
GOING_BACK = (ActKind.REFER_BACK, ActKind.ADOPT_AS_AMENDED)
"""The acts by which a case may come back to its author; the second not where it ends the way."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A reorganisation that the reader may see, with its case once it was put forward; in lists,
    one that is over has in place of it how it ended.

    `is_as_submitted` says that the reader does not draft along: they read what was put forward
    last, and the row is a copy with the words of that.
    """

    row: models.Reorganisation
    case: OnRecord | None
    ended: Ended | None = None
    is_as_submitted: bool = False

    @property
    def is_draft(self) -> bool:
        """Whether its author may still change it, and the reader drafts along."""
        return self.is_with_author and not self.is_as_submitted

    @property
    def is_with_author(self) -> bool:
        """Whether its author may still change it, whoever reads it."""
        if self.ended is not None:
            return False
        return self.case is None or self.case.case.phase is Phase.WITH_AUTHOR

    @property
    def hides_draft(self) -> bool:
        """Whether the draft may say something else than the reader reads: the case is back with
        its author, or was when it ended."""
        if not self.is_as_submitted:
            return False
        came_back = self.case is None or sent_back_by(self.case) is not None
        return self.is_with_author or (self.is_over and came_back)

    @property
    def phase(self) -> Phase | None:
        """None while it was never put forward."""
        if self.ended is not None:
            is_settled = self.ended.outcome is Outcome.SETTLED
            return Phase.UNDER_WAY if is_settled else Phase(self.ended.outcome.value)
        return self.case.case.phase if self.case else None

    @property
    def submitted(self) -> date | None:
        """The day on which it was last put forward."""
        if self.ended is not None:
            return self.ended.submitted
        return self.case.round.submitted if self.case else None

    @property
    def is_settled(self) -> bool:
        """Whether something of it is decided and nothing is left to decide."""
        if self.ended is not None:
            return self.ended.outcome is Outcome.SETTLED
        return self.case is not None and self.case.route.is_settled()

    @property
    def is_cut(self) -> bool:
        """Whether a part of it was rejected, withdrawn or lapsed."""
        if self.ended is not None:
            return self.ended.is_cut
        return self.case is not None and bool(self.case.fallen())

    @property
    def is_over(self) -> bool:
        """Whether nothing more can come of it: all of it is decided, or has fallen."""
        return self.is_settled or self.phase in ENDED


def seen_by(actor: Actor, ids: Collection[int]) -> dict[int, Seen]:
    """Those of `ids` that the actor may see, by number, newest first."""
    return dict(_seen_by(actor, tuple(sorted(set(ids)))))


@once_while_reading
def _seen_by(actor: Actor, ids: tuple[int, ...]) -> dict[int, Seen]:
    return seen_by_each([actor], ids).get(actor.person, {})


def seen_by_each(
    actors: Collection[Actor], ids: Collection[int]
) -> dict[int | None, dict[int, Seen]]:
    """The same for many persons, by number, in a fixed number of reads."""
    known = [actor for actor in actors if actor.person is not None]
    return _seen(known, _rows().filter(pk__in=ids)) if known else {}


def going_on_for(actor: Actor) -> dict[int, Seen]:
    """All that the actor may see and that is not over, newest first: what is over is not read."""
    if actor.person is None:
        return {}
    rows, clearing = _rows().exclude(pk__in=subjects_over(KIND)), clearing_for(actor)
    rows = rows.filter(_own(actor) | Q(submitted=True) | Q(pk__in=clearing))
    return _seen([actor], rows, {actor.person: clearing})[actor.person]


def all_seen_by(actor: Actor) -> dict[int, Seen]:
    """All that the actor may see, newest first; of what is over only how it ended is read."""
    if actor.person is None:
        return {}
    over = subjects_over(KIND)
    known = Q(organisation=actor.organisation) | Q(pk__in=subjects_of(KIND, actor))
    theirs = _own(actor) | (Q(submitted=True) if actor.is_auditor() else known)
    rows = list(_rows().filter(theirs, pk__in=over))
    ended = ended_of(KIND, [row.pk for row in rows], actor)
    found = [Seen(row, None, ended[row.pk]) for row in rows]
    listed = _as_read(actor, [one for one in found if _may_see(actor, one, (), ())])
    listed |= going_on_for(actor)
    return {number: listed[number] for number in sorted(listed, reverse=True)}


def fallen_since(actor: Actor, day: date) -> dict[int, Seen]:
    """Those begun in the actor's posts that were rejected or lapsed on a day or later."""
    rows = list(
        _rows().filter(author_post__in=actor.posts, pk__in=subjects_fallen_since(KIND, day))
    )
    ended = ended_of(KIND, [row.pk for row in rows], actor) if rows else {}
    return _as_read(actor, [Seen(row, None, ended[row.pk]) for row in rows])


def _rows() -> QuerySet[models.Reorganisation]:
    rows = models.Reorganisation.objects.filter(discarded__isnull=True)
    return rows.order_by("-pk").prefetch_related("readers")


def _seen(
    actors: Collection[Actor],
    rows: Iterable[models.Reorganisation],
    clearing: Mapping[int, Collection[int]] | None = None,
) -> dict[int | None, dict[int, Seen]]:
    """Those of the rows that each actor may see; whom a draft waits for to be cleared is looked up
    only where nothing else lets them see it, unless `clearing` says so.
    """
    listed = list(rows)
    cases = cases_of(KIND, [row.pk for row in listed if row.submitted])
    on_route = _on_route(cases.values())
    nobody: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset())
    found: dict[int | None, list[Seen]] = {actor.person: [] for actor in actors}
    seen = [Seen(row, cases.get(row.pk)) for row in listed]
    for one, actor in product(seen, actors):
        concerned = on_route.get(one.row.pk, nobody)
        is_seen = _may_see(actor, one, *concerned)
        if one.is_with_author and not _drafts_along(actor, one):
            if clearing is None:
                clearing = clearing_for_each(actors, [row.pk for row in listed])
            is_seen = is_seen or _may_see(actor, one, (), (), clearing.get(actor.person or 0, ()))
        if is_seen:
            found[actor.person].append(one)
    return {
        actor.person: _as_read(
            actor, found[actor.person], (clearing or {}).get(actor.person or 0, ())
        )
        for actor in actors
    }


def _as_read(actor: Actor, seen: Iterable[Seen], clearing: Collection[int] = ()) -> dict[int, Seen]:
    """By number what each says to the actor: who drafts along, or is asked to clear it, reads the
    draft; everybody else what was put forward last."""
    found = {one.row.pk: one for one in seen}
    theirs = {
        number: replace(one, is_as_submitted=True)
        for number, one in found.items()
        if one.row.submitted
        and not _drafts_along(actor, one)
        and not (one.is_with_author and number in clearing)
    }
    said = words_put_forward([number for number, one in theirs.items() if one.hides_draft])
    for number, one in theirs.items():
        row = with_words_of(one.row, said[number]) if number in said else one.row
        found[number] = replace(one, row=row)
    return found


def _drafts_along(actor: Actor, one: Seen) -> bool:
    readers = [reader.person_id for reader in one.row.readers.all()]
    return drafts_along(actor, one.row, readers=readers)


def _may_see(
    actor: Actor,
    one: Seen,
    posts: Collection[int],
    persons: Collection[int],
    clearing: Collection[int] = (),
) -> bool:
    is_of_reader = one.ended is not None and one.ended.is_of_reader
    return may_see_reorganisation(
        actor,
        one.row,
        readers=[reader.person_id for reader in one.row.readers.all()],
        posts=posts,
        persons=[actor.person or 0] if is_of_reader else persons,
        is_settled=one.is_settled,
        is_cleared_by=one.is_with_author and one.row.pk in clearing,
    )


def _own(actor: Actor) -> Q:
    """Drafts that are theirs in some way: those of others are not even read."""
    named = models.NamedReader.objects.filter(person=actor.person).values("reorganisation")
    prepared = Q(author=actor.prepares_for or 0, author_post=actor.post or 0)
    return Q(author=actor.person) | Q(pk__in=named) | prepared


def on_route(actor: Actor, seen: Iterable[Seen]) -> set[int]:
    """The cases of which a step names one of the actor's posts, or the actor may act or acted."""
    found = _on_route(one.case for one in seen if one.case)
    return {
        number
        for number, (posts, persons) in found.items()
        if actor.person in persons or not actor.posts.isdisjoint(posts)
    }


def _on_route(cases: Iterable[OnRecord]) -> dict[int, tuple[frozenset[int], frozenset[int]]]:
    listed = list(cases)
    days = days_of({one.case.organisation for one in listed})
    found: dict[int, tuple[frozenset[int], frozenset[int]]] = {}
    for day in sorted(set(days.values())):
        of_day = [one for one in listed if days[one.case.organisation] == day]
        routes = people_on_route(of_day, day)
        seated = posts_seated({body for one in of_day for body in _bodies(one)}, day)
        for one in of_day:
            posts, persons = routes[one.subject]
            sitting = (seated.get(body, set()) for body in _bodies(one))
            found[one.subject.id] = posts.union(*sitting), persons
    return found


def _bodies(case: OnRecord) -> set[int]:
    """The bodies that a step of its route is for: their members see what they are to decide."""
    whos = (step.who for step in case.asked)
    return {int(one) for who in whos if who.kind is WhoKind.BODY for one in who.ids}


@once_while_reading
def submission_of(reorganisation: int) -> models.Submission | None:
    """What was put forward last."""
    rows = models.Submission.objects.filter(reorganisation=reorganisation)
    return rows.select_related("round").order_by("-version").first()


def actions_before(seen: Seen) -> tuple[Action, ...]:
    """The set as its readers have it: the draft, or what was put forward last, as amended."""
    submission = None if seen.is_draft else submission_of(seen.row.pk)
    return standing_actions(submission) if submission else actions_of(seen.row.pk)


def in_force(reorganisation: int, recorded: int | None = None) -> frozenset[int]:
    """The places of the actions that are in force; with `recorded` those that were at it."""
    rows = models.EntryIntoForce.objects.filter(submission__reorganisation=reorganisation)
    if recorded is not None:
        rows = rows.filter(record__lte=recorded)
    return frozenset(place for places in rows.values_list("actions", flat=True) for place in places)


def in_force_of(reorganisations: Collection[int]) -> dict[int, set[int]]:
    """The same of many at once, by reorganisation."""
    rows = models.EntryIntoForce.objects.filter(submission__reorganisation__in=reorganisations)
    found: dict[int, set[int]] = {}
    for number, places in rows.values_list("submission__reorganisation", "actions"):
        found.setdefault(number, set()).update(places)
    return found


def entries_into_force(reorganisation: int) -> list[models.EntryIntoForce]:
    rows = models.EntryIntoForce.objects.filter(submission__reorganisation=reorganisation)
    return list(rows.select_related("submission", "act", "instrument").order_by("record"))


def days_in_force(reorganisation: int) -> tuple[Day, Day] | None:
    """The first and the last day on which what is in force of it changes anything; None where
    nothing is."""
    rows = models.EntryIntoForce.objects.filter(submission__reorganisation=reorganisation)
    effects = Effect.objects.filter(instrument__in=rows.values("instrument"))
    found = effects.aggregate(first=Min("day"), last=Max("day"))
    return None if found["first"] is None else (found["first"], found["last"])


def sent_back_by(case: OnRecord) -> ProcedureAct | None:
    """The act since which its author drafts on; none where it was not sent back in this round."""
    acts = (one for one in reversed(case.acts) if one.kind in GOING_BACK and one.amended is None)
    return next(acts, None)


def told_of(case: OnRecord | None, entries: Sequence[Entry]) -> list[Entry]:
    """Of what was done on a case all but what its author drafts since it was sent back."""
    back = sent_back_by(case) if case else None
    if back is None:
        return list(entries)
    since = first_entry_about(Reference("procedure_act", back.pk))
    return [one for one in entries if one.pk <= since or "procedure_act" in one.details]


def hides_answer(seen: Seen, question: AuthorQuestion) -> bool:
    """Whether what the author answered is drafted yet, and the draft is hidden from the reader."""
    return seen.hides_draft and seen.case is not None and is_open_in(seen.case, question)


def is_open_in(case: OnRecord, question: AuthorQuestion) -> bool:
    """Whether it was asked in the last round: its answer was not put forward since."""
    return question.act.round_id == case.round.pk


def reference_of(reorganisation: int) -> Reference:
    return Reference(KIND, reorganisation)


def submitted_as(organisation: int, reference: str) -> int | None:
    """The case that was put forward under a reference; drafts have none that others may know."""
    rows = models.Reorganisation.objects.filter(
        organisation=organisation, reference=reference, submitted=True
    )
    return rows.values_list("pk", flat=True).first()


def numbers_of(word: str) -> list[int]:
    """Those of this reference, or of this number."""
    wanted = Q(reference=word)
    if word.isascii() and word.isdecimal():
        wanted |= Q(pk=int(word[:18]))
    return list(models.Reorganisation.objects.filter(wanted).values_list("pk", flat=True))
