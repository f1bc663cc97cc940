"""What may be recorded on a step, by whom, and where the case stands after it.

`advance` is the only door: it refuses whatever is out of order, out of turn or by the author.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bureau.core.procedures.case import Case, ClosedStep, Route, Step
from bureau.core.procedures.kinds import ActKind, Amended, Gate, Phase, StepState, WhoKind
from bureau.core.procedures.route import arrived, route
from bureau.core.procedures.rules import Day, RoutedAction, Rule
from bureau.core.procedures.stand_ins import Stand, who_may_act
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference

AMENDABLE = frozenset({ActKind.APPROVE, ActKind.DECIDE})
WHOLE_STEP = frozenset({ActKind.DETERMINE, ActKind.DEFER, ActKind.REFER_BACK})


@dataclass(frozen=True, slots=True)
class Act:
    """One act, by `person` in `post`; `day` is when it was done, which may lie before today.

    `step` is the key of the step (none for a withdrawal); `parts` the actions it is on, None for
    all that are open; `until` the new day of a deferral; `answer` that of a determination;
    `cites` the meeting or document of a body's act.
    """

    kind: ActKind
    step: str | None
    day: Day
    person: int
    post: int
    parts: frozenset[int] | None = None
    until: Day | None = None
    answer: bool | None = None
    cites: Reference | None = None


def acts_open(step: Step) -> frozenset[ActKind]:
    """The kinds of act that may be recorded on a step in its present state."""
    if step.state is not StepState.HERE:
        return frozenset()
    kinds = {step.act, ActKind.DEFER}
    if step.holds_back():
        kinds.add(ActKind.REFER_BACK)
        if step.act is not ActKind.DETERMINE:
            kinds.add(ActKind.REJECT)
    if step.act in AMENDABLE and step.amended is not Amended.REFUSED:
        kinds.add(ActKind.ADOPT_AS_AMENDED)
    return frozenset(kinds)


def gated(after: Route, act: Act, gate: Gate = Gate.ENTRY_INTO_FORCE) -> frozenset[int]:
    """The actions which this act lets enter into force (or be released), by the route after it."""
    closed = (step for step in after.steps if step.state is StepState.DONE)
    of_step = {id for step in closed if step.key == act.step for id in step.gated_actions(gate)}
    on = of_step if act.parts is None else of_step & act.parts
    return after.decided(gate) & on


def advance(case: Case, rules: Sequence[Rule], act: Act, stand: Stand, today: Day) -> Case:
    """The case after `act`; raises `Refused` with every reason that speaks against it."""
    standing = route(case, rules, today)
    if act.kind is ActKind.WITHDRAW:
        return _withdrawn(case, standing, act, stand, today)
    step = standing.open_step(act.step or "")
    reasons = [*_reasons_of_day(case, act, today)]
    if step is None:
        raise Refused(*reasons, Reason("step_not_open", {"step": act.step}))
    reasons += _reasons_of_step(case, step, act)
    reasons += _reasons_of_person(step, act, stand, today)
    if reasons:
        raise Refused(*reasons)
    return _after(case, standing, step, act)


def resubmit(
    case: Case,
    actions: tuple[RoutedAction, ...],
    rules: Sequence[Rule],
    today: Day,
    *,
    actions_changed: frozenset[int] = frozenset(),
    words_changed: frozenset[int] = frozenset(),
) -> Case:
    """The case put forward again by its author after it was referred back.

    Changed actions void every act on what is not yet decided, and what was determined; changed
    words void the acts on those parts. What is decided cannot be changed here.
    """
    decided = route(case, rules, today).settled()
    kept = {action.id: action for action in case.actions if action.id in decided}
    given = {action.id: action for action in actions}
    if decided & (actions_changed | words_changed) or not kept.items() <= given.items():
        raise Refused(Reason("already_decided", {"actions": sorted(decided)}))
    if case.phase is not Phase.WITH_AUTHOR:
        raise Refused(Reason("not_with_author", {"phase": case.phase}))
    is_other = bool(actions_changed) or actions != case.actions
    everything = frozenset(action.id for action in case.actions)
    void = (everything - decided) if is_other else words_changed
    return replace(
        case,
        actions=actions,
        submitted=today,
        determinations={} if is_other else case.determinations,
        closed=tuple(_without(case.closed, void)),
        dropped=case.dropped - actions_changed,
        deferred={},
        phase=Phase.UNDER_WAY,
    )


def _without(closed: Sequence[ClosedStep], void: frozenset[int]) -> Iterator[ClosedStep]:
    """The closings that stay when those on the actions `void` fall."""
    for one in closed:
        parts = tuple(part for part in one.step.parts if part.action not in void)
        if parts:
            yield replace(one, step=replace(one.step, parts=parts))


def _withdrawn(case: Case, standing: Route, act: Act, stand: Stand, today: Day) -> Case:
    """Withdrawing is the author's, at any time before the end, for what is not yet decided."""
    reasons = [*_reasons_of_day(case, act, today)]
    open_actions = standing.pursued - standing.settled()
    chosen = open_actions if act.parts is None else act.parts
    if case.phase not in (Phase.UNDER_WAY, Phase.WITH_AUTHOR):
        reasons.append(Reason("case_ended", {"phase": case.phase}))
    if act.person not in stand.authors:
        reasons.append(Reason("not_the_author"))
    if not chosen or not chosen <= open_actions:
        reasons.append(Reason("parts_not_open", {"parts": sorted(chosen - open_actions)}))
    if reasons:
        raise Refused(*reasons)
    return _dropped(case, standing, chosen, Phase.WITHDRAWN)


