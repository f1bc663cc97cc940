"""Roles of posts: proposed by one administrator, settled by another, taken the same way."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from bureau.core.actors import NOBODY, Role
from bureau.core.reasons import Refused
from bureau.institution.organisation.models import PostRole, RoleProposal
from bureau.institution.organisation.services import roles
from bureau.record.journal.models import Entry
from bureau.record.journal.services import Asked
from tests.actors import made_administrator
from tests.institution.house import NOW, TODAY, House
from tests.institution.organisation.conftest import SignIn

pytestmark = pytest.mark.django_db
BACK = {"back": "/settings/roles/"}


def propose(client: Client, **more: str) -> Any:
    said = {"post": "ADV", "role": "budget", "valid_from": "2024-06-10", "unit": "SGD"}
    return client.post("/settings/roles/", {"key": "k1", **said, **more})


def settle(client: Client, verdict: str = "confirmation") -> Any:
    proposal = RoleProposal.objects.get()
    address = f"/settings/roles/proposals/{proposal.pk}/{verdict}/"
    return client.post(address, {"key": "k2", **BACK}, follow=True)


def roles_page(client: Client) -> str:
    return client.get("/settings/roles/").content.decode()


def test_a_proposed_role_is_not_carried_yet(house: House, administrator: Client) -> None:
    assert propose(administrator).status_code == 302
    assert not house.actor("Adam").has(Role.BUDGET)


def test_who_proposed_cannot_confirm(house: House, administrator: Client) -> None:
    propose(administrator)
    page = administrator.get("/settings/roles/").content.decode()
    assert "Another administrator must confirm it." in page
    assert "two persons are needed" in settle(administrator).content.decode()
    assert not house.actor("Adam").has(Role.BUDGET)


def test_a_proposal_lapses_after_thirty_days(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = house.administrators
    said = {"post": house.posts["ADV"], "role": "budget", "valid_from": TODAY}
    proposal = roles.propose_role(first, **said)  # type: ignore[arg-type]
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=30, seconds=1))
    with pytest.raises(Refused, match="is_over"):
        roles.settle_role(second, proposal=proposal, is_confirmed=True)
    roles.settle_role(second, proposal=proposal, is_confirmed=False)


def test_another_administrator_confirms(
    house: House, administrator: Client, signed_in: SignIn
) -> None:
    propose(administrator)
    assert "It is confirmed." in settle(signed_in("Alan")).content.decode()
    (held,) = house.actor("Adam").roles
    assert held.role is Role.BUDGET and held.scope is not None
    assert held.scope.id == house.units["SGD"]


def test_a_proposal_that_is_refused_stays_so(
    house: House, administrator: Client, signed_in: SignIn
) -> None:
    propose(administrator)
    assert "Refuse proposal" in roles_page(signed_in("Alan"))
    assert "Withdraw proposal" in roles_page(administrator)
    refused = settle(signed_in("Alan"), "refusal").content.decode()
    assert "The proposal is closed. Nothing was changed." in refused
    again = settle(signed_in("Alan")).content.decode()
    assert "It is confirmed." not in again
    assert not PostRole.objects.filter(role="budget").exists()


def test_taking_a_role_needs_two_as_well(house: House) -> None:
    one, other = house.administrators
    held = PostRole.objects.get(post=house.posts["HR"])
    proposal = roles.propose_end_of_role(one, post_role=held.pk, on=TODAY)
    assert house.actor("Hana").has(Role.HUMAN_RESOURCES)
    with pytest.raises(Refused, match="two_persons_needed"):
        roles.settle_role(one, proposal=proposal, is_confirmed=True)
    roles.settle_role(other, proposal=proposal, is_confirmed=True)
    assert not house.actor("Hana").has(Role.HUMAN_RESOURCES)


def test_a_settled_proposal_cannot_be_settled_again(house: House) -> None:
    one, other = house.administrators
    proposal = roles.propose_role(one, post=house.posts["ADV"], role="budget", valid_from=TODAY)
    roles.settle_role(other, proposal=proposal, is_confirmed=True)
    with pytest.raises(Refused, match="already_settled"):
        roles.settle_role(other, proposal=proposal, is_confirmed=False)


def test_the_organisation_officer_gives_no_roles(house: House, officer: Client) -> None:
    assert propose(officer).status_code == 403
    with pytest.raises(Refused, match="administrator_only"):
        roles.propose_role(
            house.actor("Olga"), post=house.posts["ADV"], role="head", valid_from=TODAY
        )


def test_a_post_or_unit_that_is_not_there_is_named_in_the_form(administrator: Client) -> None:
    written = propose(administrator, post="NOBODY", unit="NOWHERE").content.decode()
    assert "No post has this number today." in written
    assert "No unit has this code today." in written


def test_each_attempt_to_be_both_persons_is_on_record_whatever_its_key(house: House) -> None:
    one, _ = house.administrators
    posts = [house.posts[code] for code in ("ADV", "DEP")]
    proposals = [roles.propose_role(one, post=p, role="budget", valid_from=TODAY) for p in posts]

    def try_alone(proposal: int) -> None:
        asked = Asked(one, "same-key-for-all")
        with pytest.raises(Refused, match="two_persons_needed"):
            roles.settle_role(asked, proposal=proposal, is_confirmed=True)

    for proposal in (*proposals, *proposals):
        try_alone(proposal)
    kept = Entry.objects.filter(act="journal.record_refusal")
    assert kept.count() == len(proposals)


def test_no_key_from_outside_is_one_of_those_of_refusals() -> None:
    assert Asked(NOBODY, "refused-0123").key != "refused-0123"


def test_nobody_confirms_a_role_of_their_own_post(house: House) -> None:
    one, two = house.administrators
    proposal = roles.propose_role(one, post=house.posts["ADV"], role="budget", valid_from=TODAY)
    adam = made_administrator(house.people["Adam"])
    with pytest.raises(Refused, match="two_persons_needed"):
        roles.settle_role(adam, proposal=proposal, is_confirmed=True)
    roles.settle_role(two, proposal=proposal, is_confirmed=True)
