"""The comparison for a narrow screen: before above, after below, upright strands between."""

from collections.abc import Mapping, Sequence

from bureau.core.layout.boxes import Change, ChartBox, Footnote
from bureau.core.layout.compare import CompareWords
from bureau.core.layout.lettering import text_width
from bureau.core.layout.marks import DISC, draw_number, draw_sign
from bureau.core.layout.pills import CLASSES, Route, Spot, best_spot
from bureau.core.layout.strands import Fate, Strand, key_of, ports, ranks
from bureau.core.layout.svg import Direction, Drawing, Frame, Pen, Point, written
from bureau.core.layout.tree import build

WIDTH = 328
GAP = 14
BOX = 74
UPPER, LOWER = 30, 350
STUB = 70
THINNEST = 2.4
THICKEST = 6.6
EDGE = 6
SIGN = 22
NUMBER = 2 * DISC + 3

_ALONG = (0.5, 0.36, 0.64, 0.25, 0.75, 0.16, 0.84)
_PARTS = {Fate.NEW: (0.0, 0.3, 0.6), Fate.GONE: (1.0, 0.7, 0.4)}

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
    be named and told apart, and the table must do."""
    first = ranks(before[index].id for index in build(before).order)
    second = ranks(after[index].id for index in build(after).order)
    drawn = [strand for strand in strands if strand.before in first and strand.after in second]
    leaving = ports(drawn, first, second, at_end=False)
    arriving = ports(drawn, first, second, at_end=True)
    room = min(_pitch(before, leaving), _pitch(after, arriving))
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


def _pitch(boxes: Sequence[ChartBox], touching: Mapping[int, list[int]]) -> float:
    """Pixels for one strand when all units of a row share the width and each can be named; 0 where
    they cannot."""
    least = {box.id: _least(box) for box in boxes}
    free = WIDTH - GAP * (len(touching) - 1)
    pitch = THICKEST
    while pitch >= THINNEST:
        wide = (_wide(least[unit], len(posts), pitch) for unit, posts in touching.items())
        if sum(wide) <= free:
            return pitch
        pitch -= 0.1
    return 0


def _least(box: ChartBox) -> float:
    """Pixels that a box needs for its acronym, and for its sign with the numbers of its changes."""
    sign = SIGN if box.change else 0
    code = text_width(box.code, 13, bold=True)
    return max(code, sign + NUMBER * len(box.footnotes)) + 2 * EDGE


def _wide(least: float, posts: int, pitch: float) -> float:
    return max(posts * pitch + 6, least)


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
    wide = [_wide(_least(by_id[unit]), len(touching[unit]), pitch) for unit in units]
    gap = (WIDTH - sum(wide)) / max(len(units) - 1, 1)
    ends: Ends = {}
    x = 0.0
    for unit, width in zip(units, wide, strict=True):
        _draw_box(pen, by_id[unit], (x, y), width, len(touching[unit]))
        first = x + (width - len(touching[unit]) * pitch) / 2
        for place, index in enumerate(touching[unit]):
            ends[index] = first + pitch * (place + 0.5)
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
    if change:
        draw_sign(pen, x + EDGE + 9, y + 16, change)
    beside = x + EDGE + (SIGN if change else 0) + DISC
    for place, footnote in enumerate(box.footnotes):
        draw_number(pen, beside + NUMBER * place, y + 16, Footnote(footnote.number))
    struck = " strike" if change is Change.GONE else ""
    pen.text(x + EDGE, y + 46, box.code, f"b lk{struck}")
    pen.text(x + EDGE, y + 64, str(posts), "t2")
    pen.close_group(end)


def _draw_strands(pen: Pen, strands: Sequence[Strand], upper: Ends, lower: Ends) -> None:
    top, bottom = UPPER + BOX, LOWER
    routes: list[Route] = []
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
    taken: list[Spot] = []
    for indexes in sorted(members.values(), key=len):
        taken.append(_draw_count(pen, strands[indexes[0]], [routes[i] for i in indexes], taken))


def _draw_count(pen: Pen, strand: Strand, routes: Sequence[Route], taken: Sequence[Spot]) -> Spot:
    """How many posts go this way, under the number of the change, where it covers no other."""
    words = str(len(routes))
    lead = NUMBER + 4 if strand.number else 0
    width = text_width(words, 13, bold=True) + 12 + lead
    spot = best_spot(_spots(strand, routes[len(routes) // 2], width), taken, lambda spot: 0)
    left, top, *_ = spot
    pen.marks.append(f'<g class="pill {CLASSES[strand.fate]}">')
    pen.rect(left, top, width, 22)
    if strand.number:
        draw_number(pen, left + DISC + 3, top + 11, Footnote(strand.number))
    pen.text(left + lead + (width - lead) / 2, top + 16, words, "b mid")
    pen.marks.append("</g>")
    return spot


def _spots(strand: Strand, route: Route, width: float) -> list[Spot]:
    """Where a label of `width` may lie on a strand, the best first."""
    start, end = route
    spots = []
    for part in _PARTS.get(strand.fate, _ALONG):
        bend = part**2 * (3 - 2 * part)
        x, y = start[0] + (end[0] - start[0]) * bend, start[1] + (end[1] - start[1]) * part
        left = min(max(x - width / 2, 0), WIDTH - width)
        spots.append((left, y - 11, left + width, y + 11))
    return spots
