"""A ballot whose time is over while nobody looks: who is told what came of it, and until when."""

import pytest
from django.utils import timezone

from bureau.core.procedures.deciding import Choice, Way
from bureau.core.reasons import Reason
from bureau.institution.governance import models
from bureau.institution.governance.queries.deciding_wiring import ballots_tell
from bureau.institution.governance.services import ballots
from bureau.institution.governance.texts.deciding import waiting_sentence
from bureau.institution.governance.texts.deciding_wiring import ballots_waiting
from bureau.web.answers import Telling
from tests.institution.governance.deciding import (
    ALL_WAYS,
    URGENT,
    alone_after,
    closed_ballot,
    in_session,
    lay_down,
    open_ballot,
    recommend_so,
    seat_committee,
    vote,
)
from tests.institution.governance.engagement import Engagement, determine, submit_renaming
from tests.institution.governance.visitors import case_address, page, visitor
from tests.institution.house import House

NO_REPORT = {"reports_to": None, "report_days": None}


def counted_without_quorum(
    house: House, monkeypatch: pytest.MonkeyPatch, votes: str = ""
) -> tuple[Engagement, int]:
    """A case and its ballot, of three at least, in which one seat voted or none, by the clock."""
    seat_committee(house)
    lay_down(house, quorum_share="", quorum_number=3)
    case = submit_renaming(house, "OPS2")
    determine(case)
    ballot = open_ballot(case)
    if votes:
        vote(house, ballot, "Dina", votes, Choice.FOR)
    over = models.Ballot.objects.get(pk=ballot).cut_off
    monkeypatch.setattr(timezone, "now", lambda: over)
    ballots.close_due.func()
    return case, ballot


def test_what_the_clock_counted_is_told_to_who_goes_on_and_to_who_had_a_vote(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, ballot = counted_without_quorum(house, monkeypatch, votes="DIR")
    told = {one.person: one for one in ballots_tell([ballot])}
    secretary, member = (told[house.actor(name).person or 0] for name in ("Coco", "Dina"))
    assert (secretary.code, secretary.is_news) == ("counted", False)
    assert (member.code, member.is_news) == ("counted", True)
    (waits,) = ballots_waiting(house.actor("Coco"))
    assert waits.why == "Its time is over and it was counted: Recommend, no quorum."
    assert not ballots_waiting(house.actor("Dina"))
    recommend_so(case, in_session(4, 4), document="CC/7")
    assert not ballots_tell([ballot])


def told_chair(house: House, ballot: int) -> list[Telling]:
    return [one for one in ballots_tell([ballot]) if one.person == house.people["Sana"]]


def test_the_chair_is_told_that_they_may_decide_alone_and_where(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, ballot = counted_without_quorum(house, monkeypatch)
    (one,) = told_chair(house, ballot)
    said = waiting_sentence(Reason(one.code, one.facts))
    assert "the chair may decide alone, with reasons" in said
    assert "reported to Council within 30 days" in said
    assert 'value="chair_alone"' in page(visitor(house, "Sana"), one.address)
    others = {each.code for each in ballots_tell([ballot]) if each.person != one.person}
    assert others == {"counted"}


def test_the_page_of_the_ballot_leads_the_chair_there_and_tells_the_others(house: House) -> None:
    seat_committee(house)
    lay_down(house)
    case = submit_renaming(house, "OPS2")
    determine(case)
    ballot = closed_ballot(case, against=("DIR",))
    (one,) = told_chair(house, ballot)
    address, shown = case_address(f"ballots/{ballot}/"), "the chair may decide alone"
    assert one.address in page(visitor(house, "Sana"), address)
    other = page(visitor(house, "Dina"), address)
    assert shown in other and one.address not in other
    recommend_so(case, alone_after(ballot), "Sana", note=URGENT)
    assert not ballots_tell([ballot])
    assert shown not in page(visitor(house, "Sana"), address)


@pytest.mark.parametrize("ways", [ALL_WAYS - {Way.CHAIR_ALONE}, ALL_WAYS])
def test_where_the_rule_does_not_let_the_chair_alone_nobody_is_told_so(
    house: House, ways: frozenset[Way]
) -> None:
    seat_committee(house)
    lay_down(house, ways=ways, **({} if Way.CHAIR_ALONE in ways else NO_REPORT))
    case = submit_renaming(house, "OPS2")
    determine(case)
    adopted = Way.CHAIR_ALONE in ways
    ballot = closed_ballot(case, against=() if adopted else ("DIR",))
    assert not ballots_tell([ballot])
    shown = page(visitor(house, "Sana"), case_address(f"ballots/{ballot}/"))
    assert "the chair may decide alone" not in shown


def test_what_its_secretary_closed_is_not_told_as_news(house: House) -> None:
    seat_committee(house)
    lay_down(house)
    case = submit_renaming(house, "OPS2")
    determine(case)
    ballot = closed_ballot(case)
    assert not ballots_tell([ballot])
