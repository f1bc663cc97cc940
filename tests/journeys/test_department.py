"""A department is imported, a rename settled, two hundred changes drafted by spreadsheet and put
forward; the auditor takes the evidence and checks it outside. Must show 6 of what this part is for.
"""

import csv
import subprocess
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from bureau.config.proving.grounds import Stage
from tests.grounds import template
from tests.journeys.conftest import ON_SQLITE_ALONE
from tests.journeys.site import Site, serving
from tests.journeys.visitor import SECONDS_OF_WORK, Visitor

pytestmark = [pytest.mark.journey, pytest.mark.exhaustive, ON_SQLITE_ALONE]
ADMINISTRATOR, OFFICER, AUDITOR = "Tevita Fifita", "Samira Haddad", "Marit Tamm"
DAY = date.today().isoformat()  # noqa: DTZ011
SENIOR = (
    "Post Unique Reference,Name,Grade (or equivalent),Job Title,Parent Department,Organisation,"
    "Unit,Reports to Senior Post,FTE"
).split(",")
JUNIOR = (
    "Parent Department,Organisation,Unit,Reporting Senior Post,Grade,Generic Job Title,"
    "Number of Posts in FTE"
).split(",")
NAME = "Ferry Office"


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """Imports are written by a worker."""
    with serving(template(Stage.EXAMPLE), with_worker=True) as started:
        yield started


def test_from_files_of_a_department_to_evidence_checked_outside(
    visitor: Visitor, tmp_path: Path
) -> None:
    import_department(visitor, tmp_path)
    draft_by_spreadsheet(visitor, tmp_path)
    take_evidence(visitor, tmp_path)


def written(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    with path.open("w", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def pair(folder: Path, day: str, unit: str) -> list[Path]:
    seniors = [["1", "N/D", "S2", "Head", "Ministry", NAME, "Head office", "XX", "1"]]
    seniors += [
        [str(n), "N/D", "S1", f"Chief {n}", "Ministry", NAME, unit, "1", "1"] for n in range(2, 7)
    ]
    juniors = [["Ministry", NAME, unit, "2", f"Grade {n}", "Clerk", "3.5"] for n in range(4)]
    return [
        written(folder / f"ferry_office-{day}-senior.csv", [SENIOR, *seniors]),
        written(folder / f"ferry_office-{day}-junior.csv", [JUNIOR, *juniors]),
    ]


def import_department(visitor: Visitor, folder: Path) -> None:
    """One unit has another name on the second day: it is proposed as one, and settled so."""
    files = [*pair(folder, "2020-03-31", "Crossings"), *pair(folder, "2021-03-31", "Routes")]
    visitor.become(ADMINISTRATOR)
    visitor.go("/settings/imports/")
    visitor.page.locator("main [name=csv_files]").set_input_files(files)
    visitor.press("Read and show")
    visitor.sees("Crossings", "to be settled")
    visitor.page.get_by_role("button", name="One unit").click()
    visitor.sees("It is one unit under a new name.")
    visitor.press("Write it")
    visitor.sees("on record", "Take it back", seconds=SECONDS_OF_WORK)


def draft_by_spreadsheet(visitor: Visitor, folder: Path) -> None:
    """The officer's: one row names a unit that stands nowhere, which is told."""
    rows = [("number", "title", "grade", "unit")]
    rows += [(f"MASS/{n:03}", f"Analyst {n}", "P.3", "OPD") for n in range(1, 201)]
    table = written(folder / "changes.csv", [*rows, ("MASS/999", "Astray", "P.3", "NOWHERE")])
    visitor.become(OFFICER)
    visitor.go("/settings/imports/tables/new/")
    visitor.page.locator("main [name=table]").set_input_files(table)
    visitor.fill(kind="Posts", becomes="Changes to draft", day=DAY)
    visitor.press("Read and show")
    visitor.sees("200 changes", "NOWHERE")
    visitor.fill(reference="MASS-1", title="Two hundred analysts")
    visitor.press("Draft these changes")
    visitor.sees("200, in this order", "50 of 200 on this page", "Good to know", "more like this")
    visitor.follow("Submit version 1")
    visitor.page.get_by_role("dialog").get_by_role("button", name="Submit version 1").click()
    visitor.sees("The draft is submitted and frozen.")


def take_evidence(visitor: Visitor, folder: Path) -> None:
    """With plain Python and nothing of Bureau: -I and -S leave out every package there is."""
    route = visitor.path()
    visitor.become(AUDITOR)
    visitor.go(route)
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("link", name="Take the evidence").click()
    pack, alone = folder / "evidence.zip", folder / "verifier.py"
    download.value.save_as(pack)
    with zipfile.ZipFile(pack) as parts:
        alone.write_bytes(parts.read("verifier.py"))
    command = ["/usr/bin/env", "python3", "-I", "-S", alone, pack]
    ended = subprocess.run(command, cwd=folder, env={"PATH": "/usr/bin:/bin"}, capture_output=True)
    assert ended.returncode == 0, ended.stdout.decode()
