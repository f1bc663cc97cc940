"""Papers on a case that goes all the way, in a house that words only in English."""

import re
from collections import Counter

from django.urls import reverse

from bureau.core.claims.kinds import ClaimKind
from bureau.core.papers.kinds import KINDS
from bureau.core.papers.phrases import PhraseBook
from bureau.core.papers.shipped import BOOK, SHIPPED
from bureau.core.procedures.kinds import StepState
from bureau.core.texts import LANGUAGES
from bureau.institution.governance.queries.naming import Naming
from bureau.institution.governance.services import actions
from bureau.institution.governance.texts.papers.case import CaseRead
from bureau.institution.governance.texts.papers.council import (
    council_paper_of,
    decision_of,
    job_descriptions_of,
)
from bureau.institution.governance.texts.papers.telling import (
    Heard,
    Names,
    Say,
    in_all_languages,
)
from bureau.web.multilingual import text
from tests.core.papers.reading import annexes, text_of
from tests.institution.finance.budgeted import Budgeted
from tests.institution.governance.engagement import (
    DAY,
    Engagement,
    approve,
    decide,
    determine,
    draft_engagement,
    recommend,
    submit,
    take_note,
)
from tests.institution.governance.test_claims import claim
from tests.institution.governance.visitors import page, visitor
from tests.institution.house import House


def decided(house: House) -> Engagement:
    case = draft_engagement(house)
    submit(case)
    for act in (determine, recommend, approve, take_note, decide):
        act(case)
    return case


def test_a_draft_has_a_paper_that_says_it_is_one(house: House) -> None:
    case = draft_engagement(house)
    value = council_paper_of(CaseRead.of(case.officer, case.number))
    paper = KINDS["council-paper"].setting(value, "en", BOOK)
    assert SHIPPED["mark.draft_paper", "en"].words in paper.marks
    assert [one.letter for one in annexes(paper)] == ["A", "B", "C", "D"]
    assert {one.state for one in value.case.steps} == {StepState.TO_COME}


def test_what_is_said_in_english_alone_is_marked_in_every_other_language(house: House) -> None:
    case = draft_engagement(house)
    value = council_paper_of(CaseRead.of(case.officer, case.number))
    for language in ("ar", "es", "fr", "ru", "zh-hans"):
        paper = KINDS["council-paper"].setting(value, language, PhraseBook(SHIPPED))
        assert SHIPPED["mark.untranslated", language].words in paper.marks


def test_a_sentence_that_names_what_is_worded_in_french_alone_is_french_whole(house: House) -> None:
    case = draft_engagement(house)
    actions.change_action(
        case.officer,
        reorganisation=case.number,
        place=3,
        day=DAY,
        values={"code": "SDD"},
        words={"name": text("fr", fr="Département du numérique")},
    )
    value = council_paper_of(CaseRead.of(case.officer, case.number))
    (renamed,) = (one.said for one in value.case.changes if "numérique" in str(one.said.said))
    assert (renamed.original, list(renamed.said)) == ("fr", ["fr"])
    for language in LANGUAGES:
        told = text_of(KINDS["council-paper"].setting(value, language, BOOK))
        assert "devient SDD, Département du numérique." in told
        assert "SDD, Département du numérique. It is" not in told


def test_what_no_language_says_whole_stands_in_that_of_what_lacks_first(house: House) -> None:
    texts = {1: text("fr", fr="Mot"), 2: text("es", es="Palabra")}

    def prepare(language: str, heard: Heard) -> list[Say]:
        words = Names(Naming((), {}, {}, {}, {}), texts).spoken(language, heard).words
        return [lambda: f"{words[1]} {words[2]}"]

    (said,) = in_all_languages(prepare)
    assert (said.original, list(said.said)) == ("fr", ["fr"])


def test_a_claim_that_names_a_budget_without_a_name_in_a_language_is_marked(house: House) -> None:
    case = draft_engagement(house)
    claim(case, "credits_kept", budget=Budgeted(house).number)
    value = council_paper_of(CaseRead.of(case.officer, case.number))
    (said,) = (one.said for one in value.case.claims if one.kind is ClaimKind.CREDITS_KEPT)
    assert set(said.said) == {"en"}


def test_a_paper_reads_the_same_once_all_is_in_force(house: House) -> None:
    case = draft_engagement(house)
    submit(case)
    before = council_paper_of(CaseRead.of(case.officer, case.number)).case
    for act in (determine, recommend, approve, take_note, decide):
        act(case)
    after = council_paper_of(CaseRead.of(case.officer, case.number)).case
    assert (before.changes, before.former, before.new) == (after.changes, after.former, after.new)
    assert (before.costs, before.descriptions) == (after.costs, after.descriptions)
    assert after.decision == before.decision


def test_a_decision_that_was_taken_is_no_draft(house: House) -> None:
    case = decided(house)
    value = decision_of(CaseRead.of(case.officer, case.number))
    assert value.day is not None
    paper = KINDS["decision"].setting(value, "en", BOOK)
    assert not paper.title.startswith("Draft")
    assert "decides to approve the job description of post" in text_of(paper)


def test_a_description_of_a_case_is_a_draft_of_its_version(house: House) -> None:
    case = draft_engagement(house)
    (value,) = job_descriptions_of(CaseRead.of(case.officer, case.number)).values()
    assert (value.version, value.in_force) == (1, None)
    paper = KINDS["job-description"].setting(value, "en", BOOK)
    assert paper.title.startswith("Draft job description of post")


def test_no_two_landmarks_of_the_page_have_one_name(house: House) -> None:
    case = draft_engagement(house)
    told = page(visitor(house, "Olga"), reverse("reorganisation-papers", args=[case.number]))
    named = r'<(?:section [^>]*|[^>]* role="region"[^>]*)aria-labelledby="([^"]+)"'
    names = Counter(re.findall(named, told))
    assert names["kind-council-paper"] == 1 and set(names.values()) == {1}
    assert "notes on the case are counted under Translations alone" in told
