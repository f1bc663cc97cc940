"""An opening record as two tables: what their rows mean, and what stands once they are recorded."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count

from bureau.core.changes.actions import Action, ActionKind, numbered
from bureau.core.changes.check import Finding, check
from bureau.core.changes.expand import overlay
from bureau.core.coordinates import Coordinates
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.kinds import FULL, Value
from bureau.core.structure.overlay import Overlay
from bureau.core.structure.roll_up import Count
from bureau.core.structure.snapshot import Snapshot
from bureau.institution.organisation.models import Effect, Grade, Place
from bureau.institution.organisation.queries.structure import snapshot, world
from bureau.institution.organisation.store import first_number_free
from bureau.record.accounts.models import Person, User
from bureau.record.accounts.queries import told_in_latin_too
from bureau.record.erasure.queries import unerased

UNIT_COLUMNS = ("code", "name", "kind", "parent", "head", "order")
POST_COLUMNS = (
    *("number", "title", "grade", "unit", "duty_station", "funding", "category"),
    *("fte", "contract", "frozen", "holder"),
)
STEP = 10

type Number = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit on a line of the table; `parent` and `head` by code and number, "" for none."""

    line: int
    code: str
    name: str
    kind: str
    parent: str = ""
    head: str = ""
    order: int | None = None


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post on a line of the table; `fte` in hundredths, `holder` a person."""

    line: int
    number: str
    title: str
    grade: str
    unit: str
    duty_station: str = ""
    funding: str = ""
    category: str = ""
    fte: int = FULL
    contract: str = ""
    frozen: bool = False
    holder: int | None = None


@dataclass(frozen=True, slots=True)
class Tables:
    """What stands on the first day; codes and numbers are each there once."""

    units: tuple[UnitRow, ...]
    posts: tuple[PostRow, ...] = ()

    def words(self) -> Iterator[str]:
        """Every text that is to be kept as a wording."""
        yield from (row.name for row in self.units)
        yield from (row.title for row in self.posts)


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of the units by code, of the posts and of their holders by post number."""

    units: Mapping[str, int]
    posts: Mapping[str, int]
    incumbencies: Mapping[str, int]


def numbers_for(tables: Tables, number: Number) -> Numbers:
    """`number` gives one for a thing of a kind."""
    return Numbers(
        {row.code: number("unit") for row in tables.units},
        {row.number: number("post") for row in tables.posts},
        {row.number: number("incumbency") for row in tables.posts if row.holder},
    )


def opening_actions(
    tables: Tables, day: Day, numbers: Numbers, wordings: Mapping[str, int]
) -> tuple[Action, ...]:
    """Units, then posts each with its holder, in the order of the lines."""
    return numbered(
        Action(0, kind, subject, day, values)
        for kind, subject, values in (
            *_units(tables, numbers, wordings),
            *_posts(tables, numbers, wordings),
        )
    )


type Said = tuple[ActionKind, Reference, dict[str, Value]]


def _units(tables: Tables, numbers: Numbers, wordings: Mapping[str, int]) -> Iterator[Said]:
    for place, row in enumerate(tables.units, 1):
        values: dict[str, Value] = {
            "parent": numbers.units.get(row.parent),
            "head": numbers.posts.get(row.head),
            "name": wordings[row.name],
            "code": row.code,
            "kind": row.kind,
            "order": place * STEP if row.order is None else row.order,
        }
        yield ActionKind.ESTABLISH_UNIT, Reference("unit", numbers.units[row.code]), values


def _posts(tables: Tables, numbers: Numbers, wordings: Mapping[str, int]) -> Iterator[Said]:
    for row in tables.posts:
        subject = Reference("post", numbers.posts[row.number])
        values: dict[str, Value] = {
            "unit": numbers.units[row.unit],
            "title": wordings[row.title],
            **{name: getattr(row, name) for name in ("number", "grade", "duty_station")},
            **{name: getattr(row, name) for name in ("funding", "category", "fte")},
            **{name: getattr(row, name) for name in ("contract", "frozen")},
        }
        yield ActionKind.ESTABLISH_POST, subject, values
        if row.holder:
            held: dict[str, Value] = {"person": row.holder}
            held["incumbency"] = numbers.incumbencies[row.number]
            yield ActionKind.APPOINT, subject, held


