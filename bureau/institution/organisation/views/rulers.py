"""The ruler of a page: the days on which what it shows changed, each a link to the picture then."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from bureau.core.costs import Year
from bureau.core.days import is_reckoned
from bureau.core.layout.ruler import Tick, ruler
from bureau.core.layout.svg import Direction
from bureau.institution.organisation.queries.history import Turn
from bureau.web.formats import day_in_words, labelled
from bureau.web.multilingual import here
from bureau.web.requests import Asking


@dataclass(frozen=True, slots=True)
class Ruler:
    """The drawing, the day shown, since when the picture holds, and the steps to either side."""

    drawing: SafeString
    asked: int
    since: int | None
    previous: str
    following: str


def ruler_of(request: Asking, turns: Sequence[Turn]) -> Ruler | None:
    """From the year of the first change to the year after today or the last; None without days.

    Days beyond those that are reckoned with, which a draft of before may have, are left out.
    """
    turns = [turn for turn in turns if is_reckoned(turn.day)]
    days = sorted(turn.day for turn in turns)
    if not days:
        return None
    asked = request.reading.at.valid
    last = max(days[-1], asked, request.reading.today.toordinal())
    span = Year.calendar(min(days[0], asked)).valid_from, Year.calendar(last).valid_until
    ticks = [_tick(request, turn) for turn in turns]
    direction = Direction.RIGHT_TO_LEFT if get_language_bidi() else Direction.LEFT_TO_RIGHT
    drawing = ruler(
        ticks, asked, span, title=_("Days on which something changed"), direction=direction
    )
    since = max((day for day in days if day <= asked), default=None)
    earlier = max((day for day in days if day < asked), default=None)
    later = min((day for day in days if day > asked), default=None)
    return Ruler(
        drawing=mark_safe(drawing.svg),
        asked=asked,
        since=since,
        previous=address_on(request, earlier) if earlier else "",
        following=address_on(request, later) if later else "",
    )


def _tick(request: Asking, turn: Turn) -> Tick:
    word = " · ".join(here(instrument.title) for instrument in turn.instruments[:1])
    spoken = labelled(day_in_words(turn.day), word)
    return Tick(turn.day, word, spoken, address_on(request, turn.day))


def address_on(request: Asking, day: int) -> str:
    """This page on another valid day, all else as it is."""
    query = request.GET.copy()
    query["valid"] = date.fromordinal(day).isoformat()
    return f"?{query.urlencode()}"
