"""Changes in columns: each a value where it is asked for."""

import numpy as np
import pytest

from bureau.core.references import Reference
from bureau.core.structure.ordering import alike
from bureau.core.structure.told import Change, Changes, Few, Many, in_columns

MANY = Many(
    "appointed",
    "post",
    np.array([4, 9], np.int32),
    np.array([7, 8], np.int32),
    ["holder", "acting"],
    after=np.array([70, 80], np.int32),
)
RETITLED = Change("retitled", Reference("post", 7), "title", 1, 2)
MOVED = Change("moved", Reference("post", 8), "unit", 3, 5)
FEW = Few([(5, RETITLED, False), (2, MOVED, True)])


@pytest.fixture
def told() -> Changes:
    units = Many("established", "unit", np.array([3], np.int32), np.array([3], np.int32))
    return in_columns([[units], [MANY, FEW]])[0]


def test_they_stand_kind_after_kind_and_by_place_within(told: Changes) -> None:
    assert [one.change for one in told] == [
        "established",
        "moved",
        "appointed",
        "retitled",
        "appointed",
    ]
    assert told[2] == Change("appointed", Reference("post", 7), "holder", None, 70)
    assert told[-1] == Change("appointed", Reference("post", 8), "acting", None, 80)
    assert told[1:4:2] == (MOVED, RETITLED)


def test_what_was_carried_is_marked() -> None:
    changes, is_carried = in_columns([[FEW, MANY]])
    assert [one for one, carried in zip(changes, is_carried, strict=True) if carried] == [MOVED]


def test_they_are_chosen_and_counted_by_word(told: Changes) -> None:
    posts = told.chosen(told.kinds.among(["post"]))
    assert [*posts] == [*told[1:]]
    assert posts.changes.counts() == {"moved": 1, "retitled": 1, "appointed": 2}
    assert posts.kinds.counts() == {"post": 4}
    assert not told.changes.among(["abolished"]).any()


def test_nothing_told_is_empty() -> None:
    changes, is_carried = in_columns([[], [Few([])]])
    assert not changes and not len(is_carried)
    assert not changes.chosen(changes.kinds.among(["post"])) and changes.changes.counts() == {}


def test_rows_alike_are_counted_by_the_first_of_them() -> None:
    firsts, counts = alike([np.array([3, 1, 3, 1, 3]), np.array([0, 2, 0, 5, 0])])
    assert (firsts.tolist(), counts.tolist()) == ([0, 1, 3], [3, 1, 1])
