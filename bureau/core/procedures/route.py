"""The route of a case: for each action the rule that governs it, joined to steps on parts.

It is computed from the frozen actions and the rules of today. A closed step stays as it was closed,
and an action once decided upon keeps the rule version under which that was done.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bureau.core.procedures.case import Case, ClosedStep, Finding, Part, Route, Step
from bureau.core.procedures.conditions import conditional_steps
from bureau.core.procedures.kinds import ActKind, Amended, Gate, Phase, Severity, StepState
from bureau.core.procedures.rules import (
    DECIDING,
    Question,
    RoutedAction,
    Rule,
    Source,
    StepTemplate,
    Who,
    faults,
    governing,
    rules_for,
)
from bureau.core.reasons import Reason
from bureau.core.spans import Day

BEFORE_ALL = 0
STRICTEST_FIRST = (Amended.REFUSED, Amended.GOES_BACK, Amended.CLOSES)


@dataclass(frozen=True, slots=True)
class _Piece:
    """One template of one rule for one action, before it is joined with its like."""

    who: Who
    template: StepTemplate
    part: Part
    source: Source

    def key(self) -> str:
        return f"{self.template.order}.{self.who}.{self.template.act}"


def said_by_key(key: str) -> tuple[Who, ActKind]:
    """Whose step has that key, and which act closes it; for steps that no route has any more."""
    _, who, act, *_ = key.split(".")
    return Who.parse(who), ActKind(act)


@dataclass(frozen=True, slots=True)
class _Governed:
    """One action and the rules that govern it: none, one, or several that overlap."""

    action: RoutedAction
    rules: tuple[Rule, ...]
    open_questions: frozenset[str] = frozenset()
    is_kept: bool = False

    def may_ask(self, case: Case) -> bool:
        """Whether its rules ask anything still: not when decided and the answer was voided."""
        return not self.is_kept or not any(rule.awaits(case.determinations) for rule in self.rules)

    def finding(self) -> Finding | None:
        if not self.rules:
            facts = {"kind": self.action.kind, "grade": self.action.grade}
            return Finding("rule_missing", Severity.BARS, (self.action.id,), facts)
        unfit = {rule.id: faults(rule) for rule in self.rules if faults(rule)}
        if unfit:
            return Finding("rule_unfit", Severity.BARS, (self.action.id,), {"rules": unfit})
        if not self.open_questions and len({rule.course() for rule in self.rules}) > 1:
            facts_of_overlap = {"rules": tuple(rule.id for rule in self.rules)}
            return Finding("rule_overlap", Severity.BARS, (self.action.id,), facts_of_overlap)
        return None

    def pieces(self) -> Iterator[_Piece]:
        if self.open_questions or self.finding():
            return
        for rule in self.rules:
            for template in rule.steps:
                part = Part(self.action.id, rule.id, template.gates)
                for who in template.who.each():
                    yield _Piece(who, template, part, rule.source)


def route(case: Case, rules: Sequence[Rule], today: Day) -> Route:
    """Every step of the case, done, here or to come, conditions last; all findings at once.

    `rules` are all versions on record: those in force today govern what is still open, those of
    the past what was decided under them.
    """
    governed = _governed_actions(case, rules, today)
    findings = tuple(_findings(governed))
    computed = [*_questions(case, governed), *_joined(governed)]
    done = [replace(closed.step, state=StepState.DONE, due=None) for closed in case.closed]
    answered, awaited = _split_by_closing(computed, case)
    reason = _barring_reason(case, findings)
    placed = [_placed(step, awaited, case, reason) for step in awaited]
    conditional = conditional_steps(case, reason)
    every = [*done, *answered, *placed, *conditional]
    steps = sorted(every, key=lambda step: (step.order, step.key))
    pursued = frozenset(action.id for action in case.pursued())
    return Route(tuple(steps), findings, pursued)


def _governed_actions(case: Case, rules: Sequence[Rule], today: Day) -> list[_Governed]:
    standing = rules_for(rules, case.organisation, case.subject, today)
    kept = _kept_rules(case, {rule.id: rule for rule in rules})
    answers = case.determinations
    found = []
    for action in case.pursued():
        if action.id in kept:
            found.append(_Governed(action, kept[action.id], is_kept=True))
            continue
        chosen = governing(action, standing, answers)
        asked = (rule.asks.key for rule in chosen if rule.asks and rule.awaits(answers))
        found.append(_Governed(action, chosen, frozenset(asked)))
    return found


def _kept_rules(case: Case, by_id: Mapping[int, Rule]) -> dict[int, tuple[Rule, ...]]:
    """The rule versions under which an act that gates entry into force or release was closed."""
    kept: dict[int, tuple[Rule, ...]] = {}
    for closed in case.closed:
        for part in closed.step.parts:
            if part.gates in DECIDING and part.rule in by_id:
                kept[part.action] = (by_id[part.rule],)
    return kept


def _findings(governed: Iterable[_Governed]) -> Iterator[Finding]:
    asking: dict[str, list[int]] = {}
    for one in governed:
        finding = one.finding()
        if finding:
            yield finding
        for question in sorted(one.open_questions):
            asking.setdefault(question, []).append(one.action.id)
    for question, actions in asking.items():
        yield Finding("question_open", Severity.ASKS, tuple(actions), {"question": question})


def _questions(case: Case, governed: Sequence[_Governed]) -> Iterator[Step]:
    """One step for each question asked, before all others and on the whole set.

    Where an answer was voided, what is decided is not asked about again.
    """
    asking: dict[str, list[tuple[Question, Rule]]] = {}
    rules = {rule.id: rule for one in governed if one.may_ask(case) for rule in one.rules}
    for _, rule in sorted(rules.items()):
        if rule.asks:
            asking.setdefault(rule.asks.key, []).append((rule.asks, rule))
    for key, asked in asking.items():
        question, first = asked[0]
        on = [one for one in governed if not one.is_kept or key in case.determinations]
        yield Step(
            key=f"{BEFORE_ALL}.{question.who}.{ActKind.DETERMINE}.{key}",
            order=BEFORE_ALL,
            who=question.who,
            act=ActKind.DETERMINE,
            parts=tuple(Part(one.action.id, first.id, Gate.NEXT) for one in on),
            sources=tuple(dict.fromkeys(rule.source for _, rule in asked)),
            question=key,
            days=question.days,
        )


def _joined(governed: Iterable[_Governed]) -> Iterator[Step]:
    """Pieces with the same who, act and order become one step."""
    alike: dict[str, list[_Piece]] = {}
    for one in governed:
        for piece in one.pieces():
            alike.setdefault(piece.key(), []).append(piece)
    for key, pieces in alike.items():
        yield _step(key, pieces)


def _step(key: str, pieces: Sequence[_Piece]) -> Step:
    """Joined, the shortest time and the strictest terms of its pieces hold."""
    templates = [piece.template for piece in pieces]
    return Step(
        key=key,
        order=templates[0].order,
        who=pieces[0].who,
        act=templates[0].act,
        parts=tuple(dict.fromkeys(piece.part for piece in pieces)),
        sources=tuple(dict.fromkeys(piece.source for piece in pieces)),
        templates=tuple(dict.fromkeys(template.key for template in templates)),
        days=min((one.days for one in templates if one.days is not None), default=None),
        stand_ins=frozenset.intersection(*(template.stand_ins for template in templates)),
        amended=min((one.amended for one in templates), key=STRICTEST_FIRST.index),
    )


def _split_by_closing(computed: Iterable[Step], case: Case) -> tuple[list[Step], list[Step]]:
    """What is answered without a closing of its own, and what is still to be closed."""
    closed = {(one.step.key, action) for one in case.closed for action in one.step.actions()}
    answered, awaited = [], []
    for step in computed:
        left = tuple(part for part in step.parts if (step.key, part.action) not in closed)
        if left and step.question in case.determinations:
            answered.append(replace(step, parts=left, state=StepState.DONE))
        elif left:
            awaited.append(replace(step, parts=left))
    return answered, awaited


def _barring_reason(case: Case, findings: Iterable[Finding]) -> Reason | None:
    if case.phase is not Phase.UNDER_WAY:
        return Reason(case.phase.value)
    bars = (one for one in findings if one.severity is Severity.BARS)
    return next((Reason(one.code, {"actions": one.actions}) for one in bars), None)


def _placed(step: Step, awaited: Sequence[Step], case: Case, reason: Reason | None) -> Step:
    """The open step with its state: here when all that holds its actions back is closed."""
    if reason:
        return replace(step, state=StepState.BARRED, reason=reason)
    for other in awaited:
        if other.order < step.order and other.holds_back() & step.actions():
            return replace(step, state=StepState.TO_COME)
    return replace(step, state=StepState.HERE, due=_due(step, case))


def _due(step: Step, case: Case) -> Day | None:
    if step.key in case.deferred:
        return case.deferred[step.key]
    return None if step.days is None else arrived(step, case) + step.days


def arrived(step: Step, case: Case, until: Day | None = None) -> Day:
    """The day from which the step could be acted on: of the last act before it, or submission;
    of acts that lie no later than `until`, where it is given."""
    days = (one.day for one in _closed_before(step, case.closed))
    return max((day for day in days if until is None or day <= until), default=case.submitted)


def days_ahead(case: Case, today: Day) -> tuple[Day, ...]:
    """The days of the case that have not come yet: a wrong clock set them, and they bind nobody."""
    days = {case.submitted, *(one.day for one in case.closed)}
    return tuple(sorted(day for day in days if day > today))


def _closed_before(step: Step, closed: Iterable[ClosedStep]) -> Iterator[ClosedStep]:
    for one in closed:
        if one.step.order < step.order and one.step.holds_back() & step.actions():
            yield one
