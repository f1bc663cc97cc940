"""What is read of a database, the same of either kind: where it stands, its seals, its tables."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from bureau.config.backups.archive import Rows, Unfit

TOKENS = "search_tokens"
"""The index of search: what its table is differs, so its rows are read and written apart."""
INDEX_COLUMNS = ("document", "tokens")
MIGRATIONS = "django_migrations"
LEFT_OUT = frozenset({"django_session", "accounts_sitting", MIGRATIONS})
"""No session of anybody is in a backup. Which migrations were applied the manifest says."""
SEALS = ("no_update", "no_delete")
"""The triggers that either kind of database has."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a database stands: newest entry and record number, its mark, migrations applied."""

    sequence: int
    hash: str
    record_number: int
    demonstration: bool
    migrations: tuple[str, ...]


class Source(Protocol):
    """A database of which one moment is read."""

    vendor: str

    def standing(self) -> Standing: ...
    def seals(self) -> list[tuple[str, str]]: ...
    def sequences(self) -> dict[str, int]: ...
    def rows(self, table: str) -> Rows | None: ...


def standing_by(ask: Callable[[str], list[tuple[Any, ...]]]) -> Standing:
    try:
        [(sequence, hash)] = ask("SELECT sequence, hash FROM journal_chainhead")
        [(number,)] = ask("SELECT number FROM journal_recordhead")
        [(mark,)] = ask("SELECT demonstration FROM journal_installation")
    except ValueError as error:
        raise Unfit("nothing was founded here yet: run bureau init first") from error
    applied = ask(f"SELECT app || '.' || name FROM {MIGRATIONS}")
    return Standing(sequence, hash, number, bool(mark), tuple(sorted(row[0] for row in applied)))


def seals_named(found: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """As table.trigger, those that either kind of database has."""
    return tuple(sorted(f"{table}.{name}" for table, name in found if name in SEALS))


def tables_known() -> list[str]:
    """Every table of this Bureau that goes into a backup."""
    from django.apps import apps

    models = apps.get_models(include_auto_created=True)
    named = {model._meta.db_table for model in models if model._meta.managed}
    return sorted({*named, TOKENS} - LEFT_OUT)
