"""Phrases: which is used, what is filled in, what is a draft; and those that ship."""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

import pytest

from bureau.core.claims.verdicts import Verdict
from bureau.core.layout.boxes import Change, PostState
from bureau.core.papers.blocks import Run
from bureau.core.papers.fitness import WARNINGS
from bureau.core.papers.kinds import KINDS
from bureau.core.papers.kinds.decision import Clause, Form, Formula, Preamble, Verb
from bureau.core.papers.kinds.parts import Citation
from bureau.core.papers.phrases import (
    Phrase,
    PhraseBook,
    UnknownPhraseError,
    Voice,
    would_say,
)
from bureau.core.papers.shipped import BOOK
from bureau.core.procedures.kinds import ActKind, StepState
from bureau.core.texts import LANGUAGES, Status
from tests.core.papers.reading import text_of
from tests.core.papers.specimens import DECISION

SMALL = PhraseBook(
    {
        ("verb", "en"): Phrase("decides", Status.OFFICIAL, "A collection"),
        ("verb@council", "en"): Phrase("decides so"),
        ("verb@council/resolution", "en"): Phrase("resolves", Status.DRAFT),
        ("verb", "fr"): Phrase("décide"),
        ("see", "en"): Phrase("see {annex} now"),
    }
)


@pytest.mark.parametrize(
    "typed", ["640", "Decision 640", "decision 640", "Décision 640", "第640号决定", "Acuerdo 640"]
)
def test_a_number_typed_with_the_name_of_its_kind_is_told_with_that_once(typed: str) -> None:
    assert BOOK.bare("decision", typed) == "640"
    value = replace(DECISION, number=typed, title=None, operative=())
    told = KINDS["decision"].setting(value, "en", BOOK)
    assert (told.title, told.furniture.number) == ("Decision 640", "640")
    chinese = KINDS["decision"].setting(value, "zh-hans", BOOK)
    assert chinese.title == "第640号决定"
    cited = Preamble(Formula.CONSIDERING, (Citation("decision", (typed,)),))
    told = KINDS["decision"].setting(replace(value, preamble=(cited,)), "fr", BOOK)
    assert "la Décision 640" in text_of(told)


def test_a_number_of_another_form_stays_as_it_was_typed() -> None:
    for typed in ("Memo 7", "Decision", "C24/15", ""):
        assert BOOK.bare("decision", typed) == typed


@pytest.mark.parametrize(
    ("of", "said"),
    [
        ("", "decides"),
        ("assembly", "decides"),
        ("council", "decides so"),
        ("council/decision", "decides so"),
        ("council/resolution", "resolves"),
    ],
)
def test_the_most_special_phrase_is_used(of: str, said: str) -> None:
    assert SMALL.find("verb", "en", of).words == said


def test_what_is_not_said_is_an_error_that_names_it() -> None:
    with pytest.raises(UnknownPhraseError, match=r"see \(fr\)"):
        SMALL.find("see", "fr")


def test_a_fact_that_is_missing_is_an_error() -> None:
    with pytest.raises(KeyError):
        Voice(SMALL, "en").say("see")


def test_facts_keep_their_place_as_runs() -> None:
    said = Voice(SMALL, "en").runs("see", annex=Run("A", is_code=True))
    assert said == (Run("see "), Run("A", is_code=True), Run(" now"))


def test_a_voice_notes_the_drafts_that_it_used() -> None:
    voice = Voice(SMALL, "en", "council/resolution")
    voice.say("see", annex="A")
    assert not voice.drafts
    voice.say("verb")
    assert voice.drafts == {"verb@council/resolution"}
    assert voice.used == {"see", "verb@council/resolution"}


@pytest.mark.parametrize(
    ("name", "used", "touched"),
    [
        ("decides", {"decides"}, True),
        ("decides", {"decides@council"}, False),
        ("decides@council", {"decides"}, True),
        ("decides@council/decision", {"decides@council"}, True),
        ("decides@council", {"decides@council/decision"}, False),
        ("decides@assembly", {"decides"}, False),
        ("decides", {"resolves"}, False),
    ],
)
def test_another_wording_touches_what_says_it_or_something_less_special(
    name: str, used: set[str], touched: bool
) -> None:
    assert would_say(name, used, "council/decision") == touched


