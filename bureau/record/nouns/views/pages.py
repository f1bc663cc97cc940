"""The page of one row: its facts, its parts and what may be done with it."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from bureau.record.journal.queries import reading
from bureau.record.nouns.found import parts_of
from bureau.record.nouns.noun import ADD, CHANGE, DELETE, Deed, Noun
from bureau.record.nouns.rows import address_of, called, lines_of
from bureau.record.nouns.views.listing import address, cell_of, shown
from bureau.record.nouns.views.parts import (
    address_to_add,
    crumbs_to,
    entered,
    may_change,
    row_asked,
    tabs,
)
from bureau.web import kinds
from bureau.web.answers import Verb
from bureau.web.requests import Asking


@require_safe
@entered
def row(request: Asking, noun: Noun, **named: int) -> HttpResponse:
    with reading():
        found = row_asked(request, noun, named)
        may = may_change(request, noun, found)
        (line,) = lines_of(noun, request, [found])
        facts = [
            (field.label, cell_of(field, line), address(field, line))
            for field in noun.fields_of(noun.listing.facts)
        ]
        context = {
            "noun": noun,
            "name": called(noun, found),
            "row": found,
            "facts": facts,
            "parts": [_part(request, part, noun, found, may) for part in parts_of(noun)],
            "verbs": _verbs(request, noun, found, may),
            "pressed": _pressed(noun, found) if may else [],
            "key": uuid4().hex,
            "crumbs": crumbs_to(request, noun, found),
            "tabs": tabs(request, noun, found),
        }
    return render(request, "nouns/page.html", context)


def _verbs(request: Asking, noun: Noun, row: Any, may: bool) -> list[Verb]:
    """Changing and the deeds with a form, what other apps offer, and deleting last."""
    offered = kinds.verbs(request.actor, noun.reference(row))
    if not may:
        return offered
    typed = [deed for deed in noun.offered(row) if not deed.is_pressed]
    own = [_verb(noun, deed, row) for deed in (noun.deed(CHANGE), *typed) if deed]
    delete = noun.deed(DELETE)
    last = [_verb(noun, delete, row, is_rare=True)] if delete else []
    return [*own, *offered, *last]


def _verb(noun: Noun, deed: Deed, row: Any, *, is_rare: bool = False) -> Verb:
    short = pgettext("act", "Change") if deed.name == CHANGE else str(deed.verb)
    return Verb(short, address_of(noun, deed.name, row.pk), is_rare=is_rare)


def _pressed(noun: Noun, row: Any) -> Sequence[tuple[str, str]]:
    """The buttons: verb and address of each step that is open."""
    steps = [deed for deed in noun.offered(row) if deed.is_pressed]
    return [(str(deed.verb), address_of(noun, deed.name, row.pk)) for deed in steps]


def _part(request: Asking, part: Noun, noun: Noun, row: Any, may: bool) -> dict[str, Any]:
    """The rows of a part that belong to this row, with the way to add one."""
    of = part.rights.see(request.actor).filter(**{part.part_of: row.pk})
    rows = list(of.order_by(*part.listing.order, "pk"))
    names = [name for name in part.listing.columns if name != part.part_of]
    add = part.deed(ADD)
    return {
        "noun": part,
        "table": shown(part, part.fields_of(names), lines_of(part, request, rows)),
        "add": Verb(str(add.title), address_to_add(part, row.pk)) if add and may else None,
    }
