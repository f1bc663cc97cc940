"""Several ways to do one case: kept, chosen, undone, and frozen with what is put forward."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from bureau.core.changes.actions import ActionKind, actions_hash
from bureau.core.reasons import Refused
from bureau.institution.governance import models
from bureau.institution.governance.queries.scenarios import Way, considered_with, previewed, ways_of
from bureau.institution.governance.services import scenarios
from bureau.institution.governance.services.actions import add_action, undo_edit
from bureau.institution.governance.services.submissions import submit_reorganisation
from bureau.institution.governance.store import actions_of
from bureau.web.multilingual import text
from tests.institution.governance.engagement import (
    DAY,
    Engagement,
    approve,
    determine,
    recommend,
)
from tests.institution.governance.test_conflicts import adopt, draft_of, seen
from tests.institution.governance.visitors import page, send, visitor
from tests.institution.house import House


@pytest.fixture
def case(house: House) -> int:
    """Olga's draft that gives OPD a code, and beside it an empty way without it."""
    number = draft_of(house, "Olga", ActionKind.RENAME_UNIT, "OPD", code="OPY")
    keep(house, number, is_empty=True)
    return number


def keep(house: House, number: int, *, is_empty: bool = False) -> int:
    return scenarios.add_scenario(
        house.actor("Olga"),
        reorganisation=number,
        name=text(en="Leave it"),
        purpose=text(en="No change"),
        is_empty=is_empty,
        drafted_name=text(en="A new code"),
    )


def choose(house: House, number: int, scenario: int = 2) -> None:
    scenarios.choose_scenario(
        house.actor("Olga"), reorganisation=number, number=scenario, reason=text(en="Simpler")
    )


def test_what_is_drafted_is_the_first_of_them(house: House, case: int) -> None:
    first, second = ways_of(seen(house, "Olga", case))
    assert (first.name, first.is_current, len(first.actions)) == (text(en="A new code"), True, 1)
    assert (second.name, second.is_current, second.actions) == (text(en="Leave it"), False, ())


def test_choosing_another_makes_it_the_draft_and_keeps_what_was(house: House, case: int) -> None:
    before = actions_of(case)
    choose(house, case)
    assert actions_of(case) == ()
    choose(house, case, 1)
    assert actions_of(case) == before


def test_undo_goes_back_to_what_was_worked_on(house: House, case: int) -> None:
    before = actions_of(case)
    choose(house, case)
    undo_edit(house.actor("Olga"), reorganisation=case)
    assert actions_of(case) == before
    names = [one.name for one in ways_of(seen(house, "Olga", case))]
    assert names == [text(en="A new code"), text(en="Leave it")]


def test_one_that_is_chosen_still_expects_what_it_did(house: House) -> None:
    number = draft_of(house, "Olga", ActionKind.RENAME_UNIT, "OPD", code="OPY")
    keep(house, number)
    adopt(house, "OPX")
    choose(house, number)
    assert actions_of(number)[0].expects == {"code": "OPD"}


def test_a_choice_needs_a_reason_and_something_to_choose(house: House, case: int) -> None:
    by = house.actor("Olga")
    for number, reason in ((2, None), (1, text(en="Why")), (9, text(en="Why"))):
        with pytest.raises(Refused):
            scenarios.choose_scenario(by, reorganisation=case, number=number, reason=reason)


@pytest.mark.parametrize("name", ["Otto", "Sana"])
def test_nobody_else_keeps_or_chooses(house: House, case: int, name: str) -> None:
    with pytest.raises(Refused):
        scenarios.choose_scenario(
            house.actor(name), reorganisation=case, number=2, reason=text(en="Simpler")
        )


def test_what_is_given_up_is_put_back(house: House, case: int) -> None:
    by = house.actor("Olga")
    scenarios.give_up_scenario(by, reorganisation=case, number=2)
    assert len(ways_of(seen(house, "Olga", case))) == 1
    scenarios.put_back_scenario(by, reorganisation=case, number=2)
    assert len(ways_of(seen(house, "Olga", case))) == 2
    with pytest.raises(Refused):
        scenarios.give_up_scenario(by, reorganisation=case, number=1)


def test_it_must_be_said_why_one_is_not_proposed(house: House, case: int) -> None:
    by = house.actor("Olga")
    with pytest.raises(Refused) as refused:
        submit_reorganisation(by, reorganisation=case)
    assert [one.code for one in refused.value.reasons] == ["alternative_without_reason"]
    because(house, case)
    assert submit_reorganisation(by, reorganisation=case)


