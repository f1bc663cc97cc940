"""The report on uses of delegations, and the ceilings under settings."""

import json
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from bureau.config.cli import main
from bureau.core.reasons import Refused
from bureau.institution.governance.models import Ceiling, CeilingProposal
from bureau.institution.governance.services import ceilings
from bureau.institution.governance.texts.delegated import amount_in_words
from bureau.institution.governance.texts.reasons import sentence
from bureau.web.formats import number_in_words
from bureau.web.multilingual import text
from tests.institution.governance.engagement import approve
from tests.institution.governance.test_delegated import P4, delegate, lay_down, new_post
from tests.institution.governance.visitors import visitor
from tests.institution.house import NOW, House
from tests.institution.organisation.reorganised import signed_in


def test_the_report_shows_each_use_with_the_sum_so_far(house: House) -> None:
    lay_down(house, cap=3 * P4)
    for number in ("A1", "A2"):
        approve(new_post(house, number))
    client = visitor(house, "Chia")
    page = client.get("/delegations/?year=2024").content.decode()
    assert "A1" in page and amount_in_words(2 * P4, "CHF") in page
    said = json.loads(client.get("/delegations/?year=2024&format=json").content)
    (told,) = said["delegations"]
    assert [one["so_far"] for one in told["uses"]] == [P4, 2 * P4] and told["left"] == P4
    lines = b"".join(client.get("/delegations/?year=2024&format=csv")).decode().splitlines()  # type: ignore[arg-type]
    assert len(lines) == 4 and "establish" in lines[2].lower()


def test_a_use_without_a_ceiling_is_shown_with_what_the_delegation_rests_on(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    delegate(house)
    approve(new_post(house, "A1"))
    signed_in(house, "Chia")
    client = visitor(house, "Chia")
    page = client.get("/delegations/?year=2024").content.decode()
    assert "No ceiling is on record for the days" in page and "A1" in page
    assert f'href="/instruments/{house.paper}/"' in page
    assert page.count(">JSON<") == 1
    (told,) = json.loads(client.get("/delegations/?year=2024&format=json").content)["delegations"]
    assert (told["ceiling"], told["left"], len(told["uses"])) == (None, None, 1)
    assert main(["delegations", "--year", "2024", "--as", "Chia"]) == 0
    said = capsys.readouterr().out
    assert "no ceiling on record" in said and "A1" in said and "left" not in said


def test_a_year_without_a_ceiling_says_so(house: House) -> None:
    lay_down(house, cap=0)
    assert (
        "No delegation had a ceiling"
        in visitor(house, "Chia").get("/delegations/?year=2030").content.decode()
    )
    assert visitor(house, "Chia").get("/delegations/?year=x").status_code == 404


def settle(client: Client, verdict: str = "confirmation") -> str:
    """The newest proposal, from the list; what the list then says."""
    proposal = CeilingProposal.objects.order_by("-pk")[0].pk
    address = f"/settings/ceilings/proposals/{proposal}/{verdict}/"
    said = {"key": f"{verdict}-{proposal}", "back": "/settings/ceilings/"}
    return client.post(address, said, follow=True).content.decode()


def test_a_ceiling_is_set_and_moved_by_two_persons(house: House) -> None:
    client, other = visitor(house, "Olga"), visitor(house, "Otto")
    form = {
        **{"rule": "personnel", "basis_amount": "1000000", "currency": "CHF", "share": "0.1"},
        **{"counts": "increases", "basis_original": "en", "basis_en": "Credits", "key": "one"},
        **{"valid_from": "2024-01-01", "last_day": "2025-12-31"},
    }
    assert client.post("/settings/ceilings/", form).status_code == 302
    assert not Ceiling.objects.exists()
    assert "two persons are needed" in settle(client)
    assert not Ceiling.objects.exists()
    shown = other.get("/settings/ceilings/").content.decode()
    assert "to be set" in shown and "Proposed by" in shown
    assert "It is confirmed." in settle(other)
    row = Ceiling.objects.get()
    assert row.pool is not None and row.pool.cap == 100_000
    assert row.valid_until == date(2026, 1, 1)
    shown = client.get("/settings/ceilings/").content.decode()
    assert f'<td data-l="Of">{number_in_words(1_000_000)}</td>' in shown
    moved = {**form, "basis_amount": "2000000", "key": "two"}
    assert client.post(f"/settings/ceilings/{row.pk}/", moved).status_code == 302
    row.pool.refresh_from_db()
    assert row.pool.cap == 100_000
    settle(other)
    row.pool.refresh_from_db()
    assert row.pool.cap == 200_000


def test_a_proposal_is_turned_down_by_who_made_it_and_settled_once(house: House) -> None:
    ceiling = lay_down(house, cap=3 * P4)
    olga, otto = house.actor("Olga"), house.actor("Otto")
    said = {"ceiling": ceiling, "basis_minor": P4, "basis": text(en="Less")}
    proposal = ceilings.propose_basis(olga, **said)
    with pytest.raises(Refused, match="two_persons_needed"):
        ceilings.settle_ceiling(olga, proposal=proposal, is_confirmed=True)
    ceilings.settle_ceiling(olga, proposal=proposal, is_confirmed=False)
    with pytest.raises(Refused, match="already_settled"):
        ceilings.settle_ceiling(otto, proposal=proposal, is_confirmed=True)
    assert Ceiling.objects.get().basis_minor == 3 * P4


def test_an_older_proposal_undoes_no_newer_amount(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor is one confirmed that lapsed."""
    ceiling, olga, otto = lay_down(house, cap=3 * P4), house.actor("Olga"), house.actor("Otto")
    older, newer = (
        ceilings.propose_basis(olga, ceiling=ceiling, basis_minor=share * P4, basis=text(en="C"))
        for share in (9, 2)
    )
    ceilings.settle_ceiling(otto, proposal=newer, is_confirmed=True)
    with pytest.raises(Refused, match="changed_since_proposed"):
        ceilings.settle_ceiling(otto, proposal=older, is_confirmed=True)
    assert Ceiling.objects.get().basis_minor == 2 * P4
    late = ceilings.propose_basis(olga, ceiling=ceiling, basis_minor=P4, basis=text(en="C"))
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=31))
    with pytest.raises(Refused, match="is_over"):
        ceilings.settle_ceiling(otto, proposal=late, is_confirmed=True)


def test_who_has_a_case_that_it_would_limit_does_not_confirm_it(house: House) -> None:
    ceiling = lay_down(house, cap=P4)
    said = {"ceiling": ceiling, "basis_minor": 3 * P4, "basis": text(en="More")}
    proposal = ceilings.propose_basis(house.actor("Otto"), **said)
    new_post(house, "A1")
    with pytest.raises(Refused, match="ceiling_of_own_case"):
        ceilings.settle_ceiling(house.actor("Olga"), proposal=proposal, is_confirmed=True)
    ceilings.settle_ceiling(house.administrator, proposal=proposal, is_confirmed=True)
    assert Ceiling.objects.get().basis_minor == 3 * P4


def test_what_passes_the_ceiling_is_said_in_words(house: House) -> None:
    lay_down(house, cap=2 * P4 - 1)
    first, second = new_post(house, "A1"), new_post(house, "A2")
    approve(first)
    with pytest.raises(Refused) as refused:
        approve(second)
    (said,) = [sentence(reason) for reason in refused.value.reasons]
    asked, left = amount_in_words(P4, "CHF"), amount_in_words(P4 - 1, "CHF")
    assert asked in said and left in said and "pass the ceiling" in said
