"""A backup of an earlier version is restored, migrated and verified; each case is finished."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bureau.config.proving.grounds import Ground, new_ground, server_here
from tests.grounds import vendor

HERE = Path(__file__).parent
BACKUP, MADE = HERE / "2026-12-02.backup", HERE / "made.json"
KEY = "5ca1ab1e" * 8
"""The seed of the journal's key of the installation that was made to be backed up."""
FINISH = """
from bureau.config.cli import set_up
set_up()
import sys
from tests.earlier.cases import finish
finish(sys.argv[1])
"""


def python(ground: Ground, *words: str) -> subprocess.CompletedProcess[str]:
    """Run Python with the tests of this checkout in a ground."""
    return subprocess.run(
        [sys.executable, *words],
        cwd=HERE.parents[1],
        env=ground.env | {"BUREAU_JOURNAL_KEY": KEY},
        capture_output=True,
        text=True,
    )


@pytest.mark.thorough
def test_each_case_of_an_earlier_backup_is_taken_to_its_end() -> None:
    with new_ground(vendor(), server_here()) as ground:
        restored = ground.command("restore", str(BACKUP), BUREAU_JOURNAL_KEY=KEY)
        assert restored.returncode == 0, restored.stderr
        before = ground.command("verify", BUREAU_JOURNAL_KEY=KEY)
        assert before.returncode == 0, before.stdout
        done = python(ground, "-c", FINISH, str(MADE))
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout.splitlines()[-1]) == expected()
        after = ground.command("verify", BUREAU_JOURNAL_KEY=KEY)
        assert after.returncode == 0, after.stdout


def expected() -> dict[str, str]:
    """The end of each case: cases that were over before stay as they were."""
    cases = json.loads(MADE.read_text())["cases"]
    ends = {"reorganisation": "settled", "clearance": "cleared", "budget": "in_force"}
    over = {"rejected", "withdrawn"}
    return {
        f"{kind} {state}": state if state in over else ends[kind]
        for kind, states in cases.items()
        for state in states
    }
