"""The preview of a whole set says what the readable functions say of it one by one."""

from collections.abc import Callable
from random import Random

import pytest

from bureau.core.changes.actions import Action, numbered
from bureau.core.changes.appended import Followed, plainly_following
from bureau.core.changes.check import Outside, check
from bureau.core.changes.check.case import Case
from bureau.core.changes.costed import changes_by_action, costs_of
from bureau.core.changes.expand import expand, progress_of
from bureau.core.changes.preview import outcome_of
from bureau.core.changes.world import World, snapshot
from bureau.core.costs import (
    CostOfChanges,
    Factors,
    StandardCost,
    Year,
    cost_of_changes,
)
from bureau.core.structure.difference import difference
from bureau.core.structure.differing import differing
from bureau.core.structure.effects import Version
from bureau.core.structure.fold import refold
from bureau.core.structure.kinds import KINDS
from bureau.core.structure.views import Post
from tests.core.changes.builders import DAY, TODAY, act, organisation
from tests.core.changes.random_sets import random_case

FACTORS = Factors(vacancy=7, delayed_recruitment=31)
GRADES = ("P.4", "P.1", "D.1")
COSTS = tuple(
    StandardCost(grade, place, 1_000_003 * rank, "CHF", since, until)
    for rank, (grade, place, since, until) in enumerate(
        [
            *((grade, place, 0, 213) for grade in ("P.4", "P.1", "D.1") for place in ("", "GVA")),
            *(
                (grade, place, 213, None)
                for grade in ("P.4", "P.1", "D.1")
                for place in ("", "GVA")
            ),
            ("P.2", "", 0, None),
        ],
        start=3,
    )
)


def one_by_one(actions: tuple[Action, ...], world: World, year: Year) -> CostOfChanges:
    """The amounts of each change by themselves. Which changes a set has is reckoned as the code
    does; what they come to is held against the days themselves below."""
    told = [one for _, one in changes_by_action(actions, world, {}) if one.kind == "post"]
    changes = sorted(told, key=lambda one: (one.post, one.day))
    return cost_of_changes(changes, COSTS, year, FACTORS)


@pytest.mark.exhaustive
@pytest.mark.parametrize("start", range(0, 120, 40))
def test_the_cost_of_a_set_is_that_of_its_changes(start: int) -> None:
    year = Year(DAY - 20, DAY + 40)
    for seed in range(start, start + 40):
        world, actions = random_case(seed)
        known = [one for one in actions if not Case([one], world, TODAY, Outside()).malformed]
        case = Case(known, world, TODAY, Outside())
        found, told = costs_of(case, COSTS, year, FACTORS), one_by_one(tuple(known), world, year)
        assert (found.first_year, found.full_year) == (told.first_year, told.full_year), seed
        assert found.posts.tolist() == [line.change.post for line in told.lines], seed
        if found.lines is None:
            whole = [sum((line.full_year or {}).values()) for line in told.lines]
            assert found.full_years.tolist() == whole, seed


EVEN = Year(DAY, DAY + 40)
A_DAY = 10_000
"""What the lowest grade costs a day, so that nothing is rounded."""


def a_day(post: Post | None) -> int:
    grades = ("P.1", "P.2", "P.4", "D.1")
    return 0 if post is None else A_DAY * (1 + grades.index(post.grade)) * post.fte // 100


def often_changed(seed: int) -> tuple[World, tuple[Action, ...]]:
    """A set that has two posts in other grades several times, and at last may end one."""
    random = Random(seed)
    made = [
        act(
            "reclassify_post",
            f"post:{random.choice([11, 12])}",
            grade=random.choice(["P.1", "P.2", "D.1"]),
            day=DAY + random.randrange(20),
        )
        for _ in range(random.randint(2, 6))
    ]
    made += [act("abolish_post", "post:11", day=DAY + 25)] * random.randrange(2)
    return organisation("unit 1 TSB", "post 11 A1 in 1", "post 12 A2 in 1"), numbered(made)


@pytest.mark.parametrize("sets", [random_case, often_changed])
def test_the_cost_of_a_post_is_what_its_days_cost_more(
    sets: Callable[[int], tuple[World, tuple[Action, ...]]],
) -> None:
    """Day by day, with the set and without it."""
    of_year = EVEN.days() * A_DAY
    costs = [
        StandardCost(grade, place, of_year * rank, "CHF", 0)
        for rank, grade in enumerate(("P.1", "P.2", "P.4", "D.1"), start=1)
        for place in ("", "GVA")
    ]
    looked_at = 0
    for seed in range(100):
        world, actions = sets(seed)
        known = [one for one in actions if not Case([one], world, TODAY, Outside()).malformed]
        found = list(costs_of(Case(known, world, TODAY, Outside()), costs, EVEN).each())
        plan = progress_of(known, world).overlay()
        days = range(EVEN.valid_from, EVEN.valid_until)
        sides = [(snapshot(world, day), snapshot(world, day, plan)) for day in days]
        for post in {post for post, _first, _full in found}:
            decided, planned = (
                [a_day(side[which].post(post)) for side in sides] for which in (0, 1)
            )
            told = [(first or {}, full or {}) for one, first, full in found if one == post]
            in_year, in_full = (sum(one[which]["CHF"] for one in told) for which in (0, 1))
            assert in_year == sum(planned) - sum(decided), (seed, post)
            assert in_full == EVEN.days() * (planned[-1] - decided[-1]), (seed, post)
            looked_at += 1
    assert looked_at > 40


