"""The workspace of a draft: what it shows and what may be done on it."""

import functools
import json
import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bureau.core.changes.actions import ActionKind
from bureau.institution.governance.models import DraftAction
from bureau.institution.governance.services import actions, drafts
from bureau.institution.governance.store import actions_of
from bureau.web.multilingual import text as said_in
from tests.institution.governance.engagement import (
    DAY,
    Engagement,
    draft_engagement,
    draft_renaming,
    submit,
    submitted,
)
from tests.institution.governance.visitors import case_address, page, send, visitor
from tests.institution.house import House


def workspace(case: Engagement, who: str = "Olga") -> str:
    return page(visitor(case.house, who), reverse("reorganisation", args=[case.number]))


def test_the_workspace_shows_the_set_and_what_comes_of_it(house: House) -> None:
    text = workspace(draft_engagement(house))
    assert "SED, under TSB" in text
    assert "SGD is merged into TSP; 2 posts go with it." in text
    assert "What becomes of its head, CHIEF (Chief of Study Groups)?" in text
    assert "3 people, none loses a post" in text
    assert '<svg class="viz chart at-wide"' in text


def test_what_adds_to_the_set_stands_before_it(house: House) -> None:
    text = workspace(draft_engagement(house))
    assert text.index("Add an action") < text.index('id="action-1"')


def test_submitting_is_barred_while_a_finding_asks(house: House) -> None:
    case = draft_engagement(house)
    assert 'aria-disabled="true" aria-describedby="why-barred"' in workspace(case)
    assert '<a href="#findings">First settle 1 finding.</a>' in workspace(case)
    address = reverse("reorganisation-submission", args=[case.number])
    text = send(visitor(house, "Olga"), address, 422)
    assert "finding" in text


def test_a_finding_is_left_on_purpose_and_asks_again(house: House) -> None:
    case = draft_engagement(house)
    client = visitor(house, "Olga")
    about = {"code": "head_of_ended_unit", "subject": f"post:{house.posts['CHIEF']}"}
    address = reverse("reorganisation-answer-new", args=[case.number])
    assert "What becomes of its head" in page(
        client, f"{address}?code={about['code']}&subject={about['subject']}"
    )
    text = send(client, address, reason="The paper does not say", **about)
    assert 'dir="auto">The paper does not say</span>' in text
    removal = reverse("reorganisation-answer-removal", args=[case.number])
    assert "Left on purpose:</b>" not in send(client, removal, **about)


def test_an_answer_needs_a_reason(house: House) -> None:
    case = draft_engagement(house)
    address = reverse("reorganisation-answer-new", args=[case.number])
    about = {"code": "head_of_ended_unit", "subject": f"post:{house.posts['CHIEF']}"}
    assert "error-summary" in send(visitor(house, "Olga"), address, 422, reason="", **about)


def test_an_action_is_changed_by_form(house: House) -> None:
    case = draft_engagement(house)
    client = visitor(house, "Olga")
    address = reverse("reorganisation-action", args=[case.number, 3])
    assert 'value="Standards Policy"' in page(client, address)
    said = {"code": "SPQ", "name": "Standards Policy", "language": "en", "day": "2024-07-02"}
    assert "TSP to SPQ" in send(client, address, **said)
    assert actions_of(case.number)[2].day == DAY + 1


def test_what_was_saved_in_another_window_is_not_overwritten_without_a_word(house: House) -> None:
    case = draft_engagement(house)
    client = visitor(house, "Olga")
    address = reverse("reorganisation-action", args=[case.number, 3])
    began = hidden(page(client, address), "began")
    said = {"name": "Standards Policy", "language": "en", "day": "2024-07-02", "began": began}
    send(client, address, code="SPQ", reason="Sooner said", **said)
    text = send(client, address, 409, code="SPX", **said)
    assert "It has changed since you looked at it." in text and 'value="SPX"' in text
    assert ": SPQ</li>" in text and ": Sooner said</li>" in text
    assert actions_of(case.number)[2].values["code"] == "SPQ"
    send(client, address, code="SPX", **{**said, "began": hidden(text, "began")})
    assert actions_of(case.number)[2].values["code"] == "SPX"


def hidden(text: str, name: str) -> str:
    return re.findall(rf'name="{name}" value="(\w+)"', text)[0]


def test_a_name_that_is_too_long_is_not_missing_too(house: House) -> None:
    case = draft_engagement(house)
    address = reverse("reorganisation-action", args=[case.number, 3])
    said = {"code": "", "name": "N" * 201, "language": "en", "day": "2024-07-02"}
    text = send(visitor(house, "Olga"), address, 422, **said)
    assert "at most 200" in text and "At least one of these" not in text


