"""Triggers that follow from the models, written after all migrations: what notes each row that an
act writes, and what refuses REPLACE on sealed tables of SQLite. And every trigger there should be.
"""

import re
from collections.abc import Iterator, Sequence

from django.db import connection
from django.db.models import Model

from bureau.record.journal.store.rows import batched_by, columns_noted, committed
from bureau.record.journal.store.seals import columns_of, seal_statements, seals_of_migrations

NOTED = 'INSERT INTO journal_written ("table", number, "transaction", "before") VALUES'
FUNCTIONS = """SELECT proname, prosrc FROM pg_proc JOIN pg_namespace n ON n.oid = pronamespace
 WHERE nspname = current_schema() AND prorettype = 'trigger'::regtype"""
TRIGGERS = """SELECT relname || '.' || tgname, pg_get_triggerdef(pg_trigger.oid), tgenabled
 FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid JOIN pg_namespace n ON n.oid = relnamespace
 WHERE nspname = current_schema() AND NOT tgisinternal"""
OURS = re.compile(r"[._](wrote_row|wrote_change|wrote_gone|no_replace)$")
KEYS_OF_SQLITE = """SELECT i.name, group_concat(c.name, ' '), coalesce(s.sql, '')
 FROM pragma_index_list(%s) i, pragma_index_info(i.name) c
 LEFT JOIN sqlite_schema s ON s.type = 'index' AND s.name = i.name
 WHERE i."unique" GROUP BY i.name ORDER BY i.name"""


def put_guards() -> None:
    """Write the triggers that follow from the models anew where they are not as they should be."""
    found = triggers_found()
    statements = {_name_of(each): each for each in (*_noting(), *_refusing_replace())}
    with connection.cursor() as cursor:
        for name in found.keys() - statements.keys():
            if OURS.search(name):
                cursor.execute(f"DROP TRIGGER {_dropped(name)}")
        for name, statement in statements.items():
            if name in found and _is_same(statement, found[name]):
                continue
            if name in found and "REPLACE FUNCTION" not in statement:
                cursor.execute(f"DROP TRIGGER {_dropped(name)}")
            cursor.execute(statement)


def trigger_statements() -> dict[str, str]:
    """The statement of every trigger that migrations and models ask for, by its name.

    On PostgreSQL the name of its table stands before it, and its function is one more.
    """
    sealing = [
        statement
        for seal in seals_of_migrations().values()
        for statement in seal_statements(
            connection.vendor, seal, columns_of(connection, seal.table)
        )
    ]
    return {_name_of(each): each for each in (*sealing, *_noting(), *_refusing_replace())}


