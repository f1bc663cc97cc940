"""A part of the structure as the boxes of a chart."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bureau.core.actors import Actor
from bureau.core.imports.names import code_of
from bureau.core.layout.boxes import (
    ChangeMark,
    ChartBox,
    ChartWords,
    GradePosts,
    HeadLine,
    PostState,
)
from bureau.core.structure.roll_up import Count
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Post, Unit
from bureau.institution.organisation.models import Grade
from bureau.institution.organisation.queries.names import Names, grade_called, holders, names_for
from bureau.web.formats import hundredths_in_words, listed

type Marks = Mapping[int, Sequence[ChangeMark]]


def grade_order(organisation: int) -> list[str]:
    """Grades from the highest to the lowest."""
    rows = Grade.objects.filter(organisation=organisation).order_by("-order")
    return list(dict.fromkeys(rows.values_list("code", flat=True)))


def chart_boxes(
    actor: Actor,
    snapshot: Snapshot,
    unit: int,
    *,
    grades: Sequence[str],
    marks: Marks | None = None,
    query: str = "",
    units: Sequence[int] | None = None,
    hidden: Mapping[int, int] | None = None,
) -> list[ChartBox]:
    """The unit and all below it, in order; or only those of `units`, which say what they hide.

    A head who heads two units is drawn in the lower one.
    """
    wanted = snapshot.subtree(unit) if units is None else units
    found = [each for id in wanted if (each := snapshot.unit(id))]
    names = names_for(actor, snapshot, found)
    return [
        replace(
            _box(snapshot, each, names, grades, (marks or {}).get(each.id, ()), unit, query),
            hidden=(hidden or {}).get(each.id, 0),
        )
        for each in found
    ]


def _box(
    snapshot: Snapshot,
    unit: Unit,
    names: Names,
    grades: Sequence[str],
    marks: Sequence[ChangeMark],
    top: int,
    query: str,
) -> ChartBox:
    counts = snapshot.roll_up_all()[unit.id]
    is_top = unit.id == top
    name = names.unit(unit)
    return ChartBox(
        id=unit.id,
        parent=None if is_top else unit.parent,
        code="" if unit.code == code_of(name) else unit.code,
        name=name,
        head=head_line(snapshot, unit, names),
        counts=count_in_words(counts.subtree if is_top else counts.own),
        posts=() if is_top else grade_rows(snapshot, unit.id, grades),
        changes=marks,
        address=reverse("unit", args=[unit.id]) + query,
        deeper=reverse("unit-chart", args=[unit.id]) + query,
    )


def head_line(snapshot: Snapshot, unit: Unit, names: Names) -> HeadLine | None:
    post = snapshot.post(unit.head) if unit.head else None
    if post is None:
        return None
    others = [other.code for other in snapshot.headed_by(post.id) if other.id != unit.id]
    return HeadLine(
        title=names.post(post),
        grade=grade_called(post.grade),
        holder=listed(holders(snapshot, names, [post.id])[post.id]) or None,
        state=state_of(snapshot, post),
        note=_("also heads {units}").format(units=listed(others)) if others else "",
    )


def state_of(snapshot: Snapshot, post: Post) -> PostState:
    if post.frozen:
        return PostState.FROZEN
    return PostState.VACANT if snapshot.is_vacant(post.id) else PostState.ENCUMBERED


def grade_rows(snapshot: Snapshot, unit: int, grades: Sequence[str]) -> list[GradePosts]:
    """The posts of one unit by grade, highest first; grades not in the list come last."""
    tally = Counter((post.grade, state_of(snapshot, post)) for post in snapshot.posts_of(unit))
    found = {grade for grade, _ in tally}
    ordered = [grade for grade in grades if grade in found]
    ordered += sorted(found - set(ordered))
    return [
        GradePosts(
            grade_called(grade),
            encumbered=tally[grade, PostState.ENCUMBERED],
            vacant=tally[grade, PostState.VACANT],
            frozen=tally[grade, PostState.FROZEN],
        )
        for grade in ordered
    ]


def count_in_words(count: Count) -> str:
    """As in “13 posts · 1 vacant · 1 frozen · 3.5 in staffing blocks”."""
    said = [
        ngettext("{count} post", "{count} posts", count.posts).format(count=count.posts),
    ]
    if count.vacant:
        said.append(
            ngettext("{count} vacant", "{count} vacant", count.vacant).format(count=count.vacant)
        )
    if count.frozen:
        said.append(
            ngettext("{count} frozen", "{count} frozen", count.frozen).format(count=count.frozen)
        )
    if count.block_fte:
        counted = hundredths_in_words(count.block_fte)
        said.append(_("{count} in staffing blocks").format(count=counted))
    return " · ".join(said)


def chart_words(title: str, language: str, description: str = "") -> ChartWords:
    return ChartWords(
        title=title,
        description=description,
        encumbered=_("encumbered"),
        vacant=_("vacant"),
        frozen=_("frozen"),
        hidden=lambda count: ngettext("{count} more unit", "{count} more units", count).format(
            count=count
        ),
        language=language,
        comma=_(", "),
    )
