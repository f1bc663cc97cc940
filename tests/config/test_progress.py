"""Long work in the shell says how far it is, and how to go on where somebody interrupts it."""

import io
from pathlib import Path

import pytest
from pytest import CaptureFixture, MonkeyPatch

from bureau.config.cli import main
from bureau.config.importing import DOING
from bureau.config.progress import EVERY_SECONDS, Progress
from bureau.institution.imports.models import Import, State
from bureau.institution.imports.services import applying, staging
from bureau.institution.imports.services.pace import Doing
from tests.institution.house import House
from tests.institution.imports.departments import department


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_log_gets_a_line_in_ten_seconds_and_one_at_each_beginning_and_end() -> None:
    out, now = io.StringIO(), [0.0]
    tell = Progress({"a": "Rows read", "b": "Written"}, out, lambda: now[0])
    for done in range(0, 2001, 100):
        tell("a", done, 2000)
        now[0] += EVERY_SECONDS / 10
    tell("b", 0, 0)
    tell.end()
    said = out.getvalue().splitlines()
    assert said == [
        *("Rows read: 0 of 2,000", "Rows read: 1,000 of 2,000", "Rows read: 2,000 of 2,000"),
        "Written",
    ]


def test_on_a_terminal_it_is_one_line_that_is_taken_away_at_the_end() -> None:
    out, now = Terminal(), [0.0]
    tell = Progress({"a": "Written"}, out, lambda: now[0])
    tell("a", 10, 1000)
    tell("a", 11, 1000)
    now[0] += 1
    tell("a", 500, 1000)
    tell.end()
    assert out.getvalue().split("\r")[1:3] == ["Written: 10 of 1,000", "Written: 500 of 1,000"]
    assert "\n" not in out.getvalue() and out.getvalue().endswith("\r")


def test_everything_that_is_told_has_words() -> None:
    assert {*Doing} <= DOING.keys()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in department().items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


@pytest.mark.django_db
def test_the_import_says_on_stderr_how_far_it_is(
    house: House, folder: Path, capsys: CaptureFixture[str]
) -> None:
    assert main(["import", "organogram", str(folder), "--json"]) == 0
    told = capsys.readouterr().err.splitlines()
    total = Import.objects.get().total
    begun = [line.partition(":")[0] for line in told]
    assert [word for word in DOING.values() if word in begun] == [
        *("Reading the files", "Rows read", "Comparing the files with the record", "Written"),
        "Computing the summary",
    ]
    assert f"Written: 0 of {total}" in told


@pytest.mark.django_db
def test_an_import_that_is_interrupted_says_how_to_go_on_and_goes_on(
    house: House, folder: Path, capsys: CaptureFixture[str], monkeypatch: MonkeyPatch
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    def said(*words: str) -> str:
        assert main(["import", *words]) == 130
        return capsys.readouterr().err.splitlines()[-1]

    with monkeypatch.context() as patched:
        patched.setattr(staging, "stage_file", interrupt)
        told = said("organogram", str(folder))
        assert told == "Interrupted. Nothing is written. Run the same command again."
        patched.undo()
        patched.setattr(applying, "begin_applying", interrupt)
        told = said("organogram", str(folder))
        number = Import.objects.get(state=State.STAGED).pk
        assert told.endswith(f"Write them: bureau import apply {number}")
        patched.undo()
        patched.setattr(applying, "write_things", interrupt)
        told = said("apply", str(number))
        assert f"Go on: bureau import apply {number}. Take back" in told
        assert told.endswith(f"bureau import undo {number}") and "Written: 0 of " in told
    assert Import.objects.get(pk=number).state == State.APPLYING
    assert main(["import", "apply", str(number)]) == 0
    assert Import.objects.get(pk=number).state == State.APPLIED
    monkeypatch.setattr(applying, "take_back", interrupt)
    assert said("undo", str(number)).endswith(f"Go on: bureau import undo {number}")
