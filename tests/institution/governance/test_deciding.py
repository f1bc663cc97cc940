"""How a body decides: in session, by ballot, by its chair alone; each only as its rule allows."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from bureau.core.procedures.deciding import Choice, Majority, SeatRole, Way
from bureau.core.procedures.kinds import ActKind
from bureau.core.reasons import Refused
from bureau.institution.governance import models
from bureau.institution.governance.queries.deciding import is_told, posts_seated
from bureau.institution.governance.queries.deciding_wiring import ballots_tell
from bureau.institution.governance.queries.reorganisations import seen_by
from bureau.institution.governance.services import ballots, deciding, reports, steps, submissions
from bureau.institution.governance.services.conventions import set_deadline_convention
from bureau.institution.instruments.models import Body
from bureau.institution.instruments.services.register import keep_body
from bureau.institution.procedures.models import Dissent, ProcedureAct
from bureau.record.journal.models import Entry
from bureau.web.multilingual import text
from tests.institution.governance.deciding import (
    BY_NAME,
    LAST_DAY,
    URGENT,
    alone_after,
    by_ballot,
    closed_ballot,
    in_session,
    lay_down,
    open_ballot,
    recommend_so,
    refused,
    seat_committee,
    seat_number,
    vote,
    voted,
)
from tests.institution.governance.engagement import (
    Engagement,
    determine,
    recommend,
    submit_renaming,
    submitted,
)
from tests.institution.governance.test_conditional import on
from tests.institution.governance.test_named_by_authors import delegate
from tests.institution.governance.visitors import page, visitor
from tests.institution.house import FORCE, NOW, OPENED, TODAY, House

MEETING = {"document": "CC/7"}


@pytest.fixture
def case(house: House) -> Engagement:
    """Before the committee, which has seats and a rule."""
    seat_committee(house)
    lay_down(house)
    found = submit_renaming(house, "OPS2")
    determine(found)
    return found


def test_a_body_without_a_rule_acts_as_before(house: House) -> None:
    found = submitted(house)
    determine(found)
    recommend(found)
    assert ProcedureAct.objects.latest("pk").decided is None


def test_in_session_the_secretary_records_the_count(case: Engagement) -> None:
    number = recommend_so(case, in_session(4, 4, reserved=1), meeting=case.house.meetings["COCO"])
    said = ProcedureAct.objects.get(pk=number).decided
    assert (said["way"], said["outcome"], said["quorum"]) == ("in_session", "adopted", 2)
    assert said["tally"] == dict(present=4, supporting=4, against=0, abstained=0, reserved=1)
    assert len(said["seats"]) == 5
    entry = Entry.objects.latest("sequence")
    assert (
        entry.details["cites"]["decided"] == ProcedureAct.objects.get(pk=number).hashes["decided"]
    )


@pytest.mark.parametrize(
    ("count", "code"),
    [((1, 1), "no_quorum"), ((4, 3, 1), "unanimity_failed"), ((9, 9), "tally_impossible")],
)
def test_what_the_rule_does_not_allow_is_refused(
    case: Engagement, count: tuple[int, ...], code: str
) -> None:
    assert code in refused(lambda: recommend_so(case, in_session(*count), **MEETING))
    assert refused(lambda: recommend_so(case, None, **MEETING)) == {"manner_missing"}


def test_a_dissent_in_session_is_kept_apart_and_may_be_erased(case: Engagement) -> None:
    dissents = ((seat_number(case.house, "DIR"), "Too soon"),)
    number = recommend_so(case, in_session(4, 3, abstained=1), dissents=dissents, **MEETING)
    entry = Entry.objects.latest("sequence")
    kept = Dissent.objects.get(act=number)
    assert (kept.said, f"dissent_{kept.pk}" in entry.details["commitments"]) == ("Too soon", True)
    assert "Too soon" not in str(entry.details)
    kept.delete()


def test_who_has_no_vote_does_not_dissent(case: Engagement) -> None:
    secretary = ((seat_number(case.house, "COCO"), "No"),)
    found = refused(lambda: recommend_so(case, in_session(4, 4), dissents=secretary, **MEETING))
    assert found == {"dissent_of_no_member"}


def test_a_ballot_that_all_adopted_is_recorded_by_the_secretary(case: Engagement) -> None:
    ballot = closed_ballot(case)
    number = recommend_so(case, by_ballot(ballot))
    act = ProcedureAct.objects.get(pk=number)
    assert (act.decided["ballot"], act.decided["outcome"]) == (ballot, "adopted")
    assert {choice for _seat, choice in act.decided["votes"]} == {"for"}
    assert act.post == case.house.posts["COCO"]


def test_while_a_ballot_is_open_its_body_does_not_act(case: Engagement) -> None:
    ballot = open_ballot(case)
    voted(case.house, ballot, left="DEP")
    assert "ballot_open" in refused(lambda: recommend_so(case, by_ballot(ballot)))
    assert "ballot_open" in refused(lambda: recommend_so(case, in_session(4, 4), **MEETING))
    secretary = case.house.actor("Coco")
    assert refused(lambda: ballots.close_ballot(secretary, ballot=ballot)) == {"ballot_goes_on"}
    assert "ballot_open" in refused(lambda: open_ballot(case))


def test_a_ballot_goes_on_by_its_rule_after_that_ended(
    case: Engagement, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The body decides as it was asked to, not without any rule."""
    ballot = open_ballot(case)
    models.DecisionRule.objects.update(valid_until=TODAY)
    assert "ballot_open" in refused(lambda: recommend_so(case, in_session(4, 4), **MEETING))
    assert refused(lambda: recommend_so(case, None, **MEETING)) == {"manner_missing"}
    voted(case.house, ballot)
    ballots.close_ballot(case.house.actor("Coco"), ballot=ballot)
    number = recommend_so(case, by_ballot(ballot))
    assert ProcedureAct.objects.get(pk=number).decided["ballot"] == ballot


