"""Notes on a case: each stays as it was written, and is read in the reader's language."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bureau.core.changes.actions import ActionKind
from bureau.core.texts import Status
from bureau.institution.governance.models import TranslatedNote
from bureau.institution.governance.queries.notes import notes_of
from bureau.institution.governance.queries.recalled import memory_of
from bureau.institution.governance.queries.reorganisations import Seen, seen_by
from bureau.institution.governance.queries.translating import progress_of
from bureau.institution.governance.queries.translations import Given, Translatable, translatable
from bureau.institution.governance.services.actions import add_action, remove_action
from bureau.institution.governance.services.translations import take_translations, translate_case
from tests.institution.governance.engagement import (
    DAY,
    Engagement,
    determine,
    draft_engagement,
    submit,
)
from tests.institution.governance.visitors import case_address, page, visitor
from tests.institution.house import House

pytestmark = pytest.mark.django_db

ASKED, LEFT = "Asked for by the paper", "The paper does not say"
NOTED = "One department, no new post"


def seen(case: Engagement) -> Seen:
    return seen_by(case.officer, [case.number])[case.number]


def notes(case: Engagement) -> dict[str, Translatable]:
    return {unit.original: unit for unit in notes_of(seen(case))}


def translate(case: Engagement, words: str, language: str, said: str) -> int:
    given = {notes(case)[words].id: (said, "revised")}
    return translate_case(case.officer, reorganisation=case.number, language=language, said=given)


def page_in(case: Engagement, language: str) -> str:
    client = visitor(case.house, "Olga")
    client.cookies["django_language"] = language
    return page(client, case_address())


def test_what_was_said_of_actions_findings_and_acts_is_there_once(house: House) -> None:
    case = draft_engagement(house)
    add_action(
        case.officer,
        reorganisation=case.number,
        kind=ActionKind.RENAME_UNIT,
        day=DAY,
        subject=house.units["OPD"],
        values={"code": "OPS"},
        reason="Так просили",
    )
    submit(case)
    determine(case)
    found = [(one.action, one.field, one.said.original) for one in notes(case).values()]
    assert found == [
        (1, "reason", "en"),
        (7, "reason", "ru"),
        (None, "answer", "en"),
        (None, "act", "en"),
    ]
    assert list(notes(case)) == [ASKED, "Так просили", LEFT, NOTED]


def test_a_reader_has_it_in_their_language_and_others_as_it_was_written(house: House) -> None:
    case = draft_engagement(house)
    assert ASKED in page_in(case, "fr")
    translate(case, ASKED, "fr", "Demandé par le document")
    in_french = page_in(case, "fr")
    assert "Demandé par le document" in in_french and ASKED not in in_french
    assert f'<span lang="en" dir="auto">{ASKED}</span>' in page_in(case, "es")


def test_no_paper_waits_for_a_note_and_the_set_stays_as_it_was_frozen(house: House) -> None:
    case = draft_engagement(house)
    submit(case)
    before, progress = case.case().seen(), progress_of(translatable(seen(case)))
    translate(case, LEFT, "ar", "لا تقول الوثيقة ذلك")
    assert case.case().seen() == before
    assert progress_of(translatable(seen(case))) == progress


def test_a_note_comes_back_from_translators_as_a_draft_and_is_taken_away(house: House) -> None:
    case = draft_engagement(house)
    given = [Given(notes(case)[ASKED].id, "应文件要求", ASKED)]
    left = take_translations(
        case.officer, reorganisation=case.number, language="zh-hans", given=given
    )
    assert left == {}
    assert notes(case)[ASKED].said.said["zh-hans"] == ("应文件要求", Status.DRAFT)
    translate(case, ASKED, "zh-hans", "")
    row = TranslatedNote.objects.get(reorganisation=case.number)
    assert row.said.said == {"en": (ASKED, Status.ORIGINAL)}


def test_the_page_of_translations_lists_notes(house: House) -> None:
    case = draft_engagement(house)
    client = visitor(house, "Olga")
    assert "Action 1: reason" in page(client, case_address("translations/"))
    assert notes(case)[ASKED].id in page(client, case_address("translations/fr/"))


def test_notes_are_read_once_a_page_and_never_in_their_own_language(house: House) -> None:
    case = draft_engagement(house)
    translate(case, ASKED, "fr", "Demandé")
    asked = {}
    for language in ("en", "fr"):
        with CaptureQueriesContext(connection) as said:
            page_in(case, language)
        asked[language] = sum("governance_translatednote" in each["sql"] for each in said)
    assert asked == {"en": 0, "fr": 1}


def test_the_reason_of_actions_taken_out_is_not_recalled(house: House) -> None:
    case = draft_engagement(house)
    translate(case, ASKED, "fr", "Demandé par le document")
    memory = memory_of(case.officer, house.organisation, "en", "fr")
    assert memory.nearest(ASKED)[0].known.target == "Demandé par le document"
    for place in range(5, 0, -1):
        remove_action(case.officer, reorganisation=case.number, place=place)
    assert memory_of(case.officer, house.organisation, "en", "fr").nearest(ASKED) == []
