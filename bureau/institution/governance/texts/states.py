"""How a reorganisation and its actions stand, in words, with the day where it is to come."""

from django.utils.translation import gettext as _

from bureau.core.spans import Day
from bureau.institution.governance.queries.entered import Entered
from bureau.institution.governance.texts.labels import STATES
from bureau.web.formats import day_in_words


def state_in_words(state: str, done: Entered) -> str:
    """The word of a state; what is adopted and to come is told with its first day."""
    if state != "to_come":
        return str(STATES[state])
    days = set(done.to_come.values())
    if len(days) == 1:
        return to_come_in_words(days.pop())
    return _("enters into force from {day}").format(day=day_in_words(min(days)))


def to_come_in_words(day: Day) -> str:
    """Of what is adopted, and takes effect on a day to come."""
    return _("enters into force on {day}").format(day=day_in_words(day))
