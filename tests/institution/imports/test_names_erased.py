"""Who is erased is in no staged row, however it named them, and in no summary."""

import json
from contextlib import suppress

import pytest
from django.core.exceptions import ObjectDoesNotExist

from bureau.core.reasons import Refused
from bureau.institution.imports.models import KeptOutlook, StagedRow
from bureau.institution.imports.queries.outlook import outlook
from bureau.institution.imports.services import applying, tables
from bureau.institution.imports.services.outlooks import outlook_of
from bureau.institution.imports.services.proposing import propose_import
from bureau.institution.organisation.models import IncumbencyVersion
from bureau.record.accounts import services as accounts
from bureau.record.accounts.models import Person
from bureau.record.erasure.services import requests
from bureau.record.journal.queries import broken_links
from bureau.record.journal.queries.rows import edits_recorded, rows_differing
from tests.institution.house import TODAY, House
from tests.institution.imports.by_two import write_by_two

pytestmark = [pytest.mark.django_db, pytest.mark.everywhere]


def erase(house: House, person: int) -> None:
    first, second = house.administrators
    asked = requests.request_erasure(first, person=person, reason="asked for it")
    requests.settle_erasure(second, request=asked, is_confirmed=True)


@pytest.mark.parametrize(
    "cell",
    [
        "Елена Птицына",
        "Елена Птицына (Elena Ptitsyna)",
        "Dr Elena Ptitsyna",
        "PTITSYNA, Elena",
        "elena@example.org",
    ],
)
def test_a_row_that_was_not_written_names_nobody_erased(house: House, cell: str) -> None:
    person = accounts.create_person(
        house.administrator,
        name="Елена Птицына",
        transliteration="Elena Ptitsyna",
        email="elena@example.org",
    )
    headings = ("number", "holder", "share", "since", "remarks")
    table = [headings, ("SG", cell, "", "2024-05-01", f"was {cell}"), ("D1", "Stray", "", "", "")]
    number = tables.take_table(
        house.actor("Olga"),
        organisation=house.organisation,
        kind="holders",
        becomes="record",
        day=TODAY,
        name="h.csv",
        rows=list(enumerate(table, 1)),
    )
    outlook_of(number)
    before = rows_differing_of_imports()
    erase(house, person)
    rows = StagedRow.objects.order_by("row").values_list("reading", flat=True)
    said = [reading["cells"] for reading in rows]
    assert said[0][1] == f"#{person}" and said[1][1] == "Stray"
    assert "Ptitsyna" not in json.dumps(said) and "Птицына" not in str(said)
    assert not KeptOutlook.objects.exists()
    assert not before and not rows_differing_of_imports() and not list(broken_links())
    assert not list(edits_recorded())


def test_a_name_of_one_word_is_no_name_of_a_unit(house: House) -> None:
    person = accounts.create_person(house.administrator, name="Bureau")
    Person.objects.filter(pk=person).update(transliteration="\u200b")
    table = [("code", "name", "remarks", "more"), ("BUR", "Bureau", "Bureau", "")]
    tables.take_table(
        house.actor("Olga"),
        organisation=house.organisation,
        kind="units",
        becomes="record",
        day=TODAY,
        name="u.csv",
        rows=list(enumerate(table, 1)),
    )
    erase(house, person)
    assert StagedRow.objects.get().reading["cells"] == ["BUR", "Bureau", f"#{person}", ""]


def test_a_summary_of_another_table_goes_too(house: House) -> None:
    """It may name whom the table does not: who holds a post already."""
    rows = [("number", "holder", "share", "since"), ("SG", "Stray", "", "2024-05-01")]
    number = tables.take_table(
        house.actor("Olga"),
        organisation=house.organisation,
        kind="holders",
        becomes="record",
        day=TODAY,
        name="h.csv",
        rows=list(enumerate(rows, 1)),
    )
    outlook_of(number)
    assert KeptOutlook.objects.exists()
    erase(house, accounts.create_person(house.administrator, name="Elena"))
    assert not KeptOutlook.objects.exists()


def rows_differing_of_imports() -> list[str]:
    return [each for each in rows_differing() if each.startswith("imports_")]


def test_a_table_gives_an_erased_person_no_post(house: House) -> None:
    stray = house.people["Stray"]
    number = holders(house, ("D1", "Stray"))
    erase(house, stray)
    for one in (number, holders(house, ("D1", f"#{stray}"))):
        outlook_of(one)
        assert [each.reason.code for each in outlook(one).faults] == ["person_unknown"]
        propose_import(house.actor("Olga"), number=one)
        assert applying.apply_import(house.administrator, one) == 0
    assert not IncumbencyVersion.objects.filter(person=stray).exists()


def test_a_holder_of_a_table_who_is_erased_later_keeps_the_post(house: House) -> None:
    number, stray = holders(house, ("D1", "Stray")), house.people["Stray"]
    write_by_two(house, number)
    before = IncumbencyVersion.objects.filter(person=stray, recorded_until__isnull=True).count()
    erase(house, stray)
    write_by_two(house, holders(house, ("OPS", "Opal")))
    again = IncumbencyVersion.objects.filter(person=stray, recorded_until__isnull=True).count()
    assert before == again == 1


def test_nor_a_second_one(house: House) -> None:
    write_by_two(house, holders(house, ("D1", "Stray", "0.5")))
    erase(house, house.people["Stray"])
    number = holders(house, ("ADV", f"#{house.people['Stray']}", "0.5"))
    outlook_of(number)
    assert IncumbencyVersion.objects.filter(person=house.people["Stray"]).count() == 1
    with suppress(Refused, ObjectDoesNotExist):
        write_by_two(house, number)
    assert IncumbencyVersion.objects.filter(person=house.people["Stray"]).count() == 1


def holders(house: House, *rows: tuple[str, ...]) -> int:
    table = [("number", "holder", "share"), *((*row, "", "")[:3] for row in rows)]
    return tables.take_table(
        house.actor("Olga"),
        organisation=house.organisation,
        kind="holders",
        becomes="record",
        day=TODAY,
        name="h.csv",
        rows=list(enumerate(table, 1)),
    )
