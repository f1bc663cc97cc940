"""Every promise, small: the numbers people are promised are run by `./run prove`."""

import re
from pathlib import Path

import pytest
from django.db import connection

from bureau.config.proving.promise import promises
from bureau.config.proving.trials import try_out
from tests.grounds import template

ANYWHERE = {
    # kept or broken by what pages, programs and services do: no kill, no race, no copy of the files
    *("api", "confidential", "every_act", "four_eyes", "hardened"),
    *("imports", "instrument", "own_organisation", "plan_secret", "procedure"),
}
NAMES = [
    pytest.param(name, marks=[pytest.mark.anywhere] if name in ANYWHERE else [])
    for name in promises()
]
pytestmark = pytest.mark.thorough
DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("name", NAMES)
def test_a_promise_is_kept(name: str) -> None:
    promise = promises()[name]
    if promise.quick is None:
        pytest.skip(f"the cases of {name} are tests of their own")
    if connection.vendor not in promise.vendors:
        pytest.skip(f"{name} is not tried on {connection.vendor}")
    outcome = try_out(promise, template(promise.stage), promise.quick, seed=1)
    assert outcome.broken == [] and outcome.number >= promise.quick


def test_every_promise_is_told_in_the_documents() -> None:
    told = re.findall(r"^\| `(\w+)` \|", (DOCS / "promises.md").read_text(), re.MULTILINE)
    assert told == list(promises())
