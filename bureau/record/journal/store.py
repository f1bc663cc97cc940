"""Entries as the chain hashes them, and the triggers that keep written rows as they were."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.apps.registry import Apps
from django.db import connection, migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState
from django.db.models import Model

GENESIS = "0" * 64
HEAD_PREFIX = b"bureau.journal.head\n"
EVIDENCE_PREFIX = b"bureau.evidence\n"
BACKUP_PREFIX = b"bureau.backup\n"


def canonical(value: Any) -> str:
    """One text for one value: sorted keys, no spaces, as the stand-alone verifier writes it."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(value: Any) -> str:
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def commitment(salt: str, content: str) -> str:
    """SHA-256 over the random value and the content; says nothing of either."""
    return hashlib.sha256(bytes.fromhex(salt) + content.encode()).hexdigest()


def instant_text(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def entry_said(entry: Mapping[str, Any], subjects: Iterable[tuple[str, int]]) -> dict[str, Any]:
    """All that an entry says, as it is hashed and exported."""
    return {
        "sequence": entry["sequence"],
        "at": instant_text(entry["at"]),
        "person": entry["person"],
        "post": entry["post"],
        "act": entry["act"],
        "record_number": entry["record_number"],
        "details": entry["details"],
        "subjects": [list(subject) for subject in sorted(subjects)],
        "previous": entry["previous"],
    }


def entry_hash(entry: Mapping[str, Any], subjects: Iterable[tuple[str, int]]) -> str:
    """The hash of an entry over all it says, its subjects and the hash before it."""
    return digest(entry_said(entry, subjects))


def kind_of(model: type[Model]) -> str:
    """What the rows of a table are called in references: its name in small letters."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", model.__name__).lower()


def signed(said: Mapping[str, Any], key: str, prefix: bytes = HEAD_PREFIX) -> dict[str, Any]:
    """What is said with its Ed25519 signature and public key, both hex; `key` is the seed, in hex.

    The prefix keeps a signature over one kind of thing from being shown as one over another.
    """
    private = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(key))
    signature = private.sign(prefix + canonical(said).encode())
    return {
        **said,
        "signature": signature.hex(),
        "public_key": private.public_key().public_bytes_raw().hex(),
    }


class FirstTables(migrations.Migration):
    """A migration that makes tables and nothing else, all of one state.

    Each `CreateModel` by itself makes every model anew that the new one leads to, which is most of
    them: some ten thousand classes where two thousand will do.
    """

    def apply(
        self,
        project_state: ProjectState,
        schema_editor: BaseDatabaseSchemaEditor,
        collect_sql: bool = False,
    ) -> ProjectState:
        assert all(isinstance(operation, migrations.CreateModel) for operation in self.operations)
        made = ProjectState(project_state.models, project_state.real_apps)
        self.mutate_state(made, preserve=False)
        for operation in self.operations:
            operation.database_forwards(self.app_label, schema_editor, project_state, made)
        return made


class WithoutModels(migrations.RunPython):
    """A step that asks no model of the migration's state, so that none is made for it."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        self.code(None, schema_editor)  # type: ignore[arg-type] # asks no model


def sealed(table: str, *, may_close: str = "", may_delete: bool = False) -> WithoutModels:
    """A migration step: triggers that refuse UPDATE and DELETE (and TRUNCATE) on `table`.

    `may_close` names one column that may still go from null to a value, once, and nothing else.
    `may_delete` leaves DELETE free (content that a person may have erased). Gone back, the triggers
    go.
    """

    def apply(apps: Apps | None, editor: BaseDatabaseSchemaEditor) -> None:
        columns = _columns(editor, table)
        make = _sqlite_triggers if editor.connection.vendor == "sqlite" else _postgres_triggers
        for statement in make(table, columns, may_close, may_delete):
            editor.execute(statement, params=None)

    def take_away(apps: Apps | None, editor: BaseDatabaseSchemaEditor) -> None:
        is_sqlite = editor.connection.vendor == "sqlite"
        for name in ("no_update", "no_delete", "no_truncate"):
            trigger = f'"{table}_{name}"' if is_sqlite else f'{name} ON "{table}"'
            editor.execute(f"DROP TRIGGER IF EXISTS {trigger}", params=None)

    return WithoutModels(apply, take_away)


def unsealed(table: str) -> WithoutModels:
    """A migration step: no triggers on `table` until `sealed` is said again; gone back, they are
    there again. What makes a table anew on SQLite leaves its triggers behind."""
    step = sealed(table)
    assert step.reverse_code is not None
    return WithoutModels(step.reverse_code, step.code)


def _columns(editor: BaseDatabaseSchemaEditor, table: str) -> Sequence[str]:
    with editor.connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {editor.quote_name(table)} LIMIT 0")
        return [column[0] for column in cursor.description]


def _differs(columns: Sequence[str], may_close: str, operator: str) -> str:
    """True where an update touches more than the one column that may be closed."""
    if not may_close:
        return ""
    others = [f'OLD."{c}" {operator} NEW."{c}"' for c in columns if c != may_close]
    open_once = f'OLD."{may_close}" IS NOT NULL OR NEW."{may_close}" IS NULL'
    return " OR ".join([*others, open_once])


def _sqlite_triggers(
    table: str, columns: Sequence[str], may_close: str, may_delete: bool
) -> Iterable[str]:
    when = _differs(columns, may_close, "IS NOT")
    guard = f" WHEN {when}" if when else ""
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is sealed'); END"
    yield f'CREATE TRIGGER "{table}_no_update" BEFORE UPDATE ON "{table}"{guard} {refuse}'
    if not may_delete:
        yield f'CREATE TRIGGER "{table}_no_delete" BEFORE DELETE ON "{table}" {refuse}'


def _postgres_triggers(
    table: str, columns: Sequence[str], may_close: str, may_delete: bool
) -> Iterable[str]:
    when = _differs(columns, may_close, "IS DISTINCT FROM")
    guard = f" WHEN ({when})" if when else ""
    yield (
        "CREATE OR REPLACE FUNCTION bureau_sealed() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is sealed', TG_TABLE_NAME; END $$"
    )
    run = "EXECUTE FUNCTION bureau_sealed()"
    yield f'CREATE TRIGGER no_update BEFORE UPDATE ON "{table}" FOR EACH ROW{guard} {run}'
    if not may_delete:
        yield f'CREATE TRIGGER no_delete BEFORE DELETE ON "{table}" FOR EACH ROW {run}'
        yield f'CREATE TRIGGER no_truncate BEFORE TRUNCATE ON "{table}" {run}'


def insert_rows(
    model: type[models.Model], names: Sequence[str], rows: Sequence[Sequence[Any]]
) -> None:
    """Add many rows at once, with what each database does best; a model is made for none of them.

    Values are as the database keeps them, under the names of the model's fields.
    """
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


def _quoted(model: type[models.Model], names: Sequence[str]) -> tuple[str, str]:
    quote = connection.ops.quote_name
    fields = (model._meta.get_field(name) for name in names)
    columns = (str(field.column) for field in fields if isinstance(field, models.Field))
    return quote(model._meta.db_table), ", ".join(map(quote, columns))
