"""What a body adopted of a case: by which act, which part of it, and how it was amended."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bureau.core.changes.actions import Action, from_json
from bureau.core.changes.amendments import difference_from
from bureau.core.papers.kinds.parts import AmendmentSaid, ChangeSaid
from bureau.core.procedures.case import Step
from bureau.core.procedures.kinds import ActKind, Phase, StepState
from bureau.core.procedures.route import route
from bureau.institution.governance.models import Amendment
from bureau.institution.governance.texts.papers.case import CaseRead
from bureau.institution.organisation.queries.structure import today
from bureau.institution.procedures.models import ProcedureAct
from bureau.institution.procedures.queries.rules import rules_of

DECIDING = frozenset({ActKind.DECIDE, ActKind.APPROVE, ActKind.ADOPT_AS_AMENDED})


@dataclass(frozen=True, slots=True)
class Adopted:
    """The act by which a body decided last, and the places of the actions that were decided on with
    it; `acts` are all that closed a step of that body in one session under one document, in order,
    and `asked` the places of all that the body was asked for, of what fell afterwards too."""

    act: ProcedureAct
    parts: frozenset[int]
    acts: tuple[ProcedureAct, ...]
    asked: frozenset[int]


def adopted_by(read: CaseRead, steps: Sequence[Step]) -> Adopted | None:
    """None where none of these steps is closed yet, even in part."""
    done: dict[str, frozenset[int]] = {}
    for step in steps:
        if step.state is StepState.DONE:
            done[step.key] = done.get(step.key, frozenset()) | step.actions()
    every = read.acts
    standing = [
        (act, done[act.step] & frozenset(act.parts))
        for act in every
        if act.step in done and act.closing and act.kind in DECIDING
    ]
    deciding = [(act, parts) for act, parts in standing if parts]
    if not deciding:
        return None
    last, _ = deciding[-1]
    together = [(act, parts) for act, parts in deciding if _session(act) == _session(last)]
    return Adopted(
        last,
        frozenset[int]().union(*(parts for _, parts in together)),
        tuple(act for act, _ in together),
        _asked(read, steps, every, last),
    )


def _session(act: ProcedureAct) -> tuple[int | None, date, str]:
    return act.meeting_id, act.day, act.document


def _asked(
    read: CaseRead, steps: Sequence[Step], acts: Sequence[ProcedureAct], last: ProcedureAct
) -> frozenset[int]:
    """What these steps are on, with what the body rejected of it and what was withdrawn or lapsed
    after the `last` act: the steps of today leave that out."""
    asked = frozenset(part for step in steps for part in step.actions())
    fallen: set[int] = set()
    for act in acts:
        is_own = act.kind == ActKind.REJECT and act.body_id == last.body_id
        is_later = act.kind in (ActKind.WITHDRAW, ActKind.LAPSE) and _order(act) > _order(last)
        if is_own or is_later:
            fallen.update(act.parts)
    if not fallen - asked or read.seen.case is None:
        return asked
    case = read.seen.case.case
    whole = replace(case, dropped=case.dropped - fallen, phase=Phase.UNDER_WAY)
    rules = rules_of([case.organisation])
    before = route(whole, rules, today(read.organisation).toordinal())
    of_body = {step.who for step in steps}
    put = [step for step in before.steps if step.who in of_body and step.act in DECIDING]
    return asked | {part for step in put for part in step.actions() if part in fallen}


def _order(act: ProcedureAct) -> tuple[int, int]:
    return act.round.number, act.place


def changes_adopted(read: CaseRead, adopted: Adopted) -> Iterator[ChangeSaid]:
    """Of what was asked for, the changes that were adopted; nothing where all were."""
    if adopted.parts.issuperset(adopted.asked):
        return
    for places, said in read.changes_by_places:
        if places & adopted.parts:
            yield said


def amendments_of(read: CaseRead, acts: Sequence[ProcedureAct]) -> tuple[AmendmentSaid, ...]:
    """How what the acts amended reads as it was put forward and as it was adopted."""
    rows = Amendment.objects.filter(act__in=acts, applies=True)
    places = {one.place for row in rows for one in difference_from(row.difference)}
    if not places or read.submission is None or not read.is_amended:
        return ()
    was = {action.id: action for action in from_json(read.submission.actions)}
    now = {action.id: action for action in read.said.actions}
    differing = {one for one in places if _substance(was.get(one)) != _substance(now.get(one))}
    base = CaseRead.of(read.actor, read.seen.row.pk, read.submission.version)
    both = (base.changes_by_places, read.changes_by_places)
    return tuple(
        AmendmentSaid(*(tuple(_said(side, joined)) for side in both))
        for joined in _together(differing, [told for side in both for told, _ in side])
    )


def _substance(action: Action | None) -> object:
    """What somebody changes in it: what it expects to find follows."""
    return action and (action.kind, action.subject, action.day, dict(action.values))


def _together(differing: set[int], told: Sequence[frozenset[int]]) -> list[frozenset[int]]:
    """Places that some sentence tells of together, in order; one that none tells of by itself."""
    found: list[frozenset[int]] = []
    for place in sorted(differing):
        joined = {place}.union(*(places for places in told if place in places))
        meeting = [one for one in found if one & joined]
        found = [one for one in found if not one & joined]
        found.append(frozenset(joined).union(*meeting))
    return sorted(found, key=min)


def _said(
    side: Sequence[tuple[frozenset[int], ChangeSaid]], places: frozenset[int]
) -> Iterator[ChangeSaid]:
    for told, said in side:
        if told & places:
            yield said
