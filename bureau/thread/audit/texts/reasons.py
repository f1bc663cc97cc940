"""Refusals of this app as sentences."""

from django.utils.translation import gettext as _

from bureau.core.reasons import Reason
from bureau.web.refusing import sentence_in

sentence = sentence_in("audit")


def refusal(reason: Reason) -> str:
    """Why a content was not shown; empty where this app does not know the code."""
    return {
        "reason_missing": _("Write why you need to see it; the reason goes on record."),
        "content_erased": _("It was erased; only the commitment is left."),
        "auditor_only": _("Only an auditor may see it."),
    }.get(reason.code, "")
