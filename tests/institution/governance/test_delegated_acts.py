"""What a delegate may do: the acts that were given by name, up to the amount, and told when not."""

import pytest
from django.urls import reverse

from bureau.core.changes.actions import ActionKind
from bureau.core.procedures.kinds import ActKind, Amended, Gate, WhoKind
from bureau.core.procedures.rules import StepTemplate, Who
from bureau.core.reasons import Refused
from bureau.institution.governance.services import amending, steps
from bureau.institution.organisation.services.standing_in import delegate_post
from bureau.institution.procedures.services.rules import put_rule_in_force
from bureau.institution.procedures.store import Terms
from bureau.web.multilingual import text
from tests.institution.governance.deciding import lay_down as lay_down_decision_rule
from tests.institution.governance.deciding import seat_committee
from tests.institution.governance.engagement import (
    DAY,
    Engagement,
    determine,
    draft_engagement,
    submit_renaming,
)
from tests.institution.governance.test_clearance import rule_of_clearance
from tests.institution.governance.test_delegated import P4, POSTS, UP_TO_P5, lay_down, new_post
from tests.institution.governance.visitors import case_address, page, send, visitor
from tests.institution.house import FORCE, TODAY, House


@pytest.fixture
def case(house: House) -> Engagement:
    """A post that the Secretary-General alone establishes, by approving it."""
    lay_down(house, cap=2 * P4)
    return new_post(house, "A1")


def delegate(house: House, giver: str = "Sana", post: str = "SG", **reach: object) -> None:
    delegate_post(
        house.actor(giver),
        post=house.posts[post],
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


def test_it_waits_for_who_was_given_rejecting_alone(case: Engagement) -> None:
    delegate(case.house, acts=["reject"])
    text = page(visitor(case.house, "Opal"), "/")
    assert "It waits for you." in text and "It waits for your approval." not in text
    assert "It waits for your approval." in page(visitor(case.house, "Sana"), "/")


def test_who_was_given_rejecting_for_a_body_puts_that_to_the_vote(house: House) -> None:
    seat_committee(house)
    lay_down_decision_rule(house)
    on_route = submit_renaming(house, "OPS2")
    determine(on_route)
    new = f"{case_address('ballots/new/')}?step={on_route.step('recommend')}"
    delegate(house, "Coco", "COCO", acts=["reject"])
    assert "Open a ballot" in page(visitor(house, "Opal"), case_address("route/"))
    form = page(visitor(house, "Opal"), new)
    assert 'value="reject"' in form and 'value="recommend"' not in form


def test_who_was_given_deferring_alone_puts_nothing_to_the_vote(house: House) -> None:
    seat_committee(house)
    lay_down_decision_rule(house)
    on_route = submit_renaming(house, "OPS2")
    determine(on_route)
    delegate(house, "Coco", "COCO", acts=["defer"])
    route = page(visitor(house, "Opal"), case_address("route/"))
    assert "act=defer" in route and "Open a ballot" not in route
    new = f"{case_address('ballots/new/')}?step={on_route.step('recommend')}"
    page(visitor(house, "Opal"), new, 404)


def test_who_was_given_returning_a_draft_is_not_offered_to_clear_it(house: House) -> None:
    rule_of_clearance(house)
    draft = draft_engagement(house)
    address = f"/reorganisations/{draft.number}/clearance/"
    send(visitor(house, "Olga"), address)
    delegate(house, "Dede", "DEP", acts=["refer_back"])
    opal = visitor(house, "Opal")
    assert "You may return a draft to its author." in page(opal, "/")
    form = page(opal, f"{address}acts/new/")
    assert "Return it to its author" in form and 'value="clears"' not in form


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


@pytest.fixture
def amendable(house: House) -> Engagement:
    """The same, where the Secretary-General may also approve the set as amended."""
    office = Who(WhoKind.OFFICE, (house.offices["SG"],))
    lay_down(house, cap=9 * P4)
    put_rule_in_force(
        house.actor("Olga"),
        organisation=house.organisation,
        key="posts",
        subject="reorganisation",
        terms=Terms(
            (
                StepTemplate(
                    "approval",
                    1,
                    office,
                    ActKind.APPROVE,
                    Gate.ENTRY_INTO_FORCE,
                    amended=Amended.CLOSES,
                ),
            ),
            POSTS,
            UP_TO_P5,
            rank=1,
        ),
        valid_from=TODAY,
        instrument=house.paper,
        is_practice=True,
    )
    return new_post(house, "A1")


def add_post(case: Engagement, by: str, subject: int | None = None) -> None:
    house = case.house
    amending.amend_by_adding(
        house.actor(by),
        reorganisation=case.number,
        step=case.step("approve"),
        kind=ActionKind.ESTABLISH_POST,
        day=DAY,
        subject=subject,
        values={
            "unit": house.units["SGD"],
            "grade": "P.4",
            "duty_station": "GVA",
            "number": "A2",
            "funding": "regular",
        },
        words={"title": text(en="Another officer")},
    )


def adopt(case: Engagement, by: str) -> int:
    return amending.adopt_as_amended(
        case.house.actor(by),
        reorganisation=case.number,
        step=case.step("approve"),
        day=TODAY,
        document="Memo",
        left_open="Meant",
    )


@pytest.mark.parametrize(("ceiling", "because"), [(2 * P4 - 1, ["over_ceiling"]), (2 * P4, [])])
def test_a_delegate_is_held_to_the_set_as_amended(
    amendable: Engagement, ceiling: int, because: list[str]
) -> None:
    """The set as submitted costs one post, as amended two."""
    delegate(amendable.house, ceiling_minor=ceiling, currency="CHF")
    add_post(amendable, "Opal")
    if not because:
        assert adopt(amendable, "Opal")
        return
    with pytest.raises(Refused) as refused:
        adopt(amendable, "Opal")
    assert refused.value.reasons[0].facts["because"] == because


def test_no_amendment_brings_an_abolished_post_back(amendable: Engagement) -> None:
    """Nor a number that is of another draft: what a body adds is new."""
    with pytest.raises(Refused, match="identity_in_use"):
        add_post(amendable, "Sana", amendable.house.posts["ADV"])
