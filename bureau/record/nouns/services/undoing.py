"""Undoing an act on rows of nouns: a new act, through the same services, that names the old one."""

from typing import Any

from django.utils.translation import pgettext_lazy

from bureau.core.reasons import Reason, Refused
from bureau.record.journal.models import Entry
from bureau.record.journal.queries.formers import befores, was_overtaken
from bureau.record.journal.services import Act, service
from bureau.record.nouns.fields import Sort
from bureau.record.nouns.found import nouns
from bureau.record.nouns.noun import CHANGE, DELETE, Noun


@service("nouns.undo_entry", pgettext_lazy("act in the journal", "Undo an act"))
def undo_entry(act: Act, *, entry: int) -> None:
    """Give each row that the entry changed its former values, and delete each that it added.

    Refused where a row was changed since, is gone, or where its noun has no deed for it, or changes
    only what another person confirms. Refused too where the actor sees only some of the rows, or
    where the content of some was erased.
    """
    undone = Entry.objects.filter(pk=entry).first()
    kinds = nouns()
    touched = [
        (kinds[subject.kind], subject.number)
        for subject in (undone.subjects.order_by("-number") if undone else ())
        if subject.kind in kinds
    ]
    written = [
        (noun, number, former[entry])
        for noun, number in touched
        if entry in (former := befores(noun.model, number, [entry]))
    ]
    seen = [
        (noun, number, before)
        for noun, number, before in written
        if before is not None and noun.rights.see(act.actor).filter(pk=number).exists()
    ]
    if not seen:
        raise Refused(Reason("nothing_to_undo"))
    if len(seen) < len(written):
        raise Refused(Reason("not_to_undo"))
    for noun, number, before in seen:
        _undo(act, noun, number, entry, before)
    act.details.update(undoes=entry)


def _undo(act: Act, noun: Noun, number: int, entry: int, before: dict[str, Any]) -> None:
    """Give one row its values from before an entry; delete the row where it had none."""
    act.lock(noun.model, number)
    if was_overtaken(noun.model, number, entry):
        raise Refused(Reason("changed_since_entry", {"name": number}))
    deed = noun.deed(CHANGE if before else DELETE)
    row = noun.model._default_manager.filter(pk=number).first()
    if deed is None or row is None or noun.proposals:
        raise Refused(Reason("not_to_undo"))
    noun.perform(deed, act, number, _former(noun, row, before))


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
