"""What a department's files say stood on one day: its units, posts, lines and staffing blocks."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bureau.core.imports.halves import Fault, Half, Left, Line
from bureau.core.imports.names import key_of, slug
from bureau.core.spans import Day
from bureau.core.structure.kinds import COUNT_MOST

ROOT = ""
"""The key of the unit that is the department itself."""
WITHIN = "\n"


@dataclass(frozen=True, slots=True)
class Source:
    """The row of a file from which something is known."""

    file: str
    row: int


@dataclass(frozen=True, slots=True)
class UnitSaid:
    """A unit by its name; `under` is the key of the unit above it."""

    name: str
    under: str
    source: Source


@dataclass(frozen=True, slots=True)
class PostSaid:
    """A senior post; `superior` is the key of the post above it that stands, "" for none."""

    number: str
    unit: str
    title: str
    grade: str
    fte: int
    superior: str
    source: Source


@dataclass(frozen=True, slots=True)
class BlockSaid:
    """Like posts counted; `superior` as of a post."""

    unit: str
    title: str
    grade: str
    fte: int
    superior: str
    source: Source


@dataclass(slots=True)
class Moment:
    """All that stands on `day`, by key. `ends` is where it is known from that nothing else does.

    `carried`: the units that no file of the day names; they stand as they did.
    """

    day: Day
    ends: Source
    units: dict[str, UnitSaid] = field(default_factory=dict)
    carried: frozenset[str] = frozenset()
    posts: dict[str, PostSaid] = field(default_factory=dict)
    blocks: dict[str, BlockSaid] = field(default_factory=dict)


def moments(halves: Iterable[Half]) -> tuple[list[Moment], list[Fault]]:
    """What stood on each day of which files of one department tell, in order of days.

    A half that is missing or says nothing leaves its posts or blocks, and all units, as they were.
    """
    by_day: defaultdict[Day, dict[bool, Half]] = defaultdict(dict)
    for half in halves:
        if half.lines:
            by_day[half.day][half.is_senior] = half
    found: list[Moment] = []
    faults: list[Fault] = []
    for day in sorted(by_day):
        senior, junior = by_day[day].get(True), by_day[day].get(False)
        before = found[-1] if found else None
        moment, wrong = _moment(day, senior, junior, before)
        found.append(moment)
        faults += wrong
    return found, faults


def _moment(
    day: Day, senior: Half | None, junior: Half | None, before: Moment | None
) -> tuple[Moment, list[Fault]]:
    told = [half for half in (senior, junior) if half]
    moment = Moment(day, Source(told[0].file, 0))
    if before:
        moment.posts = {} if senior else dict(before.posts)
        moment.blocks = {} if junior else dict(before.blocks)
        if len(told) < 2:
            moment.units = dict(before.units)
    named: set[str] = set()
    for half in reversed(told):
        said = _units_said(half)
        moment.units |= said
        named |= said.keys()
    if senior:
        _take_posts(moment, senior)
    if junior:
        _take_blocks(moment, junior)
    _keep_units_in_use(moment, before)
    moment.carried = frozenset(moment.units.keys() - named)
    return moment, list(_settle_lines(moment, senior, junior))


def unit_key(half: Half, line: Line) -> str:
    """The unit that a row names: by its name, within an organisation of the department."""
    body, own = slug(line.organisation), ("", half.department, slug(half.name))
    within = "" if body in own else f"{body}{WITHIN}"
    is_whole = slug(line.unit) in (body, *own)
    return within if is_whole else within + key_of(line.unit)


def unit_above(key: str) -> str:
    """The key of the unit under which a unit stands."""
    body, within, name = key.partition(WITHIN)
    return body + within if within and name else ROOT


def _units_said(half: Half) -> dict[str, UnitSaid]:
    """The units that a file names, each by its most frequent spelling."""
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    rows: dict[str, int] = {ROOT: 0}
    for line in half.lines:
        key = unit_key(half, line)
        whole = key.partition(WITHIN)[0] + WITHIN if WITHIN in key else ROOT
        spellings[whole][line.organisation] += 1
        if key != whole:
            spellings[key][line.unit] += 1
        rows.setdefault(whole, line.row)
        rows.setdefault(key, line.row)
    names = {key: _most_frequent(counted) for key, counted in spellings.items()} | {ROOT: half.name}
    return {
        key: UnitSaid(names[key], unit_above(key), Source(half.file, row))
        for key, row in rows.items()
    }


def _most_frequent(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda name: (-spellings[name], name))


def _take_posts(moment: Moment, half: Half) -> None:
    for line in half.lines:
        moment.posts[key_of(line.reference)] = PostSaid(
            number=line.reference,
            unit=unit_key(half, line),
            title=line.title,
            grade=line.grade,
            fte=line.fte,
            superior=key_of(line.superior),
            source=Source(half.file, line.row),
        )


def _take_blocks(moment: Moment, half: Half) -> None:
    """Equal rows are one block; its key is what they are matched by."""
    for line in half.lines:
        unit, superior = unit_key(half, line), key_of(line.superior)
        key = "\t".join((unit, superior, key_of(line.grade), key_of(line.title)))
        known = moment.blocks.get(key)
        moment.blocks[key] = BlockSaid(
            unit=unit,
            title=known.title if known else line.title,
            grade=known.grade if known else line.grade,
            fte=min(line.fte + (known.fte if known else 0), COUNT_MOST),
            superior=superior,
            source=known.source if known else Source(half.file, line.row),
        )


def _keep_units_in_use(moment: Moment, before: Moment | None) -> None:
    """What was carried over from an earlier day stands in its unit still."""
    waiting = [post.unit for post in moment.posts.values()]
    waiting += [block.unit for block in moment.blocks.values()]
    while waiting:
        key = waiting.pop()
        if key not in moment.units and before and key in before.units:
            moment.units[key] = before.units[key]
        if key != ROOT and key in moment.units:
            waiting.append(moment.units[key].under)


def _settle_lines(moment: Moment, senior: Half | None, junior: Half | None) -> Iterator[Fault]:
    """Leave only lines that lead to a post and run in no circle; those stated today are told."""
    yield from _unknown(moment, senior, moment.posts)
    yield from _unknown(moment, junior, moment.blocks)
    for circle in circles({key: post.superior for key, post in moment.posts.items()}):
        numbers = [moment.posts[key].number for key in circle]
        for key in circle:
            post = moment.posts[key]
            moment.posts[key] = replace(post, superior="")
            if senior:
                facts = {"reference": post.number, "circle": numbers}
                code = "line_to_itself" if len(circle) == 1 else "line_in_a_circle"
                yield senior.fault(post.source.row, "superior", code, Left.VALUE, **facts)


def _unknown[Said: (PostSaid, BlockSaid)](
    moment: Moment, half: Half | None, said: dict[str, Said]
) -> Iterator[Fault]:
    astray = {
        key: one for key, one in said.items() if one.superior and one.superior not in moment.posts
    }
    for key, one in astray.items():
        said[key] = replace(one, superior="")
    if half is None:
        return
    unknown = {one.superior for one in astray.values()}
    for line in half.lines:
        if key_of(line.superior) in unknown:
            facts = {"reference": line.superior}
            yield half.fault(line.row, "superior", "superior_unknown", Left.VALUE, **facts)


def circles(above: Mapping[str, str]) -> list[Sequence[str]]:
    """The keys that lead back to themselves, each circle once, from its lowest key."""
    found: list[Sequence[str]] = []
    seen: set[str] = set()
    for start in sorted(above):
        walk: dict[str, None] = {}
        key = start
        while key in above and key not in seen and key not in walk:
            walk[key] = None
            key = above[key]
        if key in walk:
            steps = list(walk)
            circle = steps[steps.index(key) :]
            low = circle.index(min(circle))
            found.append(circle[low:] + circle[:low])
        seen.update(walk)
    return found
