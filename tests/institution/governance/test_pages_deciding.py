"""Pages of deciding: seats, rules, ballots, the form of a body's act, what is to be reported."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bureau.core.procedures.deciding import Choice, SeatRole, Way
from bureau.core.procedures.kinds import ActKind
from bureau.institution.governance import models
from bureau.institution.governance.queries.deciding_wiring import ballots_tell, reports_tell
from bureau.institution.governance.services import ballots, deciding, steps
from bureau.institution.governance.texts.labels import ACTS, ACTS_DONE
from bureau.institution.organisation.services.standing_in import delegate_post
from bureau.institution.procedures.models import ProcedureAct
from tests.institution.governance.deciding import (
    BY_NAME,
    URGENT,
    alone_after,
    by_ballot,
    closed_ballot,
    in_session,
    lay_down,
    open_ballot,
    recommend_so,
    seat_committee,
    seat_number,
    vote,
    voted,
)
from tests.institution.governance.engagement import (
    Engagement,
    determine,
    submit_renaming,
    submitted,
)
from tests.institution.governance.visitors import case_address, page, send, visitor
from tests.institution.house import FORCE, OPENED, TODAY, House
from tests.institution.organisation.test_staffing import rows_of_csv, rows_of_xlsx


@pytest.fixture
def case(house: House) -> Engagement:
    seat_committee(house)
    lay_down(house)
    found = submit_renaming(house, "OPS2")
    determine(found)
    return found


def act_address(case: Engagement, way: str = "") -> str:
    step = case.step("recommend")
    return f"{case_address('acts/new/')}?step={step}&act=recommend{way and '&way=' + way}"


def ballot_address(case: Engagement, ballot: int, more: str = "") -> str:
    return case_address(f"ballots/{ballot}/{more}")


def test_the_form_says_what_each_way_demands(case: Engagement) -> None:
    text = page(visitor(case.house, "Coco"), act_address(case))
    assert "At least 2 of 4 seats must take part. It is carried if nobody votes against it." in text
    assert "The chair records it, with reasons" in text
    beside = dict(re.findall(r">([\w ]+)\s*<span class=\"quiet\">\((.+?)\)</span>", text))
    assert (beside["Seats that took part"], beside["Against"]) == ("In session", "In session")
    assert beside["Abstained"] == "optional"
    assert beside["Meeting"] == beside["Document"] == "in session one of the two"
    sent = {"day": "2024-06-10", "seen": case.case().seen(), "document": "CC/7"}
    text = send(visitor(case.house, "Coco"), act_address(case), 422, way="in_session", **sent)
    assert "Say how many." in text
    text = send(
        visitor(case.house, "Coco"),
        act_address(case),
        422,
        way="in_session",
        present=4,
        supporting=3,
        against=1,
        **sent,
    )
    assert "There was no unanimity, so the body did not decide." in text


def test_a_count_in_session_goes_on_record_with_a_dissent(case: Engagement) -> None:
    sent = {"day": "2024-06-10", "seen": case.case().seen(), "document": "CC/7"}
    sent |= {"way": "in_session", "present": "4", "supporting": "3", "against": "0"}
    sent |= {"abstained": "1", f"dissent_{seat_number(case.house, 'DIR')}": "Too soon for us"}
    client = visitor(case.house, "Coco")
    review = send(client, act_address(case), **sent)
    assert 'name="confirm"' in review and "<dt>Against</dt><dd>0</dd>" in review
    text = send(client, act_address(case), confirm="yes", **sent)
    assert "4 of 4 seats took part, 3 for, 0 against, 1 abstained" in text
    assert "Too soon for us" in text


@pytest.mark.parametrize("kind", [ActKind.RECOMMEND, ActKind.REFER_BACK, ActKind.REJECT])
def test_what_the_body_said_is_told_by_the_act_that_it_carried(
    case: Engagement, kind: ActKind
) -> None:
    act = {
        ActKind.RECOMMEND: steps.recommend,
        ActKind.REFER_BACK: steps.refer_back,
        ActKind.REJECT: steps.reject,
    }[kind]
    ballot = open_ballot(case, kind=kind)
    voted(case.house, ballot)
    ballots.close_ballot(case.house.actor("Coco"), ballot=ballot)
    client, word = visitor(case.house, "Coco"), str(ACTS_DONE[kind])
    assert f"{ACTS[kind]}, adopted" in page(client, ballot_address(case, ballot))
    act(
        case.house.actor("Coco"),
        reorganisation=case.number,
        step=case.step("recommend"),
        day=TODAY,
        note="Words",
        manner=by_ballot(ballot),
    )
    number = ProcedureAct.objects.latest("pk").pk
    for address in (case_address(f"acts/{number}/"), case_address("route/")):
        shown = page(client, address)
        said = shown.split("<dt>What the body said</dt>")[1].split("</dd>")[0]
        assert word in said and "adopted" not in said.split("<br>")[0]


@pytest.mark.exhaustive
def test_a_ballot_is_opened_voted_in_and_closed_by_forms(case: Engagement) -> None:
    house = case.house
    new = f"{case_address('ballots/new/')}?step={case.step('recommend')}"
    secretary = visitor(house, "Coco")
    assert "Open a ballot" in page(secretary, case_address("route/"))
    said = {"kind": "recommend", "seen": case.case().seen()}
    text = send(secretary, new, 422, last_day="2024-06-12", **said)
    assert "A ballot is open for at least 5 days." in text
    assert "The ballot is open" in send(secretary, new, last_day="2024-06-15", **said)
    ballot = models.Ballot.objects.get().pk
    for name, seat in (("Sana", "SG"), ("Dina", "DIR"), ("Dede", "DEP"), ("Coco", BY_NAME)):
        address = ballot_address(case, ballot, f"seats/{seat_number(house, seat)}/vote/")
        shown = {"document": "Letter 3"} if name == "Coco" else {}
        send(visitor(house, name), address, choice="for", **shown)
    text = send(secretary, ballot_address(case, ballot, "closing/"))
    assert "4 of 4 seats took part, 4 for, 0 against" in text
    form = page(secretary, act_address(case))
    assert f"Ballot {ballot}, closed 10 June 2024: adopted" in form


def test_a_ballot_is_called_off_by_its_secretary_and_says_why(case: Engagement) -> None:
    house, ballot = case.house, open_ballot(case)
    secretary, address = visitor(house, "Coco"), ballot_address(case, ballot)
    open_still = "A ballot on it is still open: it is counted first, or its secretary calls it off."
    sent = {"day": "2024-06-10", "seen": case.case().seen(), "document": "CC/7"}
    sent |= {"way": "in_session", "present": "4", "supporting": "4", "against": "0"}
    assert open_still in send(secretary, act_address(case), 422, **sent)
    assert f"{address}calling-off/" in page(secretary, address)
    assert f"{address}calling-off/" not in page(visitor(house, "Dina"), address)
    send(secretary, f"{address}calling-off/", 422, reason="")
    text = send(secretary, f"{address}calling-off/", reason="It meets tomorrow")
    assert "Called off: <bdi>It meets tomorrow</bdi>" in text and "took part" not in text
    assert "called off" in page(visitor(house, "Dina"), case_address("route/"))
    assert 'name="confirm"' in send(secretary, act_address(case), **sent)


def test_what_fails_is_told_beside_the_field(case: Engagement) -> None:
    ballot = open_ballot(case)
    seat = seat_number(case.house, "DIR")
    address = ballot_address(case, ballot, f"seats/{seat}/vote/")
    text = send(visitor(case.house, "Dina"), address, 422, choice="reserved")
    assert "Say in words what the reservation keeps open." in text
    page(visitor(case.house, "Dede"), address, 404)


def test_the_secretary_is_told_why_a_vote_in_person_is_left_as_it_is(case: Engagement) -> None:
    house, ballot = case.house, open_ballot(case)
    vote(house, ballot, "Dina", "DIR", Choice.AGAINST, words="Not in this form")
    secretary, seat = visitor(house, "Coco"), seat_number(house, "DIR")
    address = ballot_address(case, ballot, f"seats/{seat}/vote/")
    told = "The member voted in person: only the member changes that vote."
    assert address not in page(secretary, ballot_address(case, ballot))
    assert told in page(secretary, address)
    assert told in send(secretary, address, 422, choice="for", document="Letter 5")


def test_a_paper_that_was_replaced_is_shown_beside_the_vote(case: Engagement) -> None:
    house, ballot = case.house, open_ballot(case)
    vote(house, ballot, "Coco", "DIR", Choice.FOR, document="Letter 3")
    address = ballot_address(case, ballot, f"seats/{seat_number(house, 'DIR')}/vote/")
    for name in ("Dina", "Coco"):
        assert "On record now: <bdi>For, Letter 3</bdi>" in page(visitor(house, name), address)
    vote(house, ballot, "Dina", "DIR", Choice.AGAINST)
    text = page(visitor(house, "Dina"), ballot_address(case, ballot))
    assert "before: <bdi>For, Letter 3</bdi>" in text


def test_a_ballot_lists_the_actions_that_it_is_on(case: Engagement) -> None:
    ballot = open_ballot(case)
    seat = seat_number(case.house, "DIR")
    listed = "1. Rename unit: "
    for more in ("", f"seats/{seat}/vote/"):
        assert listed in page(visitor(case.house, "Dina"), ballot_address(case, ballot, more))


def test_a_ballot_stands_under_the_part_of_the_step_that_it_is_on(house: House) -> None:
    seat_committee(house)
    lay_down(house)
    case = submitted(house)
    determine(case)
    ballot = open_ballot(case, parts=frozenset({3}))
    voted(house, ballot, against=("DIR",))
    ballots.close_ballot(house.actor("Coco"), ballot=ballot)
    recommend_so(case, in_session(4, 4), parts=frozenset({1, 2}), document="CC/7")
    route = page(visitor(house, "Coco"), case_address("route/"))
    done = route.index("4 of 4 seats took part, 4 for")
    assert done < route.index(f"Ballot {ballot}") and route.count(f"Ballot {ballot}<") == 1


def test_who_voted_how_is_told_once_the_ballot_is_closed(case: Engagement) -> None:
    house, ballot = case.house, open_ballot(case)
    vote(house, ballot, "Dina", "DIR", Choice.AGAINST, words="Not in this form")
    others = page(visitor(house, "Dede"), ballot_address(case, ballot))
    assert "has voted" in others
    assert "Not in this form" not in others
    assert "Not in this form" in page(visitor(house, "Dina"), ballot_address(case, ballot))


def test_numbers_alone_stay_numbers(house: House) -> None:
    seat_committee(house)
    lay_down(house, shown=models.Shown.NUMBERS)
    case = submit_renaming(house, "OPS2")
    determine(case)
    ballot = closed_ballot(case, against=("DIR",))
    text = page(visitor(house, "Dede"), ballot_address(case, ballot))
    assert "4 of 4 seats took part, 3 for, 1 against" in text
    assert text.count("has voted") == 3
    act = recommend_so(case, alone_after(ballot), "Sana", note=URGENT)
    assert ProcedureAct.objects.get(pk=act).decided["votes"] == []


def test_what_waits_is_told_to_members_then_to_the_secretary(case: Engagement) -> None:
    house, ballot = case.house, open_ballot(case)
    told = {(one.code, one.person) for one in ballots_tell(None)}
    assert told == {("vote", house.people[name]) for name in ("Sana", "Dina", "Dede")}
    assert "Your vote is asked for." in page(visitor(house, "Dina"), "/")
    vote(house, ballot, "Dina", "DIR", Choice.FOR)
    assert "Your vote is asked for." not in page(visitor(house, "Dina"), "/")
    for by, seat, shown in (("Sana", "SG", ""), ("Dede", "DEP", ""), ("Coco", BY_NAME, "L")):
        vote(house, ballot, by, seat, Choice.FOR, document=shown)
    told = {(one.code, one.person) for one in ballots_tell([ballot])}
    assert told == {("count", house.people["Coco"])}
    assert "Everybody has voted: close the ballot." in page(visitor(house, "Coco"), "/")


def test_the_chair_decides_alone_on_a_page_of_its_own(case: Engagement) -> None:
    house = case.house
    ballot = closed_ballot(case, against=("DIR", BY_NAME))
    page(visitor(house, "Coco"), act_address(case, "chair_alone"), 404)
    chair = visitor(house, "Sana")
    assert "Recommend, as the chair alone" in page(chair, case_address("route/"))
    sent = {"day": "2024-06-10", "seen": case.case().seen(), "way": "chair_alone"}
    text = send(chair, act_address(case, "chair_alone"), 422, ballot=str(ballot), **sent)
    assert "Why it is urgent and cannot wait" in text
    sent |= {"ballot": str(ballot), "note": URGENT}
    assert 'name="confirm"' in send(chair, act_address(case, "chair_alone"), **sent)
    text = send(chair, act_address(case, "chair_alone"), confirm="yes", **sent)
    assert "By its chair alone" in text
    assert "to Council by 10 July 2024" in text


def test_a_chair_who_is_a_delegate_for_other_acts_decides_alone_all_the_same(
    case: Engagement,
) -> None:
    house = case.house
    closed_ballot(case, against=("DIR", BY_NAME))
    delegate_post(
        house.actor("Coco"),
        post=house.posts["COCO"],
        person=house.people["Sana"],
        capacity="delegate",
        valid_from=TODAY,
        valid_until=FORCE,
        acts=["take_note"],
    )
    chair = visitor(house, "Sana")
    assert "You may not act on this step" in page(chair, act_address(case))
    alone = page(chair, act_address(case, "chair_alone"))
    assert "You may not act on this step" not in alone and 'name="ballot"' in alone


def test_a_report_owed_is_on_the_secretary_s_home_until_it_is_made(case: Engagement) -> None:
    house = case.house
    recommend_so(case, alone_after(closed_ballot(case, ("DIR",))), "Sana", note=URGENT)
    owed = models.ReportOwed.objects.get().pk
    secretary, address = visitor(house, "Coco"), reverse("report-owed", args=[owed])
    assert [one.person for one in reports_tell(None)] == [house.people["Coco"]]
    assert "What the chair decided alone is to be reported." in page(secretary, "/")
    assert "Report to" not in page(visitor(house, "Dede"), "/")
    assert URGENT in page(secretary, address)
    text = send(secretary, address, 422, day="2024-06-10")
    assert "Name the instrument, the document or the act that reported it." in text
    send(visitor(house, "Dede"), address, 404, day="2024-06-10", document="C24/50")
    send(secretary, address, day="2024-06-10", document="C24/50")
    assert "C24/50" in page(secretary, "/reports-owed/?state=all")
    assert "C24/50" not in page(secretary, "/reports-owed/")
    assert "What the chair decided alone is to be reported." not in page(secretary, "/")
    rows = visitor(house, "Coco").get("/reports-owed/?state=all&format=csv")
    assert b"C24/50" in b"".join(rows)  # type: ignore[call-overload]


def test_seats_and_rules_are_kept_under_settings(house: House) -> None:
    officer = visitor(house, "Olga")
    assert "/settings/seats/?body=" in page(officer, "/settings/bodies/")
    body = str(house.bodies["COCO"])
    said = {"body": body, "role": "member", "post": "SG", "valid_from": "2024-06-01"}
    both = {**said, "name_original": "en", "name_en": "Somebody"}
    text = officer.post("/settings/seats/", {"key": "k1", **both})
    assert "one of the two" in text.content.decode()
    send(officer, "/settings/seats/", **said)
    assert models.Seat.objects.get().post == house.posts["SG"]
    rule = {"body": body, "valid_from": "2024-06-01", "ways": ["in_session"]}
    rule |= {"majority": "simple", "base": "cast", "quorum_share": "2/3", "shown": "numbers"}
    send(officer, "/settings/deciding/", source=str(house.paper), **rule)
    assert models.DecisionRule.objects.get().quorum_share == "2/3"
    assert 'class="dense cards wraps"' in page(officer, "/settings/deciding/")
    send(officer, f"/settings/seats/{models.Seat.objects.get().pk}/", last_day="2024-06-30")
    assert str(models.Seat.objects.get().valid_until) == "2024-07-01"


def test_a_body_shows_who_sits_and_how_it_decides_on_the_day(house: House) -> None:
    seats, body = seat_committee(house), house.bodies["COCO"]
    rule = {"instrument": house.paper, "ways": {Way.IN_SESSION}, "report_days": None}
    lay_down(house, **rule, reports_to=None, valid_from=TODAY)
    deciding.end_seat(house.administrator, seat=seats["DEP"], valid_until=TODAY)
    reader, address = visitor(house, "Adam"), f"/bodies/{body}/seats/"
    text = page(reader, address)
    assert BY_NAME in text and "Deputy" not in text
    assert "At least 2 of 3 seats must take part. It is carried if nobody votes against it." in text
    assert f'href="/instruments/{house.paper}/' in text and "/settings/seats/" not in text
    before = page(reader, f"{address}?valid=2024-06-01")
    assert "Deputy" in before and "No rule of its own" in before
    assert f"/settings/seats/?body={body}" in page(visitor(house, "Olga"), address)
    page(visitor(house, None), address, 404)


def test_the_seats_of_a_body_are_searched_sorted_and_taken_along(house: House) -> None:
    seat_committee(house)
    address = f"/bodies/{house.bodies['COCO']}/seats/"
    reader = visitor(house, "Adam")
    ranked = [row["role"] for row in rows_of_csv(reader, f"{address}?format=csv")]
    assert ranked == ["Chair", "Member", "Member", "Member", "Secretary"]
    turned = rows_of_xlsx(reader, f"{address}?format=xlsx&sort=-role")
    assert [row["role"] for row in turned] == ranked[::-1]
    (one,) = rows_of_csv(reader, f"{address}?format=csv&text=another")
    assert (one["name"], one["first_day"], one["last_day"]) == (BY_NAME, OPENED.isoformat(), "")
    assert "Nobody sits here" in page(reader, f"{address}?text=nobody")


def test_more_seats_cost_no_more_reads(house: House) -> None:
    address, by, body = f"/bodies/{house.bodies['COCO']}/seats/", house.administrator, {}
    lay_down(house)
    reader, reads = visitor(house, "Adam"), []
    page(reader, address)
    for posts in (("SG",), ("DIR", "DEP", "HR", "OPS")):
        for post in posts:
            body = {"body": house.bodies["COCO"], "post": house.posts[post]}
            deciding.seat_member(by, role=SeatRole.MEMBER, valid_from=OPENED, **body)
        with CaptureQueriesContext(connection) as found:
            page(reader, address)
        reads.append(len(found))
    assert reads[0] == reads[1]


def test_more_ballots_cost_no_more_reads(case: Engagement) -> None:
    open_ballot(case)
    with CaptureQueriesContext(connection) as few:
        ballots_tell(None)
    row = models.Ballot.objects.get()
    made = models.Ballot.objects.bulk_create(
        models.Ballot(**{**_values(row), "pk": None, "step": row.step}) for _each in range(6)
    )
    seats = list(models.BallotSeat.objects.values_list("seat", flat=True))
    models.BallotSeat.objects.bulk_create(
        models.BallotSeat(ballot=ballot, seat_id=seat) for ballot in made for seat in seats
    )
    with CaptureQueriesContext(connection) as many:
        assert len(ballots_tell(None)) == 21
    assert len(many) == len(few)


def _values(row: models.Ballot) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in models.Ballot._meta.fields}
