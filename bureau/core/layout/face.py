"""One box: how its lines break, how high it is beside its siblings, how it is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from bureau.core.layout.boxes import (
    Change,
    ChangeMark,
    ChartBox,
    ChartWords,
    GradePosts,
    PostState,
    label,
)
from bureau.core.layout.lettering import text_width, wrap
from bureau.core.layout.marks import draw_number, draw_posts, draw_tag, tag_width, widest_row
from bureau.core.layout.svg import Line, Pen, Run

TITLE_LINES = 5
"""A title of a head that is longer is cut; in a narrow box Russian ones take four."""
LEAD = 18
ROW = 20
STUB = 24
ROOMY_FROM = 240


@dataclass(frozen=True, slots=True)
class Look:
    """What all boxes of a drawing share: `grade` is the room for a grade's name, `row_pitch` and
    `flow_pitch` the pixels a post takes, so that squares compare between boxes."""

    grade: float
    row_pitch: float
    flow_pitch: float
    grades: tuple[str, ...] = ()
    tags_at_end: bool = False


def look_for(
    boxes: Sequence[ChartBox], standing: float, hung: float, grades: Sequence[str] = ()
) -> Look:
    """Squares as large as the drawing's fullest grade lets them be in its narrowest box."""
    rows = [row for box in boxes for row in box.posts]
    grade = max([28.0, *(text_width(name, 13) + 6 for name in {row.grade for row in rows})])
    flowing = (_pitch(hung - 24 - max(52, _flow_lead(row)), max(row.posts, 1), 12) for row in rows)
    return Look(
        grade=grade,
        row_pitch=_pitch(standing - 32 - grade - 28, max(widest_row(rows), 1), 14),
        flow_pitch=min(flowing, default=12),
        grades=_in_order(boxes, grades),
    )


def _in_order(boxes: Sequence[ChartBox], known: Sequence[str]) -> tuple[str, ...]:
    """All grades in the known order; where none is known, in one that keeps each box's own."""
    own = [[row.grade for row in box.posts] for box in boxes]
    above: dict[str, dict[str, None]] = {grade: {} for grades in own for grade in grades}
    for grades in own:
        for higher, lower in pairwise(grades):
            above[lower][higher] = None
    try:
        found = list(TopologicalSorter(above).static_order())
    except CycleError:
        found = list(above)
    return tuple(dict.fromkeys([*known, *found]))


def _pitch(room: float, most: int, best: float) -> float:
    pitch = min(best, room / most)
    return max(int(pitch * 2) / 2, 0.5) if pitch >= 1 else max(pitch, 0.01)


@dataclass(frozen=True, slots=True)
class Face:
    """A box with its lines broken for `width`."""

    box: ChartBox
    width: float
    head: tuple[Line, ...]
    name: tuple[str, ...]
    notes: tuple[str, ...]
    counts_beside: bool
    tags: tuple[ChangeMark, ...]
    rows: bool
    hidden: int
    roomy: bool

    @property
    def pad(self) -> int:
        return 16 if self.roomy else 12

    @property
    def name_lead(self) -> int:
        return 23 if self.roomy else 20


def measure(
    box: ChartBox,
    width: float,
    words: ChartWords,
    *,
    rows: bool = False,
    hidden: int = 0,
    roomy: bool | None = None,
) -> Face:
    """Break the lines of `box`; `rows` gives each grade a row of its own; `roomy`, else known from
    the width, sets the name larger and the padding wider."""
    roomy = width >= ROOMY_FROM if roomy is None else roomy
    room = width - (32 if roomy else 24)
    code = text_width(box.code, 16, bold=True) + 26 * len(box.footnotes)
    beside = code + 12 + text_width(box.counts, 13) <= room
    apart = [box.counts] if box.counts and not beside else []
    tags = _fitting(box.changes, width)
    untold = words.comma.join(mark.word for mark in box.changes[len(tags) :])
    notes = [line for text in (*apart, untold, box.note) if text for line in wrap(text, 13, room)]
    return Face(
        box=box,
        width=width,
        head=_head_lines(box, room - 18, words),
        name=wrap(box.name, 18 if roomy else 16, room),
        notes=tuple(notes),
        counts_beside=beside,
        tags=tags,
        rows=rows,
        hidden=hidden,
        roomy=roomy,
    )


def _fitting(marks: Sequence[ChangeMark], width: float) -> tuple[ChangeMark, ...]:
    """The first mark, and those after it that fit beside it."""
    filled = 8.0
    fitting: list[ChangeMark] = []
    for mark in marks:
        filled += tag_width(mark)
        if fitting and filled > width:
            break
        fitting.append(mark)
    return tuple(fitting)


