"""Files taken in from the shell: staged, shown, written, taken back; tables as drafts."""

import json
from pathlib import Path
from typing import Any

import pytest
from pytest import CaptureFixture

from bureau.config.cli import main
from bureau.institution.governance.store import actions_of
from bureau.institution.imports.models import Import
from bureau.institution.organisation.models import Effect
from tests.institution.house import TODAY, House
from tests.institution.imports.departments import department
from tests.institution.organisation.reorganised import signed_in

pytestmark = pytest.mark.django_db
SAID = {"files", "rows", "organisations", "units", "posts", "blocks", "snapshots", "changes"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in department().items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def asked(capsys: CaptureFixture[str], *words: str) -> Any:
    assert main(["import", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def by_two(capsys: CaptureFixture[str], *words: str) -> int:
    """Proposed by the officer, confirmed by the operator; its number."""
    number: int = asked(capsys, *words)["import"]
    assert asked(capsys, "apply", str(number))["state"] == "applied"
    return number


def test_a_folder_is_shown_written_and_taken_back(
    house: House, folder: Path, capsys: CaptureFixture[str]
) -> None:
    before = Effect.objects.count()
    shown = asked(capsys, "organogram", str(folder), "--dry-run")
    assert SAID <= shown.keys() and shown["files"] == 5 and shown["errors"]
    assert {"file", "row", "column", "reason"} <= shown["errors"][0].keys()
    assert Effect.objects.count() == before
    written = asked(capsys, "apply", str(shown["import"]))
    assert written["changes"] == shown["changes"] == Effect.objects.count() - before
    again = asked(capsys, "organogram", str(folder))
    assert again["changes"] == asked(capsys, "undo", str(again["import"]))["changes"] == 0
    undone = asked(capsys, "undo", str(shown["import"]))
    assert (undone["state"], undone["changes"]) == ("undone", written["changes"])


def test_it_is_told_in_sentences_with_renames_to_settle(
    house: House, folder: Path, capsys: CaptureFixture[str]
) -> None:
    assert main(["import", "organogram", str(folder)]) == 0
    said = capsys.readouterr().out
    assert "may “Pilotage” be what “Pilots” was?" in said and "to be settled" in said
    found = asked(capsys, "organogram", str(folder), "--accept-renames")
    assert found["changes"] > 0 and found["renames"][0]["accepted"] is True


def test_what_cannot_be_is_one_clear_sentence(
    house: House, tmp_path: Path, capsys: CaptureFixture[str]
) -> None:
    assert main(["import", "organogram", str(tmp_path / "none.csv")]) == 2
    assert main(["import", "organogram", str(tmp_path)]) == 2
    assert main(["import", "undo", "99"]) == 2
    (tmp_path / "a.csv").write_text("a,b\n1,2\n")
    assert main(["import", "organogram", str(tmp_path)]) == 1
    told = capsys.readouterr().err
    assert "nothing to import" in told and "a.csv: Columns are missing" in told


def test_a_table_becomes_a_draft_of_the_officer(
    house: House, tmp_path: Path, capsys: CaptureFixture[str]
) -> None:
    signed_in(house, "Olga")
    table = tmp_path / "posts.csv"
    table.write_text("number;grade;unit\nADV;P.5;TSP\nDEP;;\n")
    words = ["--as", "posts", "--day", "2024-07-01", "--by", "olga", "--draft"]
    shown = asked(capsys, "table", str(table), *words, "--dry-run")
    assert [one["action"] for one in shown["changes"]] == ["move_post", "reclassify_post"]
    drafted = asked(capsys, "table", str(table), *words, "--reference", "T-1")
    assert len(actions_of(drafted["draft"])) == 2


def test_many_units_at_the_top_are_written_only_where_that_is_said(
    house: House, tmp_path: Path, capsys: CaptureFixture[str]
) -> None:
    signed_in(house, "Olga")
    table = tmp_path / "units.csv"
    table.write_text("code,name,kind,belongs to\nLAB,Laboratory,office,TSB\nAIR,Air,office,TSB\n")
    words = ["--as", "units", "--day", "2024-07-01", "--by", "olga"]
    shown = asked(capsys, "table", str(table), *words, "--dry-run")
    assert (shown["at_the_top"], shown["units"], shown["posts"]) == (2, 2, 0)
    (error,) = shown["errors"]
    assert (error["row"], error["column"], error["left_out"]) == (1, "belongs to", "column")
    assert main(["import", "table", str(table), *words]) == 1
    assert "2 units would stand under no other" in capsys.readouterr().err
    number = str(shown["import"])
    proposed = asked(capsys, "apply", number, "--as", "olga", "--meant")
    assert (proposed["state"], proposed["changes"]) == ("proposed", 2)
    assert main(["import", "apply", number, "--as", "olga"]) == 1
    assert "two persons are needed" in capsys.readouterr().err
    assert main(["import", "show", number, "--as", "olga"]) == 0
    assert f"bureau import apply {number} --as LOGIN" in capsys.readouterr().out
    assert asked(capsys, "apply", number)["state"] == "applied"


def test_a_table_for_which_no_day_is_said_holds_from_today(
    house: House, tmp_path: Path, capsys: CaptureFixture[str]
) -> None:
    signed_in(house, "Olga")
    table = tmp_path / "posts.csv"
    table.write_text("number,grade\nADV,P.5\n")
    shown = asked(capsys, "table", str(table), "--as", "posts", "--by", "olga", "--dry-run")
    assert Import.objects.get(pk=shown["import"]).day == TODAY


def test_why_a_table_cannot_be_read_names_its_file(
    house: House, tmp_path: Path, capsys: CaptureFixture[str]
) -> None:
    signed_in(house, "Olga")
    table = tmp_path / "locked.xlsx"
    table.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1" + "EncryptedPackage".encode("utf-16-le"))
    words = ["--as", "units", "--day", "2024-07-01", "--by", "olga"]
    assert main(["import", "table", str(table), *words]) == 1
    assert "locked.xlsx: The file is locked" in capsys.readouterr().err


def test_one_of_a_thing_is_told_as_one(
    house: House, tmp_path: Path, capsys: CaptureFixture[str]
) -> None:
    signed_in(house, "Olga")
    units = tmp_path / "units.csv"
    units.write_text("code,name,kind,parent\nLAB,Laboratory,office,TSB\n")
    words = ["--as", "units", "--day", "2024-07-01", "--by", "olga", "--dry-run"]
    assert main(["import", "table", str(units), *words]) == 0
    told = capsys.readouterr().out
    assert "staged: 1 file, 1 row.\n" in told
    assert "1 unit, 0 posts" in told and "on 1 day; 1 change to write." in told


def test_undoing_names_what_of_other_imports_goes_with_it(
    house: House, tmp_path: Path, capsys: CaptureFixture[str]
) -> None:
    signed_in(house, "Olga")
    words = ["--day", "2024-07-01", "--by", "olga"]
    units, posts = tmp_path / "units.csv", tmp_path / "posts.csv"
    units.write_text("code,name,kind,parent\nLAB,Laboratory,office,TSB\n")
    posts.write_text("number,title,grade,unit\nL1,Head,P.5,LAB\n")
    first = by_two(capsys, "table", str(units), "--as", "units", *words)
    second = by_two(capsys, "table", str(posts), "--as", "posts", *words)
    assert main(["import", "undo", str(first), "--as", "olga"]) == 0
    told = capsys.readouterr().out
    assert f"with it, of import {second}: 1 row of posts.csv" in told
    assert told.endswith(f"bureau import undo {first} --as LOGIN\n")
    assert main(["import", "undo", str(first)]) == 0
    assert capsys.readouterr().out.endswith("changes taken back.\n")


def test_nothing_is_told_of_an_undoing_that_is_refused(
    house: House, tmp_path: Path, capsys: CaptureFixture[str]
) -> None:
    signed_in(house, "Olga")
    signed_in(house, "Adam")
    words = ["--day", "2024-07-01", "--by", "olga"]
    units, posts = tmp_path / "units.csv", tmp_path / "posts.csv"
    units.write_text("code,name,kind,parent\nLAB,Laboratory,office,TSB\n")
    posts.write_text("number,title,grade,unit\nL1,Head,P.5,LAB\n")
    number = str(by_two(capsys, "table", str(units), "--as", "units", *words))
    by_two(capsys, "table", str(posts), "--as", "posts", *words)
    assert main(["import", "undo", number, "--as", "adam"]) == 1
    assert capsys.readouterr().out == ""
    assert asked(capsys, "show", number, "--as", "olga")["state"] == "applied"


def test_what_became_a_draft_is_shown_and_not_put_on_record(
    house: House, tmp_path: Path, capsys: CaptureFixture[str]
) -> None:
    signed_in(house, "Olga")
    table = tmp_path / "posts.csv"
    table.write_text("number;grade\nADV;P.5\n")
    words = ["--as", "posts", "--day", "2024-07-01", "--by", "olga", "--draft"]
    number = str(asked(capsys, "table", str(table), *words, "--reference", "T-1")["import"])
    assert asked(capsys, "show", number, "--as", "olga")["state"] == "applied"
    assert main(["import", "apply", number, "--as", "olga"]) == 1
    told = capsys.readouterr().err
    assert "The import has another state" in told and "--meant" not in told
