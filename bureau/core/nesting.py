"""Parts under parts: of an instrument, a plan, an agenda. None is under itself, or too deep."""

from collections import defaultdict
from collections.abc import Mapping

from bureau.core.reasons import Reason

LEVELS_MOST = 20


def reasons_of_place(
    above: Mapping[int, int | None], part: int | None, under: int | None
) -> list[Reason]:
    """Why a part may not be put under another: it would be under itself, or below `LEVELS_MOST`.

    `above` names for each part that is there what it is under; `part` is None for a new one.
    """
    way: list[int] = []
    while under is not None and under != part:
        way.append(under)
        under = above[under]
    if under is not None:
        return [Reason("part_of_itself")]
    if len(way) + _height(above, part) > LEVELS_MOST:
        return [Reason("parts_too_deep", {"most": LEVELS_MOST})]
    return []


def _height(above: Mapping[int, int | None], part: int | None) -> int:
    """How many levels a part has, with all below it; 1 for a new one."""
    below: dict[int | None, list[int]] = defaultdict(list)
    for each, over in above.items():
        below[over].append(each)
    level, height = [part] if part is not None else [], 1
    while level := [each for one in level for each in below[one]]:
        height += 1
    return height
