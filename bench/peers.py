"""The same rows in databases, asked the same questions in SQL: with both axes of time, as ours."""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import psycopg

from bureau.core.structure.columns import NULL, TIMES, Table
from bureau.core.structure.kinds import KINDS

FIELDS = {
    "unit": ("parent", "head", "name", "code"),
    "post": tuple(field.name for field in KINDS["post"].fields),
}
WORDS = {field.name for kind in FIELDS for field in KINDS[kind].fields if field.type is str}
CHART = ("unit", "title", "grade", "duty_station", "fte", "frozen")
"""What a row of a chart says of a post, beside its id."""

CHOSEN = "id, unit, title, grade, duty_station, fte, frozen"
WHOLE = ", ".join(("id", *FIELDS["post"]))
APART = " OR ".join(f"a.{name} <> b.{name}" for name in FIELDS["post"])
BITS = " + ".join(
    f"CASE WHEN a.{name} <> b.{name} THEN {1 << place} ELSE 0 END"
    for place, name in enumerate(FIELDS["post"])
)
"""A number with a bit for each field that differs, as we say it: no field of a post is empty."""
POSTS = f"posts AS {{m}} (SELECT {CHOSEN} FROM post WHERE {{as_of:post}})"

Q1 = f"SELECT {CHOSEN} FROM post WHERE {{as_of:post}} ORDER BY id"
Q2 = """WITH RECURSIVE below(id) AS (SELECT id FROM unit WHERE id = {thing} AND {as_of:unit}
 UNION ALL SELECT unit.id FROM below {cross} JOIN unit ON unit.parent = below.id AND {as_of:unit})
 SELECT post.id, unit, title, grade, duty_station, fte, frozen
 FROM below {cross} JOIN post ON post.unit = below.id AND {as_of:post}"""
Q3 = """WITH RECURSIVE chain(place, post, unit) AS (
 SELECT 0, id, unit FROM post WHERE id = {thing} AND {as_of:post}
 UNION ALL SELECT place + 1, CASE WHEN own.head <> chain.post THEN own.head ELSE up.head END,
  CASE WHEN own.head <> chain.post THEN own.id ELSE up.id END
 FROM chain {cross} JOIN unit AS own ON own.id = chain.unit AND {as_of:own}
 LEFT JOIN unit AS up ON up.id = own.parent AND {as_of:up}
 WHERE CASE WHEN own.head <> chain.post THEN own.head ELSE up.head END IS NOT NULL)
 SELECT post FROM chain ORDER BY place"""
Q4 = f"""WITH a AS {{m}} (SELECT {WHOLE} FROM post WHERE {{as_of:post}}),
 b AS {{m}} (SELECT {WHOLE} FROM post WHERE {{later:post}})
 SELECT a.id, 1, CASE WHEN b.id IS NULL THEN 0 ELSE 1 END, {BITS}
 FROM a LEFT JOIN b ON a.id = b.id WHERE b.id IS NULL OR {APART}
 UNION ALL SELECT b.id, 0, 1, 0 FROM b LEFT JOIN a ON a.id = b.id WHERE a.id IS NULL
 ORDER BY 1"""
Q5 = f"""WITH RECURSIVE units AS {{m}} (SELECT id, parent FROM unit WHERE {{as_of:unit}}), {POSTS},
 own AS {{m}} (SELECT unit, grade, count(*) AS n, sum(fte) AS t FROM posts GROUP BY unit, grade),
 up(unit, above) AS (SELECT id, id FROM units
  UNION ALL SELECT up.unit, units.parent FROM up JOIN units ON units.id = up.above
  WHERE units.parent IS NOT NULL)
 SELECT above, own.grade, CAST(sum(CASE WHEN up.unit = above THEN n ELSE 0 END) AS bigint),
  CAST(sum(CASE WHEN up.unit = above THEN t ELSE 0 END) AS bigint),
  CAST(sum(n) AS bigint), CAST(sum(t) AS bigint)
 FROM up JOIN own ON own.unit = up.unit GROUP BY above, own.grade"""
Q6 = """SELECT valid_from, valid_until, recorded_from, recorded_until, unit, grade FROM post
 WHERE id = {thing} ORDER BY recorded_from, valid_from"""


@dataclass(frozen=True, slots=True)
class AsOf:
    """What stood on a day as known at a record number: `{as_of:table}` in a question."""

    valid: int
    recorded: int

    def __format__(self, table: str) -> str:
        spans = (("valid", self.valid), ("recorded", self.recorded))
        return " AND ".join(
            f"{table}.{axis}_from <= {at} AND {at} < {table}.{axis}_until" for axis, at in spans
        )


def rows_of(table: Table) -> Iterator[tuple[Any, ...]]:
    """All rows as the peers keep them: words as words, nothing as None."""
    columns = [table.column(name).tolist() for name in TIMES]
    for name in FIELDS[table.kind.name]:
        field, values = table.kind.field(name), table.column(name)
        if field.type is str:
            columns.append(table.vocabulary.words(values))
        else:
            columns.append([None if value == NULL else value for value in values.tolist()])
    return zip(*columns, strict=True)


