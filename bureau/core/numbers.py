"""Numbers of posts: a pattern with slots, the serial in a number, and which numbers are free.

A pattern is text with slots in braces: `{unit}`, `{grade}` and `{place}` are given with each
number, `{serial}` is counted; `{serial:4}` has at least four digits. One counter runs through all
numbers of a pattern, whatever their other parts.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bureau.core.reasons import Reason, Refused

PARTS = ("unit", "grade", "place")
SERIAL = "serial"
DIGITS_MOST = 9
_SLOT = re.compile(r"\{(\w+)(?::(\d))?\}")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern that was read: `parts` are the slots to be given, in their order."""

    text: str
    parts: tuple[str, ...]
    digits: int

    def number(self, given: Mapping[str, str], serial: int) -> str:
        """The number with these parts and this serial; KeyError for a part that is not given."""
        values = {**given, SERIAL: str(serial).zfill(self.digits)}
        return _SLOT.sub(lambda slot: values[slot.group(1)], self.text)

    def serial_of(self, number: str) -> int | None:
        """The serial of a number that the pattern would have written, else None."""
        found = self._expression().fullmatch(number)
        return int(found.group(SERIAL)) if found else None

    def parts_of(self, number: str) -> dict[str, str]:
        """What was given for a number, empty where the pattern would not have written it."""
        found = self._expression().fullmatch(number)
        return {part: found.group(part) for part in self.parts} if found else {}

    def _expression(self) -> re.Pattern[str]:
        written = ""
        place = 0
        for slot in _SLOT.finditer(self.text):
            written += re.escape(self.text[place : slot.start()])
            name = slot.group(1)
            values = rf"\d{{{self.digits},{DIGITS_MOST}}}" if name == SERIAL else r"[^\s/]+?"
            written += f"(?P<{name}>{values})"
            place = slot.end()
        return re.compile(written + re.escape(self.text[place:]))


def pattern(text: str) -> Pattern:
    """Read a pattern; refused where a slot is not known or stands twice, or nothing is counted."""
    slots = _SLOT.findall(text)
    names = [name for name, _digits in slots]
    unknown = [name for name in names if name not in (*PARTS, SERIAL)]
    without = _SLOT.sub("", text)
    if unknown or "{" in without or "}" in without:
        raise Refused(Reason("pattern_slot_unknown", {"slot": ", ".join(unknown)}))
    if names.count(SERIAL) != 1 or len(set(names)) != len(names):
        raise Refused(Reason("pattern_counts_once"))
    digits = next(int(digits or 1) for name, digits in slots if name == SERIAL)
    return Pattern(text, tuple(name for name in names if name != SERIAL), max(digits, 1))


def plain_grade(code: str) -> str:
    """A grade as numbers write it: letters and digits only, "D.1" as "D1"."""
    return "".join(letter for letter in code if letter.isalnum())


def next_serial(found: Pattern, taken: Iterable[str], first: int = 1) -> int:
    """The serial after the highest that any number taken so far has, at least the first."""
    serials = (found.serial_of(number) for number in taken)
    return max((first, *(serial + 1 for serial in serials if serial is not None)))
