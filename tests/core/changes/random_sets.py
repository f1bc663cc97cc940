"""Random small organisations and sets of actions, many of them flawed."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from bureau.core.changes.actions import Action, numbered
from bureau.core.changes.expects import with_expectations
from tests.core.changes.builders import DAY, MemoryWorld, act, organisation

UNITS, POSTS, SPREAD = range(1, 7), range(11, 20), 20
ENGAGED, EARLIER = range(200, 204), 150
BLOCKS = range(60, 64)


def random_world(random: Random) -> MemoryWorld:
    """Six units in a tree, nine posts in them, some held, some with a line and a description; four
    people engaged beside them, three blocks of posts that are only counted."""
    units = [f"unit {unit} U{unit}" + _placed(random, unit) for unit in UNITS]
    posts = [f"post {post} N{post} in {random.choice(UNITS)}" for post in POSTS]
    held = [f"held {20 + post} by {500 + post} on {post}" for post in POSTS if post % 3]
    lines = [f"line {30 + post} from {post} to 11" for post in POSTS if post % 4 == 0]
    described = [f"described {40 + post} on {post} by {70 + post}" for post in POSTS if post % 2]
    found = organisation(*units, *posts, *held, *lines, *described)
    found = found.enacted(*(_engaging(random, id, EARLIER) for id in ENGAGED))
    return found.enacted(*(_counting(random, id, EARLIER) for id in BLOCKS[:-1]))


def random_actions(random: Random, *, from_day: int, most: int = 5) -> list[Action]:
    """A few actions within a few days; nothing says that they fit the world."""
    made = []
    for _ in range(random.randint(1, most)):
        day = from_day + random.randrange(SPREAD)
        made.append(random.choice(_MAKERS)(random, day))
    return made


def random_case(seed: int) -> tuple[MemoryWorld, tuple[Action, ...]]:
    """A world with decided changes before, among and after the days of a set, and the set.

    Some actions expect what they find, some what they do not; some are all for one day.
    """
    random = Random(seed)
    world = random_world(random)
    for _ in range(random.randrange(3)):
        decided = random_actions(random, from_day=random.choice([DAY - 40, DAY, DAY + 15]))
        world = world.enacted(*decided)
    actions = random_actions(random, from_day=DAY, most=random.choice([2, 5, 12]))
    if random.random() < 0.4:
        actions = [replace(action, day=DAY) for action in actions]
    drafted = with_expectations(numbered(actions), world)
    return world, tuple(
        replace(action, expects=dict.fromkeys(action.expects, random.choice([None, 1, "U1"])))
        if random.random() < 0.1
        else action
        for action in drafted
    )


def _placed(random: Random, unit: int) -> str:
    head = f" head {random.choice(POSTS)}" if unit % 2 else ""
    return head if unit == 1 else f" under {random.randrange(1, unit)}{head}"


def _unit(random: Random) -> str:
    return f"unit:{random.choice(UNITS)}"


def _post(random: Random) -> str:
    return f"post:{random.choice(POSTS)}"


def _appointment(random: Random, day: int) -> Action:
    values = {"incumbency": random.randint(100, 999), "person": random.randint(500, 530)}
    return act("appoint", _post(random), day=day, share=50, **values)


def _new_unit(random: Random, day: int) -> Action:
    parent = random.choice([None, *UNITS, 7])
    head = {"head": random.choice(POSTS)} if random.random() < 0.5 else {}
    code, id = f"U{random.randint(1, 9)}", random.choice([7, 8, *UNITS])
    values = {"parent": parent, "name": 1, "code": code, "kind": "section"}
    return act("establish_unit", f"unit:{id}", day=day, **values, **head)


def _new_post(random: Random, day: int) -> Action:
    funding = {"funding": random.choice(["RB", ""])} if random.random() < 0.5 else {}
    values = {"unit": random.choice([7, *UNITS]), "number": f"N{random.randint(11, 22)}"}
    id = random.choice([21, 22, *POSTS])
    return act("establish_post", f"post:{id}", day=day, title=1, grade="P.2", **values, **funding)


def _counting(random: Random, block: int, day: int) -> Action:
    values = {"unit": random.choice(UNITS), "superior": random.choice([None, *POSTS])}
    fte = 100 * random.randint(1, 9)
    return act(
        "establish_block", f"block:{block}", day=day, title=1, grade="G.5", fte=fte, **values
    )


def _block(random: Random) -> str:
    return f"block:{random.choice(BLOCKS)}"


def _engaged(random: Random) -> str:
    return f"engagement:{random.choice(ENGAGED)}"


def _engaging(random: Random, engagement: int, day: int) -> Action:
    values = {"engagement": engagement, "person": random.randint(500, 530)}
    if random.random() < 0.5:
        values["until"] = day + random.randint(1, 4 * SPREAD)
    return act("engage", _unit(random), day=day, manner="intern", **values)


_MAKERS: tuple[Callable[[Random, int], Action], ...] = (
    lambda r, day: act("move_unit", _unit(r), day=day, parent=r.choice(UNITS)),
    lambda r, day: act("merge_unit", _unit(r), day=day, into=r.choice(UNITS)),
    lambda r, day: act("abolish_unit", _unit(r), day=day),
    lambda r, day: act("rename_unit", _unit(r), day=day, code=f"U{r.choice(UNITS)}"),
    lambda r, day: act("assign_head", _unit(r), day=day, head=r.choice(POSTS)),
    lambda r, day: act("move_post", _post(r), day=day, unit=r.choice(UNITS)),
    lambda r, day: act("renumber_post", _post(r), day=day, number=f"N{r.choice(POSTS)}"),
    lambda r, day: act("reclassify_post", _post(r), day=day, grade=r.choice(["P.1", "D.1"])),
    lambda r, day: act("freeze_post", _post(r), day=day),
    lambda r, day: act("abolish_post", _post(r), day=day),
    lambda r, day: act("change_reporting", _post(r), day=day, superior=r.choice(POSTS)),
    lambda r, day: act("adopt_description", _post(r), day=day, description=r.randint(70, 99)),
    _appointment,
    lambda r, day: _engaging(r, r.randint(300, 999), day),
    lambda r, day: act("change_engagement", _engaged(r), day=day, unit=r.choice(UNITS)),
    lambda r, day: act("change_engagement", _engaged(r), day=day, supervisor=r.choice(POSTS)),
    lambda r, day: act("end_engagement", _engaged(r), day=day),
    lambda r, day: _counting(r, r.choice(BLOCKS), day),
    lambda r, day: act("change_block", _block(r), day=day, fte=r.choice([100, 250])),
    lambda r, day: act("change_block", _block(r), day=day, unit=r.choice([7, *UNITS])),
    lambda r, day: act("change_block", _block(r), day=day, superior=r.choice(POSTS)),
    lambda r, day: act("abolish_block", _block(r), day=day),
    lambda r, day: act("end_incumbency", f"incumbency:{r.randint(31, 39)}", day=day),
    lambda r, day: act("move_unit", _unit(r), day=day, parent=None, order=r.randint(0, 3)),
    lambda r, day: act(
        "rename_unit", _unit(r), day=day, code=f"X{r.randint(1, 9)}", name=r.randint(1, 5)
    ),
    lambda r, day: act("assign_head", _unit(r), day=day, head=None),
    lambda r, day: act(
        "change_unit_kind", _unit(r), day=day, kind=r.choice(["section", "division"])
    ),
    lambda r, day: act("unfreeze_post", _post(r), day=day),
    lambda r, day: act("move_duty_station", _post(r), day=day, duty_station=r.choice(["GVA", ""])),
    lambda r, day: act("abolish_post", _post(r), day=day, successor=r.choice(POSTS)),
    lambda r, day: act("split_unit", _unit(r), day=day, into=r.choice(UNITS)),
    _new_unit,
    _new_post,
)
