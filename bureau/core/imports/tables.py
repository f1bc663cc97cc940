"""Tables as people keep them (units, posts, holders, costs, lines of budgets, people, provisions,
bodies, offices, sessions, agendas, documents, seats, what became of decisions): which column is
what, and what each row wishes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bureau.core.imports.headings import HEADINGS, OF_KINDS
from bureau.core.imports.names import clean, key_of
from bureau.core.reasons import Reason
from bureau.core.texts import LANGUAGES

TEXT_MOST = 500
_TITLES = tuple(f"title_{code.replace('-', '_')}" for code in LANGUAGES)
_NAMES = tuple(f"name_{code.replace('-', '_')}" for code in LANGUAGES)
_LANGUAGES = tuple(f"in_{code.replace('-', '_')}" for code in LANGUAGES)
YEARS = ("first_year", "second_year")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "units": ("code", "name", "kind", "parent", "head"),
    "posts": (
        *("number", "title", "grade", "unit", "duty_station", "funding", "category"),
        *("fte", "contract", "frozen", "state", "superior", "functional_superior"),
    ),
    "holders": ("number", "holder", "share", "manner", "since", "last_day"),
    "blocks": ("unit", "superior", "grade", "title", "fte"),
    "costs": ("grade", "place", "amount", "currency", "valid_from", "last_day", "source"),
    "provisions": (
        *("kind", "number", "title", "body", "session", "day", "source", "note"),
        *("part", "says", "mandate", "due"),
    ),
    "budget_lines": ("line", "unit", "object", "funding", *YEARS),
    "people": ("login", "name", "transliteration", "email", "language"),
    "sessions": (
        *("body", "code", "kind", "original", *_NAMES, "valid_from", "last_day", "place", "zone"),
    ),
    "bodies": ("code", "original", *_NAMES, "last_day"),
    "offices": ("code", "original", *_NAMES, "post", "last_day"),
    "decisions": (
        *("instrument", "body", "session", "kind", "number", "title"),
        *("state", "since", "owner", "due", "remark"),
    ),
    "seats": ("role", "post", "original", *_NAMES, "valid_from", "last_day"),
    "agenda": (
        *("number", "under", "original", *_TITLES, "treated_by", "sitting", "minutes"),
        *("state", "subject"),
    ),
    "documents": (
        *("number", "class", "of", "variant", "original", *_TITLES, "items", "submitted_by"),
        *("post", "received", "withdrawn", "source", *_LANGUAGES),
    ),
}
KEYS: Mapping[str, tuple[str, ...]] = {
    "units": ("code",),
    "posts": ("number",),
    "holders": ("number", "holder"),
    "blocks": ("unit",),
    "costs": ("grade", "place"),
    "budget_lines": ("line",),
}
"""The columns that say of what a row is; without them there is nothing to read."""
SUPERIORS: Mapping[str, str] = {"superior": "line", "functional_superior": "functional"}
"""The columns of posts that name a post above, each with the manner of its line of reporting."""
BESIDES: Mapping[str, tuple[str, ...]] = {
    "holders": ("since",),
    "costs": ("valid_from",),
    "blocks": ("superior", "grade", "title"),
}
"""A row of these is another one where it says otherwise here."""
_OF_HOLDS = ("post", "holder", "holders")
TOLD: Mapping[str, tuple[str, ...]] = {
    "units": ("head title", "head grade", "head holder", "posts", "vacant", "frozen"),
    "posts": _OF_HOLDS,
    "holders": (*COLUMNS["posts"], *_OF_HOLDS),
    "budget_lines": tuple(f"{what}_{year}" for what in ("posts", "left") for year in YEARS)
    + ("currency",),
}
"""What our own files tell besides, beyond their coordinates: it is not taken, and not missed."""
_COORDINATES = ("row", "organisation", "valid", "recorded", "plan")
DRAFTED = ("units", "posts", "blocks")
"""What may also become the actions of a draft."""
_ALSO: Mapping[str, tuple[str, ...]] = {
    "number": ("post", "post number", "post no", "reference", "post unique reference", "position"),
    "title": ("job title", "post title", "function title", "generic job title"),
    "grade": ("level", "class", "grade level"),
    "unit": ("unit code", "department", "org unit", "organisational unit"),
    "duty_station": ("duty station", "place", "location", "station"),
    "funding": ("funding source", "fund", "source of funds"),
    "fte": (
        *("full time equivalent", "full time equivalents", "full-time equivalent", "share"),
        *("number of posts", "number of posts in fte", "headcount"),
    ),
    "superior": (
        *("reports to", "reports to post", "reports to senior post", "reporting post"),
        *("reporting senior post", "superior post", "supervisor", "line manager", "under post"),
    ),
    "functional_superior": ("functional line", "reports functionally to"),
    "code": ("unit code", "acronym", "short name", "abbreviation"),
    "name": ("unit name", "full name"),
    "kind": ("type", "kind of unit", "unit type"),
    "parent": ("under", "part of", "parent code", "reports to", "above"),
    "head": ("head number", "head: post number", "head post"),
    "line": ("budget line", "code", "line code"),
    "object": ("object of expenditure", "object code"),
    "holder": ("holders", "incumbent", "name", "held by", "person", "login"),
    "share": ("share of the post", "part"),
    "manner": ("capacity", "how"),
    "since": ("from", "start", "start date", "first day", "in post since"),
    "place": ("duty station", "location", "station"),
    "amount": ("a year", "annual cost", "standard cost", "cost"),
    "valid_from": ("from", "first day", "start"),
    "last_day": ("to", "until", "end", "end date"),
}
_STATES = ("encumbered", "vacant", "frozen")

type Row = tuple[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Misfit:
    """What of a table is left out, as `Fault` says it of an organogram; `is_row`: the row."""

    row: int
    column: str
    reason: Reason
    is_row: bool


@dataclass(frozen=True, slots=True)
class Wish:
    """What one row says of the thing that `key` names; cells that are empty say nothing."""

    row: int
    key: str
    said: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Matched:
    """The headings of a table as the file has them in its `row`, and what each was taken for:
    "" for nothing, None where nobody has said and its name is not known."""

    headings: tuple[str, ...]
    columns: tuple[str | None, ...]
    row: int = 1

    @property
    def by_column(self) -> Mapping[str, int]:
        found: dict[str, int] = {}
        for place, column in enumerate(self.columns):
            if column:
                found.setdefault(column, place)
        return found

    def heading(self, column: str) -> str:
        place = self.by_column.get(column)
        return "" if place is None else self.headings[place]


@dataclass(frozen=True, slots=True)
class TableRead:
    """What a table says; `matched` can be changed by a person and the table read again."""

    matched: Matched
    wishes: tuple[Wish, ...] = ()
    misfits: tuple[Misfit, ...] = field(default=())


def columns_known(kind: str, cells: Sequence[str]) -> int:
    return sum(bool(column) for column in _matched(kind, cells, {}))


def match(kind: str, cells: Sequence[str], remembered: Mapping[str, str], row: int = 1) -> Matched:
    """What each heading is: as somebody said before (`remembered`, by the key of the heading), by
    its name in our tables, or by what others call it. Each column is taken once, the first time."""
    headings = tuple(clean(cell) for cell in cells)
    return Matched(headings, tuple(_matched(kind, headings, remembered)), row)


def _matched(kind: str, cells: Sequence[str], remembered: Mapping[str, str]) -> list[str | None]:
    """Our own names come before what others call it, wherever they stand."""
    headings = [key_of(cell) for cell in cells]
    said = [remembered.get(heading) for heading in headings]
    own = [_own(kind, heading) for heading in headings]
    others = [_other(kind, heading) for heading in headings]
    found: list[str | None] = [None for _ in headings]
    for way in (said, own, others):
        for place, column in enumerate(way):
            is_settled = bool(found[place]) or (way is not said and said[place] is not None)
            if not is_settled and column in COLUMNS[kind] and column not in found:
                found[place] = column
    return [
        "" if column is None and _is_not_missed(kind, heading, said[place]) else column
        for place, (heading, column) in enumerate(zip(headings, found, strict=True))
    ]


def _is_not_missed(kind: str, heading: str, said: str | None) -> bool:
    """Whether a heading that was taken for nothing is to be so: nobody need be told."""
    plain = _plain(heading)
    ours = (*TOLD.get(kind, ()), *_COORDINATES)
    return not plain or said == "" or plain in map(_plain, ours)


def _own(kind: str, heading: str) -> str:
    plain = _plain(heading)
    return next((one for one in COLUMNS[kind] if plain == one.replace("_", " ")), "")


def _other(kind: str, heading: str) -> str:
    plain = _plain(heading)
    foreign = HEADINGS if kind in OF_KINDS else {}
    called = {one: (*_ALSO.get(one, ()), *foreign.get(one, ())) for one in COLUMNS[kind]}
    return next((one for one in COLUMNS[kind] if plain in called[one]), "")


def _plain(heading: str) -> str:
    return re.sub(r"[\s_:*.#]+", " ", heading.replace("’", "'")).strip()


def read_table(kind: str, matched: Matched, rows: Sequence[Row]) -> TableRead:
    """Each row as a wish; a row without its key, or whose key stood before, is left out, and so is
    a column of which nobody knows what it is."""
    places = matched.by_column
    misfits = list(_unknown(kind, matched))
    missing = [key for key in KEYS[kind] if key not in places]
    if missing:
        reasons = (Reason("column_of_key_missing", {"column": key}) for key in missing)
        misfits += (Misfit(0, "", reason, True) for reason in reasons)
        return TableRead(matched, (), tuple(misfits))
    wishes: list[Wish] = []
    first: dict[tuple[str, ...], int] = {}
    for row, cells in rows:
        told = _told(places, cells)
        if kind == "holders" and "number" in told and "holder" not in told:
            continue  # a vacant post in a table of posts
        wrong = _wrong(kind, matched, row, told, first)
        misfits += wrong
        if not wrong:
            wishes.append(Wish(row, " · ".join(told[key] for key in KEYS[kind]), told))
    return TableRead(matched, tuple(wishes), tuple(misfits))


def _unknown(kind: str, matched: Matched) -> Iterator[Misfit]:
    """The headings that are not known, and those of columns that stand in another place too."""
    keys = [key_of(heading) for heading in matched.headings]
    for place, heading in enumerate(matched.headings):
        if matched.columns[place] is None:
            known = _own(kind, keys[place]) or _other(kind, keys[place])
            taken = matched.columns[keys.index(keys[place])] or known
            other = matched.heading(taken)
            reason = (
                Reason("heading_twice", {"cell": heading, "other": other})
                if other
                else Reason("heading_unknown", {"cell": heading})
            )
            yield Misfit(matched.row, heading, reason, False)


def _told(places: Mapping[str, int], cells: Sequence[str]) -> dict[str, str]:
    told = {
        column: clean(cells[place])
        for column, place in places.items()
        if place < len(cells) and clean(cells[place])
    }
    state = told.pop("state", "")
    if state in _STATES:
        told.setdefault("frozen", "yes" if state == "frozen" else "no")
    return told


def _wrong(
    kind: str,
    matched: Matched,
    row: int,
    told: Mapping[str, str],
    first: dict[tuple[str, ...], int],
) -> list[Misfit]:
    """Why a row cannot be read; `first` has the row in which each key stood first."""
    unsaid = [key for key in KEYS[kind] if key not in told]
    if unsaid:
        reason = Reason("key_missing", {"column": unsaid[0]})
        return [Misfit(row, matched.heading(unsaid[0]), reason, True)]
    keys = tuple(key_of(told.get(key, "")) for key in (*KEYS[kind], *BESIDES.get(kind, ())))
    if (before := first.setdefault(keys, row)) != row:
        name = " · ".join(told[key] for key in KEYS[kind])
        facts = {"key": name, "other": before}
        return [Misfit(row, matched.heading(KEYS[kind][0]), Reason("key_twice", facts), True)]
    return [
        Misfit(row, matched.heading(column), Reason("text_too_long", {"length": len(text)}), True)
        for column, text in told.items()
        if len(text) > TEXT_MOST
    ]
