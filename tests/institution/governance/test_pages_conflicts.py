"""What a draft is told, and offered, when something else was decided meanwhile."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse

from bureau.core.changes.actions import ActionKind
from bureau.core.reasons import Refused
from bureau.institution.governance.models import DraftAction, EntryIntoForce, Reorganisation
from bureau.institution.governance.queries import conflicts as conflicts_queries
from bureau.institution.governance.services import actions, drafts
from bureau.institution.governance.services.submissions import submit_reorganisation
from bureau.institution.governance.store import actions_of
from bureau.institution.governance.views import conflicts as conflicts_views
from bureau.institution.organisation.models import Effect
from bureau.web.multilingual import text as said_in
from tests.institution.governance.engagement import (
    DAY,
    Engagement,
    approve,
    determine,
    draft_renaming,
    recommend,
    submit_renaming,
)
from tests.institution.governance.test_pages_gone import NOTHING_CHANGED
from tests.institution.governance.visitors import page, send, visitor
from tests.institution.house import House


def draft_code(house: House, code: str, day: int) -> int:
    """Olga's draft, by which OPD gets a code from a day."""
    officer = house.actor("Olga")
    number = drafts.start_reorganisation(
        officer, organisation=house.organisation, reference=code, title=said_in(en=code)
    )
    actions.add_action(
        officer,
        reorganisation=number,
        kind=ActionKind.RENAME_UNIT,
        day=day,
        subject=house.units["OPD"],
        values={"code": code},
    )
    return number


def decide_other(house: House) -> None:
    """Meanwhile OPD is given another code by the other officer's reorganisation."""
    case = submit_renaming(house, "OPX")
    determine(case)
    recommend(case)
    approve(case)


def test_a_value_that_is_gone_can_be_taken_as_it_stands(house: House) -> None:
    number = draft_code(house, "OPY", DAY + 1)
    decide_other(house)
    client = visitor(house, "Olga")
    text = page(client, reverse("reorganisation", args=[number]))
    assert "Take what stands now" in text
    address = reverse("reorganisation-action-acceptance", args=[number, 1])
    assert "Take what stands now" not in send(client, address)


def test_a_later_decision_can_be_replaced(house: House) -> None:
    decide_other(house)
    number = draft_code(house, "OPY", DAY - 5)
    client = visitor(house, "Olga")
    text = page(client, reverse("reorganisation", args=[number]))
    (effect,) = re.findall(r'name="effect" value="(\d+)"', text)
    address = reverse("reorganisation-action-override", args=[number, 1])
    text = send(client, address, effect=effect)
    assert actions_of(number)[0].values["overrides"] == effect
    assert "Action 1 now replaces the later decision." in text
    assert "Replace the later decision" not in text and "answered" in text


REPLACES = "OPD to OPY; replaces what OPD-OPX decided for 1 July 2024 (code: OPX)"


def replacing(house: House) -> tuple[int, int]:
    """What was decided of OPD, and Olga's case that replaces it, as submitted."""
    decide_other(house)
    number = draft_code(house, "OPY", DAY - 5)
    (effect,) = Effect.objects.filter(fields__has_key="code", day=DAY).values_list("pk", flat=True)
    actions.change_action(
        house.actor("Olga"),
        reorganisation=number,
        place=1,
        day=DAY - 5,
        values={"code": "OPY", "overrides": str(effect)},
    )
    submit_reorganisation(house.actor("Olga"), reorganisation=number)
    (other,) = Reorganisation.objects.exclude(pk=number).values_list("pk", flat=True)
    return other, number


def other_effect(house: House) -> int:
    """What was decided of another subject than OPD."""
    return Effect.objects.exclude(kind="unit", subject=house.units["OPD"]).latest("pk").pk


