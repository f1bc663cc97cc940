"""The evidence of a decision as a file that checks on a machine without Bureau."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from bureau.documents.packs import packed
from bureau.institution.governance.permissions import may_take_evidence
from bureau.institution.governance.queries.evidence import evidence_of
from bureau.institution.governance.queries.reorganisations import is_on_route
from bureau.institution.governance.texts.evidence import readme
from bureau.institution.governance.views.looking import look_up
from bureau.record.journal.queries import reading
from bureau.web import exports
from bureau.web.requests import Asking


@require_safe
def evidence(request: Asking, reorganisation: int) -> HttpResponse:
    """For the auditor, the author and those on the route, once it was put forward."""
    with reading():
        seen = look_up(request, reorganisation)
        if not may_take_evidence(
            request.actor, seen.row, is_on_route=is_on_route(request.actor, seen)
        ):
            raise Http404
        content = packed(evidence_of(seen.row, readme(seen.row)))
    return exports.file_response(content, "zip", f"evidence-{seen.row.reference}")
