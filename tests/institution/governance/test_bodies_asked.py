"""A body decides only what was put to it: by its own ballots, its own voters, and no word more."""

from datetime import timedelta

import pytest

from bureau.core.procedures.deciding import Choice, Majority, Manner, SeatRole, Tally, Way
from bureau.core.procedures.kinds import ActKind, Gate, WhoKind
from bureau.core.procedures.rules import StepTemplate, Who
from bureau.institution.governance import models
from bureau.institution.governance.queries.ballots import polled
from bureau.institution.governance.queries.deciding import voting_seats
from bureau.institution.governance.queries.deciding_wiring import ballots_tell
from bureau.institution.governance.services import ballots, steps, submissions
from bureau.institution.governance.services.deciding import end_seat, seat_member
from bureau.institution.procedures.queries.rehearsing import SaidCondition
from bureau.institution.procedures.services.rules import put_rule_in_force
from bureau.institution.procedures.store import Terms
from bureau.record.journal.models import Entry
from bureau.web.multilingual import text
from tests.institution.governance.deciding import (
    BY_NAME,
    LAST_DAY,
    URGENT,
    alone_after,
    by_ballot,
    lay_down,
    refused,
    seat_committee,
    vote,
    voted,
)
from tests.institution.governance.engagement import Engagement, draft_renaming, submit_renaming
from tests.institution.house import OPENED, TODAY, House

pytestmark = pytest.mark.django_db


def decided_by(house: House, *bodies: str) -> None:
    """Whichever of the bodies decides on the name of a unit."""
    who = Who(WhoKind.BODY, tuple(house.bodies[one] for one in bodies))
    step = StepTemplate("decision", 1, who, ActKind.DECIDE, Gate.ENTRY_INTO_FORCE)
    put_rule_in_force(
        house.actor("Olga"),
        organisation=house.organisation,
        key="renames",
        subject="reorganisation",
        terms=Terms((step,), frozenset({"rename_unit"}), rank=1),
        valid_from=OPENED,
        instrument=house.paper,
        is_practice=True,
    )


def put_to(house: House, *bodies: str, **rule: object) -> Engagement:
    seat_committee(house)
    lay_down(house, **rule)
    decided_by(house, *(bodies or ("COCO",)))
    return submit_renaming(house, "OPS2")


def opened(case: Engagement, kind: ActKind = ActKind.DECIDE) -> int:
    step = case.case().here()[0].key
    return ballots.open_ballot(
        case.house.actor("Coco"),
        reorganisation=case.number,
        step=step,
        kind=kind,
        last_day=LAST_DAY,
    )


def closed(case: Engagement, against: tuple[str, ...] = ()) -> int:
    number = opened(case)
    voted(case.house, number, against)
    ballots.close_ballot(case.house.actor("Coco"), ballot=number)
    return number


def decide(case: Engagement, manner: Manner | None, by: str = "Coco", **said: object) -> int:
    return steps.decide(
        case.house.actor(by),
        reorganisation=case.number,
        step=case.case().here()[0].key,
        **{"day": TODAY, "manner": manner, "document": "CC/1", **said},  # type: ignore[arg-type]
    )


def test_a_ballot_of_one_body_carries_no_decision_of_another(house: House) -> None:
    case = put_to(house, "COCO", "COUNCIL")
    ways = {Way.IN_SESSION, Way.BY_CORRESPONDENCE}
    lay_down(house, body=house.bodies["COUNCIL"], ways=ways, reports_to=None, report_days=None)
    ballot = closed(case)
    at = {"meeting": house.meetings["COUNCIL"], "document": ""}
    council = lambda: decide(case, by_ballot(ballot), "Carl", **at)  # noqa: E731
    assert "ballot_on_another_act" in refused(council)
    assert decide(case, by_ballot(ballot))


def test_who_has_a_vote_is_settled_when_a_ballot_opens(house: House) -> None:
    case = put_to(house, majority=Majority.SIMPLE, quorum_share="1")
    ballot, post = opened(case), house.posts["OFF2"]
    seats = {one.post: one.pk for one in models.Seat.objects.all()}
    for name in ("DIR", "DEP"):
        end_seat(house.administrator, seat=seats[house.posts[name]], valid_until=TODAY)
    by, body = house.administrator, house.bodies["COCO"]
    seat_member(by, body=body, role=SeatRole.MEMBER, post=post, valid_from=TODAY)
    lines = polled(models.Ballot.objects.get(pk=ballot)).lines
    assert {one.row.pk for one in lines} == {
        pk
        for of, pk in seats.items()
        if of in (None, house.posts["SG"], house.posts["DIR"], house.posts["DEP"])
    }
    for who, name in (("Sana", "SG"), ("Dina", "DIR"), ("Dede", "DEP")):
        seat, choice = seats[house.posts[name]], Choice.AGAINST
        ballots.cast_vote(house.actor(who), ballot=ballot, seat=seat, choice=choice)
    vote(house, ballot, "Coco", BY_NAME, Choice.FOR, document="Letter 3")
    assert ballots.close_ballot(house.actor("Coco"), ballot=ballot) == "not_adopted"


