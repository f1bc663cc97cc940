"""Templates of units: which there are, what one is made of, and a unit read as one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Post
from bureau.institution.organisation.models import TemplatePost, UnitTemplate
from bureau.institution.organisation.queries.charts import grade_order


@dataclass(frozen=True, slots=True)
class PostOfTemplate:
    """What a template says of a post; `title` is a wording, `superior` a place from 1."""

    title: int
    grade: str
    duty_station: str = ""
    funding: str = ""
    category: str = ""
    contract: str = ""
    fte: int = 100
    count: int = 1
    is_head: bool = False
    superior: int | None = None
    description: int | None = None


def templates_of(organisation: int) -> list[UnitTemplate]:
    """Those that may be used, oldest first."""
    rows = UnitTemplate.objects.filter(organisation=organisation, retired=False)
    return list(rows.order_by("pk"))


def posts_of_template(template: int) -> list[TemplatePost]:
    rows = TemplatePost.objects.filter(template=template).select_related("title")
    return list(rows.order_by("place"))


def posts_in_template(rows: Sequence[TemplatePost]) -> list[PostOfTemplate]:
    """The rows as plain values, in their places."""
    return [
        PostOfTemplate(
            title=row.title_id,
            grade=row.grade,
            duty_station=row.duty_station,
            funding=row.funding,
            category=row.category,
            contract=row.contract,
            fte=row.fte,
            count=row.count,
            is_head=row.is_head,
            superior=row.superior,
            description=row.description_id,
        )
        for row in rows
    ]


def unit_as_template(now: Snapshot, unit: int, organisation: int) -> list[PostOfTemplate]:
    """The posts of a unit, its head first, then by grade; those that are alike as one.

    A line that leads out of the unit is left out: the new unit will stand elsewhere.
    """
    found = now.unit(unit)
    posts = _in_order(now, unit, grade_order(organisation))
    head = found.head if found else None
    lines = {post.id: _superior_within(now, post, {one.id for one in posts}) for post in posts}
    named = {superior for superior in lines.values() if superior}
    rows: list[tuple[int, PostOfTemplate]] = []
    for post in posts:
        row = _row(now, post, is_head=post.id == head)
        alike = _alike(rows, row, lines, post.id, named)
        if alike is None:
            rows.append((post.id, row))
        else:
            rows[alike] = (rows[alike][0], replace(row, count=rows[alike][1].count + 1))
    places = {post: place for place, (post, _row) in enumerate(rows, 1)}
    return [replace(row, superior=places.get(lines[post] or 0)) for post, row in rows]


def _in_order(now: Snapshot, unit: int, grades: Sequence[str]) -> list[Post]:
    found = now.unit(unit)
    head = found.head if found else None
    place = {grade: order for order, grade in enumerate(grades)}
    return sorted(
        now.posts_of(unit),
        key=lambda post: (post.id != head, place.get(post.grade, len(place)), post.number),
    )


def _superior_within(now: Snapshot, post: Post, within: set[int]) -> int | None:
    return next((one.id for one in now.superiors(post.id) if one.id in within), None)


def _row(now: Snapshot, post: Post, *, is_head: bool) -> PostOfTemplate:
    adoption = now.adoption_of(post.id)
    return PostOfTemplate(
        title=post.title,
        grade=post.grade,
        duty_station=post.duty_station,
        funding=post.funding,
        category=post.category,
        contract=post.contract,
        fte=post.fte,
        is_head=is_head,
        description=adoption.description if adoption else None,
    )


def _alike(
    rows: Sequence[tuple[int, PostOfTemplate]],
    row: PostOfTemplate,
    lines: dict[int, int | None],
    post: int,
    named: set[int],
) -> int | None:
    """Where one stands that this one only repeats: none heads, is reported to, or is described."""
    if row.is_head or row.description or post in named:
        return None
    for place, (other, known) in enumerate(rows):
        is_same = replace(known, count=1) == row and lines[other] == lines[post]
        if is_same and other not in named:
            return place
    return None
