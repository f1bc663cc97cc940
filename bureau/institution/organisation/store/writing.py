"""Many rows written at once, with what each database does best; a model is made for none of them."""

from collections.abc import Sequence
from typing import Any

from django.db import connection, models


def insert(model: type[models.Model], names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Add rows; values as the database keeps them, under the names of the model's fields."""
    if not rows:
        return
    table, columns = _quoted(model, names)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(names))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)


def close(model: type[models.Model], rows: Sequence[tuple[int, int]], record: int) -> None:
    """Close open version rows, named by subject and first day; LookupError when one is not there."""
    if not rows:
        return
    table, _ = _quoted(model, ())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f"UPDATE {table} AS kept SET recorded_until = %s"
                " FROM unnest(%s::bigint[], %s::integer[]) AS named (subject, day)"
                " WHERE kept.subject_id = named.subject AND kept.valid_from = named.day"
                " AND kept.recorded_until IS NULL",
                [record, [subject for subject, _ in rows], [day for _, day in rows]],
            )
        else:
            cursor.executemany(
                f"UPDATE {table} SET recorded_until = %s"
                " WHERE subject_id = %s AND valid_from = %s AND recorded_until IS NULL",
                [(record, subject, day) for subject, day in rows],
            )
        if cursor.rowcount != len(rows):
            raise LookupError(f"{len(rows)} rows of {table} to close, {cursor.rowcount} found")


def _quoted(model: type[models.Model], names: Sequence[str]) -> tuple[str, str]:
    quote = connection.ops.quote_name
    fields = (model._meta.get_field(name) for name in names)
    columns = (field.column for field in fields if isinstance(field, models.Field))
    return quote(model._meta.db_table), ", ".join(map(quote, columns))
