"""Saying that one has read a case as it stands; and what each reader saw of it."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bureau.documents.tables import Column
from bureau.institution.governance.permissions import may_see_readings
from bureau.institution.governance.queries.comments import standing_of
from bureau.institution.governance.queries.readings import Reading, readings_of
from bureau.institution.governance.queries.versions import state_seen
from bureau.institution.governance.services.comments import read_version
from bureau.institution.governance.texts.comments import HOW_SEEN
from bureau.institution.governance.views.act_lines import short_hash
from bureau.institution.governance.views.looking import crumbs_to_case, look_up
from bureau.institution.governance.views.refusals import pressed
from bureau.record.journal.queries import reading
from bureau.web import exports
from bureau.web.frame import Entry
from bureau.web.multilingual import here
from bureau.web.requests import Asking


@require_safe
def readings(request: Asking, reorganisation: int) -> HttpResponseBase:
    """For the author and the auditor."""
    with reading():
        seen = look_up(request, reorganisation)
        if not may_see_readings(request.actor, seen.row):
            raise Http404
        found = readings_of(seen, state_seen(seen))
    lines = [(one, short_hash(one.state), str(HOW_SEEN[one.how])) for one in found]
    format = request.GET.get("format", "")
    if format in exports.TABLE_FORMATS:
        columns: list[Column[Reading]] = [
            Column("reader", _("Reader"), lambda one: one.name),
            Column("state", _("Saw"), lambda one: one.state),
            Column("how", _("How it is known"), lambda one: one.how),
            Column("first", _("First"), lambda one: one.first.isoformat(timespec="minutes")),
            Column("last", _("Last"), lambda one: one.last.isoformat(timespec="minutes")),
            Column("is_now", _("As it stands now"), lambda one: one.is_now),
        ]
        name = f"readings-{seen.row.reference}"
        return exports.dated_table_response(format, name, columns, found, request.reading)
    address = reverse("reorganisation-comments", args=[reorganisation])
    context = {
        "seen": seen,
        "title": here(seen.row.title),
        "crumbs": [*crumbs_to_case(seen), Entry(address, _("Comments"))],
        "lines": lines,
        "exports": [Entry(f"?format={form}", form.upper()) for form in exports.TABLE_FORMATS],
    }
    return render(request, "governance/readings.html", context)


@require_POST
def read(request: Asking, reorganisation: int) -> HttpResponse:
    """ "I have read this version"."""
    seen = look_up(request, reorganisation)
    if not standing_of(request.actor, seen).writes:
        raise Http404
    back = reverse("reorganisation-comments", args=[reorganisation])
    version = request.POST.get("seen", "")[:64]
    return pressed(
        request,
        lambda asked: read_version(asked, reorganisation=reorganisation, seen=version),
        back,
        _("It is noted that you read it as it stands."),
    )
