"""What sets cost, one after another, is what the structure costs more in the end: day by day, of
posts and blocks, whatever was decided for later days and whatever of it a set replaces."""

from collections import Counter
from collections.abc import Iterable
from random import Random

import pytest

from bureau.core.changes.actions import Action, numbered
from bureau.core.changes.check import Outside
from bureau.core.changes.check.case import Case
from bureau.core.changes.costed import COSTING, changes_by_action, costs_of
from bureau.core.costs import Costed, StandardCost, Year, cost_of_changes, placed
from tests.core.changes.builders import DAY, TODAY, MemoryWorld, act, organisation
from tests.core.changes.random_sets import random_case

COST = {"G.5": 10, "P.1": 20, "P.2": 30, "P.3": 45, "P.4": 60, "P.5": 80, "D.1": 100}
PLACES = {"": 1, "GVA": 2, "NBO": 3}
COSTS = [
    StandardCost(grade, place, 100 * rank * times, "CHF", 0)
    for grade, rank in COST.items()
    for place, times in PLACES.items()
]
FOR_BLOCKS = [one for one in COSTS if not one.place]
YEAR = Year(0, 1_000)
LAST = DAY + 100


def a_year(world: MemoryWorld, day: int, subject: str) -> int:
    """What a post or block costs in a year, as it stands on a day."""
    kind, id = subject.split(":")
    row = world.columns.tables[kind].row_at(int(id), day, world.recorded)
    if row == -1:
        return 0
    fields = world.columns.tables[kind].version(row).fields
    times = PLACES[str(fields.get("duty_station", ""))]
    fte = fields["fte"]
    assert isinstance(fte, int)
    return COST[str(fields["grade"])] * times * fte


def steps(world: MemoryWorld, subject: str) -> Counter[int]:
    """On which days that changes, and by how much."""
    days = [a_year(world, day, subject) for day in range(LAST)]
    return Counter(
        {
            day: after - before
            for day, (before, after) in enumerate(zip(days, days[1:], strict=False), start=1)
            if after != before
        }
    )


def taken(world: MemoryWorld, actions: Iterable[Action], subject: str) -> Counter[int]:
    """What a set costs more by a year of it, day by day."""
    found = Counter[int]()
    for _, change in changes_by_action(tuple(actions), world, {}):
        if f"{change.kind}:{change.post}" == subject:
            costs = FOR_BLOCKS if change.kind == "block" else COSTS
            (line,) = cost_of_changes([placed(change, costs)], costs, YEAR).lines
            assert line.full_year is not None
            found[change.day] += line.full_year["CHF"]
    return Counter({day: amount for day, amount in found.items() if amount})


def less(one: Counter[int], other: Counter[int]) -> Counter[int]:
    found = Counter(one)
    found.subtract(other)
    return Counter({day: amount for day, amount in found.items() if amount})


def last_of(world: MemoryWorld, subject: str, count: int) -> str:
    """The numbers of the last effects on it, as an action names what it overrides."""
    found = [one.id for one in world.effects if str(one.subject) == subject]
    return " ".join(map(str, found[-count:]))


def post(day: int, grade: str = "P.1", overrides: int = 0) -> tuple[str, int, dict[str, object]]:
    return "reclassify_post", day, {"grade": grade, "overrides": overrides}


def block(day: int, fte: int = 100, overrides: int = 0) -> tuple[str, int, dict[str, object]]:
    return "change_block", day, {"fte": fte, "overrides": overrides}


CASES = {
    "the same reduction on earlier days": [[post(40)], [post(30)], [post(20)], [post(10)]],
    "an increase on earlier days": [[post(40, "D.1")], [post(30, "D.1")], [post(20, "D.1")]],
    "an override to the grade of today": [[post(40)], [post(10, "P.4", 1)]],
    "an override of an increase": [[post(40, "D.1")], [post(10, "P.4", 1)]],
    "several overridden at once": [
        [post(40)],
        [post(30)],
        [post(20)],
        [post(10, "P.4", 3)],
    ],
    "one of several overridden": [[post(40, "P.2")], [post(20, "P.1")], [post(10, "P.5", 1)]],
    "fewer posts of a block, earlier": [[block(40)], [block(30)], [block(20)]],
    "fewer posts of a block, then as before": [
        [block(40)],
        [block(30)],
        [block(10, 300, 2)],
    ],
    "more posts of a block, earlier": [[block(40, 900)], [block(20, 900)], [block(10, 500, 1)]],
    "an end moved earlier": [[("abolish_post", 40, {})], [("abolish_post", 20, {})]],
    "the end of a block moved earlier": [[("abolish_block", 40, {})], [("abolish_block", 20, {})]],
    "ended before it is reclassified": [[post(40, "D.1")], [("abolish_post", 20, {})]],
    "reclassified before it ends": [[("abolish_post", 40, {})], [post(20, "D.1")]],
    "a station of before another grade": [
        [post(40, "D.1")],
        [("move_duty_station", 10, {"duty_station": "NBO", "overrides": 0})],
        [("move_duty_station", 20, {"duty_station": "GVA", "overrides": 0})],
    ],
    "all in one set": [[post(40), post(30, "D.1"), post(20)], [post(10, "P.4", 3)]],
}


