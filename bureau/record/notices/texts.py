"""States of a mail and refusals, as people read them."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from bureau.core.reasons import Reason
from bureau.record.notices.models import MailState

STATES: dict[str, Promise] = {
    MailState.QUEUED: pgettext_lazy("state of a mail", "waits to be sent"),
    MailState.CLAIMED: pgettext_lazy("state of a mail", "being sent"),
    MailState.SENT: pgettext_lazy("state of a mail", "sent"),
    MailState.UNCERTAIN: pgettext_lazy("state of a mail", "not known whether sent"),
    MailState.FAILED: pgettext_lazy("state of a mail", "could not be sent"),
    MailState.KEPT: pgettext_lazy("state of a mail", "kept here, not sent"),
    MailState.DROPPED: pgettext_lazy("state of a mail", "not needed any longer"),
    MailState.LEFT: pgettext_lazy("state of a mail", "left as it is"),
}

MARKS: dict[str, str] = {
    MailState.QUEUED: "wait",
    MailState.CLAIMED: "now",
    MailState.SENT: "ok",
    MailState.UNCERTAIN: "ask",
    MailState.FAILED: "no",
    MailState.KEPT: "ok",
    MailState.DROPPED: "off",
    MailState.LEFT: "off",
}


def sentence(reason: Reason) -> str:
    """Why a mail could not be settled."""
    match reason.code:
        case "mail_is_settled":
            return _("Somebody has already settled this mail. Look at it again before you go on.")
        case _other:
            return _("Only an administrator may decide what becomes of a mail.")
