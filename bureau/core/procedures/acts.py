"""What may be recorded on a step, by whom, and where the case stands after it.

`advance` is the only door: it refuses whatever is out of order, out of turn or by the author.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bureau.core.procedures.amending import closings_as_amended, reasons_of_amendment
from bureau.core.procedures.case import (
    Case,
    ClosedStep,
    Condition,
    Route,
    RoutedAmendment,
    Step,
)
from bureau.core.procedures.conditions import condition_of, numbered, reasons_of_conditions, without
from bureau.core.procedures.consequences import Consequence, closings_without, follow
from bureau.core.procedures.deciding import (
    Deciding,
    Manner,
    Way,
    is_alone,
    reasons_of_manner,
    step_as_decided,
)
from bureau.core.procedures.kinds import (
    ENDED,
    ActKind,
    Amended,
    Gate,
    Phase,
    StepState,
    WhoKind,
)
from bureau.core.procedures.route import arrived, days_ahead, route
from bureau.core.procedures.rules import RoutedAction, Rule
from bureau.core.procedures.stand_ins import Stand, who_may_do
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.core.spans import Day

AMENDABLE = frozenset({ActKind.APPROVE, ActKind.DECIDE})
CONDITIONAL = AMENDABLE | {ActKind.ADOPT_AS_AMENDED}
WHOLE_STEP = frozenset({ActKind.DETERMINE, ActKind.DEFER, ActKind.REFER_BACK})


@dataclass(frozen=True, slots=True)
class Act:
    """One act, by `person` in `post`; `day` is when it was done, which may lie before today.

    `step` is the key of the step (none for a withdrawal); `parts` the actions it is on, None for
    all that are open; `until` the new day of a deferral; `answer` that of a determination;
    `body` the one that acts, of a step that several may do, None for the first; `cites` the meeting
    or document of its act; `conditions` what must be so before what it
    decides enters into force; `amendment` what it changes in the set, for adopting as amended.
    `deciding` is the rule of the body that acts, None where it has none; `manner` how it is said to
    have decided, `is_reasoned` that reasons are given for it; `adopts` is the hash of the amendment
    as people have it before them.
    """

    kind: ActKind
    step: str | None
    day: Day
    person: int
    post: int
    parts: frozenset[int] | None = None
    until: Day | None = None
    answer: bool | None = None
    body: int | None = None
    cites: Reference | None = None
    conditions: tuple[Condition, ...] = ()
    amendment: RoutedAmendment | None = None
    deciding: Deciding | None = None
    manner: Manner | None = None
    is_reasoned: bool = False
    adopts: str = ""


def acts_open(step: Step) -> frozenset[ActKind]:
    """The kinds of act that may be recorded on a step in its present state."""
    return acts_on(step) if step.state is StepState.HERE else frozenset()


def acts_on(step: Step) -> frozenset[ActKind]:
    """The kinds of act that may be recorded on a step once it is open."""
    if step.act is ActKind.FULFIL:
        return frozenset({ActKind.FULFIL})
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
    return follow(case, consequence(case, rules, act, stand, today))


def consequence(
    case: Case, rules: Sequence[Rule], act: Act, stand: Stand, today: Day
) -> Consequence:
    """What `act` does to the case; raises `Refused` with every reason that speaks against it."""
    standing = route(case, rules, today)
    if act.kind is ActKind.WITHDRAW:
        return _withdrawing(case, standing, act, stand, today)
    step = standing.open_step(act.step or "")
    reasons = [*_reasons_of_day(case, act, today)]
    if step is None:
        raise Refused(*reasons, Reason("step_not_open", {"step": act.step}))
    reasons += _reasons_of_step(case, step, act, today)
    reasons += _reasons_of_content(case, step, act)
    reasons += reasons_of_manner(
        act.deciding,
        act.manner,
        act.kind,
        _chosen(step, act),
        act.day,
        today,
        is_reasoned=act.is_reasoned,
        is_conditional=bool(act.conditions),
        amendment=act.adopts,
    )
    reasons += _reasons_of_person(step, act, stand, today)
    if reasons:
        raise Refused(*reasons)
    return _on_step(case, rules, standing, step, act, today)


def lapsing(
    case: Case, rules: Sequence[Rule], step: str, today: Day, also: frozenset[int] = frozenset()
) -> Consequence:
    """What the clock does once the last day of a condition is past: its actions fall.

    `also` are those that cannot be without them.
    """
    condition, found = condition_of(case, step), route(case, rules, today).open_step(step)
    if condition is None or found is None or case.phase is not Phase.UNDER_WAY:
        raise Refused(Reason("step_not_open", {"step": step}))
    if today <= condition.last_day:
        raise Refused(Reason("not_lapsed_yet", {"day": condition.last_day}))
    return Consequence(ActKind.LAPSE, step, dropped=found.actions() | also)


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
    words void the acts on those parts. What is decided cannot be changed here. What a body left out
    is not of the set any more: where its author puts it forward again, it is to be decided anew.
    """
    decided = route(case, rules, today).settled()
    kept = {action.id: action for action in case.actions if action.id in decided}
    given = {action.id: action for action in actions}
    if decided & (actions_changed | words_changed) or not kept.items() <= given.items():
        raise Refused(Reason("already_decided", {"actions": sorted(decided)}))
    if case.phase is not Phase.WITH_AUTHOR:
        raise Refused(Reason("not_with_author", {"phase": case.phase}))
    is_other = bool(actions_changed) or not _alike(actions, case.actions)
    everything = frozenset(action.id for action in case.actions)
    void = (everything - decided) if is_other else words_changed
    return replace(
        case,
        actions=actions,
        submitted=today,
        determinations={} if is_other else case.determinations,
        closed=tuple(closings_without(case.closed, void)),
        conditions=without(case.conditions, void),
        dropped=case.dropped - actions_changed - case.left_out,
        left_out=frozenset(),
        deferred={},
        phase=Phase.UNDER_WAY,
    )


