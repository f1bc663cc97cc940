"""Whose case comes before whom: later steps, bodies' members, interests, and every kind of case."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bureau.core.actors import Actor, Role
from bureau.core.changes.actions import ActionKind
from bureau.core.procedures.deciding import SeatRole
from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.institution.governance.queries.own_cases import has_case_before, posts_before
from bureau.institution.governance.services import actions, deciding
from bureau.institution.governance.services.steps import refer_back
from bureau.institution.governance.services.submissions import submit_reorganisation
from bureau.institution.organisation.models import OfficeProposal
from bureau.institution.organisation.services import keeping
from bureau.web.multilingual import text
from tests.institution.governance.deciding import MEMBERS, seat_committee
from tests.institution.governance.engagement import (
    DAY,
    Engagement,
    determine,
    draft_renaming,
    recommend,
    submit_renaming,
)
from tests.institution.governance.test_budget_proposals import Case
from tests.institution.house import TODAY, House

pytestmark = [pytest.mark.django_db, pytest.mark.everywhere]


def asked(house: House) -> Engagement:
    return submit_renaming(house, "OPX")


def sent_back(house: House) -> None:
    case = asked(house)
    sana = house.actor("Sana")
    step = case.step("determine")
    refer_back(sana, reorganisation=case.number, step=step, day=TODAY, note="Say why")


def sent_back_late(house: House) -> None:
    """By the committee, after which it goes to the Secretary-General and the committee anew."""
    case = asked(house)
    determine(case)
    coco, step = house.actor("Coco"), case.step("recommend")
    meeting = house.meetings["COCO"]
    refer_back(
        coco, reorganisation=case.number, step=step, day=TODAY, note="Say why", meeting=meeting
    )


def recommended(house: House) -> None:
    case = asked(house)
    determine(case)
    recommend(case)


def budget_drafted(house: House) -> Case:
    case = Case(house)
    case.propose()
    return case


def budget_put_forward(house: House) -> Case:
    case = budget_drafted(house)
    case.put_forward()
    return case


CASES: dict[str, tuple[Callable[[House], object], set[str]]] = {
    # a case of Otto's (or of the budget officer's), and the bodies and offices that it comes to
    "draft": (lambda house: draft_renaming(house, "OPX"), {"COCO", "COUNCIL", "SG"}),
    "a question is open": (asked, {"COCO", "COUNCIL", "SG"}),
    "sent back": (sent_back, {"COCO", "COUNCIL", "SG"}),
    "sent back by a body": (sent_back_late, {"COCO", "COUNCIL", "SG"}),
    "recommended": (recommended, {"COUNCIL", "SG"}),
    "a budget drafted": (budget_drafted, {"COCO"}),
    "a budget put forward": (budget_put_forward, {"COCO"}),
}


def comes_to(house: House, actor: Actor) -> set[str]:
    things = {code: Reference("body", one) for code, one in house.bodies.items()}
    things |= {code: Reference("office", one) for code, one in house.offices.items()}
    return {code for code, thing in things.items() if has_case_before(actor, thing)}


@pytest.mark.parametrize("name", CASES)
def test_a_case_comes_to_all_that_act_on_it_later(house: House, name: str) -> None:
    begin, bodies = CASES[name]
    made = begin(house)
    author = made.officer if isinstance(made, Case) else house.actor("Otto")
    assert comes_to(house, author) == bodies


@pytest.mark.parametrize("name", ["draft", "a question is open", "sent back by a body"])
def test_members_of_a_body_are_among_whom_a_case_comes_to(house: House, name: str) -> None:
    seat_committee(house)
    deciding.seat_member(
        house.administrator,
        body=house.bodies["COCO"],
        role=SeatRole.MEMBER,
        post=house.posts["OPS"],
        valid_from=TODAY + timedelta(days=1),
    )
    CASES[name][0](house)
    found = posts_before(house.actor("Otto"))
    assert {house.posts[one] for one in MEMBERS} <= found
    assert house.posts["OPS"] not in found
    assert not has_case_before(house.actor("Otto"), Role.BUDGET)


def heading(house: House, *, is_put: bool) -> None:
    """Otto's case makes Olga's post the head of a unit."""
    otto, number = house.actor("Otto"), draft_renaming(house, "OPX")
    actions.add_action(
        otto,
        reorganisation=number,
        kind=ActionKind.ASSIGN_HEAD,
        subject=house.units["OPD"],
        day=DAY,
        values={"head": house.posts["OFF"]},
    )
    if is_put:
        submit_reorganisation(otto, reorganisation=number)


@pytest.mark.parametrize("is_put", [True, False])
def test_who_has_an_interest_has_a_case_once_it_is_put_forward(
    house: House, *, is_put: bool
) -> None:
    heading(house, is_put=is_put)
    olga = house.actor("Olga")
    assert comes_to(house, olga) == ({"COCO", "COUNCIL", "SG"} if is_put else set())
    if not is_put:
        return
    with pytest.raises(Refused, match="body_of_own_case"):
        seat = {"body": house.bodies["COCO"], "role": SeatRole.MEMBER, "post": house.posts["OPS"]}
        deciding.seat_member(olga, **seat, valid_from=TODAY)
    with pytest.raises(Refused, match="before_own_case"):
        said = {"office": house.offices["SG"], "post": house.posts["D1"]}
        keeping.keep_office(house.administrator, **said, name=text(en="Head"))
        proposal = OfficeProposal.objects.latest("pk").pk
        keeping.settle_office(olga, proposal=proposal, is_confirmed=True)
