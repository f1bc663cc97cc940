"""What waits for one and what waited, with its days; and how one wants to be told."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bureau.documents.tables import Column
from bureau.record.journal.queries import reading
from bureau.record.journal.services import Asked
from bureau.record.notices.forms import ChoiceForm
from bureau.record.notices.queries.choices import choice_of
from bureau.record.notices.queries.waiting import CLOSED, NEWS, OPEN, Told, notices_of, told
from bureau.record.notices.services.choosing import choose_telling
from bureau.record.notices.texts import sentence
from bureau.web.exports import TABLE_FORMATS, dated_table_response
from bureau.web.formats import as_date
from bureau.web.frame import Entry
from bureau.web.paging import slice_of
from bureau.web.refusing import refused_on, status_of
from bureau.web.requests import Asking

MOST = 5000


@require_safe
def notices(request: Asking) -> HttpResponseBase:
    """Newest first; ?state=open, news, closed or all."""
    if request.actor.person is None:
        raise Http404
    state = request.GET.get("state", OPEN)
    with reading():
        rows = notices_of(request.actor, state, request.GET.get("sort", ""))
        form = request.GET.get("format", "")
        if form in TABLE_FORMATS:
            return _export(request, form, told(request.actor, rows[:MOST], timezone.now()))
        page = slice_of(list(rows.values_list("pk", flat=True)[:MOST]), request.GET.get("page", ""))
        if page is None:
            raise Http404
        lines = told(request.actor, rows[page.start : page.end], timezone.now())
    context = {
        "lines": lines,
        "page": page,
        "state": state,
        "states": [
            (OPEN, _("Waits now")),
            (NEWS, _("Told, with nothing to do")),
            (CLOSED, _("Waits no longer")),
            ("all", _("All")),
        ],
    }
    return render(request, "notices/notices.html", context)


def _export(request: Asking, form: str, lines: list[Told]) -> HttpResponseBase:
    columns: list[Column[Told]] = [
        Column("kind", _("Kind"), lambda line: line.row.kind),
        Column("name", _("Name"), lambda line: line.name),
        Column("why", _("Why"), lambda line: line.why),
        Column("since", _("Since"), lambda line: as_date(line.row.since)),
        Column("due", _("Due"), lambda line: line.row.due),
        Column("zone", _("Time zone"), lambda line: line.row.zone),
        Column("closes", _("Closes at"), lambda line: line.row.closes),
        Column("until", _("Until"), lambda one: as_date(one.row.until) if one.row.until else None),
    ]
    return dated_table_response(form, "notices", columns, lines, request.reading)


def choice(request: Asking) -> HttpResponse:
    """At once, by a letter of the day or week, or not by mail."""
    if request.actor.person is None:
        raise Http404
    form = ChoiceForm(choice_of(request.actor), request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        with refused_on(form, sentence):
            choose_telling(Asked(request.actor, said.pop("key")), **said)
            messages.success(request, _("Your choice holds from the next thing on."))
            return redirect("telling-choice")
    crumbs = [Entry("/waiting/", _("What waits for me"))]
    context = {"form": form, "crumbs": crumbs}
    return render(request, "notices/choice.html", context, status=status_of(form))
