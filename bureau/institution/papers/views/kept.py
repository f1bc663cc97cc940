"""A paper that was kept, as it was written, and what it was made from."""

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from bureau.institution.papers.models import Paper
from bureau.institution.papers.queries.kept import (
    MEDIA_TYPES,
    manifest_of,
    name_of_paper,
    papers_visible,
)
from bureau.record.files.store import opened
from bureau.record.journal.queries import reading
from bureau.web.exports import as_given
from bureau.web.requests import Asking


@require_safe
def paper(request: Asking, paper: int) -> HttpResponseBase:
    """The file itself; with ?format=json what it was made from, by hashes. For whoever sees what it
    is of; for everybody else there is no such paper."""
    with reading():
        seen = papers_visible(request.actor, [paper])
        row = Paper.objects.select_related("content").filter(pk__in=seen).first()
    if row is None:
        raise Http404
    if request.GET.get("format") == "json":
        told = HttpResponse(manifest_of(row))
        return as_given(told, "application/json", f"{name_of_paper(row)}.json")
    try:
        answer = FileResponse(opened(row.content.hash))
    except FileNotFoundError:
        raise Http404 from None
    answer.headers["Content-Length"] = str(row.content.size)
    return as_given(answer, MEDIA_TYPES[row.format], name_of_paper(row))
