"""The scale of days over a chart: a tick for each day of change, how long the picture holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bureau.core.layout.lettering import text_width, wrap
from bureau.core.layout.svg import Direction, Drawing, escaped

HEIGHT = 68
READ_AT = 1040
MOST_YEARS, MOST_YEARS_NARROW = 16, 7
"""Years that are named; of more, every second or a later one."""
LEAST_WORD = 60
"""Pixels in which the beginning of a word still says something."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A day (ordinal) on which something changed: a short word over it, the whole for those who
    listen, and the address of the picture of that day."""

    day: int
    word: str
    spoken: str
    address: str


@dataclass(frozen=True, slots=True)
class _Scale:
    first: int
    until: int
    mirrored: bool

    def part(self, day: int) -> float:
        return 100 * (day - self.first) / max(self.until - self.first, 1)

    def at(self, day: int) -> str:
        """Percent from the left."""
        part = self.part(day)
        return f"{100 - part if self.mirrored else part:.2f}%"

    def band(self, first: int, until: int) -> str:
        """Attributes of what lies between two days."""
        return (
            f'x="{self.at(until if self.mirrored else first)}" width="{self.length(first, until)}"'
        )

    def length(self, first: int, until: int) -> str:
        return f"{self.part(until) - self.part(first):.2f}%"


def ruler(
    ticks: Sequence[Tick],
    asked: int,
    span: tuple[int, int],
    *,
    title: str,
    direction: Direction = Direction.LEFT_TO_RIGHT,
) -> Drawing:
    """Days from `span[0]` up to `span[1]`, as wide as its place (so width is 0): years in turn dark
    and light, a link for each tick within, an accent bar from the last change up to the asked day
    until the next."""
    first, until = span
    scale = _Scale(first, max(until, first + 1), direction == Direction.RIGHT_TO_LEFT)
    inside = sorted((t for t in ticks if first <= t.day < scale.until), key=lambda tick: tick.day)
    head = f'class="viz" width="100%" height="{HEIGHT}" direction="{direction}"'
    parts = [
        f'<svg {head} role="group" aria-label="{escaped(title)}">',
        *_years(scale),
        _holds(scale, inside, asked),
    ]
    worded = _worded(scale, inside)
    parts += [_tick(scale, tick, worded.get(tick.day)) for tick in inside]
    if first <= asked < scale.until:
        place = scale.at(asked)
        parts.append(
            '<g class="asked">'
            f'<line x1="{place}" x2="{place}" y1="20" y2="60"/>'
            f'<circle cx="{place}" cy="42" r="8" class="f-accent"/></g>'
        )
    return Drawing(0, HEIGHT, "".join([*parts, "</svg>"]))


def _years(scale: _Scale) -> list[str]:
    start, end = date.fromordinal(scale.first).year, date.fromordinal(scale.until - 1).year
    count = end - start + 1
    step = -(-count // MOST_YEARS)
    apart = -(-count // (step * MOST_YEARS_NARROW))
    parts = []
    for year in range(start, end + 1):
        first = max(date(year, 1, 1).toordinal(), scale.first)
        until = min(date(year + 1, 1, 1).toordinal(), scale.until)
        ground = "f-ink2" if (year - start) % 2 == 0 else "f-paper"
        band = scale.band(first, until)
        parts.append(f'<rect {band} y="40" height="5" class="{ground} s-line2"/>')
        if (year - start) % step == 0 and scale.part(until) - scale.part(first) > 4 / step:
            look = "t2 spare" if (year - start) // step % apart else "t2"
            place = scale.at(first)
            parts.append(
                f'<text x="{place}" y="62" class="{look}" aria-hidden="true">{year}</text>'
            )
    return parts


def _holds(scale: _Scale, ticks: Sequence[Tick], asked: int) -> str:
    since = max((tick.day for tick in ticks if tick.day <= asked), default=scale.first)
    until = min((tick.day for tick in ticks if tick.day > asked), default=scale.until)
    band = scale.band(since, until)
    return f'<rect {band} y="34" height="4" class="f-accent"/>'


def _worded(scale: _Scale, ticks: Sequence[Tick]) -> dict[int, tuple[str, bool]]:
    """The word of each day that has room for it, the latest first, and whether it runs back from
    its tick; one that has room for its beginning is cut."""
    worded: dict[int, tuple[str, bool]] = {}
    free = 102.0
    for tick in reversed(ticks):
        start = scale.part(tick.day)
        width = 100 * text_width(tick.word, 12) / READ_AT
        if start + width <= free:
            worded[tick.day], free = (tick.word, False), start - 1
        elif free > 100 and start - width >= 0:
            worded[tick.day], free = (tick.word, True), start - width - 1
        else:
            if (free - start) * READ_AT / 100 >= LEAST_WORD:
                worded[tick.day] = _begun(tick.word, (free - start) * READ_AT / 100), False
            free = min(free, start - 1)
    return worded


def _begun(word: str, room: float) -> str:
    """As much of the word as fits the room in pixels, with an ellipsis."""
    (line,) = wrap(word, 12, room, most=1)
    return line


def _tick(scale: _Scale, tick: Tick, worded: tuple[str, bool] | None) -> str:
    place = scale.at(tick.day)
    mark = (
        f'<a href="{escaped(tick.address)}" aria-label="{escaped(tick.spoken)}">'
        f'<rect x="{place}" y="16" width="24" height="32" transform="translate(-12)" class="hit"/>'
        f'<rect x="{place}" y="20" width="2" height="20" transform="translate(-1)" class="f-ink"/>'
    )
    if worded is not None:
        word, runs_back = worded
        classes = "s lk end" if runs_back else "s lk"
        mark += f'<text x="{place}" y="14" class="{classes}">{escaped(word)}</text>'
    return mark + "</a>"
