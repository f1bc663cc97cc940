"""What a paper cites, read from its words: by the phrases in which its language cites."""

import re
from collections.abc import Iterable, Iterator

from bureau.core.papers.kinds.parts import Citation
from bureau.core.papers.phrases import PhraseBook

_NUMBERS = re.compile(r"\d+[A-Z]?")
_ONE = r"(?P<number>\d(?:[\w./-]*\w)?)"
_SEVERAL = r"(?P<numbers>\d+[A-Z]?(?:\D{1,5}\d+[A-Z]?)*)"

type Pattern = tuple[re.Pattern[str], str, str]


def citations_in(words: str, patterns: Iterable[Pattern]) -> Iterator[Citation]:
    """Each instrument that the words name; of a convention with the numbers of its provisions."""
    taken: set[int] = set()
    for pattern, kind, body in patterns:
        for found in pattern.finditer(words):
            if taken.isdisjoint(range(*found.span())):
                taken |= set(range(*found.span()))
                said = found.groupdict()
                numbers = _NUMBERS.findall(said.get("numbers") or "") or [said.get("number") or ""]
                yield Citation(kind, tuple(numbers), body)


def citing(language: str, book: PhraseBook) -> list[Pattern]:
    """How the language cites; longer ones first: that of a body is longer than that of anybody."""
    found = []
    for (concept, of), phrase in book.phrases.items():
        form, _, rest = concept.partition(".")
        if of != language or form not in ("cited", "listed"):
            continue
        name, _, body = rest.partition("@")
        escaped = re.escape(phrase.words).replace(r"\ ", r"\s")
        pattern = escaped.replace(r"\{number\}", _ONE).replace(r"\{numbers\}", _SEVERAL)
        found.append((len(phrase.words), (re.compile(pattern), name.partition(".")[0], body)))
    return [pattern for _, pattern in sorted(found, key=lambda one: -one[0])]
