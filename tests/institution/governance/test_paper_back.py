"""A paper on a case comes back from whoever worked on it: shown as a difference, and taken over."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from bureau.core.changes.actions import ActionKind
from bureau.core.papers.edits import Edit
from bureau.core.papers.profiles import PROFILES
from bureau.core.papers.shipped import BOOK
from bureau.core.reasons import Refused
from bureau.core.texts import Status
from bureau.institution.governance.models import DraftEdit, Reorganisation
from bureau.institution.governance.queries.reorganisations import seen_by
from bureau.institution.governance.queries.returned import (
    Changed,
    Taken,
    is_number,
    plain_shown,
    texts_seen,
)
from bureau.institution.governance.services.actions import (
    add_action,
    add_description,
    change_action,
    undo_edit,
)
from bureau.institution.governance.services.drafts import (
    describe_reorganisation,
    start_reorganisation,
)
from bureau.institution.governance.services.returned import take_paper_back
from bureau.institution.governance.store import actions_of
from bureau.institution.governance.texts.papers.case import CaseRead
from bureau.institution.governance.texts.papers.council import council_paper_of
from bureau.institution.governance.texts.papers.returned import Ground, offers_of
from bureau.institution.governance.views import returned
from bureau.institution.organisation.models import JobDescription, Wording
from bureau.record.journal.models import Entry
from bureau.web.multilingual import text
from tests.documents.papers.test_checking import edited
from tests.institution.governance.engagement import (
    DAY,
    DESCRIPTION,
    Engagement,
    draft_engagement,
    submit,
)
from tests.institution.governance.visitors import fresh_key, page, visitor
from tests.institution.house import House

type Given = dict[str, str]

TOO_LARGE = json.dumps(
    [[*plain_shown([(Changed(Edit("item", "", "a", "b")), Taken(places=(10**30,)))])[0]]]
)


def address(case: Engagement) -> str:
    return reverse("reorganisation-paper-back", args=[case.number])


def taken_out(client: Client, case: Engagement, kind: str, language: str, format: str) -> bytes:
    where = reverse("paper", args=[kind, case.number, language])
    return client.get(where, {"format": format}).content


def says(**instead: str) -> Callable[[str], str]:
    """Every mention of some words is another; names stand for words with blanks."""

    def edit(document: str) -> str:
        for words, now in instead.items():
            asked = words.replace("_", " ")
            assert f">{asked}<" in document, asked
            document = document.replace(f">{asked}<", f">{now}<")
        return document

    return edit


def upload(client: Client, case: Engagement, content: bytes) -> Any:
    file = SimpleUploadedFile("paper.docx", content)
    return client.post(address(case), {"key": fresh_key(), "file": file})


def shown(
    case: Engagement, kind: str, language: str, name: str = "Olga", **instead: str
) -> tuple[Client, str]:
    client = visitor(case.house, name)
    content = edited(taken_out(client, case, kind, language, "docx"), says(**instead))
    answer = upload(client, case, content)
    assert answer.status_code == 200
    return client, answer.content.decode()


def held(page: str) -> Given:
    """What the form of the page sends back."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    unescaped = {name: value.replace("&quot;", '"').replace("&#x27;", "'") for name, value in found}
    names = ("kind", "language", "seen", "rows_read")
    return {"key": fresh_key(), **{name: unescaped[name] for name in names}}


def part(page: str, name: str) -> str:
    """What stands under one of the three headings."""
    found = re.search(rf'<h2 id="{name}">.*?</table>', page, re.DOTALL)
    return found[0] if found else ""


def places(page: str, name: str) -> list[str]:
    return re.findall(r'name="take" value="(\d+)"', part(page, name))


def send(client: Client, case: Engagement, said: Given, *take: str, status: int = 200) -> str:
    answer = client.post(address(case), {**said, "take": take}, follow=True)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.exhaustive
def test_texts_data_and_all_else_are_told_apart(house: House) -> None:
    case = draft_engagement(house)
    _client, told = shown(
        case, "council-paper", "en", Lead_the_department="Lead it", SPD="STP", Cost="Price"
    )
    assert "Lead it" in part(told, "texts") and "STP" in part(told, "values")
    assert "Price" in part(told, "left")


