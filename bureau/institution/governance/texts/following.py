"""Why something about deadlines, people affected and what follows is refused."""

from django.utils.translation import gettext as _

from bureau.core.reasons import Reason
from bureau.institution.governance.texts import reasons


def sentence(reason: Reason) -> str:
    """Why something is refused, in the language of the page."""
    found = {
        "zone_not_known": _("There is no such time zone."),
        "hour_not_known": _("Write the hour as 17:30, or leave it empty for the end of the day."),
        "stages_out_of_order": _(
            "Whoever stands in is told first, the superior then, both within a year."
        ),
        "convention_in_past": _(
            "Deadlines that are set keep their convention: begin today or later."
        ),
        "convention_comes_later": _("There is one already that begins on that day or later."),
        "no_such_body": _("Choose a body of this organisation."),
    }
    return found.get(reason.code) or reasons.sentence(reason)