def test_a_code_is_picked_or_typed_as_its_word(house: House) -> None:
    case = draft_engagement(house)
    client = visitor(house, "Olga")
    kind = {"kind": "establish_post"}
    address = reverse("reorganisation-action-new", args=[case.number], query=kind)
    assert '<option value="regular budget">' in page(client, address)
    said = {"number": "P9", "title": "Press Officer", "language": "en", "unit": house.units["TSB"]}
    said |= {"grade": "P.5", "fte": 100, "day": "2024-07-01", "contract": "on loan"}
    send(client, address, funding="Regular budget", category="Professional", **said)
    made = actions_of(case.number)[-1]
    kept = [made.values[name] for name in ("funding", "category", "contract")]
    assert kept == ["regular_budget", "professional", "on loan"]
    again = page(client, reverse("reorganisation-action", args=[case.number, made.id]))
    assert 'value="regular budget"' in again and 'value="on loan"' in again


def test_what_was_typed_comes_back_with_every_error(house: House) -> None:
    case = draft_engagement(house)
    address = reverse(
        "reorganisation-action-new", args=[case.number], query={"kind": "establish_post"}
    )
    text = send(visitor(house, "Olga"), address, 422, title="Press Officer", number="P9")
    assert 'value="Press Officer"' in text
    assert len(re.findall(r'class="err"', text)) >= 3


def test_actions_move_and_go_and_come_back(house: House) -> None:
    case = draft_engagement(house)
    client = visitor(house, "Olga")
    kinds = [action.kind for action in actions_of(case.number)]
    send(client, reverse("reorganisation-action-move", args=[case.number, 2]), direction="up")
    assert [action.kind for action in actions_of(case.number)][:2] == [kinds[1], kinds[0]]
    send(client, reverse("reorganisation-undo", args=[case.number]))
    send(client, reverse("reorganisation-action-removal", args=[case.number, 6]))
    assert len(actions_of(case.number)) == 5
    send(client, reverse("reorganisation-undo", args=[case.number]))
    assert [action.kind for action in actions_of(case.number)] == kinds


def test_each_kind_of_action_has_a_form(house: House) -> None:
    case = draft_engagement(house)
    client = visitor(house, "Olga")
    for kind in ActionKind:
        address = reverse("reorganisation-action-new", args=[case.number], query={"kind": kind})
        assert 'name="day"' in page(client, address)
    page(client, reverse("reorganisation-action-new", args=[case.number], query={"kind": "x"}), 404)


def test_a_form_sent_twice_adds_one_action(house: House) -> None:
    case = draft_engagement(house)
    client = visitor(house, "Olga")
    address = reverse(
        "reorganisation-action-new", args=[case.number], query={"kind": "freeze_post"}
    )
    for _ in range(2):
        send(client, address, key="once", subject=house.posts["ADV"], day="2024-07-01")
    assert len(actions_of(case.number)) == 7


def test_readers_are_named_and_removed(house: House) -> None:
    case = draft_engagement(house)
    client = visitor(house, "Olga")
    address = reverse("reorganisation-readers", args=[case.number])
    send(client, address, person=house.people["Dina"])
    page(visitor(house, "Dina"), reverse("reorganisation", args=[case.number]))
    removal = reverse("reorganisation-reader-removal", args=[case.number])
    send(client, removal, person=house.people["Dina"])
    page(visitor(house, "Dina"), reverse("reorganisation", args=[case.number]), 404)


def test_a_taken_reference_is_refused_with_a_sentence(house: House) -> None:
    submitted(house)
    said = {"reference": "TSB-2024", "title": "Another", "language": "en"}
    text = send(visitor(house, "Otto"), reverse("reorganisation-new"), 422, **said)
    assert "There is a reorganisation of that reference already." in text
    assert 'value="Another"' in text


def test_the_list_filters_by_state(house: House) -> None:
    submitted(house)
    client = visitor(house, "Olga")
    address = reverse("reorganisations")
    assert "TSB-2024" in page(client, f"{address}?state=under_way&sort=-title")
    assert "Nothing here has that" in page(client, f"{address}?state=draft")


def test_the_list_is_searched_by_reference_and_title(house: House) -> None:
    link = reverse("reorganisation", args=[submitted(house).number])
    client = visitor(house, "Olga")
    address = reverse("reorganisations")
    for text in ("tsb-20", "DEPARTMENT OF"):
        assert f'href="{link}"' in page(client, f"{address}?text={text}")
    assert "Nothing here has that" in page(client, f"{address}?text=zebra")


def test_the_list_is_exported_as_it_is_filtered(house: House) -> None:
    submitted(house)
    address = reverse("reorganisations", query={"state": "under_way", "format": "csv"})
    answer = visitor(house, "Olga").get(address)
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("reference,title,state,waits_for,submitted")
    assert lines[2].startswith("TSB-2024,")


