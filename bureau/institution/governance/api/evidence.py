"""Who could do what on a day, and the evidence of what was decided, for programs."""

from django.http import HttpResponse
from ninja import Query, Router, Schema

from bureau.core.scopes import Scope
from bureau.documents.packs import packed
from bureau.institution.governance.api.asking import seen_case
from bureau.institution.governance.permissions import may_ask_for_rights
from bureau.institution.governance.queries.evidence import (
    Story,
    evidence_of,
    story_of_case,
    story_of_instrument,
)
from bureau.institution.governance.queries.evidence.allowed import cases_allowed, with_evidence
from bureau.institution.governance.queries.rights import answered, codes_asked
from bureau.institution.governance.texts.evidence import readme
from bureau.institution.instruments.models import Instrument
from bureau.institution.organisation.api.standing import organisation_asked, stand, stood
from bureau.institution.procedures.queries.rights import Right
from bureau.record.journal.queries import reading
from bureau.web.api.calls import Call, needs
from bureau.web.api.problems import REFUSED, Problem
from bureau.web.api.words import Id, Line, OnRecord, Stood
from bureau.web.exports import as_given
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


@router.get(
    "reorganisations/{reorganisation}/evidence",
    response=REFUSED,
    openapi_extra={"x-media": "file"},
)
@needs(Scope.CASES, Scope.PEOPLE)
def evidence(request: Call, reorganisation: Id) -> HttpResponse:
    """The evidence of a case as ZIP, for the auditor, the author and those on the route."""
    with reading():
        seen = seen_case(request, reorganisation)
        if not cases_allowed(request.actor, [seen]):
            raise Problem(404, "nothing_there")
        return _file(story_of_case(seen.row), seen.row.reference)


@router.get(
    "instruments/{instrument}/evidence", response=REFUSED, openapi_extra={"x-media": "file"}
)
@needs(Scope.CASES, Scope.PEOPLE)
def evidence_of_instrument(request: Call, instrument: Id) -> HttpResponse:
    """The same of whatever act made an instrument; of one of a case, that of the case."""
    with reading():
        row = Instrument.objects.filter(pk__in=with_evidence(request.actor, [instrument])).first()
        story = story_of_instrument(row) if row else None
        if story is None:
            raise Problem(404, "nothing_there")
        return _file(story, str(story.about))


def _file(story: Story, name: str) -> HttpResponse:
    content = packed(evidence_of(story, readme(story)))
    return as_given(HttpResponse(content), "application/zip", f"evidence-{name}.zip")


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
