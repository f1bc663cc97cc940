"""What a thing's texts are stored as, and what a person who types looks for.

Tokens come from `core.tokens`; here is added what only a search needs: a word with the article that
Arabic writes into it, the beginning of a word, and a text as one token.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from bureau.core.tokens import query_tokens, tokens

TERMS_MAX = 16
PREFIX_FROM = 3
WHOLE_LENGTH_MAX = 200
ARTICLES = ("وال", "بال", "فال", "كال", "ال", "لل")
ELISION = re.compile(r"\b(?:[cdjlmnst]|qu)['\u2019\u02bc]", re.IGNORECASE)
RUN_ON = re.compile("[\u3005-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True)
class Alternative:
    """One token that satisfies a term, or the beginning of one."""

    token: str
    is_prefix: bool = False

    def is_met_by(self, stored: Collection[str]) -> bool:
        if not self.is_prefix:
            return self.token in stored
        return any(token.startswith(self.token) for token in stored)


type Term = tuple[Alternative, ...]
"""What must be there: any one of the alternatives."""


def stored_words(text: str) -> set[str]:
    """The tokens to store for a text: those of the core, and Arabic words without their article."""
    found = tokens(text)
    return {*found, *map(without_article, found)}


def terms(text: str) -> tuple[Term, ...]:
    """What is looked for: every term must be met. French elisions ask for nothing."""
    return tuple(map(_term, query_tokens(ELISION.sub(" ", text))[:TERMS_MAX]))


def whole(text: str) -> str:
    """One token for a whole text: equal where two texts differ only in how they are written."""
    return "_".join(tokens(text))[:WHOLE_LENGTH_MAX]


def is_met(term: Term, stored: Collection[str]) -> bool:
    return any(alternative.is_met_by(stored) for alternative in term)


def without_article(word: str) -> str:
    for article in ARTICLES:
        if word.startswith(article) and len(word) >= len(article) + 3:
            return word[len(article) :]
    return word


def _term(token: str) -> Term:
    is_whole = token.isdigit() or len(token) < PREFIX_FROM or RUN_ON.match(token)
    forms = dict.fromkeys((token, without_article(token)))
    return tuple(Alternative(form, is_prefix=not is_whole) for form in forms)
