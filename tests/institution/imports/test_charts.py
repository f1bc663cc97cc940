"""The chart of each department on each day is what its files say, minus what is told by row."""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from random import Random

import pytest

from bureau.core.actors import Actor
from bureau.documents.halves import read_half
from bureau.institution.imports.models import Department
from bureau.institution.imports.queries.outlook import outlook
from bureau.institution.imports.services.applying import apply_import
from bureau.institution.imports.services.staging import stage
from bureau.institution.imports.texts.reasons import sentence
from bureau.institution.organisation.queries import verification
from tests import actors
from tests.documents.other_habits import pair
from tests.institution.imports.departments import department
from tests.institution.imports.oracle import chart_in_the_house, charts_of, hundredths, low

REAL = "shared/data/organograms"
SHARED = next(
    (found for above in Path(__file__).parents if (found := above / REAL).exists()), Path(REAL)
)
pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator() -> Actor:
    return actors.administrator()


def take_in(by: Actor, files: Mapping[str, bytes], names: Iterable[str]) -> int:
    number = stage(by, [read_half(name, files[name]) for name in names])
    apply_import(by, number)
    return number


def compare(files: Mapping[str, bytes], numbers: Iterable[int]) -> int:
    faults = [fault for number in numbers for fault in outlook(number).faults]
    charts = charts_of(files, faults)
    for (name, day), expected in charts.items():
        found = chart_in_the_house(name, day)
        assert found.units == expected.units, (name, day)
        assert found.posts == expected.posts, (name, day)
        assert +found.blocks == +expected.blocks, (name, day)
    return len(charts)


def test_all_at_once(administrator: Actor) -> None:
    files = department()
    assert compare(files, [take_in(administrator, files, files)]) == 3


@pytest.mark.parametrize("turned", [False, True])
def test_one_after_another_in_either_order(administrator: Actor, turned: bool) -> None:
    files = department()
    names = sorted(files, reverse=turned)
    assert compare(files, [take_in(administrator, files, [name]) for name in names]) == 3
    assert list(verification.differing()) == []


@pytest.mark.parametrize("seed", range(6))
def test_departments_never_seen_with_habits_of_their_own(administrator: Actor, seed: int) -> None:
    _, day, (posts, counts) = pair(Random(seed))
    files = {file.name: file.content for file in (counts, posts)}
    number = take_in(administrator, files, files)
    assert [fault for fault in outlook(number).faults if fault.left in ("row", "file")] == []
    (key,) = Department.objects.values_list("key", flat=True)
    found = chart_in_the_house(key, day)
    shares = Counter(row["reference"] for row in posts.rows)
    assert found.posts == {
        low(row["reference"]): (
            *(low(row[name]) for name in ("unit", "title", "grade")),
            100 if shares[row["reference"]] > 1 else hundredths(row["fte"].replace(",", ".")),
            low(row["superior"]).replace("xx", ""),
        )
        for row in posts.rows
    }
    assert sum(found.blocks.values()) == sum(
        hundredths(row["fte"].replace(",", ".")) for row in counts.rows
    )


@pytest.mark.exhaustive
@pytest.mark.anywhere
@pytest.mark.skipif(not SHARED.exists(), reason="the real files are not beside the checkout")
@pytest.mark.parametrize("turned", [False, True])
def test_real_files_the_earliest_or_the_latest_first(administrator: Actor, turned: bool) -> None:
    files = {path.name: path.read_bytes() for path in SHARED.glob("*.csv")}
    early = [name for name in files if "2011-03" in name]
    late = [name for name in files if "2011-03" not in name]
    parts = [late, early] if turned else [early, late]
    numbers = [take_in(administrator, files, names) for names in parts]
    assert compare(files, numbers) >= 30
    assert all(sentence(fault.reason) for number in numbers for fault in outlook(number).faults)
    again = stage(administrator, [read_half(name, files[name]) for name in files])
    assert apply_import(administrator, again) == 0
