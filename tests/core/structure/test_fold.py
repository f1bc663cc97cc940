"""One more record closes and writes only the rows that differ."""

from bureau.core.structure.fold import fold, overlapping, refold, versions
from tests.core.structure.builders import Script


def test_a_record_that_changes_a_later_day_leaves_earlier_rows_alone() -> None:
    script = Script()
    script.establish("unit:1", 1, code="A")
    script.change("unit:1", 10, code="B")
    standing = versions(script.effects)
    script.record = 2
    script.change("unit:1", 20, code="C")
    closed, written = refold(script.effects, standing, 2)
    assert [(row.valid_from, row.recorded_until) for row in closed] == [(10, 2)]
    assert [(row.valid_from, row.valid_until) for row in written] == [(10, 20), (20, None)]


def test_a_record_of_what_is_already_so_changes_no_row() -> None:
    script = Script()
    script.establish("unit:1", 1, code="A")
    standing = versions(script.effects)
    script.record = 2
    script.change("unit:1", 20, code="A")
    assert refold(script.effects, standing, 2) == ([], [])


def test_an_object_established_and_ended_on_one_day_has_no_row() -> None:
    script = Script()
    script.establish("unit:1", 5)
    script.end("unit:1", 5)
    assert fold(script.effects, 1) == ()


def test_rows_that_say_two_things_of_one_point_are_found() -> None:
    script = Script()
    script.establish("unit:1", 1)
    script.change("unit:1", 5, code="B")
    rows = versions(script.effects)
    assert overlapping(rows) == []
    assert overlapping([*rows, rows[0]]) == [(rows[0], rows[0])]
