"""What whoever owns the tables does to them is found, each kind of it; nothing in honest ones."""

import pytest
from django.db import connection

from bureau.config import schema
from bureau.config.proving.edits import EDITS, Edit, edited
from bureau.config.schema import schema_differing, schema_expected
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