def triggers_found() -> dict[str, str]:
    """What the database says of every trigger, and function of one, that is there, by name."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
            return dict(cursor.fetchall())
        cursor.execute(TRIGGERS)
        found = {name: said if on == "O" else "" for name, said, on in cursor.fetchall()}
        cursor.execute(FUNCTIONS)
        return found | dict(cursor.fetchall())


def _name_of(statement: str) -> str:
    if function := re.match(r"CREATE OR REPLACE FUNCTION (\w+)", statement):
        return function[1]
    named = re.match(r'CREATE TRIGGER "?(\w+)"? .*?ON "(\w+)"', statement)
    assert named is not None
    return named[1] if connection.vendor == "sqlite" else f"{named[2]}.{named[1]}"


def _is_same(statement: str, found: str) -> bool:
    if "REPLACE FUNCTION" in statement:
        return statement.split("$$")[1] == found
    if connection.vendor == "sqlite":  # which keeps a statement word for word
        return statement == found
    return _bare(statement) == _bare(found)


def _bare(statement: str) -> str:
    """A statement without what PostgreSQL adds when it writes one back."""
    said = re.sub(r"::\w+", "", re.sub(r" ON (\w+)\.", " ON ", statement))
    return re.sub(r'[\s"()]', "", said.lower())


def _dropped(name: str) -> str:
    table, _, trigger = name.rpartition(".")
    return f'{trigger} ON "{table}"' if table else f'"{trigger}"'


def _noting() -> Iterator[str]:
    """What notes which rows of the tables that entries commit to an act writes."""
    if connection.vendor == "postgresql":
        for key in sorted({_key_of(model) for model in committed().values()}):
            yield _function(key)
    make = _noting_sqlite if connection.vendor == "sqlite" else _noting_postgres
    for table, model in committed().items():
        if not batched_by(model):
            yield from make(table, model)


def _noting_sqlite(table: str, model: type[Model]) -> Iterator[str]:
    key = _key_of(model)
    for name, event, rows in (
        ("wrote_row", "INSERT", ("NEW",)),
        ("wrote_change", "UPDATE", ("OLD", "NEW")),
        ("wrote_gone", "DELETE", ("OLD",)),
    ):
        said = {"OLD": _as_json(model), "NEW": "NULL"}
        noted = ", ".join(f"('{table}', {row}.\"{key}\", 0, {said[row]})" for row in rows)
        when = f" WHEN {_changed(model, 'IS NOT')}" if event == "UPDATE" else ""
        yield (
            f'CREATE TRIGGER "{table}_{name}" AFTER {event} ON "{table}"{when}'
            f" BEGIN {NOTED} {noted}; END"
        )


def _noting_postgres(table: str, model: type[Model]) -> Iterator[str]:
    run = f"EXECUTE FUNCTION bureau_wrote_{_key_of(model)}()"
    when = f"WHEN ({_changed(model, 'IS DISTINCT FROM')})"
    yield f'CREATE TRIGGER wrote_row AFTER INSERT ON "{table}" FOR EACH ROW {run}'
    yield f'CREATE TRIGGER wrote_change AFTER UPDATE ON "{table}" FOR EACH ROW {when} {run}'
    yield f'CREATE TRIGGER wrote_gone AFTER DELETE ON "{table}" FOR EACH ROW {run}'


def _key_of(model: type[Model]) -> str:
    return str(model._meta.pk.column)


def _function(key: str) -> str:
    said = "(TG_TABLE_NAME, {row}.{key}, txid_current(), {before})"
    old = said.format(row="OLD", key=key, before="to_jsonb(OLD)::text")
    new = said.format(row="NEW", key=key, before="NULL")
    return (
        f"CREATE OR REPLACE FUNCTION bureau_wrote_{key}() RETURNS trigger LANGUAGE plpgsql AS $$"
        f" BEGIN IF TG_OP <> 'INSERT' THEN {NOTED} {old}; END IF;"
        f" IF TG_OP <> 'DELETE' THEN {NOTED} {new}; END IF; RETURN NULL; END $$"
    )


def _as_json(model: type[Model]) -> str:
    """The columns of a row that entries commit to, as it was, for SQLite."""
    columns = [field.column for field in columns_noted(model)]
    return f"json_object({', '.join(f'\'{column}\', OLD."{column}"' for column in columns)})"


def _changed(model: type[Model], operator: str) -> str:
    columns = [field.column for field in columns_noted(model)]
    return " OR ".join(f'OLD."{column}" {operator} NEW."{column}"' for column in columns)


def _refusing_replace() -> Iterator[str]:
    """On SQLite REPLACE deletes the row in its way and asks no trigger of deletion, so an insertion
    is refused where a row with one of its keys is there."""
    if connection.vendor != "sqlite":
        return
    for table in seals_of_migrations():
        there = " OR ".join(f"({each})" for each in _keys_in_the_way(table))
        yield (
            f'CREATE TRIGGER "{table}_no_replace" BEFORE INSERT ON "{table}"'
            f' WHEN EXISTS (SELECT 1 FROM "{table}" AS kept WHERE {there})'
            f" BEGIN SELECT RAISE(ABORT, '{table} is sealed'); END"
        )


def _keys_in_the_way(table: str) -> Iterator[str]:
    """For each key of a table, when a row that is kept has that of the new one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pragma_table_info(%s) WHERE pk", [table])
        yield _equal([column for (column,) in cursor.fetchall()])
        cursor.execute(KEYS_OF_SQLITE, [table])
        for _name, columns, statement in cursor.fetchall():
            _, _, only = statement.partition(" WHERE ")
            both = [re.sub(r'"(\w+)"', rf'{row}."\1"', only) for row in ("kept", "NEW") if only]
            yield " AND ".join([_equal(columns.split()), *both])


def _equal(columns: Sequence[str]) -> str:
    return " AND ".join(f'kept."{column}" = NEW."{column}"' for column in columns)
