"""What stands in the gaps of a sentence whose other words are fixed."""

from collections.abc import Sequence


def in_gaps(fixed: Sequence[str], said: str) -> tuple[str, ...] | None:
    """What `said` has between each two of the `fixed` words, early gaps as short as may be.

    None where it is not these words from beginning to end. It takes time with the length of both,
    whatever was typed, which a pattern with as many open places would not.
    """
    first, *others = fixed
    if not others:
        return () if said == first else None
    *inner, last = others
    at, end, found = len(first), len(said) - len(last), []
    if not (said.startswith(first) and said.endswith(last)):
        return None
    for words in inner:
        place = said.find(words, at, end)
        if place < 0:
            return None
        found.append(said[at:place])
        at = place + len(words)
    return (*found, said[at:end]) if at <= end else None
