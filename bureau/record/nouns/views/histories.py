"""The history of a row, and undoing its newest act."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bureau.core.references import Reference
from bureau.record.journal.forms import new_key
from bureau.record.journal.models import Entry
from bureau.record.journal.queries import reading
from bureau.record.journal.texts import act_in_words
from bureau.record.journal.views import press
from bureau.record.nouns.history import history_of
from bureau.record.nouns.noun import Noun
from bureau.record.nouns.rows import address_of, called
from bureau.record.nouns.services.undoing import undo_entry
from bureau.record.nouns.views.parts import crumbs_below, entered, may_change, row_asked, tabs
from bureau.web import kinds
from bureau.web.registers import barred
from bureau.web.requests import Asking


@require_safe
@entered
def history(request: Asking, noun: Noun, **named: int) -> HttpResponse:
    """Each act on the row, newest first, with the values before and after."""
    with reading():
        row = row_asked(request, noun, named)
        lines = history_of(noun, row, request.actor, may=may_change(request, noun, row))
        people = {of for line in lines for of in _actors(line.entry)}
        labels = kinds.describe(request.actor, people)
        context = {
            "noun": noun,
            "name": called(noun, row),
            "lines": [
                (line, act_in_words(line.entry.act), _by(line.entry, labels)) for line in lines
            ],
            "undo": address_of(noun, "undo", row.pk),
            "key": new_key(),
            "crumbs": crumbs_below(request, noun, row)[:-1],
            "tabs": tabs(request, noun, row),
        }
    return render(request, "nouns/history.html", context)


def _actors(entry: Entry) -> list[Reference]:
    pairs = (("person", entry.person), ("post", entry.post))
    return [Reference(kind, number) for kind, number in pairs if number]


def _by(entry: Entry, labels: Any) -> list[str]:
    """Who acted and in which post, as far as the reader may see them."""
    return [labels[of].name for of in _actors(entry) if of in labels]


@require_POST
@entered
def undo(request: Asking, noun: Noun, **named: int) -> HttpResponse:
    """Undo the act that the form names; then the history, or the list where the row is gone."""
    row = row_asked(request, noun, named)
    if not may_change(request, noun, row):
        return barred(request, noun.rights.only)
    number = request.POST.get("entry", "")
    entry = int(number) if number.isascii() and number.isdecimal() and len(number) < 10 else 0
    press(
        request,
        lambda asked: undo_entry(asked, entry=entry),
        _("The act is undone."),
        noun.sentence,
    )
    is_gone = not noun.model._default_manager.filter(pk=row.pk).exists()
    return redirect(address_of(noun) if is_gone else address_of(noun, "history", row.pk))
