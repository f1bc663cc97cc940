"""What a unit or post was before and what it became, step by step, with the name it then had."""

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np

from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.effects import Version
from bureau.core.structure.lineage import is_now, was_then
from bureau.core.structure.snapshot import Snapshot
from bureau.core.texts import Text
from bureau.institution.organisation.models import Wording
from bureau.institution.organisation.queries.names import wordings

NAMED = {"unit": ("code", "name"), "post": ("number", "title")}
"""The fields that name a thing: short, and in full."""


@dataclass(frozen=True, slots=True)
class Called:
    """What a thing is called on a day, or was last called: short (code, number) and in full."""

    reference: Reference
    short: str
    name: str
    ended: Day | None

    @property
    def address(self) -> str:
        return f"/{self.reference.kind}s/{self.reference.id}/"

    @property
    def whole(self) -> str:
        """Both, parted by a dot; once where both are one, as of units that have no code."""
        return " · ".join(dict.fromkeys(filter(None, (self.short, self.name))))


@dataclass(frozen=True, slots=True)
class Step:
    """One step of lineage: how, from which day, and the thing at its other end."""

    manner: str
    day: Day
    other: Called

    @property
    def eve(self) -> Day:
        """The last day before the step, on which what went before still stood."""
        return self.day - 1


def called(references: Collection[Reference], now: Snapshot) -> dict[Reference, Called]:
    """What units and posts are called in the snapshot; an ended one as it was last called."""
    rows = {each: row for each in set(references) if (row := known_version(each, now))}
    words = wordings(int(row.fields[NAMED[each.kind][1]] or 0) for each, row in rows.items())
    today = now.coordinates.valid
    found = {}
    for each, row in rows.items():
        short, name = (row.fields[field] for field in NAMED[each.kind])
        ended = row.valid_until if row.valid_until and row.valid_until <= today else None
        found[each] = Called(each, str(short), words.get(int(name or 0), str(short)), ended)
    return found


def name_said(reference: Reference, now: Snapshot) -> Text | None:
    """The full name of a unit or post in all its languages, where it has one."""
    row = known_version(reference, now)
    number = row.fields[NAMED[reference.kind][1]] if row else None
    found = Wording.objects.filter(pk=int(number or 0)).first()
    return found.said if found else None


def known_version(subject: Reference, now: Snapshot) -> Version | None:
    """The row of the day, else the nearest before it, else the first; None where never known."""
    return version_on(known_versions(subject, now), now.coordinates.valid)


def version_on(known: Collection[Version], day: Day) -> Version | None:
    """Of the rows of a thing that of the day, else the nearest before it, else the first."""
    before = [row for row in known if row.valid_from <= day]
    if before:
        return max(before, key=lambda row: row.valid_from)
    return min(known, key=lambda row: row.valid_from, default=None)


def known_versions(subject: Reference, now: Snapshot) -> list[Version]:
    """The rows of a thing on all days, as known at the record number and under the plan."""
    if now.overlay and subject in now.overlay.touched:
        rows = [row for row in now.overlay.versions if row.subject == subject]
        return [row for row in rows if row.recorded_until is None]
    recorded = now.coordinates.recorded
    return [
        row
        for row in now.columns.versions_of(subject)
        if row.recorded_from <= recorded
        and (row.recorded_until is None or row.recorded_until > recorded)
    ]


def in_its_place(now: Snapshot, reference: Reference) -> list[Called]:
    """What stands on the day instead of a thing that does not: what it was then, or is by then."""
    rows = known_versions(reference, now)
    first = min((row.valid_from for row in rows), default=0)
    if first > now.coordinates.valid:
        begun = replace(now.coordinates, valid=first)
        found = was_then(Snapshot(now.columns, begun, now.overlay), now, reference)
    else:
        found = is_now(now, reference)
    return list(called(found, now).values())


def came_from(now: Snapshot, reference: Reference) -> list[Step]:
    """What became this thing, as far as is known or planned, whatever the day."""
    return _steps(now, "successor", "predecessor", reference)


def became(now: Snapshot, reference: Reference) -> list[Step]:
    """What this thing became or is to become, as far as is known or planned."""
    return _steps(now, "predecessor", "successor", reference)


def _steps(now: Snapshot, here: str, there: str, reference: Reference) -> list[Step]:
    found = _successions(now, here, reference.id)
    rows = [row for row in found if row.fields["subject_kind"] == reference.kind]
    ends = {row.subject: Reference(reference.kind, int(row.fields[there] or 0)) for row in rows}
    names = called(ends.values(), now)
    return [
        Step(str(row.fields["manner"]), row.valid_from, names[ends[row.subject]])
        for row in sorted(rows, key=lambda row: (row.valid_from, row.subject))
        if ends[row.subject] in names
    ]


def _successions(now: Snapshot, field: str, thing: int) -> list[Version]:
    """All that stand on any day: what is known at the record number, under the plan."""
    table = now.columns.tables["succession"]
    known = table.known_at(now.coordinates.recorded)
    known &= table.column(field)[: len(known)] == thing
    rows = [table.version(row) for row in np.flatnonzero(known).tolist()]
    if now.overlay is None:
        return rows
    return [row for row in rows if row.subject not in now.overlay.touched] + [
        row
        for row in now.overlay.versions
        if row.subject.kind == "succession"
        and row.fields[field] == thing
        and row.recorded_until is None
    ]
