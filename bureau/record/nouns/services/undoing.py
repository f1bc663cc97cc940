"""Undoing an act on rows of nouns: a new act, through the same services, that names the old one."""

from typing import Any

from django.utils.translation import pgettext_lazy

from bureau.core.reasons import Reason, Refused
from bureau.record.journal.models import Entry
from bureau.record.journal.queries.formers import values_before, was_overtaken
from bureau.record.journal.services import Act, service
from bureau.record.nouns.fields import Sort
from bureau.record.nouns.found import nouns
from bureau.record.nouns.noun import CHANGE, DELETE, Noun


@service("nouns.undo_entry", pgettext_lazy("act in the journal", "Undo an act"))
def undo_entry(act: Act, *, entry: int) -> None:
    """Give each row that the entry changed its former values, and delete each that it added.

    Refused where a row was changed since, is gone, or where its noun has no deed for it, or changes
    only what another person confirms.
    """
    undone = Entry.objects.filter(pk=entry).first()
    kinds = nouns()
    touched = [
        (kinds[subject.kind], subject.number)
        for subject in (undone.subjects.order_by("-number") if undone else ())
        if subject.kind in kinds
    ]
    is_done = False
    for noun, number in touched:
        is_done = _undone(act, noun, number, entry) or is_done
    if not is_done:
        raise Refused(Reason("nothing_to_undo"))
    act.details.update(undoes=entry)


def _undone(act: Act, noun: Noun, number: int, entry: int) -> bool:
    """Undo what an entry did to one row; False where it wrote nothing of it, and where the actor
    sees no such row."""
    before = values_before(noun.model, number, entry)
    if before is None or not noun.rights.see(act.actor).filter(pk=number).exists():
        return False
    act.lock(noun.model, number)
    if was_overtaken(noun.model, number, entry):
        raise Refused(Reason("changed_since_entry", {"name": number}))
    deed = noun.deed(CHANGE if before else DELETE)
    row = noun.model._default_manager.filter(pk=number).first()
    if deed is None or row is None or noun.proposals:
        raise Refused(Reason("not_to_undo"))
    noun.perform(deed, act, number, _former(noun, row, before))
    return True


def _former(noun: Noun, row: Any, before: dict[str, Any]) -> dict[str, Any]:
    """What the service that changes a row is given, from the values that the row had.

    Refused where the entry changed a field that this service does not change, as a state.
    """
    if not before:
        return {}
    deed = noun.deed(CHANGE)
    assert deed is not None
    values: dict[str, Any] = {}
    for field in noun.fields:
        if field.sort is Sort.DERIVED:
            continue
        former = row._meta.get_field(field.name).to_python(before[field.column(row)])
        if field.name in deed.fields:
            values[field.name] = former
        elif former != field.value(row):
            raise Refused(Reason("not_to_undo"))
    return values
