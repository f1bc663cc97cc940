"""The staffing table: posts as of the coordinates, chosen, ordered and paged on the arrays."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from bureau.core.actors import Actor
from bureau.core.structure.objects import Objects
from bureau.core.structure.ordering import Integers, Mask, Positions, Rows, distinct_of
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Post
from bureau.core.tokens import folded
from bureau.institution.organisation.models import Wording
from bureau.institution.organisation.permissions import may_see_names
from bureau.institution.organisation.queries import holders
from bureau.institution.organisation.queries.holders import PostLine
from bureau.institution.organisation.queries.names import names_for
from bureau.institution.organisation.queries.remembered import remembered
from bureau.institution.organisation.queries.tallies import counted, counts_within, states, within
from bureau.record.accounts.queries import people_named
from bureau.web.multilingual import has_words
from bureau.web.paging import slice_of

STATES = ("encumbered", "vacant", "frozen")
SORTS = ("number", "unit", "grade", "state", "duty_station")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asks of the table; empty is any. `sort` may begin with a minus.

    `roots` are the units at the top of the organisation, `grades` its grades, highest first.
    """

    unit: int | None = None
    grade: str = ""
    state: str = ""
    duty_station: str = ""
    text: str = ""
    sort: str = "unit"
    page: str = ""
    grades: Sequence[str] = ()
    roots: Sequence[int] = ()

    @property
    def tops(self) -> Sequence[int]:
        """The units whose posts are asked for, with all below them."""
        return self.roots if self.unit is None else [self.unit]

    @property
    def is_filtered(self) -> bool:
        return bool(self.grade or self.state or self.duty_station or self.text)


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of one page, and the keys of its neighbours (None: there is none)."""

    lines: tuple[PostLine, ...]
    previous: str | None
    following: str | None


def chosen_posts(actor: Actor, now: Snapshot, asked: Asked, organisation: int) -> Mask:
    """Which standing posts the filters leave, in order of id."""
    posts = now.standing("post")
    known = posts.table.vocabulary.known
    chosen = within(now, asked.tops)
    if asked.grade:
        chosen = chosen & (posts.field("grade") == known(asked.grade))
    if asked.duty_station:
        chosen = chosen & (posts.field("duty_station") == known(asked.duty_station))
    if asked.state in STATES:
        chosen = chosen & (states(now) == STATES.index(asked.state))
    if asked.text:
        places = np.flatnonzero(chosen)
        found = _matching(actor, now, posts, places, asked.text, organisation)
        chosen = np.zeros(len(posts), bool)
        chosen[places[found]] = True
    return chosen


def counts_asked(now: Snapshot, chosen: Mask, asked: Asked) -> Positions:
    """The chosen posts counted, by grade."""
    if asked.is_filtered:
        return counted(now, chosen)
    return counts_within(now, asked.tops, with_blocks=False)


def _matching(
    actor: Actor, now: Snapshot, posts: Objects[Post], at: Positions, text: str, organisation: int
) -> Mask:
    """Which of these posts have the text in their number, in their title in any language or, where
    it may be seen, in the name of a holder."""
    wanted = folded(text)
    numbers = posts.table.vocabulary.words(posts.field("number", at))
    titles = Wording.objects.filter(has_words("said", text), organisation=organisation)
    found: Mask = np.array([wanted in folded(number) for number in numbers], bool)
    found |= np.isin(posts.field("title", at), list(titles.values_list("pk", flat=True)))
    if may_see_names(actor):
        incumbencies = now.standing("incumbency")
        held = np.isin(incumbencies.field("person"), list(people_named(text)))
        found |= np.isin(posts.ids[at], incumbencies.field("post")[held])
    return found


def ordered(now: Snapshot, chosen: Mask, asked: Asked) -> Rows:
    """The chosen posts in the order asked for; ties by number."""
    order = _whole_order(now, asked.sort, tuple(asked.grades))
    found: Integers = order if chosen.all() else order[chosen[order]]
    return found


@remembered
def _whole_order(now: Snapshot, sort: str, grades: tuple[str, ...]) -> Integers:
    posts = now.standing("post")
    keys: dict[str, Callable[[], Integers | Positions]] = {
        "number": lambda: _alphabetical(now, "number"),
        "unit": lambda: _chart_order(now, posts),
        "grade": lambda: _grade_order(posts, grades),
        "state": lambda: states(now),
        "duty_station": lambda: _alphabetical(now, "duty_station"),
    }
    key = keys.get(sort.removeprefix("-"), keys["unit"])()
    if sort.startswith("-"):
        key = -key
    ties = (posts.ids, _alphabetical(now, "number"), _grade_order(posts, grades), key)
    return np.lexsort(ties).astype(np.int32)


@remembered
def _alphabetical(now: Snapshot, name: str) -> Integers:
    posts = now.standing("post")
    values, places = distinct_of(posts.field(name))
    words = posts.table.vocabulary.words(values)
    rank = np.empty(len(values), np.int32)
    rank[sorted(range(len(words)), key=words.__getitem__)] = np.arange(len(words))
    found: Integers = rank[places]
    return found


def _grade_order(posts: Objects[Post], grades: Sequence[str]) -> Positions:
    """Highest first, as in `grades`; a grade that it does not know comes last."""
    known = [posts.table.vocabulary.known(grade) for grade in grades]
    values, places = np.unique(posts.field("grade"), return_inverse=True)
    rank = [known.index(value) if value in known else len(known) for value in values.tolist()]
    found: Positions = np.array(rank, np.int64)[places]
    return found


def _chart_order(now: Snapshot, posts: Objects[Post]) -> Positions:
    """The place of the post's unit in the chart; a post without its unit comes last."""
    units = now.standing("unit")
    place = np.append(now.places_of_units(), len(units))
    found: Positions = place[units.positions(posts.field("unit"))]
    return found


def page_of(actor: Actor, now: Snapshot, order: Rows, key: str) -> Page | None:
    """One page of the posts in their order; None where the row that the key names is not there."""
    found = slice_of(now.standing("post").ids[order], key)
    if found is None:
        return None
    lines = post_lines(actor, now, order[found.start : found.end])
    return Page(lines, found.previous, found.following)


def post_lines(actor: Actor, now: Snapshot, order: Rows) -> tuple[PostLine, ...]:
    """Posts as lines of a list, in the order given, with their names in two reads."""
    posts = now.standing("post").views(order)
    return holders.post_lines(now, names_for(actor, now, posts=posts), posts)


def duty_stations(now: Snapshot, tops: Sequence[int]) -> list[str]:
    """The codes of the places at which a post under these units stands."""
    words = map(now.standing("post").table.vocabulary.word, _stations(now, tuple(tops)).tolist())
    return sorted(word for word in words if word)


@remembered
def _stations(now: Snapshot, tops: tuple[int, ...]) -> Integers:
    return np.unique(now.standing("post").field("duty_station")[within(now, tops)])
