"""Rows of staffing blocks beside those that stand: how many posts, new blocks, ended ones."""

from collections.abc import Iterator

from bureau.core.changes.actions import ActionKind
from bureau.core.imports import cells
from bureau.core.imports.names import key_of
from bureau.core.imports.tables import Misfit, Wish
from bureau.core.structure.kinds import Value
from bureau.core.structure.views import Block
from bureau.institution.imports.queries.tables.changes import Change, Compared
from bureau.web.formats import hundredths_in_words, listed


class ComparedBlocks(Compared):
    """A block is known by its unit, the post above it, its grade and its title, as files do; a row
    that counts none ends it."""

    def all(self) -> Iterator[Change | Misfit]:
        """What each row asks for, or why it cannot be."""
        for wish in self.read.wishes:
            wrong = self._wrong(wish)
            block = None if wrong else self._standing(wish)
            if wrong:
                yield wrong
            elif block:
                yield from self._of_block(wish, block)
            else:
                yield self._new_block(wish)

    def _wrong(self, wish: Wish) -> Misfit | None:
        """The first thing for which a row says of no block how many posts it is."""
        said, count = wish.said, cells.count(wish.said.get("fte", ""))
        if key_of(said.get("unit", "")) not in self.units:
            return self.row_out(wish, "unit", "unit_unknown")
        if "superior" in said and key_of(said["superior"]) not in self.posts:
            return self.row_out(wish, "superior", "post_unknown")
        if count is None:
            return self.row_out(wish, "fte", "count_unreadable", text=said.get("fte", ""))
        if not (said.get("title") or said.get("grade")):
            return self.row_out(wish, "title", "block_nameless")
        return None

    def _standing(self, wish: Wish) -> Block | None:
        said = wish.said
        unit = self.units[key_of(said["unit"])]
        above = self.posts[key_of(said["superior"])].id if "superior" in said else None
        asked = key_of(said.get("title") or said["grade"])
        return next(
            (
                block
                for block in self.now.blocks_of(unit.id)
                if block.superior == above
                and key_of(block.grade) == key_of(said.get("grade", ""))
                and asked in map(key_of, self.words.get(block.title, ()))
            ),
            None,
        )

    def _of_block(self, wish: Wish, block: Block) -> Iterator[Change]:
        count = cells.count(wish.said["fte"]) or 0
        if count == block.fte:
            return
        yield Change(
            wish.row,
            ActionKind.CHANGE_BLOCK if count else ActionKind.ABOLISH_BLOCK,
            _called(wish),
            block.id,
            {"fte": count} if count else {},
            before=hundredths_in_words(block.fte),
            after=hundredths_in_words(count),
        )

    def _new_block(self, wish: Wish) -> Change | Misfit:
        said, count = wish.said, cells.count(wish.said["fte"]) or 0
        if not count:
            return self.row_out(wish, "fte", "count_nothing")
        if said.get("grade", "") not in self.grades:
            return self.row_out(wish, "grade", "grade_unknown")
        values: dict[str, Value] = {"unit": self.units[key_of(said["unit"])].id, "fte": count}
        if "superior" in said:
            values["superior"] = self.posts[key_of(said["superior"])].id
        return Change(
            wish.row,
            ActionKind.ESTABLISH_BLOCK,
            _called(wish),
            values={**values, "grade": said["grade"]},
            words={"title": said.get("title") or said["grade"]},
            after=hundredths_in_words(count),
        )


def _called(wish: Wish) -> str:
    return listed(wish.said.get(name, "") for name in ("unit", "title", "grade"))
