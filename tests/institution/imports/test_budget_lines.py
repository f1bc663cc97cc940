"""Tables of budget lines: shown first, then kept; what a budget gives out comes back in."""

import json
import re
from collections.abc import Sequence

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from bureau.institution.finance.models import Budget, BudgetLine, Voted
from bureau.institution.finance.store import amounts_of
from bureau.institution.imports.queries.budget_lines import LinesRead, lines_in_table
from tests.institution.finance.budgeted import Budgeted
from tests.institution.governance.visitors import page, visitor
from tests.institution.house import House

pytestmark = pytest.mark.django_db
HEADINGS = ("Line", "Unit", "Object", "Funding", "2024", "2025")


def read(made: Budgeted, *rows: Sequence[str]) -> LinesRead:
    return lines_in_table(Budget.objects.get(), list(enumerate((HEADINGS, *rows), 1)))


def brought(client: Client, address: str, content: bytes, status: int = 200) -> str:
    file = SimpleUploadedFile("lines.csv", content)
    answer = client.post(address, {"table": file, "key": "k"})
    assert answer.status_code == status
    return answer.content.decode()


def test_lines_are_changed_and_added_by_their_code(house: House) -> None:
    made = Budgeted(house)
    found = read(
        made,
        ("TSB-POSTS", "", "", "", "", "2 100 000.50"),
        ("OPD-TRAVEL", "opd", "travel", "", "500", "0"),
    )
    changed, added = found.differing
    assert (changed.given.unit, changed.given.voted[2024]) == (house.units["TSB"], 200_000_000)
    assert changed.given.voted[2025] == 210_000_050
    assert added.before is None and added.given.voted == {2024: 500_00, 2025: 0}
    assert read(made, ("TSB-POSTS", "TSB", "POSTS", "", "2000000", "")).differing == ()


def test_what_cannot_be_read_is_left_out_with_its_reason(house: House) -> None:
    made = Budgeted(house)
    found = read(
        made,
        ("A", "", "TRAVEL", "", "1", "1"),
        ("B", "XYZ", "TRAVEL", "", "1", "1"),
        ("C", "OPD", "BOATS", "", "1", "1"),
        ("D", "OPD", "TRAVEL", "lottery", "1", "1"),
        ("E", "OPD", "TRAVEL", "", "1,000", "-1"),
        ("", "OPD", "TRAVEL", "", "1", "1"),
        ("X" * 41, "OPD", "TRAVEL", "", "1", "1"),
    )
    assert not found.lines
    assert [(one.row, one.reason.code) for one in found.misfits] == [
        (2, "needed_for_line"),
        (3, "unit_unknown"),
        (4, "object_unknown"),
        (5, "funding_unknown"),
        (6, "amount_unreadable"),
        (6, "amount_unreadable"),
        (7, "line_code_missing"),
        (8, "text_too_long"),
    ]


def test_a_column_that_a_new_line_needs_is_named_though_the_table_has_none(house: House) -> None:
    row = Budget.objects.get(pk=Budgeted(house).number)
    found = lines_in_table(row, [(1, ("line", "2024")), (2, ("NEW", "1"))])
    assert [(one.column, one.reason.code) for one in found.misfits] == [
        ("object", "needed_for_line"),
        ("unit", "needed_for_line"),
    ]


def test_a_table_is_shown_before_it_is_kept(house: House) -> None:
    made = Budgeted(house)
    address = reverse("budget-lines-table", args=[made.number])
    hana = visitor(house, "Hana")
    assert address in page(hana, reverse("budget", args=[made.number]))
    text = brought(
        hana, address, b"line,unit,object,2024,2025,who\nTSB-POSTS,,,2100000,,\nN,OPD,TRAVEL,5,6,x"
    )
    assert "2 lines differ" in text and "who" in text and BudgetLine.objects.count() == 1
    rows = re.search(r'name="rows_read" value="([^"]*)"', text)
    assert rows
    said = {"rows_read": rows[1].replace("&quot;", '"'), "key": "keep"}
    assert hana.post(address, said).status_code == 302
    assert hana.post(address, said).status_code == 302  # the same button again
    assert amounts_of([made.line])[made.line] == {2024: 210_000_000, 2025: 200_000_000}
    assert BudgetLine.objects.get(code="N").unit_id == house.units["OPD"]
    assert Voted.objects.count() == 5
    assert "Nothing would change" in brought(hana, address, b"line,unit,object,2024\nN,OPD,,5")


def test_what_the_page_gives_out_comes_back_as_it_is(house: House) -> None:
    made = Budgeted(house)
    made.add("TSB-TRAVEL", "TSB", made.travel, 12_345_67)
    hana, address = visitor(house, "Hana"), reverse("budget-lines-table", args=[made.number])
    for format in ("csv", "xlsx"):
        file = hana.get(reverse("budget", args=[made.number]), {"format": format})
        content = b"".join(file) if file.streaming else file.content
        text = brought(hana, address, content)
        assert "Nothing would change" in text and "taken for nothing" not in text
        assert "What is left out" not in text


def test_rows_that_came_back_otherwise_and_others_change_nothing(house: House) -> None:
    made = Budgeted(house)
    address = reverse("budget-lines-table", args=[made.number])
    hana = visitor(house, "Hana")
    for rows in ("", "{}", "[]", "[[1]]", json.dumps([[1, [2]]])):
        assert hana.post(address, {"rows_read": rows, "key": "k"}).status_code == 422
    assert brought(hana, address, b"PK\x03\x04 not a workbook", 422)
    page(visitor(house, "Chia"), address, 403)
    assert Voted.objects.count() == 2
