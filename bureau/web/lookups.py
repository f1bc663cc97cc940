"""Words are found whatever the case of their letters, in every script, on SQLite too.

Its LIKE knows the two cases of the letters A to Z alone, so words with others are looked for by
GLOB, as patterns that name both cases of each letter; PostgreSQL knows them all.

In a column of plain text they are found whatever their accents too: on both databases by a pattern
that names, for each letter, all that `folded` takes for the same.
"""

import re
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from typing import Any
from unicodedata import normalize

from django.db.models import CharField, TextField
from django.db.models.fields.json import KeyTransform, KeyTransformIContains
from django.db.models.lookups import IContains, IExact

from bureau.core.tokens import folded
from bureau.web.multilingual import MultilingualField

LETTERS_MOST = 300
"""SQLite takes patterns up to 50,000 bytes; of longer words it knows the cases of A to Z alone."""
WORDS_MOST = 10_000
"""Characters of words that are looked for."""
WITH_ACCENTS = (range(0x41, 0x700), range(0x1E00, 0x2000))
"""Latin, Greek, Cyrillic and Arabic letters and digits, by code point."""
_ESCAPED = re.compile(r"\\u([0-9a-f]{4})|(.)", re.DOTALL)


def either_case(words: str) -> str:
    """As a pattern of GLOB."""
    return "".join(map(_either, words))


def _either(letter: str) -> str:
    both = sorted({letter, letter.lower(), letter.upper()})
    ways = [each for each in both if len(each) == 1]
    return f"[{''.join(ways)}]" if len(ways) > 1 or letter in "*?[" else letter


@cache
def _alike() -> dict[str, str]:
    """All letters and digits that are one when folded, by what they are then."""
    found: defaultdict[str, str] = defaultdict(str)
    for letter in (chr(each) for reach in WITH_ACCENTS for each in reach):
        if letter.isalnum():
            found[folded(letter)] += letter
    return dict(found)


def in_every_form(words: str, plain: Callable[[str], str]) -> str:
    """As a pattern of classes, for GLOB and regular expressions; `plain` writes what has no other
    form as the language of the pattern has it."""
    found = []
    for letter in normalize("NFC", words):
        forms = _alike().get(folded(letter), "")
        found.append(f"[{forms}]" if letter in forms and len(forms) > 1 else plain(letter))
    return "".join(found)


def _in_glob(letter: str) -> str:
    return f"[{letter}]" if letter in "*?[" else letter


def either_case_escaped(words: str) -> str:
    """Of words as JSON writes them in plain letters (`\\u0441`): a pattern that lets through what
    has them in either case, and some that has not."""
    return "".join(
        _either_digits(code) if code else _either(letter)
        for code, letter in _ESCAPED.findall(words)
    )


def _either_digits(code: str) -> str:
    letter = chr(int(code, 16))
    codes = [f"{ord(each):04x}" for each in (letter.lower(), letter.upper()) if len(each) == 1]
    digits = [f"[{''.join(sorted(set(each)))}]" for each in zip(*codes, strict=True)]
    return "\\u" + "".join(digits)


class _InEveryScript:
    """Beside a lookup of Django; `around` stands before and behind the words."""

    around = "*"
    pattern = staticmethod(either_case)

    def get_prep_lookup(self: Any) -> Any:
        """Of longer words the beginning: SQLite refuses patterns of more than 50,000 bytes."""
        words = super().get_prep_lookup()  # type: ignore[misc]
        return words[:WORDS_MOST] if isinstance(words, str) else words

    def as_sqlite(self: Any, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        words = self.rhs
        if not isinstance(words, str) or not self.has_others(words) or len(words) > LETTERS_MOST:
            found: tuple[str, tuple[Any, ...]] = self.as_sql(compiler, connection)
            return found
        said, values = self.process_lhs(compiler, connection)
        return f"{said} GLOB %s", (*values, f"{self.around}{self.pattern(words)}{self.around}")

    def has_others(self, words: str) -> bool:
        """Whether there are letters beyond A to Z."""
        return not words.isascii()


class ContainsInEveryForm(_InEveryScript, IContains):
    @staticmethod
    def pattern(words: str) -> str:
        return in_every_form(words, _in_glob)

    def has_others(self, words: str) -> bool:
        return True

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        if not isinstance(self.rhs, str):
            return self.as_sql(compiler, connection)
        said, values = self.process_lhs(compiler, connection)
        return f"{said} ~ %s", (*values, in_every_form(self.rhs, re.escape))


class SaidInEveryScript(_InEveryScript, KeyTransformIContains):  # type: ignore[misc]
    pass


class WrittenInEveryScript(_InEveryScript, IContains):
    """Of a whole multilingual field, as `has_words` looks through it first."""

    pattern = staticmethod(either_case_escaped)

    def has_others(self, words: str) -> bool:
        return "\\u" in words


class ExactlyInEveryScript(_InEveryScript, IExact):
    around = ""


def register() -> None:
    for field in (CharField, TextField):
        field.register_lookup(ContainsInEveryForm)
        field.register_lookup(ExactlyInEveryScript)
    MultilingualField.register_lookup(WrittenInEveryScript)
    KeyTransform.register_lookup(SaidInEveryScript)
