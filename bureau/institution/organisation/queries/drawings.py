"""Charts and comparisons as SVG: for a page, or as a file that stands alone."""

from collections.abc import Iterator, Sequence

from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from bureau.core.actors import Actor
from bureau.core.layout.chart import WIDE, chart
from bureau.core.layout.compare import CompareWords, compare
from bureau.core.layout.compare_upright import compare_upright
from bureau.core.layout.poster import poster
from bureau.core.layout.svg import Direction
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Unit
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.charts import chart_words, grade_order
from bureau.institution.organisation.queries.comparisons import Pictures
from bureau.institution.organisation.queries.large_charts import (
    Looks,
    boxes_in_turn,
    placed_chart,
)
from bureau.institution.organisation.queries.names import grade_called, wordings

FITTED_BOXES_MOST = 2_000
"""Up to here a file breaks its lines to measure; above, all boxes are of one size."""


def direction_here() -> Direction:
    return Direction.RIGHT_TO_LEFT if get_language_bidi() else Direction.LEFT_TO_RIGHT


def title_of(unit: Unit) -> str:
    """The unit's name in the reader's language."""
    return wordings([unit.name]).get(unit.name, unit.code)


def standalone_chart(
    actor: Actor, organisation: Organisation, now: Snapshot, unit: Unit, lines: Sequence[str]
) -> Iterator[str]:
    """The chart as a file, piece by piece and whole at any size; coordinates at its foot."""
    grades = grade_order(organisation.pk)
    title = _("Chart of {unit}").format(unit=title_of(unit))
    words = chart_words(title, get_language() or "en")
    placed = placed_chart(now, unit.id)
    looks = Looks(actor, now, unit.id, grades, words, direction_here())
    if len(placed) > FITTED_BOXES_MOST:
        boxes = boxes_in_turn(looks, placed)
        yield from poster(placed.spread, boxes, words, direction=looks.direction, coordinates=lines)
        return
    yield chart(
        looks.boxes(placed.ids.tolist()),
        words,
        width=WIDE,
        direction=looks.direction,
        grades=[grade_called(grade) for grade in grades],
        standalone=True,
        coordinates=lines,
    ).svg


def page_comparison(drawn: Pictures, words: CompareWords) -> list[str]:
    """The comparison wide, and upright where its strands can be told apart on a narrow screen."""
    given = (drawn.before, drawn.after, list(drawn.strands.elements()), words)
    wide = compare(*given, direction=direction_here()).drawing
    upright = compare_upright(*given, direction=direction_here())
    return [wide.svg, *([upright.svg] if upright else [])]


def standalone_comparison(drawn: Pictures, words: CompareWords, lines: Sequence[str]) -> str:
    """The comparison as a file, both coordinates printed at the foot."""
    return compare(
        drawn.before,
        drawn.after,
        list(drawn.strands.elements()),
        words,
        direction=direction_here(),
        standalone=True,
        coordinates=lines,
    ).drawing.svg
