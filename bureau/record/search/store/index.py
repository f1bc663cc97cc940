"""The tokens of documents: an FTS5 table on SQLite, a tsvector with a GIN index on PostgreSQL.

Both hold the same tokens and are asked the same expressions, so that both find the same things in
the same order. A token may be marked with the class of the text it comes from.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from typing import Any

from django.apps.registry import Apps
from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from bureau.record.search.store.words import Alternative, Term, stored_words, terms, whole
from bureau.web.answers import Audience, Searchable

SECURE_DELETE_FROM = (3, 42, 0)
"""The SQLite from which FTS5 can overwrite what it deletes."""


MERGE = "INSERT INTO search_tokens (search_tokens, rank) VALUES ('merge', %s)"
PAGES_A_STEP = 500


MOST_BYTES = 1_000_000
"""The most bytes of tokens of a document: PostgreSQL stores no tsvector above one megabyte."""


class TextClass(StrEnum):
    """The mark before a token: which text of a thing it stands in. No mark: any of them."""

    ANY = ""
    NAME = "n:"
    CODE = "c:"
    FORMER = "f:"
    WHOLE = "e:"
    WHOLE_FORMER = "g:"


class Tier(StrEnum):
    """How well a thing was met, best first; the value is what the database sorts by."""

    WHOLE = "0"
    WHOLE_FORMER = "1"
    CODE = "2"
    NAME = "3"
    NAME_BEGINS = "4"
    FORMER = "5"
    ANY = "6"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a row stands among all that were found; pages go on from here."""

    tier: int
    lightness: int
    kind: str
    number: int


FIRST = Place(-1, 0, "", 0)


def tokens_of(thing: Searchable) -> set[str]:
    """All tokens of one thing, marked and unmarked."""
    names = [*thing.names.values()]
    former = [*thing.former_codes, *(name for each in thing.former_names for name in each.values())]
    said = [*names, *thing.codes, *former, *thing.words.values()]
    return {
        *_marked(TextClass.ANY, said),
        *_marked(TextClass.NAME, names),
        *_marked(TextClass.CODE, thing.codes),
        *_marked(TextClass.FORMER, former),
        *(TextClass.WHOLE + whole(text) for text in [*names, *thing.codes]),
        *(TextClass.WHOLE_FORMER + whole(text) for text in former),
    } - {TextClass.WHOLE, TextClass.WHOLE_FORMER}


def _marked(mark: TextClass, texts: Iterable[str]) -> Iterator[str]:
    return (mark + token for text in texts for token in stored_words(text))


def write_tokens(rows: Iterable[tuple[int, Collection[str]]]) -> None:
    """Replace the tokens of documents, by the document's key."""
    written = [(key, _value(found)) for key, found in rows]
    delete_tokens([key for key, _ in written])
    value = "%s" if connection.vendor == "sqlite" else "%s::tsvector"
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO search_tokens ({_key()}, tokens) VALUES (%s, {value})", written
        )


def delete_tokens(keys: Sequence[int]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            f"DELETE FROM search_tokens WHERE {_key()} = %s", [(key,) for key in keys]
        )


def rewrite() -> None:
    """Write the whole index anew, in short steps: FTS5 keeps a deleted word where it divides two
    pages, though it was told to delete securely. A GIN index shows in no dump."""
    if connection.vendor != "sqlite":
        return
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_tokens (rowid, tokens) VALUES (-1, 'x')")
        cursor.execute("DELETE FROM search_tokens WHERE rowid = -1")
        cursor.execute(MERGE, [-PAGES_A_STEP])
        while True:
            before = connection.connection.total_changes
            cursor.execute(MERGE, [PAGES_A_STEP])
            if connection.connection.total_changes - before < 2:
                break


def places(
    text: str,
    audiences: Collection[Audience],
    kinds: Collection[str],
    after: Place,
    limit: int,
) -> list[tuple[int, Place]]:
    """Keys of the documents that meet `text`, best first, from behind `after`, with their place.

    One statement, a part for each tier: both databases take the parts in turn and leave those that
    the limit does not reach, for a common word is in ever more things by each tier.
    """
    wanted = terms(text)
    if not wanted:
        return []
    who = _is_among("d.audience", [str(each) for each in audiences])
    which = _is_among("d.kind", list(kinds))
    parts: list[str] = []
    values: list[str | int] = []
    better: list[str] = []
    for tier, match in _tiers(wanted, whole(text)).items():
        if int(tier) >= after.tier:
            behind = _is_behind(after) if int(tier) == after.tier else ("1 = 1", [])
            parts.append(_part(tier, (who[0], which[0], behind[0])))
            values += [_but_not(match, better), *who[1], *which[1], *behind[1], limit]
        better.append(match)
    with connection.cursor() as cursor:
        cursor.execute(f"{' UNION ALL '.join(parts)} LIMIT %s", [*values, limit])
        return sorted(
            ((key, Place(*place)) for key, *place in cursor.fetchall()), key=lambda row: row[1]
        )


def _order() -> str:
    return f"-d.weight, d.kind {_bytewise()}, d.number"


