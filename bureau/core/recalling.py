"""Translations of before, found again for words that are the same or near."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from bureau.core.texts import Status
from bureau.core.tokens import tokens

SAME, NEAR_AT_LEAST = 100, 70
LOOKED_AT = 20
"""How many that share most words are compared word by word."""


@dataclass(frozen=True, slots=True)
class Known:
    """Words that were translated, and how far that translation has come."""

    words: str
    target: str
    status: Status


@dataclass(frozen=True, slots=True)
class Recalled:
    """`nearness` is in percent; 100 only where the words are the same, letter by letter."""

    known: Known
    nearness: int


class Memory:
    """What was translated from one language into another."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._known = list(known)
        self._tokens = [tokens(each.words) for each in self._known]
        self._having: dict[str, list[int]] = defaultdict(list)
        for place, said in enumerate(self._tokens):
            for token in set(said):
                self._having[token].append(place)

    def nearest(self, words: str, most: int = 2) -> list[Recalled]:
        """The nearest first; of those as near the ones that have come further."""
        asked = tokens(words)
        shared = Counter(place for token in set(asked) for place in self._having.get(token, ()))
        found = []
        for place, _count in shared.most_common(LOOKED_AT):
            nearness = self._nearness(place, words, asked)
            if nearness >= NEAR_AT_LEAST:
                found.append(Recalled(self._known[place], nearness))
        ranks = list(Status)
        found.sort(key=lambda one: (-one.nearness, -ranks.index(one.known.status), one.known.words))
        return found[:most]

    def _nearness(self, place: int, words: str, asked: list[str]) -> int:
        if self._known[place].words == words:
            return SAME
        ratio = SequenceMatcher(None, asked, self._tokens[place], autojunk=False).ratio()
        return min(round(ratio * 100), SAME - 1)
