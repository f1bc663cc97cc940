"""What changes, said once for each change and in the order of the actions."""

from dataclasses import replace

import pytest

from bureau.core.changes.actions import Action, ActionKind, numbered
from bureau.core.changes.sentences import Sentence
from bureau.core.changes.summary import summary
from bureau.core.structure.kinds import Value
from tests.core.changes.builders import DAY, MemoryWorld, act, counted, organisation


def tsb() -> MemoryWorld:
    return organisation(
        "unit 1 TSB head 11",
        "unit 2 SGD under 1 head 12",
        "unit 3 TSP under 1 head 13",
        "unit 4 OPD under 1 head 14",
        "post 11 E1 in 1",
        "post 12 C1 in 2 grade D.1",
        "post 13 C2 in 3 grade D.2",
        "post 14 C3 in 4",
        "post 15 C4 in 2 grade P.4",
        "post 16 C5 in 2 grade P.4",
        "post 17 C6 in 1 grade D.1",
        "held 21 by 501 on 13",
    )


def new_unit() -> Action:
    values: dict[str, Value] = {"parent": 1, "name": 9, "code": "SED", "kind": "department"}
    return replace(act("establish_unit", "unit:9"), values=values)


def said(*actions: Action) -> list[Sentence]:
    return list(summary(numbered(actions), tsb()))


def codes(*actions: Action) -> list[str]:
    return [sentence.code for sentence in said(*actions)]


def test_the_case_that_ships_reads_as_its_paper_does() -> None:
    sentences = said(
        new_unit(),
        act("merge_unit", "unit:2", into=3),
        act("rename_unit", "unit:3", code="SPD"),
        act("move_post", "post:17", unit=9),
        act("assign_head", "unit:9", head=17),
        act("adopt_description", "post:17", description=81),
    )
    assert [(one.code, one.facts.get("unit_code"), one.actions) for one in sentences] == [
        ("unit_established", "SED", (1,)),
        ("unit_merged", "SGD", (2,)),
        ("unit_renamed", "TSP", (3,)),
        ("post_moved_heads", None, (4, 5)),
        ("description_adopted", None, (6,)),
        ("head_unchanged", "SPD", ()),
        ("unit_unchanged", "OPD", ()),
    ]


@pytest.mark.parametrize("subject", ["post:15", "unit:2"])
def test_what_ends_twice_is_said_to_end_once(subject: str) -> None:
    kind = f"abolish_{subject.partition(':')[0]}"
    twice = said(act(kind, subject), act(kind, subject, day=DAY + 30))
    assert [one.day for one in twice if one.code.endswith("abolished")] == [DAY]


def test_a_merger_says_into_what_and_how_many_follow() -> None:
    facts = said(act("merge_unit", "unit:2", into=3))[0].facts
    assert (facts["into"], facts["into_code"], facts["post_count"]) == (3, "TSP", 3)


def test_a_renaming_says_both_codes() -> None:
    facts = said(act("rename_unit", "unit:3", code="SPD"))[0].facts
    assert (facts["before"], facts["after"]) == ({"code": "TSP"}, {"code": "SPD"})


def test_posts_that_move_together_are_one_sentence() -> None:
    moved = said(act("move_post", "post:15", unit=3), act("move_post", "post:16", unit=3))[0]
    assert (moved.code, moved.actions) == ("posts_moved", (1, 2))
    assert moved.facts == {
        "from": 2,
        "from_code": "SGD",
        "into": 3,
        "into_code": "TSP",
        "posts": (15, 16),
        "count": 2,
        "grades": (("P.4", 2),),
    }


def test_posts_that_move_on_other_days_or_elsewhere_are_told_apart() -> None:
    first = act("move_post", "post:15", unit=3)
    assert codes(first, act("move_post", "post:16", day=DAY + 1, unit=3))[:2] == ["post_moved"] * 2
    assert codes(first, act("move_post", "post:16", unit=4))[:2] == ["post_moved"] * 2


