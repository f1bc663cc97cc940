"""Random small organisations and sets of actions, many of them flawed."""

from collections.abc import Callable
from random import Random

from bureau.core.changes.actions import Action
from tests.core.changes.builders import MemoryWorld, act, organisation

UNITS, POSTS, SPREAD = range(1, 7), range(11, 20), 20


def random_world(random: Random) -> MemoryWorld:
    """Six units in a tree, nine posts in them, some held, some with a line and a description."""
    units = [f"unit {unit} U{unit}" + _placed(random, unit) for unit in UNITS]
    posts = [f"post {post} N{post} in {random.choice(UNITS)}" for post in POSTS]
    held = [f"held {20 + post} by {500 + post} on {post}" for post in POSTS if post % 3]
    lines = [f"line {30 + post} from {post} to 11" for post in POSTS if post % 4 == 0]
    described = [f"described {40 + post} on {post} by {70 + post}" for post in POSTS if post % 2]
    return organisation(*units, *posts, *held, *lines, *described)


def random_actions(random: Random, world: MemoryWorld, *, from_day: int) -> list[Action]:
    """One to five actions within a few days; nothing says that they fit the world."""
    made = []
    for _ in range(random.randint(1, 5)):
        day = from_day + random.randrange(SPREAD)
        made.append(random.choice(_MAKERS)(random, day, world))
    return made


def _placed(random: Random, unit: int) -> str:
    head = f" head {random.choice(POSTS)}" if unit % 2 else ""
    return head if unit == 1 else f" under {random.randrange(1, unit)}{head}"


def _unit(random: Random) -> str:
    return f"unit:{random.choice(UNITS)}"


def _post(random: Random) -> str:
    return f"post:{random.choice(POSTS)}"


_MAKERS: tuple[Callable[[Random, int, MemoryWorld], Action], ...] = (
    lambda r, day, w: act("move_unit", _unit(r), day=day, parent=r.choice(UNITS)),
    lambda r, day, w: act("merge_unit", _unit(r), day=day, into=r.choice(UNITS)),
    lambda r, day, w: act("abolish_unit", _unit(r), day=day),
    lambda r, day, w: act("rename_unit", _unit(r), day=day, code=f"U{r.choice(UNITS)}"),
    lambda r, day, w: act("assign_head", _unit(r), day=day, head=r.choice(POSTS)),
    lambda r, day, w: act("move_post", _post(r), day=day, unit=r.choice(UNITS)),
    lambda r, day, w: act("renumber_post", _post(r), day=day, number=f"N{r.choice(POSTS)}"),
    lambda r, day, w: act("reclassify_post", _post(r), day=day, grade=r.choice(["P.1", "D.1"])),
    lambda r, day, w: act("freeze_post", _post(r), day=day),
    lambda r, day, w: act("abolish_post", _post(r), day=day),
    lambda r, day, w: act("change_reporting", _post(r), day=day, superior=r.choice(POSTS)),
    lambda r, day, w: act("adopt_description", _post(r), day=day, description=r.randint(70, 99)),
    lambda r, day, w: act("appoint", _post(r), day=day, person=r.randint(500, 530), share=50),
    lambda r, day, w: act("end_incumbency", f"incumbency:{r.randint(31, 39)}", day=day),
)
