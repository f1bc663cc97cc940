"""Provisions in their order, and how one is cited: the instrument and the parts down to it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from bureau.institution.instruments.models import Instrument, Provision
from bureau.web.formats import listed
from bureau.web.multilingual import here


@dataclass(frozen=True, slots=True)
class Node:
    """A provision in the order of its instrument: how deep it stands, and the parts from the top
    down to itself.

    `is_first` and `is_last` say of it among those under the same part.
    """

    row: Provision
    depth: int
    parts: tuple[Provision, ...]
    is_first: bool = True
    is_last: bool = True

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(part.label for part in self.parts)

    @property
    def path(self) -> str:
        """As in "Annex 1, section 2"."""
        return listed([part.called for part in self.parts])


@dataclass(frozen=True, slots=True)
class Cited:
    """A provision as it is cited: its instrument, and the parts from the top down to itself."""

    row: Provision
    parts: tuple[Provision, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(part.label for part in self.parts)

    @property
    def instrument(self) -> Instrument:
        return self.row.instrument

    @property
    def path(self) -> str:
        return listed([part.called for part in self.parts])

    @property
    def name(self) -> str:
        return listed([here(self.instrument.title), self.path])

    def path_in(self, language: str) -> str:
        """The same in a language; what has no name in it is called in its original language."""
        names = (
            part.name.in_language(language) if part.name else part.label for part in self.parts
        )
        return listed([*names])


def tree_of(instrument: int) -> list[Node]:
    """The provisions of one instrument, each after the part it stands under."""
    return list(nodes(Provision.objects.filter(instrument=instrument)))


def nodes(rows: Iterable[Provision]) -> Iterator[Node]:
    """Rows in their order, parts below the whole; of one instrument or of several."""
    under: dict[int | None, list[Provision]] = defaultdict(list)
    for row in rows:
        under[row.under_id].append(row)

    def below(parent: int | None, depth: int, parts: tuple[Provision, ...]) -> Iterator[Node]:
        beside = under[parent]
        for place, row in enumerate(beside):
            path = (*parts, row)
            yield Node(row, depth, path, place == 0, place == len(beside) - 1)
            yield from below(row.pk, depth + 1, path)

    yield from below(None, 0, ())


def cited(provisions: Collection[int]) -> dict[int, Cited]:
    """How each of these provisions is cited, in two reads."""
    rows = {
        row.pk: row
        for row in Provision.objects.filter(pk__in=provisions).select_related("instrument__body")
    }
    beside = Provision.objects.filter(instrument__in={row.instrument_id for row in rows.values()})
    parts = {part.pk: part for part in beside.only("label", "name", "under")}
    return {pk: Cited(row, _down_to(parts, pk)) for pk, row in rows.items()}


def _down_to(parts: Mapping[int, Provision], provision: int) -> tuple[Provision, ...]:
    found: list[Provision] = []
    now: int | None = provision
    while now is not None:
        found.insert(0, parts[now])
        now = parts[now].under_id
    return tuple(found)
