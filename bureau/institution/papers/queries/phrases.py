"""The phrases of an organisation, laid over what ships, and how each came to be said so."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from bureau.core.papers.phrases import Phrase as Phrased
from bureau.core.papers.phrases import PhraseBook
from bureau.core.texts import LANGUAGES, Status
from bureau.institution.instruments.models import Body
from bureau.institution.instruments.models.register import KINDS
from bureau.institution.papers.models import Phrase
from bureau.institution.papers.queries.shipped import Shipped, shipped

FIRST = "en"
"""The language that is shown first, where a concept is said in it."""
_FACT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Said:
    """A phrase in one language; `row` is its version here, None for one that ships."""

    words: str
    status: Status
    source: str = ""
    row: Phrase | None = None

    @property
    def is_draft(self) -> bool:
        return self.status is Status.DRAFT


@dataclass(slots=True)
class Concept:
    """One thing that papers say, in the languages in which it is said.

    `name` is its key in the catalogue: of one body only it ends in @ and the body, of one kind of
    its instruments in a stroke more.
    """

    name: str
    said: dict[str, Said] = field(default_factory=dict)
    above: "Concept | None" = None
    """The same concept as every body says it, for one of a body only."""

    @property
    def base(self) -> str:
        return self.name.partition("@")[0]

    @property
    def of(self) -> str:
        return self.name.partition("@")[2]

    @property
    def first(self) -> str:
        """The language to read it in: the original, else English, else any it is said in."""
        originals = [code for code, said in self.said.items() if said.status is Status.ORIGINAL]
        return next((code for code in (*originals, FIRST) if code in self.said), min(self.said))

    def languages(self) -> list[str]:
        """All six, the one it is read in first."""
        return [self.first, *(code for code in LANGUAGES if code != self.first)]

    def status_in(self, language: str) -> str:
        """How far it has come: `general` where a body has no words of its own, but all have."""
        if said := self.said.get(language):
            return str(said.status)
        return "general" if self.above and language in self.above.said else "missing"


def key_of(row: Phrase) -> str:
    """The key of a version in the catalogue."""
    return key_for(row.concept, row.body, row.instrument_kind)


def key_for(concept: str, body: Body | None, kind: str) -> str:
    if body is None:
        return concept
    name = f"{concept}@{body.code.lower()}"
    return f"{name}/{kind}" if kind else name


def phrases_of(organisation: int, at: datetime | None = None) -> list[Phrase]:
    """The versions that count, now or at an instant; what was taken back is not among them."""
    rows = Phrase.objects.filter(organisation=organisation).select_related("body")
    if at is not None:
        rows = rows.filter(at__lte=at)
    last = {(row.concept, row.body_id, row.instrument_kind, row.language): row for row in rows}
    return [row for row in last.values() if row.status]


def book_of(organisation: int, at: datetime | None = None) -> PhraseBook:
    """What papers of an organisation say: its own phrases, now or then, over what ships."""
    ships = {key: Phrased(*said) for key, said in shipped().items()}
    own = {
        (key_of(row), row.language): Phrased(row.words, Status(row.status), row.source)
        for row in phrases_of(organisation, at)
    }
    return PhraseBook(ships).over(own)


def concepts_of(organisation: int, known: Shipped | None = None) -> dict[str, Concept]:
    """Everything that papers of an organisation say, by its name in the order of the names."""
    found: dict[str, Concept] = {}
    for (name, language), (words, status, source) in (known or shipped()).items():
        concept = found.setdefault(name, Concept(name))
        concept.said[language] = Said(words, Status(status), source)
    for row in phrases_of(organisation):
        name = key_of(row)
        concept = found.setdefault(name, Concept(name))
        concept.said[row.language] = Said(row.words, Status(row.status), row.source, row)
    for concept in found.values():
        concept.above = found.get(concept.base) if concept.of else None
    return dict(sorted(found.items()))


def counts_of(organisation: int) -> tuple[int, int]:
    """How many phrases an organisation says its own way, and how many of those are drafts."""
    rows = phrases_of(organisation)
    return len(rows), sum(row.status == Status.DRAFT for row in rows)


def history_of(organisation: int, name: str) -> list[Phrase]:
    """Every version of a concept under its key, newest first."""
    base = name.partition("@")[0]
    rows = Phrase.objects.filter(organisation=organisation, concept__in=(name, base))
    return [row for row in rows.select_related("body").order_by("-pk") if key_of(row) == name]


def last_version(
    organisation: int, concept: str, language: str, body: int | None, kind: str
) -> Phrase | None:
    """The version that counts, also where it says that it was taken back."""
    return Phrase.objects.filter(
        organisation=organisation,
        concept=concept,
        language=language,
        body=body,
        instrument_kind=kind,
    ).last()


def facts_in(words: str) -> frozenset[str]:
    """What a phrase leaves open, to be filled in by the paper."""
    return frozenset(_FACT.findall(words))


def facts_of(concept: str, known: Shipped | None = None) -> frozenset[str]:
    """What a paper fills in where it says this concept."""
    table = known or shipped()
    for name in (concept.partition("@")[0], concept):
        for code in (FIRST, *LANGUAGES):
            if (name, code) in table:
                return facts_in(table[name, code][0])
    return frozenset()


@dataclass(frozen=True, slots=True)
class PhrasePlace:
    """Where a phrase belongs: a concept, and of which body and kind of instrument, where only of
    those."""

    concept: str
    body: int | None = None
    kind: str = ""


def is_place(place: PhrasePlace, known: Shipped | None = None) -> bool:
    """Whether papers say something under this key: a concept that ships; one of a body, by the
    concept that is said of all."""
    names = {concept for concept, _language in (known or shipped())}
    if place.body is None:
        return place.concept in names and not place.kind
    is_kind = not place.kind or place.kind in KINDS
    return is_kind and place.concept in {name.partition("@")[0] for name in names}


def place_of(name: str, bodies: Iterable[Body], known: Shipped | None = None) -> PhrasePlace | None:
    """Where a key of the catalogue belongs in an organisation; None where there is no such thing.

    What ships under the name of a body is of that body where the organisation has it, and else of
    that name.
    """
    base, _, of = name.partition("@")
    code, _, kind = of.partition("/")
    found = next((body.pk for body in bodies if code and body.code.lower() == code.lower()), None)
    place = PhrasePlace(base, found, kind) if found else PhrasePlace(name)
    return place if is_place(place, known) else None
