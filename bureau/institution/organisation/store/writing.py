"""Many version rows closed at once, with what each database does best."""

from collections.abc import Sequence

from django.db import connection, models


def close(model: type[models.Model], rows: Sequence[tuple[int, int]], record: int) -> None:
    """Close open version rows, named by subject and first day; LookupError when one is missing."""
    if not rows:
        return
    table = connection.ops.quote_name(model._meta.db_table)
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
