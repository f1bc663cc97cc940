"""Templates of units: made from a unit as of a day, written anew, put aside."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date

from bureau.core.coordinates import Coordinates
from bureau.core.reasons import Reason, Refused
from bureau.core.structure.kinds import UNIT_KINDS
from bureau.core.texts import Text
from bureau.institution.organisation.models import TemplatePost, UnitTemplate
from bureau.institution.organisation.permissions import may_keep_reference_data
from bureau.institution.organisation.queries.structure import belonging, snapshot
from bureau.institution.organisation.queries.templates import (
    PostOfTemplate,
    posts_in_template,
    posts_of_template,
    unit_as_template,
)
from bureau.institution.organisation.services.wordings import word
from bureau.record.journal.queries import record_number_now
from bureau.record.journal.services import Act, service

POSTS_MOST = 100


@service
def make_template(
    act: Act, *, organisation: int, name: Text, unit: int, day: date, recorded: int | None = None
) -> int:
    """Keep a unit as it stands on a day as a template."""
    _allow(act)
    known = record_number_now() if recorded is None else recorded
    now = snapshot(Coordinates(day.toordinal(), known))
    found = now.unit(unit)
    if found is None or not belonging("unit", [unit], organisation):
        raise Refused(Reason("no_such_unit"))
    row = UnitTemplate.objects.create(
        organisation_id=organisation, name=name, unit_kind=found.kind, source=unit, source_day=day
    )
    _keep(act, row, unit_as_template(now, unit, organisation))
    act.touch("unit", unit)
    return row.pk


@service
def name_template(act: Act, *, template: int, name: Text, unit_kind: str) -> None:
    """Say anew what a template is called and of which kind its unit is."""
    row = _own(act, template)
    if unit_kind not in UNIT_KINDS:
        raise Refused(Reason("value_wrong", {"value": "kind"}))
    UnitTemplate.objects.filter(pk=row.pk).update(name=name, unit_kind=unit_kind)


@service
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
    posts = posts_in_template(posts_of_template(template))
    if title is not None:
        worded = word(act, organisation=row.organisation_id, said=title)
        post = replace(post, title=worded)
    if place is None:
        posts.append(post)
    elif not 1 <= place <= len(posts):
        raise Refused(Reason("template_place", {"place": place}))
    else:
        posts[place - 1] = post
    _write(act, row, posts)
    return place or len(posts)


@service
def drop_template_post(act: Act, *, template: int, place: int) -> None:
    """Take a post out; the others close up, and who reported to it reports to the head."""
    row = _own(act, template)
    posts = posts_in_template(posts_of_template(template))
    if not 1 <= place <= len(posts):
        raise Refused(Reason("template_place", {"place": place}))
    del posts[place - 1]
    _write(act, row, [_closed_up(post, place) for post in posts])


def _closed_up(post: PostOfTemplate, gone: int) -> PostOfTemplate:
    above = post.superior
    if above is None or above < gone:
        return post
    return replace(post, superior=None if above == gone else above - 1)


@service
def retire_template(act: Act, *, template: int) -> None:
    """Offer a template no longer; what was made from it stays."""
    row = _own(act, template)
    UnitTemplate.objects.filter(pk=row.pk).update(retired=True)


def _own(act: Act, template: int) -> UnitTemplate:
    """The template, locked, where the actor may keep it."""
    _allow(act)
    (row,) = act.lock(UnitTemplate, template)
    act.touch("organisation", row.organisation_id)
    act.details.update(template=row.pk)
    return row


def _write(act: Act, row: UnitTemplate, posts: Sequence[PostOfTemplate]) -> None:
    TemplatePost.objects.filter(template=row).delete()
    _keep(act, row, posts)


def _keep(act: Act, row: UnitTemplate, posts: Sequence[PostOfTemplate]) -> None:
    _refuse_flawed(posts)
    TemplatePost.objects.bulk_create(
        TemplatePost(template=row, place=place, **_columns(post))
        for place, post in enumerate(posts, 1)
    )
    act.touch("organisation", row.organisation_id)
    act.details.update(template=row.pk, posts=sum(post.count for post in posts))


def _columns(post: PostOfTemplate) -> dict[str, object]:
    columns = asdict(post)
    columns["title_id"], columns["description_id"] = (
        columns.pop("title"),
        columns.pop("description"),
    )
    return columns


def _refuse_flawed(posts: Sequence[PostOfTemplate]) -> None:
    """More than one head, a superior that is not there or is several, too many posts."""
    reasons = []
    heads = [post for post in posts if post.is_head]
    if len(heads) > 1 or any(post.count != 1 for post in heads):
        reasons.append(Reason("template_one_head"))
    if sum(post.count for post in posts) > POSTS_MOST:
        reasons.append(Reason("template_too_large", {"most": POSTS_MOST}))
    for place, post in enumerate(posts, 1):
        above = post.superior
        if above is None:
            continue
        is_there = 1 <= above <= len(posts) and above != place
        if not is_there or posts[above - 1].count != 1:
            reasons.append(Reason("template_superior", {"place": place}))
    if reasons:
        raise Refused(*reasons)


def _allow(act: Act) -> None:
    if not may_keep_reference_data(act.actor):
        raise Refused(Reason("not_yours_to_do"))
