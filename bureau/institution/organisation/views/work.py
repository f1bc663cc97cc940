"""The work of a post, or of a unit with all below it: what is to be done and what is done."""

from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bureau.core.references import Reference
from bureau.institution.organisation.queries.lineage import called
from bureau.institution.organisation.views.posts import post_tabs
from bureau.institution.organisation.views.units import unit_tabs
from bureau.institution.organisation.views.what_is_seen import (
    nothing_known,
    seen_organisation,
    structure_asked,
)
from bureau.record.journal.queries import reading
from bureau.web import kinds
from bureau.web.frame import Entry
from bureau.web.requests import Asking


@require_safe
def post_work(request: Asking, post: int) -> HttpResponse:
    with reading():
        return _work(request, Reference("post", post), [post], post_tabs(request, post))


@require_safe
def unit_work(request: Asking, unit: int) -> HttpResponse:
    with reading():
        now = structure_asked(request)
        posts = [post.id for below in now.subtree(unit) for post in now.posts_of(below)]
        return _work(request, Reference("unit", unit), posts, unit_tabs(request, unit))


def _work(
    request: Asking, thing: Reference, posts: Sequence[int], tabs: Sequence[Entry]
) -> HttpResponse:
    if request.actor.person is None:
        raise Http404
    seen_organisation(request, thing)
    now = structure_asked(request)
    names = called([thing, *(Reference("post", post) for post in posts)], now)
    if thing not in names:
        return nothing_known(request, thing)
    lines = kinds.work(request.actor, posts)
    context = {
        "called": names[thing],
        "is_unit": thing.kind == "unit",
        "tabs": tabs,
        "parts": [
            (
                key,
                title,
                [
                    (line, names.get(Reference("post", line.post)))
                    for line in lines
                    if line.is_done is is_done
                ],
            )
            for key, title, is_done in (("open", _("To be done"), False), ("done", _("Done"), True))
        ],
    }
    return render(request, "organisation/work.html", context)