FULL = f"""SELECT coalesce(a.id, b.id), CASE WHEN a.id IS NULL THEN 0 ELSE 1 END,
 CASE WHEN b.id IS NULL THEN 0 ELSE 1 END, {BITS}
 FROM (SELECT {WHOLE} FROM post WHERE {{as_of:post}}) AS a
 FULL JOIN (SELECT {WHOLE} FROM post WHERE {{later:post}}) AS b ON a.id = b.id
 WHERE a.id IS NULL OR b.id IS NULL OR {APART} ORDER BY 1"""


class Peer:
    """A database; `recorded` and days are given in the text of the question, as plain numbers."""

    name = ""
    text = "TEXT"
    words = {"m": "", "cross": ""}
    has_full_join = True

    def ask(self, question: str, valid: int, recorded: int, **more: int) -> list[tuple[Any, ...]]:
        return self.fetch(self.said(question, valid, recorded, **more))

    def said(self, question: str, valid: int, recorded: int, **more: int) -> str:
        if question is Q4 and self.has_full_join:
            question = FULL
        times = {"as_of": AsOf(valid, recorded), "later": AsOf(more.get("later", 0), recorded)}
        return question.format(**times, **self.words, thing=more.get("thing"))

    def fetch(self, question: str) -> list[tuple[Any, ...]]:
        raise NotImplementedError

    def tables(self) -> Iterator[str]:
        for kind, fields in FIELDS.items():
            said = ", ".join(f"{name} INTEGER" for name in TIMES)
            for field in fields:
                said += f", {field} {self.text if field in WORDS else 'INTEGER'}"
            yield f"CREATE TABLE {kind} ({said})"

    def indexes(self) -> Iterator[str]:
        for kind, field in (("unit", "parent"), ("post", "unit"), ("unit", "id"), ("post", "id")):
            yield f"CREATE INDEX {kind}_{field} ON {kind} ({field}, valid_from)"


class Sqlite(Peer):
    name = "SQLite"
    words = {"m": "", "cross": "CROSS"}
    has_full_join = False
    """It has one that does not end at this size."""

    def __init__(self, tables: Sequence[Table], folder: Path) -> None:
        self.connection = sqlite3.connect(folder / "peer.sqlite3")
        for statement in self.tables():
            self.connection.execute(statement)
        for table in tables:
            marks = ", ".join("?" * (len(TIMES) + len(FIELDS[table.kind.name])))
            self.connection.executemany(
                f"INSERT INTO {table.kind.name} VALUES ({marks})", rows_of(table)
            )
        for statement in (*self.indexes(), "ANALYZE"):
            self.connection.execute(statement)
        self.connection.commit()

    def fetch(self, question: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(question).fetchall()


SETTINGS = ("jit = off", "random_page_cost = 1.1", "work_mem = '256MB'")
"""What makes PostgreSQL quickest at these questions: all is in memory, and compiling costs more."""


class Postgresql(Peer):
    name = "PostgreSQL"
    words = {"m": "MATERIALIZED", "cross": ""}

    def __init__(self, tables: Sequence[Table], url: str) -> None:
        self.connection = psycopg.connect(url, autocommit=True)
        self.connection.execute("CREATE SCHEMA peer")
        self.connection.execute("SET search_path TO peer")
        for setting in SETTINGS:
            self.connection.execute(f"SET {setting}")
        for statement in self.tables():
            self.connection.execute(statement)
        for table in tables:
            with self.connection.cursor().copy(f"COPY {table.kind.name} FROM STDIN") as copy:
                for row in rows_of(table):
                    copy.write_row(row)
        for statement in (*self.indexes(), "ANALYZE unit", "ANALYZE post"):
            self.connection.execute(statement)

    def fetch(self, question: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(question).fetchall()

    def json(self, valid: int, recorded: int) -> str:
        """The chart as JSON rows, put together by the server."""
        inner = self.said(Q1, valid, recorded)
        row = self.connection.execute(f"SELECT json_agg(chart)::text FROM ({inner}) AS chart")
        return str(row.fetchall()[0][0])


class Duckdb(Peer):
    name = "DuckDB"
    text = "VARCHAR"
    words = {"m": "", "cross": ""}

    def __init__(self, tables: Sequence[Table]) -> None:
        self.connection = duckdb.connect()
        self.connection.execute("SET threads = 2")
        for statement in self.tables():
            self.connection.execute(statement)
        for table in tables:
            arrays = {name: table.column(name) for name in TIMES}
            for name in FIELDS[table.kind.name]:
                values = table.column(name)
                is_word = table.kind.field(name).type is str
                arrays[name] = np.array(table.vocabulary.words(values)) if is_word else values
            listed = ", ".join(
                f"nullif({name}, {NULL})" if name in ("parent", "head") else name for name in arrays
            )
            self.connection.register("given", arrays)
            self.connection.execute(f"INSERT INTO {table.kind.name} SELECT {listed} FROM given")
            self.connection.unregister("given")

    def fetch(self, question: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(question).fetchall()