def test_while_a_body_votes_no_seat_begins_or_ends_before_today(house: House) -> None:
    case = put_to(house)
    seat = models.Seat.objects.get(post=house.posts["DEP"]).pk
    by, yesterday = house.administrator, TODAY - timedelta(days=1)
    said = {"body": house.bodies["COCO"], "role": SeatRole.MEMBER, "valid_from": yesterday}
    opened(case)
    late = lambda: end_seat(by, seat=seat, valid_until=yesterday)  # noqa: E731
    assert refused(late) == {"body_votes_now"}
    early = lambda: seat_member(by, name=text(en="Another"), **said)  # type: ignore[arg-type]  # noqa: E731
    assert refused(early) == {"body_votes_now"}


def test_a_ballot_from_before_voters_were_kept_goes_by_its_day(house: House) -> None:
    case = put_to(house)
    row = models.Ballot.objects.get(pk=opened(case))
    older = models.Ballot(body_id=row.body_id, opened=row.opened, pk=0)
    found = voting_seats([row, older])
    assert found[0] == found[row.pk] and len(found[0]) == 4


def test_what_a_ballot_adopted_has_no_condition_added(house: House) -> None:
    case = put_to(house)
    ballot = closed(case)
    who = Who(WhoKind.POST, (house.posts["COCO"],))
    condition = SaidCondition("If the secretary agrees", who, TODAY)
    added = lambda: decide(case, by_ballot(ballot), conditions=(condition,))  # noqa: E731
    assert refused(added) == {"condition_not_voted"}
    assert decide(case, by_ballot(ballot))


def test_that_the_body_was_asked_in_session_is_told_by_its_meeting(house: House) -> None:
    case = put_to(house)
    nobody = Manner(Way.CHAIR_ALONE, Tally(0, 0, 0))
    asked = Manner(Way.CHAIR_ALONE, Tally(4, 3, 1))
    by_word = lambda: decide(case, asked, "Sana", note=URGENT)  # noqa: E731
    assert refused(by_word) == {"asked_at_no_meeting"}
    at = {"meeting": house.meetings["COCO"], "document": "", "note": URGENT}
    assert refused(lambda: decide(case, nobody, "Sana", **at)) == {"body_not_asked"}
    assert decide(case, asked, "Sana", **at)


def test_the_chair_does_not_decide_what_the_body_voted_down(house: House) -> None:
    case = put_to(house, majority=Majority.SIMPLE)
    ballot = closed(case, against=("DIR", "DEP", BY_NAME))
    alone = lambda: decide(case, alone_after(ballot), "Sana", note=URGENT)  # noqa: E731
    assert refused(alone) == {"body_refused"}
    assert not [one for one in ballots_tell([ballot]) if one.code == "alone"]


def test_an_act_dated_before_the_rule_is_asked_how_it_was_decided(house: House) -> None:
    seat_committee(house)
    lay_down(house, valid_from=TODAY - timedelta(days=3), quorum_share="1")
    decided_by(house, "COCO")
    number = draft_renaming(house, "OPS2")
    begun = TODAY - timedelta(days=30)
    submissions.submit_reorganisation(house.actor("Otto"), reorganisation=number, day=begun)
    case, day = Engagement(house, number, 0), TODAY - timedelta(days=20)
    assert refused(lambda: decide(case, None, day=day)) == {"manner_missing"}
    few = Manner(Way.IN_SESSION, Tally(3, 3, 0))
    assert refused(lambda: decide(case, few, day=day)) == {"no_quorum"}
    assert decide(case, Manner(Way.IN_SESSION, Tally(4, 4, 0)), day=day)


def test_an_entry_of_a_vote_does_not_tell_whether_words_were_said(house: House) -> None:
    case = put_to(house)
    ballot = opened(case)
    vote(house, ballot, "Sana", "SG", Choice.FOR)
    plain = Entry.objects.latest("sequence").details
    vote(house, ballot, "Dina", "DIR", Choice.RESERVED, words="Next year")
    worded = Entry.objects.latest("sequence").details
    assert len(plain["commitments"]) == len(worded["commitments"]) == 2
    assert plain.keys() == worded.keys()
