"""Plots: posts as stacked bars, counts over time as steps; pages put the same in a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import floor, log10

from bureau.core.layout.lettering import text_width, wrap
from bureau.core.layout.svg import Direction, Drawing, Frame, Pen, Point, written

ROW = 32
BAR = 14
AXIS = 24
KEY_LEAD = 20
PART, STROKE = 18, 34
YEAR = 32
NARROW = 328
TENTHS = 10


@dataclass(frozen=True, slots=True)
class PlotWords:
    """What a plot is called; `parts` name its stacked parts, `comma` parts a spoken list.

    Where its values are counted in tenths, `point` is what stands before the tenth.
    """

    title: str
    description: str = ""
    parts: Sequence[str] = ()
    language: str = ""
    comma: str = ", "
    point: str = ""

    @property
    def whole(self) -> int:
        """How many parts of a value are one."""
        return TENTHS if self.point else 1

    def number(self, value: int) -> str:
        whole, tenth = divmod(value, self.whole)
        return f"{whole}{self.point}{tenth}" if self.point else str(value)


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: encumbered, vacant, frozen (as many as there are words), and where it leads."""

    name: str
    parts: Sequence[int]
    address: str = ""


@dataclass(frozen=True, slots=True)
class Steps:
    """A count that changes on days: (day, value) from the first; each holds until the next."""

    name: str
    points: Sequence[tuple[int, int]]

    @property
    def last(self) -> int:
        return self.points[-1][1]

    def written(self, words: PlotWords) -> str:
        return f"{self.name} {words.number(self.last)}"


def _nice_step(reach: float, most: int = 5) -> int:
    """The smallest of 1, 2, 5, 10, ... that reaches `reach` in at most `most` steps."""
    raw = max(reach / most, 1)
    power = 10 ** floor(log10(raw))
    return int(next(power * m for m in (1, 2, 5, 10) if power * m >= raw))


def _frame(words: PlotWords, key: str, standalone: bool, look: str) -> Frame:
    return Frame(
        title=words.title,
        description=words.description,
        classes=f"viz plot {look}".strip(),
        key=key,
        language=words.language,
        standalone=standalone,
        margin=24 if standalone else 0,
    )


