"""How a set affects each person, by their posts before and after."""

import pytest

from bureau.core.changes.actions import Action, numbered
from bureau.core.changes.affected import affected
from bureau.core.changes.expand import progress_of
from bureau.core.changes.people import How, Match, matched, returns_ended
from tests.core.changes.builders import DAY, MemoryWorld, act, organisation


def world() -> MemoryWorld:
    return organisation(
        "unit 1 TSB head 11",
        "unit 2 SGD under 1 head 12",
        "unit 3 TSP under 1 head 13",
        "post 11 E1 in 1",
        "post 12 C1 in 2",
        "post 13 C2 in 3",
        "post 14 C3 in 2",
        "held 21 by 501 on 14",
        "held 22 by 502 on 12",
    )


def of(*actions: Action) -> dict[tuple[int, int], Match]:
    progress = progress_of(numbered(actions), world())
    found = matched(affected(numbered(actions), progress), progress)
    return {(one.person, one.post): one for one in found}


@pytest.mark.parametrize(
    ("action", "how"),
    [
        (act("move_post", "post:14", unit=3), How.MOVED),
        (act("move_duty_station", "post:14", duty_station="NYC"), How.MOVED),
        (act("merge_unit", "unit:2", into=3), How.MOVED),
        (act("adopt_description", "post:14", description=8), How.NEW_DUTIES),
        (act("reclassify_post", "post:14", grade="P.5"), How.NEW_DUTIES),
        (act("rename_unit", "unit:2", name=5, code="SGX"), How.SAME),
        (act("change_reporting", "post:14", superior=13), How.SAME),
        (act("end_incumbency", "incumbency:21"), How.DISPLACED),
    ],
)
def test_what_becomes_of_a_person_on_a_post(action: Action, how: How) -> None:
    assert of(action)[501, 14].how is how


@pytest.mark.parametrize(
    ("action", "how"),
    [
        (act("move_post", "post:14", day=DAY + 30, unit=3), How.MOVED),
        (act("reclassify_post", "post:14", day=DAY + 30, grade="P.5"), How.NEW_DUTIES),
        (act("end_incumbency", "incumbency:21", day=DAY + 30), How.DISPLACED),
        (act("retitle_post", "post:13", day=DAY + 30, title=5), How.SAME),
    ],
)
def test_the_day_is_that_on_which_it_becomes_so(action: Action, how: How) -> None:
    renamed = act("rename_unit", "unit:2", name=5, code="SGX")
    found = of(renamed, action)[501, 14]
    assert (found.how, found.day) == (how, DAY if how is How.SAME else DAY + 30)


def test_who_leaves_a_post_for_another_is_moved_and_told_once() -> None:
    found = of(
        act("end_incumbency", "incumbency:21"),
        act("appoint", "post:13", person=501, incumbency=29),
    )
    assert [(one.how, one.to) for one in found.values()] == [(How.MOVED, 13)]


def test_a_newcomer_has_new_duties() -> None:
    found = of(act("appoint", "post:13", person=509, incumbency=29))
    assert found[509, 13] == Match(509, 13, How.NEW_DUTIES, DAY)


def test_who_only_acted_acts_no_more() -> None:
    acting = act("appoint", "post:13", person=502, incumbency=29, manner="acting")
    assert of(acting)[502, 13].how is How.NEW_DUTIES


def test_who_keeps_a_lien_loses_the_right_of_return_and_no_post() -> None:
    lien = act("appoint", "post:14", person=503, incumbency=23, manner="lien")
    kept = world().enacted(lien)
    abolished = (act("end_incumbency", "incumbency:21"), act("abolish_post", "post:14"))
    for actions, expected in (
        ((*abolished, act("end_incumbency", "incumbency:23")), {503}),
        ((act("end_incumbency", "incumbency:23"),), {503}),
        ((act("move_post", "post:14", unit=3),), set()),
    ):
        progress = progress_of(numbered(actions), kept)
        found = affected(numbered(actions), progress)
        assert returns_ended(found, progress) == expected
        assert 503 not in {one.person for one in matched(found, progress)}


def test_nobody_is_affected_by_nothing() -> None:
    assert of(act("retitle_post", "post:13", title=5)) == {}
