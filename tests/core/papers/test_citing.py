"""What follows a formula is right in French and Spanish, whatever is cited; one apostrophe."""

import re
from dataclasses import replace

import pytest

from bureau.core.papers.kinds import KINDS
from bureau.core.papers.kinds.decision import Formula, Preamble
from bureau.core.papers.kinds.parts import Citation
from bureau.core.papers.pieces import plainly
from bureau.core.papers.profiles import PROFILES
from bureau.core.papers.shipped import BOOK
from bureau.core.texts import Status, Text
from tests.core.papers.reading import text_of
from tests.core.papers.specimens import DECISION, SPECIMENS

RULES = Text("fr", {"fr": ("Règlement", Status.OFFICIAL), "es": ("Reglamento", Status.OFFICIAL)})
CITED = [
    (Citation("convention", ("70",)), "le numéro 70 de la Convention", "el número 70 del Convenio"),
    (
        Citation("convention", ("70", "71")),
        "les numéros 70 et 71 de la Convention",
        "los números 70 y 71 del Convenio",
    ),
    (
        Citation("convention", ("70", "71", "72")),
        "les numéros 70, 71 et 72 de la Convention",
        "los números 70, 71 y 72 del Convenio",
    ),
    (Citation("resolution", ("71",), "pp"), "la Résolution 71", "la Resolución 71"),
    (
        Citation("resolution", ("1108",), "council"),
        "la Résolution 1108 du Conseil",
        "la Resolución 1108 del Consejo",
    ),
    (Citation("decision", ("5",)), "la Décision 5", "la Decisión 5"),
    (
        Citation("rules", (), "", RULES),
        "le texte intitulé « Règlement »",
        "el texto titulado «Reglamento»",
    ),
]
FORMULAS = {
    "fr": "vu|considérant|rappelant|notant|notant avec satisfaction|reconnaissant|"
    "ayant à l’esprit|ayant examiné",
    "es": "teniendo a la vista|considerando|recordando|observando|observando con satisfacción|"
    "reconociendo|teniendo en cuenta|habiendo examinado",
}
"""Each takes what it cites as its object, so that no "de" or "a" stands before an article."""


@pytest.mark.parametrize("formula", Formula)
@pytest.mark.parametrize(("cited", "french", "spanish"), CITED)
def test_a_formula_and_what_it_cites_are_one_sentence(
    formula: Formula, cited: Citation, french: str, spanish: str
) -> None:
    value = replace(DECISION, preamble=(Preamble(formula, (cited,)),))
    for language, said in (("fr", french), ("es", spanish)):
        told = plainly(text_of(KINDS["decision"].setting(value, language, BOOK)))
        assert re.search(rf"\b(?:{FORMULAS[language]}) {re.escape(said)},", told)


def test_no_french_phrase_has_a_straight_apostrophe() -> None:
    said = [one.words for (_, language), one in BOOK.phrases.items() if language == "fr"]
    assert [words for words in said if "'" in words] == []


def test_what_a_french_paper_says_has_one_apostrophe() -> None:
    title = Text("fr", {"fr": ("L'avis de l’autre", Status.OFFICIAL)})
    value = replace(SPECIMENS["council-paper"], title=title)
    told = text_of(KINDS["council-paper"].setting(value, "fr", BOOK))
    title_said = KINDS["council-paper"].setting(value, "fr", BOOK).title
    assert title_said == "L’avis de l’autre" and "'" not in told
    assert PROFILES["en"].dress("the Union's") == "the Union's"
