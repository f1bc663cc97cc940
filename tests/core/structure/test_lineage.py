"""What things are now and what they were then."""

from hypothesis import given
from hypothesis import strategies as st

from bureau.core.coordinates import Coordinates
from bureau.core.references import Reference
from bureau.core.structure.lineage import is_now, was_then
from bureau.core.structure.snapshot import Snapshot
from tests.core.structure.builders import Script

UNITS = range(1, 6)


def test_a_unit_that_stands_is_itself() -> None:
    script = Script()
    script.establish("unit:1")
    assert is_now(script.snapshot(5), Reference("unit", 1)) == (Reference("unit", 1),)


def test_a_survivor_of_a_split_is_itself_and_what_was_split_off() -> None:
    script = Script()
    script.establish("unit:1")
    script.establish("unit:2", 10)
    script.succeed("unit:1", "unit:2", 10, "split")
    found = is_now(script.snapshot(15), Reference("unit", 1))
    assert found == (Reference("unit", 1), Reference("unit", 2))


def test_a_post_does_not_follow_the_line_of_a_unit_with_its_number() -> None:
    script = Script()
    for unit in (1, 2):
        script.establish(f"unit:{unit}")
    script.establish("post:1")
    script.succeed("unit:1", "unit:2", 10)
    assert is_now(script.snapshot(15), Reference("post", 1)) == (Reference("post", 1),)


def test_successions_that_circle_come_to_an_end() -> None:
    script = Script()
    script.succeed("unit:1", "unit:2", 10)
    script.succeed("unit:2", "unit:1", 20)
    assert is_now(script.snapshot(30), Reference("unit", 1)) == ()


@given(st.lists(st.tuples(st.sampled_from(UNITS), st.sampled_from(UNITS), st.integers(2, 20))))
def test_what_a_thing_was_is_the_counterpart_of_what_it_is(
    steps: list[tuple[int, int, int]],
) -> None:
    script = Script()
    for unit in UNITS:
        script.establish(f"unit:{unit}")
    for before, after, day in steps:
        script.succeed(f"unit:{before}", f"unit:{after}", day)
        script.end(f"unit:{before}", day)
    columns = script.columns()
    then, now = (Snapshot(columns, Coordinates(day, 1)) for day in (1, 20))
    for old in (Reference("unit", unit) for unit in UNITS):
        for new in (Reference("unit", unit) for unit in UNITS):
            assert (new in is_now(now, old)) == (
                now.stands(new) and old in was_then(now, then, new)
            )
