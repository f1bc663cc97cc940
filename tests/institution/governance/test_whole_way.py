"""A reorganisation from draft to force."""

from bureau.core.coordinates import Coordinates
from bureau.core.structure.snapshot import Snapshot
from bureau.institution.governance.queries.reorganisations import entries_into_force
from bureau.institution.organisation.queries.structure import snapshot
from bureau.record.journal.queries import broken_links, record_number_now
from tests.institution.governance.engagement import (
    DAY,
    approve,
    decide,
    determine,
    draft_engagement,
    recommend,
    submit,
    take_note,
)
from tests.institution.house import House


def on(day: int) -> Snapshot:
    return snapshot(Coordinates(day, record_number_now()))


def codes(seen: Snapshot) -> set[str]:
    return {unit.code for unit in seen.units()}


def test_a_reorganisation_goes_from_draft_to_force(house: House) -> None:
    case = draft_engagement(house)
    submit(case)
    determine(case)
    recommend(case)
    assert record_number_now() == 1
    approve(case)
    assert codes(on(DAY)) == {"INST", "GS", "TSB", "SPD", "SED", "OPD"}
    assert on(DAY).adoption_of(house.posts["D1"]) is None
    take_note(case)
    decide(case)
    assert on(DAY).adoption_of(house.posts["D1"]) is not None
    assert codes(on(DAY - 1)) == {"INST", "GS", "TSB", "TSP", "SGD", "OPD"}
    assert [entry.record for entry in entries_into_force(case.number)] == [2, 3]
    assert broken_links() == []
