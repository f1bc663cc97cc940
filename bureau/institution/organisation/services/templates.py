"""Templates of units: made from a unit, alone or with those below it, written anew, put aside."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, replace
from datetime import date

from django.utils.translation import pgettext_lazy

from bureau.core.coordinates import Coordinates
from bureau.core.reasons import Reason, Refused
from bureau.core.structure.kinds import UNIT_KINDS
from bureau.core.texts import Text
from bureau.institution.organisation.models import TemplatePost, TemplateUnit, UnitTemplate
from bureau.institution.organisation.permissions import may_keep_reference_data
from bureau.institution.organisation.queries.structure import belonging, snapshot
from bureau.institution.organisation.queries.templates import (
    PostOfTemplate,
    Tree,
    UnitOfTemplate,
    tree_of_template,
    unit_as_template,
)
from bureau.institution.organisation.services.wordings import word
from bureau.record.journal.queries import record_number_now
from bureau.record.journal.services import Act, service

POSTS_MOST = 100
UNITS_MOST = 30


@service("organisation.make_template", pgettext_lazy("act in the journal", "Make a template"))
def make_template(
    act: Act,
    *,
    organisation: int,
    name: Text,
    unit: int,
    day: date,
    recorded: int | None = None,
    with_units: bool = False,
) -> int:
    """Keep a unit as it stands on a day as a template, alone or with all units below it."""
    _allow(act, organisation)
    known = record_number_now() if recorded is None else recorded
    now = snapshot(Coordinates(day.toordinal(), known))
    found = now.unit(unit)
    if found is None or not belonging("unit", [unit], organisation):
        raise Refused(Reason("no_such_unit"))
    row = UnitTemplate.objects.create(
        organisation_id=organisation, name=name, unit_kind=found.kind, source=unit, source_day=day
    )
    _keep(act, row, unit_as_template(now, unit, organisation, is_whole=with_units))
    act.touch("unit", unit)
    return row.pk


@service("organisation.name_template", pgettext_lazy("act in the journal", "Name a template"))
def name_template(act: Act, *, template: int, name: Text, unit_kind: str) -> None:
    """Say anew what a template is called and of which kind its unit is."""
    row = _own(act, template)
    if unit_kind not in UNIT_KINDS:
        raise Refused(Reason("value_wrong", {"value": "kind"}))
    UnitTemplate.objects.filter(pk=row.pk).update(name=name, unit_kind=unit_kind)


@service(
    "organisation.put_template_post",
    pgettext_lazy("act in the journal", "Put a post into a template"),
)
def put_template_post(
    act: Act,
    *,
    template: int,
    post: PostOfTemplate,
    place: int | None = None,
    title: Text | None = None,
) -> int:
    """Write the post of a place anew, or (None) add one at the end; returns its place.

    `title` is a new text; without one the wording that `post` names stays.
    """
    row = _own(act, template)
    tree = tree_of_template(template)
    if title is not None:
        worded = word(act, organisation=row.organisation_id, said=title)
        post = replace(post, title=worded)
    posts, place = _put(tree.posts, post, place)
    _write(act, row, replace(tree, posts=posts))
    return place


@service(
    "organisation.drop_template_post",
    pgettext_lazy("act in the journal", "Take a post out of a template"),
)
def drop_template_post(act: Act, *, template: int, place: int) -> None:
    """Take a post out; the others close up, and who reported to it reports to the head."""
    row = _own(act, template)
    tree = tree_of_template(template)
    _refuse_absent(tree.posts, place)
    _write(act, row, replace(tree, posts=_without(tree.posts, {place})))


@service(
    "organisation.put_template_unit",
    pgettext_lazy("act in the journal", "Put a unit into a template"),
)
def put_template_unit(
    act: Act,
    *,
    template: int,
    unit: UnitOfTemplate,
    place: int | None = None,
    name: Text | None = None,
) -> int:
    """Write the unit of a place anew, or (None) add one at the end; returns its place.

    `name` is a new text; without one the wording that `unit` names stays.
    """
    row = _own(act, template)
    tree = tree_of_template(template)
    if name is not None:
        unit = replace(unit, name=word(act, organisation=row.organisation_id, said=name))
    units, place = _put(tree.units, unit, place)
    _write(act, row, replace(tree, units=units))
    return place


@service(
    "organisation.drop_template_unit",
    pgettext_lazy("act in the journal", "Take a unit out of a template"),
)
def drop_template_unit(act: Act, *, template: int, place: int) -> None:
    """Take a unit out, with all units below it and the posts in them."""
    row = _own(act, template)
    tree = tree_of_template(template)
    _refuse_absent(tree.units, place)
    gone = {place}
    for number, unit in enumerate(tree.units, 1):
        gone |= {number} if unit.under in gone else set()
    moved = _moved(len(tree.units), gone)
    units = [
        replace(unit, under=moved.get(unit.under or 0))
        for number, unit in enumerate(tree.units, 1)
        if number not in gone
    ]
    left = {number for number, post in enumerate(tree.posts, 1) if post.unit in gone}
    posts = [replace(post, unit=moved.get(post.unit or 0)) for post in _without(tree.posts, left)]
    _write(act, row, Tree(units, posts))


def _put[Item](items: Sequence[Item], item: Item, place: int | None) -> tuple[list[Item], int]:
    listed = list(items)
    if place is None:
        return [*listed, item], len(listed) + 1
    _refuse_absent(listed, place)
    listed[place - 1] = item
    return listed, place


def _refuse_absent(items: Sequence[object], place: int) -> None:
    if not 1 <= place <= len(items):
        raise Refused(Reason("template_place", {"place": place}))


def _without(posts: Sequence[PostOfTemplate], gone: Collection[int]) -> list[PostOfTemplate]:
    """The posts without those in some places; the others close up."""
    moved = _moved(len(posts), gone)
    return [
        replace(post, superior=moved.get(post.superior or 0))
        for place, post in enumerate(posts, 1)
        if place not in gone
    ]


def _moved(count: int, gone: Collection[int]) -> dict[int, int]:
    """The new place of each that stays."""
    kept = [place for place in range(1, count + 1) if place not in gone]
    return {old: new for new, old in enumerate(kept, 1)}


@service(
    "organisation.retire_template", pgettext_lazy("act in the journal", "Put a template aside")
)
def retire_template(act: Act, *, template: int) -> None:
    """Offer a template no longer; what was made from it stays."""
    row = _own(act, template)
    UnitTemplate.objects.filter(pk=row.pk).update(retired=True)


def _own(act: Act, template: int) -> UnitTemplate:
    """The template, locked, where the actor may keep it."""
    (row,) = act.lock(UnitTemplate, template)
    _allow(act, row.organisation_id)
    act.touch("organisation", row.organisation_id)
    act.touch("settings", row.organisation_id)
    act.details.update(template=row.pk)
    return row


def _write(act: Act, row: UnitTemplate, tree: Tree) -> None:
    TemplatePost.objects.filter(template=row).delete()
    TemplateUnit.objects.filter(template=row).delete()
    _keep(act, row, tree)


def _keep(act: Act, row: UnitTemplate, tree: Tree) -> None:
    _refuse_flawed(tree)
    TemplateUnit.objects.bulk_create(
        TemplateUnit(
            template=row,
            place=place,
            name_id=unit.name,
            code=unit.code,
            kind=unit.kind,
            under=unit.under,
        )
        for place, unit in enumerate(tree.units, 1)
    )
    TemplatePost.objects.bulk_create(
        TemplatePost(template=row, place=place, **_columns(post))
        for place, post in enumerate(tree.posts, 1)
    )
    act.touch("organisation", row.organisation_id)
    act.touch("settings", row.organisation_id)
    posts = sum(post.count for post in tree.posts)
    act.details.update(template=row.pk, units=len(tree.units), posts=posts)


def _columns(post: PostOfTemplate) -> dict[str, object]:
    columns = asdict(post)
    columns["title_id"], columns["description_id"] = (
        columns.pop("title"),
        columns.pop("description"),
    )
    return columns


def _refuse_flawed(tree: Tree) -> None:
    """What could not be made: two heads of one unit, something in or under what is not there, a
    superior that is several, too much of it."""
    posts, units = tree.posts, tree.units
    reasons = []
    heads = [post for post in posts if post.is_head]
    if len({post.unit for post in heads}) < len(heads) or any(post.count != 1 for post in heads):
        reasons.append(Reason("template_one_head"))
    if sum(post.count for post in posts) > POSTS_MOST or len(units) > UNITS_MOST:
        most = {"most": POSTS_MOST, "most_units": UNITS_MOST}
        reasons.append(Reason("template_too_large", most))
    codes = [unit.code.casefold() for unit in units]
    if len(set(codes)) < len(codes) or not all(codes):
        reasons.append(Reason("template_code_twice"))
    if any(unit.kind not in UNIT_KINDS for unit in units):
        reasons.append(Reason("value_wrong", {"value": "kind"}))
    places = {None, *range(1, len(units) + 1)}
    is_under = all(unit.under is None or 1 <= unit.under < n for n, unit in enumerate(units, 1))
    if not is_under or any(post.unit not in places for post in posts):
        reasons.append(Reason("template_unit_absent"))
    for place, post in enumerate(posts, 1):
        above = post.superior
        is_there = above is None or (1 <= above <= len(posts) and above != place)
        if not is_there or (above and posts[above - 1].count != 1):
            reasons.append(Reason("template_superior", {"place": place}))
    if reasons:
        raise Refused(*reasons)


def _allow(act: Act, organisation: int) -> None:
    if not may_keep_reference_data(act.actor, organisation):
        raise Refused(Reason("not_yours_to_do"))
