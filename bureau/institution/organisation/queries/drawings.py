"""Charts and comparisons as SVG: for a page, or as a file that stands alone."""

from collections.abc import Sequence

from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from bureau.core.actors import Actor
from bureau.core.layout.chart import WIDE, chart
from bureau.core.layout.compare import CompareWords, compare
from bureau.core.layout.compare_upright import compare_upright
from bureau.core.layout.svg import Direction
from bureau.core.layout.tree import depth_within
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Unit
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.charts import chart_boxes, chart_words, grade_order
from bureau.institution.organisation.queries.comparisons import Pictures
from bureau.institution.organisation.queries.names import grade_called, wordings

FILE_BOXES_MOST = 400


def direction_here() -> Direction:
    return Direction.RIGHT_TO_LEFT if get_language_bidi() else Direction.LEFT_TO_RIGHT


def title_of(unit: Unit) -> str:
    """The unit's name in the reader's language."""
    return wordings([unit.name]).get(unit.name, unit.code)


def standalone_chart(
    actor: Actor, organisation: Organisation, now: Snapshot, unit: Unit, lines: Sequence[str]
) -> str:
    """The chart as a file, its coordinates printed at the foot."""
    grades = grade_order(organisation.pk)
    boxes = chart_boxes(actor, now, unit.id, grades=grades)
    title = _("Chart of {unit}").format(unit=title_of(unit))
    return chart(
        boxes,
        chart_words(title, get_language() or "en"),
        width=WIDE,
        direction=direction_here(),
        depth=depth_within(boxes, FILE_BOXES_MOST),
        grades=[grade_called(grade) for grade in grades],
        standalone=True,
        coordinates=lines,
    ).svg


def page_comparison(drawn: Pictures, words: CompareWords) -> list[str]:
    """The comparison wide, and upright where its strands can be told apart on a narrow screen."""
    given = (drawn.before, drawn.after, drawn.strands, words)
    wide = compare(*given, direction=direction_here()).drawing
    upright = compare_upright(*given, direction=direction_here())
    return [wide.svg, *([upright.svg] if upright else [])]


def standalone_comparison(drawn: Pictures, words: CompareWords, lines: Sequence[str]) -> str:
    """The comparison as a file, both coordinates printed at the foot."""
    return compare(
        drawn.before,
        drawn.after,
        drawn.strands,
        words,
        direction=direction_here(),
        standalone=True,
        coordinates=lines,
    ).drawing.svg