def set_of(
    world: MemoryWorld, said: list[tuple[str, int, dict[str, object]]]
) -> tuple[tuple[Action, ...], str]:
    """Its actions, and the one thing that they are on."""
    made, subject = [], "block:60" if said[0][0].endswith("block") else "post:11"
    for kind, day, values in said:
        count = values.get("overrides", 0)
        assert isinstance(count, int)
        named = {name: value for name, value in values.items() if name != "overrides"}
        if count:
            named["overrides"] = last_of(world, subject, count)
        made.append(act(kind, subject, day=DAY + day, **named))  # type: ignore[arg-type]
    return numbered(made), subject


@pytest.mark.parametrize("sets", CASES.values(), ids=list(CASES))
def test_sets_cost_what_the_structure_costs_more(
    sets: list[list[tuple[str, int, dict[str, object]]]],
) -> None:
    world = organisation("unit 1 TSB", "post 11 A1 in 1 grade P.4")
    values = {"unit": 1, "superior": None, "title": 1, "grade": "G.5", "fte": 300}
    world = world.enacted(act("establish_block", "block:60", day=DAY - 50, **values))
    for said in sets:
        actions, subject = set_of(world, said)
        told, before = taken(world, actions, subject), steps(world, subject)
        world = world.enacted(*actions)
        assert told == less(steps(world, subject), before)


@pytest.mark.parametrize("seed", range(40))
def test_any_set_costs_what_the_structure_costs_more(seed: int) -> None:
    world, actions = random_case(seed)
    known = numbered(one for one in actions if not Case([one], world, TODAY, Outside()).malformed)
    by_action, kinds = changes_by_action(known, world, {}), {one.id: one.kind for one in known}
    assert {kinds[action] for action, _ in by_action} <= COSTING
    found = {f"{one.kind}:{one.post}" for _, one in by_action}
    after = world.enacted(*known)
    written = {str(one.subject) for one in after.effects[len(world.effects) :]}
    costed = {one for one in written if one.startswith(("post:", "block:"))}
    assert found <= costed
    for subject in costed:
        told = taken(world, known, subject)
        assert told == less(steps(after, subject), steps(world, subject)), subject


@pytest.mark.parametrize("seed", range(20))
def test_each_action_has_its_share_of_what_the_set_costs(seed: int) -> None:
    """By the rules of the actions, however these lie beside and behind one another."""
    random = Random(seed)
    world = organisation("unit 1 TSB", "post 11 A1 in 1 grade P.4")
    for _ in range(random.randrange(3)):
        day, grade = DAY + random.randrange(40), random.choice(list(COST))
        world = world.enacted(act("reclassify_post", "post:11", day=day, grade=grade))
    made = []
    for _ in range(random.randint(2, 5)):
        day = DAY + random.choice([0, 10, 20, 30])
        overrides = last_of(world, "post:11", random.randint(1, 2))
        if random.random() < 0.6:
            values = {"grade": random.choice(list(COST)), "overrides": overrides}
            made.append(act("reclassify_post", "post:11", day=day, **values))
        else:
            place = random.choice(list(PLACES)[1:])
            made.append(act("move_duty_station", "post:11", day=day, duty_station=place))
    actions = numbered(made)
    rules = {one.id: random.choice("ab") for one in actions}
    shares = [change for _, change in changes_by_action(actions, world, rules)]
    cost = cost_of_changes(shares, COSTS, YEAR)
    told = Counter[int]()
    for line in cost.lines:
        told[line.change.day] += (line.full_year or {})["CHF"]
    assert less(told, Counter()) == taken(world, actions, "post:11")


def test_what_a_new_grade_cancels_is_the_part_of_the_action_that_cancels_it() -> None:
    """A new station before that, by a rule of its own, has nothing of it."""
    world = organisation("unit 1 TSB", "post 11 A1 in 1 grade P.4")
    world = world.enacted(act("reclassify_post", "post:11", grade="P.1", day=DAY + 40))
    over = {"grade": "P.4", "overrides": last_of(world, "post:11", 1)}
    actions = numbered(
        [
            act("reclassify_post", "post:11", day=DAY, **over),
            act("move_duty_station", "post:11", duty_station="GVA", day=DAY + 10),
        ]
    )
    found = [
        (action, one.day - DAY, one.before, one.after)
        for action, one in changes_by_action(actions, world, {1: "grades", 2: "stations"})
    ]
    assert found == [
        (1, 40, Costed("P.1", ""), Costed("P.4", "")),
        (2, 10, Costed("P.4", ""), Costed("P.4", "GVA")),
    ]


@pytest.mark.parametrize("seed", range(20))
def test_arrays_say_what_each_change_costs_by_itself(seed: int) -> None:
    world, actions = random_case(seed)
    known = [one for one in actions if not Case([one], world, TODAY, Outside()).malformed]
    each = [one for _, one in changes_by_action(known, world, {}) if one.kind == "post"]
    plainly = cost_of_changes(each, COSTS, YEAR)
    found = costs_of(Case(known, world, TODAY, Outside()), COSTS, YEAR)
    assert found.full_year == plainly.full_year
    assert found.first_year == plainly.first_year
