"""Sentences of the product in all six languages at once, as texts of a paper.

What a sentence names may lack a language: then it is not said in that language at all, so that a
paper says that it is not translated rather than mixing languages.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils import translation

from bureau.core.texts import LANGUAGES, Status, Text
from bureau.institution.governance.queries.claims_named import ClaimNames
from bureau.institution.governance.queries.naming import Naming
from bureau.institution.organisation.models import Wording

OWN = "en"
"""The language in which the product's own sentences are written."""


@dataclass(slots=True)
class Heard:
    """Whether a wording was named that is not said in the language."""

    fell_back: bool = False


@dataclass(frozen=True, slots=True)
class _Listening(Mapping[int, str]):
    """Wordings by number, which tell where one is named that lacks the language."""

    words: Mapping[int, str]
    lacking: frozenset[int]
    heard: Heard = field(default_factory=Heard)

    def __getitem__(self, number: int) -> str:
        said = self.words[number]
        if number in self.lacking:
            self.heard.fell_back = True
        return said

    def __iter__(self) -> Iterator[int]:
        return iter(self.words)

    def __len__(self) -> int:
        return len(self.words)


def listening(names: Naming, language: str, heard: Heard) -> Naming:
    """The same names; `heard` is told where one of them is not in the language."""
    rows = Wording.objects.filter(pk__in=list(names.words)).values_list("pk", "said")
    lacking = frozenset(number for number, said in rows if not said.is_in(language))
    return replace(names, words=_Listening(names.words, lacking, heard))


def listening_to_claims(names: ClaimNames, language: str, heard: Heard) -> ClaimNames:
    return replace(names, structure=listening(names.structure, language, heard))


type Say = Callable[[], str]
type Prepare = Callable[[str, Heard], Sequence[Say]]


def in_all_languages(prepare: Prepare) -> tuple[Text, ...]:
    """The same sentences in each language; `prepare` reads what a language needs once."""
    told: dict[str, list[str | None]] = {}
    for language in (OWN, *(one for one in LANGUAGES if one != OWN)):
        with translation.override(language):
            heard = Heard()
            told[language] = [_said(say, heard) for say in prepare(language, heard)]
    # What is named only in another language is still said in the product's own.
    return tuple(_text(told, place) for place in range(len(told[OWN])))


def _said(say: Say, heard: Heard) -> str | None:
    heard.fell_back = False
    said = say()
    return None if heard.fell_back and translation.get_language() != OWN else said


def _text(told: Mapping[str, Sequence[str | None]], place: int) -> Text:
    said = {
        language: (words, Status.ORIGINAL if language == OWN else Status.REVISED)
        for language, each in told.items()
        if (words := each[place]) is not None
    }
    return Text(OWN, {language: said[language] for language in LANGUAGES if language in said})
