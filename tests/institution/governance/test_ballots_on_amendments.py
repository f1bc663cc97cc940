"""An amendment put to the vote by correspondence: frozen, voted on as it is, adopted as voted."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from bureau.core.changes.actions import ActionKind
from bureau.core.procedures.deciding import Choice
from bureau.core.procedures.kinds import ActKind, Amended, Gate, WhoKind
from bureau.core.procedures.rules import StepTemplate, Who
from bureau.core.reasons import Refused
from bureau.institution.governance.models import Amendment, BallotAmendment
from bureau.institution.governance.services import actions, amending, ballots, drafts, submissions
from bureau.institution.procedures.services.rules import put_rule_in_force
from bureau.institution.procedures.store import Terms
from bureau.web.multilingual import text
from tests.institution.governance.amending import codes_on
from tests.institution.governance.deciding import by_ballot, lay_down, seat_committee, voted
from tests.institution.governance.engagement import DAY, Engagement
from tests.institution.governance.visitors import page, send, visitor
from tests.institution.house import TODAY, House
from tests.programs import program

LAST_DAY = TODAY + timedelta(days=5)


@pytest.fixture
def case(house: House) -> Engagement:
    """Two departments renamed; the committee decides, by correspondence too, and may amend."""
    seat_committee(house)
    lay_down(house)
    who = Who(WhoKind.BODY, (house.bodies["COCO"],))
    decide = StepTemplate(
        "decide", 1, who, ActKind.DECIDE, Gate.ENTRY_INTO_FORCE, amended=Amended.CLOSES
    )
    put_rule_in_force(
        house.administrator,
        organisation=house.organisation,
        key="structure",
        subject="reorganisation",
        terms=Terms((decide,)),
        valid_from=TODAY,
        instrument=house.paper,
    )
    officer = house.actor("Olga")
    number = drafts.start_reorganisation(
        officer, organisation=house.organisation, reference="CODES", title=text(en="Codes")
    )
    for unit, code in (("OPD", "ONE"), ("SGD", "TWO")):
        actions.add_action(
            officer,
            reorganisation=number,
            kind=ActionKind.RENAME_UNIT,
            day=DAY,
            subject=house.units[unit],
            values={"code": code},
        )
    submissions.submit_reorganisation(officer, reorganisation=number)
    return Engagement(house, number, 0)


def amend(case: Engagement, code: str) -> None:
    amending.amend_action(
        case.house.actor("Coco"),
        reorganisation=case.number,
        step=case.step("decide"),
        place=1,
        day=DAY,
        values={"code": code},
    )


def put_to_vote(case: Engagement, **said: object) -> int:
    return ballots.open_ballot(
        case.house.actor("Coco"),
        reorganisation=case.number,
        step=case.step("decide"),
        kind=ActKind.ADOPT_AS_AMENDED,
        last_day=LAST_DAY,
        **said,  # type: ignore[arg-type]
    )


def closed(case: Engagement, against: tuple[str, ...] = ()) -> int:
    ballot = put_to_vote(case)
    voted(case.house, ballot, against)
    ballots.close_ballot(case.house.actor("Coco"), ballot=ballot)
    return ballot


def adopt(case: Engagement, ballot: int) -> int:
    return amending.adopt_as_amended(
        case.house.actor("Coco"),
        reorganisation=case.number,
        step=case.step("decide"),
        day=TODAY,
        document="Letter 4",
        manner=by_ballot(ballot),
    )


def test_what_was_voted_on_is_what_enters_into_force(case: Engagement) -> None:
    amend(case, "UNO")
    ballot = closed(case)
    act = adopt(case, ballot)
    assert {"UNO", "TWO"} <= codes_on(case.house, DAY)
    frozen = BallotAmendment.objects.get(ballot=ballot)
    adopted = Amendment.objects.get(act=act)
    assert (frozen.difference, frozen.difference_hash) == (
        adopted.difference,
        adopted.difference_hash,
    )


def test_while_it_is_voted_on_nothing_in_it_changes(case: Engagement) -> None:
    amend(case, "UNO")
    put_to_vote(case)
    with pytest.raises(Refused, match="ballot_open"):
        amend(case, "DUE")
    with pytest.raises(Refused, match="ballot_open"):
        amending.take_back_amendment(
            case.house.actor("Coco"),
            reorganisation=case.number,
            step=case.step("decide"),
            place=1,
        )


def test_another_amendment_than_was_voted_on_is_not_adopted(case: Engagement) -> None:
    amend(case, "UNO")
    ballot = closed(case)
    amend(case, "DUE")
    with pytest.raises(Refused, match="ballot_on_another_act"):
        adopt(case, ballot)
    assert "DUE" not in codes_on(case.house, DAY)
    amend(case, "UNO")
    assert adopt(case, ballot)


def test_what_the_body_did_not_adopt_is_not_recorded(case: Engagement) -> None:
    amend(case, "UNO")
    with pytest.raises(Refused, match="unanimity_failed"):
        adopt(case, closed(case, against=("DEP",)))


def test_a_ballot_on_the_set_as_it_was_adopts_no_amendment(case: Engagement) -> None:
    ballot = ballots.open_ballot(
        case.house.actor("Coco"),
        reorganisation=case.number,
        step=case.step("decide"),
        kind=ActKind.DECIDE,
        last_day=LAST_DAY,
        seen_amendment="of the page",
    )
    amend(case, "UNO")
    voted(case.house, ballot)
    ballots.close_ballot(case.house.actor("Coco"), ballot=ballot)
    with pytest.raises(Refused, match="ballot_on_another_act"):
        adopt(case, ballot)


def test_only_what_could_be_adopted_is_put_to_the_vote(case: Engagement) -> None:
    with pytest.raises(Refused, match="amendment_missing"):
        put_to_vote(case)
    amend(case, "TSP")
    with pytest.raises(Refused, match="finding_of_amended"):
        put_to_vote(case)
    amend(case, "UNO")
    with pytest.raises(Refused, match="parts_not_open"):
        put_to_vote(case, parts=frozenset({2}))
    with pytest.raises(Refused, match="changed_since_seen"):
        put_to_vote(case, seen_amendment="0" * 64)


def test_what_was_put_to_the_vote_cannot_be_rewritten(case: Engagement) -> None:
    amend(case, "UNO")
    put_to_vote(case)
    with pytest.raises(DatabaseError, match="is sealed"), transaction.atomic():
        BallotAmendment.objects.update(difference="[]")


@pytest.mark.exhaustive
def test_members_see_what_would_change_and_the_secretary_records_it(case: Engagement) -> None:
    house, number = case.house, case.number
    secretary, step = visitor(house, "Coco"), case.step("decide")
    workspace = f"/reorganisations/{number}/amending/?step={step}"
    ballot_new = f"/reorganisations/{number}/ballots/new/?step={step}"
    assert "Adopt as amended" not in page(secretary, ballot_new)
    assert "Put it to the vote" not in page(secretary, workspace)
    amend(case, "UNO")
    assert "Put it to the vote" in page(secretary, workspace)
    shown = page(secretary, f"{ballot_new}&act=adopt_as_amended")
    assert "Adopt as amended" in shown
    said = {"kind": "adopt_as_amended", "last_day": LAST_DAY.isoformat(), "parts": ["1", "2"]}
    text_of_ballot = send(secretary, ballot_new, **said)
    assert "What it would change" in text_of_ballot and "UNO" in text_of_ballot
    ballot = BallotAmendment.objects.get().ballot_id
    assert "put to the vote as it is" in page(secretary, workspace)
    seat = ballots.models.Seat.objects.get(post=house.posts["DEP"]).pk
    member = visitor(house, "Dede")
    assert "UNO" in page(member, f"/reorganisations/{number}/ballots/{ballot}/seats/{seat}/vote/")
    voted(house, ballot)
    ballots.close_ballot(house.actor("Coco"), ballot=ballot)
    address = f"/reorganisations/{number}/acts/new/?step={step}&act=adopt_as_amended"
    act = {"way": "by_correspondence", "ballot": str(ballot), "document": "Letter 4"}
    act |= {
        "day": TODAY.isoformat(),
        "seen_amendment": BallotAmendment.objects.get().difference_hash,
    }
    act |= {"parts": "2"}
    confirming = send(secretary, address, **act)
    assert "UNO" in confirming
    send(secretary, address, confirm="1", **act)
    assert {"UNO", "TWO"} <= codes_on(house, DAY)


def test_a_program_puts_an_amendment_to_the_vote(case: Engagement) -> None:
    amend(case, "UNO")
    by = program(case.house, "Coco")
    address = f"reorganisations/{case.number}/ballots"
    seen = by.get(f"reorganisations/{case.number}/route")["hash"]
    asked = {"kind": "adopt_as_amended", "step": case.step("decide"), "hash": seen}
    asked |= {"last_day": LAST_DAY.isoformat()}
    by.send(address, {**asked, "amendment": "0"}, 412)
    by.send(address, asked, 201)
    (one,) = by.get(address)["items"]
    assert one["amendment"] == BallotAmendment.objects.get().difference_hash
    assert Choice.FOR not in {vote["choice"] for vote in one["votes"]}
