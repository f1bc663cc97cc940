"""Sentences of another language are found, and names and codes within one's own are not."""

import pytest

from bureau.core.papers.languages import language_of, sentence_of_another

FRENCH = "La présente proposition vise à donner au Bureau la structure dont il a besoin pour agir."
ENGLISH = "The proposal gives the Bureau the structure that it needs to carry out its work."
SPANISH = "La propuesta da a la Oficina la estructura que necesita para cumplir los fines del plan."
RUSSIAN = "Предложение дает Бюро структуру, которая ему нужна."
CHINESE = "本提案使本局在架构上足以执行行动计划。"
ARABIC = "يمنح الاقتراح المكتب الهيكل اللازم لعمله."
SENTENCES = {
    "ar": ARABIC,
    "en": ENGLISH,
    "es": SPANISH,
    "fr": FRENCH,
    "ru": RUSSIAN,
    "zh-hans": CHINESE,
}


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_is_of_its_language_and_strange_in_every_other(language: str) -> None:
    said = SENTENCES[language]
    assert language_of(said) == language
    for other, words in SENTENCES.items():
        assert sentence_of_another(f"{words} {said}", other) == ("" if other == language else said)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", "OPD does not change."),
        ("zh-hans", "OPD 不变。OPD does not change."),
        ("ar", "OPD does not change."),
        ("en", "It says 不变 here."),
        ("ru", "Это 不变."),
    ],
)
def test_a_short_one_is_found_where_the_letters_tell(language: str, words: str) -> None:
    assert sentence_of_another(words, language)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "The Bureau de développement des télécommunications is part of the Union."),
        ("en", "Union internationale des télécommunications, Place des Nations, Genève"),
        ("fr", "Le document « Report of the Council » est cité dans la présente proposition."),
        ("es", "Bureau, SED (Strategic Engagement Department), ST02/D1/579."),
        ("fr", "OPD does not change."),
        ("es", "The cost is in the budget."),
        ("ru", "TSB, SED, DEMO/TSP/D2/01; International Telecommunication Union."),
        ("zh-hans", "ST02/D1/579 (Chief of Department); WTSA-20, PP-22."),
        ("ar", "https://www.example.org/en/council/papers.html"),
        ("en", ""),
    ],
)
def test_names_codes_and_what_is_too_short_to_tell_are_not(language: str, words: str) -> None:
    assert sentence_of_another(words, language) == ""


def test_a_long_word_is_looked_at_once() -> None:
    for language in ("ar", "zh-hans"):
        own = SENTENCES[language]
        assert sentence_of_another(own + "a" * 200_000, language) == ""
        assert sentence_of_another("a" * 200_000 + " to be put off", language)
        assert sentence_of_another(f"{own[:-1]} one two three four five", language)
