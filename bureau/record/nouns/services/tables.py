"""Saving a table of rows: each row by the service of its noun, all in one act."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils.translation import pgettext_lazy

from bureau.core.reasons import Reason, Refused
from bureau.record.journal.services import Act, service
from bureau.record.nouns.found import nouns
from bureau.record.nouns.noun import ADD, CHANGE, Noun


class RowsRefused(Refused):
    """Reasons by the number of the row in the table."""

    def __init__(self, by_row: Mapping[int, tuple[Reason, ...]]) -> None:
        super().__init__(*(reason for reasons in by_row.values() for reason in reasons))
        self.by_row = by_row


class Tried(Exception):
    """The end of a trial: everything went through, and nothing of it stays."""


@service("nouns.import_rows", pgettext_lazy("act in the journal", "Import a table"))
def import_rows(
    act: Act, *, noun: str, rows: Iterable[Mapping[str, Any]], is_trial: bool = False
) -> list[int]:
    """Save each row: the `number` of its line, `row` (None: a new one), `values` for the service,
    and `before`, the values of a row that was there as they were read.

    Returns the numbers of the rows saved. Raises `RowsRefused` with all refusals, and `Tried`
    where it is a trial that nothing is refused in.
    """
    kind = nouns()[noun]
    add, change = kind.deed(ADD), kind.deed(CHANGE)
    saved: list[int] = []
    refused: dict[int, tuple[Reason, ...]] = {}
    for line in rows:
        deed = add if line["row"] is None else change
        try:
            if deed is None:
                raise Refused(Reason("not_by_table"))
            if line["row"] is not None:
                _refuse_changed(act, kind, line)
            with transaction.atomic():
                made = kind.perform(deed, act, line["row"], line["values"])
            saved.append(line["row"] or made)
        except Refused as why:
            refused[line["number"]] = why.reasons
        except ObjectDoesNotExist:
            refused[line["number"]] = (Reason("row_is_gone"),)
    if refused:
        raise RowsRefused(refused)
    if is_trial:
        raise Tried
    act.details.update(rows=len(saved))
    return saved


def _refuse_changed(act: Act, noun: Noun, line: Mapping[str, Any]) -> None:
    """Refuse a row that has other values by now than it had when the table was read (`before`)."""
    (row,) = act.lock(noun.model, line["row"])
    before = line.get("before", {})
    if any(noun.field(name).value(row) != value for name, value in before.items()):
        raise Refused(Reason("changed_since_read"))


def faults_of(work: Callable[[], object]) -> Mapping[int, tuple[Reason, ...]]:
    """The reasons for which an import would be refused, by the number of the row."""
    try:
        work()
    except RowsRefused as refused:
        return refused.by_row
    except Refused as refused:
        return {0: refused.reasons}
    except Tried:
        return {}
    return {}
