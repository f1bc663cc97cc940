"""Charts and comparisons from the shell: as a person, with one clear sentence where it fails."""

import json
from pathlib import Path
from typing import Any

import pytest
from pytest import CaptureFixture
from pytest_django.fixtures import Settings

from bureau.config.cli import main
from bureau.institution.organisation.queries.files import FORMATS
from tests.institution.house import House
from tests.institution.organisation.reorganised import HERE, signed_in, sketch

DAYS = ("--from", "2024-01-15", "--to", "2025-01-15")


def chart(*words: str) -> int:
    return main(["chart", "--as-of", "2025-01-15", *words])


def compared(capsys: CaptureFixture[str], *words: str) -> Any:
    assert main(["compare", "--unit", "TSB", *DAYS, "--json", *words]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_chart_of_any_day(reorganised: House, capsys: CaptureFixture[str]) -> None:
    for day, codes in (("2024-01-15", "TSB TSP SGD OPD"), ("2025-01-15", "TSB SPD OPD SED")):
        assert main(["chart", "--unit", "TSB", "--as-of", day]) == 0
        shown = json.loads(capsys.readouterr().out)
        assert [unit["code"] for unit in shown["units"]] == codes.split()


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_written_to_a_file(reorganised: House, tmp_path: Path, form: str) -> None:
    file = tmp_path / f"chart.{form}"
    assert chart("--unit", "TSB", "--format", form, "-o", str(file)) == 0
    assert file.stat().st_size > 200


def test_a_comparison_tells_what_happened(reorganised: House, capsys: CaptureFixture[str]) -> None:
    told = compared(capsys)
    assert {
        "change": "merged",
        "kind": "unit",
        "subject": "SGD",
        "before": "SGD",
        "after": "SPD",
    } in told["changes"]
    assert {row["subject"] for row in told["carried"]} == {"CHIEF", "ADV"}


def test_a_comparison_in_sentences(reorganised: House, capsys: CaptureFixture[str]) -> None:
    assert main(["compare", "--unit", "TSB", *DAYS]) == 0
    said = capsys.readouterr().out.splitlines()
    assert "SGD, Study Groups, is merged into SPD." in said and "Carried along:" in said


def test_what_was_known_before_tells_nothing_of_it(
    reorganised: House, capsys: CaptureFixture[str]
) -> None:
    assert compared(capsys, "--recorded", "1")["changes"] == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--unit", "TSQ"), "No unit TSQ stands on 2025-01-15. Near it: TSB."),
        (("--unit", "SGD"), "No unit SGD stands on 2025-01-15. It is now SPD."),
        (("--unit", "TSB", "--recorded", "soon"), "soon is not a day; write it as 2024-07-01."),
        (
            ("--unit", "TSB", "--recorded", "99"),
            "Nothing has the record number 99 yet: the newest is 2.",
        ),
        (
            ("--unit", "TSB", "--recorded", "2024-01-01"),
            "Bureau knows nothing recorded before 2024-06-10: it began then. What it knows of"
            " earlier days was recorded on that day or later.",
        ),
        (
            ("--unit", "TSB", "--plan", "TSB-1"),
            "There is no plan TSB-1 that you may see. Asked as the operator; --as LOGIN asks as"
            " somebody else.",
        ),
        (("--unit", "TSB", "--as", "nobody"), "Nobody signs in as nobody."),
    ],
)
def test_what_is_asked_wrongly_is_said_in_one_sentence(
    reorganised: House, capsys: CaptureFixture[str], words: tuple[str, ...], sentence: str
) -> None:
    assert chart(*words) == 2
    printed = capsys.readouterr()
    assert printed.out == "" and printed.err == f"{sentence}\n"


def test_a_file_that_cannot_be_written_is_not_done(
    reorganised: House, capsys: CaptureFixture[str]
) -> None:
    assert chart("--unit", "TSB", "-o", "/no/such/folder/chart.json") == 1
    assert "could not be written" in capsys.readouterr().err


def test_the_shell_sees_what_its_person_may_see(
    house: House, settings: Settings, capsys: CaptureFixture[str]
) -> None:
    settings.BUREAU_WIRING = f"{HERE}.KINDS"
    sketch(house)
    signed_in(house, "Olga")
    signed_in(house, "Stray")
    words = ("compare", "--unit", "TSB", *DAYS, "--plan", "TSB-1", "--as")
    assert main([*words, "Olga"]) == 0 and "SED" in capsys.readouterr().out
    assert main([*words, "Stray"]) == 2 and "SED" not in str(capsys.readouterr())
