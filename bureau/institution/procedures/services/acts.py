"""Recording what is done on a step: the one way in which a case moves on."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from bureau.core.actors import CLOCK
from bureau.core.changes.actions import canonical
from bureau.core.procedures import acts as core
from bureau.core.procedures.acts import consequence, gated, lapsing
from bureau.core.procedures.case import Condition, Route, RoutedAmendment, Step
from bureau.core.procedures.conditions import met_on
from bureau.core.procedures.consequences import DROPPING, Consequence, follow
from bureau.core.procedures.kinds import ENDED, ActKind, Gate, Phase, WhoKind
from bureau.core.procedures.route import route
from bureau.core.procedures.rules import DECIDING, Day, Who
from bureau.core.procedures.stand_ins import Candidate, Stand, who_may_act
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.institution.instruments.models import Meeting
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.structure import today
from bureau.institution.procedures import models
from bureau.institution.procedures.permissions import may_record_act
from bureau.institution.procedures.queries.cases import OnRecord, case_on_record, stand_of
from bureau.institution.procedures.queries.rules import rules_of
from bureau.institution.procedures.queries.who_answers import People, people_on
from bureau.institution.procedures.services.cases import end_round
from bureau.institution.procedures.services.questions import put_questions
from bureau.institution.procedures.store import (
    amended_data,
    case_of,
    closing_data,
    condition_data,
)
from bureau.record.journal.services import Act, service


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
    `amendment` is what is adopted in other words, which `cites` binds by its hashes.
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
    cites: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Recorded:
    """An act on record and what it did: the actions it lets enter into force (`gated`) or be
    released, all that are decided after it, and of those held back by conditions the day on which
    the last was met."""

    act: int
    what: Consequence
    gated: frozenset[int]
    released: frozenset[int]
    decided: frozenset[int]
    met: Mapping[int, Day]
    route: Route
    phase: Phase


@service
def record_act(
    act: Act, *, subject: Reference, said: Said, conflicted: Collection[int] = ()
) -> Recorded:
    """Record an act on the case of `subject`; joined by the subject's own app.

    Refused with every reason at once: out of order, by the author, by one who may not act today,
    or on what has changed since it was seen.
    """
    if act.actor.prepares_for is not None:
        raise Refused(Reason("prepares_only"))
    before = _locked(act, subject)
    day = today(Organisation.objects.get(pk=before.case.organisation))
    people = people_on(day, [before.case.organisation])
    stand = stand_of(before, people, conflicted)
    step = before.route.open_step(said.step)
    candidate = _candidate(act, said, step, stand, day)
    _refuse_unfit(before, said, step, people)
    core_act = _core_act(act, said, step, candidate)
    rules = rules_of([before.case.organisation])
    what = consequence(before.case, rules, core_act, stand, day.toordinal())
    row = _write(act, said, before, what, step, candidate, stand)
    put_questions(act, row, said.questions)
    return _settled(act, before, row, what, day, core_act)


@service
def record_lapse(
    act: Act, *, subject: Reference, step: str, also: frozenset[int] = frozenset()
) -> Recorded:
    """The clock's: what a condition held back falls after its last day, with what builds on it."""
    if act.actor != CLOCK:
        raise Refused(Reason("not_yours_to_do"))
    before = _locked(act, subject)
    day = today(Organisation.objects.get(pk=before.case.organisation))
    rules = rules_of([before.case.organisation])
    what = lapsing(before.case, rules, step, day.toordinal(), also)
    found = before.route.open_step(step)
    row = _write(act, Said(ActKind.LAPSE, day, step), before, what, found, None, None)
    return _settled(act, before, row, what, day)


def _settled(
    act: Act,
    before: OnRecord,
    row: models.ProcedureAct,
    what: Consequence,
    day: date,
    core_act: core.Act | None = None,
) -> Recorded:
    """The case after the act, its round ended where nothing is left to do."""
    after = follow(before.case, what)
    if case_of(before.round, [*before.acts, row]) != after:
        raise RuntimeError("the row of an act does not say what the act did")
    standing = route(after, rules_of([after.organisation]), day.toordinal())
    if standing.is_done() or after.phase in ENDED:
        end_round(act, before.round, day)
    gates = (Gate.ENTRY_INTO_FORCE, Gate.RELEASE)
    freed = [gated(standing, core_act, gate) if core_act else frozenset[int]() for gate in gates]
    return Recorded(
        act=row.pk,
        what=what,
        gated=freed[0],
        released=freed[1],
        decided=standing.decided(),
        met=met_on(after),
        route=standing,
        phase=after.phase,
    )


def _locked(act: Act, subject: Reference) -> OnRecord:
    """The case as it stands, with its open round locked against every other act on it."""
    rounds = models.Round.objects.filter(kind=subject.kind, subject=subject.id)
    latest = rounds.order_by("-number").values_list("pk", flat=True).first()
    if latest is None:
        raise Refused(Reason("not_submitted"))
    (row,) = act.lock(models.Round, latest)
    if row.ended is not None:
        raise Refused(Reason("case_ended", {"ended": row.ended.isoformat()}))
    found = case_on_record(subject)
    if found is None or found.round.pk != row.pk:
        raise Refused(Reason("changed_since_seen"))
    return found


