"""No table saves more rows than one act may, and says so before it looks at any of them."""

import importlib
import json
import pkgutil

import pytest

import bureau.institution
from bureau.core.reasons import Refused
from bureau.core.rows import ROWS_MOST
from bureau.institution.instruments.models import Body
from bureau.institution.instruments.services.tables import InstrumentRow, PartRow, register_table
from bureau.institution.organisation.forms.tables.lines import Cells, Kind, Line
from bureau.record.journal.models import Entry
from tests.institution.governance.visitors import visitor
from tests.institution.house import House
from tests.institution.organisation.tabled import flaws_of, upload

SAID = f"The table has 301 rows. At most {ROWS_MOST} are saved at once. Split it."


def kinds() -> dict[str, Kind]:
    """Every kind of table that forms read."""
    found: dict[str, Kind] = {}
    for module in pkgutil.walk_packages(bureau.institution.__path__, "bureau.institution."):
        if ".forms" in module.name:
            values = vars(importlib.import_module(module.name)).values()
            found |= {one.name: one for one in values if isinstance(one, Kind)}
    return found


def test_every_kind_of_table_says_so_before_it_looks_at_a_row() -> None:
    def find(said: Cells) -> None:
        pytest.fail(f"looked for {said}")

    found = kinds()
    assert {"bodies", "sessions", "seats", "agenda", "documents"} < found.keys()
    for kind in found.values():
        rows = [(number, ["said"] * len(kind.columns)) for number in range(2, ROWS_MOST + 3)]
        lines: list[Line[None]]
        lines, (flaw,) = kind.lines([(1, kind.columns), *rows], find)
        assert (lines, flaw.row, flaw.reason.code) == ([], 0, "rows_too_many"), kind.name


@pytest.mark.django_db
def test_a_page_says_how_many_rows_are_saved_and_offers_none(house: House) -> None:
    olga = visitor(house, "Olga")
    table = "code,name_en\n" + "".join(f"Y{number},Body\n" for number in range(ROWS_MOST + 1))
    shown = upload(olga, "/bodies/files/", table)
    assert flaws_of(shown) == {(0, "", "rows_too_many")}
    assert SAID in shown.content.decode() and not shown.context["found"]
    assert not Body.objects.filter(code="Y0").exists()


@pytest.mark.django_db
def test_rows_sent_back_without_a_file_are_counted_too(house: House) -> None:
    olga, entries = visitor(house, "Olga"), Entry.objects.count()
    rows = [[1, ["code", "name_en"]], *([n, [f"Y{n}", "Body"]] for n in range(2, ROWS_MOST + 3))]
    said = {"key": "k", "rows_read": json.dumps(rows)}
    assert SAID in olga.post("/bodies/files/", said).content.decode()
    assert Entry.objects.count() == entries


@pytest.mark.django_db
def test_parts_of_instruments_are_rows(house: House) -> None:
    parts = tuple(PartRow((str(number),), "says") for number in range(ROWS_MOST + 1))
    row = InstrumentRow(kind="decision", title="Long", parts=parts)
    by, own = house.actor("Olga"), house.organisation
    with pytest.raises(Refused, match="rows_too_many"):
        register_table(by, organisation=own, language="en", rows=[row])
