"""A glossary as TBX (ISO 30042:2019, dialect TBX-Core, style DCA), and back.

The dialect has terms and notes only: how far a term has come and where it stands are notes that we
read again, and that a person can read in any other tool.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bureau.core.reasons import Reason, Refused
from bureau.core.texts import Status
from bureau.documents import etree
from bureau.documents.language_tags import language_of, tag_of
from bureau.documents.marked_up import (
    XML_LANG,
    Element,
    local,
    read_marked_up,
    storable,
    written,
)

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
CONCEPT_ID = re.compile(r"[A-Za-z_][A-Za-z0-9._-]{0,199}")
"""What an id may be: a part of NCName, as XML asks of an ID."""
STATUS, SOURCE = "status: ", "source: "


@dataclass(frozen=True, slots=True)
class Term:
    language: str
    words: str
    status: Status = Status.DRAFT
    source: str = ""


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that is said, once in each language in which it is; `note` says when."""

    id: str
    terms: tuple[Term, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Glossary:
    """`left_out` are terms of other languages than the six, as (concept, tag); never written."""

    title: str
    source: str
    concepts: tuple[Concept, ...]
    left_out: tuple[tuple[str, str], ...] = ()


def write_tbx(glossary: Glossary) -> bytes:
    """The file; ValueError for ids of concepts that no reader could tell apart."""
    ids = [concept.id for concept in glossary.concepts]
    if len(set(ids)) != len(ids) or not all(CONCEPT_ID.fullmatch(each) for each in ids):
        raise ValueError(f"ids of concepts: {ids}")
    root = etree.Element(
        _in("tbx"), {"style": "dca", "type": "TBX-Core", XML_LANG: "en"}, nsmap={None: NAMESPACE}
    )
    header = etree.SubElement(etree.SubElement(root, _in("tbxHeader")), _in("fileDesc"))
    _say(etree.SubElement(header, _in("titleStmt")), "title", glossary.title)
    _say(etree.SubElement(header, _in("sourceDesc")), "p", glossary.source)
    body = etree.SubElement(etree.SubElement(root, _in("text")), _in("body"))
    body.text = "\n"
    for concept in glossary.concepts:
        _write_concept(body, concept)
    return written(root)


def _write_concept(body: Element, concept: Concept) -> None:
    entry = etree.SubElement(body, _in("conceptEntry"), {"id": concept.id})
    entry.text = entry.tail = "\n"
    if concept.note:
        _say(entry, "note", concept.note)
    for term in concept.terms:
        section = etree.SubElement(entry, _in("langSec"), {XML_LANG: tag_of(term.language)})
        section.tail = "\n"
        row = etree.SubElement(section, _in("termSec"))
        _say(row, "term", term.words)
        _say(row, "note", f"{STATUS}{term.status}")
        if term.source:
            _say(row, "note", f"{SOURCE}{term.source}")


def _say(above: Element, name: str, words: str) -> None:
    etree.SubElement(above, _in(name)).text = storable(words)


def read_tbx(content: bytes) -> Glossary:
    """What a file says. Refused with every reason at once, those of a concept by its id."""
    root = read_marked_up(content)
    if local(root, NAMESPACE) != "tbx":
        raise Refused(Reason("not_tbx"))
    reasons: list[Reason] = []
    left: list[tuple[str, str]] = []
    found: dict[str, Concept] = {}
    for entry in root.iter(_in("conceptEntry")):
        own = entry.get("id", "").strip()
        if not CONCEPT_ID.fullmatch(own):
            reasons.append(Reason("concept_without_id", {"concept": own[:200]}))
        elif own in found:
            reasons.append(Reason("concept_twice", {"concept": own}))
        else:
            terms = tuple(_terms(entry, own, left, reasons))
            found[own] = Concept(own, terms, _note(entry))
    if not found and not reasons:
        reasons.append(Reason("file_without_concepts"))
    if reasons:
        raise Refused(*reasons)
    title = _words(next(root.iter(_in("title")), None))
    source = next(root.iter(_in("sourceDesc")), None)
    told = _words(source.find(_in("p")) if source is not None else None)
    return Glossary(title, told, tuple(found.values()), tuple(left))


def _terms(
    entry: Element, own: str, left: list[tuple[str, str]], reasons: list[Reason]
) -> Iterator[Term]:
    seen = set()
    for section in entry.findall(_in("langSec")):
        tag = section.get(XML_LANG, "")
        language = language_of(tag)
        if language is None:
            left.append((own, tag))
            continue
        rows = section.findall(_in("termSec"))
        if language in seen or len(rows) != 1:
            reasons.append(Reason("concept_not_once", {"concept": own, "language": language}))
            continue
        seen.add(language)
        words = _words(rows[0].find(_in("term"))).strip()
        if words:
            yield _term(language, words, rows[0])


def _term(language: str, words: str, row: Element) -> Term:
    """Without a word on it from us, a term is a draft."""
    notes = [_words(note) for note in row.findall(_in("note"))]
    status = _after(STATUS, notes)
    known = Status(status) if status in set(Status) else Status.DRAFT
    return Term(language, words, known, _after(SOURCE, notes))


def _after(label: str, notes: list[str]) -> str:
    said = (note.removeprefix(label) for note in notes if note.startswith(label))
    return next(said, "").strip()


def _note(entry: Element) -> str:
    return _words(entry.find(_in("note")))


def _words(element: Element | None) -> str:
    """The words with those of elements that set some of them apart."""
    return "" if element is None else "".join(str(part) for part in element.itertext())


def _in(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
