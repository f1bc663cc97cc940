"""Texts to be translated as XLIFF 2.1 (OASIS), one pair of languages a file; and back.

A unit is one text under its own id. What translators split into segments is put together again;
inline codes are refused, as there are none in what we send. What was translated before goes along
as candidates, by the module for them.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bureau.core.reasons import Reason, Refused
from bureau.core.texts import RIGHT_TO_LEFT, Status
from bureau.documents import etree
from bureau.documents.language_tags import language_of, tag_of
from bureau.documents.marked_up import (
    CANNOT_STAND,
    XML_SPACE,
    Element,
    local,
    read_marked_up,
    storable,
    written,
)

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"
"""The namespace of the module of translation candidates."""
SEGMENT, EXACT, NEAR = "s1", "bureau:exact", "bureau:near"
VERSION = "2.1"
VERSIONS = ("2.0", "2.1")
STATES = {"translated": Status.DRAFT, "reviewed": Status.REVISED, "final": Status.OFFICIAL}
STATE_OF = {status: state for state, status in STATES.items()}
RANKS = ("initial", *STATES)
UNIT_ID = re.compile(r"[A-Za-z0-9._:-]{1,200}")
"""What an id may be: a part of NMTOKEN, so that every tool takes it."""


@dataclass(frozen=True, slots=True)
class Match:
    """What was translated before and is the same or near: `similarity` in percent, 100 only where
    the words are the same; `origin` says whose it is."""

    source: str
    target: str
    similarity: int
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """One text: what is said in the first language, and in the second so far.

    `status` is None where there is no target. `matches` are for translators alone.
    """

    id: str
    source: str
    target: str | None = None
    status: Status | None = None
    note: str = ""
    matches: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class Exchange:
    """A file: from one language into another; `original` names what the texts are of."""

    source: str
    target: str
    units: tuple[Unit, ...]
    original: str = ""


def write_xliff(exchange: Exchange) -> bytes:
    """The file; ValueError for ids that no reader could tell apart."""
    ids = [unit.id for unit in exchange.units]
    if len(set(ids)) != len(ids) or not all(UNIT_ID.fullmatch(each) for each in ids):
        raise ValueError(f"ids of units: {ids}")
    names: dict[str | None, str] = {None: NAMESPACE}
    if any(unit.matches for unit in exchange.units):
        names["mtc"] = MATCHES
    root = etree.Element(_in("xliff"), {"version": VERSION}, nsmap=names)
    root.set("srcLang", tag_of(exchange.source))
    root.set("trgLang", tag_of(exchange.target))
    file = etree.SubElement(root, _in("file"), {"id": "f1"})
    if exchange.original:
        file.set("original", exchange.original)
    for name, language in (("srcDir", exchange.source), ("trgDir", exchange.target)):
        file.set(name, "rtl" if language in RIGHT_TO_LEFT else "ltr")
    root.text = file.text = file.tail = "\n"
    for unit in exchange.units:
        _write_unit(file, unit)
    return written(root)


def _write_unit(file: Element, unit: Unit) -> None:
    row = etree.SubElement(file, _in("unit"), {"id": unit.id})
    row.tail = "\n"
    if unit.matches:
        _write_matches(row, unit.matches)
    if unit.note:
        notes = etree.SubElement(row, _in("notes"))
        _say(etree.SubElement(notes, _in("note")), storable(unit.note))
    segment = etree.SubElement(row, _in("segment"), {"state": "initial"})
    if unit.matches:
        segment.set("id", SEGMENT)
    _say(etree.SubElement(segment, _in("source"), {XML_SPACE: "preserve"}), unit.source)
    if unit.target is not None and unit.target.strip():
        segment.set("state", STATE_OF[unit.status or Status.DRAFT])
        _say(etree.SubElement(segment, _in("target"), {XML_SPACE: "preserve"}), unit.target)


def _write_matches(row: Element, matches: Sequence[Match]) -> None:
    """Each is of the whole text; the exact ones are marked, for tools that show no figures."""
    listed = etree.SubElement(row, _of_matches("matches"))
    for one in matches:
        match = etree.SubElement(listed, _of_matches("match"), {"ref": f"#{SEGMENT}"})
        match.set("similarity", f"{one.similarity:.1f}")
        match.set("type", "tm")
        match.set("subType", EXACT if one.similarity == 100 else NEAR)
        if one.origin:
            match.set("origin", one.origin)
        for name, words in (("source", one.source), ("target", one.target)):
            _say(etree.SubElement(match, _in(name), {XML_SPACE: "preserve"}), words)


def _say(element: Element, words: str) -> None:
    """Put words in; what XML cannot hold stands as a code point of its own."""
    element.text, *rest = CANNOT_STAND.split(words)
    for found, after in zip(CANNOT_STAND.findall(words), rest, strict=True):
        point = etree.SubElement(element, _in("cp"), {"hex": f"{ord(found):04X}"})
        point.tail = after


def read_xliff(content: bytes) -> Exchange:
    """What a file says. Refused with every reason at once, those of a unit by its id."""
    root = read_marked_up(content)
    version = root.get("version", "")
    if local(root, NAMESPACE) != "xliff" or version not in VERSIONS:
        raise Refused(Reason("not_xliff", {"version": version}))
    reasons: list[Reason] = []
    source, target = (_language(root, name, reasons) for name in ("srcLang", "trgLang"))
    if source and source == target:
        reasons.append(Reason("languages_equal", {"language": source}))
    units = [unit for row in _units(root) if (unit := _read_unit(row, reasons))]
    for each, count in Counter(unit.id for unit in units).items():
        if count > 1:
            reasons.append(Reason("unit_twice", {"unit": each}))
    if not units and not reasons:
        reasons.append(Reason("file_without_units"))
    if reasons:
        raise Refused(*reasons)
    original = next((file.get("original", "") for file in root), "")
    return Exchange(source, target, tuple(units), original)


def _language(root: Element, name: str, reasons: list[Reason]) -> str:
    tag = root.get(name, "")
    found = language_of(tag)
    if found is None:
        reasons.append(Reason("language_unknown", {"tag": tag}))
    return found or ""


def _units(root: Element) -> Iterator[Element]:
    """Every unit in its order, however deep its group; files in files there are none."""
    yield from root.iter(_in("unit"))


def _read_unit(row: Element, reasons: list[Reason]) -> Unit | None:
    own = row.get("id", "").strip()
    if not UNIT_ID.fullmatch(own):
        reasons.append(Reason("unit_without_id", {"unit": own[:200]}))
        return None
    parts = [part for part in row if local(part, NAMESPACE) in ("segment", "ignorable")]
    segments = [part for part in parts if local(part, NAMESPACE) == "segment"]
    if not segments or any(part.find(_in("source")) is None for part in parts):
        reasons.append(Reason("unit_without_source", {"unit": own}))
        return None
    if any(_has_codes(part) for part in parts):
        reasons.append(Reason("unit_has_codes", {"unit": own}))
        return None
    source = "".join(_words(part.find(_in("source"))) for part in parts)
    told = [bool(_words(part.find(_in("target"))).strip()) for part in segments]
    if any(told) and not all(told):
        reasons.append(Reason("unit_half_translated", {"unit": own}))
        return None
    notes = row.find(_in("notes"))
    note = "\n".join(_words(each) for each in notes) if notes is not None else ""
    matches = tuple(_read_matches(row))
    if not any(told):
        return Unit(own, source, note=note, matches=matches)
    return Unit(own, source, _target(parts), _status(segments), note, matches)


def _read_matches(row: Element) -> Iterator[Match]:
    """Those that say how near they are and of what; whatever else a tool put there is left out."""
    for match in row.iterfind(f"{_of_matches('matches')}/{_of_matches('match')}"):
        similarity = _percent(match.get("similarity", ""))
        source, target = match.find(_in("source")), match.find(_in("target"))
        if similarity is not None and source is not None and target is not None:
            yield Match(_words(source), _words(target), similarity, match.get("origin", ""))


def _percent(said: str) -> int | None:
    if not re.fullmatch(r"\d{1,3}(\.\d+)?", said, re.ASCII) or float(said) > 100:
        return None
    return int(float(said))


def _target(parts: Sequence[Element]) -> str:
    """The targets in the order in which they are to be read; between segments, as the source."""
    said = []
    for place, part in enumerate(parts, 1):
        target = part.find(_in("target"))
        order = target.get("order", "") if target is not None else ""
        words = _words(target if target is not None else part.find(_in("source")))
        said.append((int(order) if order.isascii() and order.isdecimal() else place, place, words))
    return "".join(words for _order, _place, words in sorted(said))


def _status(segments: Sequence[Element]) -> Status:
    """How far the whole has come: as far as the least of its segments."""
    ranks = [
        RANKS.index(state) if (state := part.get("state", "initial")) in RANKS else 0
        for part in segments
    ]
    return STATES.get(RANKS[min(ranks)], Status.DRAFT)


def _words(element: Element | None) -> str:
    if element is None:
        return ""
    said = [element.text or ""]
    for child in element:
        if local(child, NAMESPACE) == "cp":
            said.append(_character(child))
        else:
            said.append(_words(child))
        said.append(child.tail or "")
    return "".join(said)


def _character(element: Element) -> str:
    try:
        code = int(element.get("hex", ""), 16)
    except ValueError:
        return ""
    return chr(code) if 0 <= code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else ""


def _has_codes(part: Element) -> bool:
    """Whether something stands in the words that is neither words nor a remark on them."""
    plain = {_in(name) for name in ("source", "target", "mrk", "sm", "em", "cp")}
    return any(each.tag not in plain for each in part.iterdescendants())


def _in(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _of_matches(name: str) -> str:
    return f"{{{MATCHES}}}{name}"
