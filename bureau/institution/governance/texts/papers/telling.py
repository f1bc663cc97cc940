"""Sentences of the product in all six languages at once, as texts of a paper.

What a sentence names may lack a language: then it is not said in that language at all, but stands
whole in the original one of what lacks, so that a paper says that it is not translated rather than
mixing languages.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Manager
from django.utils import translation

from bureau.core.actors import Actor
from bureau.core.references import Reference
from bureau.core.texts import LANGUAGES, Status, Text
from bureau.institution.finance.models import Budget
from bureau.institution.governance.queries.claims_named import ClaimNames
from bureau.institution.governance.queries.naming import Naming
from bureau.institution.instruments.models import Body
from bureau.institution.organisation.models import Office, Wording
from bureau.web import kinds
from bureau.web.answers import Label

OWN = "en"
"""The language in which the product's own sentences are written."""
IN_STRUCTURE = ("unit", "post", "person", "office")
"""Kinds that claims do not call by a label."""
NAMED: Mapping[str, Manager[Any]] = {"body": Body.objects, "budget": Budget.objects}
"""Kinds that claims call by a name that may lack a language; lines of a budget have a code."""


@dataclass(slots=True)
class Heard:
    """The original language of what was named though it is not said in the language."""

    lacks: str = ""


@dataclass(frozen=True, slots=True)
class _Spoken[Key](Mapping[Key, str]):
    """Texts in one language, which tell where one is named that lacks it."""

    texts: Mapping[Key, Text]
    language: str
    heard: Heard

    def __getitem__(self, key: Key) -> str:
        said = self.texts[key]
        if not said.is_in(self.language):
            self.heard.lacks = self.heard.lacks or said.original
        return said.in_language(self.language)

    def __iter__(self) -> Iterator[Key]:
        return iter(self.texts)

    def __len__(self) -> int:
        return len(self.texts)


@dataclass(frozen=True, slots=True)
class _Labels(Mapping[Reference, Label]):
    """Labels, which tell where one is named that lacks the language; `lacking` has of each the
    original one."""

    labels: Mapping[Reference, Label]
    lacking: Mapping[Reference, str]
    heard: Heard

    def __getitem__(self, reference: Reference) -> Label:
        if reference in self.lacking:
            self.heard.lacks = self.heard.lacks or self.lacking[reference]
        return self.labels[reference]

    def __iter__(self) -> Iterator[Reference]:
        return iter(self.labels)

    def __len__(self) -> int:
        return len(self.labels)


@dataclass(frozen=True)
class Names:
    """Names of structure, read once for all languages."""

    names: Naming
    texts: Mapping[int, Text] = field(default_factory=dict)

    @classmethod
    def of(cls, names: Naming) -> "Names":
        return cls(names, texts_by_number(names.words))

    def spoken(self, language: str, heard: Heard) -> Naming:
        return replace(self.names, words=_Spoken(self.texts, language, heard))


@dataclass(frozen=True)
class NamesOfClaims:
    """What claims speak of; bodies, budgets and such are labelled anew in each language; `named`
    are those of them that have names."""

    actor: Actor
    names: ClaimNames
    structure: Names
    offices: Mapping[int, Text]
    named: Mapping[Reference, Text]

    @classmethod
    def of(cls, actor: Actor, names: ClaimNames) -> "NamesOfClaims":
        offices = Office.objects.filter(pk__in=list(names.offices)).values_list("pk", "name")
        named = {
            Reference(kind, pk): name
            for kind, rows in NAMED.items()
            for pk, name in rows.filter(
                pk__in=[one.id for one in names.labels if one.kind == kind]
            ).values_list("pk", "name")
        }
        return cls(actor, names, Names.of(names.structure), dict(offices), named)

    def spoken(self, language: str, heard: Heard) -> ClaimNames:
        """To be called while the language is the one of the page."""
        asked = {one for one in self.names.labels if one.kind not in IN_STRUCTURE}
        lacking = {
            reference: name.original
            for reference, name in self.named.items()
            if not name.is_in(language)
        }
        return replace(
            self.names,
            structure=self.structure.spoken(language, heard),
            labels=_Labels(kinds.describe(self.actor, asked), lacking, heard),
            offices=_Spoken(self.offices, language, heard),
        )


def texts_by_number(ids: Iterable[int]) -> dict[int, Text]:
    """What wordings say in each language."""
    return dict(Wording.objects.filter(pk__in=set(ids)).values_list("pk", "said"))


type Say = Callable[[], str]
type Prepare = Callable[[str, Heard], Sequence[Say]]


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence in a language; where it `lacks` something, that is said in its original one."""

    words: str
    lacks: str


def in_all_languages(prepare: Prepare) -> tuple[Text, ...]:
    """The same sentences in each language; `prepare` reads what a language needs once."""
    told: dict[str, list[_Told]] = {}
    for language in LANGUAGES:
        with translation.override(language):
            heard = Heard()
            told[language] = [_told(say, heard) for say in prepare(language, heard)]
    return tuple(
        _text(dict(zip(told, each, strict=True))) for each in zip(*told.values(), strict=True)
    )


def _told(say: Say, heard: Heard) -> _Told:
    heard.lacks = ""
    words = say()
    return _Told(words, heard.lacks)


def _text(told: Mapping[str, _Told]) -> Text:
    """Its original language is that of what lacks in another, where it is whole there; else ours,
    where it is whole at all."""
    whole = [language for language, one in told.items() if not one.lacks]
    wanted = [*(one.lacks for one in told.values() if one.lacks), OWN, *whole]
    original = next((one for one in wanted if one in whole), wanted[0])
    return Text(
        original,
        {
            language: (one.words, Status.ORIGINAL if language == original else Status.REVISED)
            for language, one in told.items()
            if language in whole or language == original
        },
    )
