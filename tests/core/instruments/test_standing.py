"""The table of standings, mandates and orphans, case by case; and what holds of any of them."""

import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as some

from bureau.core.instruments.amendments import (
    MARKS,
    Amendment,
    AmendmentKind,
    Part,
    Standing,
    State,
    states,
)
from bureau.core.instruments.mandates import (
    MandateState,
    Settlement,
    is_overdue,
    state_of_mandate,
)
from bureau.core.instruments.orphans import Held, unasked
from bureau.core.references import Reference

TABLE = yaml.safe_load(Path(__file__).with_name("standing.yaml").read_text())


def parts_of(case: dict[str, Any]) -> dict[str, Part]:
    numbers = {name: place for place, name in enumerate(case["parts"], 1)}
    kinds = {
        n: "provision" if "under" in said else "instrument" for n, said in case["parts"].items()
    }
    named = {name: Reference(kinds[name], number) for name, number in numbers.items()}
    return {
        name: Part(named[name], named.get(said.get("under")), ordinal(said.get("begins")))
        for name, said in case["parts"].items()
    }


def ordinal(day: datetime.date | None) -> int | None:
    return day.toordinal() if day else None


def amendments_of(case: dict[str, Any], parts: dict[str, Part]) -> list[Amendment]:
    return [
        Amendment(
            place, AmendmentKind(kind), parts[by].reference, parts[on].reference, day.toordinal()
        )
        for place, (by, kind, on, day) in enumerate(case.get("amendments", ()), 1)
    ]


def told(state: State, names: dict[Reference, str]) -> str:
    if state.standing is Standing.NOT_YET:
        return "not_yet"
    since = datetime.date.fromordinal(state.since).isoformat() if state.since else "ever"
    by = f" by {names[state.through.by]}" if state.through else ""
    return f"{state.standing} since {since}{by}"


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: case["case"])
def test_parts_stand_as_the_table_says(case: dict[str, Any]) -> None:
    parts = parts_of(case)
    names = {part.reference: name for name, part in parts.items()}
    amendments = amendments_of(case, parts)
    for day, expected in case["stands"].items():
        found = states(parts.values(), amendments, day.toordinal())
        said = {name: told(found[parts[name].reference], names) for name in expected}
        assert said == expected, day
    for day, expected in case.get("amended", {}).items():
        found = states(parts.values(), amendments, day.toordinal())
        by = {
            name: [names[one.by] for one in found[parts[name].reference].amended_by]
            for name in expected
        }
        assert by == expected, day


@pytest.mark.parametrize("row", TABLE["mandates"], ids=str)
def test_mandates_stand_as_the_table_says(row: list[Any]) -> None:
    standing, said, day, expected = row
    settlements = [
        Settlement(day.toordinal(), place, MandateState(state))
        for place, (day, state) in enumerate(said.items())
    ]
    found = state_of_mandate(Standing(standing), settlements, day.toordinal())
    assert (found or "none") == expected


def test_a_mandate_is_overdue_from_the_day_after_while_it_is_open() -> None:
    assert not is_overdue(MandateState.OPEN, 10, 10)
    assert is_overdue(MandateState.OPEN, 10, 11)
    assert not is_overdue(MandateState.ANSWERED, 10, 11)
    assert not is_overdue(MandateState.OPEN, None, 11)


@pytest.mark.parametrize("case", TABLE["orphans"], ids=lambda case: case["case"])
def test_what_nothing_asks_for_is_as_the_table_says(case: dict[str, Any]) -> None:
    duties = [Held(duty, post, under) for duty, post, under in case["duties"]]
    cited = [Reference.parse(said) for said in case["cited"]]
    found = unasked(case["units"], case["posts"], duties, cited)
    assert {name: list(getattr(found, name)) for name in case["left"]} == case["left"]


def test_parts_under_each_other_are_no_instrument() -> None:
    one, two = Reference("provision", 1), Reference("provision", 2)
    with pytest.raises(ValueError, match="under itself"):
        states([Part(one, two), Part(two, one)], [], 1)


def test_every_kind_has_its_mark() -> None:
    assert {MARKS[kind] for kind in AmendmentKind} == {"ADD", "MOD", "SUP"}


some_amendments = some.lists(
    some.tuples(some.sampled_from(AmendmentKind), some.integers(1, 4), some.integers(0, 6)),
    max_size=6,
)


@given(some_amendments, some.integers(0, 7))
def test_the_last_that_turned_it_decides_and_nothing_stands_under_what_does_not(
    drawn: list[tuple[AmendmentKind, int, int]], day: int
) -> None:
    """Held against walking the days one by one."""
    line = [Reference("instrument", 1), *(Reference("provision", n) for n in (2, 3, 4))]
    parts = [Part(each, over) for over, each in pairwise([None, *line]) if each]
    amendments = [
        Amendment(place, kind, Reference("instrument", 9), parts[on - 1].reference, when)
        for place, (kind, on, when) in enumerate(drawn)
    ]
    found = states(parts, amendments, day)
    is_over_in_force = True
    for part in parts:
        is_in_force = walked(part.reference, amendments, day) and is_over_in_force
        assert found[part.reference].is_in_force == is_in_force
        is_over_in_force = is_in_force


def walked(part: Reference, amendments: list[Amendment], day: int) -> bool:
    turning = [one for one in amendments if one.on == part and one.kind != "modifies"]
    first = min(turning, key=lambda one: (one.day, one.id), default=None)
    stands = first is None or first.kind != "adds"
    for today in range(day + 1):
        for one in (one for one in turning if one.day == today):
            stands = one.kind == "adds"
    return stands