def test_only_what_was_decided_of_the_same_subject_can_be_replaced(house: House) -> None:
    decide_other(house)
    number, client = draft_code(house, "OPY", DAY - 5), visitor(house, "Olga")
    for named in (str(other_effect(house)), "12345678901234567890", "OPX"):
        with pytest.raises(Refused) as refused:
            actions.change_action(
                house.actor("Olga"),
                reorganisation=number,
                place=1,
                day=DAY - 5,
                values={"code": "OPY", "overrides": named},
            )
        assert {one.facts["value"] for one in refused.value.reasons} == {"overrides"}
    address = reverse("reorganisation-action-override", args=[number, 1])
    client.post(address, {"effect": str(other_effect(house))})
    assert "overrides" not in actions_of(number)[0].values


def test_what_a_draft_names_of_others_is_not_told(house: House) -> None:
    """As one kept before it was refused may."""
    decide_other(house)
    number, client = draft_code(house, "OPY", DAY - 5), visitor(house, "Olga")
    row = DraftAction.objects.get(reorganisation=number)
    row.values = {**row.values, "overrides": f"{other_effect(house)} 12345678901234567890"}
    row.save()
    text = page(client, reverse("reorganisation", args=[number]))
    assert "OPD to OPY" in text and "; replaces what" not in text


def test_what_was_decided_for_before_an_action_is_not_told_as_replaced(house: House) -> None:
    decide_other(house)
    number, client = draft_code(house, "OPY", DAY + 5), visitor(house, "Olga")
    effect = Effect.objects.get(kind="unit", subject=house.units["OPD"], day=DAY)
    actions.change_action(
        house.actor("Olga"),
        reorganisation=number,
        place=1,
        day=DAY + 5,
        values={"code": "OPY", "overrides": str(effect.pk)},
    )
    text = page(client, reverse("reorganisation", args=[number]))
    assert "OPX to OPY" in text and "; replaces what" not in text


def test_who_decides_is_told_what_is_replaced(house: House) -> None:
    _other, number = replacing(house)
    case = Engagement(house, number, 0)
    determine(case)
    recommend(case)
    client = visitor(house, "Sana")
    text = page(client, reverse("reorganisation", args=[number]))
    assert REPLACES in text
    assert "For OPD, what OPD-OPX decided for 1 July 2024 is replaced (code: OPX)." in text
    address = reverse("reorganisation-act-new", args=[number])
    assert REPLACES in page(client, f"{address}?act=approve&step={case.step('approve')}")


def test_the_act_and_both_cases_tell_it_afterwards(house: House) -> None:
    other, number = replacing(house)
    case = Engagement(house, number, 0)
    determine(case)
    recommend(case)
    approve(case)
    client = visitor(house, "Sana")
    (act,) = EntryIntoForce.objects.filter(submission__reorganisation=number).values_list(
        "act", flat=True
    )
    assert REPLACES in page(client, reverse("reorganisation-act", args=[number, act]))
    assert REPLACES in page(client, reverse("reorganisation", args=[number]))
    assert "replaced by OPY" in page(client, reverse("reorganisation", args=[other]))


def test_the_draft_says_what_touches_the_same_things(house: House) -> None:
    number = draft_code(house, "OPY", DAY + 1)
    decide_other(house)
    text = page(visitor(house, "Olga"), reverse("reorganisation", args=[number]))
    assert "OPD-OPX touches the same things" in text and "Settle it line by line" in text


def test_conflicts_are_told_with_the_actions_of_both(house: House) -> None:
    number = draft_code(house, "OPY", DAY + 1)
    decide_other(house)
    text = page(visitor(house, "Olga"), reverse("reorganisation-conflicts", args=[number]))
    assert "would be OPY by this case and OPX by the other" in text
    assert text.count("1. Rename unit") == 2


def test_conflicts_are_a_file_too(house: House) -> None:
    number = draft_code(house, "OPY", DAY + 1)
    decide_other(house)
    address = reverse("reorganisation-conflicts", args=[number], query={"format": "csv"})
    answer = visitor(house, "Olga").get(address)
    assert b"set_differently" in b"".join(answer)


