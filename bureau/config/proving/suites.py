"""Promises whose cases are tests of the suite: tables that a lawyer reads, models."""

import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

import bureau
from bureau.config.proving.promise import Outcome, Trial

ROOT = Path(bureau.__path__[0]).parent
CHECKOUT_NEEDED = "the cases are those of tests/: run this in a checkout"


def is_checkout() -> bool:
    return (ROOT / "tests" / "conftest.py").exists()


def tried_by_suite(trial: Trial, *paths: str, **more: str) -> Outcome:
    """Run these tests on the ground of the trial; every case of theirs is one of the promise."""
    if not is_checkout():
        return Outcome(0, told=CHECKOUT_NEEDED)
    settings = {"DJANGO_SETTINGS_MODULE": "bureau.config.settings"}
    with tempfile.NamedTemporaryFile(suffix=".xml") as report:
        words = [sys.executable, "-m", "pytest", *paths, f"--junitxml={report.name}"]
        ended = subprocess.run(
            words, cwd=ROOT, env=trial.ground.env | settings | more, capture_output=True, text=True
        )
        if ended.returncode not in (0, 1):
            return Outcome(0, [ended.stdout[-2000:] + ended.stderr[-2000:]])
        cases = list(ElementTree.parse(report.name).iter("testcase"))
    failed = [case for case in cases if {part.tag for part in case} & {"failure", "error"}]
    skipped = sum(case.find("skipped") is not None for case in cases)
    broken = [f"{case.get('classname')}: {case.get('name')}" for case in failed]
    return Outcome(len(cases) - skipped, broken, asked=len(cases))
