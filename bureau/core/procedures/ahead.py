"""What way a case may still take: whatever is answered to what is open, and once it is back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

from bureau.core.procedures.case import Case, Route
from bureau.core.procedures.kinds import Phase, StepState
from bureau.core.procedures.route import route
from bureau.core.procedures.rule_sets import days_of_change
from bureau.core.procedures.rules import Rule
from bureau.core.procedures.trials import differences
from bureau.core.spans import Day

type Answers = Mapping[str, bool]


def fresh(case: Case) -> Case:
    """The same as it may be put forward again: what it pursues, with nothing done or answered."""
    return Case(case.organisation, case.subject, case.pursued(), case.submitted)


def routes_ahead(case: Case, rules: Sequence[Rule], today: Day) -> Iterator[Route]:
    """The route of a case, and those under each answer to each question that is still open; of one
    that is back with its author as it may be put forward again."""
    if case.phase is Phase.WITH_AUTHOR:
        case = fresh(case)
    found = route(case, rules, today)
    yield found
    open_questions = (
        step.question for step in found.steps if step.question and step.state is not StepState.DONE
    )
    asked = next((one for one in open_questions if one not in case.determinations), None)
    if asked is not None:
        for answer in (False, True):
            answers = {**case.determinations, asked: answer}
            yield from routes_ahead(replace(case, determinations=answers), rules, today)


def goes_otherwise(
    case: Case, rules: Sequence[Rule], drafted: Sequence[Rule], first: Day, *, leaves_out: bool
) -> bool:
    """Whether a case would take another way by the rules as drafted, on the first day or a later
    one on which a rule begins or ends, under any answers. Looked at is what is left to decide."""
    left = _undecided(case, rules, first)
    if not left.actions:
        return False
    return any(
        differences(
            replace(left, determinations=answers), rules, day, drafted, day, leaves_out=leaves_out
        )
        for day in days_of_change((*rules, *drafted), first)
        for answers in _answers(left, (*rules, *drafted))
    )


def _undecided(case: Case, rules: Sequence[Rule], day: Day) -> Case:
    settled = route(case, rules, day).settled()
    left = fresh(case)
    return replace(left, actions=tuple(one for one in left.actions if one.id not in settled))


def _answers(case: Case, rules: Sequence[Rule]) -> Iterator[Answers]:
    asked = {rule.asks.key for rule in rules if rule.asks and case.subject in rule.subjects}
    for said in product((False, True), repeat=len(asked)):
        yield dict(zip(sorted(asked), said, strict=True))
