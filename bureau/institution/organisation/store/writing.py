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
            # Each row is looked up by itself: a join may read the whole table for a few of it.
            cursor.execute(
                f"UPDATE {table} SET recorded_until = %s WHERE ctid = ANY(ARRAY("
                "SELECT kept.ctid FROM unnest(%s::bigint[], %s::integer[]) AS named (subject, day),"
                f" LATERAL (SELECT ctid FROM {table} WHERE subject_id = named.subject"
                " AND valid_from = named.day AND recorded_until IS NULL LIMIT 1) AS kept))",
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
