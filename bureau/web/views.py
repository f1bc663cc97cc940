"""The living page of all parts: what a designer looks at, and what the page tests run through."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bureau.core.layout.ruler import Tick, ruler
from bureau.core.layout.svg import Direction
from bureau.web.forms import specimen
from bureau.web.frame import Entry
from bureau.web.marks import CHANGES, VERDICTS

DAY = date(2025, 3, 17)
PLANNED = date(2024, 7, 1)
BOXES = [
    ("", "", "OPD"),
    ("added", "added", "SED"),
    ("gone", "gone", "SGD"),
    ("renamed", "renamed", "SPD"),
    ("moved", "moved", "JRN"),
    ("reclassified", "reclass", "COM"),
    ("staffed", "staffed", "TSB"),
    ("same", "dim", "OPD"),
]
POSTS = [
    ("ST02/D1/579", "D.1", True, 282),
    ("ST02/P5/611", "P.5", True, 241),
    ("ST02/P4/634", "P.4", False, 206),
]

YEARS = (date(2024, 1, 1).toordinal(), date(2026, 1, 1).toordinal())


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    context = {
        "changes": CHANGES,
        "verdicts": VERDICTS,
        "boxes": BOXES,
        "posts": POSTS,
        "total": sum(cost for *_row, cost in POSTS),
        "form": specimen(),
        "day_shown": DAY,
        "day_planned": PLANNED,
        "ruler": _ruler(),
        "crumbs": [Entry("#tabs", "TSB"), Entry("#tabs", "SED")],
        "tabs": [
            Entry("#tabs", _("Draft"), current=True),
            Entry("#tabs", _("Compare")),
            Entry("#tabs", _("Route")),
            Entry("#tabs", _("Papers"), note=_("2 missing")),
        ],
    }
    return render(request, "web/components.html", context)


def _ruler() -> SafeString:
    """The two days of change as a scale, the day shown marked."""
    ticks = [
        Tick(YEARS[0], _("Before the change"), _("Before the change"), "#s-ruler"),
        Tick(PLANNED.toordinal(), _("After the change"), _("After the change"), "#s-ruler"),
    ]
    direction = Direction.RIGHT_TO_LEFT if get_language_bidi() else Direction.LEFT_TO_RIGHT
    title = _("Days on which something changed")
    drawn = ruler(ticks, DAY.toordinal(), YEARS, title=title, direction=direction)
    return mark_safe(drawn.svg)
