"""Committing to rows that stand already: once on an upgrade, and where columns are others."""

from collections.abc import Collection, Sequence
from itertools import batched

from django.db.models import Model
from django.utils.translation import pgettext_lazy

from bureau.core.actors import NOBODY
from bureau.core.reasons import Reason, Refused
from bureau.record.journal.models import Content, RowState
from bureau.record.journal.queries.rows import columns_recorded, shapes_committed
from bureau.record.journal.queries.words import AT_ONCE, words_held
from bureau.record.journal.services.acts import Act
from bureau.record.journal.services.frame import service
from bureau.record.journal.store import (
    Fields,
    columns_committed,
    columns_named,
    columns_of_words,
    committed,
    numbered_by,
    salted,
    shapes,
)


@service(
    "journal.commit_rows", pgettext_lazy("act in the journal", "Commit to the rows that stand")
)
def commit_rows(act: Act) -> None:
    """Commit to the rows of each table whose columns entries have not committed to as they are.

    By nobody, as the last step of an upgrade. Of a table that is new to the journal, to each row
    without a state. Of one with other columns than before, to every row, and the entry names those
    that are not as the last entry about them says: as far as the columns of before are there still.
    What was edited before the first such upgrade is committed to as edited. Words that an entry
    committed to stay bound by it; where a row has none any more, they were erased.
    """
    if act.actor != NOBODY:
        raise Refused(Reason("nobody_only"))
    before, now, recorded = shapes_committed() or {}, shapes(), columns_recorded()
    for table, model in committed().items():
        if before.get(table) == now[table]:
            continue
        known, numbers = recorded.get(table, []), _numbers_of(model)
        if table not in before:
            states = RowState.objects.filter(table=table).values_list("number", flat=True)
            numbers = sorted(set(numbers) - set(states))
            act.commit_to_rows(model, *numbers)
        elif fields := _fields(model, known):
            act.commit_as_found(model, numbers, fields)
        else:
            act.commit_to_rows(model, *numbers)
        _commit_to_values(act, model, set(numbers), known)
        if not set(columns_of_words(model)) <= set(known):
            _commit_to_words(act, table, model)
    act.details.update(columns=columns_named())


def _numbers_of(model: type[Model]) -> list[int]:
    by = numbered_by(model)
    return list(model._base_manager.order_by(by).values_list(by, flat=True).distinct())


def _fields(model: type[Model], known: Sequence[str]) -> Fields:
    """What the states of before are made of; empty where a column of these is no more."""
    columns = {str(each.column): each for each in columns_committed(model)}
    left_out = {*salted(model), *columns_of_words(model)}
    named = [column for column in known if column not in left_out]
    return tuple(columns[each] for each in named) if columns.keys() >= set(named) else ()


def _commit_to_values(
    act: Act, model: type[Model], numbers: Collection[int], known: Collection[str]
) -> None:
    """The salted columns of these rows that no entry has committed to."""
    if columns := [column for column in salted(model) if column not in known]:
        for row in model._base_manager.order_by("pk").iterator():
            if row.pk in numbers:
                act.commit_to_values(row, columns, is_new=True)


def _commit_to_words(act: Act, table: str, model: type[Model]) -> None:
    """Commit to words that no entry has committed to; drop the salts of those that are gone."""
    gone = []
    for held in words_held(table, model):
        if held.text and not held.is_bound:
            act.commit_to(held.name, held.text, keep=False)
        elif not held.text and held.last:
            gone.append(held.name)
    for some in batched(gone, AT_ONCE):
        Content.objects.filter(field__in=some).delete()
