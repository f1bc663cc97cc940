"""Rows held against what entries committed to: what was changed, inserted or removed past them."""

from collections.abc import Collection, Iterator, Sequence
from heapq import merge
from itertools import batched, groupby
from operator import itemgetter
from typing import Any

from django.db import connection
from django.db.models import (
    BooleanField,
    DateField,
    DateTimeField,
    Field,
    IntegerField,
    Model,
    QuerySet,
)

from bureau.record.journal.models import Content, Entry, RowState
from bureau.record.journal.queries.words import last_commitments, words_differing
from bureau.record.journal.store import (
    GONE,
    Fields,
    batched_by,
    columns_committed,
    commitment,
    committed,
    content_of_column,
    details_said,
    differing_columns,
    digest,
    every_state,
    kind_of,
    left_empty,
    numbered_by,
    salted,
    salted_by,
    shapes,
    states_of,
)

SHAPING = ("journal.found_installation", "journal.commit_rows")
"""The acts that say which columns entries commit to from then on."""
DAY = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"
HOUR = "[0-9][0-9]:[0-9][0-9]:[0-9][0-9]"
FORMS: "dict[type[Field[Any, Any]], str]" = {
    DateTimeField: f"typeof({{column}}) = 'text' AND {{column}} GLOB '{DAY} {HOUR}*'",
    DateField: f"typeof({{column}}) = 'text' AND {{column}} GLOB '{DAY}'",
    BooleanField: "typeof({column}) = 'integer' AND {column} IN (0, 1)",
    IntegerField: "typeof({column}) = 'integer'",
}
"""How SQLite's columns hold values of these fields; the first that fits a field counts."""
AT_ONCE = 2000
KEPT = ("number", "entry", "state")
ASKED_AT_ONCE = 500
LAST = """SELECT column1, (SELECT state FROM journal_rowstate
 WHERE "table" = %s AND number = column1 ORDER BY entry_id DESC LIMIT 1)
 FROM (VALUES {numbers}) AS asked"""
type Differing = tuple[int, str]
type Kept = tuple[int, int, str]
"""A row by its number, the entry that committed to it (0: the row itself, as it is), its state."""


def shapes_committed() -> dict[str, str] | None:
    """Which columns of which tables entries commit to (`store.shapes`), as was recorded last: empty
    where never; None where there is no entry yet."""
    for details in _told_of_columns():
        if "columns" in details:
            return {table: digest(names)[:16] for table, names in details["columns"].items()}
        if "shapes" in details:
            return dict(details["shapes"])
    return {} if Entry.objects.exists() else None


def columns_recorded() -> dict[str, list[str]]:
    """The columns themselves; empty where they were not recorded by name."""
    return dict(next(_told_of_columns(), {}).get("columns", {}))


def _told_of_columns() -> Iterator[dict[str, Any]]:
    told = Entry.objects.filter(act__in=SHAPING).order_by("-sequence")
    return map(details_said, told.values_list("details", flat=True))


def rows_differing() -> Iterator[str]:
    """Every row that is not as the last entry that committed to it says, a line of English each,
    and every table with rows that Bureau leaves empty.

    Where nothing was committed to yet, one line says so, and no other row is asked for.
    """
    yield from _rows_in_empty_tables()
    now, known = shapes(), shapes_committed()
    if known is None:
        return
    if not known and not RowState.objects.exists():
        yield "no entry commits to any row yet: run `bureau manage migrate`"
        return
    yield from _entries_differing()
    for table, model in committed().items():
        if known and known.get(table) != now[table]:
            yield f"{table}: no entry commits to these columns: run `bureau manage migrate`"
        else:
            for number, how in differing_of_table(table, model):
                yield f"{_place(model, number)}: {how}"
            yield from _written_otherwise(table, model)


