"""Every case of the table holds: in the snapshot, in the findings and against the day grid."""

import pytest

from bureau.core.coordinates import Coordinates
from bureau.core.structure.columns import Columns
from bureau.core.structure.fold import unfolded, versions
from bureau.core.structure.snapshot import Snapshot
from tests.core.structure.answers import answer
from tests.core.structure.cases import Case, cases
from tests.core.structure.histories import disagreements

CASES = list(cases())
every_case = pytest.mark.parametrize("case", CASES, ids=str)


def test_the_table_holds_at_least_forty_cases_each_with_its_own_title() -> None:
    assert len({case.title for case in CASES}) == len(CASES) >= 40


@every_case
def test_the_structure_is_as_expected(case: Case) -> None:
    columns = Columns.from_versions(versions(case.effects))
    for point in case.expect:
        asked = dict(point)
        day, record = asked.pop("day").toordinal(), asked.pop("at")
        snapshot = Snapshot(columns, Coordinates(day, record))
        for what, expected in asked.items():
            assert answer(case, snapshot, what, expected) == expected, (what, point)


@every_case
def test_the_findings_are_as_expected(case: Case) -> None:
    for finding in case.findings or []:
        fact = case.labels[finding["fact"]]
        own = [effect for effect in case.effects if effect.subject == fact.subject]
        found = {(one.effect.id, one.fault.value) for one in unfolded(own, finding["at"])}
        assert (fact.id, finding["is"]) in found
    if case.findings == []:
        last = max(effect.record for effect in case.effects)
        for subject in {effect.subject for effect in case.effects}:
            own = [effect for effect in case.effects if effect.subject == subject]
            assert not unfolded(own, last), subject


@every_case
def test_there_are_as_many_rows_as_expected(case: Case) -> None:
    rows = versions(case.effects)
    for words, count in case.rows.items():
        subject = case.reference(words)
        assert len([row for row in rows if row.subject == subject]) == count


@pytest.mark.thorough
@every_case
def test_all_readings_agree_with_the_day_grid(case: Case) -> None:
    turns = {effect.day for effect in case.effects}
    days = sorted({day + step for day in turns for step in (-1, 0, 1)})
    assert list(disagreements(case.effects, days)) == []