def _candidate(
    act: Act, said: Said, step: Step | None, stand: Stand, day: date
) -> Candidate | None:
    """In which post and capacity the person acts: as asked, else in the post acted in."""
    if step is None:
        return None
    judged = who_may_act(step, stand, day.toordinal())
    return may_record_act(act.actor, judged, said.post)


def _refuse_unfit(before: OnRecord, said: Said, step: Step | None, people: People) -> None:
    """What the core does not see: hashes, meetings, words, and whether anybody could say so."""
    reasons = []
    if said.seen and said.seen != before.seen():
        reasons.append(Reason("changed_since_seen"))
    if said.meeting is not None and step is not None:
        bodies = [int(one) for one in step.who.ids] if step.who.kind is WhoKind.BODY else []
        if not Meeting.objects.filter(pk=said.meeting, body__in=bodies).exists():
            reasons.append(Reason("meeting_of_another_body"))
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


def _core_act(act: Act, said: Said, step: Step | None, candidate: Candidate | None) -> core.Act:
    post = candidate.post if candidate else said.post or act.actor.post or 0
    cites = Reference("meeting", said.meeting) if said.meeting is not None else None
    if cites is None and said.document and step is not None and step.who.kind is WhoKind.BODY:
        cites = Reference("body", int(step.who.ids[0]))
    return core.Act(
        kind=said.kind,
        step=said.step or None,
        day=said.day.toordinal(),
        person=act.actor.person or 0,
        post=post,
        parts=said.parts,
        until=said.until.toordinal() if said.until else None,
        answer=said.answer,
        cites=cites,
        conditions=tuple(_condition(one, said, step) for one in said.conditions),
        amendment=said.amendment,
    )


def _condition(one: SaidCondition, said: Said, step: Step | None) -> Condition:
    """On all that the act decides where it names no parts."""
    amendment = said.amendment or RoutedAmendment()
    chosen = said.parts if said.parts is not None else step.actions() if step else frozenset()
    deciding = step.gated_actions(*DECIDING) if step else frozenset()
    whole = ((chosen & deciding) - amendment.left_out) | amendment.brought()
    on = whole if one.parts is None else one.parts
    return Condition(one.who, one.last_day.toordinal(), on)


def _write(
    act: Act,
    said: Said,
    before: OnRecord,
    what: Consequence,
    step: Step | None,
    candidate: Candidate | None,
    stand: Stand | None,
) -> models.ProcedureAct:
    closing = what.closings[-1] if what.closings else None
    conditions = [
        condition_data(one, text.said.strip())
        for one, text in zip(what.conditions, said.conditions, strict=True)
    ]
    bound = {"conditions": _hash(conditions)} if conditions else {}
    hashes = {**before.hashes(), **said.cites, **bound}
    row = models.ProcedureAct.objects.create(
        round=before.round,
        place=len(before.acts) + 1,
        kind=said.kind,
        step=said.step,
        parts=sorted(_parts(what, step)),
        closing=closing_data(closing) if closing else None,
        conditions=conditions,
        amended=amended_data(what),
        answer=said.answer,
        until=said.until,
        hashes=hashes,
        body_id=_body(said, step),
        meeting_id=said.meeting,
        agenda_item=said.agenda_item,
        document=said.document,
        day=said.day,
        rule_id=step.parts[0].rule if step else None,
        person=act.actor.person or 0,
        post=candidate.post if candidate else act.actor.post,
        capacity=candidate.capacity if candidate else "",
        on_behalf=_on_behalf(step, candidate, stand),
        at=act.at,
    )
    _keep_note(act, row, said.note)
    act.touch(before.subject.kind, before.subject.id)
    act.touch("round", before.round.pk)
    act.touch("procedure_act", row.pk)
    act.details.update(
        procedure_act=row.pk,
        step=said.step,
        kind=said.kind,
        parts=row.parts,
        day=said.day.isoformat(),
        cites=hashes,
    )
    return row


def _hash(conditions: list[dict[str, Any]]) -> str:
    """SHA-256 (hex) of the conditions an act sets, with their words."""
    return sha256(canonical(conditions).encode()).hexdigest()


def _parts(what: Consequence, step: Step | None) -> Collection[int]:
    if what.kind in DROPPING:
        return what.dropped
    if what.closings:
        return what.closings[-1].step.actions()
    return step.actions() if step else ()


def _body(said: Said, step: Step | None) -> int | None:
    if step is None or step.who.kind is not WhoKind.BODY or said.kind is ActKind.LAPSE:
        return None
    if said.meeting is not None:
        return Meeting.objects.values_list("body_id", flat=True).get(pk=said.meeting)
    return int(step.who.ids[0])


def _on_behalf(step: Step | None, candidate: Candidate | None, stand: Stand | None) -> int | None:
    """The post that answers for the step, where another acts for it."""
    if step is None or candidate is None or stand is None:
        return None
    named = stand.posts_named(step.who)
    return None if candidate.post in named else named[0]


def _keep_note(act: Act, row: models.ProcedureAct, note: str) -> None:
    """Free words stay out of the journal: it holds only a commitment to them."""
    if note:
        models.ProcedureNote.objects.create(act=row, said=note)
        act.commit_to(f"note_{row.pk}", note, keep=False)