@pytest.mark.parametrize("name", ["Olga", "Otto"])
def test_a_draft_is_told_of_to_nobody_who_may_not_see_it(house: House, name: str) -> None:
    number, other = draft_code(house, "OPY", DAY), draft_renaming(house, "OPX")
    own = {"Olga": number, "Otto": other}[name]
    for address in ("reorganisation", "reorganisation-conflicts"):
        text = page(visitor(house, name), reverse(address, args=[own]))
        assert {"Olga": "OPX", "Otto": "OPY"}[name] not in text


def test_a_draft_is_brought_up_to_date_by_form(house: House) -> None:
    number = draft_code(house, "OPY", DAY + 1)
    decide_other(house)
    client, address = visitor(house, "Olga"), reverse("reorganisation-rebase", args=[number])
    text = page(client, address)
    assert all(said in text for said in ("As expected", "As decided now", "both, differently"))
    told = send(client, address, 200, **{"take-1-code": "mine"})
    assert "The draft is brought up to what stands." in told
    assert "There is nothing to settle." in told


def test_choosing_nothing_is_told(house: House) -> None:
    number = draft_code(house, "OPY", DAY + 1)
    decide_other(house)
    client, address = visitor(house, "Olga"), reverse("reorganisation-rebase", args=[number])
    answer = client.post(address, {"key": "k"})
    assert answer.status_code == 422
    assert "Choose at least once what is to hold." in answer.content.decode()


def test_another_value_must_be_said(house: House) -> None:
    number = draft_code(house, "OPY", DAY + 1)
    decide_other(house)
    client, address = visitor(house, "Olga"), reverse("reorganisation-rebase", args=[number])
    answer = client.post(address, {"key": "k", "take-1-code": "other"})
    assert "Say which value." in answer.content.decode()
    send(client, address, 200, **{"take-1-code": "other", "other-1-code": "OPZ"})
    assert actions_of(number)[0].values["code"] == "OPZ"


def test_on_its_route_it_is_only_compared(house: House) -> None:
    number = draft_code(house, "OPY", DAY + 1)
    submit_reorganisation(house.actor("Olga"), reorganisation=number)
    decide_other(house)
    client, address = visitor(house, "Olga"), reverse("reorganisation-rebase", args=[number])
    text = page(client, address)
    assert "As it stands it cannot come into force" in text and "take-1-code" not in text
    assert NOTHING_CHANGED in send(client, address, **{"take-1-code": "mine"})


def test_more_others_than_a_page_holds_are_asked_for(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conflicts_queries.held_against, "__defaults__", ("", 2))
    number = draft_code(house, "OPY", DAY + 1)
    for place in range(5):
        draft_code(house, f"OP{place}", DAY + 2 + place)
    client, address = visitor(house, "Olga"), reverse("reorganisation-conflicts", args=[number])
    read, following = [], ""
    for first, last in ((1, 2), (3, 4), (5, 5)):
        answer: Any = client.get(f"{address}{following}")
        text = answer.content.decode()
        assert f"Held against {first} to {last} of 5 others" in text
        shown = [*answer.context["others"], *answer.context["quiet"]]
        read += [one.reference for one in shown]
        file = client.get(f"{address}{following or '?'}&format=csv")
        assert all(one.reference.encode() in b"".join(file) for one in shown[:1] if one.lines)
        following = f"?page={answer.context['found'].slice.following}"
    assert sorted(read) == [f"OP{place}" for place in range(5)]
    assert client.get(f"{address}?page=after-999").status_code == 404


def test_a_case_in_conflict_is_not_told_as_one_without(house: House) -> None:
    """Where several entries of it are adopted, of which one is against."""
    line = conflicts_views.ConflictLine(None, "", "", "", "", "", [], [])  # type: ignore[arg-type]
    common = {"state": "adopted", "mark": "ok", "address": ""}
    one = conflicts_views.OtherLine("Codes", "ONE", lines=[], **common)
    against = replace(one, lines=[line])
    other = replace(one, name="Others", reference="TWO")
    assert conflicts_views.at_peace([one, against, other, other]) == [other]
