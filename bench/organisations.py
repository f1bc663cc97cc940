"""A synthetic organisation with a history, as version rows; seeded, so every run sees the same."""

from collections.abc import Iterator
from random import Random

from bureau.core.references import Reference
from bureau.core.structure.effects import Version

FIRST_DAY = 737_000
DAYS = 20 * 365
GRADES = ("G.5", "G.6", "P.2", "P.3", "P.4", "P.5", "D.1", "D.2")
UNIT_FIELDS = ("parent", "head", "name", "code", "kind", "order")


def versions(posts: int, seed: int = 7) -> Iterator[Version]:
    """`posts` posts in a tenth as many units, each thing with one to four versions."""
    random = Random(seed)
    units = max(posts // 10, 1)
    record = 1
    for unit in range(1, units + 1):
        parent = None if unit == 1 else max(1, unit // random.randint(2, 9))
        for start, end in _spans(random):
            said = (parent, None, unit, f"U{unit}", "division", unit)
            fields = dict(zip(UNIT_FIELDS, said, strict=True))
            yield Version(Reference("unit", unit), start, end, record, None, fields)
    for post in range(1, posts + 1):
        unit = random.randint(1, units)
        for start, end in _spans(random):
            fields = {
                "unit": unit if random.random() < 0.7 else random.randint(1, units),
                "number": f"N{post}",
                "title": post,
                "grade": random.choice(GRADES),
            }
            yield Version(Reference("post", post), start, end, record, None, fields)


def _spans(random: Random) -> list[tuple[int, int | None]]:
    """One to four adjoining spans from the first day on; the last is open."""
    cuts = sorted(random.sample(range(FIRST_DAY + 1, FIRST_DAY + DAYS), random.randint(0, 3)))
    starts = [FIRST_DAY, *cuts]
    return list(zip(starts, [*cuts, None], strict=True))