def _is_behind(after: Place) -> tuple[str, list[str | int]]:
    return f"({_order()}) > (%s, %s, %s)", [after.lightness, after.kind, after.number]


def _part(tier: Tier, conditions: Sequence[str]) -> str:
    """The documents of one tier in their order, as many as are wanted of all."""
    met = "search_tokens MATCH %s" if connection.vendor == "sqlite" else "s.tokens @@ %s::tsquery"
    return f"""SELECT * FROM (SELECT d.id, {tier} AS tier, -d.weight AS lightness, d.kind, d.number
 FROM search_tokens s JOIN search_document d ON d.id = s.{_key()}
 WHERE {" AND ".join((met, *conditions))} ORDER BY {_order()} LIMIT %s) AS part{tier}"""


def _tiers(wanted: Sequence[Term], exact: str) -> dict[Tier, str]:
    """What each tier matches, best first."""
    exactly = [tuple(Alternative(alternative.token) for alternative in term) for term in wanted]
    return {
        Tier.WHOLE: _all([(Alternative(TextClass.WHOLE + exact),)]),
        Tier.WHOLE_FORMER: _all([(Alternative(TextClass.WHOLE_FORMER + exact),)]),
        Tier.CODE: _all(wanted, TextClass.CODE),
        Tier.NAME: _all(exactly, TextClass.NAME),
        Tier.NAME_BEGINS: _all(wanted, TextClass.NAME, TextClass.CODE),
        Tier.FORMER: _all(wanted, TextClass.FORMER),
        Tier.ANY: _all(wanted, TextClass.ANY),
    }


def _but_not(match: str, others: Sequence[str]) -> str:
    """An expression that meets what the one does and none of the others."""
    if not others:
        return match
    is_file = connection.vendor == "sqlite"
    either = (" OR " if is_file else " | ").join(f"({each})" for each in others)
    return f"({match}) NOT ({either})" if is_file else f"({match}) & !({either})"


def _all(wanted: Iterable[Term], *classes: TextClass) -> str:
    """An expression of this database: every term is met in one of the classes of text."""
    both = " AND " if connection.vendor == "sqlite" else " & "
    return both.join(_any(term, classes or (TextClass.ANY,)) for term in wanted)


def _any(term: Term, classes: Sequence[TextClass]) -> str:
    written = [_written(mark + each.token, each.is_prefix) for each in term for mark in classes]
    either = " OR " if connection.vendor == "sqlite" else " | "
    return f"({either.join(written)})"


def _written(token: str, is_prefix: bool) -> str:
    """A token holds no quote and no sign that either database reads (see `words`)."""
    if connection.vendor == "sqlite":
        return f'"{token}"{" *" if is_prefix else ""}'
    return f"'{token}'{':*' if is_prefix else ''}"


def _value(found: Collection[str]) -> str:
    """The tokens as the database reads them: the marked ones, and others up to `MOST_BYTES`."""
    by_class = sorted(found, key=lambda token: (":" not in token, token))
    sizes = accumulate(len(token.encode()) for token in by_class)
    ordered = [token for token, size in zip(by_class, sizes, strict=True) if size <= MOST_BYTES]
    if connection.vendor == "sqlite":
        return " ".join(ordered)
    return " ".join(f"'{token}'" for token in ordered)


def _key() -> str:
    return "rowid" if connection.vendor == "sqlite" else "document"


def _bytewise() -> str:
    """One order of kinds on both databases, whatever the language of the server."""
    return "COLLATE BINARY" if connection.vendor == "sqlite" else 'COLLATE "C"'


def _is_among(column: str, values: list[str]) -> tuple[str, list[str]]:
    """A condition that holds for any value where none is named."""
    if not values:
        return "1 = 1", []
    return f"{column} IN ({', '.join(['%s'] * len(values))})", values


def make_tables(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """A migration step: the table of tokens, as this database keeps it."""
    if editor.connection.vendor == "sqlite":
        statements = [
            "CREATE VIRTUAL TABLE search_tokens USING fts5"
            "(tokens, tokenize=\"ascii tokenchars '_:'\")",
        ]
        if sqlite3.sqlite_version_info >= SECURE_DELETE_FROM:
            statements.append(
                "INSERT INTO search_tokens (search_tokens, rank) VALUES ('secure-delete', 1)"
            )
    else:
        statements = [
            "CREATE TABLE search_tokens (document bigint PRIMARY KEY, tokens tsvector NOT NULL)",
            "CREATE INDEX search_tokens_gin ON search_tokens USING gin (tokens)",
        ]
    for statement in statements:
        editor.execute(statement, params=None)


def drop_tables(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    editor.execute("DROP TABLE search_tokens", params=None)


def said_of(thing: Searchable) -> dict[str, Any]:
    """A thing as its row keeps it."""
    return {
        "names": dict(thing.names),
        "codes": list(thing.codes),
        "former_names": [dict(each) for each in thing.former_names],
        "former_codes": list(thing.former_codes),
        "words": dict(thing.words),
        "became": [str(each) for each in thing.became],
    }
