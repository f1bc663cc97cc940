"""The auditor takes the evidence of a decision, and checks it outside and in the browser."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from bureau.documents.packs import packed
from tests.journeys.conftest import ON_SQLITE_ALONE
from tests.journeys.sweeping import faults_of
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.journey, pytest.mark.exhaustive, ON_SQLITE_ALONE]


def checked_in_the_browser(visitor: Visitor, file: Path) -> str:
    visitor.go("/journal/verifier/")
    visitor.page.locator("#v-file").set_input_files(file)
    verdict = visitor.page.locator("#verdict .note:not(:has-text('Checking'))")
    verdict.wait_for()
    return verdict.inner_text()


def test_the_evidence_of_a_decision_is_checked_outside(visitor: Visitor, tmp_path: Path) -> None:
    visitor.become("Marit Tamm")
    visitor.go("/reorganisations/1/route/")
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("link", name="Take the evidence").click()
    pack, alone = tmp_path / "evidence.zip", tmp_path / "verifier.py"
    download.value.save_as(pack)
    with zipfile.ZipFile(pack) as parts:
        files = {name: parts.read(name) for name in parts.namelist()}
    alone.write_bytes(files["verifier.py"])
    command = [sys.executable, "-I", "-S", alone, pack]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stdout
    assert checked_in_the_browser(visitor, pack).startswith("Sound")
    bent = files | {"acts.json": files["acts.json"].replace(b"2024", b"2023", 1)}
    pack.write_bytes(packed(bent))
    said = checked_in_the_browser(visitor, pack)
    assert said.startswith("NOT SOUND") and "acts.json is not what was signed" in said


def test_the_journal_is_read_filtered_and_checked(visitor: Visitor, tmp_path: Path) -> None:
    visitor.become("Marit Tamm")
    visitor.go("/journal/")
    assert faults_of(visitor) == ()
    visitor.fill(act="Submit a reorganisation")
    visitor.press("Filter")
    visitor.page.locator("tbody th a").first.click()
    visitor.sees("as it was written", "Rights of who acted, on that day")
    assert faults_of(visitor) == ()
    visitor.go("/journal/")
    with visitor.page.expect_download() as download:
        visitor.follow("JSON")
    export = tmp_path / "journal.jsonl"
    download.value.save_as(export)
    assert checked_in_the_browser(visitor, export).startswith("Sound")
    export.write_text("line\n" * 900)
    said = checked_in_the_browser(visitor, export)
    assert "cannot be read as an export" in said and "Line 2" not in said
    assert faults_of(visitor) == ()
