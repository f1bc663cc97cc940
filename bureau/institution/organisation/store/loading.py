"""Version rows straight from the database into arrays: no object is made for any row."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from django.db import connection, models

from bureau.core.structure.columns import NULL, OPEN, Columns
from bureau.core.structure.kinds import KINDS, Field
from bureau.core.structure.ordering import Integers
from bureau.core.structure.vocabulary import Vocabulary
from bureau.institution.organisation.models import Effect
from bureau.institution.organisation.store.tables import VERSIONS, column_of

AT_ONCE = 100_000
_TIMES = ("subject_id", "valid_from", "valid_until", "recorded_from", "recorded_until")

type Arrays = dict[str, Integers]


def load(columns: Columns, until: int) -> int:
    """Fill empty columns with all rows recorded up to a number; says how many there were."""
    count = 0
    for kind, table in columns.tables.items():
        for arrays in _every(kind, until, columns.vocabulary):
            table.append_arrays(arrays)
            count += len(arrays["id"])
    _note_effects(columns, 0, until)
    return count


def catch_up(columns: Columns, after: int, until: int) -> int:
    """Add what was recorded after one number up to another; says how many rows that was."""
    count = 0
    for kind, table in columns.tables.items():
        arrays = _changed(kind, after, until, columns.vocabulary)
        is_new = arrays["recorded_from"] > after
        table.close_arrays({name: values[~is_new] for name, values in arrays.items()})
        table.append_arrays({name: values[is_new] for name, values in arrays.items()})
        count += len(is_new)
    _note_effects(columns, after, until)
    return count


def _every(kind: str, until: int, vocabulary: Vocabulary) -> Iterator[Arrays]:
    """All rows up to a number in the order in which they were written, in parts."""
    last = 0
    while True:
        where = "id > %s AND recorded_from <= %s ORDER BY id LIMIT %s"
        *rows, ids = _read(kind, where, [last, until, AT_ONCE], ("id",)) or [()]
        if not len(ids):
            return
        yield _arrays(kind, rows, vocabulary)
        last = ids[-1]


def _changed(kind: str, after: int, until: int, vocabulary: Vocabulary) -> Arrays:
    """In one statement the rows that were written in between, and those that were closed: of what
    has an effect of these numbers, as nothing else changes."""
    where = (
        f"subject_id IN (SELECT subject FROM {_effects_of_kind(after)})"
        " AND ((recorded_from > %s AND recorded_from <= %s)"
        " OR (recorded_until > %s AND recorded_until <= %s)) ORDER BY id"
    )
    return _arrays(kind, _read(kind, where, [kind, *[after, until] * 3]), vocabulary)


def _effects_of_kind(after: int) -> str:
    """Those recorded after one number up to another; from the first on, they are most of the kind.

    Else they are few, and to be found by their numbers: so the kind is asked for in a way that no
    index answers, as SQLite would go through all effects of it.
    """
    effects, kind = (
        connection.ops.quote_name(Effect._meta.db_table),
        "kind || ''" if after else "kind",
    )
    return f"{effects} WHERE {kind} = %s AND record > %s AND record <= %s"


def _read(
    kind: str, where: str, values: Sequence[int | str], more: Sequence[str] = ()
) -> list[Sequence[Any]]:
    """Some rows of a version table, column by column."""
    names = [*_TIMES, *(_column(kind, field) for field in KINDS[kind].defaults), *more]
    quote = connection.ops.quote_name
    table = quote(VERSIONS[kind]._meta.db_table)
    with connection.cursor() as cursor:
        said = ", ".join(map(quote, names))
        cursor.execute(f"SELECT {said} FROM {table} WHERE {where}", values)
        rows = cursor.fetchall()
    return list(zip(*rows, strict=True)) if rows else [()] * len(names)


def _arrays(kind: str, columns: Sequence[Sequence[Any]], vocabulary: Vocabulary) -> Arrays:
    times, values = columns[: len(_TIMES)], columns[len(_TIMES) :]
    found = {"id": _numbers(times[0], NULL)}
    for name, column in zip(_TIMES[1:], times[1:], strict=True):
        found[name] = _numbers(column, OPEN)
    for field, column in zip(KINDS[kind].fields, values, strict=True):
        found[field.name] = _encoded(field, column, vocabulary)
    return found


def _encoded(field: Field, column: Sequence[Any], vocabulary: Vocabulary) -> Integers:
    if field.type is str:
        return vocabulary.numbers(column)
    return _numbers(column, NULL)


def _numbers(column: Sequence[Any], missing: int) -> Integers:
    try:
        return np.array(column, np.int32)
    except TypeError:
        return np.array([missing if value is None else value for value in column], np.int32)


def _column(kind: str, field: str) -> str:
    found = VERSIONS[kind]._meta.get_field(column_of(kind, field))
    return str(found.column) if isinstance(found, models.Field) else field


def _note_effects(columns: Columns, after: int, until: int) -> None:
    """The last day of any effect of each object that was recorded in between."""
    asked = f"SELECT subject, MAX(day) FROM {_effects_of_kind(after)} GROUP BY subject"
    for kind, table in columns.tables.items():
        with connection.cursor() as cursor:
            cursor.execute(asked, [kind, after, until])
            noted = np.array(cursor.fetchall(), np.int32).reshape(-1, 2)
        table.note_effects(noted[:, 0], noted[:, 1])
