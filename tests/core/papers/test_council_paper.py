"""The paper to a council: set in six languages from one value."""

from dataclasses import replace

import pytest

from bureau.core.claims.verdicts import Verdict
from bureau.core.papers.blocks import Block, Box, Drawing, Heading, Paragraph, Role, Table
from bureau.core.papers.checks import check
from bureau.core.papers.kinds.council_paper import Request, set_council_paper
from bureau.core.papers.kinds.decision import set_decision
from bureau.core.papers.kinds.parts import AmendmentSaid
from bureau.core.papers.phrases import PhraseBook
from bureau.core.papers.profiles import PROFILES
from bureau.core.papers.setting import plain_words
from bureau.core.papers.shipped import BOOK, SHIPPED
from bureau.core.procedures.kinds import ActKind
from bureau.core.texts import LANGUAGES, Status, Text
from tests.core.papers.reading import annexes, blocks_of, runs_of, text_of
from tests.core.papers.specimens import CASE, DECISION, DESCRIPTION, PAPER, POST

languages = pytest.mark.parametrize("language", LANGUAGES)


@languages
def test_paragraphs_are_numbered_in_sequence(language: str) -> None:
    paper = set_council_paper(PAPER, language, BOOK)
    body = [one for one in paper.blocks if isinstance(one, Paragraph) and one.number]
    assert [one.number for one in body] == list(range(1, len(body) + 1))


@languages
def test_the_box_has_its_five_labels(language: str) -> None:
    paper = set_council_paper(PAPER, language, BOOK)
    box = next(one for one in paper.blocks if isinstance(one, Box))
    assert ["".join(run.text for run in label) for label, _ in box.rows] == [
        BOOK.find(f"front.{name}", language, "council").words
        for name in ("purpose", "action", "strategic", "financial", "references")
    ]


def test_annexes_behind_the_twenty_sixth_have_two_letters() -> None:
    posts = [replace(DESCRIPTION, post=f"AB01/D1/{number}") for number in range(300, 328)]
    many = replace(PAPER, case=replace(CASE, descriptions=tuple(posts)))
    for language in LANGUAGES:
        paper = set_council_paper(many, language, BOOK)
        assert [one.letter for one in annexes(paper)][24:29] == ["Y", "Z", "AA", "AB", "AC"]
        assert check(paper, BOOK) == ()


def test_annexes_are_lettered_by_order_and_every_reference_points_to_one() -> None:
    paper = set_council_paper(PAPER, "en", BOOK)
    assert [one.letter for one in annexes(paper)] == ["A", "B", "C", "D"]
    labels = {one.anchor: one.label for one in annexes(paper)}
    cited = [run for run in runs_of(paper) if run.target.startswith("annex-")]
    assert cited
    assert {run.target for run in cited} == set(labels)
    assert all(run.text.replace("\u00a0", " ") == labels[run.target] for run in cited)


def test_every_description_has_an_annex_a_request_and_a_clause_of_its_own() -> None:
    other = replace(DESCRIPTION, post="AB02/D2/300")
    clause = replace(DECISION.operative[0], post=other.post)
    decision = replace(DECISION, operative=(*DECISION.operative, clause))
    case = replace(CASE, descriptions=(DESCRIPTION, other), decision=decision)
    requests = (*PAPER.requests, replace(PAPER.requests[1], post=other.post))
    paper = set_council_paper(replace(PAPER, case=case, requests=requests), "en", BOOK)
    told = text_of(paper)
    assert [one.letter for one in annexes(paper)] == ["A", "B", "C", "D", "E"]
    assert "post AB02/D2/300 set out in Annex D, by adopting the text in Annex E." in told
    assert "to approve the job description of post AB02/D2/300, as set out in Annex D." in told
    assert check(paper, BOOK) == ()


def test_words_of_several_paragraphs_stay_several() -> None:
    text = Text("en", {"en": ("One.\n\nTwo\nthree.", Status.ORIGINAL)})
    paper = set_council_paper(replace(PAPER, purpose=text, title=text), "en", BOOK)
    assert paper.title == "One. Two three."
    assert [run.text for run in runs_of(paper) if run.source == "purpose"] == [
        "One.",
        "Two",
        "three.",
    ]


def test_letters_move_up_where_an_annex_is_missing() -> None:
    paper = set_council_paper(replace(PAPER, case=replace(CASE, former=None)), "en", BOOK)
    assert [one.letter for one in annexes(paper)] == ["A", "B", "C"]
    assert (
        f"job description of post {POST} set out in Annex B, by adopting the text in Annex C"
        in (text_of(paper))
    )


def test_a_single_annex_has_no_letter() -> None:
    case = replace(CASE, former=None, descriptions=(), decision=None)
    paper = set_council_paper(replace(PAPER, case=case), "en", BOOK)
    (annex,) = annexes(paper)
    assert (annex.letter, annex.label) == ("", "Annex")
    assert "to take note of the structure set out in the Annex" in text_of(paper)


def test_what_is_asked_without_its_annex_is_asked_of_the_document() -> None:
    case = replace(CASE, former=None, new=None)
    paper = set_council_paper(replace(PAPER, case=case), "fr", BOOK)
    assert "à prendre note du présent document" in text_of(paper)


@languages
def test_the_draft_decision_has_its_body_ground_and_clause(language: str) -> None:
    paper = set_council_paper(PAPER, language, BOOK)
    roles = [one.role for one in annexes(paper)[3].blocks if isinstance(one, Paragraph)]
    assert roles == [Role.ENACTING, Role.PREAMBLE, Role.OPERATIVE]