def test_a_translation_is_kept_as_a_draft(house: House) -> None:
    case = draft_engagement(house)
    client, told = shown(case, "job-description", "fr", Lead_the_department="Diriger le service")
    assert places(told, "texts") == ["0"] and "checked" not in part(told, "texts")
    assert "It stood in the paper in its original language." in part(told, "texts")
    assert "What you chose is taken over." in send(client, case, held(told), "0")
    row = Wording.objects.get(original="Lead the department")
    assert row.said.said["fr"] == ("Diriger le service", Status.DRAFT)
    _client, told = shown(case, "job-description", "fr", Diriger_le_service="Mener le service")
    assert "checked" in part(told, "texts")
    row.said = text(en="Lead the department", fr="Diriger le service")
    row.save()
    _client, told = shown(case, "job-description", "fr", Diriger_le_service="Mener le service")
    assert "The translation is revised." in part(told, "texts")
    assert "checked" not in part(told, "texts")
    assert "Diriger le service" in page(
        client, reverse("paper", args=["decision", case.number, "fr"])
    )


@pytest.mark.exhaustive
def test_of_its_own_language_the_draft_changes(house: House) -> None:
    case = draft_engagement(house)
    before = actions_of(case.number)[5].values["description"]
    client, told = shown(
        case, "council-paper", "en", Lead_the_department="Lead it", To_engage="To engage well"
    )
    assert part(told, "texts").count("The draft itself changes.") == 2
    send(client, case, held(told), *places(told, "texts"))
    assert Reorganisation.objects.get().purpose.said["en"][0] == "To engage well"
    action = actions_of(case.number)[5]
    new = JobDescription.objects.get(pk=action.values["description"])
    assert (new.pk != before, new.version) == (True, 2)
    old = JobDescription.objects.get(pk=before)
    assert [one.duty_id for one in new.duties.all()] == [one.duty_id for one in old.duties.all()]
    assert {one.wording.original for one in new.duties.all()} == {"Lead it", "Its money"}
    undo_edit(case.officer, reorganisation=case.number)
    assert actions_of(case.number)[5].values["description"] == before


def test_what_else_the_case_says_stays(house: House) -> None:
    case = draft_engagement(house)
    Reorganisation.objects.update(background=text(en="Members asked for it"))
    take(case, Taken("purpose", "To engage well"))
    row = Reorganisation.objects.get()
    assert row.purpose.said["en"][0] == "To engage well"
    assert row.background.said["en"][0] == "Members asked for it"


def test_title_and_purpose_are_taken_back_with_the_rest(house: House) -> None:
    case = draft_engagement(house)
    value = Taken(places=(1,), field="code", value="SEN")
    take(case, Taken("title", "Another"), Taken("purpose", "To engage well"), value)
    assert DraftEdit.objects.filter(reorganisation=case.number).count() == 7
    Reorganisation.objects.update(purpose=text(en="Since"))
    undo_edit(case.officer, reorganisation=case.number)
    row = Reorganisation.objects.get()
    assert row.title.said["en"][0] == "A department of engagement"
    assert row.purpose.said["en"][0] == "Since"
    assert actions_of(case.number)[0].values["code"] == "SED"


def test_the_same_words_in_another_language_are_another_text(house: House) -> None:
    case = draft_engagement(house)
    action = actions_of(case.number)[0]
    values = {name: value for name, value in action.values.items() if name != "name"}
    change_action(
        case.officer,
        reorganisation=case.number,
        place=1,
        day=DAY,
        values=values,
        words={"name": text("fr", fr="Standards Policy")},
    )
    unit = f"wording.{actions_of(case.number)[2].values['name']}"
    french = actions_of(case.number)[0].values["name"]
    take(case, Taken(unit, "Policy of Standards"))
    assert actions_of(case.number)[0].values["name"] == french
    name = actions_of(case.number)[2].values["name"]
    assert Wording.objects.get(pk=name).original == "Policy of Standards"


@pytest.mark.exhaustive
def test_a_name_of_the_draft_changes_wherever_it_stands(house: House) -> None:
    case = draft_engagement(house)
    client, told = shown(case, "council-paper", "en", Strategic_Engagement="Public Engagement")
    assert len(places(told, "texts")) == 1
    send(client, case, held(told), *places(told, "texts"))
    assert "Public Engagement" in page(
        client, reverse("paper", args=["council-paper", case.number, "en"])
    )
    assert DraftEdit.objects.latest("pk").reorganisation_id == case.number


@pytest.mark.thorough
def test_the_grade_of_a_post_that_stands_takes_a_new_action(house: House) -> None:
    case = draft_engagement(house)
    _client, told = shown(case, "job-description", "en", **{"D.1": "D.2"})
    values = part(told, "values")
    assert "kind=reclassify_post" in values and "grade=" in values and not places(told, "values")