def test_a_body_decides_until_the_day_on_which_it_ends(case: Engagement) -> None:
    end_body(case.house, TODAY)
    assert "body_ended" in refused(lambda: recommend_so(case, in_session(4, 4), **MEETING))
    end_body(case.house, TODAY + timedelta(days=1))
    recommend_so(case, in_session(4, 4), **MEETING)


def test_a_ballot_is_over_before_its_body_ends(case: Engagement) -> None:
    end_body(case.house, LAST_DAY)
    assert refused(lambda: open_ballot(case)) == {"body_ended"}
    end_body(case.house, LAST_DAY + timedelta(days=1))
    open_ballot(case)


def end_body(house: House, day: date) -> None:
    body = Body.objects.get(code="COCO")
    keep_body(house.administrator, body=body.pk, name=body.name, valid_until=day)


def test_one_that_is_called_off_leaves_the_body_as_if_it_had_not_been_held(
    case: Engagement,
) -> None:
    house, ballot = case.house, open_ballot(case, kind=ActKind.REJECT)
    vote(house, ballot, "Dina", "DIR", Choice.AGAINST)
    secretary, why = house.actor("Coco"), {"ballot": ballot, "reason": "It meets tomorrow"}
    member = house.actor("Dina")
    assert refused(lambda: ballots.call_off_ballot(member, **why)) == {"not_yours_to_do"}
    unsaid = {**why, "reason": " "}
    assert refused(lambda: ballots.call_off_ballot(secretary, **unsaid)) == {"reason_missing"}
    ballots.call_off_ballot(secretary, **why)
    entry = Entry.objects.latest("sequence")
    assert f"called_off_{ballot}" in entry.details["commitments"]
    assert "tomorrow" not in str(entry.details)
    assert not is_told(models.Ballot.objects.get(pk=ballot))
    assert {one.code for one in ballots_tell([ballot])} == {"called_off"}
    again = lambda: ballots.call_off_ballot(house.actor("Coco"), **why)  # noqa: E731
    assert refused(again) == {"ballot_ended"}
    alone = alone_after(ballot)
    assert "body_not_asked" in refused(lambda: recommend_so(case, alone, "Sana", note=URGENT))
    closed = closed_ballot(case)
    recommend_so(case, by_ballot(closed))


def test_one_in_which_all_have_voted_is_counted_and_not_called_off(case: Engagement) -> None:
    ballot = open_ballot(case)
    voted(case.house, ballot)
    secretary = case.house.actor("Coco")
    off = lambda: ballots.call_off_ballot(secretary, ballot=ballot, reason="No")  # noqa: E731
    assert refused(off) == {"all_voted"}


def test_a_vote_may_be_changed_until_the_cut_off(
    case: Engagement, monkeypatch: pytest.MonkeyPatch
) -> None:
    house, ballot = case.house, open_ballot(case)
    vote(house, ballot, "Dina", "DIR", Choice.AGAINST)
    vote(house, ballot, "Dina", "DIR", Choice.FOR)
    voted(house, ballot, left="DIR")
    assert models.Vote.objects.filter(ballot=ballot).count() == 5
    assert ballots.close_ballot(house.actor("Coco"), ballot=ballot) == "adopted"
    late = lambda: vote(house, ballot, "Dina", "DIR", Choice.AGAINST)  # noqa: E731
    assert refused(late) == {"ballot_ended"}


