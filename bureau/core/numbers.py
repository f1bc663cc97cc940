"""Numbers of posts: a pattern with slots, the serial in a number, and which numbers are free.

A pattern is text with slots in braces: `{unit}`, `{grade}` and `{place}` are given with each
number, `{serial}` is counted; `{serial:4}` has at least four digits. One counter runs through all
numbers of a pattern, whatever their other parts.
"""

import re
from collections.abc import Iterable, Mapping, Set
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
        found = self._read(number)
        return int(found[SERIAL]) if found else None

    def parts_of(self, number: str) -> dict[str, str]:
        """What was given for a number, empty where the pattern would not have written it."""
        found = self._read(number)
        return {part: found[part] for part in self.parts} if found else {}

    def _read(self, number: str) -> dict[str, str] | None:
        """What stands in each slot, the first ones as short as can be.

        A pattern is what somebody typed, and is not run as a regular expression: one could look
        for minutes. Here a longer number takes longer in proportion.
        """
        pieces = _SLOT.split(self.text)
        texts, names = pieces[::3], pieces[1::3]
        if not number.endswith(texts[-1]):
            return None
        after = {len(number) - len(texts[-1])}
        ends: list[dict[int, int]] = []
        for text, name in zip(texts[-2::-1], reversed(names), strict=True):
            ends.append(self._ends(number, name, after))
            begins = {place - len(text) for place in ends[-1]}
            after = {one for one in begins if one >= 0 and number.startswith(text, one)}
        if 0 not in after:
            return None
        found, place = {}, 0
        for text, name, of_slot in zip(texts[:-1], names, reversed(ends), strict=True):
            begin = place + len(text)
            place = of_slot[begin]
            found[name] = number[begin:place]
        return found

    def _ends(self, number: str, name: str, after: Set[int]) -> dict[int, int]:
        """For each place where a slot may begin its end, which is among `after`: the last one of
        the serial, the first one of a part."""
        found: dict[int, int] = {}
        nearest = None
        for place in reversed(range(len(number))):
            if name == SERIAL:
                longest = range(place + DIGITS_MOST, place + self.digits - 1, -1)
                fits = (end for end in longest if end in after and number[place:end].isdecimal())
                nearest = next(fits, None)
            elif number[place] == "/" or number[place].isspace():
                nearest = None
            elif place + 1 in after:
                nearest = place + 1
            if nearest is not None:
                found[place] = nearest
        return found


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