def _reasons_of_day(case: Case, act: Act, today: Day) -> Iterator[Reason]:
    if act.day > today:
        yield Reason("day_not_yet_come", {"day": act.day})
    if act.day < case.submitted:
        yield Reason("before_submission", {"day": act.day, "submitted": case.submitted})


def _reasons_of_step(case: Case, step: Step, act: Act) -> Iterator[Reason]:
    """What speaks against the act because of where its step stands, or of what the act lacks."""
    if act.kind not in acts_open(step):
        facts = {"act": act.kind, "step": step.key, "state": step.state}
        yield step.reason or Reason("act_not_open", facts)
    if act.day < arrived(step, case):
        yield Reason("before_earlier_step", {"day": act.day, "earlier": arrived(step, case)})
    if act.parts is not None and (
        act.kind in WHOLE_STEP or not act.parts or not act.parts <= step.actions()
    ):
        yield Reason("parts_not_open", {"parts": sorted(act.parts - step.actions())})
    if act.kind is ActKind.DEFER and (act.until is None or act.until <= act.day):
        yield Reason("new_day_missing")
    if act.kind is ActKind.DETERMINE and act.answer is None:
        yield Reason("answer_missing")


def _reasons_of_person(step: Step, act: Act, stand: Stand, today: Day) -> Iterator[Reason]:
    standing = who_may_act(step, stand, today)
    if not standing.admits(act.person, act.post):
        codes = sorted({one.code for one in standing.excluded if one.person == act.person})
        yield Reason("may_not_act", {"person": act.person, "post": act.post, "because": codes})
    if step.who.kind is WhoKind.BODY and act.cites is None:
        yield Reason("meeting_missing", {"body": step.who.ids})


def _after(case: Case, standing: Route, step: Step, act: Act) -> Case:
    """The case after an act that nothing speaks against."""
    match act.kind:
        case ActKind.DEFER if act.until is not None:
            return replace(case, deferred={**case.deferred, step.key: act.until})
        case ActKind.REFER_BACK:
            return replace(case, phase=Phase.WITH_AUTHOR)
        case ActKind.REJECT:
            chosen = step.actions() if act.parts is None else act.parts
            return _dropped(case, standing, chosen, Phase.REJECTED)
        case ActKind.ADOPT_AS_AMENDED if step.amended is Amended.GOES_BACK:
            return replace(case, phase=Phase.WITH_AUTHOR)
    return _closed(case, step, act)


def _closed(case: Case, step: Step, act: Act) -> Case:
    parts = tuple(part for part in step.parts if act.parts is None or part.action in act.parts)
    closing = ClosedStep(replace(step, parts=parts, state=StepState.DONE), act.kind, act.day)
    determinations = dict(case.determinations)
    if step.question is not None and act.answer is not None:
        determinations[step.question] = act.answer
    deferred = {key: day for key, day in case.deferred.items() if key != step.key}
    return replace(
        case,
        closed=(*case.closed, closing),
        determinations=determinations,
        deferred=deferred,
    )


def _dropped(case: Case, standing: Route, chosen: frozenset[int], phase: Phase) -> Case:
    """Without the actions chosen; the case ends with them when none is left or decided."""
    dropped = case.dropped | (chosen - standing.settled())
    is_over = all(action.id in dropped for action in case.actions)
    return replace(case, dropped=dropped, phase=phase if is_over else case.phase)
