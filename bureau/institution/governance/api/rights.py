"""Who could do what on a day, for programs."""

from ninja import Query, Router, Schema

from bureau.core.scopes import Scope
from bureau.institution.governance.permissions import may_ask_for_rights
from bureau.institution.governance.queries.rights import answered, codes_asked
from bureau.institution.organisation.api.standing import organisation_asked, stand, stood
from bureau.institution.procedures.queries.rights import Right
from bureau.record.journal.queries import reading
from bureau.web.api.calls import Call, needs
from bureau.web.api.problems import REFUSED, Problem
from bureau.web.api.words import Line, OnRecord, Stood
from bureau.web.formats import as_date

router = Router(tags=["rights"])


class RightsAsked(OnRecord):
    what: Line | None = None


class RightOut(Schema):
    """One ground: in `post`, as `capacity`, instead of another post, with roles; or by a grant."""

    person: int
    name: str
    post: int | None
    capacity: str | None
    instead_of: int | None
    grant: str
    roles: list[str]


class ExcludedOut(Schema):
    """Who was looked at and could not; `code` says why."""

    person: int | None
    post: int | None
    code: str


class Rights(Schema):
    """`may_be_asked` is what `what` may be that day; `rights` are null where nothing is asked."""

    at: Stood
    may_be_asked: list[str]
    rights: list[RightOut] | None
    excluded: list[ExcludedOut]


@router.get("rights", response={200: Rights, **REFUSED})
@needs(Scope.PEOPLE)
def rights(request: Call, asked: Query[RightsAsked]) -> object:
    """Who could do what: `what` as in "role:head", "office:3", "step:7:approval"."""
    with reading():
        if not may_ask_for_rights(request.actor):
            raise Problem(403, "not_yours_to_do")
        stand(request, asked)
        organisation = organisation_asked(request, None).pk
        at = request.reading.at
        day = as_date(at.valid)
        told = answered(asked.what, day, organisation, at.recorded) if asked.what else None
        if asked.what and told is None:
            raise Problem(404, "nothing_there", pointer="what")
        return Rights(
            at=stood(request),
            may_be_asked=sorted(codes_asked(organisation, day)),
            rights=[_right(one, told.people) for one in told.answer.rights] if told else None,
            excluded=[
                ExcludedOut(person=one.person, post=one.post, code=one.code)
                for one in (told.answer.excluded if told else ())
            ],
        )


def _right(one: Right, people: dict[int, str]) -> RightOut:
    return RightOut(
        person=one.person,
        name=people.get(one.person, ""),
        post=one.post,
        capacity=str(one.capacity) if one.capacity else None,
        instead_of=one.instead_of,
        grant=str(one.grant or ""),
        roles=[held.role for held in one.roles],
    )
