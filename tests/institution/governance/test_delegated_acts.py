"""What a delegate may do: the acts that were given by name, up to the amount, and told when not."""

import pytest
from django.urls import reverse

from bureau.core.procedures.kinds import ActKind
from bureau.core.reasons import Refused
from bureau.institution.governance.services import steps
from bureau.institution.organisation.services.standing_in import delegate_post
from tests.institution.governance.engagement import Engagement
from tests.institution.governance.test_delegated import P4, lay_down, new_post
from tests.institution.governance.visitors import case_address, page, visitor
from tests.institution.house import FORCE, TODAY, House


@pytest.fixture
def case(house: House) -> Engagement:
    """A post that the Secretary-General alone establishes, by approving it."""
    lay_down(house, cap=2 * P4)
    return new_post(house, "A1")


def delegate(house: House, **reach: object) -> None:
    delegate_post(
        house.actor("Sana"),
        post=house.posts["SG"],
        person=house.people["Opal"],
        capacity="delegate",
        valid_from=TODAY,
        valid_until=FORCE,
        **reach,  # type: ignore[arg-type]
    )


def reject(case: Engagement, by: str = "Opal") -> int:
    return steps.reject(
        case.house.actor(by),
        reorganisation=case.number,
        step=case.step("approve"),
        day=TODAY,
        note="Not now",
    )


def act_address(case: Engagement, act: ActKind) -> str:
    query = {"step": case.step("approve"), "act": str(act)}
    return reverse("reorganisation-act-new", args=[case.number], query=query)


def test_who_was_given_approving_is_neither_offered_rejecting_nor_may(case: Engagement) -> None:
    delegate(case.house, acts=["approve"])
    route = page(visitor(case.house, "Opal"), case_address("route/"))
    assert "act=approve" in route
    assert not any(f"act={act}" in route for act in ("reject", "defer", "refer_back"))
    with pytest.raises(Refused) as refused:
        reject(case)
    (reason,) = refused.value.reasons
    assert (reason.code, reason.facts["because"]) == ("may_not_act", ["not_delegated"])


def test_who_was_given_rejecting_sees_the_case_and_rejects(case: Engagement) -> None:
    delegate(case.house, acts=["reject"])
    route = page(visitor(case.house, "Opal"), case_address("route/"))
    assert "act=reject" in route and "act=approve" not in route
    reject(case)


def test_what_was_not_given_is_told_where_its_form_is_asked_for(case: Engagement) -> None:
    delegate(case.house, acts=["approve"])
    told = "You may not act on this step: this act was not among those you were given."
    assert told in page(visitor(case.house, "Opal"), act_address(case, ActKind.REJECT))


def test_above_the_ceiling_a_delegate_is_told_so(case: Engagement) -> None:
    delegate(case.house, ceiling_minor=P4 - 1, currency="CHF")
    address = act_address(case, ActKind.APPROVE)
    assert "You may not act on this step:" in page(visitor(case.house, "Opal"), address)
    page(visitor(case.house, "Hana"), address, 404)


def test_whoever_holds_the_post_still_sees_what_a_delegate_rejected(case: Engagement) -> None:
    delegate(case.house)
    reject(case)
    assert "rejected" in page(visitor(case.house, "Sana"), case_address("route/"))
