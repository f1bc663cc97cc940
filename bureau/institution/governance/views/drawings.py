"""The chart of a draft as it would be, and beside it the menu of what may be done to each box."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_bidi, ngettext
from django.utils.translation import gettext as _

from bureau.core.changes.actions import ActionKind
from bureau.core.layout.boxes import Change, ChartBox
from bureau.core.layout.chart import MIDDLE, NARROW, WIDE, chart
from bureau.core.layout.svg import Direction
from bureau.core.layout.tree import depth_within
from bureau.core.structure.difference import difference
from bureau.core.structure.views import Post
from bureau.institution.governance.queries.pages import Sides
from bureau.institution.governance.queries.reorganisations import KIND, Seen
from bureau.institution.governance.queries.rules import kinds_without_rule
from bureau.institution.governance.texts.labels import ACTIONS
from bureau.institution.governance.views.cutting import Part, first_of
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.charts import chart_boxes, chart_words, grade_order
from bureau.institution.organisation.queries.names import Names, grade_called, holders, names_for
from bureau.institution.organisation.queries.plans import marks_of
from bureau.web.formats import listed
from bureau.web.requests import Asking

BOXES_MOST = 40
POSTS_MOST = 12
FORMS = ((WIDE, "wide"), (MIDDLE, "middle"), (NARROW, "narrow"))
ON_UNIT = (
    ActionKind.RENAME_UNIT,
    ActionKind.MOVE_UNIT,
    ActionKind.MERGE_UNIT,
    ActionKind.SPLIT_UNIT,
    ActionKind.ASSIGN_HEAD,
    ActionKind.CHANGE_UNIT_KIND,
    ActionKind.ABOLISH_UNIT,
)
IN_UNIT = {ActionKind.ESTABLISH_UNIT: "parent", ActionKind.ESTABLISH_POST: "unit"}


SKETCH_MOST = 14


class Leads(Enum):
    """Where a box leads."""

    TO_UNIT = auto()
    TO_MENU = auto()
    NOWHERE = auto()


@dataclass(frozen=True, slots=True)
class Look:
    """How a drawing is called and how large it is; `forms` are its widths, each with its name."""

    named: str
    key: str
    forms: Iterable[tuple[int, str]] = FORMS
    most: int = BOXES_MOST
    leads: Leads = Leads.TO_UNIT


def sketch(
    request: Asking, organisation: Organisation, around: Sides, unit: int | None, key: str
) -> list[SafeString]:
    """One small drawing, to be laid beside others."""
    small = Look(_("Chart as it would be"), "draft", ((NARROW, key),), SKETCH_MOST)
    return _drawn(request, organisation, around, unit, small)


def drawings(
    request: Asking, organisation: Organisation, around: Sides, unit: int | None, editable: bool
) -> list[SafeString]:
    """In three widths; in a draft each box leads to its menu, else to the page of its unit."""
    leads = Leads.TO_MENU if editable else Leads.TO_UNIT
    return _drawn(
        request, organisation, around, unit, Look(_("Chart as it would be"), "draft", leads=leads)
    )


def drawings_outside(
    request: Asking, organisation: Organisation, around: Sides, unit: int | None
) -> tuple[list[SafeString], list[SafeString]]:
    """For who may see nothing else, without links: the day without the set, and with it."""
    was = Look(_("Chart as it is without it"), "before", leads=Leads.NOWHERE)
    would = Look(_("Chart as it would be"), "draft", leads=Leads.NOWHERE)
    stood = unit is not None and around.before.unit(unit) is not None
    without = Sides(around.before, around.before, around.start)
    return (
        _drawn(request, organisation, without, unit, was) if stood else [],
        _drawn(request, organisation, around, unit, would),
    )


def _drawn(
    request: Asking, organisation: Organisation, around: Sides, unit: int | None, look: Look
) -> list[SafeString]:
    if unit is None:
        return []
    grades = grade_order(organisation.pk)
    changed = difference(around.before, around.after)
    boxes = [
        _with_posts(box, around)
        for box in chart_boxes(
            request.actor,
            around.after,
            unit,
            grades=grades,
            marks=marks_of(changed, around.before, around.after),
            query=request.reading.query,
        )
    ]
    if look.leads is not Leads.TO_UNIT:
        to_menu = look.leads is Leads.TO_MENU
        boxes = [replace(box, address=f"#on-{box.id}" if to_menu else "") for box in boxes]
    language = get_language() or "en"
    words = chart_words(look.named, language)
    direction = Direction.RIGHT_TO_LEFT if get_language_bidi() else Direction.LEFT_TO_RIGHT
    depth = depth_within(boxes, look.most)
    return [
        mark_safe(
            chart(
                boxes,
                words,
                width=width,
                direction=direction,
                depth=depth,
                grades=[grade_called(grade) for grade in grades],
                key=f"{look.key}-{form}",
            ).svg
        )
        for width, form in look.forms
    ]


def _with_posts(box: ChartBox, around: Sides) -> ChartBox:
    """Posts that come to a unit or leave it are said; such a unit is not marked as the same."""
    before = {post.id for post in around.before.posts_of(box.id)}
    after = {post.id for post in around.after.posts_of(box.id)}
    come, gone = len(after - before), len(before - after)
    if around.before.unit(box.id) is None or not (come or gone):
        return box
    said = []
    if come:
        said.append(ngettext("{count} post comes", "{count} posts come", come).format(count=come))
    if gone:
        said.append(ngettext("{count} post goes", "{count} posts go", gone).format(count=gone))
    marks = [mark for mark in box.changes if mark.change is not Change.SAME]
    return replace(box, changes=marks, note=_(", ").join(said))


@dataclass(frozen=True, slots=True)
class Offer:
    """One action that a menu offers, as a link to its form; `barred` says why it may not be."""

    name: str
    address: str
    barred: str = ""


@dataclass(frozen=True, slots=True)
class Holder:
    """A post in a menu: who is in it, and the page that offers what may be done to it."""

    number: str
    title: str
    grade: str
    holders: str
    address: str


@dataclass(frozen=True, slots=True)
class Menu:
    """What may be done to one unit, and the posts in it."""

    unit: int
    code: str
    name: str
    level: int
    offers: list[Offer]
    posts: Part[Holder]


def menus(request: Asking, seen: Seen, around: Sides, unit: int | None) -> list[Menu]:
    """One menu for each box, in the order of the chart."""
    if unit is None:
        return []
    now = around.after
    units = [found for id in now.subtree(unit) if (found := now.unit(id))][:BOXES_MOST]
    posts = {
        each.id: first_of(
            request, f"posts-{each.id}", now.posts_of(each.id), lambda post: post, POSTS_MOST
        )
        for each in units
    }
    shown = [post for part in posts.values() for post in part.lines]
    names = names_for(request.actor, now, units, shown)
    held = holders(now, names, [post.id for post in shown])
    top = len(now.path(unit))
    without = kinds_without_rule(seen.row.organisation_id, KIND, request.reading.today)
    return [
        Menu(
            unit=each.id,
            code=each.code,
            name=names.unit(each),
            level=len(now.path(each.id)) - top,
            offers=offers_on_unit(seen.row.pk, each.id, without),
            posts=posts[each.id].said(
                [_holder(seen, names, post, held[post.id]) for post in posts[each.id].lines]
            ),
        )
        for each in units
    ]


def offers_on_unit(
    reorganisation: int, unit: int, without: Collection[ActionKind] = ()
) -> list[Offer]:
    """What may be done to a unit and in it, but for the kinds `without` a rule to decide them."""
    named: dict[ActionKind, str] = {**dict.fromkeys(ON_UNIT, "subject"), **IN_UNIT}
    return [
        Offer(str(ACTIONS[kind]), new_action(reorganisation, kind=kind, **{name: unit}))
        for kind, name in named.items()
        if kind not in without
    ]


def new_action(reorganisation: int, **asked: object) -> str:
    """The address of the form for a new action, with what is known of it already."""
    query: Mapping[str, object] = {name: value for name, value in asked.items() if value}
    return reverse("reorganisation-action-new", args=[reorganisation], query=query)


def _holder(seen: Seen, names: Names, post: Post, held: Sequence[str]) -> Holder:
    return Holder(
        number=post.number,
        title=names.post(post),
        grade=grade_called(post.grade),
        holders=listed(held),
        address=new_action(seen.row.pk, on=f"post:{post.id}"),
    )
