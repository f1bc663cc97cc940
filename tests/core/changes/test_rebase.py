"""A draft against what was decided meanwhile: how each field stands, and what a choice leaves."""

from dataclasses import replace
from random import Random

import pytest

from bureau.core.changes.actions import Action, in_order, numbered
from bureau.core.changes.check import check
from bureau.core.changes.expand import progress_of
from bureau.core.changes.expects import with_expectations
from bureau.core.changes.rebase import Choice, Line, State, Take, rebased, three_way
from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.core.structure.kinds import Value
from tests.core.changes.builders import DAY, TODAY, MemoryWorld, act, organisation
from tests.core.changes.random_sets import random_actions, random_world

LATER = DAY + 30
MINE, THEIRS = Choice(Take.MINE), Choice(Take.THEIRS)


def tsb() -> MemoryWorld:
    units = ("unit 1 TSB", "unit 2 SGD under 1 head 12", "unit 3 TSP under 1")
    return organisation(*units, "post 12 C1 in 2", "post 13 C2 in 2", "line 31 from 13 to 12")


def meeting(mine: Action, theirs: Action) -> tuple[tuple[Action, ...], MemoryWorld]:
    """A draft of one action, and the world in which another was decided meanwhile."""
    world = tsb()
    return with_expectations(numbered([mine]), world), world.enacted(theirs)


def renamed(day: int = DAY, **values: Value) -> Action:
    return act("rename_unit", "unit:2", day=day, **values)


@pytest.mark.parametrize(
    ("mine", "theirs", "state"),
    [
        (renamed(code="SGD"), renamed(name=7), State.UNCHANGED),
        (renamed(code="A"), renamed(name=7), State.MINE),
        (renamed(code="SGD"), renamed(code="B"), State.THEIRS),
        (renamed(code="A"), renamed(code="A"), State.SAME),
        (renamed(code="A"), renamed(code="B"), State.DIFFER),
        (renamed(code="A"), renamed(LATER, code="B"), State.DIFFER),
        (renamed(code="A"), renamed(LATER, code="A"), State.SAME),
    ],
)
def test_how_a_field_stands(mine: Action, theirs: Action, state: State) -> None:
    draft, world = meeting(mine, theirs)
    (line,) = three_way(draft, world)
    assert (line.state, line.is_open) == (state, "code" in theirs.values)


def test_taking_theirs_leaves_the_field_out_and_the_rest_in() -> None:
    mine = act("rename_unit", "unit:2", code="A", name=8)
    draft, world = meeting(mine, act("rename_unit", "unit:2", code="B"))
    (left,) = rebased(draft, world, {(1, "code"): THEIRS}).actions
    assert (left.values, left.expects) == ({"name": 8}, {"name": 1002})


def test_keeping_mine_expects_what_stands() -> None:
    draft, world = meeting(
        act("rename_unit", "unit:2", code="A"), act("rename_unit", "unit:2", code="B")
    )
    done = rebased(draft, world, {(1, "code"): MINE})
    assert (done.actions[0].values["code"], done.actions[0].expects) == ("A", {"code": "B"})
    assert done.open == () and done.settled == {1}


def test_keeping_mine_against_what_is_decided_later_overrides_it() -> None:
    theirs = act("rename_unit", "unit:2", code="B", day=LATER)
    draft, world = meeting(act("rename_unit", "unit:2", code="A"), theirs)
    done = rebased(draft, world, {(1, "code"): MINE})
    assert done.actions[0].values["overrides"] == str(world.effects[-1].id)
    after = progress_of(done.actions, world)
    assert (after.fields(Reference("unit", 2), LATER) or {})["code"] == "A"


def test_another_value_may_be_given() -> None:
    draft, world = meeting(act("move_post", "post:13", unit=3), act("move_post", "post:13", unit=1))
    (left,) = rebased(draft, world, {(1, "unit"): Choice(Take.OTHER, 2)}).actions
    assert (left.values["unit"], left.expects["unit"]) == (2, 1)


@pytest.mark.parametrize(("choice", "count"), [(MINE, 1), (THEIRS, 0)])
def test_an_ending_goes_on_or_is_given_up(choice: Choice, count: int) -> None:
    mine = act("abolish_unit", "unit:2", day=LATER)
    draft, world = meeting(mine, act("assign_head", "unit:2", head=13))
    done = rebased(draft, world, {(1, "head"): choice})
    assert (len(done.actions), done.open) == (count, ())


