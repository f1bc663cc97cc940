"""Plots in the language and direction of the page: posts by state, and counts over time."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial

from django.utils.formats import get_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from bureau.core.layout.plots import NARROW, Bar, PlotWords, Steps, bars, steps
from bureau.core.layout.svg import Direction, Drawing
from bureau.institution.organisation.queries.tallies import Tally
from bureau.institution.organisation.texts.words import POST_STATES


def posts_plot(
    title: str, rows: Iterable[tuple[str, Tally, str]], *, key: str, standalone: bool = False
) -> SafeString:
    """One bar a row of (name, counts, address); the page puts the same in a table."""
    words = _words(title, [str(word) for word in POST_STATES.values()])
    drawn = [Bar(name, counts.parts, address) for name, counts, address in rows]
    return _looks(partial(bars, drawn, words, direction=_direction()), key, standalone)


def counts_plot(
    title: str,
    series: Sequence[Steps],
    span: tuple[int, int],
    *,
    key: str,
    standalone: bool = False,
    in_tenths: bool = False,
) -> SafeString:
    """Counts, or tenths, over the days of `span`; the page puts the same in a table."""
    words = replace(_words(title), point=get_format("DECIMAL_SEPARATOR") if in_tenths else "")
    draw = partial(steps, series, span, words, direction=_direction())
    return _looks(draw, key, standalone)


def _words(title: str, parts: Sequence[str] = ()) -> PlotWords:
    return PlotWords(title, parts=parts, language=get_language() or "en", comma=_(", "))


def _direction() -> Direction:
    return Direction.RIGHT_TO_LEFT if get_language_bidi() else Direction.LEFT_TO_RIGHT


def _looks(draw: Callable[..., Drawing], key: str, standalone: bool) -> SafeString:
    """Drawn for a wide screen and for a narrow one; `standalone` for a file, once."""
    if standalone:
        return mark_safe(draw(key=key, standalone=True).svg)
    broad = draw(key=key, look="broad")
    narrow = draw(key=f"{key}-narrow", look="narrow", width=NARROW)
    return mark_safe(broad.svg + narrow.svg)
