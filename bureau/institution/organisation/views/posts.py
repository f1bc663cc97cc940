"""The page of a post, the versions of its description, two of them compared, its history."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bureau.core.references import Reference
from bureau.institution.organisation.queries.comparison import (
    duties_compared,
    sections_compared,
)
from bureau.institution.organisation.queries.descriptions import InForce, description
from bureau.institution.organisation.queries.history import instruments_behind, on_post
from bureau.institution.organisation.queries.lineage import called
from bureau.institution.organisation.queries.organisations import remarks_on
from bureau.institution.organisation.queries.posts import (
    PostPage,
    descriptions_over,
    post_page,
    seen_descriptions,
)
from bureau.institution.organisation.views.histories import history
from bureau.institution.organisation.views.instruments.citations import asked_for_context
from bureau.institution.organisation.views.what_is_seen import (
    nothing_known,
    seen_organisation,
    structure_asked,
)
from bureau.record.journal.queries import reading
from bureau.web import kinds
from bureau.web.frame import Entry
from bureau.web.requests import Asking
from bureau.web.tabs import tabs_of


@require_safe
def post(request: Asking, post: int) -> HttpResponse:
    reference = Reference("post", post)
    with reading():
        organisation = seen_organisation(request, reference)
        recorded = request.reading.at.recorded
        now = structure_asked(request)
        found = now.post(post)
        if found is None:
            return nothing_known(request, reference)
        on_it = on_post(request.actor, post, recorded)
        page = post_page(request.actor, now, found, organisation.pk)
        context = {
            "page": page,
            "crumbs": _crumbs(request, page),
            "tabs": post_tabs(request, post),
            "remarks": remarks_on(reference),
            "instruments": instruments_behind([reference, *on_it], recorded),
            "verbs": kinds.verbs(request.actor, reference),
            "written_address": _written_address(request, page),
            **asked_for_context(request, reference, organisation.pk, page.description),
        }
    return render(request, "organisation/post.html", context)


@require_safe
def post_history(request: Asking, post: int) -> HttpResponseBase:
    return history(request, Reference("post", post), post_tabs(request, post))


@require_safe
def post_versions(request: Asking, post: int) -> HttpResponse:
    """The versions of the description; with ?before= and ?after= two of them side by side."""
    reference = Reference("post", post)
    with reading():
        seen_organisation(request, reference)
        now = structure_asked(request)
        names = called([reference], now)
        if reference not in names:
            return nothing_known(request, reference)
        versions = seen_descriptions(request.actor, now, post)
        context = {
            "called": names[reference],
            "versions": versions,
            "over": descriptions_over(request.actor, versions),
            "tabs": post_tabs(request, post),
            "remarks": remarks_on(reference),
            **_read(request, versions),
            **_compared(request, versions),
        }
    return render(request, "organisation/description_versions.html", context)


def _written_address(request: Asking, page: PostPage) -> str:
    """Where a version that is written and not in force is read; "" where there is none."""
    written = page.awaited or page.left
    if written is None:
        return ""
    query = request.reading.query
    address = reverse("post-versions", args=[page.post.id])
    return f"{address}{query}{'&' if query else '?'}version={written.version}"


def _read(request: Asking, versions: list[InForce]) -> dict[str, object]:
    """The one version that is asked for whole, else the only one there is."""
    by_version = {str(each.version): each for each in versions}
    asked = request.GET.get("version", "")
    if asked and asked not in by_version:
        raise Http404
    only = versions[0] if len(versions) == 1 else None
    found = by_version[asked] if asked else only
    return {"read": description(found.id)} if found else {}


def _compared(request: Asking, versions: list[InForce]) -> dict[str, object]:
    """The two versions asked for, else the two newest; nothing where there is but one."""
    by_version = {str(each.version): each for each in versions}
    if len(versions) < 2 or request.GET.get("version"):
        return {}
    after = request.GET.get("after", str(versions[0].version))
    before = request.GET.get("before", str(versions[1].version))
    if not {before, after} <= by_version.keys():
        raise Http404
    old, new = (description(by_version[each].id) for each in (before, after))
    return {
        "before": old,
        "after": new,
        "duties": duties_compared(old, new),
        "sections": sections_compared(old, new),
    }


def _crumbs(request: Asking, page: PostPage) -> list[Entry]:
    query = request.reading.query
    return [Entry(reverse("unit", args=[each.id]) + query, each.code) for each in page.path]


def post_tabs(request: Asking, post: int) -> list[Entry]:
    own = {
        "post": _("Post"),
        "post-versions": _("Versions of the description"),
        "post-history": _("History"),
    }
    if request.actor.person is not None:
        own["post-work"] = _("Work")
    return tabs_of(request, Reference("post", post), own)