def test_the_clock_counts_once_after_the_cut_off(
    case: Engagement, monkeypatch: pytest.MonkeyPatch
) -> None:
    ballot = open_ballot(case)
    vote(case.house, ballot, "Dina", "DIR", Choice.FOR)
    ballots.close_due.func()
    assert not models.BallotEnd.objects.exists()
    on(monkeypatch, TODAY + timedelta(days=6))
    late = lambda: vote(case.house, ballot, "Dede", "DEP", Choice.FOR)  # noqa: E731
    assert refused(late) == {"ballot_ended"}
    ballots.close_due.func()
    ballots.close_due.func()
    end = models.BallotEnd.objects.get()
    assert (end.outcome, end.person, end.day) == ("no_quorum", 0, TODAY + timedelta(days=5))
    assert Entry.objects.filter(act="governance.close_ballot").count() == 1


def test_a_ballot_is_over_at_the_hour_at_which_its_body_closes(
    case: Engagement, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = case.house
    set_deadline_convention(
        house.administrator,
        organisation=house.organisation,
        body=house.bodies["COCO"],
        zone="America/New_York",
        closes="17:30",
        valid_from=TODAY,
        source=text(en="Rules of the committee"),
    )
    ballot = open_ballot(case)
    over = datetime.combine(LAST_DAY, time(17, 30), ZoneInfo("America/New_York"))
    row = models.Ballot.objects.get(pk=ballot)
    assert (row.cut_off, row.zone) == (over, "America/New_York")
    told = next(one for one in ballots_tell([ballot]))
    assert (told.due, told.zone, told.closes) == (LAST_DAY, "America/New_York", "17:30")
    address = f"/reorganisations/{case.number}/ballots/{ballot}/"
    assert "17:30, America/New_York" in page(visitor(house, "Coco"), address)
    monkeypatch.setattr(timezone, "now", lambda: over - timedelta(minutes=1))
    vote(house, ballot, "Dina", "DIR", Choice.FOR)
    monkeypatch.setattr(timezone, "now", lambda: over)
    late = lambda: vote(house, ballot, "Dede", "DEP", Choice.FOR)  # noqa: E731
    assert refused(late) == {"ballot_ended"}
    ballots.close_due.func()
    assert models.BallotEnd.objects.get().day == LAST_DAY


def test_who_sat_before_is_entered_beside_who_sits_now(house: House) -> None:
    seat_committee(house)
    by, body, chair = house.administrator, house.bodies["COCO"], SeatRole.CHAIR
    days: dict[str, Any] = {"valid_from": OPENED - timedelta(days=400), "valid_until": OPENED}
    deciding.seat_member(by, body=body, role=chair, name=text(en="Chair before"), **days)
    days["valid_until"] += timedelta(days=1)
    again = lambda: deciding.seat_member(by, body=body, role=chair, name=text(en="A"), **days)  # noqa: E731
    assert refused(again) == {"chair_seated_already"}


def test_nobody_votes_for_another_nor_on_their_own_case(case: Engagement) -> None:
    house, ballot = case.house, open_ballot(case)
    other = lambda: vote(house, ballot, "Dina", "DEP", Choice.FOR)  # noqa: E731
    assert refused(other) == {"may_not_act"}
    unshown = lambda: vote(house, ballot, "Coco", BY_NAME, Choice.FOR)  # noqa: E731
    assert refused(unshown) == {"document_missing"}
    unsaid = lambda: vote(house, ballot, "Dina", "DIR", Choice.RESERVED)  # noqa: E731
    assert refused(unsaid) == {"reservation_unsaid"}


def test_nobody_is_a_body_alone_by_delegations(case: Engagement) -> None:
    house, number = case.house, open_ballot(case)
    for giver, post in (("Sana", "SG"), ("Dede", "DEP")):
        delegate(house, giver, post, "Dina")
    vote(house, number, "Dina", "DIR", Choice.FOR)
    vote(house, number, "Dina", "SG", Choice.FOR)
    vote(house, number, "Dina", "SG", Choice.AGAINST)
    assert refused(lambda: vote(house, number, "Dina", "DEP", Choice.FOR)) == {"votes_for_too_many"}
    vote(house, number, "Dede", "DEP", Choice.FOR)


def test_what_a_member_voted_in_person_the_secretary_does_not_change(case: Engagement) -> None:
    house, ballot = case.house, open_ballot(case)
    vote(house, ballot, "Coco", "DIR", Choice.FOR, document="Letter 3")
    vote(house, ballot, "Coco", "DIR", Choice.ABSTAIN, document="Letter 4")
    own = vote(house, ballot, "Dina", "DIR", Choice.AGAINST, words="Not in this form")
    over = lambda: vote(house, ballot, "Coco", "DIR", Choice.FOR, document="Letter 5")  # noqa: E731
    assert refused(over) == {"voted_in_person"}
    assert models.Vote.objects.order_by("-pk")[0].pk == own


def test_the_author_s_seat_stands_aside_and_is_not_waited_for(house: House) -> None:
    seats = {"OFF2": SeatRole.MEMBER, "DIR": SeatRole.MEMBER}
    for post, role in seats.items():
        deciding.seat_member(
            house.administrator,
            body=house.bodies["COCO"],
            role=role,
            post=house.posts[post],
            valid_from=TODAY,
        )
    lay_down(house, majority=Majority.SIMPLE)
    found = submit_renaming(house, "OPS2")
    determine(found)
    ballot = open_ballot(found)
    own = lambda: vote(house, ballot, "Otto", "OFF2", Choice.FOR)  # noqa: E731
    assert "seat_stands_aside" in refused(own)
    written = lambda: vote(house, ballot, "Coco", "OFF2", Choice.FOR, document="L")  # noqa: E731
    assert refused(written) == {"seat_stands_aside"}
    vote(house, ballot, "Dina", "DIR", Choice.FOR)
    assert ballots.close_ballot(house.actor("Coco"), ballot=ballot) == "adopted"


def test_what_failed_the_chair_may_decide_alone_for_reasons(case: Engagement) -> None:
    ballot = closed_ballot(case, against=("DIR",))
    assert "unanimity_failed" in refused(lambda: recommend_so(case, by_ballot(ballot)))
    alone = alone_after(ballot)
    assert refused(lambda: recommend_so(case, alone, "Sana")) == {"urgency_missing"}
    assert "not_the_chair" in refused(lambda: recommend_so(case, alone, note=URGENT))
    assert "not_the_chair" in refused(lambda: recommend_so(case, alone, "Dina", note=URGENT))
    act = ProcedureAct.objects.get(pk=recommend_so(case, alone, "Sana", note=URGENT))
    assert (act.post, act.on_behalf, act.capacity) == (case.house.posts["SG"], None, "holder")
    assert act.decided["outcome"] == "unanimity_failed"
    assert act.body_id == case.house.bodies["COCO"]


def test_the_chair_asks_the_body_first(case: Engagement) -> None:
    nobody = alone_after(0)
    assert "body_not_asked" in refused(lambda: recommend_so(case, nobody, "Sana", note=URGENT))
    adopted = alone_after(closed_ballot(case))
    assert refused(lambda: recommend_so(case, adopted, "Sana", note=URGENT)) == {"body_decided"}


def test_what_the_chair_decides_alone_is_reported_once(case: Engagement) -> None:
    house = case.house
    act = recommend_so(case, alone_after(closed_ballot(case, ("DIR",))), "Sana", note=URGENT)
    owed = models.ReportOwed.objects.get(act=act)
    assert (owed.to_id, owed.due) == (house.bodies["COUNCIL"], TODAY + timedelta(days=30))
    secretary, said = house.actor("Coco"), {"owed": owed.pk, "day": TODAY}
    carl = house.actor("Carl")
    assert refused(lambda: reports.record_report(carl, document="C1", **said)) == {
        "not_yours_to_do"
    }
    assert refused(lambda: reports.record_report(secretary, **said)) == {"report_unnamed"}
    reports.record_report(secretary, document="C24/50", **said)
    again = refused(lambda: reports.record_report(secretary, document="C24/50", **said))
    assert again == {"reported_already"}


def test_a_case_put_forward_again_leaves_its_ballots_behind(case: Engagement) -> None:
    ballot = closed_ballot(case)
    steps.refer_back(
        case.house.actor("Coco"),
        reorganisation=case.number,
        step=case.step("recommend"),
        day=TODAY,
        manner=in_session(4, 4),
        **MEETING,
    )
    submissions.submit_reorganisation(case.house.actor("Otto"), reorganisation=case.number)
    found = refused(lambda: recommend_so(case, by_ballot(ballot)))
    assert found == {"ballot_on_another_act"}


def test_members_see_what_they_are_to_decide(case: Engagement) -> None:
    assert case.number in seen_by(case.house.actor("Dede"), [case.number])
    assert case.number not in seen_by(case.house.actor("Opal"), [case.number])


def test_what_is_put_to_the_vote_is_within_the_rule(
    case: Engagement, monkeypatch: pytest.MonkeyPatch
) -> None:
    soon = refused(lambda: open_ballot(case, TODAY + timedelta(days=4)))
    assert soon == {"cut_off_too_soon"}
    assert refused(lambda: open_ballot(case, kind=ActKind.DEFER)) == {"act_not_open"}
    assert refused(lambda: open_ballot(case, parts=frozenset({9}))) == {"parts_not_open"}
    tomorrow = TODAY + timedelta(days=1)
    lay_down(case.house, ways=frozenset({Way.IN_SESSION}), valid_from=tomorrow, **NO_REPORT)
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=1))
    last_day = tomorrow + timedelta(days=5)
    assert refused(lambda: open_ballot(case, last_day)) == {"way_not_open"}


