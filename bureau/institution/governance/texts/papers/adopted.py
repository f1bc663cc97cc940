"""What a body adopted of a case: by which act, which part of it, and how it was amended."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from bureau.core.changes.actions import Action, from_json
from bureau.core.changes.amendments import difference_from
from bureau.core.papers.kinds.parts import AmendmentSaid, ChangeSaid
from bureau.core.procedures.case import Step
from bureau.core.procedures.kinds import ActKind, StepState
from bureau.core.references import Reference
from bureau.institution.governance.models import Amendment
from bureau.institution.governance.queries.reorganisations import KIND
from bureau.institution.governance.texts.papers.case import CaseRead
from bureau.institution.procedures.models import ProcedureAct
from bureau.institution.procedures.queries.cases import acts_of

DECIDING = frozenset({ActKind.DECIDE, ActKind.APPROVE, ActKind.ADOPT_AS_AMENDED})


@dataclass(frozen=True, slots=True)
class Adopted:
    """The act by which a body decided last, and the places of the actions that it was on."""

    act: ProcedureAct
    parts: frozenset[int]


def adopted_by(read: CaseRead, steps: Sequence[Step]) -> Adopted | None:
    """None where none of these steps is closed yet, even in part."""
    done: dict[str, frozenset[int]] = {}
    for step in steps:
        if step.state is StepState.DONE:
            done[step.key] = done.get(step.key, frozenset()) | step.actions()
    acts = [
        act
        for act in acts_of(Reference(KIND, read.seen.row.pk))
        if act.step in done and act.closing and act.kind in DECIDING
    ]
    if not acts:
        return None
    last = acts[-1]
    before = {part for act in acts[:-1] if act.step == last.step for part in act.parts}
    return Adopted(last, done[last.step] - before)


def changes_adopted(
    read: CaseRead, adopted: Adopted, asked: Collection[int]
) -> Iterator[ChangeSaid]:
    """Of what was asked for, the changes that were adopted; nothing where all were."""
    if adopted.parts.issuperset(asked):
        return
    for places, said in read.changes_by_places:
        if places & adopted.parts:
            yield said


def amendments_of(read: CaseRead, act: ProcedureAct) -> tuple[AmendmentSaid, ...]:
    """How what the act amended reads as it was put forward and as it was adopted."""
    row = Amendment.objects.filter(act=act, applies=True).first()
    if row is None or read.submission is None or not read.is_amended:
        return ()
    was = {action.id: action for action in from_json(read.submission.actions)}
    now = {action.id: action for action in read.said.actions}
    places = {one.place for one in difference_from(row.difference)}
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
