"""The page of an instrument lists what was decided by the rules that rest on it."""

from django.urls import reverse

from bureau.institution.governance.models import EntryIntoForce
from tests.institution.governance.test_conflicts import adopt
from tests.institution.governance.visitors import page, visitor
from tests.institution.house import House


def test_what_a_rule_resting_on_it_put_in_force_is_listed_with_its_structure(house: House) -> None:
    reader, paper = visitor(house, "Olga"), reverse("instrument", args=[house.paper])
    assert "Decided under it" not in page(reader, paper)
    adopt(house, "OPX")
    entry = EntryIntoForce.objects.select_related("instrument").get()
    told = page(reader, paper).partition("Decided under it")[2]
    assert reverse("instrument", args=[entry.instrument_id]) in told
    assert reverse("unit", args=[house.units["OPD"]]) in told and "OPX" in told
    assert "Nothing of the structure rests on it" not in page(reader, paper)
    assert "Decided under it" not in page(reader, reverse("instrument", args=[entry.instrument_id]))
