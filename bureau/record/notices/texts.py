"""States of a mail, ways of being told, and refusals, as people read them."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from bureau.core.reasons import Reason
from bureau.core.telling import Manner
from bureau.record.notices.models import MailState
from bureau.web.refusing import sentence_in

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


MANNERS: dict[str, Promise] = {
    Manner.AT_ONCE.value: gettext_lazy("At once, one mail for each thing"),
    Manner.DAILY.value: gettext_lazy("By one letter a day"),
    Manner.WEEKLY.value: gettext_lazy("By one letter a week"),
    Manner.NONE.value: gettext_lazy("Not by mail, where nobody waits for me"),
}


sentence = sentence_in("notices")


def refusal(reason: Reason) -> str:
    """Why something was refused; empty where this app does not know the code."""
    sentences = {
        "signed_in_only": _("Sign in to choose how you are told."),
        "manner_not_known": _("Choose one of the ways in the list."),
        "hour_or_weekday_wrong": _("Choose an hour of the day and a day of the week."),
        "zone_not_known": _("There is no such time zone."),
        "by_a_person_only": _(
            "An address of a calendar is made by a person who is signed in, not by a program."
        ),
        "feed_day_wrong": _("An address ends after today, and within {days} days."),
        "not_yours": _("This is somebody else’s."),
        "mail_is_settled": _(
            "Somebody has already settled this mail. Look at it again before you go on."
        ),
        "administrator_only": _("Only an administrator may decide what becomes of a mail."),
        "revoked_already": _("It is revoked already."),
        "key_used_for_something_else": _(
            "This form was sent before with other answers. Look at the list, then start again."
        ),
    }
    return sentences.get(reason.code, "").format(**reason.facts)
