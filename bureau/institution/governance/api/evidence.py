"""The evidence of what was decided, for programs."""

from django.http import HttpResponse
from ninja import Router

from bureau.core.scopes import Scope
from bureau.documents.packs import packed
from bureau.institution.governance.api.asking import seen_case
from bureau.institution.governance.queries.evidence import (
    Story,
    evidence_of,
    story_of_case,
    story_of_instrument,
)
from bureau.institution.governance.queries.evidence.allowed import cases_allowed, with_evidence
from bureau.institution.governance.texts.evidence import readme
from bureau.institution.instruments.models import Instrument
from bureau.record.journal.queries import reading
from bureau.web.api.calls import Call, needs
from bureau.web.api.problems import REFUSED, Problem
from bureau.web.api.words import Id
from bureau.web.exports import as_given

router = Router(tags=["rights"])


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