def test_a_single_ground_stands_in_the_line_of_its_formula() -> None:
    assert CASE.decision
    ground = replace(CASE.decision.preamble[0], citations=PAPER.references[:1])
    case = replace(CASE, decision=replace(CASE.decision, preamble=(ground,)))
    told = text_of(set_council_paper(replace(PAPER, case=case), "zh-hans", BOOK))
    assert "考虑到《公约》第70和71款，" in told


def test_a_decision_reads_as_its_language_writes_one() -> None:
    told = {one: text_of(set_council_paper(PAPER, one, BOOK)) for one in LANGUAGES}
    assert "les numéros 70 et 71 de la Convention ;" in told["fr"]
    assert "Резолюцию 1108 Совета," in told["ru"]
    assert "理事会第1108号决议，" in told["zh-hans"]
    assert "considerando los números 70 y 71 del Convenio;" in told["es"]
    assert "decides to approve the job description of post" in told["en"]
    assert "Proyecto de Acuerdo" in told["es"]


@languages
def test_charts_are_drawn_in_the_language_with_a_table_beside(language: str) -> None:
    paper = set_council_paper(PAPER, language, BOOK)
    former, new = [one for one in blocks_of(paper.blocks) if isinstance(one, Drawing)]
    assert f"[{language}]" in new.svg
    assert former.alt
    assert former.beside
    assert len(former.beside.head) == 5
    assert new.beside
    assert [len(row) for row in new.beside.rows] == [6, 6]


def test_a_grade_that_is_a_word_is_said_in_the_language() -> None:
    box = replace(CASE.new.boxes[1], head_grade="elected") if CASE.new else None
    assert box
    assert CASE.new
    chart = replace(CASE.new, boxes=(CASE.new.boxes[0], box))
    paper = set_council_paper(replace(PAPER, case=replace(CASE, new=chart)), "zh-hans", BOOK)
    assert "（选任）" in text_of(paper)


def test_arabic_is_marked_for_its_draft_phrases_and_english_is_not() -> None:
    assert set_council_paper(PAPER, "en", BOOK).marks == ()
    (mark,) = set_council_paper(PAPER, "ar", BOOK).marks
    assert mark == SHIPPED["mark.draft_phrases", "ar"].words


def test_what_is_not_translated_stands_in_its_own_language_and_is_marked() -> None:
    only_english = Text("en", {"en": ("Only English: here.", Status.ORIGINAL)})
    paper = set_council_paper(replace(PAPER, purpose=only_english), "fr", BOOK)
    assert SHIPPED["mark.untranslated", "fr"].words in paper.marks
    (run,) = [one for one in runs_of(paper) if one.source == "purpose"]
    assert (run.text, run.language) == ("Only English: here.", "en")


def test_a_draft_translation_is_marked() -> None:
    text = Text("en", {"en": ("Words", Status.ORIGINAL), "fr": ("Mots", Status.DRAFT)})
    paper = set_council_paper(replace(PAPER, purpose=text), "fr", BOOK)
    assert paper.marks == (PROFILES["fr"].dress(SHIPPED["mark.draft_translation", "fr"].words),)


def test_a_false_statement_is_warned_of_on_the_face() -> None:
    claims = (replace(CASE.claims[0], verdict=Verdict.FALSE),)
    paper = set_council_paper(replace(PAPER, case=replace(CASE, claims=claims)), "en", BOOK)
    assert paper.marks == (SHIPPED["mark.claim_false", "en"].words,)


def test_an_organisation_says_a_phrase_its_own_way() -> None:
    own = PhraseBook(SHIPPED).over({("case.cost", "en"): replace(BOOK.find("case.cost", "en"))})
    assert set_council_paper(PAPER, "en", own) == set_council_paper(PAPER, "en", BOOK)


def test_what_asks_for_an_act_that_has_no_phrase_asks_to_decide() -> None:
    paper = set_council_paper(replace(PAPER, requests=(Request(ActKind.SELECT),)), "en", BOOK)
    assert "to decide on what this document proposes." in text_of(paper)


def test_alternatives_are_cited_by_the_label_that_each_stands_under() -> None:
    paper = set_council_paper(PAPER, "fr", BOOK)
    headings = {one.anchor: plain_words(one.runs) for one in paper.blocks if is_anchored(one)}
    assert list(headings) == ["alternative-1", "alternative-2"]
    for run in runs_of(paper):
        if run.target in headings:
            assert headings[run.target].startswith(run.text)


def is_anchored(block: Block) -> bool:
    return isinstance(block, Heading) and bool(block.anchor)


def test_what_an_alternative_costs_is_told_or_a_dash_where_that_is_not_known() -> None:
    paper = set_council_paper(PAPER, "en", BOOK)
    tables = (one for one in paper.blocks if isinstance(one, Table))
    told = next(one for one in tables if one.caption == "What each alternative would change")
    last = [plain_words(cell).replace("\u00a0", " ") for cell in told.rows[-1]]
    assert last == ["Change in the cost of posts, full year", "CHF \u221210,000", "–"]


def test_a_decision_sets_what_was_amended_beside_what_was_put_forward() -> None:
    first, second = CASE.changes
    amended = (
        AmendmentSaid((first,), (second,)),
        AmendmentSaid((first,)),
        AmendmentSaid((), (first,)),
    )
    value = replace(DECISION, number="5", adopted=(second,), amendments=amended)
    for language in LANGUAGES:
        paper = set_decision(value, language, BOOK)
        (table,) = (one for one in paper.blocks if isinstance(one, Table))
        assert [len(row) for row in table.rows] == [2, 2, 2]
    said = text_of(set_decision(value, "en", BOOK))
    assert "left out" in said and "nothing (added)" in said and "changes only" in said
    again = replace(value, amendments=(AmendmentSaid((first,), (first,)),))
    assert "(in other words)" in text_of(set_decision(again, "en", BOOK))
