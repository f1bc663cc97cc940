"""Changes that wait for another person: shown above the list, confirmed or refused by buttons."""

from copy import copy
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bureau.record.journal.views import press
from bureau.record.nouns.fields import Field, Line, Sort
from bureau.record.nouns.noun import CHANGE, Noun, Proposed
from bureau.record.nouns.rows import called, labels_of
from bureau.record.nouns.views.parts import entered
from bureau.web.registers import VERDICTS, Change, Deed, changes_of_text, refusing
from bureau.web.requests import Asking


@require_POST
@entered
def settle(request: Asking, noun: Noun, proposal: int, verdict: str) -> HttpResponse:
    """Confirm or refuse a proposal, as the last part of the address says; then the list."""
    if noun.proposals is None or verdict not in VERDICTS:
        raise Http404
    service, is_confirmed = noun.proposals.settle, verdict == VERDICTS[0]
    done = (
        _("The proposal is confirmed.")
        if is_confirmed
        else _("The proposal is closed. Nothing was changed.")
    )
    press(
        request,
        lambda asked: service(asked, proposal=proposal, is_confirmed=is_confirmed),
        done,
        noun.sentence,
    )
    return redirect(reverse(noun.list_name))


def proposals_of(noun: Noun, request: Asking) -> list[dict[str, Any]]:
    """What waits: the name of the row, who proposed it, what it changes, and the buttons."""
    waiting = noun.proposals.waiting(request) if noun.proposals else ()
    pairs = [(each.row, _changed(each)) for each in waiting]
    labels = labels_of(noun, request.actor, [row for pair in pairs for row in pair])
    return [
        {
            "id": each.number,
            "name": called(noun, each.row),
            "proposer": each.proposer,
            "changes": _changes(noun, Line(before, labels), Line(after, labels)),
            "deeds": _buttons(noun, each),
        }
        for each, (before, after) in zip(waiting, pairs, strict=True)
    ]


def _changed(proposed: Proposed) -> Any:
    """The row as it is to be; nothing is written."""
    row = copy(proposed.row)
    for name, value in proposed.values.items():
        setattr(row, name, value)
    return row


def _changes(noun: Noun, before: Line, after: Line) -> list[Change]:
    deed = noun.deed(CHANGE)
    fields = noun.fields_of(deed.fields) if deed else []
    return [change for field in fields for change in _change(field, before, after)]


def _change(field: Field, before: Line, after: Line) -> tuple[Change, ...]:
    if field.sort is Sort.TEXT:
        return changes_of_text(getattr(before.row, field.name), getattr(after.row, field.name))
    old, new = (field.cell(line) for line in (before, after))
    return (Change(field.label, _said(old), _said(new)),) if old != new else ()


def _said(cell: object) -> str:
    return "" if cell is None else str(cell)


def _buttons(noun: Noun, proposed: Proposed) -> tuple[Deed, Deed]:
    confirm, refuse = (
        reverse(f"{noun.list_name}-settle", args=[proposed.number, verdict]) for verdict in VERDICTS
    )
    return (
        Deed(confirm, _("Confirm proposal"), proposed.barred),
        refusing(refuse, is_own=proposed.is_own),
    )
