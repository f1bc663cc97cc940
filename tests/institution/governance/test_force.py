"""What is decided comes into force once, whole, as it was drafted, or not at all."""

import pytest

from bureau.core.changes.actions import from_json
from bureau.core.changes.pending import effects_hash
from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.institution.governance.models import EntryIntoForce, Submission
from bureau.institution.governance.services import steps
from bureau.institution.instruments.models import Instrument
from bureau.institution.organisation.models import Effect
from bureau.institution.organisation.store.effects import effects_in
from bureau.institution.procedures.models import ProcedureAct
from bureau.record.journal.models import Entry
from bureau.record.journal.queries import entries_about, record_number_now
from bureau.record.journal.services import Asked
from tests.institution.governance.engagement import (
    Engagement,
    approve,
    decide,
    determine,
    recommend,
    submit_renaming,
    submitted,
    take_note,
)
from tests.institution.house import FORCE, TODAY, House

pytestmark = pytest.mark.everywhere


def taken(case: Engagement, *acts) -> Engagement:  # type: ignore[no-untyped-def]
    for act in acts:
        act(case)
    return case


def test_both_hashes_of_an_entry_can_be_checked(house: House) -> None:
    case = taken(submitted(house), determine, recommend, approve)
    entry = EntryIntoForce.objects.get()
    written = effects_in(Effect.objects.filter(record=entry.record))
    assert entry.effects_hash == effects_hash(written)
    assert (
        entry.actions_hash == entry.act.hashes["actions"] == Submission.objects.get().actions_hash
    )
    assert [one.id for one in from_json(entry.submission.actions)] == [1, 2, 3, 4, 5, 6]
    assert case.case().route.decided() == {1, 2, 3, 4, 5}


def test_two_gates_in_one_set_are_two_entries(house: House) -> None:
    taken(submitted(house), determine, recommend, decide, approve)
    description, structure = EntryIntoForce.objects.order_by("record")
    assert (description.actions, structure.actions) == ([6], [1, 2, 3, 4, 5])
    assert description.instrument.kind == "decision"
    assert description.instrument.body_id == house.bodies["COUNCIL"]
    assert structure.instrument.kind == "approval"


def test_taking_note_puts_nothing_in_force(house: House) -> None:
    case = taken(submitted(house), determine, recommend, approve)
    before = record_number_now()
    take_note(case)
    assert record_number_now() == before


def test_approval_is_one_entry_that_names_what_it_touched(house: House) -> None:
    case = taken(submitted(house), determine, recommend)
    count = Entry.objects.count()
    approve(case)
    assert Entry.objects.count() == count + 1
    for subject in (Reference("unit", case.sed), Reference("post", house.posts["ADV"])):
        assert entries_about(subject)[0].act == "governance.approve"


def test_a_value_gone_meanwhile_is_a_conflict_and_nothing_is_written(house: House) -> None:
    case = taken(submitted(house), determine, recommend)
    taken(submit_renaming(house, "POL", "TSP"), determine, recommend, approve)
    before = (record_number_now(), Instrument.objects.count(), ProcedureAct.objects.count())
    with pytest.raises(Refused) as refused:
        approve(case)
    found = {reason.facts["finding"] for reason in refused.value.reasons}
    assert "expected_value_gone" in found
    assert (record_number_now(), Instrument.objects.count(), ProcedureAct.objects.count()) == before


def test_a_double_click_approves_once(house: House) -> None:
    case = taken(submitted(house), determine, recommend)
    asked = Asked(house.actor("Sana"), "key-1")
    step = case.step("approve")
    first, second = (
        steps.approve(asked, reorganisation=case.number, step=step, day=TODAY) for _ in range(2)
    )
    assert first == second
    assert EntryIntoForce.objects.count() == 1


def test_an_act_on_what_has_changed_since_is_refused(house: House) -> None:
    case = taken(submitted(house), determine)
    with pytest.raises(Refused, match="changed_since_seen"):
        steps.recommend(
            house.actor("Coco"),
            reorganisation=case.number,
            step=case.step("recommend"),
            day=TODAY,
            document="Minutes",
            seen="another hash",
        )


def test_what_a_body_decides_names_its_meeting_or_document(house: House) -> None:
    case = taken(submitted(house), determine)
    with pytest.raises(Refused, match="meeting_missing"):
        steps.recommend(
            house.actor("Coco"),
            reorganisation=case.number,
            step=case.step("recommend"),
            day=TODAY,
        )


def test_every_effect_leads_to_an_instrument_and_a_record(house: House) -> None:
    taken(submitted(house), determine, recommend, approve, take_note, decide)
    records = {entry.record: entry.instrument_id for entry in EntryIntoForce.objects.all()}
    later = Effect.objects.filter(record__gt=1)
    assert {(one.record, one.instrument_id) for one in later} == set(records.items())
    assert all(one.day == FORCE.toordinal() for one in later)