def queries_of(house: House, address: str) -> int:
    client = visitor(house, "Otto")
    page(client, address)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        page(client, address)
    return len(captured)


@pytest.mark.thorough
def test_the_list_reads_as_often_for_many_as_for_few(house: House) -> None:
    for number in range(5):
        draft_renaming(house, f"A{number}")
    few = queries_of(house, reverse("reorganisations"))
    for number in range(45):
        draft_renaming(house, f"B{number}")
    assert queries_of(house, reverse("reorganisations")) == few


@pytest.mark.exhaustive
def test_a_draft_reads_as_often_for_fifty_actions_on_as_many_days_as_for_five(
    house: House,
) -> None:
    number = draft_renaming(house, "OPX")

    def establish(places: range) -> None:
        for place in places:
            actions.add_action(
                house.actor("Otto"),
                reorganisation=number,
                kind=ActionKind.ESTABLISH_UNIT,
                day=DAY + place,
                values={"code": f"U{place}", "kind": "section", "parent": house.units["OPD"]},
                words={"name": said_in(en=f"Section {place}")},
            )

    pages = [
        reverse("reorganisation", args=[number]),
        reverse("reorganisation-route", args=[number]),
    ]
    establish(range(5))
    few = [queries_of(house, address) for address in pages]
    establish(range(5, 50))
    assert [queries_of(house, address) for address in pages] == few


def test_a_draft_without_actions_says_what_to_do(house: House) -> None:
    number = drafts.start_reorganisation(
        house.actor("Olga"),
        organisation=house.organisation,
        reference="EMPTY",
        title=said_in(en="Nothing yet"),
    )
    text = page(visitor(house, "Olga"), reverse("reorganisation", args=[number]))
    assert "There is no action yet" in text
    assert "There is no action in the draft yet." in text


def test_a_mistyped_year_is_told_and_nothing_is_kept(house: House) -> None:
    case = draft_engagement(house)
    asked = {"kind": "freeze_post", "on": f"post:{house.posts['ADV']}"}
    address = reverse("reorganisation-action-new", args=[case.number], query=asked)
    client = visitor(house, "Olga")
    text = send(client, address, 422, subject=house.posts["ADV"], day="9999-12-31")
    assert "days from 1 January 1800 to 31 December 2999" in text
    assert len(actions_of(case.number)) == 6


def test_a_draft_with_a_mistyped_year_opens_and_is_mended(house: House) -> None:
    case = draft_engagement(house)
    DraftAction.objects.filter(reorganisation=case.number).update(day=date.max.toordinal())
    client = visitor(house, "Olga")
    there = reverse("reorganisation", args=[case.number])
    for address in (there, f"{there}route/", f"{there}actions/1/", f"{there}comments/"):
        page(client, address)
    plan = f"?plan=reorganisation:{case.number}&valid=2025-01-01"
    page(client, reverse("unit-chart", args=[house.units["TSB"]]) + plan)
    send(client, reverse("reorganisation-action-removal", args=[case.number, 6]))
    assert len(actions_of(case.number)) == 5


def test_a_unit_is_moved_below_another_and_offered_where_it_is(house: House) -> None:
    case, client, tsb = draft_engagement(house), visitor(house, "Olga"), house.units["TSB"]
    asked = {"kind": "move_unit", "subject": house.units["OPD"]}
    address = reverse("reorganisation-action-new", args=[case.number], query=asked)
    assert f'<option value="{tsb}" selected>' in page(client, address)
    said = {"subject": house.units["OPD"], "day": "2024-07-01"}
    send(client, address, 422, parent="", **said)
    send(client, address, parent=house.units["TSP"], **said)
    assert actions_of(case.number)[6].values["parent"] == house.units["TSP"]


def test_findings_that_say_the_same_of_one_action_are_one_and_units_go_by_name(
    house: House,
) -> None:
    number = draft_renaming(house, "TSB")
    gone = {"kind": ActionKind.ABOLISH_UNIT, "subject": house.units["SGD"], "values": {}}
    actions.add_action(house.actor("Otto"), reorganisation=number, day=DAY, **gone)
    actions.add_action(
        house.actor("Otto"),
        reorganisation=number,
        day=DAY,
        kind=ActionKind.RENAME_UNIT,
        subject=house.units["TSP"],
        values={"code": "TSP"},
    )
    text = workspace(Engagement(house, number, 0), "Otto")
    assert "several units would have the code TSB: Standards Bureau; Operations" in text
    assert len(re.findall("would be in a unit that does not stand", text)) == 2
    assert len(re.findall('id="finding-post_without_unit-', text)) == 1
    assert "TSP keeps its code and its name." in text


