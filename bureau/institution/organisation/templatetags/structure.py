"""Words for the codes of structure, as filters: `{{ unit.kind|word:"unit_kind" }}`."""

from decimal import ROUND_HALF_UP, Decimal
from html import escape
from typing import Any

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from bureau.institution.instruments.texts.words import MANDATE_MARKS, STANDING_MARKS
from bureau.institution.organisation.queries.saved import ShownView, views_at_a_glance
from bureau.institution.organisation.queries.tallies import Tally
from bureau.institution.organisation.texts.delegations import limit_in_words, reach_in_words
from bureau.institution.organisation.texts.words import word_for
from bureau.web.formats import hundredths_in_words, number_in_words
from bureau.web.requests import Asking
from bureau.web.saved import kept

register = template.Library()
register.filter("word", word_for)
register.filter("reach", reach_in_words)
register.filter("limit", limit_in_words)
register.filter("standing_mark", lambda standing: STANDING_MARKS[str(standing)])
register.filter("mandate_mark", lambda state: MANDATE_MARKS[str(state)])


@register.filter
def tenths(number: float | None) -> str:
    """A rate or average to one place behind the point; a dash where there is none."""
    if number is None:
        return "–"
    return number_in_words(Decimal(str(number)).quantize(Decimal("0.1"), ROUND_HALF_UP))


@register.simple_tag
def tally_cells(counts: Tally, has_blocks: bool) -> SafeString:
    """The cells of one row of counts; as markup, for a page has many of them."""
    told = [
        (_("Posts"), number_in_words(counts.posts)),
        (_("Encumbered"), number_in_words(counts.encumbered)),
        (_("Vacant"), number_in_words(counts.vacant)),
        (_("Frozen"), number_in_words(counts.frozen)),
        (_("Full-time equivalents"), hundredths_in_words(counts.fte)),
    ]
    if has_blocks:
        told.append((_("In staffing blocks"), hundredths_in_words(counts.blocks)))
    cells = (f'<td class="num" data-l="{escape(label)}">{said}</td>' for label, said in told)
    return mark_safe("\n".join(cells))


@register.inclusion_tag("organisation/saved_menu.html", takes_context=True)
def saved_menu(context: Context) -> dict[str, Any]:
    """The views that the reader keeps of this page, and to keep this one; for who is signed in."""
    request: Asking = context["request"]
    found = kept(request.get_full_path()) if request.actor.person is not None else None
    return {
        "request": request,
        "page": found.page if found else "",
        "views": _views(request, found.page) if found else [],
        "of": request.get_full_path(),
    }


def _views(request: Asking, page: str) -> list[ShownView]:
    actor = request.actor
    return request.known.ask(
        (views_at_a_glance, actor, page), lambda: views_at_a_glance(actor, request.now, page)
    )