def test_each_action_is_told_as_the_earlier_ones_left_things() -> None:
    sentences = said(act("rename_unit", "unit:3", code="A"), act("rename_unit", "unit:3", code="B"))
    assert sentences[1].facts["before"] == {"code": "A"}


def test_a_unit_is_not_called_unchanged_when_something_in_it_changes() -> None:
    sentences = said(act("rename_unit", "unit:3", code="A"), act("freeze_post", "post:14"))
    unchanged = [one.facts["unit"] for one in sentences if one.code == "unit_unchanged"]
    assert unchanged == [2]


def test_what_stays_is_told_on_the_last_day_of_what_it_stands_beside() -> None:
    first = (act("merge_unit", "unit:2", into=3), act("rename_unit", "unit:3", code="SPD"))
    later = act("adopt_description", "post:17", day=DAY + 62, description=81)
    told = {one.code: one.day for one in said(*first, later)}
    assert told["description_adopted"] == DAY + 62
    assert told["head_unchanged"] == told["unit_unchanged"] == DAY
    again = act("rename_unit", "unit:3", day=DAY + 62, code="SPA")
    told = {one.code: one.day for one in said(*first, again)}
    assert told["head_unchanged"] == told["unit_unchanged"] == DAY + 62


@pytest.mark.parametrize(
    ("action", "code"),
    [
        (act("move_unit", "unit:2", parent=3), "unit_moved"),
        (act("split_unit", "unit:2", into=3), "unit_split"),
        (act("abolish_unit", "unit:2", successor=3), "unit_abolished"),
        (act("assign_head", "unit:2", head=None), "unit_unheaded"),
        (act("retitle_post", "post:12", title=5), "post_retitled"),
        (act("renumber_post", "post:12", number="X"), "post_renumbered"),
        (act("reclassify_post", "post:12", grade="D.2"), "post_reclassified"),
        (act("freeze_post", "post:12"), "post_frozen"),
        (act("unfreeze_post", "post:12"), "post_unfrozen"),
        (act("abolish_post", "post:12"), "post_abolished"),
        (act("move_duty_station", "post:12", duty_station="NYC"), "duty_station_moved"),
        (act("change_reporting", "post:12", superior=11), "reporting_changed"),
        (
            act("move_duty", "post:12", duty=1, into=13, description=2, into_description=3),
            "duty_moved",
        ),
        (act("appoint", "post:12", person=5), "person_appointed"),
        (act("end_incumbency", "incumbency:21"), "incumbency_ended"),
    ],
)
def test_every_kind_of_action_has_its_sentence(action: Action, code: str) -> None:
    assert codes(action)[0] == code


def test_counted_posts_are_told_with_what_changes_of_them() -> None:
    world = counted(tsb(), 61, 2, superior=14)
    changed, ended = (
        act("change_block", "block:61", fte=300, unit=3),
        act("abolish_block", "block:61", day=DAY + 9),
    )
    told = {one.code: one.facts for one in summary(numbered([changed, ended]), world)}
    assert told["block_changed"]["after"] == {"unit": 3}
    assert told["block_changed"]["before"] == {"unit": 2}
    assert (told["block_abolished"]["from"], told["block_abolished"]["fte"]) == (3, 300)


def test_a_change_of_kind_and_a_new_post_have_theirs() -> None:
    kind = Action(1, ActionKind.CHANGE_UNIT_KIND, act("freeze_post", "unit:2").subject, DAY)
    assert codes(replace(kind, values={"kind": "division"}))[0] == "unit_kind_changed"
    post = act("establish_post", "post:30", unit=4, number="N", title=1, grade="P.2")
    assert said(post)[0].facts["into_code"] == "OPD"


def test_a_later_decision_that_is_replaced_is_told() -> None:
    world = tsb().enacted(act("move_post", "post:15", day=DAY + 5, unit=3))
    later = world.effects[-1].id
    action = act("move_post", "post:15", unit=4, overrides=str(later))
    told = [one for one in summary([action], world) if one.code == "decision_replaced"]
    assert [one.facts for one in told] == [{"post": 15, "effect": later, "fields": ("unit",)}]
    assert told[0].actions == (action.id,)
