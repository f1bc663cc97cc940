"""What the database says of its tables and all that guards them, held against what the models and
migrations ask for: a like set of tables that is made for it and gone with its connection.
"""

import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import cache
from typing import Any, cast

import psycopg
from django.apps import apps
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

from bureau.record.journal.store import trigger_statements
from bureau.record.search.store.index import make_tables

type Ask = Callable[[str], list[tuple[Any, ...]]]
type Listed = dict[str, Any]

KEY_MORE = re.compile(r' REFERENCES "\w+" \("\w+"\) DEFERRABLE INITIALLY DEFERRED')
"""SQLite keeps a foreign key that a migration took away on PostgreSQL: more is asked, not less."""
SQLITE = """SELECT type, CASE name WHEN tbl_name THEN name ELSE tbl_name || '.' || name END, sql
 FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"""
OF_EXTENSION = "EXISTS (SELECT FROM pg_depend WHERE objid = {oid} AND deptype = 'e')"
POSTGRESQL = {
    "relation": f"""SELECT relname, concat(relkind, relrowsecurity, relforcerowsecurity)
 FROM pg_class c WHERE relnamespace = {{here}} AND relkind IN ('r', 'v', 'm', 'p', 'f')
 AND NOT {OF_EXTENSION.format(oid="c.oid")}""",
    "column": """SELECT relname || '.' || attname, concat_ws(' ', format_type(atttypid, atttypmod),
 attnotnull, attidentity, attgenerated, attcollation, pg_get_expr(adbin, adrelid, true))
 FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
 LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
 WHERE relnamespace = {here} AND relkind = 'r' AND attnum > 0 AND NOT attisdropped""",
    "constraint": """SELECT relname || '.' || conname,
 concat_ws(' ', pg_get_constraintdef(o.oid, true), convalidated)
 FROM pg_constraint o JOIN pg_class c ON c.oid = conrelid
 WHERE relnamespace = {here} AND contype NOT IN ('n', 't')""",
    "index": """SELECT c.relname || '.' || i.relname,
 concat_ws(' ', pg_get_indexdef(indexrelid, 0, true), indisvalid, indisready)
 FROM pg_index JOIN pg_class i ON i.oid = indexrelid JOIN pg_class c ON c.oid = indrelid
 WHERE c.relnamespace = {here} AND c.relkind = 'r'""",
    "trigger": """SELECT relname || '.' || tgname,
 concat_ws(' ', pg_get_triggerdef(t.oid, true), tgenabled)
 FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
 WHERE relnamespace = {here} AND NOT (tgisinternal AND tgenabled = 'O')""",
    "function": f"""SELECT proname || '(' || pg_get_function_identity_arguments(p.oid) || ')',
 concat_ws(' ', prosrc, prolang, prorettype, prosecdef, provolatile, proconfig)
 FROM pg_proc p WHERE pronamespace = {{here}} AND NOT {OF_EXTENSION.format(oid="p.oid")}""",
    "rule": """SELECT relname || '.' || rulename, concat_ws(' ', pg_get_ruledef(r.oid), ev_enabled)
 FROM pg_rewrite r JOIN pg_class c ON c.oid = ev_class
 WHERE relnamespace = {here} AND relkind = 'r'""",
    "policy": """SELECT relname || '.' || polname, concat_ws(' ', polcmd, polpermissive)
 FROM pg_policy JOIN pg_class c ON c.oid = polrelid WHERE relnamespace = {here}""",
    "heir": """SELECT c.relname || ' of ' || inhrelid::regclass, 'inherits'
 FROM pg_inherits JOIN pg_class c ON c.oid = inhparent
 WHERE c.relnamespace = {here} AND c.relkind = 'r'""",
    "setting": "SELECT name, setting FROM pg_settings WHERE name = 'session_replication_role'",
}
"""What is asked of a schema, kind by kind: names, and what is compared."""
REPLICATION = {"setting session_replication_role": "origin"}
KEY_ANEW = re.compile(r"_pkey\d+\b")
"""What PostgreSQL calls the key of a table that was made anew beside the one before."""
MADE_HERE = re.compile(r"\bpg_temp(_\d+)?\.")


def schema_differing() -> Iterator[str]:
    """Every table, column, key, check, index, trigger, function, rule, policy and view that is
    missing, another one or none of ours, a line of English each."""
    try:
        expected = schema_expected()
    except (sqlite3.Error, psycopg.Error) as error:
        yield f"the tables cannot be compared: no like ones could be made: {error}"
        return
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            yield from damage(cursor.execute("PRAGMA integrity_check").fetchall())
    found = _found()
    for name in sorted(expected.keys() | found.keys()):
        if name not in found:
            yield f"{name} is missing"
        elif name not in expected:
            yield f"{name} is none of Bureau's"
        elif not _is_same(expected[name], found[name]):
            yield f"{name} is another one, or is off"


