"""Columns and database agree, also where history is taken back and goes on otherwise.

Decisions are written, read by several processes and into the column file, and then taken back, as
a restored backup takes them back; other decisions follow under the same numbers. Every process, and
one that starts from the old file, must tell what the database tells. Without the stamp some do not.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from typing import Any

from django.db import transaction

from bureau.config.proving.addresses import administrator
from bureau.config.proving.grounds import Stage
from bureau.config.proving.promise import Outcome, Trial, promise
from bureau.core.changes.actions import Action, ActionKind
from bureau.core.changes.expand import expand
from bureau.core.references import Reference
from bureau.core.structure.columns import OPEN, Columns
from bureau.institution.instruments.models import Instrument
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.structure import world
from bureau.institution.organisation.services.effects import put_on_record
from bureau.institution.organisation.store import column_files, columns
from bureau.institution.organisation.store.tables import VERSIONS, versions_in
from bureau.record.journal.queries import record_number_now

PROCESSES = 3
DAY = 739_000


@promise("columns", asked=1000, quick=6, unit="histories", stage=Stage.EXAMPLE)
def run(trial: Trial) -> Outcome:
    random = trial.random
    columns.WORTH_A_FILE = 1
    broken = [wrong for turn in range(trial.number) for wrong in told_otherwise(random, turn)]
    with without_stamp():
        unguarded = [wrong for turn in range(10) for wrong in told_otherwise(random, turn)]
    if not unguarded:
        broken.append("without the stamp nothing was wrong either: this shows nothing")
    told = f"{record_number_now()} records; without the stamp {len(unguarded)} wrong answers"
    return Outcome(trial.number, broken, told)


@dataclass(slots=True)
class Process:
    """What one process keeps between two questions; they share the file and the database."""

    kept: Any = None

    def asked(self, recorded: int) -> Columns:
        columns._kept = self.kept
        try:
            return columns.columns_now(recorded)
        finally:
            self.kept, columns._kept = columns._kept, None


@dataclass(slots=True)
class Installation:
    """The processes, and what was decided for them to read."""

    random: Random
    processes: list[Process] = field(default_factory=lambda: [Process() for _ in range(PROCESSES)])

    def decides(self) -> None:
        """One decision on one unit or post; some processes read it."""
        organisation = Organisation.objects.get().pk
        instrument = Instrument.objects.filter(organisation=organisation).order_by("pk")[0].pk
        known = world(organisation)
        columns._kept = None
        effects = expand([self._action(known.columns)], known)
        by = administrator()
        put_on_record(by, organisation=organisation, effects=effects, instrument=instrument)
        columns._kept = None
        self.read()

    def read(self) -> None:
        for process in self.random.sample(self.processes, self.random.randint(0, PROCESSES)):
            process.asked(record_number_now())

    def _action(self, known: Columns) -> Action:
        kind = self.random.choice(("unit", "post"))
        table = known.tables[kind]
        rows = (table.column("recorded_until") == OPEN) & (table.column("valid_until") == OPEN)
        id = self.random.choice(table.column("id")[rows].tolist())
        day, said = DAY + self.random.randrange(400), str(self.random.randrange(10**6))
        if kind == "unit":
            return Action(1, ActionKind.RENAME_UNIT, Reference(kind, id), day, {"code": said})
        return Action(1, ActionKind.RENUMBER_POST, Reference(kind, id), day, {"number": said})


def told_otherwise(random: Random, turn: int) -> Iterator[str]:
    """What is told wrongly once some decisions were taken back and others were made."""
    installation = Installation(random)
    installation.read()
    with transaction.atomic():
        for _ in range(random.randint(1, 3)):
            installation.decides()
        transaction.set_rollback(True)
    for _ in range(random.randint(0, 3)):
        installation.decides()
    now = record_number_now()
    started = Process()
    for name, process in (("new", started), *enumerate(installation.processes)):
        earlier = random.randint(1, now)
        for recorded in (earlier, now):
            if differs(process.asked(recorded), recorded):
                yield f"history {turn}: process {name} is wrong at {recorded}"


def differs(found: Columns, recorded: int) -> bool:
    """Whether what was known at a number is not what the database says of it."""
    for kind, model in VERSIONS.items():
        table = found.tables[kind]
        rows = model._default_manager.filter(recorded_from__lte=recorded)
        there = {_said(row, recorded) for row in versions_in(kind, rows)}
        known = (table.version(row) for row in range(table.size))
        here = {_said(row, recorded) for row in known if row.recorded_from <= recorded}
        if there != here:
            return True
    return False


def _said(row: Any, recorded: int) -> tuple[Any, ...]:
    until = row.recorded_until
    is_open = until is None or until > recorded
    times = (row.valid_from, row.valid_until, row.recorded_from, None if is_open else until)
    return (row.subject, *times, *row.fields.items())


@contextmanager
def without_stamp() -> Iterator[None]:
    """Nobody compares the hash of the journal entry; what is kept is believed."""
    agrees, opened = columns._agrees, columns._opened

    def believed() -> columns.Kept:
        stamped = column_files.read()
        if stamped is None:
            return columns.Kept(0, Columns())
        return columns.Kept(stamped.number, stamped.columns, {stamped.number: stamped.hash})

    columns._agrees, columns._opened = lambda kept, recorded: True, believed
    try:
        yield
    finally:
        columns._agrees, columns._opened = agrees, opened