def because(house: House, case: int) -> None:
    scenarios.describe_scenario(
        house.actor("Olga"),
        reorganisation=case,
        number=2,
        name=text(en="Leave it"),
        purpose=text(en="No change"),
        reason=text(en="It helps nobody"),
    )


@pytest.fixture
def submitted(house: House, case: int) -> models.Submission:
    because(house, case)
    submit_reorganisation(house.actor("Olga"), reorganisation=case)
    return models.Submission.objects.get()


def test_what_was_considered_is_frozen_with_its_hash(
    house: House, submitted: models.Submission
) -> None:
    assert set(submitted.words_hashes) == {"case", "alternatives"}
    (way,) = considered_with(seen(house, "Sana", submitted.reorganisation_id))
    assert (way.reason, way.hash) == (text(en="It helps nobody"), actions_hash(()))
    assert way.hash in submitted.words["alternatives"]["parts"]["2"]


def test_what_is_frozen_stays_as_it_is(submitted: models.Submission) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE governance_alternative SET reason = 'Other'")


def test_once_decided_each_way_does_what_it_did_when_it_was_put_forward(house: House) -> None:
    number = draft_of(house, "Olga", ActionKind.RENAME_UNIT, "OPD", code="OPY")
    keep(house, number)
    because(house, number)
    before = [previewed(seen(house, "Olga", number), way) for way in ways(house, number)]
    submit_reorganisation(house.actor("Olga"), reorganisation=number)
    decided = Engagement(house, number, 0)
    determine(decided)
    recommend(decided)
    approve(decided)
    after = [previewed(seen(house, "Olga", number), way) for way in ways(house, number)]
    assert all(one.sentences for one in after)
    assert [one.sentences for one in after] == [one.sentences for one in before]
    assert [one.actions for one in after] == [one.actions for one in before]
    address = reverse("reorganisation-alternatives", args=[number])
    assert "as things were known when" in page(visitor(house, "Olga"), address)


def ways(house: House, number: int) -> list[Way]:
    return ways_of(seen(house, "Olga", number))


def test_they_are_compared_side_by_side(house: House, case: int) -> None:
    choose(house, case)
    add_action(
        house.actor("Olga"),
        reorganisation=case,
        kind=ActionKind.ABOLISH_POST,
        day=DAY,
        subject=house.posts["D1"],
    )
    address = reverse("reorganisation-alternatives", args=[case])
    text = page(visitor(house, "Olga"), address)
    assert "A new code" in text and "1 abolished" in text and "Simpler" in text
    answer = visitor(house, "Olga").get(f"{address}?format=csv")
    assert b"A new code" in b"".join(answer)


def test_one_that_changes_nothing_is_drawn_on_the_day_of_the_others(
    house: House, case: int
) -> None:
    adopt(house, "POLY", "TSP")
    text = page(visitor(house, "Olga"), reverse("reorganisation-alternatives", args=[case]))
    _others, empty = text.split('id="way-2"')
    assert "POLY" in empty


def test_the_whole_way_by_forms(house: House) -> None:
    number = draft_of(house, "Olga", ActionKind.RENAME_UNIT, "OPD", code="OPY")
    client, at = visitor(house, "Olga"), reverse("reorganisation-alternatives", args=[number])
    assert "There is one way so far" in page(client, at)
    said = {"name": "Leave it", "begin": "empty", "drafted_name": "A new code", "language": "en"}
    assert "is kept beside the draft" in send(client, f"{at}new/", 200, **said)
    page(client, f"{at}2/")
    assert "is changed." in send(
        client, f"{at}2/", language="en", name="Leave it so", reason="Dear"
    )
    page(client, f"{at}2/choice/")
    assert "Leave it so is the draft now" in send(
        client, f"{at}2/choice/", language="en", reason="Simpler"
    )
    assert "It is given up." in send(client, f"{at}1/removal/")
    assert "It is considered again." in send(client, f"{at}1/return/")
    assert send(client, f"{at}2/choice/", 404, reason="Again")


@pytest.mark.parametrize("name", ["Sana", "Olga"])
def test_the_page_of_a_submitted_case_says_what_was_considered(
    house: House, submitted: models.Submission, name: str
) -> None:
    address = reverse("reorganisation", args=[submitted.reorganisation_id])
    text = page(visitor(house, name), address)
    assert "Considered and not proposed" in text and "It helps nobody" in text
