"""Two snapshots of a unit as boxes and strands: marked, numbered, and counted for the key."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from bureau.core.actors import Actor
from bureau.core.layout.boxes import Change as Drawn
from bureau.core.layout.boxes import ChangeMark, ChartBox, Footnote
from bureau.core.layout.compare import CompareWords
from bureau.core.layout.strands import Fate, Strand, StrandGroup, grouped, ranks
from bureau.core.structure.columns import NULL
from bureau.core.structure.ordering import Mask, Positions, alike, distinct_of
from bureau.core.structure.snapshot import Snapshot
from bureau.institution.organisation.queries.asked import Side
from bureau.institution.organisation.queries.called import Called
from bureau.institution.organisation.queries.charts import chart_boxes, chart_words
from bureau.institution.organisation.queries.differences import Compared
from bureau.institution.organisation.queries.items import ENDINGS, Item
from bureau.institution.organisation.queries.names import grade_called
from bureau.institution.organisation.queries.plans import DRAWN
from bureau.institution.organisation.queries.tallies import VACANT, states
from bureau.institution.organisation.queries.whereabouts import PostUnits
from bureau.web.formats import day_in_words
from bureau.web.marks import CHANGES

BOXES_MOST = 60
STRANDS_MOST = 400
NAME_MOST = 24

type Marks = dict[int, list[ChangeMark]]


@dataclass(frozen=True, slots=True)
class Tally:
    """How often one mark stands in a comparison."""

    mark: str
    units: int
    posts: int


@dataclass(frozen=True, slots=True)
class Pictures:
    """What is drawn; `groups` are the rows of the table beside. `is_whole` is False where only
    what changed is drawn and listed, because all would be too much: then `staying` posts stay in
    their units besides."""

    before: Sequence[ChartBox]
    after: Sequence[ChartBox]
    strands: Counter[Strand]
    groups: Sequence[StrandGroup]
    is_whole: bool
    staying: int = 0


def pictures(
    actor: Actor,
    compared: Compared,
    said: Called,
    grades: Sequence[str],
    queries: tuple[str, str],
) -> Pictures:
    """Boxes of both sides and a strand for each post; `queries` end the addresses of each side.

    Where that is too much to draw, only the posts that do not stay, and the units concerned.
    """
    sides = (compared.before, compared.after)
    sizes = [len(side.subtree(compared.unit)) for side in sides]
    is_whole = max(sizes) <= BOXES_MOST and len(compared.where.post_units) <= STRANDS_MOST
    strands = strands_of(compared, grades, with_staying=is_whole)
    kept: list[Sequence[int] | None] = [None, None]
    if not is_whole:
        touched = {unit for strand in strands for unit in (strand.before, strand.after)}
        touched |= compared.numbers_of_units.keys()
        kept = [_kept(side, compared.unit, touched) for side in sides]
    drawn = all(units is None or len(units) <= BOXES_MOST for units in kept)
    looks, marks = (actor, compared, said, grades), side_marks(compared)
    boxes = [
        _boxes(*looks, marks[place], place, queries[place], kept[place] if drawn else ())
        for place in (0, 1)
    ]
    orders = [compared.before.subtree(compared.unit), compared.after.subtree(compared.unit)]
    groups = grouped(strands, *(ranks(order) for order in orders))
    staying = 0 if is_whole else len(compared.where.post_units) - strands.total()
    return Pictures(boxes[0], boxes[1], strands, groups, is_whole, staying)


def _boxes(
    actor: Actor,
    compared: Compared,
    said: Called,
    grades: Sequence[str],
    marks: Marks,
    place: int,
    query: str,
    units: Sequence[int] | None,
) -> list[ChartBox]:
    """The boxes of one side (0: before, 1: after), all or those of `units`."""
    side = (compared.before, compared.after)[place]
    footnotes = compared.numbers_of_units
    boxes = chart_boxes(
        actor, side, compared.unit, grades=grades, marks=marks, query=query, units=units
    )
    return [
        _noted(box, footnotes, _note(compared, said, box.id, is_after=bool(place))) for box in boxes
    ]


def is_drawable(drawn: Pictures) -> bool:
    """Whether a drawing of it can still be read."""
    boxes = max(len(drawn.before), len(drawn.after))
    return 0 < boxes <= BOXES_MOST and drawn.strands.total() <= STRANDS_MOST


def _kept(side: Snapshot, top: int, touched: set[int | None]) -> list[int]:
    """The touched units with all above them up to the top of the drawing, in chart order."""
    below, above = side.subtree(top), set[int]()
    for id in reversed(below):
        if id in touched and id not in above:
            above.update(side.ids_down_to(id))
    return [id for id in below if id in above]


def _noted(box: ChartBox, footnotes: dict[int, list[int]], note: str) -> ChartBox:
    numbers = footnotes.get(box.id, ())
    notes = tuple(Footnote(number, f"#change-{number}") for number in numbers)
    return replace(box, footnotes=notes, note=note, posts=())


def _note(compared: Compared, said: Called, unit: int, *, is_after: bool) -> str:
    """What a renamed or merged unit was or becomes, in its box."""
    own = compared.of_units.get(unit, ())
    if any(each.change == "renamed" for each in own):
        other = compared.before if is_after else compared.after
        code = said.code(unit, other)
        if is_after:
            return _("formerly {unit}").format(unit=code)
        return _("the same unit as {unit}").format(unit=code)
    merged = [each for each in own if each.change == "merged"]
    if merged and isinstance(merged[0].after, int):
        code = said.code(merged[0].after, compared.after)
        return _("merged into {unit}").format(unit=code)
    return ""


def side_marks(compared: Compared) -> tuple[Marks, Marks]:
    """The marks of the boxes on either side; what is as it was says so."""
    marked = {drawn: ChangeMark(drawn, str(CHANGES[drawn].word)) for drawn in Drawn}
    old = ChangeMark(Drawn.RENAMED, pgettext("mark", "old name"))
    before: Marks = {id: [marked[Drawn.SAME]] for id in compared.unchanged}
    after: Marks = {id: [marked[Drawn.SAME]] for id in compared.unchanged}
    for unit, changes in compared.of_units.items():
        for drawn in [DRAWN[one.change] for one in changes if one.change in DRAWN]:
            mark = marked[drawn]
            _add(before, unit, old if drawn is Drawn.RENAMED else mark)
            _add(after, unit, mark)
    return before, after


def _add(marks: Marks, unit: int, mark: ChangeMark) -> None:
    listed = marks.setdefault(unit, [])
    if mark not in listed:
        listed.append(mark)


def strands_of(
    compared: Compared, grades: Sequence[str], *, with_staying: bool = True
) -> Counter[Strand]:
    """One strand a post, highest grade first; of those that stay only where these are asked for."""
    posts = compared.where.post_units
    if not with_staying:
        posts = posts.chosen(posts.before != posts.after)
    posts = posts.chosen(np.argsort(posts.after == NULL, kind="stable"))
    called, looks, vacant = _looks(compared, posts)
    numbers = compared.numbers_of_posts(posts.ids)
    columns = (posts.before, posts.after, looks, vacant, numbers)
    firsts, counts = alike(columns)
    places = {grade_called(grade): place for place, grade in enumerate(grades)}
    ranks = np.array([places.get(grade, len(places)) for grade in called], np.int64)
    order = np.argsort(ranks[looks[firsts]], kind="stable")
    told = zip(*(column[firsts[order]].tolist() for column in columns), strict=True)
    strands = [
        Strand(_unit(was), _unit(now), called[look], is_vacant, number or None)
        for was, now, look, is_vacant, number in told
    ]
    return Counter(dict(zip(strands, counts[order].tolist(), strict=True)))


def _unit(id: int) -> int | None:
    return None if id == NULL else id


def _looks(compared: Compared, posts: PostUnits) -> tuple[list[str], Positions, Mask]:
    """What grades are called, which of them each post has, and whether it is vacant: as they are
    after, and as they were of those that are gone."""
    numbers, vacant = np.zeros(len(posts), np.int32), np.zeros(len(posts), np.bool_)
    gone = posts.after == NULL
    for side, here in ((compared.after, ~gone), (compared.before, gone)):
        standing = side.standing("post")
        places = standing.positions(posts.ids[here])
        numbers[here], vacant[here] = (
            standing.field("grade", places),
            states(side)[places] == VACANT,
        )
    known, which = distinct_of(numbers)
    words = compared.after.standing("post").table.vocabulary.words(known)
    called = {grade_called(word): None for word in words}
    order = {grade: place for place, grade in enumerate(called)}
    looks = np.array([order[grade_called(word)] for word in words], np.int64)
    return list(called), looks[which], vacant


def tallies(compared: Compared) -> list[Tally]:
    """The key of the marks, each with how many units and posts it stands for."""
    units: Counter[str] = Counter()
    posts: Counter[str] = Counter()
    told = compared.difference.told
    for kind, counted in (("unit", units), ("post", posts)):
        changes = told.changes.chosen(told.kinds.among([kind]))
        for change, count in changes.counts().items():
            drawn = DRAWN.get(change) or (Drawn.GONE if change in ENDINGS else None)
            if drawn:
                counted[drawn] += count
    units[Drawn.SAME] = len(compared.unchanged)
    return [Tally(mark, units[mark], posts[mark]) for mark in CHANGES if mark != Drawn.STAFFED]


def compare_words(
    title: str, language: str, sides: tuple[Side, Side], compared: Compared
) -> CompareWords:
    """What the drawing says: the sides, and each group of posts."""
    words = chart_words(title, language, _("The list and the table say the same."))
    before, after = (fitting(name) for name in side_names(*sides))
    counts = compared.where.post_units.counts
    said = [ngettext("{count} post", "{count} posts", n).format(count=n) for n in counts]
    return CompareWords(words, before, after, group_words(compared), said[0], said[1])


def fitting(name: str) -> str:
    """A side's name for the head of its column; the page says it in full."""
    return name if len(name) <= NAME_MOST else f"{name[: NAME_MOST - 1].rstrip(' ·,')}…"


