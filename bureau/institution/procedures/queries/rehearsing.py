"""An act before it is on record: what a person says of it, and what it would do to its case."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from bureau.core.actors import Actor
from bureau.core.procedures import acts as core
from bureau.core.procedures.acts import consequence, lapsing
from bureau.core.procedures.case import Case, Condition, Route, RoutedAmendment, Step
from bureau.core.procedures.consequences import Consequence, follow
from bureau.core.procedures.deciding import Deciding, Manner, is_alone, step_as_decided
from bureau.core.procedures.kinds import ActKind, WhoKind
from bureau.core.procedures.route import route
from bureau.core.procedures.rules import DECIDING, Who
from bureau.core.procedures.stand_ins import Candidate, Stand, who_may_do
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.institution.instruments.models import AgendaItem, Body, Meeting
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.structure import today
from bureau.institution.procedures.permissions import may_record_act
from bureau.institution.procedures.queries.cases import OnRecord, stand_of
from bureau.institution.procedures.queries.rules import rules_of
from bureau.institution.procedures.queries.who_answers import People, people_on


@dataclass(frozen=True, slots=True)
class SaidCondition:
    """What must be so, who says that it is, and until when; on some of what the act decides."""

    said: str
    who: Who
    last_day: date
    parts: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says of an act: its kind and day, on which step and parts, and citing what.

    `post` is the post acted in where the person may act in several; `seen` the hash of the actions
    that the person had before them. `questions` go to the author with what is referred back;
    `amendment` is what is adopted in other words, which `cites` binds by its hashes. `manner` is
    how a body decided by its own rule, `dissents` what members said against it, by seat.
    """

    kind: ActKind
    day: date
    step: str = ""
    parts: frozenset[int] | None = None
    answer: bool | None = None
    until: date | None = None
    post: int | None = None
    meeting: int | None = None
    agenda_item: str = ""
    document: str = ""
    note: str = ""
    seen: str = ""
    conditions: tuple[SaidCondition, ...] = ()
    questions: tuple[str, ...] = ()
    amendment: RoutedAmendment | None = None
    manner: Manner | None = None
    dissents: tuple[tuple[int, str], ...] = ()
    cites: Mapping[str, Any] = field(default_factory=dict)

    def touches(self) -> frozenset[int]:
        """Who has an interest of their own in what it changes and adds."""
        brought = self.amendment.actions if self.amendment else ()
        return frozenset(person for action in brought for person in action.people)


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What an act does to a case, by whom and in which capacity; nothing of it is written.

    `act` is none where it is the clock's, as are `candidate` and `stand`. `judged` is the step as
    the person's right to act on it was judged.
    """

    before: OnRecord
    day: date
    step: Step | None
    what: Consequence
    after: Case
    route: Route
    act: core.Act | None = None
    candidate: Candidate | None = None
    stand: Stand | None = None
    judged: Step | None = None


def deciding_body(step: Step, meeting: int | None) -> Step:
    """The step as of the body that decides: that of the meeting, else the first of those named."""
    bodies = step.who.ids if step.who.kind is WhoKind.BODY else ()
    found = Meeting.objects.filter(pk=meeting or 0, body__in=[int(one) for one in bodies]).first()
    return step.of_body(found.body_id if found else None)


def rehearsed(
    actor: Actor,
    before: OnRecord,
    said: Said,
    *,
    deciding: Deciding | None,
) -> Rehearsed:
    """What it would do now; refused with every reason at once.

    `deciding` is how the body of the step decides, None where it is of no body or has no rule.
    """
    organisation = before.case.organisation
    day, rules = today(Organisation.objects.get(pk=organisation)), rules_of([organisation])
    people = people_on(day, [organisation])
    step = before.route.open_step(said.step)
    of_body = deciding_body(step, said.meeting) if step else None
    judged = step_as_decided(of_body, deciding, said.manner) if of_body else None
    touched = said.touches()
    stand = stand_of(before.touching(touched), people, also=[judged.who] if judged else ())
    stand = replace(stand, amendment=said.amendment)
    candidate = _candidate(actor, said, judged, stand, day)
    _refuse_unfit(before, said, of_body, people)
    _refuse_dissents(said, deciding)
    act = replace(_core_act(actor, said, of_body, candidate), deciding=deciding)
    what = consequence(before.case, rules, act, stand, day.toordinal())
    after = follow(before.case, what)
    standing = route(after, rules, day.toordinal())
    return Rehearsed(before, day, step, what, after, standing, act, candidate, stand, judged)


def rehearsed_lapse(before: OnRecord, step: str, also: frozenset[int]) -> Rehearsed:
    """What the clock does to a case once the last day of a condition is past."""
    organisation = before.case.organisation
    day, rules = today(Organisation.objects.get(pk=organisation)), rules_of([organisation])
    what = lapsing(before.case, rules, step, day.toordinal(), also)
    after = follow(before.case, what)
    standing = route(after, rules, day.toordinal())
    return Rehearsed(before, day, before.route.open_step(step), what, after, standing)


def _candidate(
    actor: Actor, said: Said, step: Step | None, stand: Stand, day: date
) -> Candidate | None:
    """In which post and capacity the person acts: as asked, else in the post acted in."""
    if step is None:
        return None
    judged = who_may_do(said.kind, step, stand, day.toordinal())
    return may_record_act(actor, judged, said.post)


def _refuse_unfit(before: OnRecord, said: Said, step: Step | None, people: People) -> None:
    """What the core does not see: hashes, meetings, words, and whether anybody could say so."""
    reasons = []
    if said.seen and said.seen != before.seen():
        reasons.append(Reason("changed_since_seen"))
    if said.meeting is not None and step is not None:
        reasons += _reasons_of_meeting(said, step)
    if step is not None and step.who.kind is WhoKind.BODY:
        reasons += reasons_of_end(int(step.who.ids[0]), said.day)
    if said.kind is ActKind.FULFIL and not (said.document.strip() or said.meeting):
        reasons.append(Reason("document_missing"))
    if said.questions and said.kind is not ActKind.REFER_BACK:
        reasons.append(Reason("question_not_here"))
    for one in said.conditions:
        stand = people.stand([one.who], before.case.actions, before.case.organisation, ())
        if not stand.posts_named(one.who):
            reasons.append(Reason("nobody_answers"))
        if not one.said.strip():
            reasons.append(Reason("condition_unsaid"))
    if reasons:
        raise Refused(*reasons)


def reasons_of_end(body: int, day: date) -> list[Reason]:
    """From the day of its end a body decides nothing; what it decided before may be recorded."""
    ended = Body.objects.filter(pk=body, valid_until__lte=day).values_list("valid_until", flat=True)
    return [Reason("body_ended", {"ended": each.isoformat()}) for each in ended if each]


def _reasons_of_meeting(said: Said, step: Step) -> list[Reason]:
    """It is of the body, and the day of the act lies in it, whenever that is recorded, or after it
    where the chair decided alone; of an agenda that is on record the item is one."""
    bodies = [int(one) for one in step.who.ids] if step.who.kind is WhoKind.BODY else []
    meeting = Meeting.objects.filter(pk=said.meeting or 0, body__in=bodies).first()
    if meeting is None:
        return [Reason("meeting_of_another_body")]
    reasons = []
    is_over = said.day >= meeting.valid_until and not is_alone(said.manner)
    if is_over or said.day < meeting.valid_from:
        span = {"opens_on": meeting.valid_from.isoformat()}
        span["over_on"] = meeting.valid_until.isoformat()
        reasons.append(Reason("day_outside_meeting", span))
    item = said.agenda_item.strip()
    agenda = AgendaItem.objects.filter(meeting=meeting.under_id or meeting.pk)
    if item and agenda.exists() and not agenda.filter(number=item).exists():
        reasons.append(Reason("no_such_agenda_item", {"item": item}))
    return reasons


def _refuse_dissents(said: Said, deciding: Deciding | None) -> None:
    """Only who has a vote dissents, once, in words."""
    seats = {seat.id for seat in deciding.voting()} if deciding else set()
    named = [seat for seat, words in said.dissents if words.strip()]
    if len(named) < len(said.dissents):
        raise Refused(Reason("dissent_unsaid"))
    if len(set(named)) < len(named) or not seats.issuperset(named):
        raise Refused(Reason("dissent_of_no_member"))


def _core_act(actor: Actor, said: Said, step: Step | None, candidate: Candidate | None) -> core.Act:
    post = candidate.post if candidate else said.post or actor.post or 0
    cites = Reference("meeting", said.meeting) if said.meeting is not None else None
    body = int(step.who.ids[0]) if step and step.who.kind is WhoKind.BODY else None
    if cites is None and said.document and body is not None:
        cites = Reference("body", body)
    return core.Act(
        kind=said.kind,
        step=said.step or None,
        day=said.day.toordinal(),
        person=actor.person or 0,
        post=post,
        parts=said.parts,
        until=said.until.toordinal() if said.until else None,
        answer=said.answer,
        body=body,
        cites=cites,
        conditions=tuple(_condition(one, said, step) for one in said.conditions),
        amendment=said.amendment,
        manner=said.manner,
        is_reasoned=bool(said.note.strip()),
        adopts=str(said.cites.get("amendment", "")),
    )


def _condition(one: SaidCondition, said: Said, step: Step | None) -> Condition:
    """On all that the act decides where it names no parts."""
    amendment = said.amendment or RoutedAmendment()
    chosen = said.parts if said.parts is not None else step.actions() if step else frozenset()
    deciding = step.gated_actions(*DECIDING) if step else frozenset()
    whole = ((chosen & deciding) - amendment.left_out) | amendment.brought()
    on = whole if one.parts is None else one.parts
    return Condition(one.who, one.last_day.toordinal(), on)
