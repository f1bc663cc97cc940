"""Words for initiatives, pillars and editions: states, marks and refusals."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from bureau.core.reasons import Reason
from bureau.web.refusing import in_words, sentence_in

ONLY_OWNERS = gettext_lazy(
    "Only the owner post, the head of its unit and organisation officers change this."
)
INITIATIVE_STATES = {
    "proposed": pgettext_lazy("state of an initiative", "proposed"),
    "active": pgettext_lazy("state of an initiative", "active"),
    "closed": pgettext_lazy("state of an initiative", "closed"),
    "dropped": pgettext_lazy("state of an initiative", "dropped"),
}
INITIATIVE_MARKS = {"proposed": "wait", "active": "now", "closed": "ok", "dropped": "off"}
EDITION_STATES = {
    "planned": pgettext_lazy("state of an edition", "planned"),
    "held": pgettext_lazy("state of an edition", "held"),
    "cancelled": pgettext_lazy("state of an edition", "cancelled"),
}
EDITION_MARKS = {"planned": "wait", "held": "ok", "cancelled": "off"}
sentence = sentence_in("programmes")


def refusal(reason: Reason) -> str:
    """Why something was refused; empty where this app does not know the code."""
    return {
        "edition_is_over": _("The edition is held or cancelled. Reopen it first."),
        "edition_not_begun": _("The edition begins on {day}. Record it as held from that day on."),
        "edition_of_another_year": _("The first day does not lie in the year {year}."),
        "edition_of_year_there": _("The initiative has an edition of {year} already."),
        "edition_outside_initiative": _("The year {year} lies outside the days of the initiative."),
        "editions_planned": _("An edition is planned. Record it as held, or cancel it first."),
        "first_day_missing": _("The first day is required."),
        "initiative_code_taken": _(
            "Another initiative has the code {code}, or one that looks alike."
        ),
        "initiative_is_over": _("The initiative is closed or dropped. Reopen it first."),
        "initiative_has_parts": _(
            "The initiative has pillars or editions. Delete them first, or close the initiative."
        ),
        "owner_elsewhere": _(
            "The owner post belongs to another organisation. Choose another post."
        ),
        "owner_not_led": _("Only an organisation officer gives the initiative to this post."),
        "pillar_code_taken": _("Another pillar has the code {code}, or one that looks alike."),
    }.get(reason.code, "").format(**in_words(reason.facts))