def _alike(some: tuple[RoutedAction, ...], others: tuple[RoutedAction, ...]) -> bool:
    """Whether rules read both the same. An amount that was not known before is no other action, nor
    is one in force by now, whose subject leaves no unit any more and undoes nothing."""
    return len(some) == len(others) and all(
        replace(
            one,
            amount=other.amount,
            currency=other.currency,
            left=other.left,
            undone=other.undone,
        )
        == other
        and (None in (one.amount, other.amount) or one.amount == other.amount)
        and (not one.left or not other.left or one.left == other.left)
        and (not one.undone or not other.undone or one.undone == other.undone)
        for one, other in zip(some, others, strict=True)
    )


def _withdrawing(case: Case, standing: Route, act: Act, stand: Stand, today: Day) -> Consequence:
    """Withdrawing is the author's, at any time before the end, for what is not yet decided."""
    reasons = [*_reasons_of_day(case, act, today)]
    open_actions = standing.pursued - standing.settled()
    chosen = open_actions if act.parts is None else act.parts
    if case.phase in ENDED:
        reasons.append(Reason("case_ended", {"phase": case.phase}))
    if act.person not in stand.authors:
        reasons.append(Reason("not_the_author"))
    if not chosen or not chosen <= open_actions:
        reasons.append(Reason("parts_not_open", {"parts": sorted(chosen - open_actions)}))
    if reasons:
        raise Refused(*reasons)
    return Consequence(ActKind.WITHDRAW, None, dropped=chosen)


def _reasons_of_day(case: Case, act: Act, today: Day) -> Iterator[Reason]:
    """A day of the case that has not come yet was set by a wrong clock. Such a day binds nobody;
    as nobody knows the true one, an act is then of today, or of its meeting."""
    is_at_meeting = act.cites is not None and act.cites.kind == "meeting"
    ahead = days_ahead(case, today)
    if act.day > today:
        yield Reason("day_not_yet_come", {"day": act.day})
    if act.day < today and ahead and not is_at_meeting:
        yield Reason("today_alone", {"day": act.day, "ahead": ahead[-1]})
    if act.day < case.submitted <= today:
        yield Reason("before_submission", {"day": act.day, "submitted": case.submitted})


