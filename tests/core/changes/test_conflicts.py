"""Two sets held against each other: values, structure, order; and a naive look at every day."""

from collections.abc import Iterable
from dataclasses import replace
from random import Random

import pytest

from bureau.core.changes.actions import Action, numbered
from bureau.core.changes.check import Outside, Severity, check
from bureau.core.changes.check.flaws import FLAWS, UNIQUE
from bureau.core.changes.conflicts import Conflict, ConflictKind, First, conflicts
from bureau.core.changes.expects import with_expectations
from bureau.core.references import Reference
from tests.core.changes.builders import DAY, TODAY, MemoryWorld, act, organisation
from tests.core.changes.check.naive import naive_check
from tests.core.changes.random_sets import random_actions, random_world

LATER = DAY + 30
FLAW_CODES = {*FLAWS, *UNIQUE, "circle_now", "circle_later"} - {"supervisor_absent"}


def tsb() -> MemoryWorld:
    units = ("unit 1 TSB", "unit 2 SGD under 1", "unit 3 TSP under 1", "unit 4 OPD under 1")
    return organisation(*units, "post 12 C1 in 2", "post 13 C2 in 3", "held 21 by 501 on 12")


def drafted(world: MemoryWorld, *actions: Action) -> tuple[Action, ...]:
    return with_expectations(numbered(actions), world)


def found(world: MemoryWorld, mine: Action, theirs: Action) -> dict[str, Conflict]:
    both = (drafted(world, mine), drafted(world, theirs))
    return {one.code: one for one in conflicts(*both, world, today=TODAY)}


def test_one_field_set_differently_is_a_conflict_of_values() -> None:
    mine = act("rename_unit", "unit:2", code="A")
    one = found(tsb(), mine, act("rename_unit", "unit:2", code="B", day=LATER))["set_differently"]
    assert (one.kind, one.severity, one.day) == (ConflictKind.VALUE, Severity.BARS, LATER)
    assert one.facts == {"field": "code", "mine": "A", "theirs": "B"}
    assert (one.mine, one.theirs) == ((1,), (1,))


def test_one_that_changes_what_the_other_expects_is_told() -> None:
    mine = act("merge_unit", "unit:2", into=3, day=LATER)
    one = found(tsb(), mine, act("move_unit", "unit:2", parent=4))["expected_value_gone"]
    assert (one.kind, one.facts["field"]) == (ConflictKind.EXPECTED, "parent")


def test_two_moves_that_are_fine_alone_are_a_circle_together() -> None:
    mine = act("move_unit", "unit:2", parent=3)
    (one,) = found(tsb(), mine, act("move_unit", "unit:3", parent=2)).values()
    assert (one.kind, one.code) == (ConflictKind.STRUCTURE, "circle_now")
    assert one.objects == (Reference("unit", 2), Reference("unit", 3))
    assert (one.mine, one.theirs, one.orders) == ((1,), (1,), frozenset(First))


@pytest.mark.parametrize(
    ("mine", "theirs", "code"),
    [
        (act("move_post", "post:13", unit=4), act("abolish_unit", "unit:4"), "post_without_unit"),
        (act("move_unit", "unit:3", parent=2), act("abolish_unit", "unit:2"), "orphan_unit"),
        (act("assign_head", "unit:4", head=12), act("abolish_post", "post:12"), "head_absent"),
        (
            act("rename_unit", "unit:3", code="N"),
            act("rename_unit", "unit:4", code="N"),
            "duplicate_code",
        ),
    ],
)
def test_what_is_wrong_only_together_is_a_conflict_of_structure(
    mine: Action, theirs: Action, code: str
) -> None:
    one = found(tsb(), mine, theirs)[code]
    assert (one.kind, one.mine, one.theirs) == (ConflictKind.STRUCTURE, (1,), (1,))


def test_a_conflict_of_a_later_day_is_seen() -> None:
    mine = act("move_post", "post:13", unit=4)
    one = found(tsb(), mine, act("abolish_unit", "unit:4", day=LATER))["post_without_unit"]
    assert one.day == LATER


