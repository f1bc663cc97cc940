"""A personal delegation in words: which acts on which cases, up to how much."""

from decimal import Decimal

from django.utils.translation import gettext as _

from bureau.institution.organisation.models import Delegation
from bureau.institution.organisation.texts.words import word_for
from bureau.web.formats import number_in_words


def reach_in_words(row: Delegation) -> str:
    """Which acts on which cases."""
    said = _("all acts")
    if row.acts is not None:
        said = _(", ").join(word_for(each, "act") for each in row.acts)
    if row.subjects is None:
        return said
    on = _(", ").join(word_for(each, "delegated_subject") for each in row.subjects)
    return _("{acts}; on {subjects}").format(acts=said, subjects=on)


def limit_in_words(row: Delegation) -> str:
    """Up to how much; empty where there is no limit."""
    if row.ceiling_minor is None:
        return ""
    amount = Decimal(row.ceiling_minor) / 100
    said = number_in_words(int(amount) if amount == int(amount) else amount)
    return _("{currency} {amount}").format(currency=row.currency, amount=said)
