"""Several organisations at the shell: a word that names several of them is asked again."""

import json
from pathlib import Path
from typing import Any

import pytest
from pytest import CaptureFixture

from bureau.config.cli import main
from bureau.core.actors import NOBODY
from bureau.institution.governance.services import drafts
from bureau.institution.organisation.queries.files import CHART_FORMATS
from bureau.record.journal.services.founding import found_installation
from bureau.web.multilingual import text
from tests.institution.house import House
from tests.institution.neighbour import CODE, GRADE, NAME, Neighbour, build_neighbour
from tests.institution.organisation.reorganised import signed_in

DAY = "2024-06-10"
UNITS = (
    "TSB is the code of several units: TSB (Standards Bureau) of INST (Institute); "
    "TSB (Neighbouring Bureau) of NGB (Neighbour). Choose one with --organisation CODE.\n"
)
ORGANISATIONS = (
    "There are several organisations: INST (Institute), NGB (Neighbour). "
    "Choose one with --organisation CODE.\n"
)
CHART = ("chart", "--unit", "TSB", "--as-of", DAY)
COMPARE = ("compare", "--unit", "TSB", "--from", DAY, "--to", DAY)


@pytest.fixture
def founded(house: House) -> House:
    found_installation(NOBODY, demonstration=False)
    signed_in(house, "Olga")
    return house


@pytest.fixture
def neighbour(founded: House) -> Neighbour:
    return build_neighbour(founded)


@pytest.mark.parametrize(
    ("words", "candidates"),
    [
        (CHART, UNITS),
        (COMPARE, UNITS),
        (("write", "staffing-table", "TSB", "-o", "-"), UNITS),
        (("write", "chart-poster", "TSB", "-o", "-"), UNITS),
        (("write", "delegation-report", "2024", "-o", "-"), ORGANISATIONS),
        (("delegations", "--year", "2024"), ORGANISATIONS),
    ],
)
def test_what_several_have_is_refused_with_a_list_of_them(
    neighbour: Neighbour,
    capsys: CaptureFixture[str],
    words: tuple[str, ...],
    candidates: str,
) -> None:
    assert main(words) == 2
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", candidates)


@pytest.mark.parametrize("code", ["INST", CODE, CODE.lower()])
def test_one_is_chosen_by_its_organisation(
    neighbour: Neighbour, capsys: CaptureFixture[str], code: str
) -> None:
    assert main([*CHART, "--organisation", code]) == 0
    assert json.loads(capsys.readouterr().out)["organisation"] == code.upper()
    assert main([*COMPARE, "--json", "--organisation", code]) == 0
    assert json.loads(capsys.readouterr().out)["organisation"] == code.upper()


def test_a_code_of_one_organisation_brings_its_own(
    neighbour: Neighbour, capsys: CaptureFixture[str]
) -> None:
    assert main(["chart", "--unit", "SGD", "--as-of", DAY, "--as", "olga"]) == 0
    assert json.loads(capsys.readouterr().out)["organisation"] == "INST"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((*CHART, "--organisation", "NGX"), "There is no organisation NGX that you may see. Near"),
        ((*COMPARE, "--organisation", "X"), "There is no organisation X that you may see."),
        (("delegations", "--year", "2024", "--organisation", "X"), "There is no organisation X"),
        (
            ("chart", "--unit", "SGD", "--as-of", DAY, "--organisation", CODE),
            f"No unit SGD stands on {DAY}.\n",
        ),
    ],
)
def test_an_organisation_that_is_not_there_is_said_so(
    neighbour: Neighbour, capsys: CaptureFixture[str], words: tuple[str, ...], sentence: str
) -> None:
    assert main(words) == 2
    assert capsys.readouterr().err.startswith(sentence)


def test_one_whose_chart_may_not_be_seen_is_no_candidate(
    founded: House, capsys: CaptureFixture[str]
) -> None:
    build_neighbour(founded, is_public=False)
    assert main([*CHART, "--as", "olga"]) == 0
    assert json.loads(capsys.readouterr().out)["organisation"] == "INST"
    assert main([*CHART, "--as", "olga", "--organisation", CODE]) == 2
    assert NAME not in str(capsys.readouterr())


@pytest.mark.parametrize("form", CHART_FORMATS)
def test_every_format_of_a_chart_is_of_its_own_organisation(
    neighbour: Neighbour, tmp_path: Path, form: str
) -> None:
    file = tmp_path / f"chart.{form}"
    words = ("--organisation", CODE, "--format", form, "-o", str(file), "--as", "olga")
    assert main([*CHART, *words]) == 0
    said = told_in(file.read_bytes(), form)
    assert "Neighbour" in said and "Institute" not in said and GRADE in said


def test_a_case_that_several_have_is_refused_with_a_list_of_them(
    house: House, neighbour: Neighbour, capsys: CaptureFixture[str]
) -> None:
    mine, theirs = twins(house, neighbour)
    for words in (("claims", "TWIN"), ("write", "council-paper", "TWIN", "-o", "-")):
        assert main([*words, "--as", "olga"]) == 2
        assert capsys.readouterr().err == (
            f"TWIN names several cases: TWIN, number {mine}, of INST (Institute); "
            f"TWIN, number {theirs}, of NGB (Neighbour). Choose one with --organisation CODE.\n"
        )
    assert main(["claims", "TWIN", "--as", "olga", "--organisation", CODE, "--json"]) == 0
    assert main(["claims", str(theirs), "--as", "olga"]) == 0


def test_a_plan_that_several_have_is_refused_with_a_list_of_them(
    house: House, neighbour: Neighbour, capsys: CaptureFixture[str]
) -> None:
    mine, theirs = twins(house, neighbour)
    asked = [*CHART, "--organisation", "INST", "--as", "olga"]
    assert main([*asked, "--plan", "TWIN"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("TWIN names several plans: ")
    assert f"reorganisation:{mine}" in said and f"reorganisation:{theirs}" in said
    assert main([*asked, "--plan", f"reorganisation:{mine}"]) == 0


def test_a_table_goes_into_the_organisation_that_is_named(
    house: House, neighbour: Neighbour, tmp_path: Path, capsys: CaptureFixture[str]
) -> None:
    table = tmp_path / "units.csv"
    table.write_text("code,name,kind,under\nNEW,New,department,TSB\n")
    words = ["import", "table", str(table), "--as", "units", "--dry-run", "--json"]
    assert main(words) == 2
    assert capsys.readouterr().err == ORGANISATIONS
    assert main([*words, "--organisation", CODE]) == 0
    assert json.loads(capsys.readouterr().out)["units"] == 1


def twins(house: House, neighbour: Neighbour) -> tuple[int, int]:
    """A draft of each organisation under the same reference, both seen by Olga."""
    said: dict[str, Any] = {"reference": "TWIN", "title": text(en="A twin")}
    own = (house.actor("Olga"), house.organisation)
    mine, theirs = (
        drafts.start_reorganisation(by, organisation=of, **said)
        for by, of in (own, (neighbour.officer, neighbour.organisation))
    )
    drafts.name_reader(neighbour.officer, reorganisation=theirs, person=house.people["Olga"])
    return mine, theirs


def told_in(content: bytes, form: str) -> str:
    """All that a file says, as text."""
    if form != "xlsx":
        return content.decode()
    from io import BytesIO
    from zipfile import ZipFile

    with ZipFile(BytesIO(content)) as book:
        return "".join(book.read(name).decode() for name in book.namelist())