def test_what_hangs_on_who_is_first_is_told() -> None:
    mine = act("merge_unit", "unit:2", into=3, day=LATER)
    one = found(tsb(), mine, act("move_post", "post:13", unit=2))["post_without_unit"]
    assert (one.kind, one.orders) == (ConflictKind.ORDER, frozenset({First.MINE}))


def test_a_draft_that_knows_what_is_adopted_is_in_no_conflict_with_it() -> None:
    before = tsb()
    theirs = drafted(before, act("rename_unit", "unit:2", code="B"))
    after = before.enacted(*theirs)
    for world, count in ((after, 0), (before, 1)):
        mine = drafted(world, act("rename_unit", "unit:2", code="A", day=LATER))
        told = conflicts(mine, theirs, before, today=TODAY, decided=after)
        assert len(told) == count


def entered(
    mine: tuple[Action, ...], *entries: tuple[Action, ...], world: MemoryWorld
) -> list[list[str]]:
    """What each entry into force, one after the other, has against a draft, by code."""
    worlds = [world]
    for one in entries:
        worlds.append(worlds[-1].enacted(*one))
    standing = check(mine, worlds[-1], today=TODAY)
    return [
        [
            one.code
            for one in conflicts(
                mine, theirs, before, today=TODAY, decided=after, standing=standing
            )
        ]
        for theirs, before, after in zip(entries, worlds, worlds[1:], strict=False)
    ]


def test_what_one_entry_brought_about_is_laid_at_no_other_ones_door() -> None:
    world = tsb()
    retitled = drafted(world, act("rename_unit", "unit:2", code="B"))
    others = [drafted(world, act("rename_unit", f"unit:{one}", code=f"C{one}")) for one in (3, 4)]
    mine = drafted(world, act("rename_unit", "unit:2", code="A", day=LATER))
    told = entered(mine, others[0], retitled, others[1], world=world)
    assert told == [[], ["set_differently"], []]


def test_what_a_later_entry_set_right_is_no_conflict_any_more() -> None:
    world = tsb()
    there = drafted(world, act("move_unit", "unit:3", parent=2))
    back = drafted(world.enacted(*there), act("move_unit", "unit:3", parent=1))
    mine = drafted(world, act("move_unit", "unit:2", parent=3, day=LATER))
    assert entered(mine, there, world=world) == [["circle_now"]]
    assert entered(mine, there, back, world=world) == [[], []]


def test_a_draft_that_knows_of_the_last_of_two_is_in_no_conflict_with_the_first() -> None:
    world = tsb()
    first = drafted(world, act("rename_unit", "unit:2", code="B"))
    last = drafted(world.enacted(*first), act("rename_unit", "unit:2", code="C"))
    mine = drafted(world.enacted(*first, *last), act("rename_unit", "unit:2", code="A", day=LATER))
    assert entered(mine, first, last, world=world) == [[], []]


def random_pair(seed: int) -> tuple[MemoryWorld, tuple[Action, ...], tuple[Action, ...]]:
    random = Random(seed)
    world = random_world(random)
    sets = [random_actions(random, from_day=DAY, most=3) for _ in range(2)]
    brought = [
        [numbering(one, 2000 + 100 * side + n) for n, one in enumerate(each)]
        for side, each in enumerate(sets)
    ]
    mine, theirs = (drafted(world, *each) for each in brought)
    return world, mine, theirs


def numbering(action: Action, id: int) -> Action:
    """What it brings along has a number, as in every draft."""
    names = [name for kind, name in BRINGS.items() if action.kind.value.startswith(kind)]
    is_given = {*names} <= {*action.values} or action.values.get("successor", id) is None
    return (
        action
        if is_given
        else replace(action, values={**action.values, **dict.fromkeys(names, id)})
    )


BRINGS = {
    "change_reporting": "reporting",
    "adopt": "adoption",
    "merge": "succession",
    "split": "succession",
    "abolish": "succession",
}


def told(found: Iterable[Conflict]) -> list[str]:
    return sorted(
        str(replace(one, facts=dict(sorted(one.facts.items())), orders=frozenset()))
        + str(sorted(one.orders))
        for one in found
    )


