"""What tests of deciding share: a committee of four seats with its rule, and votes on ballots."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from bureau.core.procedures.deciding import Choice, Majority, Manner, SeatRole, Tally, Way
from bureau.core.procedures.kinds import ActKind
from bureau.core.reasons import Refused
from bureau.institution.governance.models import DecisionRule, DecisionRuleProposal, Seat
from bureau.institution.governance.services import ballots, deciding, decision_rules, steps
from bureau.web.multilingual import text
from tests.institution.governance.engagement import Engagement
from tests.institution.house import OPENED, TODAY, House

ALL_WAYS = frozenset(Way)
LAST_DAY = TODAY + timedelta(days=5)
MEMBERS = {"SG": SeatRole.CHAIR, "DIR": SeatRole.MEMBER, "DEP": SeatRole.MEMBER}
BY_NAME = "Director, another bureau"
URGENT = "The post is to be advertised before the Council meets"


def seat_committee(house: House, valid_from: date = OPENED) -> dict[str, int]:
    """The Secretary-General in the chair, two posts, a member who is no post, and the secretary."""
    by, body = house.administrator, house.bodies["COCO"]
    found = {
        post: deciding.seat_member(
            by, body=body, role=role, post=house.posts[post], valid_from=valid_from
        )
        for post, role in (*MEMBERS.items(), ("COCO", SeatRole.SECRETARY))
    }
    found[BY_NAME] = deciding.seat_member(
        by, body=body, role=SeatRole.MEMBER, name=text(en=BY_NAME), valid_from=valid_from
    )
    return found


def lay_down(house: House, **said: Any) -> int:
    terms: dict[str, Any] = {
        "body": house.bodies["COCO"],
        "ways": ALL_WAYS,
        "majority": Majority.UNANIMITY,
        "quorum_share": "1/2",
        "days": 5,
        "reports_to": house.bodies["COUNCIL"],
        "report_days": 30,
        "valid_from": OPENED,
        "instrument": house.paper,
    }
    made = decision_rules.lay_down_decision_rule(house.administrator, **{**terms, **said})
    return made or confirmed(house)


def confirmed(house: House) -> int:
    """What was proposed last of how a body decides, confirmed by another; the rule made by it."""
    decision_rules.settle_decision_rule(
        house.administrators[1],
        proposal=DecisionRuleProposal.objects.latest("pk").pk,
        is_confirmed=True,
    )
    return DecisionRule.objects.latest("pk").pk


def open_ballot(case: Engagement, last_day: date = LAST_DAY, **said: Any) -> int:
    return ballots.open_ballot(
        case.house.actor("Coco"),
        reorganisation=case.number,
        **{
            "step": said.pop("step", "") or case.step("recommend"),
            "kind": ActKind.RECOMMEND,
            "last_day": last_day,
            **said,
        },
    )


def vote(house: House, ballot: int, by: str, seat: str, choice: Choice, **said: Any) -> int:
    return ballots.cast_vote(
        house.actor(by), ballot=ballot, seat=seat_number(house, seat), choice=choice, **said
    )


def seat_number(house: House, seat: str) -> int:
    rows = Seat.objects.filter(body=house.bodies["COCO"], valid_until__isnull=True)
    named = (
        rows.filter(post__isnull=True) if seat == BY_NAME else rows.filter(post=house.posts[seat])
    )
    return named.get().pk


def voted(house: House, ballot: int, against: tuple[str, ...] = (), left: str = "") -> None:
    """Everybody votes, for but for those against; the secretary records who is no post."""
    for by, seat in (("Sana", "SG"), ("Dina", "DIR"), ("Dede", "DEP"), ("Coco", BY_NAME)):
        if seat != left:
            choice = Choice.AGAINST if seat in against else Choice.FOR
            shown = {"document": "Letter 3"} if by == "Coco" else {}
            vote(house, ballot, by, seat, choice, **shown)


def closed_ballot(case: Engagement, against: tuple[str, ...] = ()) -> int:
    number = open_ballot(case)
    voted(case.house, number, against)
    ballots.close_ballot(case.house.actor("Coco"), ballot=number)
    return number


def recommend_so(case: Engagement, manner: Manner | None, by: str = "Coco", **said: Any) -> int:
    return steps.recommend(
        case.house.actor(by),
        reorganisation=case.number,
        step=case.step("recommend"),
        day=TODAY,
        manner=manner,
        **said,
    )


def refused(work: Callable[[], object]) -> set[str]:
    with pytest.raises(Refused) as found:
        work()
    return {reason.code for reason in found.value.reasons}


def in_session(present: int, supporting: int, against: int = 0, **more: int) -> Manner:
    return Manner(Way.IN_SESSION, Tally(present, supporting, against, **more))


def by_ballot(ballot: int) -> Manner:
    return Manner(Way.BY_CORRESPONDENCE, ballot=ballot)


def alone_after(ballot: int) -> Manner:
    return Manner(Way.CHAIR_ALONE, ballot=ballot)
