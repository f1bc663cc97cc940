"""The papers of the case that ships: in six languages, from the record alone."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache

import pytest

from bureau.core.actors import NOBODY
from bureau.core.claims.kinds import ClaimKind
from bureau.core.claims.verdicts import Verdict
from bureau.core.papers.checks import check
from bureau.core.papers.kinds import KINDS
from bureau.core.papers.kinds.council_paper import CouncilPaper
from bureau.core.papers.plain import plain_of, value_of
from bureau.core.papers.shipped import BOOK, SHIPPED
from bureau.core.texts import LANGUAGES, Status, Text
from bureau.institution.governance.models import AffectedPerson, Reorganisation
from bureau.institution.governance.texts.papers import GATHERED
from bureau.institution.governance.texts.papers.before import NoSuchPaperError
from bureau.institution.governance.texts.papers.case import CaseRead
from bureau.institution.governance.texts.papers.council import council_paper_of
from bureau.institution.governance.texts.papers.register import known_to
from bureau.institution.instruments.models import Body
from bureau.institution.organisation.models import Organisation, Wording
from tests.core.papers.reading import annexes, text_of
from tests.example.conftest import actor, as_of, unit

STAFFING = "SED-STAFFING"
pytestmark = pytest.mark.usefixtures("example", "db")
languages = pytest.mark.parametrize("language", LANGUAGES)


def case() -> int:
    return Reorganisation.objects.get(reference="TSB-2024").pk


@cache
def paper() -> CouncilPaper:
    """Gathered once: nothing here changes the case."""
    return council_paper_of(CaseRead.of(actor("organisation-officer"), case()))


@pytest.mark.exhaustive
@languages
def test_the_paper_says_all_the_case_says_in_every_language(language: str) -> None:
    told = KINDS["council-paper"].setting(paper(), language, BOOK)
    assert SHIPPED["mark.untranslated", language].words not in told.marks
    assert {frozenset(text.said) for text in texts_in(paper())} == {frozenset(LANGUAGES)}
    assert [one.letter for one in annexes(told)] == ["A", "B", "C", "D"]
    said = text_of(told)
    assert all(code in said for code in ("SED", "SPD", "SGD", "TSP", "OPD", "ST02/D1/579"))


def test_every_change_and_every_statement_is_there() -> None:
    said = paper().case
    changes = [one.said.in_language("en") for one in said.changes]
    assert changes[0] == "SED (Strategic Engagement Department) is established under TSB."
    assert any("merged into TSP" in one for one in changes)
    assert any("becomes SPD" in one for one in changes)
    assert len(said.claims) == 13
    assert [one.verdict for one in said.claims].count(Verdict.TRUE) == 12


def test_two_codes_beside_each_other_are_not_turned_in_arabic() -> None:
    (said,) = (one.said for one in paper().case.claims if one.kind is ClaimKind.UNIT_RENAMED)
    assert "\u2068TSP\u2069: \u2068SPD\u2069" in said.in_language("ar")
    assert "\u2068" not in said.in_language("en")


def test_a_demonstration_says_so_first_and_arabic_its_drafts() -> None:
    setting = KINDS["council-paper"].setting
    assert setting(paper(), "fr", BOOK).marks[0].startswith("Démonstration")
    assert setting(paper(), "ar", BOOK).marks[1] == SHIPPED["mark.draft_phrases", "ar"].words


def test_the_structure_is_told_as_it_was_when_the_case_was_put_forward() -> None:
    said = paper().case
    assert said.former
    assert said.new
    assert [box.code for box in said.former.boxes] == ["TSB", "SGD", "TSP", "OPD"]
    assert [box.code for box in said.new.boxes] == ["TSB", "SPD", "SED", "OPD"]


def test_the_way_has_the_acts_on_record() -> None:
    told = [(one.who.in_language("en"), one.act, one.state) for one in paper().case.steps]
    assert ("Coordination Committee", "recommend", "done") in told
    assert ("ITU Council", "decide", "here") in told
    english = text_of(KINDS["council-paper"].setting(paper(), "en", BOOK))
    assert "Determination: not a major change" in english


def test_the_paper_cites_its_references_in_the_preamble() -> None:
    decision = paper().case.decision
    assert decision
    assert decision.preamble[0].citations == paper().references
    assert [one.numbers for one in paper().references] == [("70", "71"), ("1108",)]


def subject_of(name: str) -> int:
    """What the example has of each sort of thing that a paper may be on."""
    match GATHERED[name].of:
        case "year":
            return 2024
        case "unit":
            return unit(as_of("2026-03-02"), "TSB").id
        case "affected_person":
            return AffectedPerson.objects.filter(submission__reorganisation=case())[0].pk
    return case()


def test_every_kind_is_gathered() -> None:
    assert set(GATHERED) == set(KINDS)


@pytest.mark.parametrize("name", GATHERED)
def test_each_kind_is_gathered_set_and_read_back(name: str) -> None:
    value = GATHERED[name].value(actor("organisation-officer"), subject_of(name))
    kind = KINDS[name]
    assert isinstance(value, kind.value)
    assert value_of(kind.value, plain_of(value)) == value
    for language in LANGUAGES:
        told = kind.setting(value, language, BOOK)
        assert SHIPPED["mark.untranslated", language].words not in told.marks
        assert told.title
        assert check(told, BOOK, known_to(Organisation.objects.get().pk)) == ()


def test_a_case_that_goes_to_no_council_has_no_paper_to_one() -> None:
    by, staffing = actor("organisation-officer"), Reorganisation.objects.get(reference=STAFFING).pk
    with pytest.raises(NoSuchPaperError):
        council_paper_of(CaseRead.of(by, staffing))
    value = GATHERED["committee-document"].value(by, staffing)
    told = KINDS["committee-document"].setting(value, "en", BOOK)
    assert SHIPPED["mark.draft_paper", "en"].words in told.marks
    assert "Change in the cost of posts: CHF 52,780 in the first year" in text_of(told)
    assert check(told, BOOK) == ()


@pytest.mark.exhaustive
def test_a_name_without_translation_leaves_its_sentence_untranslated() -> None:
    wording = Wording.objects.get(said__said__en__0="Strategic Engagement Department")
    said = {one: words for one, words in wording.said.said.items() if one != "ru"}
    Wording.objects.filter(pk=wording.pk).update(said=Text("en", said))
    value = council_paper_of(CaseRead.of(actor("organisation-officer"), case()))
    assert not value.case.changes[0].said.is_in("ru")
    assert value.case.changes[1].said.is_in("ru")
    russian = KINDS["council-paper"].setting(value, "ru", BOOK)
    assert SHIPPED["mark.untranslated", "ru"].words in russian.marks


@pytest.mark.exhaustive
def test_a_body_without_translation_leaves_what_it_is_claimed_to_do_untranslated() -> None:
    committee = Body.objects.get(code="COMMITTEE")
    said = {one: words for one, words in committee.name.said.items() if one != "zh-hans"}
    Body.objects.filter(pk=committee.pk).update(name=Text("en", said))
    claims = council_paper_of(CaseRead.of(actor("organisation-officer"), case())).case.claims
    lacking = [one.kind for one in claims if not one.said.is_in("zh-hans")]
    assert lacking == ["recommended"]


@pytest.mark.parametrize("name", sorted(set(GATHERED) - {"staffing-table", "chart-poster"}))
def test_whoever_may_not_see_a_thing_has_no_paper_on_it(name: str) -> None:
    with pytest.raises(LookupError):
        GATHERED[name].value(NOBODY, subject_of(name))


@pytest.mark.parametrize("name", ["staffing-table", "chart-poster"])
def test_there_is_no_paper_on_a_unit_that_does_not_stand(name: str) -> None:
    with pytest.raises(LookupError):
        GATHERED[name].value(actor("organisation-officer"), 999_999)


def test_no_text_of_the_record_is_said_to_be_a_draft() -> None:
    statuses = {status for text in texts_in(paper()) for _, status in text.said.values()}
    assert statuses <= {Status.ORIGINAL, Status.REVISED, Status.OFFICIAL}


def texts_in(value: object) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from texts_in(each)
    elif is_dataclass(value):
        for one in fields(value):
            yield from texts_in(getattr(value, one.name))
