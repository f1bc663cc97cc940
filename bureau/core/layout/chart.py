"""The chart of an organisation: a tree of boxes in a given width, as one SVG element."""

from collections.abc import Sequence

from bureau.core.layout.boxes import ChartBox, ChartWords, GradePosts
from bureau.core.layout.face import ROOMY_FROM, Face, Tools, draw_face, look_for, measure
from bureau.core.layout.lettering import text_width, wrap
from bureau.core.layout.marks import draw_posts
from bureau.core.layout.placing import Placing
from bureau.core.layout.shape import UPRIGHT_BELOW, Shape, choose
from bureau.core.layout.svg import Direction, Drawing, Frame, Pen, written
from bureau.core.layout.tree import Tree, build

WIDE, MIDDLE, NARROW = 1262, 640, 328
OVERHANG = 12


def chart(
    boxes: Sequence[ChartBox],
    words: ChartWords,
    *,
    width: int = WIDE,
    direction: Direction = Direction.LEFT_TO_RIGHT,
    depth: int | None = None,
    grades: Sequence[str] = (),
    key: str = "chart",
    standalone: bool = False,
    coordinates: Sequence[str] = (),
    headed: bool = True,
) -> Drawing:
    """Draw `boxes` (parents before or after children, siblings in their order) within `width`
    pixels where their number allows it.

    `depth` outlines: levels shown below the roots; what it hides is counted on the box. `grades`
    is their order, highest first, for boxes that do not show it themselves. `key` makes
    the element's ids, so two forms on one page need two keys. `standalone` writes a whole file with
    its styles, its title (unless what it is put into says that: then not `headed`), the key of
    squares and `coordinates`, one line each."""
    placing = placed(build(boxes, depth), boxes, words, width, grades)
    header = _header(words, placing.right) if standalone and headed else ()
    top = (26 * len(header) + 20 if header else 0) + OVERHANG
    pen = Pen(round(placing.right + 0.49), Direction(direction), links=not standalone)
    for place, line in enumerate(header):
        pen.text(0, 20 + 26 * place, line, "nm")
    _draw(pen, placing, words, top)
    height = placing.height + top + 2
    if standalone:
        height = draw_foot(pen, words, coordinates, height + 16)
    form = "narrow" if width < UPRIGHT_BELOW else "middle" if width < 1000 else "wide"
    shown = "" if standalone else f" at-{form}"
    frame = Frame(
        title=words.title,
        description=words.description,
        classes=f"viz chart{shown}",
        key=key,
        language=words.language,
        standalone=standalone,
        margin=24 if standalone else 0,
    )
    return written(pen, height, frame)


def placed(
    tree: Tree,
    boxes: Sequence[ChartBox],
    words: ChartWords,
    width: int,
    grades: Sequence[str],
) -> Placing:
    """Every box of `tree` with its place, and the lines between them."""
    shape = choose(tree, width) if tree.order else Shape(0, 0, width, width, (), {})
    hung = min(
        (shape.hung_width(tree.depths[i] - shape.deepest) for i in tree.order), default=width
    )
    look = look_for([boxes[i] for i in tree.order], shape.box, min(hung, shape.box), grades)
    faces = {i: _face(boxes[i], i, tree, shape, words) for i in tree.order}
    placing = Placing(tree, shape, faces, look)
    placing.run()
    return placing


def _face(box: ChartBox, index: int, tree: Tree, shape: Shape, words: ChartWords) -> Face:
    depth, hidden = tree.depths[index], tree.hidden.get(index, 0) + box.hidden
    if depth < shape.row:
        return measure(box, shape.top, words, hidden=hidden)
    if depth > shape.deepest:
        return measure(box, shape.hung_width(depth - shape.deepest), words, hidden=hidden)
    rows = shape.box >= ROOMY_FROM and len(shape.rows[0]) > 1
    return measure(box, shape.box, words, rows=rows, hidden=hidden)


def _draw(pen: Pen, placing: Placing, words: ChartWords, top: float) -> None:
    strokes = [[(x, y + top) for x, y in stroke] for stroke in placing.strokes]
    pen.lines(strokes, "rail")
    tools = Tools(words, placing.look)
    for index in placing.tree.order:
        place = placing.places[index]
        draw_face(pen, place.face, place.bands, (place.x, place.y + top), tools)


def _header(words: ChartWords, width: float) -> tuple[str, ...]:
    return wrap(words.title, 18, max(width, 240))


def draw_foot(pen: Pen, words: ChartWords, coordinates: Sequence[str], top: float) -> float:
    """The key of squares, then the coordinates; returns the height reached."""
    x = 0.0
    states = (GradePosts("", 1), GradePosts("", 0, 1), GradePosts("", 0, 0, 1))
    said = (words.encumbered, words.vacant, words.frozen)
    line = top + 12
    for state, word in zip(states, said, strict=True):
        taken = 40 + text_width(word, 13)
        if x and x + taken > pen.width:
            x, line = 0.0, line + 20
        draw_posts(pen, x, line - 10, state, 10, 12)
        pen.text(x + 17, line, word, "t-ink2")
        x += taken
    line += 8
    for text in coordinates:
        for part in wrap(text, 13, pen.width):
            line += 20
            pen.text(0, line, part, "t-ink2")
    return line + 6