def _rows_in_empty_tables() -> Iterator[str]:
    for table, model in left_empty().items():
        if count := model._base_manager.count():
            rows = "1 row" if count == 1 else f"{count} rows"
            yield f"{table}: {rows} inserted: Bureau never writes to this table"


def rows_differing_of(entries: Collection[int]) -> Iterator[str]:
    """The same for what these entries commit to; and what was inserted into the same tables. What
    a later entry says was edited, or inserted, before it is named too."""
    edits = [*_edits()]
    mine = _of_entries().filter(entry__in=entries).order_by("table", "number")
    pairs = mine.values_list("table", "number").distinct()
    for table, rows in groupby(pairs, itemgetter(0)):
        if (model := committed().get(table)) is None:
            continue
        known, by = _of_entries().filter(table=table), numbered_by(model)
        strange = model._base_manager.exclude(**{f"{by}__in": known.values("number")})
        for number in strange.order_by(by).values_list(by, flat=True).distinct():
            yield f"{_place(model, number)}: inserted: no entry committed to it"
        numbers = [number for _, number in rows]
        last: dict[int, Kept] = {}
        for kept in known.filter(number__in=numbers).order_by("entry").values_list(*KEPT):
            last[kept[0]] = kept
        for edit in edits:
            is_new = not known.filter(number=edit[1], entry__lt=edit[2]).exists()
            if edit[0] == table and (edit[1] in numbers or is_new):
                yield _recorded(*edit)
        for number, now in states_of(model, numbers).items():
            if now != last[number][2]:
                how = _how(model, now, last[number][2])
                yield f"{_place(model, number)}: {how} since entry {last[number][1]}"
        for number, how in words_differing(table, model, numbers):
            yield f"{_place(model, number)}: {how}"


def edits_recorded() -> Iterator[str]:
    """Every row that an act found edited past the application, as its entry says, for good."""
    yield from (_recorded(*edit) for edit in _edits())


def _edits() -> Iterator[tuple[str, int, int]]:
    """The table and number of each such row, and the entry that says so."""
    rows = Entry.objects.filter(details__has_key="edited_before").order_by("sequence")
    for sequence, details in rows.values_list("sequence", "details"):
        for table, numbers in details_said(details).get("edited_before", {}).items():
            yield from ((table, number, sequence) for number in numbers)


def _recorded(table: str, number: int, entry: int) -> str:
    where = _place(committed()[table], number) if table in committed() else f"{table} {number}"
    return f"{where}: was edited past the application before entry {entry}"


def rows_committed() -> int:
    """How many rows stand, as the entries commit to them."""
    return sum(model._base_manager.count() for model in committed().values())


def _entries_differing() -> Iterator[str]:
    """Entries whose rows are not those under the digest in their details, or that are not there."""
    promised = Entry.objects.order_by("sequence").values_list("sequence", "details")
    listed = RowState.objects.order_by("entry", "table", "number")
    rows = listed.values_list("entry", "table", "number", "state").iterator(chunk_size=AT_ONCE)
    told: Iterator[tuple[Any, ...]] = merge(
        promised.iterator(chunk_size=AT_ONCE), rows, key=itemgetter(0)
    )
    for sequence, group in groupby(told, itemgetter(0)):
        entry, *states = group
        if len(entry) > 2:
            yield f"entry {sequence}: rows are committed to by it, and it is not there"
            continue
        found = digest(sorted(row[1:] for row in states)) if states else None
        if found != details_said(entry[1]).get("row_states"):
            yield f"entry {sequence}: the rows that it commits to are not those under its hash"


def rows_otherwise(
    model: type[Model], numbers: Sequence[int], then: Fields | None = None
) -> list[int]:
    """Those of these rows, or batches, that are not as the last entry about them says.

    `then` are the fields that the states of that entry are made of, where not those of today.
    """
    last = last_states(model._meta.db_table, numbers)
    now = states_of(model, numbers, then)
    return [each for each in numbers if now[each] != last.get(each, GONE)]