def side_names(before: Side, after: Side) -> tuple[str, str]:
    """Each side by what tells it from the other: its day, its plan, its record number.

    A plan that is in force altogether lays nothing over it, and is not named.
    """
    plain = not before.lays and not after.lays
    found = []
    for side in (before, after):
        said = [] if plain else [side.lays or _("In force")]
        if plain or before.at.valid != after.at.valid:
            said.append(day_in_words(side.at.valid))
        if before.at.recorded != after.at.recorded:
            said.append(_("recorded number {number}").format(number=side.at.recorded))
        found.append(_(", ").join(said))
    return found[0], found[1]


def group_words(compared: Compared) -> Callable[[StrandGroup], str]:
    """The label of a group of strands, by its fate and by where it comes from or goes to."""

    def label(group: StrandGroup) -> str:
        return fate_in_words(group, compared.item(group.number)).format(count=group.posts)

    return label


def fate_in_words(group: StrandGroup, item: Item | None) -> str:
    """With a placeholder for the count."""
    crosses = item is not None and item.first.change == "moved"
    count = group.posts
    match group.fate:
        case Fate.STAYS:
            return ngettext("{count} post stays", "{count} posts stay", count)
        case Fate.MOVES if group.vacant:
            return ngettext("{count} vacant post moves", "{count} vacant posts move", count)
        case Fate.MOVES:
            return ngettext("{count} post moves", "{count} posts move", count)
        case Fate.NEW if crosses:
            return ngettext("{count} post comes in", "{count} posts come in", count)
        case Fate.NEW:
            return ngettext("{count} new post", "{count} new posts", count)
        case Fate.GONE if crosses:
            return ngettext("{count} post leaves", "{count} posts leave", count)
        case _:
            return ngettext("{count} post ends", "{count} posts end", count)
