"""A staged table beside the structure: what its rows would change, as actions of a draft."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from bureau.core.changes.actions import ActionKind
from bureau.core.coordinates import Coordinates
from bureau.core.imports import cells
from bureau.core.imports.moments import circles
from bureau.core.imports.names import key_of
from bureau.core.imports.plan import LINE
from bureau.core.imports.tabled.posts import AS_WRITTEN, NEEDED, POST
from bureau.core.imports.tabled.units import UNIT
from bureau.core.imports.tables import SUPERIORS, Matched, Misfit, TableRead, Wish
from bureau.core.reasons import Reason
from bureau.core.structure.kinds import UNIT_KINDS, Value
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Post, Unit
from bureau.institution.imports.models import Import, StagedFile, StagedRow
from bureau.institution.imports.queries.ground import codes_of, standing_on
from bureau.institution.imports.store import matched_of, table_read, words_in_wordings
from bureau.institution.organisation.models import Grade, Place
from bureau.institution.organisation.queries.structure import snapshot
from bureau.record.journal.queries import record_number_now

SAMPLE = 3


@dataclass(frozen=True, slots=True)
class Change:
    """One action that a row asks for: `words` are texts in the language of the table. What the
    same table establishes has no number yet: `key` says which the action is of, `named` which its
    values are. `before` and `after` are told to people."""

    row: int
    kind: ActionKind
    name: str
    subject: int | None = None
    values: Mapping[str, Value] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    named: Mapping[str, str] = field(default_factory=dict)
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class TableOutlook:
    """The actions that a table asks for, and what is left out."""

    changes: tuple[Change, ...]
    misfits: tuple[Misfit, ...]


def table_outlook(taken_in: Import) -> TableOutlook:
    """What would come of a staged table as of now; nothing is changed by asking."""
    file = StagedFile.objects.select_related("taken_in").get(taken_in=taken_in)
    read = table_read(file).read
    compared = _compared(taken_in, taken_in.organisation_id or 0, read)
    found: list[Change] = []
    misfits = list(read.misfits)
    for one in compared.all():
        if isinstance(one, Change):
            found.append(one)
        else:
            misfits.append(one)
    misfits.sort(key=lambda misfit: (misfit.row, misfit.column))
    return TableOutlook(tuple(found), tuple(misfits))


def headings_of(taken_in: Import) -> tuple[Matched, list[list[str]]]:
    """The headings of a staged table with what each is taken for, and the cells of a few rows."""
    file = StagedFile.objects.select_related("taken_in").get(taken_in=taken_in)
    rows = StagedRow.objects.filter(file=file).order_by("row")[:SAMPLE]
    read = rows.values_list("reading", flat=True)
    return matched_of(file), [list(reading["cells"]) for reading in read]


def _compared(taken_in: Import, organisation: int, read: TableRead) -> "Compared":
    """With what the rows are of and what they name, and with nothing else of the organisation."""
    day = taken_in.day.toordinal() if taken_in.day else 0
    now = snapshot(Coordinates(day, record_number_now()))
    standing = standing_on(day, organisation, {})
    said = {key_of(cell) for wish in read.wishes for cell in wish.said.values()}
    named = {
        kind: {key: id for key, id in numbers.items() if key in said}
        for kind, numbers in standing.items()
    }
    units = {key: unit for key, id in named["unit"].items() if (unit := now.unit(id))}
    posts = {key: post for key, id in named["post"].items() if (post := now.post(id))}
    wordings = {*(unit.name for unit in units.values()), *(post.title for post in posts.values())}
    return Compared(
        read,
        now,
        units,
        posts,
        words_in_wordings(wordings),
        codes_of(Grade, organisation, [day]),
        codes_of(Place, organisation, [day]),
        taken_in.kind,
    )


@dataclass(frozen=True)
class Compared:
    """The rows of a table against what stands; `words` has every language of each wording,
    `established` the keys of what the rows so far establish."""

    read: TableRead
    now: Snapshot
    units: Mapping[str, Unit]
    posts: Mapping[str, Post]
    words: Mapping[int, Collection[str]]
    grades: frozenset[str]
    places: frozenset[str]
    kind: str
    established: set[str] = field(default_factory=set)

    def all(self) -> Iterator[Change | Misfit]:
        """What each row asks for, or why it cannot be; units that hold others come first, lines
        of reporting last."""
        if self.kind == "posts":
            for wish in self.read.wishes:
                post = self.posts.get(key_of(wish.key))
                yield from self._of_post(wish, post) if post else self._new_post(wish)
            for wish in self.read.wishes:
                yield from self._lines(wish)
            return
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

        def place(key: str, above: tuple[str, ...]) -> None:
            wish = by_key.get(key)
            if wish is None or key in placed or key in above:
                return
            place(key_of(wish.said.get("parent", "")), (*above, key))
            placed[key] = wish

        for key in by_key:
            place(key, ())
        return list(placed.values())

    def _of_post(self, wish: Wish, post: Post) -> Iterator[Change | Misfit]:
        def change(kind: ActionKind, column: str, before: str, **given: object) -> Change:
            return Change(
                wish.row,
                kind,
                post.number,
                post.id,
                before=before,
                after=wish.said[column],
                **given,  # type: ignore[arg-type]
            )

        said = wish.said
        if "unit" in said and (found := self._unit_named(wish, "unit")) != post.unit:
            stood = self.now.unit(post.unit)
            if isinstance(found, Misfit):
                yield found
            else:
                yield change(
                    ActionKind.MOVE_POST,
                    "unit",
                    stood.code if stood else "",
                    values={"unit": found},
                )
        if "title" in said and said["title"] not in self.words.get(post.title, ()):
            before = next(iter(self.words.get(post.title, ())), "")
            words = {"title": said["title"]}
            yield change(ActionKind.RETITLE_POST, "title", before, words=words)
        for column, kind, known in (
            ("grade", ActionKind.RECLASSIFY_POST, self.grades),
            ("duty_station", ActionKind.MOVE_DUTY_STATION, self.places),
        ):
            if column in said and said[column] != getattr(post, column):
                if said[column] not in known:
                    yield self._misfit(wish, column, f"{column}_unknown")
                else:
                    values = {column: said[column]}
                    yield change(kind, column, getattr(post, column), values=values)
        yield from self._rest_of_post(wish, post)

    def _rest_of_post(self, wish: Wish, post: Post) -> Iterator[Change | Misfit]:
        frozen = cells.flag(wish.said.get("frozen", ""))
        if "frozen" in wish.said and frozen is None:
            yield self._misfit(wish, "frozen", "flag_unknown")
        elif frozen is not None and frozen != post.frozen:
            kind = ActionKind.FREEZE_POST if frozen else ActionKind.UNFREEZE_POST
            yield Change(wish.row, kind, post.number, post.id, after=wish.said["frozen"])
        stands = {name: getattr(post, name) for name in ("funding", "category", "contract")}
        for column, value in stands.items():
            if wish.said.get(column, value) != value:
                yield self._misfit(wish, column, "not_changed_by_draft")
        if "fte" in wish.said and (fte := cells.fte(wish.said["fte"])) != post.fte:
            yield self._misfit(wish, "fte", "not_changed_by_draft" if fte else "share_unknown")

    def _lines(self, wish: Wish) -> Iterator[Change | Misfit]:
        """To whom a post reports that stands or is established; where it has no line of its own,
        it reports to the head above it already."""
        key = key_of(wish.key)
        post = self.posts.get(key)
        columns = SUPERIORS if post or key in self.established else {}
        for column, manner in columns.items():
            if column not in wish.said:
                continue
            above = key_of(wish.said[column])
            superior = self.posts.get(above)
            stood = self._superior(post, manner) if post else None
            if superior is None and above not in self.established:
                yield self._misfit(wish, column, "post_unknown")
            elif superior is None or stood is None or superior.id != stood.id:
                values = {"superior": superior.id} if superior else {}
                yield Change(
                    wish.row,
                    ActionKind.CHANGE_REPORTING,
                    wish.key,
                    post.id if post else None,
                    {**values, "manner": manner},
                    key="" if post else key,
                    named={} if superior else {"superior": above},
                    before=stood.number if stood else "",
                    after=wish.said[column],
                )

    def _superior(self, post: Post, manner: str) -> Post | None:
        own = self.now.superiors(post.id, manner)
        return own[0] if own else self.now.superior(post.id) if manner == LINE else None

    def _new_post(self, wish: Wish) -> Iterator[Change | Misfit]:
        said, wrong = wish.said, self._wrong_in_new_post(wish)
        if wrong:
            yield wrong
            return
        values: dict[str, Value] = {name: said[name] for name in AS_WRITTEN if name in said}
        values |= {"number": wish.key, "fte": cells.share(said.get("fte", "1"))}
        if cells.flag(said.get("frozen", "")):
            values["frozen"] = True
        values["unit"] = self.units[key_of(said["unit"])].id
        self.established.add(key_of(wish.key))
        yield Change(
            wish.row,
            ActionKind.ESTABLISH_POST,
            wish.key,
            values=values,
            words={"title": wish.said["title"]},
            key=key_of(wish.key),
            after=wish.said["title"],
        )

    def _wrong_in_new_post(self, wish: Wish) -> Misfit | None:
        """The first thing for which a post cannot be established."""
        said = wish.said
        for column in NEEDED:
            if column not in said:
                return self._misfit(wish, column, "needed_to_establish")
        if key_of(said["unit"]) not in self.units:
            return self._misfit(wish, "unit", "unit_unknown")
        for column, known in (("grade", self.grades), ("duty_station", self.places)):
            if column in said and said[column] not in known:
                return self._misfit(wish, column, f"{column}_unknown")
        for column in ("number", *AS_WRITTEN):
            if column in said and not POST.field(column).takes(said[column]):
                return self._misfit(wish, column, "text_too_long", length=len(said[column]))
        if cells.share(said.get("fte", "1")) is None:
            return self._misfit(wish, "fte", "share_unknown")
        if "frozen" in said and cells.flag(said["frozen"]) is None:
            return self._misfit(wish, "frozen", "flag_unknown")
        return None

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
                yield self._misfit(wish, "kind", "unit_kind_unknown")
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
            yield self._misfit(wish, "head", "post_unknown")
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
            yield self._misfit(wish, missing[0], "needed_to_establish")
            return
        if key_of(wish.key) in self.circling:
            yield self._misfit(wish, "parent", "unit_in_a_circle")
            return
        above = self._unit_named(wish, "parent")
        kind = cells.code(wish.said["kind"])
        if isinstance(above, Misfit):
            yield above
            return
        if kind not in UNIT_KINDS:
            yield self._misfit(wish, "kind", "unit_kind_unknown")
            return
        if not UNIT.field("code").takes(wish.key):
            yield self._misfit(wish, "code", "text_too_long", length=len(wish.key))
            return
        values: dict[str, Value] = {"code": wish.key, "kind": kind}
        if isinstance(above, int):
            values["parent"] = above
        if "head" in wish.said:
            head = self.posts.get(key_of(wish.said["head"]))
            if head is None:
                yield self._misfit(wish, "head", "post_unknown")
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
        if self.kind == "units" and key in self.established:
            return key
        return self._misfit(wish, column, "unit_unknown")

    def _misfit(self, wish: Wish, column: str, code: str, **facts: object) -> Misfit:
        facts |= {"cell": wish.said.get(column, ""), "key": wish.key}
        return Misfit(wish.row, self.read.matched.heading(column), Reason(code, facts), False)
