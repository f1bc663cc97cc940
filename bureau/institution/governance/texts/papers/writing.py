"""Papers on a case set in a language and written in a format, and what each still lacks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bureau.core.actors import Actor
from bureau.core.papers.blocks import Paper
from bureau.core.papers.kinds import KINDS
from bureau.core.papers.phrases import PhraseBook
from bureau.core.texts import LANGUAGES
from bureau.documents.papers import write
from bureau.institution.governance.queries.reorganisations import Seen
from bureau.institution.governance.texts.papers import GATHERED, NoSuchPaperError
from bureau.institution.papers.queries.book import book_of


@dataclass(frozen=True)
class Gathered:
    """The value of one kind for one case, to be set in any language and written in any format."""

    kind: str
    reference: str
    value: Any
    book: PhraseBook

    @property
    def formats(self) -> tuple[str, ...]:
        return KINDS[self.kind].formats

    def set_in(self, language: str) -> Paper:
        return KINDS[self.kind].setting(self.value, language, self.book)

    @cached_property
    def papers(self) -> dict[str, Paper]:
        """Set in all six languages."""
        return {language: self.set_in(language) for language in LANGUAGES}

    def written(self, language: str, format: str) -> bytes:
        return write(self.papers[language], format)

    def stem(self, language: str) -> str:
        return f"{self.reference}-{self.kind}-{language}"

    def files(self, languages: Sequence[str] = LANGUAGES) -> Iterator[tuple[str, bytes]]:
        """Every language in every format, by the name of its file."""
        for language in languages:
            for format in self.formats:
                yield f"{self.stem(language)}.{format}", self.written(language, format)


def gathered(actor: Actor, seen: Seen, kind: str) -> Gathered:
    """NoSuchPaperError where the case has nothing that such a paper could say."""
    value = GATHERED[kind](actor, seen.row.pk)
    return Gathered(kind, seen.row.reference, value, book_of(seen.row.organisation_id))


def all_gathered(actor: Actor, seen: Seen) -> list[Gathered]:
    """Of each kind that the case has something to say in."""
    found = []
    for kind in GATHERED:
        try:
            found.append(gathered(actor, seen, kind))
        except NoSuchPaperError:
            continue
    return found