def test_where_the_case_has_no_such_paper_any_more_the_case_is_shown(house: House) -> None:
    """A grade that no council decides on takes the council off the route."""
    olga, adviser = house.actor("Olga"), house.posts["ADV"]
    number = start_reorganisation(
        olga,
        organisation=house.organisation,
        reference="ADV-2024",
        title=text(en="An adviser"),
        purpose=text(en="To advise"),
    )
    add_action(
        olga,
        reorganisation=number,
        kind=ActionKind.RECLASSIFY_POST,
        day=DAY,
        subject=adviser,
        values={"grade": "D.1"},
    )
    add_description(olga, reorganisation=number, post=adviser, description=DESCRIPTION, day=DAY)
    case = Engagement(house, number, 0)
    client, told = shown(case, "council-paper", "en", **{"D.1": "P.5"})
    (place,) = places(told, "values")
    answer = client.post(address(case), {**held(told), "take": place}, follow=True)
    assert actions_of(number)[0].values["grade"] == "P.5"
    assert answer.status_code == 200
    assert answer.redirect_chain[-1][0] == reverse("reorganisation", args=[number])


@pytest.mark.thorough
def test_a_unit_that_an_action_names_is_another(house: House) -> None:
    case = draft_engagement(house)
    client, told = shown(case, "job-description", "en", SED="OPD")
    (place,) = places(told, "values")
    assert "checked" not in part(told, "values") and "Action 4: Unit" in part(told, "values")
    send(client, case, held(told), place)
    assert actions_of(case.number)[3].values["unit"] == house.units["OPD"]


@pytest.mark.exhaustive
def test_a_code_in_the_sentence_of_a_change(house: House) -> None:
    case = draft_engagement(house)
    client = visitor(house, "Olga")
    content = taken_out(client, case, "council-paper", "en", "docx")

    def edit(document: str) -> str:
        return re.sub(r">SPD<", ">STP<", document, count=1)

    told = upload(client, case, edited(content, edit)).content.decode()
    (place,) = places(told, "values")
    assert "Action 3: Acronym" in part(told, "values")
    send(client, case, held(told), place)
    assert actions_of(case.number)[2].values["code"] == "STP"


@pytest.mark.exhaustive
def test_the_day_of_all_that_is_under_it(house: House) -> None:
    case = draft_engagement(house)
    client, told = shown(case, "council-paper", "en", **day_moved())
    (place,) = places(told, "values")
    send(client, case, held(told), place)
    assert {action.day for action in actions_of(case.number)} == {DAY + 1}


def day_moved() -> Given:
    say = PROFILES["en"].say_day
    return {say(date.fromordinal(DAY)): say(date.fromordinal(DAY + 1))}


@pytest.mark.thorough
def test_what_is_computed_or_formal_is_told_with_where_it_comes_from(house: House) -> None:
    case = draft_engagement(house)
    _client, told = shown(case, "council-paper", "en", What_changes="Foreground", Cost="Price")
    assert "Foreground" in part(told, "left") and "/settings/phrases/" in part(told, "left")
    assert "Formal phrase" in part(told, "left") and not places(told, "left")
    assert "Nothing of it can be taken over" in told


@pytest.mark.exhaustive
def test_the_author_changes_the_draft_and_a_translator_does_not(house: House) -> None:
    case = draft_engagement(house)
    submit(case)
    _client, told = shown(case, "council-paper", "en", To_engage="To engage well")
    assert "It has been put forward" in part(told, "left") and not places(told, "texts")
    _client, told = shown(case, "council-paper", "fr", To_engage="Mobiliser")
    assert places(told, "texts")


def test_one_that_nobody_changed_says_so_and_a_pdf_only_whether_it_stands(house: House) -> None:
    case, client = draft_engagement(house), visitor(house, "Olga")
    for format, same, other in (
        ("docx", "No words of the paper were changed", "The case has changed since."),
        ("pdf", "What this PDF says is what the case says now.", "since this PDF was written"),
    ):
        content = taken_out(client, case, "committee-document", "en", format)
        assert same in upload(client, case, content).content.decode()
        describe_reorganisation(
            case.officer,
            reorganisation=case.number,
            reference="TSB-2024",
            title=text(en=f"Since {format}"),
            purpose=None,
            background=None,
        )
        assert other in upload(client, case, content).content.decode()


