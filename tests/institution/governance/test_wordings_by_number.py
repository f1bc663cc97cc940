"""A wording or description is named by number only by who can read it without that."""

from collections.abc import Callable
from itertools import batched
from typing import Any

import pytest

from bureau.core.changes.actions import ActionKind
from bureau.core.changes.rebase import Take
from bureau.core.procedures.kinds import Amended
from bureau.core.reasons import Reason, Refused
from bureau.core.rows import ROWS_MOST
from bureau.institution.governance.models import DraftAction
from bureau.institution.governance.queries.amended import drafted_amendments
from bureau.institution.governance.queries.worded import wordings_readable
from bureau.institution.governance.services.actions import add_action, change_action, remove_action
from bureau.institution.governance.services.amending import amend_action, amend_by_adding
from bureau.institution.governance.services.corrections import propose_correction
from bureau.institution.governance.services.drafts import name_reader, start_reorganisation
from bureau.institution.governance.services.rebasing import Chosen, rebase_draft
from bureau.institution.governance.services.submissions import submit_reorganisation
from bureau.institution.organisation.models import Effect
from bureau.institution.organisation.services.wordings import word_each
from bureau.web.multilingual import text
from tests.institution.governance.amending import let_amend, three_renamed
from tests.institution.governance.engagement import DAY, draft_engagement
from tests.institution.house import House

pytestmark = [pytest.mark.django_db, pytest.mark.everywhere]
NOT_THERE = 999_999


def draft(house: House, by: str, words: str) -> int:
    """A draft of theirs that renames a unit so."""
    number = start_reorganisation(
        house.actor(by), organisation=house.organisation, reference=by, title=text(en=by)
    )
    add_action(
        house.actor(by),
        reorganisation=number,
        kind=ActionKind.RENAME_UNIT,
        day=DAY,
        subject=house.units["OPD"],
        words={"name": text(en=words)},
    )
    return number


def named_in(case: int) -> int:
    return int(DraftAction.objects.get(reorganisation=case).values["name"])


def refusal(act: Callable[[], object]) -> list[Reason]:
    with pytest.raises(Refused) as refused:
        act()
    return list(refused.value.reasons)


def is_not_there(wording: int) -> list[Reason]:
    return [Reason("of_another_organisation", {"kind": "wording", "id": wording})]


@pytest.fixture
def secret(house: House) -> int:
    """The number of what only Olga's draft says."""
    return named_in(draft(house, "Olga", "Not for Otto"))


def test_what_anothers_draft_says_is_as_what_is_not_there(house: House, secret: int) -> None:
    mine, otto = draft(house, "Otto", "Mine"), house.actor("Otto")
    effect = Effect.objects.get(kind="unit", subject=house.units["OPD"]).pk
    for wording in (secret, NOT_THERE):
        values = {"name": wording}
        ways: list[Callable[[], object]] = [
            lambda values=values: add_action(
                otto,
                reorganisation=mine,
                kind=ActionKind.RENAME_UNIT,
                day=DAY,
                subject=house.units["TSP"],
                values=values,
            ),
            lambda values=values: change_action(
                otto, reorganisation=mine, place=1, day=DAY, values=values
            ),
            lambda wording=wording: rebase_draft(
                otto, reorganisation=mine, chosen=[Chosen(1, "name", Take.OTHER, wording)]
            ),
            lambda values=values: propose_correction(
                otto, effect=effect, document=text(en="A list"), reason="So", fields=values
            ),
        ]
        for way in ways:
            assert refusal(way) == is_not_there(wording)


def test_what_one_may_read_is_named_by_number(house: House, secret: int) -> None:
    mine, otto = draft(house, "Otto", "Mine"), house.actor("Otto")
    own, standing = named_in(mine), house.now().unit(house.units["SGD"])
    assert standing is not None
    name_reader(
        house.actor("Olga"),
        reorganisation=DraftAction.objects.exclude(reorganisation=mine).get().reorganisation_id,
        person=house.people["Otto"],
    )
    for wording in (own, standing.name, secret):
        change_action(otto, reorganisation=mine, place=1, day=DAY, values={"name": wording})
        assert named_in(mine) == wording


