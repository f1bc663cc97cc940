"""What is on record against the oracle: each function says what it compared, and what differs."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bench.governed import YEARS
from bench.governing import Desk
from bench.oracle import (
    TIMES,
    Oracle,
    covers,
    effects_wanted,
    effects_written,
    fields_of,
    opening_of,
    rows_read,
    uses_wanted,
)
from bureau.core.coordinates import Coordinates
from bureau.core.references import Reference
from bureau.core.structure.columns import Columns
from bureau.core.structure.kinds import KINDS
from bureau.core.structure.rows import tuples
from bureau.core.structure.snapshot import Snapshot
from bureau.institution.governance.models import EntryIntoForce
from bureau.institution.governance.queries import verification as governance
from bureau.institution.governance.queries.delegated import accounts_between, report_data
from bureau.institution.instruments.models import Instrument
from bureau.institution.organisation.models import Effect as EffectRow
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries import verification as structure
from bureau.institution.organisation.store import columns_now
from bureau.institution.pools.queries import pools_that_differ
from bureau.record.journal.queries import broken_links, record_number_now

SHOWN = 5


@dataclass(slots=True)
class Compared:
    """What was compared, how often, and where it differs."""

    what: str
    count: int = 0
    differs: list[str] = field(default_factory=list)

    def told(self) -> str:
        verdict = f"{len(self.differs)} DIFFER" if self.differs else "0 differ"
        return "\n".join([f"{self.what}: {self.count:,}: {verdict}", *self.differs[:SHOWN]])


def decisions(desk: Desk, oracle: Oracle) -> Compared:
    """Each record's effects against the script's actions; no record without a decision of its."""
    found = Compared("effects against what the script decided")
    for one in desk.decisions:
        if one.undoes:
            continue
        wanted, written = effects_wanted(one, oracle), effects_written(one.record, oracle)
        found.count += len(wanted)
        if wanted != written:
            more = sorted(set(map(str, written)) ^ set(map(str, wanted)))
            found.differs.append(f"record {one.record}, {one.case}: {more[:4]}")
    known = {one.record for one in desk.decisions} | desk.corrected.keys()
    recorded = set(EffectRow.objects.values_list("record", flat=True))
    for record in recorded ^ {*known, opening_of(desk.made)}:
        found.differs.append(f"record {record} is not one that the script decided")
    return found


def undone(desk: Desk, oracle: Oracle) -> Compared:
    """After a rescission all is from its day on as if what it undoes had never been."""
    found = Compared("days of things undone, against what would stand without")
    for one in desk.decisions:
        touched = [
            s for s, own in oracle.effects.items() if any(e.record == one.undoes for e in own)
        ]
        days = {e.day for s in touched for e in oracle.effects[s]} | {one.undone_from}
        for subject in touched if one.undoes else ():
            if subject.kind == "succession":
                continue
            for day in sorted(day for day in days if day >= one.undone_from):
                found.count += 1
                stands = oracle.state(subject, day, one.record)
                if stands != oracle.without(one.undoes, subject, day, one.record):
                    found.differs.append(f"{subject} on {day} at {one.record}: {stands}")
    return found


def whole_plane(oracle: Oracle) -> tuple[Compared, Compared]:
    """Rows against the grid, of every object, on every day at every number.

    Effects and rows change at their own days and numbers and nowhere else, so each of those, and
    the one before it, stands for all up to the next. The second says where rows lead.
    """
    points = Compared("points of rows (object, day, number) that stand for all others")
    leads = Compared("rows that lead to their instrument")
    rows, instruments = rows_read(), set(Instrument.objects.values_list("pk", flat=True))
    for subject in sorted({*oracle.effects, *rows}):
        own, kept = oracle.effects[subject], rows.get(subject, [])
        days, records = _turns(own, kept)
        for day in days:
            for record in records:
                points.count += 1
                said = [fields_of(subject.kind, row) for row in kept if covers(row, day, record)]
                state = oracle.state(subject, day, record)
                if said != ([] if state is None else [state]):
                    points.differs.append(f"{subject} on {day} at {record}: {said}, not {state}")
        for row in kept:
            leads.count += 1
            grounds = {
                one.instrument
                for one in own
                if one.day == row["valid_from"] and one.record <= row["recorded_from"]
            }
            if not grounds or not grounds <= instruments:
                leads.differs.append(f"{subject}, row of day {row['valid_from']}: {grounds}")
    return points, leads


def _turns(own: list[Any], kept: list[dict[str, Any]]) -> tuple[list[int], list[int]]:
    days, records = {one.day for one in own}, {one.record for one in own}
    for row in kept:
        valid, until, known, left = (row[name] for name in TIMES)
        days |= {valid, *([] if until is None else [until])}
        records |= {known, *([] if left is None else [left])}
    return (
        sorted(days | {one - 1 for one in days}),
        sorted(records | {one - 1 for one in records}),
    )


def day_by_day(desk: Desk, oracle: Oracle, known_on: dict[int, int]) -> Compared:
    """Every unit and post on each day of the years, as known then and as known at the end."""
    found = Compared("units and posts on every day, as known then and as known at the end")
    newest, opened = record_number_now(), opening_of(desk.made)
    columns = columns_now(newest)
    for kind in ("unit", "post"):
        subjects = sorted(s for s in oracle.effects if s.kind == kind)
        moving = [s for s in subjects if any(e.record != opened for e in oracle.effects[s])]
        steady = _wanted(oracle, sorted({*subjects} - {*moving}), min(known_on), opened)
        for day in sorted(known_on):
            for record in {known_on[day], newest}:
                new = _wanted(oracle, moving, day, record)
                shown, wanted = _shown(columns, kind, day, record), sorted(steady + new)
                found.count += len(wanted)
                if shown != wanted:
                    other = sorted(set(shown) ^ set(wanted), key=str)[:2]
                    found.differs.append(f"{kind}s on {day} at {record}: {other}")
    return found


def _shown(columns: Columns, kind: str, day: int, record: int) -> list[tuple[Any, ...]]:
    standing = Snapshot(columns, Coordinates(day, record)).standing(kind)
    return sorted(tuples(standing.table, standing.rows, tuple(KINDS[kind].defaults)))


def _wanted(
    oracle: Oracle, subjects: list[Reference], day: int, record: int
) -> list[tuple[Any, ...]]:
    states = ((one.id, oracle.state(one, day, record)) for one in subjects)
    return [(number, *state.values()) for number, state in states if state is not None]


def grounds(desk: Desk) -> Compared:
    """Every decided effect leads to the instrument of the act that decided it."""
    found = Compared("decided effects that lead to the act that decided them")
    entries = {one.record: one for one in EntryIntoForce.objects.all()}
    wanted = {one.record: one for one in desk.decisions}
    for record, instrument in EffectRow.objects.filter(record__in=wanted).values_list(
        "record", "instrument"
    ):
        found.count += 1
        decision, entry = wanted[record], entries[record]
        if not instrument == decision.instrument == entry.instrument_id:
            found.differs.append(f"record {record}: instrument {instrument}")
        elif entry.act_id != decision.act:
            found.differs.append(f"record {record}: act {entry.act_id}, not {decision.act}")
    return found


def reports(desk: Desk, oracle: Oracle) -> Compared:
    """The annual report of each year: every use, its cost, the sum so far and what is left.

    A use counts against the ceiling of its day and against those of all later periods.
    """
    found = Compared("uses in the annual reports of delegations")
    organisation = Organisation.objects.get(pk=desk.made.organisation)
    sums: dict[tuple[int, str], int] = defaultdict(int)
    wanted: dict[tuple[int, str], list[Any]] = defaultdict(list)
    for use in uses_wanted(desk, oracle):
        for period in (period for period in YEARS if period >= use.year):
            key = period, use.rule
            sums[key] += use.cost
            row = (use.case, use.act, use.day, use.kind, *use.grades, use.cost, sums[key])
            wanted[key].append((int(use.day[:4]), row))
    for year in YEARS:
        begins, ends = date(min(YEARS), 1, 1), date(max(YEARS) + 1, 1, 1)
        told = report_data(organisation.code, accounts_between(organisation.pk, begins, ends), year)
        for account in told["delegations"]:
            key = int(account["valid_from"][:4]), account["rule"]
            rows = [row for of, row in wanted[key] if of == year]
            names = (
                "case",
                "act",
                "day",
                "action",
                "grade_before",
                "grade_after",
                "cost",
                "so_far",
            )
            said = [tuple(one[name] for name in names) for one in account["uses"]]
            found.count += len(rows)
            if said != rows or account["left"] != account["ceiling"] - sums[key]:
                found.differs.append(
                    f"{key}, acts of {year}: {said} left {account['left']}, not {rows}"
                )
            if sums[key] > account["ceiling"]:
                found.differs.append(f"{key}: {sums[key]} is over {account['ceiling']}")
    return found


def verified() -> Compared:
    """What the product says of itself: structure, cases, pools and the chain."""
    found = Compared("places at which its own verification finds fault")
    found.differs = [*structure.differing(), *governance.differing()]
    found.differs += [f"journal: {one}" for one in broken_links()]
    found.differs += [f"pool: {one}" for one in pools_that_differ()]
    return found


def everything(desk: Desk, oracle: Oracle, known_on: dict[int, int]) -> Iterator[Compared]:
    yield decisions(desk, oracle)
    yield undone(desk, oracle)
    yield from whole_plane(oracle)
    yield day_by_day(desk, oracle, known_on)
    yield grounds(desk)
    yield reports(desk, oracle)
    yield verified()