@pytest.mark.exhaustive
def test_a_paper_of_another_case_or_of_nobody_is_refused_plainly(house: House) -> None:
    case, client = draft_engagement(house), visitor(house, "Olga")
    content = taken_out(client, case, "decision", "en", "docx")
    for wrong, told in (
        (content[:5000], "damaged or cut off"),
        (b"Words", "neither a DOCX nor a PDF"),
    ):
        answer = upload(client, case, wrong)
        assert answer.status_code == 422 and told in answer.content.decode()
    Reorganisation.objects.filter(pk=case.number).update(reference="OTHER")
    answer = upload(client, case, content)
    assert answer.status_code == 422
    assert "This is a paper on another case: TSB-2024." in answer.content.decode()


@pytest.mark.thorough
def test_what_changed_in_between_loses_nothing_and_is_shown_anew(house: House) -> None:
    case = draft_engagement(house)
    client, told = shown(case, "job-description", "fr", Lead_the_department="Diriger le service")
    describe_reorganisation(
        case.officer,
        reorganisation=case.number,
        reference="TSB-2024",
        title=text(en="Another"),
        purpose=None,
        background=None,
    )
    again = send(client, case, held(told), "0", status=422)
    assert "Diriger le service" in part(again, "texts") and "checked" in part(again, "texts")
    assert "Nothing was taken over." in again
    assert "since this paper was written" not in again
    assert "What you chose is taken over." in send(client, case, held(again), "0")


@pytest.mark.thorough
def test_pressed_twice_it_is_taken_over_once(house: House) -> None:
    case = draft_engagement(house)
    client, told = shown(case, "job-description", "fr", Lead_the_department="Diriger le service")
    said = held(told)
    send(client, case, said, "0")
    entries = Entry.objects.count()
    send(client, case, said, "0")
    assert Entry.objects.count() == entries


@pytest.mark.exhaustive
def test_a_text_that_was_taken_out_is_not(house: House) -> None:
    case = draft_engagement(house)
    _client, told = shown(case, "job-description", "fr", Its_money="")
    assert "Words are taken out by hand" in part(told, "left")
    assert reverse("reorganisation-translation", args=[case.number, "fr"]) in part(told, "left")
    _client, told = shown(case, "job-description", "en", Its_money="")
    assert "/translations/" not in part(told, "left") and not places(told, "texts")


