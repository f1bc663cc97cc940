"""A chart set: drawn in the language by `core.layout`, a table beside it that says the same."""

from bureau.core.layout.boxes import (
    Change,
    ChangeMark,
    ChartBox,
    ChartWords,
    GradePosts,
    HeadLine,
)
from bureau.core.layout.svg import Direction
from bureau.core.papers.blocks import Drawing, Run, Runs, Table
from bureau.core.papers.kinds.fitting import PAGE, Asked, Sheet, drawn_on
from bureau.core.papers.kinds.parts import Chart, UnitBox
from bureau.core.papers.setting import Compositor

EMPTY: Runs = (Run("–"),)
MARKED = {Change.ADDED, Change.GONE, Change.MOVED, Change.RENAMED, Change.RECLASSIFIED}


def set_chart(
    by: Compositor, chart: Chart, concept: str, source: str, sheet: Sheet = PAGE
) -> Drawing:
    """`concept` is what it is called (`chart.former`), `source` where in the value it is.

    What it is called stands once, above it: see `chart_title`. What is too large for the sheet is
    drawn in outline, as deep as it can be; the table beside always has all units.
    """
    day = by.day(chart.day)
    count = str(len(chart.boxes))
    alt = by.say("chart.alt", unit=by.line(chart.unit), day=day, count=count)
    keys = {box.key: place for place, box in enumerate(chart.boxes, 1)}
    words = ChartWords(
        title=chart_title(by, chart, concept),
        description=alt,
        encumbered=by.say("state.encumbered"),
        vacant=by.say("state.vacant"),
        frozen=by.say("state.frozen"),
        language=by.language,
        comma=by.profile.joined,
        hidden=lambda left_out: by.say("chart.hidden", count=str(left_out)),
    )
    boxes = [_box(by, box, keys) for box in chart.boxes]
    asked = Asked(
        boxes,
        words,
        Direction(by.profile.direction),
        source.replace(".", "-") or "chart",
        by.say("chart.day", day=day),
        lambda shown: by.say("chart.outlined", shown=str(shown), count=count),
    )
    beside = reporting_table(by, chart, source)
    return Drawing(drawn_on(sheet, asked), alt, beside=beside)


def chart_title(by: Compositor, chart: Chart, concept: str) -> str:
    return by.say(concept, unit=by.line(chart.unit))


def _box(by: Compositor, box: UnitBox, keys: dict[str, int]) -> ChartBox:
    head = None
    if box.head:
        grade = by.grade(box.head_grade)
        head = HeadLine(by.line(box.head), grade, state=box.head_state)
    return ChartBox(
        id=keys[box.key],
        parent=keys.get(box.parent),
        code=box.code,
        name=by.line(box.name),
        head=head,
        posts=[
            GradePosts(by.grade(row.grade), row.encumbered, row.vacant, row.frozen)
            for row in box.posts
        ],
        changes=[ChangeMark(one, by.say(f"change.{one}")) for one in box.changes],
    )


def reporting_table(by: Compositor, chart: Chart, source: str) -> Table:
    """Who reports to whom: what the lines of the chart say; changes only where there are any."""
    codes = {box.key: box.code for box in chart.boxes}
    has_changes = any(MARKED & set(box.changes) for box in chart.boxes)
    columns = ["code", "unit", "head", "reports_to", "posts", *["change"] * has_changes]
    return Table(
        by.head(*columns),
        tuple(
            _row(by, box, f"{source}.boxes.{place}", codes)[: len(columns)]
            for place, box in enumerate(chart.boxes)
        ),
        caption=by.say("chart.table"),
        numeric=frozenset({4}),
    )


def _row(by: Compositor, box: UnitBox, source: str, codes: dict[str, str]) -> tuple[Runs, ...]:
    above = codes.get(box.parent, "")
    posts = sum(row.posts for row in box.posts)
    changed = by.profile.say_list([by.say(f"change.{one}") for one in box.changes])
    head = by.words(box.head, f"{source}.head") if box.head else EMPTY
    if box.head and box.head_grade:
        head += by.in_brackets((by.grade_run(box.head_grade, f"{source}.head_grade"),))
    return (
        (by.code(box.code, f"{source}.code"),) if box.code else EMPTY,
        by.words(box.name, f"{source}.name"),
        head,
        (by.code(above, f"{source}.parent"),) if above else EMPTY,
        (Run(by.profile.say_number(posts), f"{source}.posts"),),
        (Run(changed, f"{source}.changes"),) if changed else EMPTY,
    )
