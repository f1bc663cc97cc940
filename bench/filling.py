"""Bureau's own tables filled with a synthetic organisation, as if it had been put on record."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction

from bench.organisations import FIRST_DAY, Organisation, States
from bureau.core.structure.columns import NULL, OPEN, TIMES, Table
from bureau.institution.instruments.models import Instrument
from bureau.institution.organisation import models
from bureau.institution.organisation.store.tables import IDENTITIES, VERSIONS
from bureau.record.journal.models import RecordHead, RecordNumber
from bureau.record.journal.store import insert_rows

AT_ONCE = 100_000
EFFECT = (
    *("organisation", "kind", "subject", "day", "role", "fields", "record", "place"),
    *("manner", "instrument"),
)


def fill(made: Organisation) -> tuple[int, int]:
    """Migrate and fill; returns the organisation and the instrument of all effects."""
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        found = _fill(made)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return found


def _fill(made: Organisation) -> tuple[int, int]:
    organisation = models.Organisation.objects.create(code="BENCH", name={"en": "Bench"})
    instrument = Instrument.objects.create(
        organisation=organisation.pk, kind="opening_record", title={"en": "Bench"}
    )
    _numbers(made)
    words = 2 * made.units + 502
    said = json.dumps({"en": {"text": "Word", "status": "original"}})
    rows = [(id, organisation.pk, "en", "Word", str(id), said) for id in range(1, words)]
    names = ("id", "organisation", "original_language", "original", "hash", "said")
    insert_rows(models.Wording, names, rows)
    for kind, count in (("unit", made.units), ("post", made.posts)):
        identities = [(id, organisation.pk) for id in range(1, count + 1)]
        insert_rows(IDENTITIES[kind], ("id", "organisation"), identities)
        table = made.columns.tables[kind]
        names = ("subject", *TIMES[1:], *table.kind.defaults)
        for part in _parts(table.size):
            insert_rows(VERSIONS[kind], names, _versions(table, part))
    place = 0
    for kind, states in made.states.items():
        table = made.columns.tables[kind]
        effects = _each_effect(table, states, organisation.pk, instrument.pk, place)
        while part := list(islice(effects, AT_ONCE)):
            insert_rows(models.Effect, EFFECT, part)
        place += len(states.ids)
    _settle()
    return organisation.pk, instrument.pk


def _numbers(made: Organisation) -> None:
    start = datetime.now(UTC) - timedelta(days=made.now + 1)
    numbers = [(number, start + timedelta(days=number)) for number in range(1, made.now + 1)]
    insert_rows(RecordNumber, ("number", "at"), numbers)
    RecordHead.objects.filter(pk=1).update(number=made.now)


def _plain(table: Table, values: Sequence[int], name: str) -> list[Any]:
    field = table.kind.field(name)
    if field.type is str:
        return list(table.vocabulary.words(values))
    listed = values.tolist()
    if field.type is bool:
        return [value == 1 for value in listed]
    return [None if value == NULL else value for value in listed]


def _parts(size: int) -> Iterator[slice]:
    """So few rows at a time that a million of them do not stand in memory as objects."""
    return (slice(start, start + AT_ONCE) for start in range(0, size, AT_ONCE))


def _versions(table: Table, part: slice) -> list[tuple[Any, ...]]:
    columns = [table.column("id")[part].tolist()]
    for name in TIMES[1:]:
        columns.append([None if at == OPEN else at for at in table.column(name)[part].tolist()])
    columns += [_plain(table, table.column(name)[part], name) for name in table.kind.defaults]
    return list(zip(*columns, strict=True))


def _each_effect(
    table: Table, states: States, organisation: int, instrument: int, place: int
) -> Iterator[tuple[Any, ...]]:
    names = list(table.kind.defaults)
    columns = [_plain(table, states.fields[name], name) for name in names]
    before = 0
    told = (states.ids.tolist(), states.days.tolist(), states.known.tolist())
    for count, (id, day, known, *values) in enumerate(zip(*told, *columns, strict=True)):
        role = "change" if id == before else "establish"
        fields = json.dumps(dict(zip(names, values, strict=True)))
        head = organisation, table.kind.name, id, day + FIRST_DAY, role, fields
        yield (*head, known, place + count + 1, "decided", instrument)
        before = id


def _settle() -> None:
    """Sequences behind what was filled in."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for model in (*IDENTITIES.values(), models.Wording):
                table = model._meta.db_table
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('{table}', 'id'),"
                    f" (SELECT coalesce(max(id), 1) FROM {table}))"
                )
