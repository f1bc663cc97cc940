"""The agenda of a session in its order, and what each sitting holds of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import time

from bureau.core.meetings.agenda import Load, load_of, order_of, timed
from bureau.core.references import Reference
from bureau.institution.instruments.models import AgendaItem, Meeting

MINUTES, HOURS = 60, 24


@dataclass(frozen=True, slots=True)
class ItemNode:
    """An item and how deep it stands."""

    row: AgendaItem
    depth: int

    @property
    def subject(self) -> Reference | None:
        row = self.row
        return Reference(row.subject_kind, row.subject) if row.subject else None


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """An item at a sitting, from when until when; None where the hours are not known."""

    row: AgendaItem
    begins: time | None
    ends: time | None


@dataclass(frozen=True, slots=True)
class SittingPlan:
    row: Meeting
    items: tuple[PlannedItem, ...]
    load: Load


def agenda_of(session: int) -> list[ItemNode]:
    """Every item, each after the one it stands under, as people count."""
    rows = AgendaItem.objects.filter(meeting=session).select_related("allocated", "sitting")
    return list(_nodes(rows))


def _nodes(rows: Iterable[AgendaItem]) -> Iterator[ItemNode]:
    below: dict[int | None, list[AgendaItem]] = defaultdict(list)
    for row in rows:
        below[row.under_id].append(row)

    def walk(under: int | None, depth: int) -> Iterator[ItemNode]:
        for row in sorted(below[under], key=lambda one: order_of(one.number)):
            yield ItemNode(row, depth)
            yield from walk(row.pk, depth + 1)

    yield from walk(None, 0)


def plan_of(session: int, agenda: Sequence[ItemNode]) -> list[SittingPlan]:
    """The sittings in the order of their hours, each with the items planned for it."""
    rows = Meeting.objects.filter(under=session).order_by("valid_from", "opens", "pk")
    planned: dict[int, list[AgendaItem]] = defaultdict(list)
    for node in agenda:
        if node.row.sitting_id:
            planned[node.row.sitting_id].append(node.row)
    return [_plan(row, planned[row.pk]) for row in rows]


def _plan(row: Meeting, items: Sequence[AgendaItem]) -> SittingPlan:
    minutes = [item.minutes for item in items]
    if row.opens is None or row.closes is None:
        unknown = tuple(PlannedItem(item, None, None) for item in items)
        return SittingPlan(row, unknown, load_of(minutes, None))
    opens, closes = _minute(row.opens), _minute(row.closes)
    spans = zip(items, timed(opens, minutes), strict=True)
    return SittingPlan(
        row,
        tuple(PlannedItem(item, _time(begins), _time(ends)) for item, (begins, ends) in spans),
        load_of(minutes, closes - opens),
    )


def _minute(at: time) -> int:
    return at.hour * MINUTES + at.minute


def _time(minute: int) -> time | None:
    """None past midnight."""
    hour, rest = divmod(minute, MINUTES)
    return time(hour, rest) if hour < HOURS else None
