"""A chair is seated, and leaves, by two persons; nobody takes it for themselves."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from bureau.core.procedures.deciding import SeatRole
from bureau.core.reasons import Refused
from bureau.institution.governance.models import ChairProposal, Seat
from bureau.institution.governance.services.deciding import end_seat, seat_member, settle_chair
from bureau.institution.governance.services.seat_tables import SeatRow, take_seats
from tests.institution.governance.deciding import lay_down, seat_committee
from tests.institution.governance.engagement import draft_engagement
from tests.institution.governance.visitors import visitor
from tests.institution.house import NOW, TODAY, House

pytestmark = [pytest.mark.django_db, pytest.mark.everywhere]


@pytest.fixture
def chair(house: House) -> int:
    """The seat of who is in the chair of a body that has a rule to decide by."""
    seats = seat_committee(house)
    lay_down(house)
    return seats["SG"]


def proposed_end(house: House, chair: int, by: str = "Olga") -> int:
    end_seat(house.actor(by), seat=chair, valid_until=TODAY)
    return ChairProposal.objects.latest("pk").pk


def proposed(
    house: House, post: str, valid_from: date = TODAY, valid_until: date | None = None
) -> int:
    seat_member(
        house.actor("Olga"),
        body=house.bodies["COCO"],
        role=SeatRole.CHAIR,
        post=house.posts[post],
        valid_from=valid_from,
        valid_until=valid_until,
    )
    return ChairProposal.objects.latest("pk").pk


def chairs(house: House) -> set[int | None]:
    rows = Seat.objects.filter(body=house.bodies["COCO"], role=SeatRole.CHAIR)
    return {row.post for row in rows.exclude(valid_until__lte=TODAY)}


def test_an_officer_alone_seats_no_chair_and_ends_none(house: House, chair: int) -> None:
    olga, otto = house.actor("Olga"), house.actor("Otto")
    end, other = proposed_end(house, chair), proposed(house, "HR")
    for proposal in (end, other):
        with pytest.raises(Refused, match="two_persons_needed"):
            settle_chair(olga, proposal=proposal, is_confirmed=True)
    assert chairs(house) == {house.posts["SG"]}
    with pytest.raises(Refused, match="chair_seated_already"):
        settle_chair(otto, proposal=other, is_confirmed=True)
    for proposal in (end, other):
        settle_chair(otto, proposal=proposal, is_confirmed=True)
    assert chairs(house) == {house.posts["HR"]}
    with pytest.raises(Refused, match="already_settled"):
        settle_chair(otto, proposal=end, is_confirmed=True)


def test_nor_does_a_table(house: House, chair: int) -> None:
    ends = SeatRow(SeatRole.CHAIR, TODAY, TODAY, seat=chair)
    follows = SeatRow(SeatRole.CHAIR, TODAY, post=house.posts["HR"])
    take_seats(house.actor("Olga"), body=house.bodies["COCO"], rows=[ends, follows])
    assert chairs(house) == {house.posts["SG"]} and ChairProposal.objects.count() == 2


def test_nobody_confirms_a_chair_for_themselves(house: House, chair: int) -> None:
    settle_chair(house.administrator, proposal=proposed_end(house, chair), is_confirmed=True)
    proposal = proposed(house, "OFF2")
    with pytest.raises(Refused, match="two_persons_needed"):
        settle_chair(house.actor("Otto"), proposal=proposal, is_confirmed=True)
    settle_chair(house.actor("Otto"), proposal=proposal, is_confirmed=False)
    assert not chairs(house)


def test_a_body_that_has_a_rule_has_its_first_chair_by_two_persons(house: House) -> None:
    lay_down(house)
    proposal = proposed(house, "OFF")
    assert not chairs(house)
    settle_chair(house.actor("Otto"), proposal=proposal, is_confirmed=True)
    assert chairs(house) == {house.posts["OFF"]}


def test_an_older_proposal_undoes_no_newer_chair(house: House, chair: int) -> None:
    later = TODAY + timedelta(days=9)
    older = proposed(house, "OPS", valid_from=later)
    for proposal in (proposed_end(house, chair), proposed(house, "HR", valid_until=later)):
        settle_chair(house.actor("Otto"), proposal=proposal, is_confirmed=True)
    with pytest.raises(Refused, match="changed_since_proposed"):
        settle_chair(house.actor("Otto"), proposal=older, is_confirmed=True)


def test_an_author_confirms_no_chair_of_a_body_that_their_case_comes_to(
    house: House, chair: int
) -> None:
    end = proposed_end(house, chair, by="Otto")
    draft_engagement(house)
    with pytest.raises(Refused, match="body_of_own_case"):
        settle_chair(house.actor("Olga"), proposal=end, is_confirmed=True)


def test_a_proposed_chair_lapses(house: House, chair: int, monkeypatch: pytest.MonkeyPatch) -> None:
    proposal = proposed_end(house, chair)
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=31))
    with pytest.raises(Refused, match="is_over"):
        settle_chair(house.actor("Otto"), proposal=proposal, is_confirmed=True)


def test_a_second_officer_confirms_on_the_page(house: House, chair: int) -> None:
    proposal = proposed_end(house, chair)
    first, second = visitor(house, "Olga"), visitor(house, "Otto")
    assert "Another person must confirm it" in first.get("/settings/seats/").content.decode()
    assert "Another person" not in second.get("/settings/seats/").content.decode()
    address = f"/settings/seats/proposals/{proposal}/confirmation/"
    assert second.post(address, {"key": "k"}).status_code == 302
    assert not chairs(house)
