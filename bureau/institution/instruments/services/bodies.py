"""Who is in a body, from day to day."""

from datetime import date

from bureau.core.reasons import Reason, Refused
from bureau.core.texts import Text
from bureau.institution.instruments.models import Body, BodyMember
from bureau.institution.instruments.permissions import may_serve_body
from bureau.record.journal.services import Act, service


@service
def add_member(
    act: Act,
    *,
    body: int,
    capacity: str,
    valid_from: date,
    post: int | None = None,
    name: Text | None = None,
    valid_until: date | None = None,
) -> int:
    """A state or organisation by its name, or a post, is in the body from a day on."""
    row = served(act, body)
    reasons = []
    if (post is None) == (name is None):
        reasons.append(Reason("post_or_name"))
    if valid_until and valid_until <= valid_from:
        reasons.append(Reason("ends_before_it_begins"))
    if reasons:
        raise Refused(*reasons)
    made = BodyMember.objects.create(
        body=row,
        capacity=capacity,
        post=post,
        name=name,
        valid_from=valid_from,
        valid_until=valid_until,
    )
    if post:
        act.touch("post", post)
    act.details.update(member=made.pk, capacity=capacity, valid_from=valid_from.isoformat())
    return made.pk


@service
def end_member(act: Act, *, member: int, valid_until: date) -> None:
    """From a day on it is in the body no more."""
    (row,) = act.lock(BodyMember, member)
    served(act, row.body_id)
    if row.valid_until is not None:
        raise Refused(Reason("is_over"))
    if valid_until < row.valid_from:
        raise Refused(Reason("ends_before_it_begins"))
    BodyMember.objects.filter(pk=row.pk).update(valid_until=valid_until)
    act.details.update(member=row.pk, valid_until=valid_until.isoformat())


def served(act: Act, body: int) -> Body:
    """The body, touched, where the actor serves it."""
    row = Body.objects.get(pk=body)
    if not may_serve_body(act.actor, row.pk, row.organisation):
        raise Refused(Reason("not_yours_to_do"))
    act.touch("body", row.pk)
    return row
