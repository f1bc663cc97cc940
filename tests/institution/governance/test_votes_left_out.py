"""A vote whose member gets a hand in the matter before the count does not count."""

from collections.abc import Callable, Mapping
from datetime import timedelta

import pytest
from django.utils import timezone

from bureau.core.changes.actions import ActionKind
from bureau.core.procedures.deciding import Choice, Majority, Outcome
from bureau.institution.governance.models import Ballot, BallotEnd, Vote
from bureau.institution.governance.queries.ballots import polled
from bureau.institution.governance.queries.verification import differing
from bureau.institution.governance.services import actions, ballots, drafts, personnel, submissions
from bureau.web.multilingual import text
from tests.institution.governance.deciding import (
    BY_NAME,
    by_ballot,
    lay_down,
    open_ballot,
    recommend_so,
    refused,
    seat_committee,
    vote,
)
from tests.institution.governance.engagement import DAY, Engagement, determine
from tests.institution.governance.visitors import page, visitor
from tests.institution.house import TODAY, House

pytestmark = [pytest.mark.django_db, pytest.mark.everywhere]

FOR, AGAINST, ABSTAIN = Choice.FOR, Choice.AGAINST, Choice.ABSTAIN
VOTERS = {"SG": "Sana", "DIR": "Dina", "DEP": "Dede", BY_NAME: "Coco"}

type Since = Callable[[House], object]


def _regrading(house: House) -> Engagement:
    """A case that regrades the post D1, put before the committee."""
    case = drafts.start_reorganisation(
        house.actor("Olga"),
        organisation=house.organisation,
        reference="REGRADE",
        title=text(en="Another grade"),
    )
    actions.add_action(
        house.actor("Olga"),
        reorganisation=case,
        kind=ActionKind.RECLASSIFY_POST,
        day=DAY,
        subject=house.posts["D1"],
        values={"grade": "D.2"},
        reason="Asked for",
    )
    submissions.submit_reorganisation(house.actor("Olga"), reorganisation=case)
    found = Engagement(house, case, 0)
    determine(found)
    return found


def _appoint(who: str, day: int = 0) -> Since:
    return lambda house: personnel.appoint(
        house.actor("Hana"),
        post=house.posts["D1"],
        person=house.people[who],
        day=TODAY + timedelta(days=day),
        share=50,
    )


def _nobody(_: House) -> None:
    """Nothing happens since."""


ONE_FOR = {"DEP": FOR, "SG": ABSTAIN, "DIR": ABSTAIN, BY_NAME: ABSTAIN}
AGAINST_DEP = {"DEP": AGAINST, "SG": FOR, "DIR": ABSTAIN, BY_NAME: ABSTAIN}
THREE = {"DEP": FOR, "SG": FOR, "DIR": FOR}


@pytest.mark.parametrize(
    ("since", "votes", "rule", "outcome", "counted", "left_out"),
    [
        (_nobody, ONE_FOR, {}, Outcome.ADOPTED, 4, 0),
        (_appoint("Dede"), ONE_FOR, {}, Outcome.NOT_ADOPTED, 3, 1),
        (_appoint("Dede", 20), ONE_FOR, {}, Outcome.NOT_ADOPTED, 3, 1),
        (_appoint("Otto"), ONE_FOR, {}, Outcome.ADOPTED, 4, 0),
        (_appoint("Dede"), AGAINST_DEP, {}, Outcome.ADOPTED, 3, 1),
        (_appoint("Dede"), THREE, {"quorum_share": "", "quorum_number": 3}, "no_quorum", 2, 1),
        (_appoint("Dede"), THREE, {"quorum_share": "", "quorum_number": 2}, "adopted", 2, 1),
        (_appoint("Dede"), THREE, {"base": "seats"}, Outcome.NOT_ADOPTED, 2, 1),
    ],
)
def test_a_vote_counts_only_of_who_has_no_hand_in_the_matter_when_it_is_counted(
    house: House,
    monkeypatch: pytest.MonkeyPatch,
    since: Since,
    votes: Mapping[str, Choice],
    rule: dict[str, object],
    outcome: str,
    counted: int,
    left_out: int,
) -> None:
    seat_committee(house)
    lay_down(house, **{"majority": Majority.SIMPLE, **rule})
    case = _regrading(house)
    number = open_ballot(case)
    for seat, choice in votes.items():
        shown = {"document": "Letter"} if seat == BY_NAME else {}
        vote(house, number, VOTERS[seat], seat, choice, **shown)
    since(house)
    over = Ballot.objects.get(pk=number).cut_off
    with monkeypatch.context() as later:
        later.setattr(timezone, "now", lambda: over)
        ballots.close_due.func()
    end = BallotEnd.objects.get()
    assert (end.outcome, end.tally["present"]) == (outcome, counted)
    assert len(end.left_out or ()) == left_out
    assert not list(differing())


def test_a_vote_recorded_for_a_seat_that_stands_aside_by_now_does_not_count(house: House) -> None:
    """Nor is the ballot open for it: the others have voted, and that closes it."""
    seat_committee(house)
    lay_down(house, majority=Majority.SIMPLE)
    case = _regrading(house)
    number = open_ballot(case)
    vote(house, number, "Coco", "DEP", FOR, document="Letter")
    for seat in ("SG", "DIR"):
        vote(house, number, VOTERS[seat], seat, ABSTAIN)
    vote(house, number, "Coco", BY_NAME, ABSTAIN, document="Letter")
    _appoint("Dede")(house)
    assert refused(lambda: vote(house, number, "Coco", "DEP", FOR, document="Letter 2")) == {
        "seat_stands_aside"
    }
    assert "does not count: has a hand in the matter" in page(
        visitor(house, "Coco"), f"/reorganisations/{case.number}/ballots/{number}/"
    )
    assert ballots.close_ballot(house.actor("Coco"), ballot=number) == Outcome.NOT_ADOPTED
    assert refused(lambda: recommend_so(case, by_ballot(number))) == {"not_adopted"}


def test_what_was_counted_stays_counted_though_a_member_gets_a_hand_in_it_later(
    house: House,
) -> None:
    seat_committee(house)
    lay_down(house, majority=Majority.SIMPLE)
    case = _regrading(house)
    number = open_ballot(case)
    for seat, choice in ONE_FOR.items():
        shown = {"document": "Letter"} if seat == BY_NAME else {}
        vote(house, number, VOTERS[seat], seat, choice, **shown)
    assert ballots.close_ballot(house.actor("Coco"), ballot=number) == Outcome.ADOPTED
    _appoint("Dede")(house)
    poll = polled(Ballot.objects.get(pk=number))
    assert len(poll.counting) == Vote.objects.count() == 4
    assert not list(differing())