def swapped(one: Conflict) -> Conflict:
    """The same as the other side has it."""
    other = {First.MINE.value: First.THEIRS.value, First.THEIRS.value: First.MINE.value}
    facts = {other.get(name, name): value for name, value in one.facts.items()}
    orders = frozenset(First(other[order]) for order in one.orders)
    return replace(one, facts=facts, mine=one.theirs, theirs=one.mine, orders=orders)


@pytest.mark.exhaustive
@pytest.mark.parametrize("start", range(0, 45, 15))
def test_conflicts_are_the_same_from_either_side(start: int) -> None:
    for seed in range(start, start + 15):
        world, mine, theirs = random_pair(seed)
        one = conflicts(mine, theirs, world, today=TODAY)
        other = conflicts(theirs, mine, world, today=TODAY)
        assert told(one) == told(swapped(each) for each in other), seed


@pytest.mark.exhaustive
@pytest.mark.parametrize("start", range(0, 24, 8))
def test_wrong_together_is_what_a_look_at_every_day_finds(start: int) -> None:
    """Each set is enacted for real, and the other looked at day by day without any shortcut."""
    for seed in range(start, start + 8):
        world, mine, theirs = random_pair(seed)
        alone = naive_flaws(mine, world) | naive_flaws(theirs, world)
        behind = naive_flaws(mine, world.enacted(*theirs))
        behind |= naive_flaws(theirs, world.enacted(*mine))
        found = conflicts(mine, theirs, world, today=TODAY)
        flaws = {(one.code, one.subject) for one in found if one.code in FLAW_CODES}
        assert named_in(flaws) == named_in(
            (code, subject) for code, subject, _ in behind - alone
        ), seed


def naive_flaws(
    actions: tuple[Action, ...], world: MemoryWorld
) -> set[tuple[str, Reference, tuple[int, str]]]:
    """Each flaw that the set brings about, with each day on which it is so."""
    found = naive_check(actions, world, today=TODAY, outside=Outside())
    return {
        (one.code, one.subject, (day, str(sorted(one.facts.items()))))
        for one in found
        if one.code in FLAW_CODES
        for day in range(one.day, one.until or DAY + 200)
    }


def named_in(found: Iterable[tuple[str, Reference]]) -> set[tuple[str, Reference]]:
    return {("circle" if code.startswith("circle") else code, subject) for code, subject in found}


@pytest.mark.exhaustive
@pytest.mark.parametrize("start", range(0, 24, 8))
def test_sets_on_two_organisations_are_in_no_conflict(start: int) -> None:
    for seed in range(start, start + 8):
        random = Random(seed)
        world = organisation(
            *(f"unit {top} T{top}" for top in (1, 51)),
            *(f"unit {top + n} U{top + n} under {top}" for top in (1, 51) for n in (1, 2, 3)),
            *(f"post {top + 10 + n} N{top + n} in {top + n}" for top in (1, 51) for n in (1, 2, 3)),
        )
        mine, theirs = (drafted(world, *tidy_set(random, top)) for top in (1, 51))
        assert conflicts(mine, theirs, world, today=TODAY) == (), seed


def tidy_set(random: Random, top: int) -> list[Action]:
    """Actions on what stands below one top only; not all of them wise."""
    units, posts = [top + n for n in (1, 2, 3)], [top + 10 + n for n in (1, 2, 3)]
    makers = (
        lambda: act("move_unit", f"unit:{random.choice(units)}", parent=random.choice(units)),
        lambda: act("rename_unit", f"unit:{random.choice(units)}", code=f"C{top}"),
        lambda: act("merge_unit", f"unit:{random.choice(units)}", into=top),
        lambda: act("move_post", f"post:{random.choice(posts)}", unit=random.choice(units)),
        lambda: act("abolish_post", f"post:{random.choice(posts)}"),
        lambda: act("assign_head", f"unit:{random.choice(units)}", head=random.choice(posts)),
    )
    return [
        replace(random.choice(makers)(), day=DAY + random.randrange(20))
        for _ in range(random.randint(1, 4))
    ]


def test_sets_on_an_organisation_without_posts_are_held_against_each_other() -> None:
    world = organisation("unit 1 TSB", "unit 2 SGD under 1")
    mine = act("rename_unit", "unit:2", code="A")
    assert set(found(world, mine, act("abolish_unit", "unit:2"))) >= {"subject_absent"}
