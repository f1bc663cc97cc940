"""A ballot whose time is over while nobody looks: who is told what came of it, and until when."""

import pytest
from django.utils import timezone

from bureau.core.procedures.deciding import Choice
from bureau.institution.governance import models
from bureau.institution.governance.queries.deciding_wiring import ballots_tell
from bureau.institution.governance.services import ballots
from bureau.institution.governance.texts.deciding_wiring import ballots_waiting
from tests.institution.governance.deciding import (
    closed_ballot,
    in_session,
    lay_down,
    open_ballot,
    recommend_so,
    seat_committee,
    vote,
)
from tests.institution.governance.engagement import determine, submit_renaming
from tests.institution.house import House


def test_what_the_clock_counted_is_told_to_who_goes_on_and_to_who_had_a_vote(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat_committee(house)
    lay_down(house, quorum_share="", quorum_number=3)
    case = submit_renaming(house, "OPS2")
    determine(case)
    ballot = open_ballot(case)
    vote(house, ballot, "Dina", "DIR", Choice.FOR)
    over = models.Ballot.objects.get(pk=ballot).cut_off
    monkeypatch.setattr(timezone, "now", lambda: over)
    ballots.close_due.func()
    told = {one.person: one for one in ballots_tell([ballot])}
    secretary, member = (told[house.actor(name).person or 0] for name in ("Coco", "Dina"))
    assert (secretary.code, secretary.is_news) == ("counted", False)
    assert (member.code, member.is_news) == ("counted", True)
    (waits,) = ballots_waiting(house.actor("Coco"))
    assert waits.why == "Its time is over and it was counted: no quorum."
    assert not ballots_waiting(house.actor("Dina"))
    recommend_so(case, in_session(4, 4), document="CC/7")
    assert not ballots_tell([ballot])


def test_what_its_secretary_closed_is_not_told_as_news(house: House) -> None:
    seat_committee(house)
    lay_down(house)
    case = submit_renaming(house, "OPS2")
    determine(case)
    ballot = closed_ballot(case)
    assert not ballots_tell([ballot])
