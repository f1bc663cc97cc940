"""Editing a draft: places, expectations, undo, answers, and what is refused."""

from contextlib import nullcontext
from datetime import date

import pytest

from bureau.core.changes.actions import Action, ActionKind
from bureau.core.days import AFTER_LAST
from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.core.structure.kinds import Value
from bureau.institution.governance.models import DraftAction
from bureau.institution.governance.queries.previews import preview
from bureau.institution.governance.queries.reorganisations import seen_by
from bureau.institution.governance.services import actions, answers, drafts
from bureau.institution.governance.store import actions_of
from bureau.institution.organisation.models import Effect, Grade, Organisation, Unit, Wording
from bureau.web.multilingual import text
from tests.institution.governance.engagement import (
    DAY,
    Engagement,
    approve,
    determine,
    draft_engagement,
    draft_renaming,
    recommend,
    submit_renaming,
)
from tests.institution.house import House
from tests.institution.organisation import deeds

BEYOND = date(3000, 1, 2)


def places(number: int) -> list[int]:
    return [action.id for action in actions_of(number)]


def at(number: int, place: int) -> Action:
    return {action.id: action for action in actions_of(number)}[place]


def add(
    house: House, number: int, kind: ActionKind, subject: int | None, values: dict[str, Value]
) -> int:
    return actions.add_action(
        house.actor("Otto"),
        reorganisation=number,
        kind=kind,
        subject=subject,
        day=DAY,
        values=values,
    )


def test_an_action_expects_what_it_finds_after_those_before_it(house: House) -> None:
    number = draft_renaming(house, "OPX")
    add(house, number, ActionKind.RENAME_UNIT, house.units["OPD"], {"code": "OPY"})
    assert [action.expects for action in actions_of(number)] == [{"code": "OPD"}, {"code": "OPX"}]


def test_what_was_decided_meanwhile_is_found_until_it_is_accepted(house: House) -> None:
    number = draft_renaming(house, "POL", "TSP")
    other = submit_renaming(house, "TPP", "TSP")
    for act in (determine, recommend, approve):
        act(other)
    add(house, number, ActionKind.FREEZE_POST, house.posts["ADV"], {})
    assert "expected_value_gone" in codes(house, number)
    actions.accept_what_stands(house.actor("Otto"), reorganisation=number, place=1)
    assert at(number, 1).expects == {"code": "TPP"}
    assert "expected_value_gone" not in codes(house, number)


def codes(house: House, number: int) -> set[str]:
    return {one.code for one in preview(seen_by(house.actor("Otto"), [number])[number]).findings}


def test_an_edit_is_taken_back(house: House) -> None:
    number = draft_renaming(house, "OPX")
    before = actions_of(number)
    actions.remove_action(house.actor("Otto"), reorganisation=number, place=1)
    assert places(number) == []
    actions.undo_edit(house.actor("Otto"), reorganisation=number)
    assert actions_of(number) == before
    actions.undo_edit(house.actor("Otto"), reorganisation=number)
    with pytest.raises(Refused, match="nothing_to_undo"):
        actions.undo_edit(house.actor("Otto"), reorganisation=number)


def test_a_removed_action_leaves_the_places_of_the_others(house: House) -> None:
    case = draft_engagement(house)
    actions.remove_action(case.officer, reorganisation=case.number, place=3)
    assert places(case.number) == [1, 2, 4, 5, 6]


def test_actions_are_put_in_another_order(house: House) -> None:
    number = draft_renaming(house, "OPX")
    add(house, number, ActionKind.FREEZE_POST, house.posts["ADV"], {})
    actions.reorder_actions(house.actor("Otto"), reorganisation=number, order=(2, 1))
    assert [action.kind for action in actions_of(number)] == ["freeze_post", "rename_unit"]
    with pytest.raises(Refused, match="order_names_others"):
        actions.reorder_actions(house.actor("Otto"), reorganisation=number, order=(1,))