NO_REPORT: dict[str, Any] = {"reports_to": None, "report_days": None}


def test_a_post_sits_once(house: House) -> None:
    seat_committee(house)
    by, body = house.administrator, house.bodies["COCO"]
    said = {"body": body, "valid_from": TODAY}
    twice = lambda: deciding.seat_member(  # noqa: E731
        by, role=SeatRole.MEMBER, post=house.posts["DIR"], **said
    )
    assert refused(twice) == {"seated_already"}
    unserved = lambda: deciding.seat_member(  # noqa: E731
        by, role=SeatRole.SECRETARY, post=house.posts["OPS"], **said
    )
    assert refused(unserved) == {"secretary_without_role"}


def test_an_observer_sits_without_a_vote_and_reads_no_case_by_it(case: Engagement) -> None:
    house, body = case.house, case.house.bodies["COCO"]
    said = {"body": body, "valid_from": TODAY}
    deciding.seat_member(
        house.administrator, role=SeatRole.OBSERVER, post=house.posts["ADV"], **said
    )
    deciding.seat_member(
        house.administrator, role=SeatRole.VICE_CHAIR, post=house.posts["HR"], **said
    )
    seated = posts_seated([body], TODAY)[body]
    assert house.posts["HR"] in seated and house.posts["ADV"] not in seated
    assert not seen_by(house.actor("Adam"), {case.number})
    act = recommend_so(case, in_session(5, 5), **MEETING)
    assert ProcedureAct.objects.get(pk=act).decided["outcome"] == "adopted"


