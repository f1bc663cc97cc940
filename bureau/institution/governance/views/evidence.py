"""The evidence of what was decided, as a file that checks on a machine without Bureau."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from bureau.documents.packs import packed
from bureau.institution.governance.queries.evidence import (
    Story,
    evidence_of,
    story_of_case,
    story_of_instrument,
)
from bureau.institution.governance.queries.evidence.allowed import cases_allowed, with_evidence
from bureau.institution.governance.texts.evidence import readme
from bureau.institution.governance.views.looking import look_up
from bureau.institution.instruments.models import Instrument
from bureau.record.journal.queries import reading
from bureau.web import exports
from bureau.web.requests import Asking


@require_safe
def evidence(request: Asking, reorganisation: int) -> HttpResponse:
    """For the auditor, the author and those on the route, once it was put forward."""
    with reading():
        seen = look_up(request, reorganisation)
        if not cases_allowed(request.actor, [seen]):
            raise Http404
        return _file(story_of_case(seen.row), seen.row.reference)


@require_safe
def evidence_of_instrument(request: Asking, instrument: int) -> HttpResponse:
    """The same of whatever act made an instrument; of one of a case, that of the case."""
    with reading():
        row = Instrument.objects.filter(pk__in=with_evidence(request.actor, [instrument])).first()
        story = story_of_instrument(row) if row else None
        if story is None:
            raise Http404
        return _file(story, str(story.about))


def _file(story: Story, name: str) -> HttpResponse:
    content = packed(evidence_of(story, readme(story)))
    return exports.file_response(content, "zip", f"evidence-{name}")
