"""What each action of a set costs: all that money depends on, once, whatever else meets there."""

from collections import defaultdict
from random import Random

import pytest

from bureau.core.changes.actions import Action, numbered
from bureau.core.changes.check import Outside
from bureau.core.changes.check.case import Case
from bureau.core.changes.costed import changes_by_action
from bureau.core.changes.expand import progress_of
from bureau.core.changes.world import World
from bureau.core.costs import Costed, PostChange
from bureau.core.references import Reference
from bureau.core.structure.kinds import Value
from tests.core.changes.builders import DAY, TODAY, act, organisation
from tests.core.changes.random_sets import random_case

COSTING = ("grade", "duty_station", "fte")


def sound(seed: int) -> tuple[World, tuple[Action, ...]]:
    world, actions = random_case(seed)
    return world, tuple(
        one for one in actions if not Case([one], world, TODAY, Outside()).malformed
    )


def costed(fields: dict[str, Value] | None) -> Costed | None:
    if not fields:
        return None
    grade, place, fte = (fields.get(name, "") for name in COSTING)
    assert isinstance(fte, int)
    return Costed(str(grade), str(place), fte)


@pytest.mark.parametrize("seed", range(30))
def test_what_actions_cost_follows_one_from_the_other(seed: int) -> None:
    world, actions = sound(seed)
    random = Random(seed)
    rules = {one.id: random.choice(["a", "b"]) for one in actions if random.random() < 0.8}
    kinds = {one.id: one for one in actions}
    whole: dict[tuple[str, int], list[PostChange]] = defaultdict(list)
    for action, change in changes_by_action(actions, world, rules):
        assert change.before != change.after
        assert (kinds[action].subject, kinds[action].day) == (
            Reference(change.kind, change.post),
            change.day,
        )
        whole[change.kind, change.post].append(change)
    together: dict[tuple[str, int, int], list[PostChange]] = defaultdict(list)
    for _, change in changes_by_action(actions, world, {}):
        together[change.kind, change.post, change.day].append(change)
    for (kind, id, day), (one,) in together.items():
        shares = [share for share in whole[kind, id] if share.day == day]
        assert (shares[0].before, shares[-1].after) == (one.before, one.after)
        assert all(one.after == next.before for one, next in zip(shares, shares[1:], strict=False))


def test_every_block_that_a_set_makes_another_is_costed() -> None:
    """On the first day on which it does, as the fields of the block are without it and with it."""
    found = 0
    for seed in range(60):
        world, actions = sound(seed)
        progress, first = progress_of(actions, world), dict[int, tuple[int, list[Costed | None]]]()
        of_blocks = [one for one in actions if one.subject.kind == "block"]
        for one in sorted(of_blocks, key=lambda action: action.day):
            read = (progress.fields_before, progress.fields)
            sides = [costed(look(one.subject, one.day)) for look in read]  # type: ignore[arg-type]
            if sides[0] != sides[1]:
                first.setdefault(one.subject.id, (one.day, sides))
        told = dict[int, tuple[int, list[Costed | None]]]()
        for _, change in changes_by_action(actions, world, {}) if first else []:
            if change.kind == "block":
                told.setdefault(change.post, (change.day, [change.before, change.after]))
        assert told == first, seed
        found += len(first)
    assert found > 5, found


def test_a_new_title_takes_nothing_of_what_a_new_grade_costs() -> None:
    world = organisation("unit 1 TSB", "post 11 A1 in 1")
    actions = numbered(
        [
            act("retitle_post", "post:11", title=1, day=DAY),
            act("reclassify_post", "post:11", grade="D.1", day=DAY),
            act("move_duty_station", "post:11", duty_station="NBO", day=DAY),
        ]
    )
    rules = {1: "titles", 2: "grades", 3: "stations"}
    found = [(action, change.after) for action, change in changes_by_action(actions, world, rules)]
    assert found == [(2, Costed("D.1", "", 100)), (3, Costed("D.1", "NBO", 100))]
    together = changes_by_action(actions, world, dict.fromkeys(rules, "all"))
    assert [(action, change.after) for action, change in together] == [
        (2, Costed("D.1", "NBO", 100))
    ]
