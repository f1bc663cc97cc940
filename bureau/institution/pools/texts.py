"""Refusals of this app as sentences."""

from django.utils.translation import gettext as _

from bureau.core.reasons import Reason


def refusal(reason: Reason) -> str:
    """Why something was refused; empty where this app does not know the code."""
    return {
        "hold_may_not": _("The reservation was changed meanwhile. Load the page again."),
    }.get(reason.code, "")