def test_a_paper_names_what_it_was_set_with() -> None:
    paper = KINDS["decision"].setting(DECISION, "fr", BOOK)
    assert {"verb.decides", "mark.draft_phrases"} & paper.phrases.keys() == {"verb.decides"}
    assert paper.body.partition("/")[0] == "council"
    arabic = KINDS["decision"].setting(DECISION, "ar", BOOK)
    assert "mark.draft_phrases" in arabic.phrases


def test_own_phrases_lie_over_those_that_ship() -> None:
    own = SMALL.over({("verb", "fr"): Phrase("arrête")})
    assert own.find("verb", "fr").words == "arrête"
    assert own.find("verb", "en") == SMALL.find("verb", "en")


def test_what_is_missing_in_a_language_is_found() -> None:
    assert SMALL.missing(["en", "fr"]) == {("see", "fr")}


def test_every_shipped_concept_is_said_in_all_six_languages() -> None:
    assert BOOK.missing() == frozenset()


def test_every_language_says_a_concept_with_the_same_facts() -> None:
    for concept in BOOK.concepts():
        said = [BOOK.phrases[key] for one in LANGUAGES if (key := (concept, one)) in BOOK.phrases]
        assert all(one.facts == other.facts for one, other in pairwise(said)), concept


def test_what_is_a_draft_is_called_so_by_one_word_on_the_face() -> None:
    marks = {concept for concept in BOOK.concepts() if concept.startswith("mark.")}
    drafts = {one for one in marks if BOOK.find(one, "en").words.startswith("Draft:")}
    for language in LANGUAGES:
        said = {re.split("[:：]", BOOK.find(one, language).words)[0].strip() for one in drafts}
        assert len(said) == 1, said


def test_no_phrase_is_empty_and_only_what_was_read_is_official() -> None:
    for key, phrase in BOOK.phrases.items():
        assert phrase.words == phrase.words.strip() != "", key
        assert (phrase.status is not Status.OFFICIAL) or phrase.source, key


def test_arabic_verbs_are_drafts_until_they_are_read() -> None:
    verbs = ("formula.", "verb.", "clause.")
    for (concept, language), phrase in BOOK.phrases.items():
        if language == "ar" and concept.startswith(verbs):
            assert phrase.is_draft, concept


def test_a_decision_of_the_council_is_an_acuerdo() -> None:
    assert BOOK.find("instrument.decision", "es", "council/decision").words == "Acuerdo"
    assert BOOK.find("instrument.decision", "es", "plenipotentiary").words == "Decisión"


@pytest.mark.parametrize(
    ("prefix", "words"),
    [
        ("verdict", Verdict),
        ("act", ActKind),
        ("step", StepState),
        ("change", Change),
        ("state", PostState),
        ("formula", Formula),
        ("verb", Verb),
        ("clause", Clause),
        ("draft", Form),
        ("instrument", Form),
        ("numbered", Form),
        ("language", LANGUAGES),
        ("mark", WARNINGS),
    ],
)
def test_every_word_of_a_closed_list_has_its_phrase(prefix: str, words: Iterable[str]) -> None:
    assert {f"{prefix}.{one}" for one in words} <= BOOK.concepts()


def test_a_label_of_the_box_says_where_it_was_read_or_that_it_was_not() -> None:
    """Those of 2024 were read in Chinese; in Arabic none, so that a paper is marked by them."""
    labels = {name for name in BOOK.concepts() if name.startswith("front.")} - {"front.none"}
    assert len(labels) == 6
    for name in labels:
        for language in LANGUAGES:
            phrase = BOOK.phrases[name, language]
            is_official = phrase.status is Status.OFFICIAL
            assert phrase.is_draft if language == "ar" else phrase.source, (name, language)
            assert not is_official or language == "zh-hans", (name, language)