def _reasons_of_step(case: Case, step: Step, act: Act, today: Day) -> Iterator[Reason]:
    """What speaks against the act because of where its step stands, or of what the act lacks."""
    if act.kind not in acts_open(step):
        facts = {"act": act.kind, "step": step.key, "state": step.state}
        yield step.reason or Reason("act_not_open", facts)
    earlier = arrived(step, case, today)
    if act.day < earlier <= today:
        yield Reason("before_earlier_step", {"day": act.day, "earlier": earlier})
    if act.parts is not None and (
        act.kind in WHOLE_STEP or not act.parts or not act.parts <= step.actions()
    ):
        yield Reason("parts_not_open", {"parts": sorted(act.parts - step.actions())})
    if act.kind is ActKind.DEFER and (act.until is None or act.until <= act.day):
        yield Reason("new_day_missing")
    if act.kind is ActKind.DETERMINE and act.answer is None:
        yield Reason("answer_missing")


def _reasons_of_content(case: Case, step: Step, act: Act) -> Iterator[Reason]:
    """What speaks against the conditions that the act sets or meets, and against its amendment."""
    chosen = _chosen(step, act)
    is_amending = act.kind is ActKind.ADOPT_AS_AMENDED
    if is_amending:
        yield from reasons_of_amendment(case, step, act.amendment, chosen)
    if act.conditions:
        goes_back = is_amending and step.amended is Amended.GOES_BACK
        if act.kind not in CONDITIONAL or goes_back:
            yield Reason("condition_not_here")
    met = condition_of(case, step.key)
    if met and act.day > met.last_day:
        yield Reason("condition_lapsed", {"day": met.last_day})


def _reasons_of_person(step: Step, act: Act, stand: Stand, today: Day) -> Iterator[Reason]:
    judged = step_as_decided(step.of_body(act.body), act.deciding, act.manner)
    standing = who_may_do(act.kind, judged, stand, today)
    if not standing.admits(act.person, act.post):
        codes = sorted({one.code for one in standing.excluded if one.person == act.person})
        yield Reason("may_not_act", {"person": act.person, "post": act.post, "because": codes})
        if is_alone(act.manner):
            yield Reason("not_the_chair")
    is_counted = act.manner is not None and act.manner.ballot is None and act.manner.tally
    if is_alone(act.manner) and is_counted and (not act.cites or act.cites.kind != "meeting"):
        yield Reason("asked_at_no_meeting")
    needs_meeting = act.manner is None or act.manner.way is Way.IN_SESSION
    if step.who.kind is WhoKind.BODY and act.cites is None and needs_meeting:
        yield Reason("meeting_missing", {"body": step.who.ids})


def _chosen(step: Step, act: Act) -> frozenset[int]:
    return step.actions() if act.parts is None else act.parts


def _on_step(
    case: Case, rules: Sequence[Rule], standing: Route, step: Step, act: Act, today: Day
) -> Consequence:
    """What an act does that nothing speaks against."""
    chosen, what = _chosen(step, act), Consequence(act.kind, step.key)
    match act.kind:
        case ActKind.DEFER:
            return replace(what, until=act.until)
        case ActKind.REJECT:
            return replace(what, dropped=chosen - standing.settled())
        case ActKind.REFER_BACK:
            return what
        case ActKind.ADOPT_AS_AMENDED if act.amendment and step.amended is Amended.CLOSES:
            found = closings_as_amended(case, rules, step, act.amendment, chosen, act.day, today)
            if isinstance(found, Reason):
                raise Refused(found)
            what = replace(what, closings=found, amendment=act.amendment)
        case ActKind.ADOPT_AS_AMENDED:
            return what
        case _:
            parts = tuple(part for part in step.parts if part.action in chosen)
            closed = replace(step, parts=parts, state=StepState.DONE)
            closing = ClosedStep(closed, act.kind, act.day)
            what = replace(what, closings=(closing,), answer=act.answer)
    reasons = list(reasons_of_conditions(act.conditions, what.closings[-1], today))
    if reasons:
        raise Refused(*reasons)
    return replace(what, conditions=numbered(case, act.conditions, step.key))
