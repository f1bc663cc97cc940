"""Posts and people in reach of a set, and what changes for each."""

import pytest

from bureau.core.changes.actions import Action, numbered
from bureau.core.changes.affected import Affected, affected
from bureau.core.changes.expand import progress_of
from bureau.core.references import Reference
from tests.core.changes.builders import DAY, MemoryWorld, act, organisation


def tsb() -> MemoryWorld:
    return organisation(
        "unit 1 TSB head 11",
        "unit 2 SGD under 1 head 12",
        "unit 3 TSP under 1 head 13",
        "unit 4 SG5 under 3",
        "post 11 E1 in 1",
        "post 12 C1 in 2",
        "post 13 C2 in 3",
        "post 14 C3 in 2",
        "post 15 C4 in 4",
        "held 21 by 501 on 14",
        "described 41 on 13 by 71",
    )


def of(*actions: Action) -> dict[Reference, Affected]:
    return {
        one.subject: one
        for one in affected(numbered(actions), progress_of(numbered(actions), tsb()))
    }


def post(id: int) -> Reference:
    return Reference("post", id)


@pytest.mark.parametrize(
    ("action", "aspects"),
    [
        (act("move_post", "post:14", unit=3), {"unit", "superior"}),
        (act("retitle_post", "post:14", title=5), {"title"}),
        (act("reclassify_post", "post:14", grade="P.5"), {"grade"}),
        (act("move_duty_station", "post:14", duty_station="NYC"), {"duty_station"}),
        (act("adopt_description", "post:14", description=8), {"duties"}),
        (act("change_reporting", "post:14", superior=13), {"superior"}),
        (
            act("change_reporting", "post:14", superior=13, manner="functional"),
            {"functional"},
        ),
        (act("abolish_post", "post:14"), {"ended"}),
        (act("assign_head", "unit:2", head=14), {"superior", "heads"}),
    ],
)
def test_what_changes_for_a_post(action: Action, aspects: set[str]) -> None:
    assert of(action)[post(14)].aspects == aspects


def test_a_new_post_is_established() -> None:
    new = act("establish_post", "post:19", unit=1, number="N", title=1, grade="P.1")
    assert of(new)[post(19)].aspects == {"established"}


def test_posts_of_a_merged_unit_are_carried_to_the_other() -> None:
    change = of(act("merge_unit", "unit:2", into=3))[post(14)].changes[0]
    assert (change.aspect, change.before, change.after, change.is_carried) == ("unit", 2, 3, True)


def test_whoever_holds_the_post_is_told_the_same() -> None:
    found = of(act("move_post", "post:14", unit=3))
    person = found[Reference("person", 501)]
    assert (person.post, person.changes) == (14, found[post(14)].changes)


def test_whose_unit_is_only_renamed_hears_no_more_than_that() -> None:
    found = of(act("rename_unit", "unit:3", code="SPD"))
    assert set(found) == {post(13), post(15)}
    assert all(one.aspects == {"unit_renamed"} for one in found.values())
    assert (found[post(15)].changes[0].before, found[post(15)].changes[0].after) == ("TSP", "SPD")


def test_people_come_and_go() -> None:
    came = of(act("appoint", "post:15", person=502))[Reference("person", 502)]
    went = of(act("end_incumbency", "incumbency:21"))[Reference("person", 501)]
    assert came.aspects == {"appointed"}
    assert went.aspects == {"released"}


def test_those_out_of_reach_are_not_named() -> None:
    assert set(of(act("freeze_post", "post:12"))) == {post(12)}


def test_a_later_action_does_not_tell_the_earlier_one_again() -> None:
    moved = act("move_post", "post:14", unit=3)
    found = of(moved, act("retitle_post", "post:14", day=DAY + 1, title=5))[post(14)]
    assert [(one.aspect, one.day) for one in found.changes] == [
        ("unit", DAY),
        ("superior", DAY),
        ("title", DAY + 1),
    ]
