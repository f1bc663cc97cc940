"""Which part of a packed document is which: by its relationships (ECMA-376, part 2), since parts
may have any name."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bureau.documents.marked_up import PART, Element, read_marked_up
from bureau.documents.unpacking import part_of

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
RELATIONS_MOST = 5_000_000


@dataclass(frozen=True, slots=True)
class Relation:
    """`kind` is the last word of its type: equal in both editions of the standard."""

    kind: str
    part: str


def relations(content: bytes, names: frozenset[str], of: str = "") -> Mapping[str, Relation]:
    """By their ids, those of a part, or of the whole, to parts that are there."""
    folder = posixpath.dirname(of)
    found = {}
    for one in _told(content, names, of):
        part = posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/")
        if part in names and not _leads_out(one):
            found[one.get("Id", "")] = Relation(_kind(one), part)
    return found


def _told(content: bytes, names: frozenset[str], of: str) -> Iterator[Element]:
    folder, name = posixpath.split(of)
    told = posixpath.join(folder, "_rels", f"{name}.rels")
    if told in names:
        yield from read_marked_up(part_of(content, told, RELATIONS_MOST)).iter(_RELATION)


def _leads_out(relation: Element) -> bool:
    return relation.get("TargetMode", "").lower() == "external"


def _kind(relation: Element) -> str:
    return relation.get("Type", "").rpartition("/")[2]


_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")


def marked_up_part(content: bytes, name: str) -> bytes:
    """A part of a text as it is usually written, also where the stricter edition of the standard
    was chosen in saving it: that has other names of namespaces for the same things."""
    part = part_of(content, name, PART.size)
    return _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/\2", part)


def main_part(content: bytes, names: frozenset[str]) -> str:
    """Of a text, the part that has its words; empty where the whole names none."""
    return next(_parts(relations(content, names), "officeDocument"), "")


def notes_of(content: bytes, names: frozenset[str], main: str) -> tuple[str, ...]:
    """The parts that have what stands in notes below its pages or at its end."""
    found = relations(content, names, main)
    return tuple(part for kind in ("footnotes", "endnotes") for part in _parts(found, kind))


def _parts(found: Mapping[str, Relation], kind: str) -> Iterator[str]:
    return (one.part for one in found.values() if one.kind == kind)
