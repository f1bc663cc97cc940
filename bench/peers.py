"""The same rows in a database, asked the same questions in SQL."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from bureau.core.structure.effects import Version

CHART = """SELECT id, unit, grade FROM post WHERE valid_from <= {p} AND ({p} < valid_until
 OR valid_until IS NULL) AND recorded_from <= {p} AND ({p} < recorded_until
 OR recorded_until IS NULL) ORDER BY id"""
DIFFERENCE = """WITH a AS (SELECT id, unit, grade FROM post WHERE valid_from <= {p} AND
 ({p} < valid_until OR valid_until IS NULL)), b AS (SELECT id, unit, grade FROM post WHERE
 valid_from <= {p} AND ({p} < valid_until OR valid_until IS NULL))
 SELECT b.id FROM a JOIN b ON a.id = b.id WHERE a.unit <> b.unit OR a.grade <> b.grade
 ORDER BY b.id"""
TABLE = """CREATE {temporary} TABLE post (id INTEGER, valid_from INTEGER, valid_until INTEGER,
 recorded_from INTEGER, recorded_until INTEGER, unit INTEGER, grade TEXT)"""


def rows_of(versions: Iterable[Version]) -> list[tuple[Any, ...]]:
    return [
        (
            version.subject.id,
            version.valid_from,
            version.valid_until,
            version.recorded_from,
            version.recorded_until,
            version.fields["unit"],
            version.fields["grade"],
        )
        for version in versions
        if version.subject.kind == "post"
    ]


class Sqlite:
    name = "SQLite"
    sign = "?"

    def __init__(self, rows: Sequence[tuple[Any, ...]]) -> None:
        self.connection: Any = sqlite3.connect(":memory:")
        self.connection.execute(TABLE.format(temporary=""))
        self.connection.executemany("INSERT INTO post VALUES (?,?,?,?,?,?,?)", rows)
        self.connection.execute("CREATE INDEX post_valid ON post (valid_from, valid_until)")

    def chart(self, day: int, record: int) -> list[tuple[Any, ...]]:
        return self._ask(CHART, [day, day, record, record])

    def difference(self, first: int, second: int) -> list[int]:
        return [row[0] for row in self._ask(DIFFERENCE, [first, first, second, second])]

    def _ask(self, query: str, values: Sequence[int]) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = self.connection.execute(
            query.format(p=self.sign), values
        ).fetchall()
        return found


class Postgresql(Sqlite):
    name = "PostgreSQL"
    sign = "%s"

    def __init__(self, rows: Sequence[tuple[Any, ...]], url: str) -> None:
        import psycopg

        self.connection = psycopg.connect(url)
        self.connection.execute(TABLE.format(temporary="TEMPORARY"))
        with self.connection.cursor().copy("COPY post FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        self.connection.execute("CREATE INDEX ON post (valid_from, valid_until)")
        self.connection.execute("ANALYZE post")
