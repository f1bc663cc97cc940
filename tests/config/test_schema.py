"""What whoever owns the tables does to them is found, each kind of it; nothing in honest ones."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from bureau.config import schema
from bureau.config.proving.edits import EDITS, Edit, edited
from bureau.config.schema import damage, schema_differing, schema_expected
from bureau.institution.organisation.queries import verification as structure
from bureau.record.journal.queries.rows import rows_differing
from tests.institution.house import House

STRUCTURE = ("effect", "unit", "post", "wording")
OF_TABLES = [edit for edit in EDITS if edit.is_schema]


@pytest.mark.django_db
def test_tables_that_the_migrations_made_are_those_the_models_ask_for() -> None:
    assert [*schema_differing()] == []
    assert len(schema_expected()) > 1000


@pytest.mark.django_db
@pytest.mark.parametrize("edit", OF_TABLES, ids=range(len(OF_TABLES)))
def test_what_is_done_to_tables_is_named(edit: Edit) -> None:
    with edited(edit):
        found = [*schema_differing()]
        assert any(edit.table in how and edit.found in how for how in found), found


@pytest.mark.django_db
def test_a_trigger_that_is_off_by_a_setting_of_the_session_is_named() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("a setting of PostgreSQL")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
    assert [*schema_differing()] == ["setting session_replication_role is another one, or is off"]


def test_an_index_that_tells_other_rows_than_its_table_is_named(tmp_path: Path) -> None:
    """Written with the index, and back without it, as whoever has the file can."""
    file = tmp_path / "grants.sqlite3"
    with closing(sqlite3.connect(file, isolation_level=None)) as made:
        made.execute("CREATE TABLE grants (id INTEGER PRIMARY KEY, person INTEGER)")
        made.execute("CREATE INDEX of_person ON grants (person)")
        made.execute("INSERT INTO grants VALUES (1, 1)")
        assert not [*damage(made.execute("PRAGMA integrity_check").fetchall())]
        index = made.execute("SELECT * FROM sqlite_schema WHERE name = 'of_person'").fetchone()
        made.execute("UPDATE grants SET person = 2")
        made.execute("PRAGMA writable_schema = ON")
        made.execute("DELETE FROM sqlite_schema WHERE name = 'of_person'")
    with closing(sqlite3.connect(file, isolation_level=None)) as made:
        made.execute("UPDATE grants SET person = 1")
        made.execute("PRAGMA writable_schema = ON")
        made.execute("INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)", index)
    with closing(sqlite3.connect(file)) as made:
        by_index = made.execute("SELECT id FROM grants INDEXED BY of_person WHERE person = 2")
        assert by_index.fetchall() == [(1,)]
        found = [*damage(made.execute("PRAGMA integrity_check").fetchall())]
    assert found and "of_person" in found[0]


@pytest.mark.django_db
def test_a_schema_in_front_of_bureaus_answers_for_none_of_its_tables() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("a setting of PostgreSQL")
    with connection.cursor() as cursor:
        cursor.execute("SELECT setting, source FROM pg_settings WHERE name = 'search_path'")
        assert cursor.fetchone() == ("public", "client")


@pytest.mark.django_db
def test_where_no_like_tables_can_be_made_that_is_what_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(schema, "_statements", lambda: ["CREATE NOTHING"])
    schema_expected.cache_clear()
    try:
        assert "cannot be compared" in "".join(schema_differing())
    finally:
        schema_expected.cache_clear()


OF_STRUCTURE = [
    edit
    for edit in EDITS
    if not edit.is_schema and edit.table.removeprefix("organisation_") in STRUCTURE
]


@pytest.mark.parametrize("edit", OF_STRUCTURE, ids=range(len(OF_STRUCTURE)))
def test_what_is_put_elsewhere_is_named(reorganised: House, edit: Edit) -> None:
    with edited(edit):
        found = [*rows_differing(), *structure.differing()]
        assert any(edit.table in how and edit.found in how for how in found), found