@pytest.mark.parametrize(
    "first",
    [act("abolish_post", "post:11"), act("reclassify_post", "post:11", grade="D.1")],
    ids=["ended", "reclassified"],
)
def test_what_ends_at_last_saves_what_it_cost_once(first: Action) -> None:
    world, year = organisation("unit 1 TSB", "post 11 A1 in 1 grade P.4"), Year(DAY, DAY + 400)
    ended = act("abolish_post", "post:11", day=DAY + 30)
    costs = [StandardCost(grade, "", rank, "CHF", 0) for rank, grade in enumerate(GRADES, 100)]
    amounts = [
        costs_of(Case(numbered(actions), world, TODAY, Outside()), costs, year).full_year
        for actions in ([ended], [first, ended])
    ]
    assert amounts == [{"CHF": -100}] * 2


def test_a_preview_has_findings_difference_and_cost_in_one() -> None:
    world = organisation("unit 1 TSB", "unit 2 SGD under 1", "post 11 A1 in 1", "post 12 A2 in 2")
    actions = numbered(
        [act("move_post", "post:11", unit=2), act("reclassify_post", "post:12", grade="D.1")]
    )
    found = outcome_of(actions, world, COSTS, today=TODAY)
    assert tuple(found.findings) == check(actions, world, today=TODAY)
    told = difference(
        snapshot(world, DAY), snapshot(world, DAY, progress_of(actions, world).overlay())
    )
    differing = found.differing()["post"]
    assert differing.ids.tolist() == [one.subject.id for one in told.changes]
    assert differing.after("unit").tolist() == [2, 2]
    assert found.cost.posts.tolist() == [12]


@pytest.mark.exhaustive
@pytest.mark.parametrize("start", range(0, 60, 20))
def test_what_a_preview_says_differs_is_what_differs(start: int) -> None:
    for seed in range(start, start + 20):
        world, actions = random_case(seed)
        known = [one for one in actions if not Case([one], world, TODAY, Outside()).malformed]
        found = outcome_of(known, world, COSTS, today=TODAY)
        plan = progress_of(known, world).overlay()
        before, after = snapshot(world, found.day), snapshot(world, found.day, plan)
        for kind, told in found.differing().items():
            naive = differing(before.standing(kind), after.standing(kind))
            assert told.ids.tolist() == naive.ids.tolist(), seed
            assert told.fields.tolist() == naive.fields.tolist(), seed


def test_findings_are_counted_before_they_are_written_out() -> None:
    world = organisation("unit 1 TSB", "post 11 A1 in 1", "post 12 A2 in 1")
    actions = [act("reclassify_post", f"post:{id}", grade="D.1") for id in (11, 12)]
    found = outcome_of(numbered(actions), world, COSTS, today=TODAY).findings
    assert found.counts() == {"grade_changed": 2}
    assert [one.subject.id for one in found[:1]] == [11] and found[-1].subject.id == 12


@pytest.mark.exhaustive
@pytest.mark.parametrize("start", range(0, 100, 50))
def test_rows_that_plainly_follow_are_those_of_a_fold(start: int) -> None:
    simple_ones = 0
    for seed in range(start, start + 50):
        world, actions = random_case(seed)
        known = [one for one in actions if not Case([one], world, TODAY, Outside()).malformed]
        effects, record = expand(known, world), world.recorded + 1
        simple, others = plainly_following(effects, world.columns, record)
        left = {one.subject for one in others}
        chosen = [one for one in effects if one.subject not in left]
        simple_ones += len(chosen)
        subjects = {one.subject for one in chosen}
        before = [one for one in world.effects if one.subject in subjects]
        now = [one.written(10_000 + one.place, record, 1) for one in chosen]
        rows = [row for one in subjects for row in world.columns.versions_of(one)]
        standing = [row for row in rows if row.recorded_until is None]
        told = refold([*before, *now], standing, record)
        for kind in KINDS:
            found = simple.get(kind, Followed())
            closed = [row for row in told.closed if row.subject.kind == kind]
            written = [row for row in told.written if row.subject.kind == kind]
            assert sorted(found.closed) == sorted(
                (row.subject.id, row.valid_from) for row in closed
            ), seed
            assert sorted(found.written) == sorted(map(_row, written)), seed
    assert simple_ones > 50


def _row(row: Version) -> tuple:
    times = (row.valid_from, row.valid_until, row.recorded_from, row.recorded_until)
    return (
        row.subject.id,
        *times,
        *(row.fields[name] for name in KINDS[row.subject.kind].defaults),
    )
