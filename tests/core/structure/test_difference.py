"""Differences told as what happened."""

from collections.abc import Iterable

import numpy as np
import pytest

from bureau.core.coordinates import Coordinates
from bureau.core.references import Reference
from bureau.core.structure.difference import Change, Difference, Within, difference
from bureau.core.structure.kinds import KINDS
from bureau.core.structure.snapshot import Snapshot
from tests.core.structure.builders import Script, bureau_before_and_after, overlay
from tests.core.structure.histories import DAYS, history, recorded_one_by_one

Told = tuple[str, str, object, object]


def told(changes: Iterable[Change]) -> set[Told]:
    return {(one.change, str(one.subject), one.before, one.after) for one in changes}


def between(script: Script, before: int, after: int) -> Difference:
    columns = script.columns()
    at = script.record
    return difference(
        Snapshot(columns, Coordinates(before, at)), Snapshot(columns, Coordinates(after, at))
    )


def test_a_reorganisation_is_told_as_its_actions() -> None:
    assert told(difference(*bureau_before_and_after()).changes) == {
        ("established", "unit:5", None, 5),
        ("headed", "unit:5", None, 4),
        ("merged", "unit:2", 2, 3),
        ("renamed", "unit:3", "TSP", "SPD"),
        ("moved", "post:4", 1, 5),
        ("adopted", "post:4", None, 9),
    }


def test_what_moved_only_because_its_unit_was_merged_is_carried() -> None:
    assert told(difference(*bureau_before_and_after()).carried) == {
        ("moved", "unit:6", 2, 3),
        ("moved", "post:2", 2, 3),
        ("moved", "post:5", 2, 3),
    }


def test_within_some_units_and_posts_only_what_is_told_of_them_is_told() -> None:
    before, after = bureau_before_and_after()
    whole = difference(before, after)
    told_of = {change.subject for change in (*whole.changes, *whole.carried)}
    units = sorted(one.id for one in told_of if one.kind == "unit")[:1]
    posts = sorted(one.id for one in told_of if one.kind == "post")[:1]
    within = Within(*(np.array(each, np.int32) for each in (units, posts)))
    kept = {Reference("unit", units[0]), Reference("post", posts[0])}
    found = difference(before, after, within)
    for some, every in ((found.changes, whole.changes), (found.carried, whole.carried)):
        assert [*some] == [change for change in every if change.subject in kept]
    assert len(told_of) > len(kept)


def test_a_snapshot_does_not_differ_from_itself() -> None:
    before, _ = bureau_before_and_after()
    assert not difference(before, before)


def test_a_move_elsewhere_out_of_a_merged_unit_is_a_change() -> None:
    script = Script()
    for unit in (1, 2, 3):
        script.establish(f"unit:{unit}")
    script.establish("post:1", unit=1)
    script.end("unit:1", 10)
    script.succeed("unit:1", "unit:2", 10)
    script.change("post:1", 10, unit=3)
    found = between(script, 5, 15)
    assert told(found.changes) == {("merged", "unit:1", 1, 2), ("moved", "post:1", 1, 3)}
    assert not found.carried


def test_a_post_is_carried_over_two_mergers() -> None:
    script = Script()
    for unit in (1, 2, 3):
        script.establish(f"unit:{unit}")
    script.establish("post:1", unit=1)
    for unit in (1, 2):
        script.end(f"unit:{unit}", 10 * unit)
        script.succeed(f"unit:{unit}", f"unit:{unit + 1}", 10 * unit)
        script.change("post:1", 10 * unit, unit=unit + 1)
    assert told(between(script, 5, 25).carried) == {("moved", "post:1", 1, 3)}


def test_a_unit_that_ends_without_a_successor_is_abolished() -> None:
    script = Script()
    script.establish("unit:1")
    script.end("unit:1", 10)
    assert told(between(script, 5, 15).changes) == {("abolished", "unit:1", 1, None)}


