"""What Bureau exports it imports again, equal: each kind of table, into an empty home."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone, translation

from bureau.config.cli import main
from bureau.core.actors import Actor, Grant
from bureau.core.imports.tables import columns_known
from bureau.documents.apart import read_table_apart
from bureau.documents.halves import read_half
from bureau.documents.sheets import read_sheet
from bureau.institution.imports.models import Department, Import, StagedRow
from bureau.institution.imports.queries.outlook import outlook
from bureau.institution.imports.services.applying import apply_import
from bureau.institution.imports.services.staging import stage
from bureau.institution.imports.services.tables import take_table
from bureau.institution.organisation.models import Organisation, StandardCost
from bureau.institution.organisation.queries import verification
from bureau.institution.organisation.queries.actors import actor_of
from bureau.institution.organisation.queries.asked import side_of
from bureau.institution.organisation.queries.files import chart_file
from bureau.institution.organisation.queries.structure import roots_of
from bureau.institution.organisation.services import reference
from bureau.record.accounts import services as accounts
from bureau.record.accounts.models import Person, User
from bureau.record.journal.queries import record_number_now
from bureau.record.journal.services.founding import found_installation
from bureau.web.multilingual import text
from tests.institution.house import GRADES, NOW, OPENED, POSTS, TODAY, House, build_house
from tests.institution.imports.again import every_table, what_follows, wrong_in
from tests.institution.imports.departments import junior, senior

DAY = OPENED.isoformat()

type Files = Mapping[str, bytes]


@pytest.fixture
def exported(db: None, monkeypatch: pytest.MonkeyPatch) -> Files:
    """The files of a house that is gone when they are read; made once."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    if not _made:
        with transaction.atomic():
            house = build_house()
            found_installation(house.administrator, demonstration=False)
            tell_lines(house)
            _made.update(files_of(house.administrator, officer(house)))
            transaction.set_rollback(True)
    return _made


_made: dict[str, bytes] = {}


def tell_lines(house: House) -> None:
    """Two posts report to others than the heads above them."""
    rows = [["number", "superior", "functional_superior"], ["ADV", "DEP", "OPS"], ["HR", "COCO"]]
    number = take_table(
        house.administrator,
        organisation=house.organisation,
        kind="posts",
        becomes="record",
        day=OPENED,
        name="lines.csv",
        rows=list(enumerate(rows, 1)),
    )
    assert apply_import(house.administrator, number) == 3
    assert outlook(number).faults == ()


def officer(house: House) -> Client:
    person = house.people["Olga"]
    accounts.create_user(house.administrator, person=person, login="olga", password=None)
    client = Client()
    client.force_login(User.objects.get(person=person))
    return client


def files_of(by: Actor, client: Client) -> Files:
    def page(address: str) -> bytes:
        answer: Any = client.get(address)
        return b"".join(answer.streaming_content)

    organisation = Organisation.objects.get()
    side = side_of(by, TODAY.toordinal(), record_number_now(), None)
    assert side
    (root,) = roots_of(side.snapshot(), organisation.pk)
    unit = side.snapshot().unit(root)
    assert unit
    with translation.override("fr"):  # headings for readers stand below those for programs
        book = chart_file(by, organisation, side, unit, "xlsx")
    return {
        "units.xlsx": book,
        "units.csv": chart_file(by, organisation, side, unit, "csv"),
        "posts.csv": page("/posts/?format=csv"),
        "costs.csv": page("/settings/standard-costs/?format=csv"),
    }


@pytest.fixture
def empty_home(exported: Files) -> Client:
    """An administrator, an organisation that has the grades and places, and its people."""
    ada = accounts.create_person(Actor(person=None), name="Ada")
    by = Actor(person=ada, name="Ada", grants=frozenset({Grant.ADMINISTRATOR}))
    accounts.grant_directly(
        Actor(person=None),
        person=ada,
        grant="administrator",
        valid_from=OPENED,
        valid_until=TODAY.replace(year=2030),
    )
    accounts.create_user(by, person=ada, login="ada", password=None)
    organisation = reference.create_organisation(
        by, code="INST", name=text(en="Institute"), currency="CHF"
    )
    for order, code in enumerate(GRADES):
        facts: dict[str, Any] = {"grade_class": code[0], "order": order, "valid_from": OPENED}
        reference.add_grade(by, organisation=organisation, code=code, **facts)
    reference.add_place(
        by, organisation=organisation, code="GVA", name=text(en="Geneva"), valid_from=OPENED
    )
    for *_, holder in POSTS.values():
        if holder:
            accounts.create_person(by, name=holder)
    found_installation(by, demonstration=False)
    client = Client()
    client.force_login(User.objects.get(person=ada))
    return client


def take_in(folder: Path, exported: Files, **kinds: str) -> None:
    for kind, name in kinds.items():
        file = folder / name
        file.write_bytes(exported[name])
        said = ["--as", kind, "--day", DAY, "--organisation", "INST", "--by", "ada"]
        assert main(["import", "table", str(file), *said]) == 0


def rows(kind: str, content: bytes) -> list[list[str]]:
    """Without the coordinates, which say when and where it was read, and the numbers of rows."""
    (_, heading), *body = read_sheet(content, lambda cells: columns_known(kind, cells))
    kept = [place for place, name in enumerate(heading) if name not in NOT_COMPARED]
    return sorted([cells[place] for place in kept if place < len(cells)] for _, cells in body)


