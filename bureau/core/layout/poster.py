"""A large chart as one SVG file, written piece by piece so that no size is too large."""

from collections.abc import Iterable, Iterator, Sequence

from bureau.core.layout.boxes import ChartBox, ChartWords
from bureau.core.layout.canvas import draw_fitted
from bureau.core.layout.chart import draw_foot
from bureau.core.layout.large import Spread
from bureau.core.layout.lettering import wrap
from bureau.core.layout.svg import Direction, Frame, Pen, written

MARGIN = 24
STROKES_AT_ONCE = 500


def poster(
    placed: Spread,
    boxes: Iterable[ChartBox],
    words: ChartWords,
    *,
    direction: Direction,
    coordinates: Sequence[str],
    key: str = "chart",
    headed: bool = True,
) -> Iterator[str]:
    """The whole chart; `boxes` come in the order of `placed` and are asked for one by one. Its
    title stands in it where it is `headed`."""
    width = float(placed.width[0])
    header = wrap(words.title, 18, max(width, 240)) if headed else ()
    top = 26 * len(header) + (32 if header else 12)
    bottom = top + float(placed.height[0])
    begin, end = _frame(width, bottom, header, words, direction, coordinates, key)
    yield begin
    pen = Pen(width, direction, links=False)
    for index in range(len(placed)):
        strokes = [[(x, y + top) for x, y in stroke] for stroke in placed.strokes(index)]
        pen.lines(strokes, "rail")
        if len(pen.marks) >= STROKES_AT_ONCE:
            yield _taken(pen)
    yield _taken(pen)
    for index, box in enumerate(boxes):
        draw_fitted(pen, box, words, (float(placed.x[index]), float(placed.y[index]) + top))
        yield _taken(pen)
    yield end


def _taken(pen: Pen) -> str:
    said = "".join(pen.marks)
    pen.marks.clear()
    return said


def _frame(
    width: float,
    bottom: float,
    header: Sequence[str],
    words: ChartWords,
    direction: Direction,
    coordinates: Sequence[str],
    key: str,
) -> tuple[str, str]:
    """What stands before the boxes and after them."""
    pen = Pen(width, direction, links=False)
    for place, line in enumerate(header):
        pen.text(0, 20 + 26 * place, line, "nm")
    height = draw_foot(pen, words, coordinates, bottom + 16)
    frame = Frame(
        title=words.title,
        description=words.description,
        classes="viz chart",
        key=key,
        language=words.language,
        standalone=True,
        margin=MARGIN,
    )
    whole = written(pen, height, frame).svg
    return whole.removesuffix("</svg>"), "</svg>"
