"""How a body decides is changed by two persons, from a later day, by nobody whose case it is."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from bureau.core.procedures.deciding import Majority, SeatRole, Way
from bureau.core.reasons import Refused
from bureau.institution.governance import models
from bureau.institution.governance.queries.deciding import rule_on
from bureau.institution.governance.services import decision_rules, steps
from bureau.institution.governance.services.deciding import end_seat, seat_member
from tests.institution.governance.deciding import (
    in_session,
    lay_down,
    recommend_so,
    seat_committee,
)
from tests.institution.governance.engagement import Engagement, determine, submit_renaming
from tests.institution.governance.visitors import visitor
from tests.institution.house import NOW, OPENED, TODAY, House

pytestmark = [pytest.mark.django_db, pytest.mark.everywhere]

TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def rule(house: House) -> int:
    seat_committee(house)
    return lay_down(house)


@pytest.fixture
def case(house: House) -> Engagement:
    """Before the committee."""
    found = submit_renaming(house, "OPS2")
    determine(found)
    return found


def proposal() -> int:
    return models.DecisionRuleProposal.objects.latest("pk").pk


def eased(house: House, by: str = "Olga", **said: object) -> int:
    """Consensus in session, from tomorrow on."""
    number = decision_rules.lay_down_decision_rule(
        house.actor(by),
        **{  # type: ignore[arg-type]
            "body": house.bodies["COCO"],
            "ways": {Way.IN_SESSION},
            "majority": Majority.CONSENSUS,
            "valid_from": TOMORROW,
            "instrument": house.paper,
            **said,
        },
    )
    assert number == 0
    return proposal()


def ended(house: House, rule: int, by: str = "Olga") -> int:
    decision_rules.end_decision_rule(house.actor(by), rule=rule, valid_until=TOMORROW)
    return proposal()


def settle(house: House, number: int, by: str = "Otto", *, is_confirmed: bool = True) -> None:
    decision_rules.settle_decision_rule(house.actor(by), proposal=number, is_confirmed=is_confirmed)


def majority_tomorrow(house: House) -> str | None:
    found = rule_on(house.bodies["COCO"], TOMORROW)
    return found.majority if found else None


def test_an_officer_alone_changes_no_rule_and_ends_none(house: House, rule: int) -> None:
    for number in (eased(house), ended(house, rule)):
        with pytest.raises(Refused, match="two_persons_needed"):
            settle(house, number, "Olga")
    assert majority_tomorrow(house) == Majority.UNANIMITY


def test_a_second_officer_confirms_another_rule(house: House, rule: int) -> None:
    settle(house, eased(house))
    assert majority_tomorrow(house) == Majority.CONSENSUS
    found = rule_on(house.bodies["COCO"], TODAY)
    assert found and (found.pk, found.valid_until) == (rule, TOMORROW)
    with pytest.raises(Refused, match="already_settled"):
        settle(house, proposal())


def test_or_that_a_rule_ends(house: House, rule: int) -> None:
    settle(house, ended(house, rule))
    assert majority_tomorrow(house) is None and rule_on(house.bodies["COCO"], TODAY)


def test_an_older_proposal_undoes_no_newer_change(house: House, rule: int) -> None:
    later = TOMORROW + timedelta(days=9)
    for newer in (lambda: eased(house), lambda: ended(house, rule)):
        with transaction.atomic():
            older = eased(house, valid_from=later)
            settle(house, newer())
            with pytest.raises(Refused, match="changed_since_proposed"):
                settle(house, older)
            transaction.set_rollback(True)


def test_or_turns_it_down(house: House, rule: int) -> None:
    settle(house, eased(house), is_confirmed=False)
    assert majority_tomorrow(house) == Majority.UNANIMITY


def test_nothing_changes_how_a_body_decides_today(
    house: House, rule: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Refused, match="decides_so_today"):
        eased(house, valid_from=TODAY)
    with pytest.raises(Refused, match="decides_so_today"):
        decision_rules.end_decision_rule(house.actor("Olga"), rule=rule, valid_until=TODAY)
    late = [eased(house), ended(house, rule)]
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=1))
    for number in late:
        with pytest.raises(Refused, match="decides_so_today"):
            settle(house, number)


def test_a_proposed_rule_lapses(house: House, rule: int, monkeypatch: pytest.MonkeyPatch) -> None:
    number = eased(house, valid_from=TODAY + timedelta(days=90))
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=31))
    with pytest.raises(Refused, match="is_over"):
        settle(house, number)


def test_the_first_rule_of_a_body_that_has_acted_needs_two(case: Engagement) -> None:
    house = case.house
    steps.recommend(
        house.actor("Coco"),
        reorganisation=case.number,
        step=case.step("recommend"),
        day=TODAY,
        document="CC/1",
    )
    eased(house)
    assert not models.DecisionRule.objects.exists()


def test_who_has_a_case_before_the_body_says_nothing_of_how_it_decides(case: Engagement) -> None:
    house = case.house
    seats, rule = seat_committee(house), lay_down(house)
    author = models.Reorganisation.objects.get(pk=case.number).author_id
    by = next(name for name, one in house.people.items() if one == author)
    other = "Olga" if by == "Otto" else "Otto"
    said = {"role": SeatRole.MEMBER, "post": house.posts["HR"], "valid_from": TODAY}
    attempts = [
        lambda: eased(house, by),
        lambda: ended(house, rule, by),
        lambda: settle(house, eased(house, other), by),
        lambda: seat_member(house.actor(by), body=house.bodies["COCO"], **said),  # type: ignore[arg-type]
        lambda: end_seat(house.actor(by), seat=seats["DIR"], valid_until=TOMORROW),
    ]
    for attempt in attempts:
        with pytest.raises(Refused, match="body_of_own_case"):
            attempt()
    decision_rules.end_decision_rule(house.administrator, rule=rule, valid_until=TOMORROW)


def test_a_second_officer_confirms_on_the_page(house: House, rule: int) -> None:
    number = eased(house)
    first, second = visitor(house, "Olga"), visitor(house, "Otto")
    assert "Another person must confirm it" in first.get("/settings/deciding/").content.decode()
    assert "Another person" not in second.get("/settings/deciding/").content.decode()
    address = f"/settings/deciding/proposals/{number}/confirmation/"
    assert second.post(address, {"key": "k"}).status_code == 302
    assert majority_tomorrow(house) == Majority.CONSENSUS


def test_in_session_a_seat_whose_case_it_is_stands_aside(case: Engagement) -> None:
    house = case.house
    author = models.Reorganisation.objects.get(pk=case.number).author_post
    seat_committee(house)
    body = house.bodies["COCO"]
    mine = {"role": SeatRole.MEMBER, "post": author, "valid_from": OPENED}
    seat_member(house.administrator, body=body, **mine)
    lay_down(house, majority=Majority.CONSENSUS, quorum_share="")
    for said in (in_session(5, 5), in_session(0, 0)):
        with pytest.raises(Refused, match="tally_impossible|no_quorum"):
            recommend_so(case, said, meeting=house.meetings["COCO"])
    recommend_so(case, in_session(4, 4), meeting=house.meetings["COCO"])
