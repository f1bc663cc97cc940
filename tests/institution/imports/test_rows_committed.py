"""Staged rows, faults and keys are committed to: what is edited past Bureau is found, and not
written."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from bureau.core.reasons import Refused
from bureau.documents.halves import read_half
from bureau.institution.imports.models import (
    Import,
    ImportedThing,
    StagedFault,
    StagedFile,
    StagedRow,
    State,
)
from bureau.institution.imports.queries.pages import why_failed
from bureau.institution.imports.services import applying, tables
from bureau.institution.imports.services.outlooks import outlook_of
from bureau.institution.imports.services.proposing import propose_import
from bureau.institution.imports.services.staging import stage
from bureau.institution.imports.texts.reasons import sentence
from bureau.institution.organisation.models import PostVersion
from bureau.record.journal.queries.rows import rows_differing
from tests.actors import administrator
from tests.institution.governance.visitors import page
from tests.institution.house import FORCE, House
from tests.institution.imports.by_two import write_by_two
from tests.institution.imports.departments import department
from tests.institution.imports.test_records import HOLDERS, POSTS, UNITS, staged, written

pytestmark = [pytest.mark.django_db, pytest.mark.everywhere]

EDITED = ["L2", "Physicist", "D.2", "LAB-A", "GVA", ""]


def differing() -> list[str]:
    return [each for each in rows_differing() if each.startswith("imports_")]


def edit_row(number: int) -> None:
    """As the role of the application may, past the application: L2 becomes D.2."""
    change = "update imports_stagedrow set reading = %s where row = 3 and file_id ="
    change += " (select id from imports_stagedfile where taken_in_id = %s)"
    with connection.cursor() as cursor:
        cursor.execute(change, [json.dumps({"cells": EDITED}), number])
        assert cursor.rowcount == 1


def test_an_edited_row_is_found_and_not_written(house: House) -> None:
    written(house, "units", UNITS)
    number = staged(house, "posts", POSTS)
    propose_import(house.actor("Olga"), number=number)
    assert differing() == []
    edit_row(number)
    assert ["imports_stagedrow" in each for each in differing()] == [True]
    with pytest.raises(Refused, match="staged_rows_edited"):
        applying.apply_import(house.administrator, number)
    assert not PostVersion.objects.filter(number="L2").exists()
    row = Import.objects.get(pk=number)
    assert row.state == State.FAILED and "posts.csv (1–499)" in sentence(why_failed(row))


def test_a_failed_import_says_why_on_its_page_and_can_be_taken_back(
    house: House, olga: Client
) -> None:
    written(house, "units", UNITS)
    number = staged(house, "posts", POSTS)
    propose_import(house.actor("Olga"), number=number)
    edit_row(number)
    with pytest.raises(Refused, match="staged_rows_edited"):
        applying.apply_import(house.administrator, number)
    outlook_of(number)
    told = page(olga, f"/settings/imports/{number}/")
    assert "posts.csv (1–499)" in told and "failed" in told and "/undoing/" in told
    propose_import(house.actor("Olga"), number=number, undoes=True)
    applying.undo_import(house.administrator, number)
    assert Import.objects.get(pk=number).state == State.UNDONE
    more = staged(house, "posts", POSTS)
    write_by_two(house, more)
    assert PostVersion.objects.filter(number="L2").exists()


def test_taking_back_fails_where_a_row_of_another_import_was_edited(house: House) -> None:
    written(house, "units", UNITS)
    number, other = written(house, "posts", POSTS), staged(house, "posts", POSTS[:2])
    write_by_two(house, other)
    edit_row(number)
    propose_import(house.actor("Olga"), number=other, undoes=True)
    with pytest.raises(Refused, match="staged_rows_edited"):
        applying.undo_import(house.administrator, other)
    assert Import.objects.get(pk=other).state == State.FAILED


def test_a_later_import_writes_no_row_edited_meanwhile(house: House) -> None:
    written(house, "units", UNITS)
    edited = written(house, "posts", POSTS)
    edit_row(edited)
    more = staged(house, "posts", [POSTS[0], ("L9", "Clerk", "P.4", "LAB-A", "GVA", "")])
    propose_import(house.actor("Olga"), number=more)
    with pytest.raises(Refused, match="staged_rows_edited"):
        applying.apply_import(house.administrator, more)
    assert not PostVersion.objects.filter(number="L2", grade="D.2").exists()


def test_a_draft_is_not_made_of_an_edited_row(house: House) -> None:
    number = tables.take_table(
        house.actor("Olga"),
        organisation=house.organisation,
        kind="posts",
        becomes="draft",
        day=FORCE,
        name="t.csv",
        rows=list(enumerate([POSTS[0], ("L1", "Clerk", "P.4", "OPD", "GVA", ""), EDITED], 1)),
    )
    edit_row(number)
    StagedRow.objects.filter(row=3).update(reading={"cells": ["L2", "Clerk", "D.2", "OPD", "GVA"]})
    with pytest.raises(Refused, match="staged_rows_edited"):
        tables.draft_from_table(house.actor("Olga"), number=number, reference="X-1", title="X")


def test_names_that_become_numbers_leave_rows_as_committed(house: House) -> None:
    written(house, "units", UNITS)
    written(house, "posts", POSTS)
    number = staged(house, "holders", HOLDERS)
    salts = set(StagedRow.objects.filter(file__taken_in=number).values_list("salt", flat=True))
    write_by_two(house, number)
    rows = StagedRow.objects.filter(file__taken_in=number)
    assert any(row.reading["cells"][1].startswith("#") for row in rows)
    assert set(rows.values_list("salt", flat=True)) != salts, "a salt goes with its name"
    assert differing() == []


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (StagedRow, {"reading": {}}),
        (StagedFault, {"code": "file_empty"}),
        (StagedFault, {"facts": {"edited": 1}}),
        (StagedFile, {"name": "forged.csv"}),
        (StagedFile, {"department_name": "Ministry of Forgery"}),
        (StagedFile, {"headings": {"forged": "x"}}),
        (ImportedThing, {"subject": 999_999}),
    ],
)
def test_an_edit_of_what_files_said_is_found(model: Any, change: dict[str, Any]) -> None:
    by = administrator()
    number = stage(by, [read_half(*file) for file in department().items()])
    applying.apply_import(by, number)
    assert differing() == []
    assert model.objects.filter(pk=model.objects.earliest("pk").pk).update(**change) == 1
    assert ["changed" in each for each in differing()] == [True]
