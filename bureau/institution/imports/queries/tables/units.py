"""Rows of units beside those that stand: what they change and establish."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from bureau.core.changes.actions import ActionKind
from bureau.core.imports import cells
from bureau.core.imports.moments import circles
from bureau.core.imports.names import key_of
from bureau.core.imports.tabled.units import UNIT
from bureau.core.imports.tables import Misfit, Wish
from bureau.core.structure.kinds import UNIT_KINDS, Value
from bureau.core.structure.views import Unit
from bureau.institution.imports.queries.tables.changes import Change, Compared


class ComparedUnits(Compared):
    """Units that hold others come before these."""

    def all(self) -> Iterator[Change | Misfit]:
        """What each row asks for, or why it cannot be."""
        for wish in self._parents_first():
            unit = self.units.get(key_of(wish.key))
            yield from self._of_unit(wish, unit) if unit else self._new_unit(wish)

    @cached_property
    def circling(self) -> set[str]:
        """The units still to be established that would stand under themselves."""
        above = {key_of(one.key): key_of(one.said.get("parent", "")) for one in self.read.wishes}
        new = {key: parent for key, parent in above.items() if key not in self.units}
        return {key for circle in circles(new) for key in circle}

    def _parents_first(self) -> list[Wish]:
        by_key = {key_of(wish.key): wish for wish in self.read.wishes}
        placed: dict[str, Wish] = {}
        for key in by_key:
            way: dict[str, Wish] = {}
            while key in by_key and key not in placed and key not in way:
                way[key] = by_key[key]
                key = key_of(by_key[key].said.get("parent", ""))
            placed |= reversed(way.items())
        return list(placed.values())

    def _of_unit(self, wish: Wish, unit: Unit) -> Iterator[Change | Misfit]:
        said = wish.said
        if "name" in said and said["name"] not in self.words.get(unit.name, ()):
            yield Change(
                wish.row,
                ActionKind.RENAME_UNIT,
                unit.code,
                unit.id,
                words={"name": said["name"]},
                before=next(iter(self.words.get(unit.name, ())), ""),
                after=said["name"],
            )
        if "kind" in said and (kind := cells.code(said["kind"])) != unit.kind:
            if kind in UNIT_KINDS:
                yield Change(
                    wish.row,
                    ActionKind.CHANGE_UNIT_KIND,
                    unit.code,
                    unit.id,
                    {"kind": kind},
                    before=unit.kind,
                    after=kind,
                )
            else:
                yield self.misfit(wish, "kind", "unit_kind_unknown")
        if "parent" in said and (found := self._unit_named(wish, "parent")) != unit.parent:
            yield from self._moved(wish, unit, found)
        if "head" in said:
            yield from self._headed(wish, unit)

    def _moved(
        self, wish: Wish, unit: Unit, found: int | str | Misfit
    ) -> Iterator[Change | Misfit]:
        if isinstance(found, Misfit):
            yield found
            return
        stood = self.now.unit(unit.parent) if unit.parent else None
        yield Change(
            wish.row,
            ActionKind.MOVE_UNIT,
            unit.code,
            unit.id,
            {"parent": found} if isinstance(found, int) else {},
            named={"parent": found} if isinstance(found, str) else {},
            before=stood.code if stood else "",
            after=wish.said["parent"],
        )

    def _headed(self, wish: Wish, unit: Unit) -> Iterator[Change | Misfit]:
        post = self.posts.get(key_of(wish.said["head"]))
        if post is None:
            yield self.misfit(wish, "head", "post_unknown")
        elif post.id != unit.head:
            stood = self.now.post(unit.head) if unit.head else None
            yield Change(
                wish.row,
                ActionKind.ASSIGN_HEAD,
                unit.code,
                unit.id,
                {"head": post.id},
                before=stood.number if stood else "",
                after=post.number,
            )

    def _new_unit(self, wish: Wish) -> Iterator[Change | Misfit]:
        missing = [name for name in ("name", "kind", "parent") if name not in wish.said]
        if missing:
            yield self.row_out(wish, missing[0], "needed_to_establish")
            return
        if key_of(wish.key) in self.circling:
            yield self.row_out(wish, "parent", "unit_in_a_circle")
            return
        above = self._unit_named(wish, "parent")
        kind = cells.code(wish.said["kind"])
        if isinstance(above, Misfit):
            yield replace(above, is_row=True)
            return
        if kind not in UNIT_KINDS:
            yield self.row_out(wish, "kind", "unit_kind_unknown")
            return
        if not UNIT.field("code").takes(wish.key):
            yield self.row_out(wish, "code", "text_too_long", length=len(wish.key))
            return
        values: dict[str, Value] = {"code": wish.key, "kind": kind}
        if isinstance(above, int):
            values["parent"] = above
        if "head" in wish.said:
            head = self.posts.get(key_of(wish.said["head"]))
            if head is None:
                yield self.misfit(wish, "head", "post_unknown")
            else:
                values["head"] = head.id
        self.established.add(key_of(wish.key))
        yield Change(
            wish.row,
            ActionKind.ESTABLISH_UNIT,
            wish.key,
            values=values,
            words={"name": wish.said["name"]},
            key=key_of(wish.key),
            named={"parent": above} if isinstance(above, str) else {},
            after=wish.said["name"],
        )

    def _unit_named(self, wish: Wish, column: str) -> int | str | Misfit:
        """The number of a unit that stands, the key of one that the table establishes, else why."""
        key = key_of(wish.said[column])
        if key in self.units:
            return self.units[key].id
        return key if key in self.established else self.misfit(wish, column, "unit_unknown")
