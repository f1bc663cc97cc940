"""One file of an organogram as read: the senior posts of a department on a day, or the junior."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from bureau.core.imports.names import key_of
from bureau.core.reasons import Reason
from bureau.core.spans import Day
from bureau.core.structure.kinds import FULL


class Left(StrEnum):
    """How much of a file is left out because of a fault; of what is only told, nothing."""

    FILE = "file"
    ROW = "row"
    COLUMN = "column"
    VALUE = "value"
    NOTHING = "none"


@dataclass(frozen=True, slots=True)
class Fault:
    """Why something in a file is left out. `row` as a spreadsheet counts (the heading is row 1; 0:
    the whole file); `column` as the file heads it, "" for none."""

    file: str
    row: int
    column: str
    reason: Reason
    left: Left = Left.ROW


@dataclass(frozen=True, slots=True)
class Line:
    """One row. A senior one has a `reference`, a junior one none; `fte` in hundredths.

    `superior` is as the file states it, "" where it names none.
    """

    row: int
    organisation: str
    unit: str
    title: str
    grade: str
    superior: str
    fte: int
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Half:
    """What one file says. `department` is the key of its name; `identity` of what it holds.

    `headings` are the file's own, by field; `language` is that of its words.
    """

    file: str
    identity: str
    department: str
    name: str
    day: Day
    is_senior: bool
    lines: tuple[Line, ...]
    headings: Mapping[str, str] = field(default_factory=dict)
    language: str = "en"

    def fault(self, row: int, column: str, code: str, left: Left, **facts: object) -> Fault:
        """A fault of this file; `column` is a field, told by the file's own heading."""
        return Fault(self.file, row, self.headings.get(column, ""), Reason(code, facts), left)


def each_post_once(half: Half) -> tuple[Half, list[Fault]]:
    """A senior half in which each reference stands once.

    Rows that agree are a post that is shared: their parts are added up, to one full post at most.
    Of rows that differ the first stands, and the others are faults.
    """
    kept: dict[str, Line] = {}
    faults = []
    for line in half.lines:
        first = kept.setdefault(key_of(line.reference), line)
        if first is line:
            continue
        if _same_post(first, line):
            parts = max(first.fte, line.fte, min(first.fte + line.fte, FULL))
            kept[key_of(line.reference)] = replace(first, fte=parts)
            continue
        facts = {"reference": line.reference, "other": first.row}
        faults.append(half.fault(line.row, "reference", "reference_twice", Left.ROW, **facts))
    return replace(half, lines=tuple(kept.values())), faults


def _same_post(first: Line, other: Line) -> bool:
    return all(
        key_of(getattr(first, name)) == key_of(getattr(other, name))
        for name in ("organisation", "unit", "title", "grade", "superior")
    )


def one_a_half(halves: Iterable[Half]) -> tuple[list[Half], list[Fault]]:
    """At most one file for each half of a day, whatever order they come in.

    Of several the fullest stands (by its rows, then by what it holds); the others are faults.
    """
    grouped: defaultdict[tuple[str, Day, bool], dict[str, Half]] = defaultdict(dict)
    for half in halves:
        grouped[half.department, half.day, half.is_senior].setdefault(half.identity, half)
    kept, faults = [], []
    for _, same in sorted(grouped.items()):
        first, *others = sorted(same.values(), key=lambda half: (-len(half.lines), half.identity))
        kept.append(first)
        for other in others:
            facts = {"other": first.file}
            faults.append(other.fault(0, "", "half_twice", Left.FILE, **facts))
    return kept, faults