def _head_lines(box: ChartBox, room: float, words: ChartWords) -> tuple[Line, ...]:
    head = box.head
    if head is None:
        return ()
    title = wrap(head.title, 13 * 1.09, room, most=TITLE_LINES)
    lines: list[Line] = [[Run(line, "b")] for line in title]
    held = head.holder
    if held is None and head.state is not PostState.ENCUMBERED:
        held = words.state(head.state)
    grade = Run(head.grade, "t2", isolated=True)
    if head.grade:
        last = title[-1] if title else ""
        taken = text_width(last, 13, bold=True) + text_width(head.grade, 13) + 6
        if taken <= room:
            lines[-1:] = [[Run(last, "b"), grade]]
        else:
            lines.append([grade, Run(f"· {held}", "t2")] if held else [grade])
            held = None
    for text in (held, head.note):
        lines += [[Run(line, "t2")] for line in wrap(text or "", 12.5, room, most=3)]
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class Bands:
    """Heights that a line of siblings shares, so that caps, names and grades stand level."""

    cap: float
    tagged: int
    name: int
    notes: int
    posts: float
    grades: tuple[str, ...]
    height: float


def share(faces: Sequence[Face], look: Look, at_least: float = 0) -> Bands:
    """The bands of boxes that stand side by side (or of one that hangs alone)."""
    heads = max(len(face.head) for face in faces)
    tagged = 6 if any(face.tags for face in faces) else 0
    cap = 3 + tagged + (LEAD * heads + 17 if heads else 0)
    name = max(len(face.name) * face.name_lead for face in faces)
    notes = max(len(face.notes) for face in faces)
    named = {row.grade for face in faces for row in face.box.posts if face.rows}
    grades = tuple(grade for grade in look.grades if grade in named)
    flowing = max(len(_flow(face, look)) for face in faces)
    posts = max(len(grades) * ROW, flowing * LEAD)
    height = cap + 30 + name + notes * LEAD + (posts + 22 if posts else 0) + 12
    if any(face.hidden for face in faces):
        height += STUB // 2
    return Bands(cap, tagged, name, notes, posts, grades, max(round(height), at_least))


def flow_lines(face: Face, look: Look) -> int:
    """How many lines the posts of a narrow box take."""
    return len(_flow(face, look))


def _flow(face: Face, look: Look) -> list[list[tuple[float, GradePosts]]]:
    """The posts of a narrow box one after another, in lines that fit: (x, grade) each."""
    lines: list[list[tuple[float, GradePosts]]] = []
    if face.rows:
        return lines
    x, room = 0.0, face.width - 2 * face.pad
    for row in (row for row in face.box.posts if row.posts):
        taken = _flow_lead(row) + row.posts * look.flow_pitch
        if not lines or x + taken > room:
            lines.append([])
            x = 0.0
        lines[-1].append((x, row))
        x += taken + 10
    return lines


def _flow_lead(row: GradePosts) -> float:
    counted = text_width(f" {row.posts}", 13) if row.posts > 5 else 0
    return text_width(row.grade, 13) + counted + 3


@dataclass(frozen=True, slots=True)
class Tools:
    """What drawing a box needs besides the box."""

    words: ChartWords
    look: Look
    footnote: str = ""


def draw_face(pen: Pen, face: Face, bands: Bands, at: tuple[float, float], tools: Tools) -> None:
    """The box with its top at `at`; first what is one link, then its notes and what it hides."""
    x, y = at
    box = face.box
    end = pen.open_group(label(box, tools.words), box.address)
    _draw_ground(pen, face, bands, x, y)
    if face.head:
        _draw_cap(pen, face, bands, x, y)
    _draw_names(pen, face, bands, x, y)
    if bands.posts:
        _draw_all_posts(pen, face, bands, tools.look, (x, y))
    pen.close_group(end)
    beside = x + face.pad + text_width(box.code, 16, bold=True) + 14
    for place, footnote in enumerate(box.footnotes):
        draw_number(pen, beside + 26 * place, y + bands.cap + 21, footnote, tools.footnote)
    _draw_tags(pen, face, x, y, tools.look)
    if face.hidden:
        _draw_stub(pen, face, (x, y + bands.height), tools)


_BOX = {
    Change.ADDED: "add",
    Change.GONE: "gone",
    Change.MOVED: "mov",
    Change.RENAMED: "ren",
    Change.RECLASSIFIED: "rec",
    Change.STAFFED: "mov",
    Change.SAME: "dim",
}


