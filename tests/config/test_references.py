"""What was deleted as usual is no broken reference; what never was there is one."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bureau.config.references import leading_nowhere
from bureau.desk.programmes.services import initiatives, parts
from bureau.institution.governance.services.conventions import set_deadline_convention
from bureau.institution.organisation.models import StandardCost
from bureau.institution.organisation.services import keeping, standing_in
from bureau.record.journal.models import Entry, Subject
from bureau.record.nouns.services.undoing import undo_entry
from bureau.web.multilingual import text
from tests.desk.programmes.things import begun
from tests.institution.house import TODAY, House

pytestmark = pytest.mark.django_db
SOON = TODAY + timedelta(days=5)
LATER = TODAY + timedelta(days=9)


def delete_initiative(house: House) -> None:
    initiatives.delete_initiative(house.actor("Chia"), initiative=begun(house))


def delete_parts(house: House) -> None:
    by, number = house.actor("Chia"), begun(house)
    pillar = parts.add_pillar(by, initiative=number, code="P", name=text(en="Platform"))
    parts.delete_pillar(by, pillar=pillar)
    edition = parts.add_edition(by, initiative=number, year=2024)
    parts.delete_edition(by, edition=edition)


def undo_adding(house: House) -> None:
    begun(house)
    undo_entry(house.actor("Chia"), entry=Entry.objects.latest("sequence").pk)


def take_back_delegation(house: House) -> None:
    by = house.actor("Sana")
    number = standing_in.delegate_post(
        by,
        post=by.post or 0,
        person=house.people["Dina"],
        capacity="delegate",
        valid_from=SOON,
        valid_until=LATER,
    )
    standing_in.take_back_delegation(by, delegation=number)


def end_absence(house: House) -> None:
    by = house.actor("Sana")
    number = standing_in.record_absence(
        by,
        post=by.post or 0,
        person=by.person or 0,
        stand_in=house.people["Dina"],
        valid_from=SOON,
        valid_until=LATER,
    )
    standing_in.end_absence(by, absence=number)


def set_convention_anew(house: House) -> None:
    for stand_in_after in (3, 4):
        set_deadline_convention(
            house.administrator,
            organisation=house.organisation,
            zone="Europe/Zurich",
            valid_from=SOON,
            source=text(en="Rules"),
            stand_in_after=stand_in_after,
        )


def withdraw_cost(house: House) -> None:
    number = StandardCost.objects.latest("pk").pk
    keeping.withdraw_standard_cost(house.administrator, cost=number)


DELETIONS: list[Callable[[House], None]] = [
    delete_initiative,
    delete_parts,
    undo_adding,
    take_back_delegation,
    end_absence,
    set_convention_anew,
    withdraw_cost,
]


@pytest.mark.parametrize("delete", DELETIONS)
def test_a_deleted_row_breaks_no_reference(house: House, delete: Callable[[House], None]) -> None:
    delete(house)
    assert list(leading_nowhere()) == []


@pytest.mark.parametrize("kind", ["initiative", "delegation", "standard_cost"])
def test_an_entry_about_what_never_was_leads_nowhere(house: House, kind: str) -> None:
    delete_initiative(house)
    Subject.objects.create(entry=Entry.objects.latest("sequence"), kind=kind, number=999_999)
    named = f"journal.Subject.number: {kind}:999999 is not there"
    assert list(leading_nowhere()) == [named]