@pytest.mark.parametrize(
    ("kind", "values", "code"),
    [
        (ActionKind.RENAME_UNIT, {}, "value_missing"),
        (ActionKind.RENAME_UNIT, {"code": 7}, "value_wrong"),
        (ActionKind.RENAME_UNIT, {"code": "A", "colour": "red"}, "value_unknown"),
        (ActionKind.MOVE_UNIT, {"parent": 999}, "of_another_organisation"),
        (ActionKind.RENAME_UNIT, {"name": 999_999}, "of_another_organisation"),
    ],
)
def test_what_is_no_action_is_refused(
    house: House, kind: ActionKind, values: dict[str, Value], code: str
) -> None:
    number = draft_renaming(house, "OPX")
    with pytest.raises(Refused, match=code):
        add(house, number, kind, house.units["SGD"], values)


@pytest.mark.parametrize(
    ("kind", "values", "code"),
    [
        (ActionKind.RECLASSIFY_POST, {"grade": "ZZ"}, "grade_unknown"),
        (ActionKind.MOVE_DUTY_STATION, {"duty_station": "MARS"}, "place_unknown"),
    ],
)
def test_a_grade_or_place_that_the_organisation_lacks_is_refused(
    house: House, kind: ActionKind, values: dict[str, Value], code: str
) -> None:
    number = draft_renaming(house, "OPX")
    with pytest.raises(Refused, match=code):
        add(house, number, kind, house.posts["ADV"], values)
    assert places(number) == [1]


def test_a_grade_is_refused_from_the_day_it_ends(house: House) -> None:
    number, post = draft_renaming(house, "OPX"), house.posts["ADV"]
    Grade.objects.filter(code="P.5").update(valid_until=date.fromordinal(DAY))
    with pytest.raises(Refused, match="grade_unknown"):
        add(house, number, ActionKind.RECLASSIFY_POST, post, {"grade": "P.5"})


def test_a_post_gets_back_a_grade_that_is_on_no_list_any_more(house: House) -> None:
    post = house.now().post(house.posts["ADV"])
    assert post is not None
    deeds.decide(house, reclassified(post.id, "P.5", DAY - 9))
    Grade.objects.filter(code=post.grade).delete()
    number = draft_renaming(house, "OPX")
    assert add(house, number, ActionKind.RECLASSIFY_POST, post.id, {"grade": post.grade})
    with pytest.raises(Refused, match="grade_unknown"):
        add(house, number, ActionKind.RECLASSIFY_POST, house.posts["OPS"], {"grade": post.grade})


def reclassified(post: int, grade: str, day: int) -> Action:
    subject = Reference("post", post)
    return Action(1, ActionKind.RECLASSIFY_POST, subject, day, {"grade": grade})


def malformed_draft(house: House) -> int:
    """One action sound, and one that was kept when a code might be a number."""
    number = draft_renaming(house, "OPX")
    add(house, number, ActionKind.RENAME_UNIT, house.units["SGD"], {"code": "SGX"})
    DraftAction.objects.filter(reorganisation=number, place=2).update(values={"code": 7})
    return number


def test_what_was_wrong_before_lets_nothing_else_be_wrong_like_it(house: House) -> None:
    number, by = malformed_draft(house), house.actor("Otto")
    with pytest.raises(Refused, match="value_wrong"):
        add(house, number, ActionKind.RENAME_UNIT, house.units["TSB"], {"code": 8})
    for place, code in ((1, 8), (2, 9)):
        with pytest.raises(Refused, match="value_wrong"):
            actions.change_action(
                by, reorganisation=number, place=place, day=DAY, values={"code": code}
            )


def test_what_was_wrong_before_is_mended_piece_by_piece(house: House) -> None:
    number, by = malformed_draft(house), house.actor("Otto")
    add(house, number, ActionKind.FREEZE_POST, house.posts["ADV"], {})
    actions.reorder_actions(by, reorganisation=number, order=(2, 1, 3))
    assert at(number, 1).values == {"code": 7}
    actions.change_action(by, reorganisation=number, place=1, day=DAY, values={"code": "SGY"})
    assert at(number, 1).values == {"code": "SGY"}


