"""The comparison for a narrow screen: before above, after below, upright strands between."""

from collections.abc import Mapping, Sequence

from bureau.core.layout.boxes import Change, ChartBox
from bureau.core.layout.compare import CompareWords
from bureau.core.layout.lettering import text_width
from bureau.core.layout.marks import draw_sign
from bureau.core.layout.pills import CLASSES
from bureau.core.layout.strands import Fate, Strand, key_of, ports, ranks
from bureau.core.layout.svg import Direction, Drawing, Frame, Pen, Point, written
from bureau.core.layout.tree import build

WIDTH = 328
GAP = 14
BOX = 74
UPPER, LOWER = 30, 350
STUB = 70
THINNEST = 2.4

type Ends = dict[int, float]


def compare_upright(
    before: Sequence[ChartBox],
    after: Sequence[ChartBox],
    strands: Sequence[Strand],
    words: CompareWords,
    *,
    direction: Direction = Direction.LEFT_TO_RIGHT,
    key: str = "moves-upright",
) -> Drawing | None:
    """The same as `compare` in 328 pixels, units with posts only; None where they are too many to
    be told apart, and the table must do."""
    first = ranks(before[index].id for index in build(before).order)
    second = ranks(after[index].id for index in build(after).order)
    drawn = [strand for strand in strands if strand.before in first and strand.after in second]
    leaving = ports(drawn, first, second, at_end=False)
    arriving = ports(drawn, first, second, at_end=True)
    room = min(_pitch(leaving), _pitch(arriving))
    if not drawn or room < THINNEST:
        return None
    pen = Pen(WIDTH, Direction(direction))
    pen.text(0, 18, words.before, "nm lo")
    pen.text(0, LOWER + BOX + 24, words.after, "nm lo")
    upper = _draw_row(pen, before, leaving, first, (UPPER, room))
    lower = _draw_row(pen, after, arriving, second, (LOWER, room))
    _draw_strands(pen, drawn, upper, lower)
    frame = Frame(
        title=words.chart.title,
        description=words.chart.description,
        classes="viz compare-upright" + (" fine" if room < 6 else ""),
        key=key,
        language=words.chart.language,
    )
    return written(pen, LOWER + BOX + 34, frame)


def _pitch(touching: Mapping[int, list[int]]) -> float:
    """Pixels for one strand when all units of a row share the width."""
    posts = sum(map(len, touching.values()))
    return min(6.6, (WIDTH - GAP * (len(touching) - 1) - 6 * len(touching)) / max(posts, 1))


def _draw_row(
    pen: Pen,
    boxes: Sequence[ChartBox],
    touching: Mapping[int, list[int]],
    order: Mapping[int | None, int],
    at: tuple[float, float],
) -> Ends:
    """Boxes as wide as their strands, spread over the width; returns each strand's x."""
    y, pitch = at
    by_id = {box.id: box for box in boxes}
    units = sorted(touching, key=lambda unit: order[unit])
    wide = [len(touching[unit]) * pitch + 6 for unit in units]
    gap = (WIDTH - sum(wide)) / max(len(units) - 1, 1)
    ends: Ends = {}
    x = 0.0
    for unit, width in zip(units, wide, strict=True):
        _draw_box(pen, by_id[unit], (x, y), width, len(touching[unit]))
        for place, index in enumerate(touching[unit]):
            ends[index] = x + 3 + pitch * (place + 0.5)
        x += width + gap
    return ends


_BOX = {
    Change.ADDED: " add",
    Change.GONE: " gone",
    Change.MOVED: " mov",
    Change.RENAMED: " ren",
    Change.RECLASSIFIED: " rec",
    Change.STAFFED: " mov",
    Change.SAME: "",
}


def _draw_box(pen: Pen, box: ChartBox, at: Point, width: float, posts: int) -> None:
    x, y = at
    change = box.change
    label = ", ".join(filter(None, [*(mark.word for mark in box.changes), box.code, box.counts]))
    end = pen.open_group(label, box.address)
    pen.rect(x + 0.5, y + 0.5, width - 1, BOX - 1, "bx" + (_BOX[change] if change else ""))
    inset = min(7.0, max((width - text_width(box.code, 13, bold=True)) / 2, 1))
    if change and width >= 24:
        draw_sign(pen, x + inset + 9, y + 16, change)
    struck = " strike" if change is Change.GONE else ""
    if width >= text_width(box.code, 13, bold=True):
        pen.text(x + inset, y + 46, box.code, f"b lk{struck}")
    pen.text(x + inset, y + 64, str(posts), "t2")
    pen.close_group(end)


def _draw_strands(pen: Pen, strands: Sequence[Strand], upper: Ends, lower: Ends) -> None:
    top, bottom = UPPER + BOX, LOWER
    routes: list[tuple[Point, Point]] = []
    for index, strand in enumerate(strands):
        match strand.fate:
            case Fate.NEW:
                routes.append(((lower[index], bottom - STUB), (lower[index], bottom)))
            case Fate.GONE:
                routes.append(((upper[index], top), (upper[index], top + STUB)))
            case _:
                routes.append(((upper[index], top), (lower[index], bottom)))
    for fate, name in CLASSES.items():
        chosen = [index for index, strand in enumerate(strands) if strand.fate is fate]
        pen.curves((routes[i] for i in chosen), f"strand {name}", upright=True)
        hollow = [routes[i] for i in chosen if strands[i].vacant]
        pen.curves(hollow, f"strand hollow {name}", upright=True)
    members: dict[object, list[int]] = {}
    for index, strand in enumerate(strands):
        members.setdefault(key_of(strand), []).append(index)
    for place, indexes in enumerate(members.values()):
        _draw_count(pen, strands[indexes[0]], [routes[i] for i in indexes], place)


def _draw_count(
    pen: Pen, strand: Strand, routes: Sequence[tuple[Point, Point]], place: int
) -> None:
    """How many posts go this way; counts stand at changing heights, so that they keep apart."""
    start, end = routes[len(routes) // 2]
    part = (0.5, 0.36, 0.64)[place % 3]
    bend = part**2 * (3 - 2 * part)
    x, y = start[0] + (end[0] - start[0]) * bend, start[1] + (end[1] - start[1]) * part
    if strand.fate in {Fate.NEW, Fate.GONE}:
        x, y = start if strand.fate is Fate.NEW else end
    words = str(len(routes))
    width = text_width(words, 13, bold=True) + 12
    x = min(max(x, width / 2), WIDTH - width / 2)
    pen.marks.append(f'<g class="pill {CLASSES[strand.fate]}">')
    pen.rect(x - width / 2, y - 11, width, 22)
    pen.text(x, y + 5, words, "b mid")
    pen.marks.append("</g>")