def test_only_keepers_of_rules_seat_members_and_lay_down_how_they_decide(house: House) -> None:
    found = refused(
        lambda: deciding.seat_member(
            house.actor("Coco"),
            body=house.bodies["COCO"],
            role=SeatRole.MEMBER,
            post=house.posts["DIR"],
            valid_from=TODAY,
        )
    )
    assert found == {"not_yours_to_do"}
    assert refused(lambda: lay_down(house, days=0)) == {"decision_rule_unfit"}
    assert refused(lambda: lay_down(house, quorum_share="half")) == {"decision_rule_unfit"}


def test_a_next_rule_ends_the_one_before_and_what_was_decided_stays(case: Engagement) -> None:
    act = recommend_so(case, in_session(4, 4), **MEETING)
    lay_down(case.house, majority=Majority.SIMPLE, valid_from=FORCE)
    first = models.DecisionRule.objects.order_by("pk")[0]
    assert (first.valid_until, ProcedureAct.objects.get(pk=act).decided["rule"]) == (
        FORCE,
        first.pk,
    )


@pytest.mark.thorough
@pytest.mark.parametrize(
    "table", ["Ballot", "BallotSeat", "Vote", "BallotEnd", "Seat", "DecisionRule"]
)
def test_what_was_voted_cannot_be_rewritten(case: Engagement, table: str) -> None:
    closed_ballot(case)
    rows = getattr(models, table).objects.all()
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(**{"kind": "reject"} if table == "Ballot" else _other(table))


def _other(table: str) -> dict[str, Any]:
    return {
        "BallotSeat": {"seat": 1},
        "Vote": {"choice": "against"},
        "BallotEnd": {"outcome": "not_adopted"},
        "Seat": {"post": 1},
        "DecisionRule": {"days": 1},
    }[table]


def test_a_rule_begins_later_than_the_one_before(house: House) -> None:
    lay_down(house)
    lay_down(house, valid_from=FORCE)
    assert models.DecisionRule.objects.filter(valid_until=FORCE).count() == 1
    with pytest.raises(Refused, match="rule_versions_overlap"):
        lay_down(house, valid_from=FORCE)
