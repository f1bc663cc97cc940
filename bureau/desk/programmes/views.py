"""The hub of the department's work: what is under way, and what comes next."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bureau.core.work import INITIATIVE
from bureau.desk.programmes.nouns import EDITIONS, INITIATIVES, PILLARS
from bureau.record.journal.queries import reading
from bureau.record.nouns.noun import ADD, Noun
from bureau.record.nouns.rows import address_of, lines_of
from bureau.record.nouns.views.listing import shown
from bureau.record.nouns.views.parts import signed_in, verb_of
from bureau.web.answers import Verb
from bureau.web.requests import Asking


@require_safe
def hub(request: Asking) -> HttpResponse:
    """Initiatives that are not over, and the editions that are planned next."""
    signed_in(request)
    with reading():
        under_way = INITIATIVES.rights.see(request.actor).exclude(state__in=INITIATIVE.done)
        planned = EDITIONS.rights.see(request.actor).filter(state="planned")
        parts = [
            _part(request, INITIATIVES, _("Initiatives under way"), under_way.order_by("code")),
            _part(request, EDITIONS, _("Next editions"), planned.order_by("year", "valid_from")),
        ]
        add = INITIATIVES.deed(ADD)
        verbs = [verb_of(INITIATIVES, add)] if add and INITIATIVES.rights.add(request.actor) else []
        verbs.append(Verb(str(PILLARS.named.many), address_of(PILLARS)))
    return render(request, "programmes/hub.html", {"parts": parts, "verbs": verbs})


def _part(request: Asking, noun: Noun, title: str, rows: Any) -> dict[str, Any]:
    """The first rows of a noun as a table, with the way to its whole list."""
    fields = noun.fields_of(noun.listing.columns)
    return {
        "noun": noun,
        "title": title,
        "table": shown(noun, fields, lines_of(noun, request, list(rows[:10]))),
        "address": address_of(noun),
    }