@pytest.mark.parametrize(("until", "is_taken"), [(AFTER_LAST, True), (BEYOND, False)])
def test_an_engagement_lasts_to_the_last_day_that_is_reckoned(
    house: House, until: date, is_taken: bool
) -> None:
    number = draft_renaming(house, "OPX")
    said: dict[str, Value] = {"person": house.people["Stray"], "manner": "intern"}
    said["until"] = until.toordinal()
    with nullcontext() if is_taken else pytest.raises(Refused, match="day_out_of_range"):
        add(house, number, ActionKind.ENGAGE, house.units["SGD"], said)
    assert len(places(number)) == 1 + is_taken


def test_only_its_author_edits_a_draft(house: House) -> None:
    number = draft_renaming(house, "OPX")
    with pytest.raises(Refused, match="not_yours_to_do"):
        actions.remove_action(house.actor("Olga"), reorganisation=number, place=1)


def test_a_drafted_unit_is_a_bare_number(house: House) -> None:
    case = draft_engagement(house)
    assert Unit.objects.filter(pk=case.sed).exists()
    assert not Effect.objects.filter(kind="unit", subject=case.sed).exists()


def test_a_successor_is_named(house: House) -> None:
    number = draft_renaming(house, "OPX")
    place = add(house, number, ActionKind.ABOLISH_POST, house.posts["ADV"], {"successor": None})
    assert "successor_missing" in codes(house, number)
    answers.name_successor(
        house.actor("Otto"), reorganisation=number, place=place, successor=house.posts["CHIEF"]
    )
    assert "successor_missing" not in codes(house, number)
    assert at(number, place).values["succession"]


def test_a_finding_left_on_purpose_stands_in_the_way_no_more(house: House) -> None:
    case = draft_engagement(house)
    post = Reference("post", house.posts["CHIEF"])
    assert [one.code for one in of(case).open_findings()] == ["head_of_ended_unit"]
    answers.answer_finding(
        case.officer,
        reorganisation=case.number,
        code="head_of_ended_unit",
        subject=post,
        reason="The paper does not say",
    )
    assert of(case).open_findings() == ()
    answers.take_back_answer(
        case.officer, reorganisation=case.number, code="head_of_ended_unit", subject=post
    )
    assert len(of(case).open_findings()) == 1


def of(case: Engagement):  # type: ignore[no-untyped-def]
    return preview(seen_by(case.officer, [case.number])[case.number])


def test_a_preview_tells_cost_people_and_route(house: House) -> None:
    case = draft_engagement(house)
    actions.add_action(
        case.officer,
        reorganisation=case.number,
        kind=ActionKind.ESTABLISH_POST,
        day=DAY,
        values={"number": "NEW", "grade": "P.4", "unit": case.sed, "duty_station": "GVA"},
        words={"title": text(en="Officer")},
    )
    said = of(case)
    assert said.cost.full_year == {"CHF": 11_000_000}
    assert said.cost.first_year == {"CHF": 5_530_055}  # 184 of 366 days
    assert {one.post for one in said.affected} >= {house.posts["ADV"], house.posts["D1"]}
    assert [step.act for step in said.route.steps][0] == "determine"


def test_a_reference_put_forward_is_not_taken_again(house: House) -> None:
    submit_renaming(house, "OPX")
    with pytest.raises(Refused, match="reference_taken"):
        drafts.start_reorganisation(
            house.actor("Olga"),
            organisation=house.organisation,
            reference="OPD-OPX",
            title=text(en="Again"),
        )


def test_words_of_another_organisation_are_no_name_here(house: House) -> None:
    number = draft_renaming(house, "OPX")
    said = text(en="Their secret")
    other = Organisation.objects.create(name=text(en="Other"))
    theirs = Wording.objects.create(
        organisation=other, original_language="en", original="Their secret", hash="0", said=said
    )
    with pytest.raises(Refused, match="of_another_organisation"):
        add(house, number, ActionKind.RENAME_UNIT, house.units["OPD"], {"name": theirs.pk})
