"""Posts by state as a stacked bar plot, in the language and direction of the page."""

from collections.abc import Iterable

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from bureau.core.layout.plots import NARROW, Bar, PlotWords, bars
from bureau.core.layout.svg import Direction
from bureau.institution.organisation.queries.tallies import Tally
from bureau.institution.organisation.texts.words import POST_STATES


def posts_plot(
    title: str, rows: Iterable[tuple[str, Tally, str]], *, key: str, standalone: bool = False
) -> SafeString:
    """One bar a row of (name, counts, address), for a wide screen and for a narrow one; the page
    puts the same in a table. `standalone` for a file, once."""
    words = PlotWords(
        title=title,
        parts=[str(word) for word in POST_STATES.values()],
        language=get_language() or "en",
        comma=_(", "),
    )
    direction = Direction.RIGHT_TO_LEFT if get_language_bidi() else Direction.LEFT_TO_RIGHT
    drawn = [Bar(name, counts.parts, address) for name, counts, address in rows]
    if standalone:
        return mark_safe(bars(drawn, words, direction=direction, key=key, standalone=True).svg)
    broad = bars(drawn, words, direction=direction, key=key, look="broad")
    narrow = bars(
        drawn, words, direction=direction, width=NARROW, key=f"{key}-narrow", look="narrow"
    )
    return mark_safe(broad.svg + narrow.svg)
