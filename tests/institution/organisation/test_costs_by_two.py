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


def test_nor_lets_one_go_on_longer(house: House) -> None:
    row, olga = StandardCost.objects.get(grade="P.4"), house.actor("Olga")
    keep_standard_cost(olga, cost=row.pk, source=row.source, valid_until=TODAY)
    with pytest.raises(Refused, match="cost_goes_on"):
        keep_standard_cost(olga, cost=row.pk, source=row.source)


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
    assert officer.post(ADDRESS, said).status_code == 302
    assert "Another person must confirm it" in officer.get(ADDRESS).content.decode()
    proposal = StandardCostProposal.objects.get().pk
    address = f"{ADDRESS}proposals/{proposal}/confirmation/"
    signed_in("Otto").post(address, {"key": "c"})
    assert (
        StandardCost.objects.get(grade="D.1", valid_from=date(2025, 1, 1)).amount_minor
        == 25_000_050
    )
