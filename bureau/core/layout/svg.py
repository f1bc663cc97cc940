"""The pen: draws in logical coordinates (x from the side where reading starts) and writes SVG."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from html import escape

from bureau.core.layout.lettering import runs_right_to_left
from bureau.core.layout.style import STANDALONE

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Direction(StrEnum):
    """The way a page is read."""

    LEFT_TO_RIGHT = "ltr"
    RIGHT_TO_LEFT = "rtl"


@dataclass(frozen=True, slots=True)
class Drawing:
    """One SVG element as text; width and height in pixels at its natural size."""

    width: int
    height: int
    svg: str


@dataclass(frozen=True, slots=True)
class Run:
    """Part of a line; `isolated` (codes, grades) keeps its own direction beside others."""

    text: str
    classes: str = ""
    isolated: bool = False


type Point = tuple[float, float]
type Line = str | Sequence[Run]


def escaped(text: str) -> str:
    """`text` safe within XML content and quoted attributes; what XML cannot hold is dropped."""
    return escape(_FORBIDDEN.sub("", text))


def number(value: float) -> str:
    """A coordinate with one decimal, written as shortly as it can be."""
    text = f"{value:.1f}"
    return text.removesuffix(".0") if text != "-0.0" else "0"


@dataclass(slots=True)
class Pen:
    """Collects marks on a ground of `width`; right-to-left mirrors every x as it is drawn."""

    width: float
    direction: Direction = Direction.LEFT_TO_RIGHT
    links: bool = True
    marks: list[str] = field(default_factory=list)

    @property
    def mirrored(self) -> bool:
        return self.direction is Direction.RIGHT_TO_LEFT

    def across(self, x: float, extent: float = 0) -> float:
        """The physical x of something that starts at logical `x` and is `extent` wide."""
        return self.width - x - extent if self.mirrored else x

    def rect(self, x: float, y: float, width: float, height: float, classes: str = "") -> None:
        place = f'x="{number(self.across(x, width))}" y="{number(y)}"'
        size = f'width="{number(width)}" height="{number(height)}"'
        named = f' class="{classes}"' if classes else ""
        self.marks.append(f"<rect {place} {size}{named}/>")

    def disc(self, x: float, y: float, radius: float, classes: str) -> None:
        place = f'cx="{number(self.across(x))}" cy="{number(y)}"'
        self.marks.append(f'<circle {place} r="{number(radius)}" class="{classes}"/>')

    def lines(self, strokes: Iterable[Sequence[Point]], classes: str, close: str = "") -> None:
        """Straight strokes as one path; `close` is "z" for areas."""
        data = self.strokes(strokes, close)
        if data:
            self.path(data, classes)

    def strokes(self, strokes: Iterable[Sequence[Point]], close: str = "") -> str:
        """Path data of straight strokes."""
        return "".join(self._stroke(points) + close for points in strokes)

    def _stroke(self, points: Sequence[Point]) -> str:
        x, y = points[0]
        data = f"M{number(self.across(x))} {number(y)}"
        for to_x, to_y in points[1:]:
            if to_y == y:
                data += f"H{number(self.across(to_x))}"
            elif to_x == x:
                data += f"V{number(to_y)}"
            else:
                data += f"L{number(self.across(to_x))} {number(to_y)}"
            x, y = to_x, to_y
        return data

    def curves(self, ends: Iterable[tuple[Point, Point]], classes: str, *, upright: bool) -> None:
        """Smooth strands as one path; they leave and arrive upright or level."""
        data = "".join(self._curve(start, end, upright) for start, end in ends)
        if data:
            self.marks.append(f'<path class="{classes}" d="{data}"/>')

    def _curve(self, start: Point, end: Point, upright: bool) -> str:
        x, y = number(self.across(start[0])), number(start[1])
        to_x, to_y = number(self.across(end[0])), number(end[1])
        if y == to_y and not upright:
            return f"M{x} {y}H{to_x}"
        if x == to_x and upright:
            return f"M{x} {y}V{to_y}"
        middle_x = number(self.across((start[0] + end[0]) / 2))
        middle_y = number((start[1] + end[1]) / 2)
        if upright:
            return f"M{x} {y}C{x} {middle_y} {to_x} {middle_y} {to_x} {to_y}"
        return f"M{x} {y}C{middle_x} {y} {middle_x} {to_y} {to_x} {to_y}"

    def squares(self, x: float, y: float, count: int, size: Point, pitch: float) -> str:
        """Path data of `count` areas of `size`, each `pitch` after the one before."""
        width, height = number(size[0]), number(size[1])
        step = number(-pitch if self.mirrored else pitch)
        one = f"h{width}v{height}h-{width}z"
        start = f"M{number(self.across(x, size[0]))} {number(y)}"
        return start + f"m{step} 0".join([one] * count)

    def path(self, data: str, classes: str) -> None:
        self.marks.append(f'<path d="{data}" class="{classes}"/>')

    def text(self, x: float, y: float, line: Line, classes: str = "") -> None:
        """One line; its class decides whether it starts (default), centres or ends at `x`."""
        runs = [Run(line)] if isinstance(line, str) else line
        written = " ".join(self._run(run) for run in runs if run.text)
        named = f' class="{classes}"' if classes else ""
        place = f'x="{number(self.across(x))}" y="{number(y)}"'
        self.marks.append(f"<text {place}{named}>{written}</text>")

    def _run(self, run: Run) -> str:
        apart = run.isolated and (self.mirrored or runs_right_to_left(run.text))
        classes = f"{run.classes} iso".strip() if apart else run.classes
        words = escaped(run.text)
        return f'<tspan class="{classes}">{words}</tspan>' if classes else words

    def open_group(self, label: str, address: str = "") -> str:
        """Begin a link, or a named picture where there is no address; returns its end tag."""
        name = f'aria-label="{escaped(label)}"'
        if address and (self.links or address.startswith(("https://", "http://"))):
            self.marks.append(f'<a href="{escaped(address)}" {name}>')
            return "</a>"
        self.marks.append(f'<g role="img" {name}>')
        return "</g>"

    def close_group(self, end: str) -> None:
        self.marks.append(end)


@dataclass(frozen=True, slots=True)
class Frame:
    """What the drawing is called, and how its element is written."""

    title: str
    description: str = ""
    classes: str = "viz"
    key: str = "drawing"
    language: str = ""
    standalone: bool = False
    margin: int = 0


def written(pen: Pen, height: float, frame: Frame) -> Drawing:
    """The whole element, title and description first for readers who listen."""
    margin = frame.margin
    width, tall = round(pen.width) + 2 * margin, round(height + 0.49) + 2 * margin
    key = escaped(frame.key)
    named = f"{key}-t {key}-d" if frame.description else f"{key}-t"
    head = (
        f'class="{frame.classes}" width="{width}" height="{tall}" '
        f'viewBox="{-margin} {-margin} {width} {tall}" direction="{pen.direction}" '
        f'role="group" aria-labelledby="{named}"'
    )
    if frame.language:
        head += f' lang="{escaped(frame.language)}"'
    parts = [f"<svg {head}>", f'<title id="{key}-t">{escaped(frame.title)}</title>']
    if frame.standalone:
        parts[0] = f'<svg xmlns="http://www.w3.org/2000/svg" {head}>'
    if frame.description:
        parts.append(f'<desc id="{key}-d">{escaped(frame.description)}</desc>')
    if frame.standalone:
        ground = f'x="{-margin}" y="{-margin}" width="{width}" height="{tall}"'
        parts.append(f'<style>{STANDALONE}</style><rect {ground} class="f-tint"/>')
    return Drawing(width, tall, "".join([*parts, *pen.marks, "</svg>"]))