def bars(
    rows: Sequence[Bar],
    words: PlotWords,
    *,
    width: int = 640,
    direction: Direction = Direction.LEFT_TO_RIGHT,
    key: str = "bars",
    standalone: bool = False,
    look: str = "",
) -> Drawing:
    """Level bars, one a row: filled, hollow, struck, in the order of the parts' words. `look` is a
    class for where a page has it in two widths."""
    pen = Pen(width, Direction(direction), links=not standalone)
    top = _draw_key(pen, words.parts)
    names = min(max((text_width(row.name, 13) for row in rows), default=0) + 14, width * 0.4)
    marks = 5 if width > NARROW else 3
    step = _nice_step(max((sum(row.parts) for row in rows), default=1), marks)
    most = max((sum(row.parts) for row in rows), default=1)
    reach = max(-(-most // step), 1) * step
    unit = (width - names - 48) / reach
    bottom = top + ROW * len(rows)
    ticks = range(0, reach + 1, step)
    lines = [[(names + tick * unit, top), (names + tick * unit, bottom)] for tick in ticks]
    pen.lines(lines, "hair")
    for tick in ticks:
        pen.text(names + tick * unit, bottom + 16, str(tick), "t2 mid")
    for place, row in enumerate(rows):
        _draw_bar(pen, row, words, (names, top + ROW * place), unit)
    return written(pen, bottom + AXIS, _frame(words, key, standalone, look))


def _draw_key(pen: Pen, parts: Sequence[str]) -> float:
    """The words of the parts, in as many lines as they need; returns where these end."""
    places, bottom = _in_lines([PART + text_width(word, 13) for word in parts], pen.width)
    for place, (x, y) in enumerate(places):
        _draw_part(pen, x, y + 4, 12, place)
        pen.text(x + PART, y + 15, parts[place], "t-ink2")
    return bottom


def _in_lines(widths: Sequence[float], room: float) -> tuple[list[Point], float]:
    """Where words of these widths, marks included, stand in lines of `room`; where these end."""
    places: list[Point] = []
    x, y = 0.0, 0
    for width in widths:
        if x and x + width > room:
            x, y = 0.0, y + KEY_LEAD
        places.append((x, y))
        x += width + 22
    return places, y + 34 if places else 4


def _draw_part(pen: Pen, x: float, y: float, width: float, place: int) -> None:
    """A stretch of a bar: filled first, hollow next, struck last."""
    if place == 0:
        pen.rect(x, y, width, BAR, "f-ink2")
        return
    pen.rect(x + 0.5, y + 0.5, max(width - 1, 1), BAR - 1, "f-sheet s-ink2")
    if place == 2:
        starts = range(0, max(int(width) - 8, 1), 7)
        strokes: list[Sequence[Point]] = [
            [(x + start + 1, y + BAR - 1), (x + min(start + BAR - 2, width - 1), y + 1)]
            for start in starts
        ]
        pen.lines(strokes, "struck")


def _draw_bar(pen: Pen, row: Bar, words: PlotWords, at: tuple[float, float], unit: float) -> None:
    names, top = at
    total = sum(row.parts)
    counted = [f"{word} {n}" for word, n in zip(words.parts, row.parts, strict=False) if n]
    end = pen.open_group(words.comma.join([f"{row.name} {total}", *counted]), row.address)
    pen.rect(0, top, pen.width, ROW, "hit")
    lines = wrap(row.name, 13, names - 10, most=2)
    for place, line in enumerate(lines):
        pen.text(0, top + (21 if len(lines) == 1 else 14 + 15 * place), line, "lk")
    x = names
    for place, count in enumerate(row.parts):
        if count:
            _draw_part(pen, x, top + 9, count * unit, place)
            x += count * unit
    pen.text(x + 7, top + 21, str(total), "b")
    pen.close_group(end)


def steps(
    series: Sequence[Steps],
    span: tuple[int, int],
    words: PlotWords,
    *,
    asked: int | None = None,
    width: int = 640,
    height: int = 240,
    direction: Direction = Direction.LEFT_TO_RIGHT,
    key: str = "steps",
    standalone: bool = False,
    look: str = "",
) -> Drawing:
    """Up to four counts over the days of `span`, each named with its last value: at its end, or
    above the plot on a narrow ground. `asked` marks a day. The scale starts at zero unless the
    counts all lie far above it. `look` as for bars."""
    pen = Pen(width, Direction(direction), links=not standalone)
    values = [value for line in series for _, value in line.points] or [0]
    low, high = min(values), max(values)
    step = max(_nice_step(high - low if low > high / 2 else high, 4), words.whole)
    base = low // step * step - step if low > high / 2 else 0
    base = max(base, 0)
    reach = max(-(-high // step) * step, base + step)
    start = text_width(words.number(reach), 12) + 10
    lines = [line for line in series if line.points]
    widths = [text_width(line.written(words), 13, bold=True) for line in lines]
    above: Sequence[Point] = ()
    top, end = 8.0, width - min(max(widths, default=0) + 10, width * 0.35)
    if width <= NARROW:
        above, top = _in_lines([STROKE + each for each in widths], width)
        end, height = width - 8, height + round(top) - 8
    plot = _Plot(pen, span, (start, end), (base, reach), (top, height - AXIS))
    plot.draw_axes(step, words)
    if asked is not None and span[0] <= asked < span[1]:
        pen.lines([[(plot.x(asked), plot.top), (plot.x(asked), plot.bottom)]], "asked")
    plot.draw_lines(lines, words, above)
    return written(pen, height, _frame(words, key, standalone, look))


@dataclass(frozen=True, slots=True)
class _Plot:
    pen: Pen
    span: tuple[int, int]
    across: tuple[float, float]
    values: tuple[int, int]
    down: tuple[float, float]

    @property
    def top(self) -> float:
        return self.down[0]

    @property
    def bottom(self) -> float:
        return self.down[1]

    def x(self, day: int) -> float:
        first, until = self.span
        start, end = self.across
        return round(start + (end - start) * (day - first) / max(until - first, 1)) + 0.5

    def y(self, value: float) -> float:
        base, reach = self.values
        share = (value - base) / max(reach - base, 1)
        return round(self.bottom - (self.bottom - self.top) * share) + 0.5

    def draw_axes(self, step: int, words: PlotWords) -> None:
        base, reach = self.values
        start, end = self.across
        levels = range(base, reach + 1, step)
        self.pen.lines([[(start, self.y(v)), (end, self.y(v))] for v in levels], "hair")
        for value in levels:
            self.pen.text(start - 8, self.y(value) + 4, words.number(value), "t2 end")
        first, last = (date.fromordinal(day).year for day in (self.span[0], self.span[1] - 1))
        every = -(-(last - first + 1) // max(int((end - start) // 56), 1))
        free = self.pen.width - YEAR
        for year in reversed(range(first, last + 1, every)):
            x = self.x(max(date(year, 1, 1).toordinal(), self.span[0]))
            self.pen.lines([[(x, self.bottom), (x, self.bottom + 6)]], "rail")
            if x <= free:
                self.pen.text(x, self.bottom + 18, str(year), "t2")
                free = x - YEAR

    def draw_lines(self, lines: Sequence[Steps], words: PlotWords, above: Sequence[Point]) -> None:
        """Each in its own stroke, which its name has before it where it stands above."""
        places = above or self._at_ends(lines)
        for place, (line, (x, y)) in enumerate(zip(lines, places, strict=True)):
            strokes = [self._stairs(line.points)]
            if above:
                strokes.append([(x, y + 10), (x + STROKE - 8, y + 10)])
                x, y = x + STROKE, y + 15
            end = self.pen.open_group(f"{line.name}{words.comma}{words.number(line.last)}")
            self.pen.lines(strokes, f"step l{place % 4}")
            self.pen.text(x, y, line.written(words), "b")
            self.pen.close_group(end)

    def _at_ends(self, lines: Sequence[Steps]) -> list[Point]:
        """Where each line's name stands behind its end; names keep apart from each other."""
        ends = [(self.y(line.last), place) for place, line in enumerate(lines)]
        heights: dict[int, float] = {}
        lowest = 0.0
        for y, place in sorted(ends):
            heights[place] = lowest = max(y + 4, lowest + 16)
        return [(self.across[1] + 8, heights[place]) for place in range(len(lines))]

    def _stairs(self, points: Sequence[tuple[int, int]]) -> list[Point]:
        stairs: list[Point] = []
        for day, value in points:
            x = self.x(min(max(day, self.span[0]), self.span[1]))
            if stairs:
                stairs.append((x, stairs[-1][1]))
            stairs.append((x, self.y(value)))
        stairs.append((self.x(self.span[1]), stairs[-1][1]))
        return stairs
