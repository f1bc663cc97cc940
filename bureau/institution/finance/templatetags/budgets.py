"""Amounts of money as pages write them."""

from django import template
from django.utils.translation import gettext

from bureau.institution.finance.queries.lines import whole as whole_units
from bureau.web.formats import number_in_words

register = template.Library()


@register.filter
def whole(minor: int | None) -> str:
    """Minor units as whole units of the currency; said where the amount is not known."""
    units = whole_units(minor)
    return gettext("not known") if units is None else number_in_words(units)
