"""How documents of a body are numbered: by a pattern, counted within a session.

A pattern has places: `{n}` the running number, `{yy}` and `{yyyy}` the year in which the session
opens, `{session}` what the session is called in numbers. The patterns of revisions and addenda have
`{number}`, what is revised or added to, and `{n}` or, for the Latin count, `{bis}`.
"""

import re
from collections.abc import Iterator, Set

from bureau.core.reasons import Reason

PLACES = frozenset({"n", "yy", "yyyy", "session"})
PLACES_OF_VARIANTS = frozenset({"number", "n", "bis"})
COUNTING = {"n", "bis"}
LATIN = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies")
_PLACE = re.compile(r"\{([^{}]*)\}")


def flaws_of_pattern(pattern: str) -> Iterator[Reason]:
    """Why documents cannot be numbered by a pattern."""
    yield from _flaws(pattern, PLACES, "{n}")


def flaws_of_variants(pattern: str) -> Iterator[Reason]:
    """Why revisions or addenda cannot be numbered by a pattern."""
    yield from _flaws(pattern, PLACES_OF_VARIANTS, "{number}")
    if not set(_PLACE.findall(pattern)) & COUNTING:
        yield Reason("pattern_without_place", {"place": "{n}"})


def is_by_session(pattern: str) -> bool:
    """Whether the number says what the session is called, so that it must be called something."""
    return "{session}" in pattern


def number_said(pattern: str, *, n: int, year: int, session: str) -> str:
    """The number of the `n`-th document of a session that opens in the year."""
    said = {"n": str(n), "yy": f"{year % 100:02}", "yyyy": f"{year:04}", "session": session}
    return _PLACE.sub(lambda place: said[place[1]], pattern)


def variant_said(pattern: str, *, of: str, n: int) -> str:
    """The number of the `n`-th revision of, or addendum to, what is numbered `of`."""
    said = {"number": of, "n": str(n), "bis": LATIN[n - 1] if n <= len(LATIN) else str(n + 1)}
    return _PLACE.sub(lambda place: said[place[1]], pattern)


def _flaws(pattern: str, known: Set[str], needed: str) -> Iterator[Reason]:
    for place in dict.fromkeys(_PLACE.findall(pattern)):
        if place not in known:
            yield Reason("pattern_place_unknown", {"place": f"{{{place}}}"})
    if set(_PLACE.sub("", pattern)) & {"{", "}"}:
        yield Reason("pattern_brace_alone")
    if needed not in pattern:
        yield Reason("pattern_without_place", {"place": needed})