def test_more_than_a_form_can_send_back_is_another_paper(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(returned, "ROWS_MOST", 100)
    case, client = draft_engagement(house), visitor(house, "Olga")
    content = taken_out(client, case, "job-description", "fr", "docx")
    answer = upload(client, case, edited(content, says(Its_money="L’argent")))
    assert answer.status_code == 422 and "another paper" in answer.content.decode()


def test_a_document_on_record_has_a_title_of_its_own(house: House) -> None:
    case = draft_engagement(house)
    read = CaseRead.of(case.officer, case.number)
    told = replace(council_paper_of(read), number="C24/1")
    ground = Ground(case.officer, "en", read, told, BOOK)
    words = "A department of engagement"
    changed = Changed(Edit("title", "", words, "Another"), "en", words)
    (offered,) = offers_of(ground, [changed]).left
    assert "The document on record is called so" in offered[1].why


def test_a_name_in_the_sentence_of_a_change_is_that_text(house: House) -> None:
    case = draft_engagement(house)
    client = visitor(house, "Olga")
    content = taken_out(client, case, "council-paper", "en", "docx")

    def edit(document: str) -> str:
        return document.replace("Strategic Engagement", "Public Engagement")

    told = upload(client, case, edited(content, edit)).content.decode()
    assert "Action 1: name" in part(told, "texts") and len(places(told, "texts")) == 1
    assert not part(told, "values") and "in the case already" not in told


@pytest.mark.exhaustive
def test_thousands_of_digits_are_no_number(house: House) -> None:
    case = draft_engagement(house)
    client, told = shown(case, "job-description", "fr", Lead_the_department="Diriger le service")
    assert "Choose at least once" in send(client, case, held(told), "9" * 5_000, status=422)
    assert not is_number("9" * 5_000) and is_number("12")


def test_more_than_is_shown_is_said_whole(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(returned, "SHOWN_MOST", 1)
    case = draft_engagement(house)
    _client, told = shown(
        case, "job-description", "fr", Lead_the_department="Diriger", Its_money="L’argent"
    )
    assert "1 more change is not shown. Take over what you choose here" in told


def test_a_unit_that_is_merely_called_the_same_is_not_that_text(house: House) -> None:
    case = draft_engagement(house)
    read = CaseRead.of(case.officer, case.number)
    ground = Ground(case.officer, "en", read, council_paper_of(read), BOOK)
    words, other = "Standards Policy", "Another Policy"
    for unit, is_text in (("OPD", False), ("TSP", True)):
        edit = Edit("item", "case.new.boxes.0.name", words, other)
        changed = Changed(edit, "en", words, str(house.units[unit]))
        offers = offers_of(ground, [changed])
        assert (len(offers.texts), len(offers.values)) == (is_text, not is_text)


def test_nothing_chosen_is_told(house: House) -> None:
    case = draft_engagement(house)
    client, told = shown(case, "job-description", "fr", Lead_the_department="Diriger le service")
    assert "Choose at least once" in send(client, case, held(told), status=422)


@pytest.mark.exhaustive
@pytest.mark.parametrize(
    "rows",
    [
        *("", "[1]", '[[{"edit": {}}, 0]]', '[[{"edit": {"kind": 1}}, 0]]', "{"),
        *("[" * 90_000, TOO_LARGE),
    ],
    ids=["none", "number", "empty", "other", "cut", "deep", "large"],
)
def test_rows_that_nobody_sent_are_refused(house: House, rows: str) -> None:
    case, client = draft_engagement(house), visitor(house, "Olga")
    said = {
        "key": fresh_key(),
        "kind": "decision",
        "language": "en",
        "seen": "x",
        "rows_read": rows,
    }
    assert "choose the file again" in send(client, case, said, "0", status=422)


@pytest.mark.thorough
def test_whoever_only_reads_takes_nothing_back(house: House) -> None:
    case = draft_engagement(house)
    submit(case)
    coco = visitor(house, "Coco")
    assert "Take a paper back" not in page(
        coco, reverse("reorganisation-papers", args=[case.number])
    )
    page(coco, address(case), 404)
    page(visitor(house, "Stray"), address(case), 404)
    assert address(case) in page(
        visitor(house, "Olga"), reverse("paper", args=["decision", case.number, "en"])
    )


def take(case: Engagement, *taken: Taken, name: str = "Olga", language: str = "en") -> None:
    mark = texts_seen(seen_by(case.officer, [case.number])[case.number])
    take_paper_back(
        case.house.actor(name),
        reorganisation=case.number,
        language=language,
        seen=mark,
        taken=taken,
    )


@pytest.mark.exhaustive
@pytest.mark.parametrize(
    ("taken", "code"),
    [
        ([], "nothing_chosen"),
        ([Taken("wording.0", "x")], "unit_without_words"),
        ([Taken("title", " ")], "unit_without_words"),
        ([Taken("title", "x" * 20_001)], "unit_too_long"),
        ([Taken(places=(9,), field="code", value="X")], "no_such_action"),
        ([Taken(places=(1,), field="nonsense", value="X")], "value_unknown"),
        ([Taken(places=(4,), field="unit", value=999_999)], "of_another_organisation"),
        ([Taken(places=(1,), field="name", value=1)], "value_wrong"),
        ([Taken(places=(3,), field="name", value=999_999)], "value_wrong"),
        ([Taken(places=(6,), field="description", value=1)], "value_wrong"),
        ([Taken(places=(4,), field="day", value=10**9)], "value_wrong"),
        ([Taken(places=(4,), field="day", value="Monday")], "value_wrong"),
    ],
)
def test_the_service_takes_only_what_is_there(house: House, taken: list[Taken], code: str) -> None:
    case = draft_engagement(house)
    entries = Entry.objects.count()
    with pytest.raises(Refused) as refused:
        take(case, *taken)
    assert [reason.code for reason in refused.value.reasons] == [code]
    assert Entry.objects.count() == entries


def test_who_translates_does_not_change_the_draft_of_another(house: House) -> None:
    case = draft_engagement(house)
    with pytest.raises(Refused) as refused:
        take(case, Taken("title", "Mine"), name="Otto")
    assert [reason.code for reason in refused.value.reasons] == ["not_yours_to_do"]


def test_the_journal_tells_how_many_and_no_words(house: House) -> None:
    case = draft_engagement(house)
    value = Taken(places=(1,), field="code", value="SEN")
    take(case, Taken("title", "Another"), value)
    entry = Entry.objects.latest("pk")
    assert entry.act == "governance.take_paper_back"
    del entry.details["row_states"]
    assert entry.details == {"language": "en", "texts": 1, "values": 1}
    assert json.dumps(entry.details).find("Another") == -1
