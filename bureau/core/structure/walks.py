"""Answers read straight from the columns, without arranging a whole snapshot first.

What they cost grows with the answer, not with the organisation: a chain with its depth, a subtree
with what is in it.
"""

import numpy as np

from bureau.core.coordinates import Coordinates
from bureau.core.structure.columns import NULL, Columns, Table
from bureau.core.structure.ordering import Integers, Positions


def chain_of(columns: Columns, post: int, at: Coordinates) -> list[int]:
    """The ids of the post and of each post above it, as `Snapshot.chain` without an overlay."""
    posts, units = columns.tables["post"], columns.tables["unit"]
    day, recorded, has_lines = at.valid, at.recorded, columns.tables["reporting"].size > 0
    unit_of, above, head_of = posts.values("unit"), units.values("parent"), units.values("head")
    row_of_post, row_of_unit, most = posts.row_at, units.row_at, units.size
    row, chain = row_of_post(post, day, recorded), list[int]()
    unit = unit_row = NULL
    while row != NULL and post not in chain:
        chain.append(post)
        if has_lines and (own := _superior_by_line(columns, post, at)) != NULL:
            post, row = own, row_of_post(own, day, recorded)
            continue
        if unit != unit_of[row]:
            unit = unit_of[row]
            unit_row = row_of_unit(unit, day, recorded)
        head, row, seen = NULL, NULL, 0
        while unit_row != NULL and seen < most:
            head, seen = head_of[unit_row], seen + 1
            if head not in (NULL, post) and (row := row_of_post(head, day, recorded)) != NULL:
                break
            unit = above[unit_row]
            unit_row = row_of_unit(unit, day, recorded) if unit != NULL else NULL
        post = head
    return chain


def _superior_by_line(columns: Columns, post: int, at: Coordinates) -> int:
    """The first standing post to which a line of the post's own leads, NULL where there is none."""
    lines = columns.tables["reporting"]
    rows = _standing_with(lines, "post", np.array([post]), at)
    rows = rows[lines.column("manner")[rows] == columns.vocabulary.known("line")]
    ids = lines.column("id")[rows]
    above = lines.column("superior")[rows[np.argsort(ids)]]
    stand = columns.tables["post"].rows_at(above, at.valid, at.recorded) != NULL
    return int(above[stand][0]) if stand.any() else NULL


def rows_under(columns: Columns, unit: int, at: Coordinates) -> tuple[Positions, Positions]:
    """Rows of the unit and of all units below it, level by level, and rows of the posts in them."""
    units, posts = columns.tables["unit"], columns.tables["post"]
    level = units.rows_at(np.array([unit]), at.valid, at.recorded)
    level = level[level != NULL]
    levels, seen = [level], np.zeros(units.size, np.bool_)
    while len(level):
        seen[level] = True
        level = _standing_with(units, "parent", units.column("id")[level], at)
        level = level[~seen[level]]
        levels.append(level)
    found = np.concatenate(levels)
    return found, _standing_with(posts, "unit", units.column("id")[found], at)


def _standing_with(
    table: Table, name: str, values: Integers | Positions, at: Coordinates
) -> Positions:
    _, rows = table.rows_with(name, values)
    return rows[table.stands(rows, at.valid, at.recorded)]
