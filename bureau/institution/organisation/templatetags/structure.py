"""Words for the codes of structure, as filters: `{{ unit.kind|word:"unit_kind" }}`."""

from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import template
from django.template.context import Context
from django.utils import timezone

from bureau.institution.instruments.texts.words import MANDATE_MARKS, STANDING_MARKS
from bureau.institution.organisation.queries.saved import views_for
from bureau.institution.organisation.texts.words import word_for
from bureau.web.formats import day_in_words, number_in_words
from bureau.web.requests import Asking
from bureau.web.saved import kept

register = template.Library()
register.filter("word", word_for)
register.filter("standing_mark", lambda standing: STANDING_MARKS[str(standing)])
register.filter("mandate_mark", lambda state: MANDATE_MARKS[str(state)])


@register.filter
def instant(value: datetime | None) -> str:
    """An instant as its day, hour and minute, with the zone they are told in."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    return f"{day_in_words(local.date())}, {local:%H:%M %Z}"


@register.filter
def tenths(number: float | None) -> str:
    """A rate or average to one place behind the point; a dash where there is none."""
    if number is None:
        return "–"
    return number_in_words(Decimal(str(number)).quantize(Decimal("0.1"), ROUND_HALF_UP))


@register.inclusion_tag("organisation/saved_menu.html", takes_context=True)
def saved_menu(context: Context) -> dict[str, Any]:
    """The views that the reader keeps of this page, and to keep this one; for who is signed in."""
    request: Asking = context["request"]
    found = kept(request.get_full_path()) if request.actor.person is not None else None
    return {
        "request": request,
        "page": found.page if found else "",
        "views": views_for(request.actor, found.page) if found else [],
        "of": request.get_full_path(),
    }