def last_states(table: str, numbers: Sequence[int]) -> dict[int, str]:
    """The state of each of these rows in the last entry about it; a row of none is left out."""
    found: dict[int, str] = {}
    with connection.cursor() as cursor:
        for some in batched(numbers, ASKED_AT_ONCE):
            cursor.execute(LAST.format(numbers=", ".join(f"({int(n)})" for n in some)), [table])
            listed = cursor.fetchall()
            found.update({number: state for number, state in listed if state is not None})
    return found


def _of_entries() -> QuerySet[RowState]:
    """The states of rows that an entry which is there commits to."""
    return RowState.objects.filter(entry__in=Entry.objects.values("sequence"))


def _place(model: type[Model], number: int) -> str:
    """A row, or a batch of them, as it is named in a finding."""
    table, batch = model._meta.db_table, batched_by(model)
    return f"{table} of {batch} {number}" if batch else f"{table} {number}"


def differing_of_table(table: str, model: type[Model]) -> Iterator[Differing]:
    """The number of every row that is not as the last entry about it says, and how."""
    yield from _states_differing(table, model)
    yield from _values_differing(table, model)
    yield from words_differing(table, model)


def _states_differing(table: str, model: type[Model]) -> Iterator[Differing]:
    states = _of_entries().filter(table=table).order_by("number", "entry")
    kept: Iterator[Kept] = states.values_list(*KEPT).iterator(AT_ONCE)
    live: Iterator[Kept] = ((number, 0, state) for number, state in every_state(model))
    for number, group in groupby(merge(live, kept, key=itemgetter(0)), itemgetter(0)):
        entries = list(group)
        now = next((state for _, entry, state in entries if not entry), GONE)
        last = max(entries, key=itemgetter(1))
        if not last[1]:
            yield number, "inserted: no entry committed to it"
        elif now != last[2]:
            yield number, f"{_how(model, now, last[2])} since entry {last[1]}"


def _values_differing(table: str, model: type[Model]) -> Iterator[Differing]:
    """Salted columns that are not what the last entry about them committed to.

    Where there is no commitment, or it was erased, nothing is there but the number.
    """
    if not (columns := salted(model)):
        return
    last = last_commitments(Content.objects.filter(field__startswith=f"{kind_of(model)}."))
    known = set(_of_entries().filter(table=table).values_list("number", flat=True))
    rows = model._base_manager.order_by("pk")
    for pk, number, *values in rows.values_list("pk", salted_by(model), *columns).iterator():
        for column, value in zip(columns, values, strict=True):
            kept = last.get(content_of_column(model, column, number))
            if kept is not None and commitment(kept[1], value) != kept[2]:
                yield pk, f"changed ({column}) since entry {kept[0]}"
            elif kept is None and pk in known and value not in ("", f"#{number}"):
                yield pk, f"changed ({column}): no entry commits to the value"


def _how(model: type[Model], now: str, before: str) -> str:
    if GONE in (now, before):
        return "inserted again" if before == GONE else "removed"
    columns = differing_columns(model, before, now)
    return f"changed ({', '.join(columns)})" if columns else "changed"


def _written_otherwise(table: str, model: type[Model]) -> Iterator[str]:
    """On SQLite, where a column takes anything: rows with a day, instant or number in a form that
    Bureau does not write. Python reads the same from it, and a comparison in SQL does not."""
    if connection.vendor != "sqlite":
        return
    for field in columns_committed(model):
        form = next((form for kind, form in FORMS.items() if isinstance(field, kind)), None)
        if form is None:
            continue
        column = connection.ops.quote_name(str(field.column))
        key = connection.ops.quote_name(str(model._meta.pk.column))
        where = f"{column} IS NOT NULL AND NOT ({form.format(column=column)})"
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT {key} FROM "{table}" WHERE {where} ORDER BY 1')
            for (number,) in cursor.fetchall():
                yield f"{table} {number}: {field.column} is written in another form than Bureau's"