def damage(lines: Sequence[tuple[str]]) -> Iterator[str]:
    """What the integrity check of SQLite names: pages read by an index see other rows than the
    table has."""
    for (line,) in lines:
        if line != "ok":
            yield f"the database is damaged: {line}"


@cache
def schema_expected() -> Listed:
    """What there should be, by kind and name."""
    return _expected_sqlite() if connection.vendor == "sqlite" else _expected_postgres()


def _found() -> Listed:
    with connection.cursor() as cursor:

        def ask(query: str) -> list[tuple[Any, ...]]:
            cursor.execute(query)
            return list(cursor.fetchall())

        if connection.vendor == "sqlite":
            return _listed_sqlite(ask)
        return _listed_postgres(ask, "current_schema()::regnamespace")


def _statements() -> list[str]:
    """What makes the tables of all models, of migrations and of search."""
    models: list[type[Model]] = [each for each in apps.get_models() if each._meta.managed]
    editor = connection.schema_editor(collect_sql=True, atomic=False)
    editor.deferred_sql = []  # entered, it would ask SQLite for a connection without keys
    for model in (*models, cast(type[Model], MigrationRecorder.Migration)):
        editor.create_model(model)
    make_tables(apps, editor)
    return [str(each) for each in (*editor.collected_sql, *editor.deferred_sql)]


def _expected_sqlite() -> Listed:
    with closing(sqlite3.connect(":memory:")) as made:
        for statement in (*_statements(), *trigger_statements().values()):
            made.execute(statement)
        return _listed_sqlite(lambda query: made.execute(query).fetchall())


def _listed_sqlite(ask: Ask) -> Listed:
    return {f"{kind} {name}": _parts(kind, said) for kind, name, said in ask(SQLITE)}


def _parts(kind: str, said: str) -> Any:
    """A statement word for word; of a table what stands before its columns, each of them in any
    order, and what stands behind: later columns come last where tables were changed."""
    if kind != "table" or said.startswith("CREATE VIRTUAL"):
        return said
    head, _, rest = said.partition("(")
    body, _, tail = rest.rpartition(")")
    parts, depth = [""], 0
    for each in body:
        depth += (each == "(") - (each == ")")
        if each == "," and not depth:
            parts.append("")
        else:
            parts[-1] += each
    return head.strip(), tail.strip(), sorted(part.strip() for part in parts)


def _expected_postgres() -> Listed:
    """In the schema of a session of its own that lasts as long: no right to make others is asked.

    Functions in it are found by its name alone.
    """
    with psycopg.connect(**session()) as made, made.cursor() as cursor:
        cursor.execute("SET search_path TO pg_temp")
        for statement in (*_statements(), *trigger_statements().values()):
            local = statement.replace("EXECUTE FUNCTION ", "EXECUTE FUNCTION pg_temp.")
            cursor.execute(local.encode())

        def ask(query: str) -> list[tuple[Any, ...]]:
            return cursor.execute(query.encode()).fetchall()

        found = _listed_postgres(ask, "pg_my_temp_schema()")
        made.rollback()
    return {name: MADE_HERE.sub("", said) for name, said in found.items()} | REPLICATION


def session() -> dict[str, Any]:
    """How another session of the same database is opened."""
    params: dict[str, Any] = connection.get_connection_params()
    return {name: value for name, value in params.items() if name not in ("context", "pool")}


def _listed_postgres(ask: Ask, here: str) -> Listed:
    return {
        KEY_ANEW.sub("_pkey", f"{kind} {name}"): KEY_ANEW.sub("_pkey", said)
        for kind, query in POSTGRESQL.items()
        for name, said in ask(query.format(here=here))
    }


def _is_same(expected: Any, found: Any) -> bool:
    if expected == found or isinstance(expected, str) or isinstance(found, str):
        return bool(expected == found) or _is_wider(expected, found)
    *said, columns = expected
    *told, others = found
    return said == told and len(columns) == len(others) and all(map(_is_column, columns, others))


def _is_wider(expected: Any, found: Any) -> bool:
    """Tables that join two models of a library: migrations make their keys of the project's kind,
    which holds more."""
    numbered = str(expected).startswith("integer ") and str(found).startswith("bigint ")
    return numbered and str(found).removeprefix("bigint") == str(expected).removeprefix("integer")


def _is_column(expected: str, found: str) -> bool:
    more = found.removeprefix(expected)
    return expected == found or (
        found.startswith(expected) and KEY_MORE.fullmatch(more) is not None
    )
