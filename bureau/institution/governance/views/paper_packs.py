"""Papers as one file: of one kind, or all on a case, in every language and format."""

from collections.abc import Sequence

from django.http import Http404
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from bureau.documents.packs import streamed
from bureau.institution.governance.texts.papers.writing import Gathered, all_gathered, parts_of
from bureau.institution.governance.views.looking import look_up
from bureau.institution.governance.views.papers import look_up_paper
from bureau.record.journal.queries import reading
from bureau.web import exports
from bureau.web.requests import Asking


@require_safe
def paper_set(request: Asking, kind: str, number: int) -> HttpResponseBase:
    """One kind in every language and format."""
    with reading():
        one = look_up_paper(request, kind, number)
    return _sent([one], one.stem)


@require_safe
def papers_of_case(request: Asking, reorganisation: int) -> HttpResponseBase:
    """Every kind in every language and format, with one manifest."""
    with reading():
        seen = look_up(request, reorganisation)
        many = all_gathered(request.actor, reorganisation)
    if not many:
        raise Http404
    return _sent(many, f"{seen.row.reference}-papers")


def _sent(many: Sequence[Gathered], stem: str) -> HttpResponseBase:
    """Each paper goes out as soon as it is written."""
    return exports.streamed_response(streamed(parts_of(many)), "zip", stem)