def test_a_split_is_told_once_for_each_successor() -> None:
    script = Script()
    script.establish("unit:1")
    script.end("unit:1", 10)
    for unit in (2, 3):
        script.establish(f"unit:{unit}", 10)
        script.succeed("unit:1", f"unit:{unit}", 10, "split")
    assert told(between(script, 5, 15).changes) == {
        ("split", "unit:1", 1, 2),
        ("split", "unit:1", 1, 3),
        ("established", "unit:2", None, 2),
        ("established", "unit:3", None, 3),
    }


@pytest.mark.parametrize(
    ("field", "value", "change"),
    [
        ("grade", "P.5", "reclassified"),
        ("title", 8, "retitled"),
        ("number", "12", "renumbered"),
        ("duty_station", "Bonn", "restationed"),
        ("frozen", True, "frozen"),
        ("unit", 4, "moved"),
        ("fte", 50, "fte_changed"),
    ],
)
def test_each_field_of_a_post_has_its_own_word(field: str, value: object, change: str) -> None:
    script = Script()
    script.establish("post:1")
    script.change("post:1", 10, **{field: value})  # type: ignore[arg-type]
    (found,) = between(script, 5, 15).changes
    assert (found.change, found.field, found.after) == (change, field, value)


def test_what_is_unfrozen_is_told_so() -> None:
    script = Script()
    script.establish("post:1", frozen=True)
    script.change("post:1", 10, frozen=False)
    assert told(between(script, 5, 15).changes) == {("unfrozen", "post:1", True, False)}


def test_holders_come_and_go_by_post_and_person() -> None:
    script = Script()
    script.establish("incumbency:1", post=1, person=7, manner="holder")
    script.end("incumbency:1", 10)
    script.establish("incumbency:2", 10, post=1, person=8, manner="acting")
    found = between(script, 5, 15).changes
    assert [(one.change, one.field, one.before, one.after) for one in found] == [
        ("ended", "holder", 7, None),
        ("appointed", "acting", None, 8),
    ]


def test_a_description_adopted_in_place_of_another_is_one_change() -> None:
    script = Script()
    script.establish("adoption:1", post=1, description=5)
    script.end("adoption:1", 10)
    script.establish("adoption:2", 10, post=1, description=6)
    assert told(between(script, 5, 15).changes) == {("adopted", "post:1", 5, 6)}
    assert told(between(script, 5, 0).changes) == {("adoption_ended", "post:1", 5, None)}


def test_a_reporting_line_changes_from_one_superior_to_another() -> None:
    script = Script()
    script.establish("reporting:1", post=1, superior=2, manner="line")
    script.change("reporting:1", 10, superior=3)
    assert told(between(script, 5, 15).changes) == {("reporting_changed", "post:1", 2, 3)}


def test_a_draft_differs_from_what_is_in_force_by_what_it_changes() -> None:
    before, _ = bureau_before_and_after()
    draft = Script()
    draft.establish("unit:4", code="OPD", parent=3, order=3)
    laid = Snapshot(before.columns, before.coordinates, overlay(draft.effects))
    assert told(difference(before, laid).changes) == {("moved", "unit:4", 1, 3)}


def test_snapshots_of_different_columns_are_refused() -> None:
    one, _ = bureau_before_and_after()
    other, _ = bureau_before_and_after()
    with pytest.raises(ValueError, match="different columns"):
        difference(one, other)


@pytest.mark.parametrize("seed", range(20))
def test_exactly_the_fields_that_differ_are_told(seed: int) -> None:
    columns = recorded_one_by_one(history(seed))
    before, after = (Snapshot(columns, Coordinates(day, 9)) for day in (3, DAYS))
    found = difference(before, after)
    for subject in (Reference("unit", 1), Reference("unit", 2), Reference("post", 1)):
        was, now = before.view(subject), after.view(subject)
        names = KINDS[subject.kind].defaults if was and now else ()
        differing = {name for name in names if getattr(was, name) != getattr(now, name)}
        if "code" in differing:
            differing.discard("name")
        own = [one for one in found.told if one.subject == subject]
        assert {one.field for one in own if was and now} == differing
        assert bool(own) == (bool(was) != bool(now) or bool(differing))