def test_a_chart_through_a_plan_marks_units_whose_posts_change(house: House) -> None:
    case = draft_engagement(house)
    plan = f"?plan=reorganisation:{case.number}&valid=2024-07-01"
    address = reverse("unit-chart", args=[house.units["TSB"]]) + plan
    text = page(visitor(house, "Olga"), address)
    assert "posts change, TSB" in text
    assert "added, SED" in text
    assert "same, OPD" in text


def test_actions_name_things_as_they_are_called_on_their_day(house: House) -> None:
    number = draft_renaming(house, "OD")
    opd, officer = house.units["OPD"], house.actor("Otto")
    add = functools.partial(actions.add_action, officer, reorganisation=number)
    move, retitle = ActionKind.MOVE_POST, ActionKind.RETITLE_POST
    add(kind=move, day=DAY - 9, subject=house.posts["ADV"], values={"unit": opd})
    add(kind=move, day=DAY + 9, subject=house.posts["DEP"], values={"unit": opd})
    chief = {"title": said_in(en="Chief of Planning")}
    add(kind=retitle, day=DAY, subject=house.posts["OPS"], values={}, words=chief)
    text = workspace(Engagement(house, number, 0), "Otto")
    assert "ADV (Adviser) to OPD" in text
    assert "DEP (Deputy to the Director) to OD" in text
    assert "OPS (Chief of Operations): Chief of Planning" in text


@pytest.mark.parametrize("put_forward", [False, True])
def test_its_tables_are_files(house: House, put_forward: bool) -> None:
    case = draft_engagement(house)
    actions.add_action(
        case.officer,
        reorganisation=case.number,
        kind=ActionKind.RECLASSIFY_POST,
        day=DAY,
        subject=house.posts["OPS"],
        values={"grade": "D.1"},
    )
    if put_forward:
        submit(case)
    client, address = visitor(house, "Olga"), reverse("reorganisation", args=[case.number])
    text = page(client, address)
    for of in ("people", "cost"):
        assert f"?format=xlsx&of={of}" in text

    def table(of: str) -> list[dict[str, object]]:
        asked = client.get(address, {"format": "json", "of": of})
        return list(json.loads(b"".join(asked))["rows"])

    assert {row["person"] for row in table("people")} >= {"Adam", "Chia"}
    assert [row["post"] for row in table("cost")] == ["OPS (Chief of Operations)"]
    assert client.get(address, {"format": "csv", "of": "nothing"}).status_code == 404


def test_its_chart_is_offered_as_files(house: House) -> None:
    case = draft_engagement(house)
    client = visitor(house, "Olga")
    text = page(client, reverse("reorganisation", args=[case.number]))
    (drawn,) = re.findall(r'href="(/chart/\d+/export.svg[^"]*)"', text)
    assert b"SED" in b"".join(client.get(drawn))


def test_its_journal_is_a_file(house: House) -> None:
    case = draft_engagement(house)
    client, address = visitor(house, "Olga"), reverse("reorganisation-journal", args=[case.number])
    assert "?format=csv" in page(client, address)
    told = b"".join(client.get(address, {"format": "csv"})).decode()
    assert told.count("Olga") == 7


def test_a_day_before_the_record_begins_is_told_and_nothing_is_kept(house: House) -> None:
    case, client = draft_engagement(house), visitor(house, "Olga")
    before = actions_of(case.number)
    said = {"subject": house.posts["ADV"], "unit": house.units["TSP"], "day": "2019-12-31"}
    written = send(client, f"{case_address()}actions/new/?kind=move_post", 422, **said)
    assert "Nothing of this organisation is on record before 1 January 2020" in written
    assert actions_of(case.number) == before
    said["day"] = "2020-01-01"
    send(client, f"{case_address()}actions/new/?kind=move_post", **said)
    assert len(actions_of(case.number)) == len(before) + 1


def test_a_draft_with_a_day_before_the_record_opens_and_is_mended(house: House) -> None:
    number, client = draft_renaming(house, "OPX"), visitor(house, "Otto")
    DraftAction.objects.filter(reorganisation=number).delete()
    said = {"subject": house.posts["ADV"], "day": DAY, "values": {"unit": house.units["TSP"]}}
    by = house.actor("Otto")
    actions.add_action(by, reorganisation=number, kind=ActionKind.MOVE_POST, **said)
    early = date(2019, 1, 1).toordinal()
    DraftAction.objects.filter(reorganisation=number).update(day=early)
    shown = page(client, f"/reorganisations/{number}/")
    assert "ADV (Adviser)" in shown and "TSP" in shown and 'href="/compare/' in shown
    (place,) = (action.id for action in actions_of(number))
    address = f"/reorganisations/{number}/actions/{place}/"
    assert f'<option value="{house.units["TSP"]}" selected>' in page(client, address)
    send(client, address, unit=house.units["TSP"], day="2024-07-01")
    assert [action.day for action in actions_of(number)] == [DAY]
