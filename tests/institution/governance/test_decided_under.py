"""The page of an instrument lists what was decided by the rules that rest on it."""

import pytest
from django.urls import reverse

from bureau.institution.governance.models import EntryIntoForce
from bureau.institution.organisation.views.instruments import page as view
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


def test_what_was_decided_under_it_is_told_page_by_page_the_newest_first(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, paper = visitor(house, "Olga"), reverse("instrument", args=[house.paper])
    for code, unit in (("OPX", "OPD"), ("TSX", "TSP")):
        adopt(house, code, unit)
    first, second = EntryIntoForce.objects.order_by("pk").values_list("instrument", flat=True)
    monkeypatch.setattr(view, "UNDER_A_PAGE", 1)
    for query, shown, other in (("", second, first), (f"?page=after-{second}", first, second)):
        told = page(reader, paper + query).partition("Decided under it")[2]
        assert reverse("instrument", args=[shown]) in told and "of 2" in told
        assert reverse("instrument", args=[other]) not in told
    assert reader.get(paper + "?page=after-0").status_code == 404
