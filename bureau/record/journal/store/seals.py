"""Migration steps: first tables, and the triggers that keep written rows as they were."""

from collections.abc import Iterable, Sequence
from functools import cache

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState


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


class Seal(WithoutModels):
    """A step that puts the triggers of a seal on a table (`is_put`), or takes them away."""

    def __init__(self, table: str, may_close: str, may_delete: bool, *, is_put: bool) -> None:
        steps = self._put, self._take_away
        super().__init__(*(steps if is_put else reversed(steps)))
        self.table, self.may_close, self.may_delete = table, may_close, may_delete
        self.is_put = is_put

    def _put(self, apps: Apps | None, editor: BaseDatabaseSchemaEditor) -> None:
        columns = columns_of(editor.connection, self.table)
        for statement in seal_statements(editor.connection.vendor, self, columns):
            editor.execute(statement, params=None)

    def _take_away(self, apps: Apps | None, editor: BaseDatabaseSchemaEditor) -> None:
        is_sqlite = editor.connection.vendor == "sqlite"
        for name in ("no_update", "no_delete", "no_truncate", "no_replace"):
            trigger = f'"{self.table}_{name}"' if is_sqlite else f'{name} ON "{self.table}"'
            editor.execute(f"DROP TRIGGER IF EXISTS {trigger}", params=None)


def sealed(table: str, *, may_close: str = "", may_delete: bool = False) -> Seal:
    """A migration step: triggers that refuse UPDATE and DELETE (and TRUNCATE) on `table`.

    `may_close` names one column that may still go from null to a value, once, and nothing else.
    `may_delete` leaves DELETE free (content that a person may have erased). Gone back, the triggers
    go. What refuses REPLACE on SQLite is written after all migrations (`guards`), since it follows
    from the keys that the table has then.
    """
    return Seal(table, may_close, may_delete, is_put=True)


def unsealed(table: str) -> Seal:
    """A migration step: no triggers on `table` until `sealed` is said again; gone back, they are
    there again. What makes a table anew on SQLite leaves its triggers behind."""
    return Seal(table, "", False, is_put=False)


def seal_statements(vendor: str, seal: Seal, columns: Sequence[str]) -> Iterable[str]:
    """What puts a seal on a table with these columns, one statement each."""
    make = _sqlite_triggers if vendor == "sqlite" else _postgres_triggers
    return make(seal.table, columns, seal.may_close, seal.may_delete)


@cache
def seals_of_migrations() -> dict[str, Seal]:
    """The seal of each table, as all migrations together leave it."""
    loader, found = MigrationLoader(None), dict[str, Seal]()
    plan = [node for leaf in loader.graph.leaf_nodes() for node in loader.graph.forwards_plan(leaf)]
    for node in dict.fromkeys(plan):
        for step in loader.graph.nodes[node].operations:
            if isinstance(step, Seal):
                found.pop(step.table, None)
                found |= {step.table: step} if step.is_put else {}
    return found


def columns_of(connection: BaseDatabaseWrapper, table: str) -> Sequence[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} LIMIT 0")
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
        yield (f'CREATE TRIGGER no_truncate BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT {run}')
