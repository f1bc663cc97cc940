"""Templates of units: which there are, what one is made of, and a unit read as one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Post, Unit
from bureau.institution.organisation.models import TemplatePost, TemplateUnit, UnitTemplate
from bureau.institution.organisation.queries.charts import grade_order


@dataclass(frozen=True, slots=True)
class PostOfTemplate:
    """What a template says of a post; `title` is a wording, `superior` a place from 1, `unit` the
    place of a unit below (None: the unit itself)."""

    title: int
    grade: str
    unit: int | None = None
    duty_station: str = ""
    funding: str = ""
    category: str = ""
    contract: str = ""
    fte: int = 100
    count: int = 1
    is_head: bool = False
    superior: int | None = None
    description: int | None = None


@dataclass(frozen=True, slots=True)
class UnitOfTemplate:
    """A unit below that of a template; `name` is a wording, `under` the place of one before it."""

    name: int
    code: str
    kind: str
    under: int | None = None


@dataclass(frozen=True, slots=True)
class Tree:
    """What a template is made of, besides the unit itself."""

    units: Sequence[UnitOfTemplate]
    posts: Sequence[PostOfTemplate]


def templates_of(organisation: int) -> list[UnitTemplate]:
    """Those that may be used, oldest first."""
    rows = UnitTemplate.objects.filter(organisation=organisation, retired=False)
    return list(rows.order_by("pk"))


def template_offered(organisation: int, template: int) -> UnitTemplate | None:
    """One that may be used; any other does not exist."""
    rows = UnitTemplate.objects.filter(organisation=organisation, retired=False)
    return rows.filter(pk=template).first()


def posts_of_template(template: int) -> list[TemplatePost]:
    rows = TemplatePost.objects.filter(template=template).select_related("title")
    return list(rows.order_by("place"))


def units_of_template(template: int) -> list[TemplateUnit]:
    rows = TemplateUnit.objects.filter(template=template).select_related("name")
    return list(rows.order_by("place"))


def tree_of_template(template: int) -> Tree:
    units = [
        UnitOfTemplate(row.name_id, row.code, row.kind, row.under)
        for row in units_of_template(template)
    ]
    return Tree(units, posts_in_template(posts_of_template(template)))


def posts_in_template(rows: Sequence[TemplatePost]) -> list[PostOfTemplate]:
    """The rows as plain values, in their places."""
    return [
        PostOfTemplate(
            title=row.title_id,
            grade=row.grade,
            unit=row.unit,
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


def unit_as_template(now: Snapshot, unit: int, organisation: int, *, is_whole: bool) -> Tree:
    """A unit and, where `is_whole`, all units below it. Its posts by unit, each head first, then by
    grade; those that are alike as one.

    A line that leads out of it is left out: the new unit will stand elsewhere.
    """
    ids = now.subtree(unit) if is_whole else (unit,)
    found = [each for id in ids if (each := now.unit(id))]
    places = {each.id: place for place, each in enumerate(found)}
    units = [
        UnitOfTemplate(each.name, _suffix(each.code, found[0].code), each.kind, above or None)
        for each in found[1:]
        for above in [places[each.parent or unit]]
    ]
    grades = grade_order(organisation)
    posts = [(each, post) for each in found for post in _in_order(now, each, grades)]
    within = {post.id for _, post in posts}
    lines = {post.id: _superior_within(now, post, within) for _, post in posts}
    named = {superior for superior in lines.values() if superior}
    rows: list[tuple[int, PostOfTemplate]] = []
    for each, post in posts:
        place = places[each.id] or None
        row = _row(now, post, is_head=post.id == each.head, unit=place)
        alike = _alike(rows, row, lines, post.id, named)
        if alike is None:
            rows.append((post.id, row))
        else:
            rows[alike] = (rows[alike][0], replace(row, count=rows[alike][1].count + 1))
    standing = {post: place for place, (post, _row) in enumerate(rows, 1)}
    reported = [replace(row, superior=standing.get(lines[post] or 0)) for post, row in rows]
    return Tree(units, reported)


def _suffix(code: str, above: str) -> str:
    """What of a code is its own, where it follows that of the unit."""
    own = code.removeprefix(above).lstrip("-/. ") if above and code.startswith(above) else code
    return (own or code)[:20]


def _in_order(now: Snapshot, unit: Unit, grades: Sequence[str]) -> list[Post]:
    place = {grade: order for order, grade in enumerate(grades)}
    return sorted(
        now.posts_of(unit.id),
        key=lambda post: (post.id != unit.head, place.get(post.grade, len(place)), post.number),
    )


def _superior_within(now: Snapshot, post: Post, within: set[int]) -> int | None:
    return next((one.id for one in now.superiors(post.id) if one.id in within), None)


def _row(now: Snapshot, post: Post, *, is_head: bool, unit: int | None) -> PostOfTemplate:
    adoption = now.adoption_of(post.id)
    return PostOfTemplate(
        unit=unit,
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