def test_a_body_that_amends_names_what_it_put_down_before(house: House, secret: int) -> None:
    let_amend(house, Amended.CLOSES)
    case = three_renamed(house)
    step, sana = case.step("approve"), house.actor("Sana")

    def amend(**said: Any) -> None:
        amend_action(sana, reorganisation=case.number, step=step, place=1, day=DAY, **said)

    amend(words={"name": text(en="As the body has it")})
    (put_down,) = drafted_amendments(case.number, step)
    assert put_down.action
    amend(values={"name": put_down.action.values["name"]})
    assert refusal(lambda: amend(values={"name": secret})) == is_not_there(secret)
    add = {"kind": ActionKind.RENAME_UNIT, "day": DAY, "subject": house.units["TSB"]}
    assert refusal(
        lambda: amend_by_adding(
            sana, reorganisation=case.number, step=step, values={"name": secret}, **add
        )
    ) == is_not_there(secret)


def test_a_description_that_anothers_draft_would_adopt_is_not_there_either(house: House) -> None:
    secret = draft_engagement(house)
    (adoption,) = DraftAction.objects.filter(
        reorganisation=secret.number, kind=ActionKind.ADOPT_DESCRIPTION
    )
    number, otto = int(adoption.values["description"]), house.actor("Otto")
    mine = draft(house, "Otto", "Mine")

    def adopt(description: int) -> int:
        return add_action(
            otto,
            reorganisation=mine,
            kind=ActionKind.ADOPT_DESCRIPTION,
            day=DAY,
            subject=house.posts["ADV"],
            values={"description": description},
        )

    for description in (number, NOT_THERE):
        (reason,) = refusal(lambda description=description: adopt(description))
        assert reason == Reason(
            "of_another_organisation", {"kind": "description", "id": description}
        )
    name_reader(house.actor("Olga"), reorganisation=secret.number, person=house.people["Otto"])
    assert adopt(number)


def test_what_was_put_forward_is_read_by_who_sees_the_case(house: House) -> None:
    number = draft(house, "Olga", "Planning")
    wording = named_in(number)
    assert not wordings_readable(house.actor("Sana"), house.organisation, [wording])
    submit_reorganisation(house.actor("Olga"), reorganisation=number)
    DraftAction.objects.filter(reorganisation=number).delete()
    assert wordings_readable(house.actor("Sana"), house.organisation, [wording]) == {wording}
    assert not wordings_readable(house.actor("Adam"), house.organisation, [wording])


def test_whoever_writes_the_same_words_names_them(house: House, secret: int) -> None:
    assert named_in(draft(house, "Otto", "Not for Otto")) == secret


def test_what_was_taken_out_of_a_draft_is_nobodys(house: House, secret: int) -> None:
    olga = house.actor("Olga")
    assert wordings_readable(olga, house.organisation, [secret]) == {secret}
    remove_action(olga, reorganisation=DraftAction.objects.get().reorganisation_id, place=1)
    assert wordings_readable(olga, house.organisation, [secret]) == set()


def test_a_thousand_words_are_asked_about_at_once(house: House, secret: int) -> None:
    number = draft(house, "Olga", "Planning")
    wording = named_in(number)
    submit_reorganisation(house.actor("Olga"), reorganisation=number)
    DraftAction.objects.filter(reorganisation=number).delete()
    many = [
        word_each(
            house.actor("Olga"),
            organisation=house.organisation,
            words=[f"Word {place}" for place in places],
            language="en",
        )
        for places in batched(range(1100), ROWS_MOST)
    ]
    asked = {wording, secret, *(number for some in many for number in some.values())}
    assert wordings_readable(house.actor("Sana"), house.organisation, asked) == {wording}