NOT_COMPARED = ("valid", "recorded", "plan", "post", "row")


def test_a_workbook_gives_units_posts_and_holders_as_they_were(
    exported: Files, empty_home: Client, tmp_path: Path
) -> None:
    book = "units.xlsx"
    take_in(tmp_path, exported, holders=book, posts=book, units=book)
    again = files_of(Actor(person=1, grants=frozenset({Grant.ADMINISTRATOR})), empty_home)
    for kind in ("units", "posts", "holders"):
        assert len(rows(kind, exported[book])) > 5
        assert rows(kind, again[book]) == rows(kind, exported[book])
    assert rows("posts", again["posts.csv"]) == rows("posts", exported["posts.csv"])
    assert ["DEP", "OPS"] in [row[-2:] for row in rows("posts", again["posts.csv"])]
    assert list(verification.differing()) == []
    staged = StagedRow.objects.filter(file__taken_in__kind="holders")
    assert {row.reading["cells"][2][0] for row in staged} == {"#"}  # no names are left in them


def test_tables_of_pages_do_as_well_and_costs_are_taken_back(
    exported: Files, empty_home: Client, tmp_path: Path
) -> None:
    take_in(tmp_path, exported, posts="posts.csv", units="units.csv", costs="costs.csv")
    again = files_of(Actor(person=1, grants=frozenset({Grant.ADMINISTRATOR})), empty_home)
    own = [row[:7] for row in rows("units", again["units.csv"])]  # then: who heads it, and counts
    assert own == [row[:7] for row in rows("units", exported["units.csv"])]
    assert StandardCost.objects.count() == len(GRADES)
    assert rows("costs", again["costs.csv"]) == rows("costs", exported["costs.csv"])
    number = Import.objects.get(kind="costs").pk
    assert main(["import", "undo", str(number), "--as", "ada"]) == 0
    assert not StandardCost.objects.exists()


@pytest.mark.parametrize("later", [0, 30])
def test_what_came_with_few_columns_goes_out_and_comes_again_without_a_change(
    empty_home: Client, tmp_path: Path, later: int
) -> None:
    few = {
        "units": "code,name,kind,parent\nINST,Institute,organisation,\nB,Board,office,INST\n"
        "C,Counsel,office,INST\nA,Archive,office,B\n",
        "posts": "number,title,grade,unit\n" + "".join(f"N{n},Clerk,P.4,A\n" for n in range(5)),
        "holders": "number,holder\nN1,Hana\nN2,Olga\nN3,Dina\nN4,Ada\n",
        "costs": "grade,place,amount,currency\n"
        + "".join(f"{grade},GVA,100,CHF\n" for grade in list(GRADES)[:4]),
    }
    files = {f"{kind}.csv": content.encode() for kind, content in few.items()}
    take_in(tmp_path, files, **{kind: f"{kind}.csv" for kind in few})
    by = actor_of(Person.objects.get(name="Ada"), TODAY)
    organisation = Organisation.objects.get()
    day = OPENED + timedelta(days=later)
    tables = every_table(by, organisation.pk, day, empty_home)
    assert wrong_in(what_follows(by, organisation.pk, day, tables)) == []


def test_what_is_given_out_comes_again_without_a_change_in_any_order_also_of_what_was_decided(
    house: House, tmp_path: Path
) -> None:
    """Each table stands once it was taken in, though it says nothing new."""
    found_installation(house.administrator, demonstration=False)
    tell_lines(house)
    tables = every_table(house.administrator, house.organisation, TODAY, officer(house))
    for kind, form, content in reversed(list(tables)):
        number = take_table(
            house.administrator,
            organisation=house.organisation,
            kind=kind,
            becomes="record",
            day=TODAY,
            name=f"{kind}.{form}",
            rows=read_table_apart(kind, content),
        )
        assert apply_import(house.administrator, number) == 0, (kind, form)
        assert outlook(number).faults == (), (kind, form)
    assert list(verification.differing()) == []


def test_a_department_of_files_comes_again_as_tables(house: House) -> None:
    """Units without a kind, posts of more than full time, two units of one name, blocks."""
    posts = [("1", "Head", "Office", "XX", "1"), ("2", "Chief", "Docks", "1", "3")]
    one, two = senior(posts), senior([("3", "Chief", "Docks", "1", "1")], "Dock Agency")
    content = one + two.split(b"\r\n", 1)[1]
    by, day = house.administrator, date(2011, 3, 31)
    counts = [("Docks", "2", "Porter II", "Porter", "12.25"), ("Office", "9", "", "Aide", "400")]
    read = [
        read_half("harbour_office-2011-03-31-senior.csv", content),
        read_half("harbour_office-2011-03-31-junior.csv", junior(counts)),
    ]
    apply_import(by, stage(by, read))
    found_installation(by, demonstration=False)
    imported = Department.objects.get(of_tables=False).organisation_id or 0
    side = side_of(by, day.toordinal(), record_number_now(), None)
    assert side
    (root,) = roots_of(side.snapshot(), imported)
    unit = side.snapshot().unit(root)
    assert unit
    book = chart_file(by, Organisation.objects.get(pk=imported), side, unit, "xlsx")
    tables = [(kind, "xlsx", book) for kind in ("posts", "units", "blocks")]
    for name, (_, changes, faults) in what_follows(by, imported, day, iter(tables)).items():
        assert (changes, faults) == (0, []), name