@dataclass(frozen=True, slots=True)
class Outlined:
    """A unit in the outline: `level` from 0, its head by number, its posts and all below it."""

    level: int
    code: str
    name: str
    kind: str
    head: str
    own: Count
    subtree: Count


@dataclass(frozen=True, slots=True)
class DryRun:
    """What the tables would make so: nothing of it is written.

    `lines` says on which line of which table a thing of a finding is.
    """

    findings: tuple[Finding, ...]
    lines: Mapping[Reference, tuple[str, int]]
    outline: tuple[Outlined, ...]
    total: tuple[Count, ...]
    overlay: Overlay
    recorded: int


def dry_run(organisation: int, tables: Tables, day: Day) -> DryRun:
    """Check the whole as the core sees it, and draw the outline."""
    first = first_number_free()
    counted = count(first)
    numbers = numbers_for(tables, lambda kind: next(counted))
    wordings = {words: next(counted) for words in tables.words()}
    actions = opening_actions(tables, day, numbers, wordings)
    known = world(organisation)
    laid = overlay(actions, known)
    then = snapshot(Coordinates(day, known.recorded), laid)
    roots = [root.id for root in then.roots() if root.id >= first]
    return DryRun(
        findings=check(actions, known, today=day),
        lines=_lines(tables, numbers),
        outline=tuple(_outline(then, roots, tables)),
        total=tuple(then.roll_up_all()[root].subtree for root in roots),
        overlay=laid,
        recorded=known.recorded,
    )


def _lines(tables: Tables, numbers: Numbers) -> dict[Reference, tuple[str, int]]:
    units = {Reference("unit", numbers.units[row.code]): row.line for row in tables.units}
    posts = {Reference("post", numbers.posts[row.number]): row.line for row in tables.posts}
    return {
        **{subject: ("units", line) for subject, line in units.items()},
        **{subject: ("posts", line) for subject, line in posts.items()},
    }


def _outline(then: Snapshot, roots: list[int], tables: Tables) -> Iterator[Outlined]:
    names = {row.code: row.name for row in tables.units}
    for id in (each for root in roots for each in then.subtree(root)):
        unit, counted = then.unit(id), then.roll_up_all()[id]
        if unit:
            head = then.post(unit.head) if unit.head else None
            yield Outlined(
                level=len(then.path(id)) - 1,
                code=unit.code,
                name=names[unit.code],
                kind=unit.kind,
                head=head.number if head else "",
                own=counted.own,
                subtree=counted.subtree,
            )


@dataclass(frozen=True, slots=True)
class Known:
    """What the tables may name: grades and places by code, people by login or name, folded."""

    grades: frozenset[str]
    places: frozenset[str]
    people: Mapping[str, frozenset[int]]


def known_to(organisation: int) -> Known:
    grades = Grade.objects.filter(organisation=organisation).values_list("code", flat=True)
    places = Place.objects.filter(organisation=organisation).values_list("code", flat=True)
    return Known(frozenset(grades), frozenset(places), people_called())


def people_called() -> dict[str, frozenset[int]]:
    """Everybody by login and by name, however pages tell it, folded. Several people may have one
    name, or one the login that is another's name. Who was erased is left out."""
    people: dict[str, frozenset[int]] = {}
    rows = unerased(Person.objects.filter(merged_into__isnull=True))
    for number, own, latin in rows.values_list("pk", "name", "transliteration"):
        names = own, latin, told_in_latin_too(own, latin)
        for name in {each.casefold() for each in names if each}:
            people[name] = people.get(name, frozenset()) | {number}
    for login, person in User.objects.values_list("login", "person"):
        name = login.casefold()
        people[name] = people.get(name, frozenset()) | {person}
    return people


def has_effects(organisation: int) -> bool:
    """Whether anything is on record; from then on structure changes by decision."""
    return Effect.objects.filter(organisation=organisation).exists()
