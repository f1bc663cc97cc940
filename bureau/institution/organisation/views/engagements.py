"""The people who work beside the posts: listed with filters, counted apart, as a file."""

from collections.abc import Sequence

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bureau.core.references import Reference
from bureau.core.structure.kinds import ENGAGEMENT_MANNERS
from bureau.documents.tables import Column
from bureau.institution.organisation.queries.engagements import (
    EngagedLine,
    engaged_by_manner,
    engaged_in,
    engaged_lines,
)
from bureau.institution.organisation.queries.structure import roots_of, snapshot
from bureau.institution.organisation.texts.words import word_for
from bureau.institution.organisation.views.rollups import staffing_tabs
from bureau.institution.organisation.views.what_is_seen import seen_organisation, unit_asked
from bureau.record.journal.queries import reading
from bureau.web import exports, kinds
from bureau.web.answers import Verb
from bureau.web.formats import as_date
from bureau.web.paging import slice_of
from bureau.web.requests import Asking
from bureau.web.saved import saveable


@saveable
@require_safe
def beside_posts(request: Asking) -> HttpResponseBase:
    if request.actor.person is None:
        raise Http404
    with reading():
        organisation = seen_organisation(request)
        now = snapshot(request.reading.at, request.reading.overlay)
        roots = roots_of(now, organisation.pk)
        asked = unit_asked(now, roots, request.GET.get("unit", ""))
        units = [id for root in (roots if asked is None else [asked]) for id in now.subtree(root)]
        manner = request.GET.get("manner", "")
        found = engaged_in(request.actor, now, units, manner)
        format = request.GET.get("format", "")
        if format in exports.TABLE_FORMATS:
            return _export(request, format, engaged_lines(now, found))
        page = slice_of([one.id for one in found], request.GET.get("page", ""))
        if page is None:
            raise Http404
        lines = engaged_lines(now, found[page.start : page.end])
        context = {
            "rows": with_verbs(request, lines),
            "page": page,
            "total": len(found),
            "by_manner": engaged_by_manner(found),
            "manner": manner,
            "manners": [(each, word_for(each, "engagement")) for each in ENGAGEMENT_MANNERS],
            "unit": now.unit(asked) if asked else None,
            "tabs": staffing_tabs(request, "beside-posts", asked),
        }
    return render(request, "organisation/beside_posts.html", context)


def with_verbs(
    request: Asking, lines: Sequence[EngagedLine]
) -> list[tuple[EngagedLine, list[Verb]]]:
    """What the reader may do to each, asked once for all."""
    references = [Reference("engagement", line.engagement.id) for line in lines]
    offered = kinds.verbs_of(request.actor, references)
    return [(line, offered.get(each, [])) for line, each in zip(lines, references, strict=True)]


def _export(request: Asking, format: str, lines: Sequence[EngagedLine]) -> HttpResponseBase:
    columns: list[Column[EngagedLine]] = [
        Column("engagement", _("Number of the row"), lambda line: line.engagement.id),
        Column("person", _("Person"), lambda line: line.person),
        Column("kind", _("Kind"), lambda line: line.engagement.manner),
        Column("unit", _("Unit"), lambda line: line.unit.short if line.unit else None),
        Column("first_day", _("First day"), lambda line: as_date(line.begun)),
        Column(
            "last_day", _("Last day"), lambda line: as_date(line.until - 1) if line.until else None
        ),
        Column("sender", _("Sent by"), lambda line: line.engagement.sender),
        Column(
            "supervisor",
            _("Supervised by"),
            lambda line: line.supervisor.short if line.supervisor else None,
        ),
    ]
    return exports.dated_table_response(format, "beside-posts", columns, lines, request.reading)