def _draw_ground(pen: Pen, face: Face, bands: Bands, x: float, y: float) -> None:
    change, width = face.box.change, face.width
    look = f"bx {_BOX[change]}" if change else "bx"
    pen.rect(x + 0.5, y + 0.5, width - 1, bands.height - 1, look)
    if face.head:
        pen.rect(x + 1.5, y + 3, width - 3, bands.cap - 3, "f-cap")
        pen.lines([[(x + 1, y + bands.cap + 0.5), (x + width - 1, y + bands.cap + 0.5)]], "hair")
    edge = [(x, y + 1.5), (x + width, y + 1.5)]
    match change:
        case None | Change.MOVED | Change.RECLASSIFIED | Change.STAFFED:
            pen.lines([edge], "top")
        case Change.ADDED:
            pen.lines([edge], "top g")
        case Change.SAME:
            pen.lines([edge], "top d")
        case Change.RENAMED:
            pen.lines([[(px, py + step) for px, py in edge] for step in (0, 4)], "top2")
    if change is Change.MOVED:
        pen.lines([[(x + 3, y + 3), (x + 3, y + bands.height)]], "side")
    if change is Change.RECLASSIFIED:
        pen.rect(x - 2.5, y - 2.5, width + 5, bands.height + 5, "ring")


def _draw_cap(pen: Pen, face: Face, bands: Bands, x: float, y: float) -> None:
    head = face.box.head
    if head is None:
        return
    vacant, frozen = head.state is PostState.VACANT, head.state is PostState.FROZEN
    post = GradePosts("", int(not vacant and not frozen), int(vacant), int(frozen))
    y += bands.tagged
    draw_posts(pen, x + face.pad, y + 15, post, 10, 12)
    for place, line in enumerate(face.head):
        pen.text(x + face.pad + 18, y + 25 + LEAD * place, line)


def _draw_names(pen: Pen, face: Face, bands: Bands, x: float, y: float) -> None:
    box, start = face.box, x + face.pad
    struck = " strike" if box.change is Change.GONE else ""
    line = y + bands.cap + 27
    pen.text(start, line, box.code, f"ac lk{struck}")
    if box.counts and face.counts_beside:
        pen.text(x + face.width - face.pad, line, box.counts, "t-ink2 end")
    size = "nm" if face.roomy else "nm lo"
    line += 1
    for words in face.name:
        line += face.name_lead
        pen.text(start, line, words, f"{size}{struck}")
    line += 2
    for words in face.notes:
        line += LEAD
        pen.text(start, line, words, "t-ink2")


def _draw_all_posts(
    pen: Pen, face: Face, bands: Bands, look: Look, at: tuple[float, float]
) -> None:
    x, y = at[0] + face.pad, at[1] + bands.cap + 30 + bands.name + bands.notes * LEAD + 10
    if not face.box.posts:
        return
    pen.lines([[(x, y + 0.5), (x + face.width - 2 * face.pad, y + 0.5)]], "hair")
    if not face.rows:
        for place, flow in enumerate(_flow(face, look)):
            for offset, posts in flow:
                _draw_flowing(pen, x + offset, y + 22 + LEAD * place, posts, look)
        return
    held = {row.grade: row for row in face.box.posts}
    for place, grade in enumerate(bands.grades):
        line = y + 23 + ROW * place
        row = held.get(grade)
        empty = row is None or not row.posts
        number = x + look.grade + 20
        pen.text(x, line, [Run(grade, isolated=True)], "t3" if empty else "t-ink2")
        pen.text(number, line, "–" if row is None or empty else str(row.posts), "end")
        if row is not None:
            draw_posts(pen, number + 8, line - 11, row, 12, look.row_pitch)


def _draw_flowing(pen: Pen, x: float, line: float, row: GradePosts, look: Look) -> None:
    counted = [Run(str(row.posts))] if row.posts > 5 else []
    pen.text(x, line, [Run(row.grade, isolated=True), *counted], "t-ink2")
    draw_posts(pen, x + _flow_lead(row), line - 10, row, 10, look.flow_pitch)


def _draw_tags(pen: Pen, face: Face, x: float, y: float, look: Look) -> None:
    marks = face.tags
    start = x + min(face.pad - 4, face.width - sum(map(tag_width, marks)))
    if look.tags_at_end:
        start = x + face.width - face.pad + 6 - sum(map(tag_width, marks))
    for mark in marks:
        draw_tag(pen, start, y + 1, mark)
        start += tag_width(mark)


def _draw_stub(pen: Pen, face: Face, at: tuple[float, float], tools: Tools) -> None:
    """How many boxes an outline leaves out, on the lower edge; leads to a deeper chart."""
    words = f"\u200e+{face.hidden}"
    width = max(text_width(words, 13, bold=True) + 20, 44)
    x, y = at[0] + (face.width - width) / 2, at[1] - STUB / 2
    end = pen.open_group(tools.words.hidden(face.hidden), face.box.deeper)
    pen.rect(x, y, width, STUB, "tag")
    pen.text(x + width / 2, y + 16.5, [Run(words, "lk")], "b mid")
    pen.close_group(end)
