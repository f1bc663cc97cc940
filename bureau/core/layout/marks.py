"""Small signs: what changed (shape, sign and word), numbers of notes, posts as squares."""

from collections.abc import Sequence

from bureau.core.layout.boxes import Change, ChangeMark, Footnote, GradePosts
from bureau.core.layout.lettering import text_width
from bureau.core.layout.svg import Pen

TAG_HEIGHT = 20
DISC = 9.5

_SIGNS = {
    Change.ADDED: ("+", "t-good"),
    Change.GONE: ("−", "t-bad"),
    Change.MOVED: ("→", "t-move"),
    Change.RENAMED: ("≈", "t-warn"),
    Change.RECLASSIFIED: ("↕", "t-class"),
    Change.STAFFED: ("±", "t-move"),
    Change.SAME: ("=", "t-ink2"),
}


def tag_width(mark: ChangeMark) -> float:
    """Pixels a tag takes, ground included."""
    return 36 + text_width(mark.word, 13, bold=True)


def draw_tag(pen: Pen, x: float, y: float, mark: ChangeMark) -> None:
    """A tag whose middle lies at `y`, on a ground that covers the edge it sits on."""
    pen.rect(x, y - 10, tag_width(mark), TAG_HEIGHT, "f-tint")
    draw_sign(pen, x + 14, y, mark.change)
    pen.text(x + 28, y + 4.5, mark.word, f"b {_SIGNS[mark.change][1]}")


def draw_sign(pen: Pen, x: float, y: float, change: Change) -> None:
    """The shape and sign of a change, its middle at (x, y)."""
    _draw_shape(pen, x, y, change)
    sign, colour = _SIGNS[change]
    if change is Change.MOVED:
        x, sign = x - 2, "←" if pen.mirrored else sign
    hollow = change in {Change.GONE, Change.SAME}
    pen.text(x, y + 4.5, sign, f"gl {colour if hollow else 't-paper'}")


def _draw_shape(pen: Pen, x: float, y: float, change: Change) -> None:
    match change:
        case Change.ADDED:
            pen.rect(x - 9, y - 9, 18, 18, "f-good")
        case Change.GONE:
            pen.rect(x - 8, y - 8, 16, 16, "f-paper s-bad dash")
        case Change.MOVED:
            edge = [(x - 9, y - 9), (x + 4, y - 9), (x + 11, y), (x + 4, y + 9), (x - 9, y + 9)]
            pen.lines([edge], "f-move", close="Z")
        case Change.RENAMED:
            pen.disc(x, y, 9, "f-warn")
        case Change.RECLASSIFIED:
            edge = [(x, y - 11), (x + 11, y), (x, y + 11), (x - 11, y)]
            pen.lines([edge], "f-class", close="Z")
        case Change.STAFFED:
            edge = [(x - 11, y - 9), (x + 11, y - 9), (x + 7, y + 9), (x - 7, y + 9)]
            pen.lines([edge], "f-move", close="Z")
        case Change.SAME:
            pen.rect(x - 8.5, y - 8.5, 17, 17, "f-paper s-line2")


def draw_number(pen: Pen, x: float, y: float, footnote: Footnote, named: str = "") -> None:
    """A numbered disc, its middle at (x, y); a link, 24 pixels wide, where it leads somewhere."""
    end = pen.open_group(f"{named} {footnote.number}".strip(), footnote.address)
    if footnote.address:
        pen.rect(x - 12, y - 12, 24, 24, "hit")
    pen.disc(x, y, DISC, "f-ink")
    pen.text(x, y + 4.2, str(footnote.number), "gl t-paper")
    pen.close_group(end)


def draw_posts(pen: Pen, x: float, y: float, row: GradePosts, square: float, pitch: float) -> None:
    """The posts of one grade in a line from `x`, tops at `y`: filled, hollow, struck. Under 4
    pixels a post they run together into one bar per state, of the same length."""
    runs_together = pitch < 4
    wide = pitch if runs_together else max(min(square, pitch - 1.5), 2)
    for count, state in ((row.encumbered, "f-ink2"), (row.vacant, ""), (row.frozen, "struck")):
        if not count:
            continue
        many, each = (1, count * pitch) if runs_together else (count, wide)
        if state == "f-ink2":
            pen.path(pen.squares(x, y, many, (each, square), pitch), state)
        else:
            inner = (max(each - 1, 1), square - 1)
            pen.path(pen.squares(x + 0.5, y + 0.5, many, inner, pitch), "f-sheet s-ink2")
        if state == "struck":
            starts = [x + pitch * place for place in range(many)]
            strokes = [[(s + 1, y + square - 1), (s + each - 1, y + 1)] for s in starts]
            pen.lines(strokes, state)
        x += count * pitch


def widest_row(rows: Sequence[GradePosts]) -> int:
    """The largest number of posts of one grade."""
    return max((row.posts for row in rows), default=0)
