"""The questions put to django-simple-history, and the changes saved with it."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from datetime import date as Date
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction

from bench.history.models import Post, Unit
from bench.peers import CHART, FIELDS
from bureau.core.changes.actions import Action, ActionKind
from bureau.core.structure.columns import NULL, OPEN, Table


class SimpleHistory:
    """Valid time only, as known now: what was known earlier it cannot say."""

    name = "simple-history"

    def __init__(self, tables: Sequence[Table]) -> None:
        models = {"unit": Unit, "post": Post}
        call_command("migrate", verbosity=0)
        call_command("migrate", run_syncdb=True, verbosity=0)
        for table in tables:
            _fill(models[table.kind.name], table)

    def chart(self, day: int) -> list[tuple[Any, ...]]:
        found = Post.history.as_of(_instant(day))
        return [(post.pk, *(getattr(post, name) for name in CHART)) for post in found]

    def subtree(self, units: Sequence[int], day: int) -> list[tuple[Any, ...]]:
        """The posts in units that are known already: finding those would come on top."""
        found = Post.history.as_of(_instant(day)).filter(unit__in=units)
        return [(post.pk, *(getattr(post, name) for name in CHART)) for post in found]


def save_all(actions: Sequence[Action], numbers: int) -> None:
    """Each change by `save()`, in one transaction that is rolled back by nobody."""
    with transaction.atomic():
        for action in actions:
            _save(action, numbers)


def _save(action: Action, numbers: int) -> None:
    values = dict(action.values)
    if action.kind is ActionKind.ESTABLISH_UNIT:
        Unit(pk=numbers + action.subject.id, **_known(values)).save(force_insert=True)
        return
    model = Unit if action.subject.kind == "unit" else Post
    row = model.objects.get(pk=action.subject.id)
    if action.kind is ActionKind.ABOLISH_POST:
        row.delete()
        return
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name in FIELDS["unit"]}


def _fill(model: Any, table: Table) -> None:
    """The rows known now: all of them as history, those in force as what stands."""
    history, names = model.history.model, FIELDS[table.kind.name]
    known = table.column("recorded_until") == OPEN
    columns = [table.column("id")[known].tolist()]
    for name in names:
        values = table.column(name)[known]
        is_word = table.kind.field(name).type is str
        plain = table.vocabulary.words(values) if is_word else values.tolist()
        columns.append([None if value == NULL else value for value in plain])
    from_days = table.column("valid_from")[known].tolist()
    in_force = (table.column("valid_until")[known] == OPEN).tolist()
    rows = list(zip(*columns, strict=True))
    said = ", ".join(("id", *names))
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY {model._meta.db_table} ({said}) FROM STDIN") as copy:
            for row, stands in zip(rows, in_force, strict=True):
                if stands:
                    copy.write_row(_typed(row))
        more = f"{said}, history_date, history_type"
        with cursor.copy(f"COPY {history._meta.db_table} ({more}) FROM STDIN") as copy:
            for row, day in zip(rows, from_days, strict=True):
                copy.write_row((*_typed(row), _instant(day), "~"))
        cursor.execute(f"ANALYZE {model._meta.db_table}")
        cursor.execute(f"ANALYZE {history._meta.db_table}")


def _typed(row: Sequence[Any]) -> Sequence[Any]:
    """`frozen`, the last field of a post, is a flag."""
    return (*row[:-1], bool(row[-1])) if len(row) > len(FIELDS["unit"]) + 1 else row


def _instant(day: int) -> datetime:
    return datetime.combine(Date.fromordinal(day), time(), UTC)
