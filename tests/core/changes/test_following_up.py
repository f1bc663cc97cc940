"""What follows from what is in force: proposed once a thing, from the day on which it is so."""

import pytest

from bureau.core.changes.actions import Action, numbered
from bureau.core.changes.expand import progress_of
from bureau.core.changes.following_up import What, proposals
from bureau.core.changes.world import snapshot
from tests.core.changes.builders import DAY, MemoryWorld, act, organisation


def world() -> MemoryWorld:
    return organisation(
        "unit 1 TSB head 11",
        "unit 2 SGD under 1",
        "post 11 E1 in 1",
        "post 12 C1 in 2",
        "held 21 by 501 on 12",
    )


def of(*actions: Action) -> set[tuple[What, str]]:
    listed = numbered(actions)
    progress = progress_of(listed, world())
    found = proposals(listed, snapshot(progress.world, DAY, progress.overlay()))
    return {(one.what, str(one.subject)) for one in found}


NEW = act("establish_post", "post:19", unit=1, number="N", title=1, grade="P.1")


@pytest.mark.parametrize(
    ("actions", "what"),
    [
        ([NEW], {(What.ADVERTISE, "post:19"), (What.DESCRIBE, "post:19")}),
        (
            [NEW, act("adopt_description", "post:19", description=8)],
            {(What.ADVERTISE, "post:19")},
        ),
        ([act("move_post", "post:12", unit=1)], {(What.DESCRIBE, "post:12")}),
        (
            [act("rename_unit", "unit:2", name=5, code="X")],
            {(What.PAPERS, "unit:2"), (What.SYSTEMS, "unit:2")},
        ),
        ([act("freeze_post", "post:12")], set()),
    ],
)
def test_each_kind_of_change_leaves_its_own_to_do(
    actions: list[Action], what: set[tuple[What, str]]
) -> None:
    assert of(*actions) == what


def test_a_thing_that_changes_twice_is_proposed_once() -> None:
    twice = act("move_post", "post:12", unit=1), act("retitle_post", "post:12", title=7)
    assert of(*twice) == {(What.DESCRIBE, "post:12")}
