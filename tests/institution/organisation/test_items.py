"""The lines of a comparison, held against the same told change by change."""

from collections.abc import Iterable
from random import Random

import pytest

from bureau.core.coordinates import Coordinates
from bureau.core.structure.difference import Change
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Block, Engagement, Incumbency, Post
from bureau.institution.organisation.queries.differences import Compared
from bureau.institution.organisation.queries.items import ENDINGS, OF_PEOPLE
from tests.core.structure.builders import Script

UNITS, POSTS = range(1, 9), range(1, 60)
FIRST, LAST = 1, 40


def reorganised_at_random(seed: int) -> tuple[Snapshot, Snapshot]:
    """Some units and what is in them; much of it moves, ends or begins between two days."""
    random = Random(seed)
    script = Script()
    gone, into = 3, 2
    for unit in UNITS:
        over = None if unit == 1 else gone if unit == 4 else random.randint(1, min(unit - 1, 2))
        day = 1 if unit <= 4 else random.choice((1, 1, 20))
        script.establish(f"unit:{unit}", day, code=f"U{unit}", parent=over)
    for post in POSTS:
        _post(random, script, post)
    for number in range(1, 30):
        unit = random.choice(UNITS)
        day = random.choice((1, 25))
        script.establish(f"block:{number}", day, unit=unit, grade="AO", title=1, fte=100)
        script.establish(f"engagement:{number}", day, unit=unit, person=number, manner="intern")
        if random.random() < 0.4:
            script.change(f"block:{number}", 30, unit=random.choice(UNITS), fte=200)
            script.end(f"engagement:{number}", 30)
    for unit in random.sample(UNITS[4:], 3):
        script.change(f"unit:{unit}", 30, code=f"V{unit}", parent=1)
    script.end(f"unit:{gone}", 33)
    script.succeed(f"unit:{gone}", f"unit:{into}", 33)
    script.change("unit:4", 33, code="V4", parent=into)
    columns = script.columns()
    return Snapshot(columns, Coordinates(FIRST, 1)), Snapshot(columns, Coordinates(LAST, 1))


def _post(random: Random, script: Script, post: int) -> None:
    subject, unit = f"post:{post}", random.choice(UNITS)
    begins = random.choice((1, 1, 15))
    script.establish(subject, begins, unit=unit, grade=random.choice(("P.3", "P.4")), title=1)
    held = f"incumbency:{post}"
    script.establish(held, begins, post=post, person=post, manner="holder")
    match random.randint(0, 6):
        case 0:
            script.change(subject, 20, unit=random.choice(UNITS))
        case 1:
            script.change(subject, 20, title=2, frozen=True)
        case 2:
            script.end(held, 21)
            script.end(subject, 21)
        case 3:
            script.end(held, 21)
            script.establish(
                f"incumbency:{post + 1000}", 22, post=post, person=900, manner="acting"
            )
        case 4:
            script.change(held, 22, share=50)


def home(side: Snapshot, change: Change) -> int | None:
    """The unit of what a change is told of, on one side."""
    subject = change.subject
    view = side.view(subject)
    if isinstance(view, Incumbency):
        view = side.post(view.post)
    return view.unit if isinstance(view, Post | Block | Engagement) else None


def alike(compared: Compared, change: Change) -> tuple[object, ...]:
    """What changes that are told in one item have in common."""
    kind, told = change.subject.kind, change.change
    if kind == "post" and told in ("established", "frozen", "unfrozen"):
        return told, home(compared.after, change)
    if kind == "post" and told == "abolished":
        return told, home(compared.before, change)
    if kind == "post" and told == "moved":
        return told, change.before, change.after
    if kind == "block":
        return kind, home(compared.before, change) or home(compared.after, change)
    if kind in ("post", "incumbency"):
        return "post", compared.post_of_change(change)
    return (told in OF_PEOPLE, change.subject)


def rank(changes: Iterable[Change]) -> int:
    """Units come first, then posts, then what is beside them."""
    kinds = {(change.subject.kind, change.change in OF_PEOPLE) for change in changes}
    if kinds & {("post", False), ("incumbency", False)}:
        return 1
    return 0 if ("unit", False) in kinds else 2


@pytest.mark.parametrize("seed", range(12))
def test_each_change_is_told_once_with_what_is_like_it(seed: int) -> None:
    compared = Compared(*reorganised_at_random(seed), 1)
    items, found = compared.items, compared.difference
    assert len(items) > 30 and [item.number for item in items] == [*range(1, len(items) + 1)]
    for is_carried, changes in ((False, found.changes), (True, found.carried)):
        listed = [item for item in items if item.is_carried is is_carried]
        told = [change for item in listed for change in item.changes]
        assert sorted(told, key=str) == sorted(changes, key=str)
        keys = [{alike(compared, change) for change in item.changes} for item in listed]
        assert all(len(each) == 1 for each in keys)
        assert len({key for each in keys for key in each}) == len(listed)
    assert [item.is_carried for item in items] == sorted(item.is_carried for item in items)
    assert items.own == len([item for item in items if not item.is_carried])


@pytest.mark.parametrize("seed", range(12))
def test_units_come_before_posts_and_posts_as_in_the_chart(seed: int) -> None:
    compared = Compared(*reorganised_at_random(seed), 1)
    own = [item for item in compared.items if not item.is_carried]
    ranks = [rank(item.changes) for item in own]
    assert ranks == sorted(ranks)
    chart = dict.fromkeys([*compared.after.subtree(1), *compared.before.subtree(1)])
    places = {unit: place for place, unit in enumerate(chart)}
    for word in ("established", "moved", "abolished", "unfrozen"):
        told = [item.first for item in own if item.first.change == word]
        posts = [one for one in told if one.subject.kind == "post"]
        homes = [home(compared.before, one) or home(compared.after, one) for one in posts]
        listed = [places.get(unit or 0, 0) for unit in homes]
        assert listed == sorted(listed)


@pytest.mark.parametrize("seed", range(12))
def test_numbers_lead_from_posts_and_units_to_their_items(seed: int) -> None:
    compared = Compared(*reorganised_at_random(seed), 1)
    posts = compared.where.post_units.ids
    placed = {"established", "moved", *ENDINGS}
    expected = {
        change.subject.id: item.number
        for item in compared.items
        for change in item.changes
        if change.subject.kind == "post" and change.change in placed
    }
    numbers = compared.numbers_of_posts(posts).tolist()
    assert dict(zip(posts.tolist(), numbers, strict=True)) == {
        post: expected.get(post, 0) for post in posts.tolist()
    }
    for unit, listed in compared.numbers_of_units.items():
        for number in listed:
            item = compared.item(number)
            assert item and item.first.subject == ("unit", unit)


@pytest.mark.parametrize("seed", range(12))
def test_what_is_unchanged_is_touched_by_nothing_told(seed: int) -> None:
    compared = Compared(*reorganised_at_random(seed), 1)
    touched: set[int | None] = set()
    for change in compared.difference.told:
        if change.subject.kind == "unit" and change.change not in OF_PEOPLE:
            touched.add(change.subject.id)
        if change.subject.kind in ("post", "block", "incumbency"):
            touched |= {home(side, change) for side in (compared.before, compared.after)}
    unchanged = set(compared.unchanged)
    assert not unchanged & touched
    assert unchanged == set(compared.after.subtree(1)) - touched