@pytest.mark.parametrize("choice", [MINE, THEIRS])
def test_a_line_of_reporting_is_compared_by_who_is_above(choice: Choice) -> None:
    world = tsb().enacted(
        act("establish_post", "post:14", unit=1, number="N", title=1, grade="P.2")
    )
    (mine,) = with_expectations([act("change_reporting", "post:13", superior=14)], world)
    after = world.enacted(act("change_reporting", "post:13", superior=None))
    (line,) = three_way([mine], after)
    assert (line.base, line.theirs, line.mine) == (12, None, 14)
    done = rebased([mine], after, {line.line: choice}).actions
    assert [one.expects for one in done] == ([{"superior": None}] if choice is MINE else [])


def test_what_nobody_chose_stays_open() -> None:
    mine = act("rename_unit", "unit:2", code="A", name=8)
    draft, world = meeting(mine, act("rename_unit", "unit:2", code="B", name=9))
    done = rebased(draft, world, {(1, "code"): MINE})
    assert [one.field for one in done.open] == ["name"]
    assert done.actions[0].expects == {"name": 1002, "code": "B"}


@pytest.mark.parametrize(
    ("line", "choice", "code"),
    [((9, "code"), MINE, "no_such_line"), ((1, "head"), Choice(Take.OTHER, 12), "sets_no_value")],
)
def test_a_choice_for_nothing_is_refused(line: Line, choice: Choice, code: str) -> None:
    draft, world = meeting(act("abolish_unit", "unit:2"), act("assign_head", "unit:2", head=13))
    with pytest.raises(Refused) as refused:
        rebased(draft, world, {line: choice})
    assert [reason.code for reason in refused.value.reasons] == [code]


def random_meeting(seed: int) -> tuple[tuple[Action, ...], MemoryWorld]:
    random = Random(seed)
    world = random_world(random)
    draft = with_expectations(numbered(random_actions(random, from_day=DAY)), world)
    decided = random_actions(random, from_day=random.choice([DAY - 20, DAY, DAY + 10]))
    return draft, world.enacted(*decided)


def chosen(draft: tuple[Action, ...], world: MemoryWorld, choice: Choice) -> dict[Line, Choice]:
    return {one.line: choice for one in three_way(draft, world)}


@pytest.mark.parametrize("seed", range(40))
def test_with_all_chosen_no_conflict_of_values_is_left(seed: int) -> None:
    draft, world = random_meeting(seed)
    random = Random(seed)
    choices = {line: random.choice([MINE, THEIRS]) for line in chosen(draft, world, MINE)}
    done = rebased(draft, world, choices)
    codes = {one.code for one in check(done.actions, world, today=TODAY) if one.is_open}
    assert not codes & {"expected_value_gone", "conflict_with_adopted"}
    assert done.open == ()


@pytest.mark.exhaustive
@pytest.mark.parametrize("seed", range(40))
def test_choosing_mine_everywhere_keeps_what_the_draft_sets(seed: int) -> None:
    draft, world = random_meeting(seed)
    done = rebased(draft, world, chosen(draft, world, MINE))
    bare = [replace(one, expects={}, values=without(one)) for one in done.actions]
    assert bare == [replace(one, expects={}, values=without(one)) for one in draft]


def without(action: Action) -> dict[str, Value]:
    return {name: value for name, value in action.values.items() if name != "overrides"}


@pytest.mark.exhaustive
@pytest.mark.parametrize("seed", range(40))
def test_choosing_theirs_everywhere_leaves_the_structure_as_decided(seed: int) -> None:
    draft, world = random_meeting(seed)
    open_ones = {one.line: THEIRS for one in three_way(draft, world) if one.is_open}
    after = progress_of(rebased(draft, world, open_ones).actions, world)
    kept = {(one.subject, name) for one in in_order(draft) for name in one.values}
    assert rebased(draft, world, chosen(draft, world, THEIRS)).actions == ()
    for place, name in open_ones:
        action = next(one for one in draft if one.id == place)
        others = [one for one in draft if one.id != place and one.subject == action.subject]
        if (action.subject, name) in kept and not others and name in action.values:
            now = after.fields(action.subject, action.day) or {}
            assert now.get(name) == (after.fields_before(action.subject, action.day) or {}).get(
                name
            )
