"""What begins and ends does so once, with a successor, and leaves nothing hanging."""

from bureau.core.changes.actions import numbered
from bureau.core.changes.check import (
    IS_PAST,
    Answer,
    Hanging,
    Outside,
    Severity,
    check,
    ended,
    examine,
)
from bureau.core.references import Reference
from tests.core.changes.builders import DAY, TODAY, MemoryWorld, act, findings, organisation

LATER = DAY + 30
SGD = Reference("unit", 2)


def tsb() -> MemoryWorld:
    return organisation(
        "unit 1 TSB", "unit 2 SGD under 1 head 12", "unit 3 TSP under 1", "post 12 C1 in 2"
    )


def test_a_thing_may_not_end_twice() -> None:
    world = tsb().enacted(act("merge_unit", "unit:2", day=LATER, into=3))
    assert findings(world, act("merge_unit", "unit:2", into=1))["ended_twice"].day == LATER


def test_a_thing_may_not_end_after_it_has_ended() -> None:
    world = tsb().enacted(act("merge_unit", "unit:2", into=3))
    found = findings(world, act("abolish_unit", "unit:2", day=LATER))["ended_twice"]
    assert found.severity is Severity.BARS


def test_what_stands_may_not_be_established_again() -> None:
    again = act("establish_post", "post:12", unit=3, number="N", title=1, grade="P.1")
    assert "established_twice" in findings(tsb(), again)


def test_what_never_stood_may_not_be_changed() -> None:
    assert "subject_absent" in findings(tsb(), act("move_post", "post:99", unit=3))


def test_a_decided_later_change_may_not_fall_on_what_is_ended() -> None:
    world = tsb().enacted(act("rename_unit", "unit:2", day=LATER, code="SG"))
    assert findings(world, act("merge_unit", "unit:2", into=3))["adopted_change_lost"].day == LATER


def test_a_successor_must_stand() -> None:
    found = findings(tsb(), act("abolish_unit", "unit:2", successor=9))["successor_absent"]
    assert found.facts == {"successor": 9}


def test_a_unit_is_not_merged_into_itself() -> None:
    assert "successor_absent" in findings(tsb(), act("merge_unit", "unit:2", into=2))


def test_what_is_split_off_is_new() -> None:
    found = findings(tsb(), act("split_unit", "unit:3", into=2))["split_into_standing"]
    assert (found.severity, found.facts) == (Severity.BARS, {"into": 2})


def test_what_is_split_off_is_established_that_day() -> None:
    new = act("establish_unit", "unit:9", parent=1, name=9, code="MED", kind="section")
    both = (new, act("split_unit", "unit:3", into=9))
    assert "split_into_standing" not in findings(tsb(), *both)


def test_an_abolition_without_successor_asks_for_one() -> None:
    found = findings(tsb(), act("abolish_unit", "unit:3"))["successor_missing"]
    assert (found.severity, found.is_open) == (Severity.ASKS, True)


def test_the_head_of_a_unit_abolished_twice_is_asked_about_for_the_first_day() -> None:
    twice = (act("abolish_unit", "unit:2"), act("abolish_unit", "unit:2", day=LATER))
    assert findings(tsb(), *twice)["head_of_ended_unit"].day == DAY


def test_a_unit_abolished_twice_is_asked_about_once() -> None:
    twice = (act("abolish_unit", "unit:3"), act("abolish_unit", "unit:3", day=LATER))
    found = check(numbered(twice), tsb(), today=TODAY)
    assert [one.code for one in found].count("successor_missing") == 1


def test_a_named_successor_answers() -> None:
    assert "successor_missing" not in findings(tsb(), act("abolish_unit", "unit:3", successor=2))


def test_a_split_before_the_abolition_answers() -> None:
    split, gone = act("split_unit", "unit:3", into=2), act("abolish_unit", "unit:3")
    assert "successor_missing" not in findings(tsb(), split, gone)


def test_left_on_purpose_with_a_reason_answers() -> None:
    answer = Answer("successor_missing", Reference("unit", 3), "its work is done")
    found = findings(tsb(), act("abolish_unit", "unit:3"), answers=[answer])
    assert found["successor_missing"].answer == answer
    assert not found["successor_missing"].is_open


def test_the_head_of_an_ended_unit_is_asked_about() -> None:
    found = findings(tsb(), act("merge_unit", "unit:2", into=3))["head_of_ended_unit"]
    assert (found.subject, found.facts) == (Reference("post", 12), {"unit": 2})


def test_a_head_with_an_action_or_a_unit_of_its_own_is_not_asked_about() -> None:
    merged = act("merge_unit", "unit:2", into=3)
    retitled = act("retitle_post", "post:12", title=5)
    heads_on = act("assign_head", "unit:3", head=12)
    assert "head_of_ended_unit" not in findings(tsb(), merged, retitled)
    assert "head_of_ended_unit" not in findings(tsb(), merged, heads_on)


def test_what_hangs_on_an_ended_unit_is_asked_about() -> None:
    line = Reference("budget_line", 8)
    outside = Outside(hanging=(Hanging(SGD, line), Hanging(Reference("unit", 3), line)))
    found = findings(tsb(), act("merge_unit", "unit:2", into=3), outside=outside)
    assert found["hangs_on_ended"].subject == line
    assert found["hangs_on_ended"].facts == {"on": "unit:2"}


def test_a_set_says_what_it_ends() -> None:
    actions = numbered([act("abolish_post", "post:12"), act("merge_unit", "unit:2", into=3)])
    assert ended(actions, tsb()) == (Reference("post", 12), SGD)


def test_an_answer_stays_though_what_it_answered_is_found_no_more() -> None:
    answer = Answer("hangs_on_ended", Reference("office", 7), "The post is to be filled anew")
    kept = Answer("successor_missing", Reference("unit", 3), "None")
    ending = numbered([act("abolish_unit", "unit:3")])
    found = examine(ending, tsb(), today=TODAY, answers=[answer, kept]).with_past(DAY)
    told = {one.code: one for one in found if one.severity is Severity.ASKS}
    assert told["hangs_on_ended"].answer == answer and IS_PAST in told["hangs_on_ended"].facts
    assert told["successor_missing"].answer == kept and not told["successor_missing"].facts
    assert len([one for one in found if one.answer]) == 2
