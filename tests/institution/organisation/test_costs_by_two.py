"""A standard cost is set by two persons, since ceilings are measured with it."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from bureau.core.reasons import Refused
from bureau.institution.organisation.models import StandardCost, StandardCostProposal
from bureau.institution.organisation.services.costs import (
    propose_standard_cost,
    settle_standard_cost,
)
from bureau.institution.organisation.services.keeping import keep_standard_cost
from bureau.web.multilingual import text
from tests.institution.house import NOW, TODAY, House
from tests.institution.organisation.conftest import SignIn

pytestmark = [pytest.mark.django_db, pytest.mark.everywhere]
ADDRESS = "/settings/standard-costs/"


def proposed(house: House, by: str = "Olga", grade: str = "P.3") -> int:
    return propose_standard_cost(
        house.actor(by),
        organisation=house.organisation,
        grade=grade,
        place="GVA",
        amount_minor=100,
        currency="CHF",
        source=text(en="A table"),
        valid_from=TODAY,
    )


def test_an_officer_alone_sets_no_standard_cost(house: House) -> None:
    proposal = proposed(house)
    assert not StandardCost.objects.filter(grade="P.3").exists()
    with pytest.raises(Refused, match="two_persons_needed"):
        settle_standard_cost(house.actor("Olga"), proposal=proposal, is_confirmed=True)
    settle_standard_cost(house.actor("Otto"), proposal=proposal, is_confirmed=True)
    row = StandardCost.objects.get(grade="P.3")
    assert (row.amount_minor, row.set_by_id) == (100, house.people["Olga"])
    with pytest.raises(Refused, match="already_settled"):
        settle_standard_cost(house.actor("Otto"), proposal=proposal, is_confirmed=True)


def test_nor_ends_one_and_the_end_can_be_taken_back(house: House) -> None:
    row, olga, otto = (
        StandardCost.objects.get(grade="P.4"),
        house.actor("Olga"),
        house.actor("Otto"),
    )
    for ends in (date(2025, 1, 1), None):
        before = StandardCost.objects.get(pk=row.pk).valid_until
        keep_standard_cost(olga, cost=row.pk, source=row.source, valid_until=ends)
        assert StandardCost.objects.get(pk=row.pk).valid_until == before
        proposal = StandardCostProposal.objects.latest("pk").pk
        with pytest.raises(Refused, match="two_persons_needed"):
            settle_standard_cost(olga, proposal=proposal, is_confirmed=True)
        settle_standard_cost(otto, proposal=proposal, is_confirmed=True)
        kept = StandardCost.objects.get(pk=row.pk)
        assert kept.valid_until == ends and {olga.person, otto.person} <= kept.people()


def test_another_end_since_is_told(house: House) -> None:
    row, olga = StandardCost.objects.get(grade="P.4"), house.actor("Olga")
    for year in (2025, 2026):
        ends = date(year, 1, 1)
        keep_standard_cost(olga, cost=row.pk, source=row.source, valid_until=ends)
    first, second = StandardCostProposal.objects.order_by("pk").values_list("pk", flat=True)
    settle_standard_cost(house.actor("Otto"), proposal=second, is_confirmed=True)
    with pytest.raises(Refused, match="changed_since_proposed"):
        settle_standard_cost(house.actor("Otto"), proposal=first, is_confirmed=True)


def test_one_that_meets_another_is_refused_at_once_and_once_more(house: House) -> None:
    with pytest.raises(Refused, match="costs_overlap"):
        proposed(house, grade="P.4")
    first, second = proposed(house), proposed(house)
    settle_standard_cost(house.actor("Otto"), proposal=first, is_confirmed=True)
    with pytest.raises(Refused, match="costs_overlap"):
        settle_standard_cost(house.actor("Otto"), proposal=second, is_confirmed=True)
    settle_standard_cost(house.actor("Otto"), proposal=second, is_confirmed=False)


def test_a_proposal_lapses(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    proposal = proposed(house)
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=31))
    with pytest.raises(Refused, match="is_over"):
        settle_standard_cost(house.actor("Otto"), proposal=proposal, is_confirmed=True)


def test_the_page_proposes_and_a_second_officer_confirms(
    house: House, officer: Client, signed_in: SignIn
) -> None:
    said = {"grade": "D.1", "place": "GVA", "amount": "250000.50", "currency": "CHF"}
    row = StandardCost.objects.get(grade="D.1")
    said |= {"source_original": "en", "source_en": "Paper", "valid_from": "2025-01-01", "key": "a"}
    kept = {"source_original": "en", "source_en": "Paper", "last_day": "2024-12-31", "key": "b"}
    assert officer.post(f"{ADDRESS}{row.pk}/", kept).status_code == 302
    ends = StandardCostProposal.objects.get().pk
    assert "Another last day" in officer.get(ADDRESS).content.decode()
    signed_in("Otto").post(f"{ADDRESS}proposals/{ends}/confirmation/", {"key": "d"})
    assert officer.post(ADDRESS, said).status_code == 302
    assert "Another person must confirm it" in officer.get(ADDRESS).content.decode()
    proposal = StandardCostProposal.objects.latest("pk").pk
    address = f"{ADDRESS}proposals/{proposal}/confirmation/"
    signed_in("Otto").post(address, {"key": "c"})
    assert (
        StandardCost.objects.get(grade="D.1", valid_from=date(2025, 1, 1)).amount_minor
        == 25_000_050
    )
