"""Which part of a packed document is which: by its relationships (ECMA-376, part 2), since parts
may have any name."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bureau.documents.marked_up import PART, read_marked_up
from bureau.documents.unpacking import part_of

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True, slots=True)
class Relation:
    """`kind` is the last word of its type: equal in both editions of the standard."""

    kind: str
    part: str


def relations(content: bytes, names: frozenset[str], of: str = "") -> Mapping[str, Relation]:
    """By their ids, those of a part, or of the whole, to parts that are there."""
    folder, name = posixpath.split(of)
    told = posixpath.join(folder, "_rels", f"{name}.rels")
    if told not in names:
        return {}
    root = read_marked_up(part_of(content, told, PART.size), PART)
    found = {}
    for one in root.iter(_RELATION):
        part = posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/")
        if part in names and one.get("TargetMode") != "External":
            kind = one.get("Type", "").rpartition("/")[2]
            found[one.get("Id", "")] = Relation(kind, part)
    return found


def main_part(content: bytes, names: frozenset[str]) -> str:
    """Of a text, the part that has its words; empty where the whole names none."""
    return next(_parts(relations(content, names), "officeDocument"), "")


def notes_of(content: bytes, names: frozenset[str], main: str) -> tuple[str, ...]:
    """The parts that have what stands in notes below its pages or at its end."""
    found = relations(content, names, main)
    return tuple(part for kind in ("footnotes", "endnotes") for part in _parts(found, kind))


def _parts(found: Mapping[str, Relation], kind: str) -> Iterator[str]:
    return (one.part for one in found.values() if one.kind == kind)
