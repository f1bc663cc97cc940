"""What the book calls an annex, a formula and the rows of a box, in one language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bureau.core.papers.phrases import PhraseBook
from bureau.core.papers.setting import ANNEX_LETTER

NOTHING = "front.none"
"""What a row of a box says where it has nothing: no name of a row."""


@dataclass(frozen=True, slots=True)
class Names:
    """`verbs` are what a body does behind its preamble; `rows` the names of the rows of a box, by
    how they are compared."""

    annex: re.Pattern[str]
    single: frozenset[str]
    formulas: frozenset[str]
    verbs: tuple[str, ...]
    rows: Mapping[str, str]

    @classmethod
    def of(cls, book: PhraseBook, language: str) -> "Names":
        def said(wanted: str) -> frozenset[str]:
            return frozenset(
                phrase.words.replace("\u00a0", " ")
                for (name, spoken), phrase in book.phrases.items()
                if spoken == language
                and name.partition("@")[0].startswith(wanted)
                and not name.startswith(NOTHING)
            )

        forms = (
            re.escape(one).replace(r"\{letter\}", rf"\s*+({ANNEX_LETTER})")
            for one in said("annex.label")
        )
        annex = re.compile("|".join(forms).replace(r"\ ", r"\s++") or "(?!)", re.IGNORECASE)
        rows = {squeezed(one): one for one in said("front.")}
        verbs = tuple(said("verb."))
        return cls(annex, said("annex.single"), said("formula."), verbs, rows)

    def letter(self, label: str) -> str | None:
        """None where it is the label of no annex."""
        found = self.annex.fullmatch(label)
        if found:
            return next((letter for letter in found.groups() if letter), "").upper()
        return "" if label.lower() in {one.lower() for one in self.single} else None


def squeezed(words: str) -> str:
    """As names are compared: whatever their spaces, capitals, and the colon behind them."""
    return "".join(words.split()).rstrip(":：").lower()
