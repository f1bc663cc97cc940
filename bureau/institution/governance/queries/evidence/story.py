"""What a pack tells: who put what forward, who acted on it, and what was written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bureau.core.references import Reference
from bureau.core.texts import Text
from bureau.institution.instruments.models import Instrument
from bureau.institution.organisation.models import Organisation
from bureau.record.journal.models import Entry


@dataclass(frozen=True, slots=True)
class Frozen:
    """What was put forward: `actions` as text under its hash, words by part under theirs.

    `said` is who did it and when; its `authors` may not act on it.
    """

    version: int
    actions: str
    words: Mapping[str, Any]
    said: Mapping[str, Any]
    claims: Sequence[Any] = ()


@dataclass(frozen=True, slots=True)
class Amended:
    """What an act changed in what was put forward: the difference as text under its hash."""

    act: int
    difference: str
    words: Mapping[str, Any]
    said: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Acted:
    """One act: `said` is its line, in which `round` names what it is on, None where on nothing."""

    number: int
    person: int
    posts: tuple[int | None, ...]
    at: datetime
    said: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Written:
    """What one act wrote into the structure, at a record number."""

    record: int
    said: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Story:
    """`kept` are contents that are shown, by their field in the journal; others are withheld."""

    about: Reference
    organisation: int
    title: str
    said: Mapping[str, Any]
    entries: Sequence[Entry]
    frozen: Sequence[Frozen] = ()
    acts: Sequence[Acted] = ()
    written: Sequence[Written] = ()
    instruments: Sequence[Instrument] = ()
    persons: frozenset[int] = frozenset()
    posts: frozenset[int | None] = frozenset()
    kept: Mapping[str, str] = field(default_factory=dict)
    amendments: Sequence[Amended] = ()

    def there(self) -> Organisation:
        """Where it took place: what its days are reckoned by."""
        return Organisation.objects.get(pk=self.organisation)


def entries_about(subjects: Iterable[Reference], until: int | None) -> list[Entry]:
    """The entries that touched any of these, up to one, in order."""
    numbers: set[int] = set()
    for subject in subjects:
        rows = Entry.objects.filter(subjects__kind=subject.kind, subjects__number=subject.id)
        numbers.update(rows.values_list("pk", flat=True))
    found = Entry.objects.filter(pk__in=numbers)
    if until is not None:
        found = found.filter(sequence__lte=until)
    return list(found.order_by("sequence").prefetch_related("subjects", "contents"))


def text_said(said: Text) -> dict[str, Any]:
    words = {language: words for language, (words, _status) in said.said.items()}
    return {"original": said.original, "said": words}
