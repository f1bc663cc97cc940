"""A glossary goes out as TBX-Core and comes back as it was, or is refused by concept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from bureau.core.reasons import Refused
from bureau.core.texts import LANGUAGES, Status
from bureau.documents.tbx import NAMESPACE, Concept, Glossary, Term, read_tbx, write_tbx

IN = f"{{{NAMESPACE}}}"
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Zs", "Zl", "Zp"]), min_size=1)
STATUSES = st.sampled_from(list(Status))
TERMS = st.lists(
    st.builds(Term, st.sampled_from(LANGUAGES), WORDS, STATUSES, st.just("") | WORDS),
    unique_by=lambda term: term.language,
).map(tuple)
INSIDE = {
    "tbx": ["tbxHeader", "text"],
    "tbxHeader": ["fileDesc"],
    "fileDesc": ["titleStmt", "sourceDesc"],
    "titleStmt": ["title"],
    "sourceDesc": ["p"],
    "text": ["body"],
    "body": ["conceptEntry"],
    "conceptEntry": ["note", "langSec"],
    "langSec": ["termSec"],
    "termSec": ["term", "note"],
    "title": [],
    "p": [],
    "note": [],
    "term": [],
}
"""What the core structure lets stand where, of what we write, in this order."""


def entry(words: str, own: str = 'id="c1"') -> bytes:
    body = f"<conceptEntry {own}>{words}</conceptEntry>"
    return f'<tbx xmlns="{NAMESPACE}"><text><body>{body}</body></text></tbx>'.encode()


def term(language: str, words: str) -> str:
    return f'<langSec xml:lang="{language}"><termSec><term>{words}</term></termSec></langSec>'


def codes(content: bytes) -> list[tuple[str, object]]:
    with pytest.raises(Refused) as refused:
        read_tbx(content)
    return [(reason.code, reason.facts.get("concept")) for reason in refused.value.reasons]


@pytest.mark.exhaustive
@given(st.lists(st.tuples(TERMS, st.just("") | WORDS), min_size=1, max_size=4))
def test_what_is_written_is_read_as_it_was(said: list[tuple[tuple[Term, ...], str]]) -> None:
    concepts = tuple(Concept(f"c{n}", terms, note) for n, (terms, note) in enumerate(said))
    glossary = Glossary("Phrases", "Bureau", concepts)
    assert read_tbx(write_tbx(glossary)) == glossary
    assert write_tbx(glossary) == write_tbx(read_tbx(write_tbx(glossary)))


def test_the_file_has_the_structure_of_the_core_dialect() -> None:
    terms = tuple(Term(language, "x", Status.REVISED, "s") for language in LANGUAGES)
    root = etree.fromstring(write_tbx(Glossary("T", "S", (Concept("in_view_of", terms, "n"),))))
    assert (root.get("style"), root.get("type")) == ("dca", "TBX-Core")
    for element in root.iter():
        order = INSIDE[etree.QName(element).localname]
        found = [order.index(etree.QName(child).localname) for child in element]
        assert found == sorted(found)
    assert [
        each.get("{http://www.w3.org/XML/1998/namespace}lang") for each in root.iter(f"{IN}langSec")
    ] == ["ar", "en", "es", "fr", "ru", "zh-Hans"]


def test_a_term_of_others_is_a_draft_and_other_languages_are_told_of() -> None:
    found = read_tbx(entry(term("fr-CH", " considérant ") + term("de", "in Anbetracht")))
    assert found.concepts == (Concept("c1", (Term("fr", "considérant"),)),)
    assert found.left_out == (("c1", "de"),)


def test_words_set_apart_are_words() -> None:
    (found,) = read_tbx(entry(term("en", "in <hi>view</hi> of"))).concepts
    assert found.terms[0].words == "in view of"


def test_what_is_wrong_with_a_concept_is_told_by_its_id() -> None:
    assert codes(entry(term("en", "a") + term("en-GB", "b"))) == [("concept_not_once", "c1")]
    two = term("en", "a").replace("</langSec>", "<termSec><term>b</term></termSec></langSec>")
    assert codes(entry(two)) == [("concept_not_once", "c1")]
    assert codes(entry("", "")) == [("concept_without_id", "")]
    assert codes(entry("", 'id="c1"').replace(b"</body>", b'<conceptEntry id="c1"/></body>')) == [
        ("concept_twice", "c1")
    ]


def test_another_document_and_one_without_concepts_are_refused() -> None:
    assert codes(b"<martif/>") == [("not_tbx", None)]
    assert codes(f'<tbx xmlns="{NAMESPACE}"/>'.encode()) == [("file_without_concepts", None)]


def test_ids_that_could_not_be_told_apart_are_not_written() -> None:
    for ids in (["a", "a"], ["1"], ["a b"]):
        with pytest.raises(ValueError):
            write_tbx(Glossary("T", "S", tuple(Concept(each, ()) for each in ids)))
