"""Rules for amounts and audiences: what lies in a range, and which of two rules is the narrower."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bureau.core.procedures.acts import resubmit
from bureau.core.procedures.case import Case
from bureau.core.procedures.kinds import ActKind, Gate, Phase, WhoKind
from bureau.core.procedures.rules import (
    AmountRange,
    RoutedAction,
    Rule,
    Source,
    StepTemplate,
    Who,
    faults,
    governing,
)
from bureau.core.procedures.samples import amount_like, amounts_apart

LIMIT = st.one_of(st.none(), st.integers(0, 100))
RANGES = st.builds(AmountRange, st.sampled_from(["CHF", "EUR"]), LIMIT, LIMIT)


def action(amount: int | None = None, audience: str | None = None) -> RoutedAction:
    return RoutedAction(1, "establish_post", None, 5, 1, (), amount, "CHF", audience)


def rule(number: int, **limits: object) -> Rule:
    who = Who(WhoKind.POST, (number,))
    steps = (StepTemplate("one", 1, who, ActKind.APPROVE, Gate.RELEASE),)
    found = Rule(number, 1, frozenset({"release"}), None, None, steps, Source(None), 0)
    return replace(found, **limits)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("above", "up_to", "amount", "is_in"),
    [
        (None, 100, 100, True),
        (None, 100, 101, False),
        (100, None, 100, False),
        (100, None, 101, True),
        (None, None, -5, True),
        (None, 100, None, False),
        (100, None, None, True),
    ],
)
def test_a_range_is_above_one_bound_and_up_to_the_other(
    above: int | None, up_to: int | None, amount: int | None, is_in: bool
) -> None:
    assert AmountRange("CHF", above, up_to).holds(amount, "CHF") is is_in


@pytest.mark.parametrize(
    ("above", "up_to", "amount", "is_in"),
    [
        (None, 100, 1, False),
        (100, None, 1, True),
        (None, 100, -1, True),
        (100, None, -1, False),
        (0, 100, 1, False),
    ],
)
def test_a_sum_of_another_currency_is_above_each_bound_and_a_saving_below(
    above: int | None, up_to: int | None, amount: int, is_in: bool
) -> None:
    assert AmountRange("CHF", above, up_to).holds(amount, "EUR") is is_in


def test_nothing_is_nothing_in_every_currency() -> None:
    assert AmountRange("CHF", None, 100).holds(0, "")
    assert not AmountRange("CHF", 0, 100).holds(0, "")


@pytest.mark.parametrize(
    ("limits", "fault"),
    [
        ({"amounts": AmountRange("CHF", 5, 5)}, ["amounts_of_nothing"]),
        ({"demanded": True}, []),
        ({"demanded": True, "audiences": frozenset({"media"})}, ["demanded_for_audience"]),
    ],
)
def test_what_a_rule_limits_can_be(limits: dict[str, object], fault: list[str]) -> None:
    assert list(faults(rule(1, **limits))) == fault


def test_what_decides_nothing_is_left_to_nobody() -> None:
    one = rule(1)
    noted = replace(one.steps[0], act=ActKind.TAKE_NOTE, gates=Gate.NOTHING)
    by_body = replace(one.steps[0], who=Who(WhoKind.BODY, (1,)))
    assert one.is_left_to_offices()
    assert not replace(one, steps=(noted,)).is_left_to_offices()
    assert not replace(one, steps=(by_body,)).is_left_to_offices()


def test_what_enters_into_force_is_not_demanded() -> None:
    (step,) = rule(1).steps
    decides = rule(1, demanded=True, steps=(replace(step, gates=Gate.ENTRY_INTO_FORCE),))
    assert faults(decides) == ("demanded_without_release",)


def test_an_amount_is_stood_for_by_one_in_the_same_ranges() -> None:
    rules = [rule(1, amounts=AmountRange("CHF", above=100)), rule(2)]
    samples = amounts_apart(rules)
    assert samples == ((0, ""), (1, "CHF"), (100, "CHF"), (101, "CHF"), (None, ""))
    assert amount_like((5_000, "CHF"), samples, rules) == (101, "CHF")
    assert amount_like((None, ""), samples, rules) == (101, "CHF")
    assert amounts_apart(rules, is_costly=False) == amounts_apart([rule(2)]) == ((0, ""),)


@given(RANGES, RANGES, st.integers(-10, 110))
def test_what_lies_in_a_range_lies_in_every_range_around_it(
    one: AmountRange, other: AmountRange, amount: int
) -> None:
    if one.is_within(other) and one.holds(amount, one.currency):
        assert other.holds(amount, one.currency)


def test_the_narrower_range_governs_and_beyond_it_the_wider() -> None:
    rules = rule(1), rule(2, amounts=AmountRange("CHF", up_to=100))
    assert [one.id for one in governing(action(50), rules, {})] == [2]
    assert [one.id for one in governing(action(101), rules, {})] == [1]
    assert [one.id for one in governing(action(), rules, {})] == [1]


def test_a_rule_for_an_audience_governs_what_is_for_it() -> None:
    rules = rule(1), rule(2, audiences=frozenset({"media"}))
    assert [one.id for one in governing(action(audience="media"), rules, {})] == [2]
    assert [one.id for one in governing(action(audience="staff"), rules, {})] == [1]
    assert [one.id for one in governing(action(), rules, {})] == [1]


@pytest.mark.parametrize(
    ("before", "after", "is_other"), [(None, 5, False), (5, 5, False), (5, 6, True)]
)
def test_an_amount_that_was_not_known_is_no_other_action(
    before: int | None, after: int | None, is_other: bool
) -> None:
    case = Case(1, "release", (action(before),), 1, {"asked": True}, phase=Phase.WITH_AUTHOR)
    again = resubmit(case, (action(after),), (rule(1),), 1)
    assert (again.determinations == {}) is is_other
