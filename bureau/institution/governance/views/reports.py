"""The register of reports owed on what chairs decided alone, and saying that one was made."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bureau.core.tokens import folded
from bureau.documents.tables import Column
from bureau.institution.governance.forms.reports import ReportForm
from bureau.institution.governance.permissions import may_report_for
from bureau.institution.governance.queries.reports import (
    Owed,
    acts_that_report,
    instruments_that_report,
    reports_for,
)
from bureau.institution.governance.services.reports import record_report
from bureau.institution.governance.texts.labels import ACTS_DONE
from bureau.institution.governance.views.refusals import refused_in_full
from bureau.institution.procedures.models import ProcedureAct
from bureau.record.journal.queries import reading
from bureau.web import exports
from bureau.web.formats import day_in_words, listed
from bureau.web.frame import Entry
from bureau.web.multilingual import here
from bureau.web.refusing import UNPROCESSABLE
from bureau.web.requests import Asking

ORDERS = {"due": lambda one: one.row.due, "day": lambda one: one.row.act.day}


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report owed as the register shows it."""

    owed: Owed
    what: str
    case: str
    body: str
    to: str
    mark: str
    state: str
    by: str


@require_safe
def reports(request: Asking) -> HttpResponseBase:
    """All that the reader may see: open ones, and with ?state=all those that were made."""
    if request.actor.person is None:
        raise Http404
    text, state = request.GET.get("text", "").strip(), request.GET.get("state", "open")
    sort = request.GET.get("sort", "")
    with reading():
        lines = [_line(request, one) for one in reports_for(request.actor)]
        lines = [line for line in lines if state == "all" or line.owed.made is None]
        lines = [line for line in lines if folded(text) in folded(f"{line.case} {line.by}")]
        order = ORDERS.get(sort.removeprefix("-"))
        if order:
            lines.sort(key=lambda line: order(line.owed), reverse=sort.startswith("-"))
        format = request.GET.get("format", "")
        if format in exports.TABLE_FORMATS:
            return exports.dated_table_response(
                format, "reports-owed", _columns(), lines, request.reading
            )
    context = {"lines": lines, "text": text, "state": state, "is_filtered": bool(text)}
    return render(request, "governance/reports_owed.html", context)


def report(request: Asking, owed: int) -> HttpResponse:
    """One report owed; its body's secretary says that it was made."""
    found = next(iter(reports_for(request.actor, [owed])), None)
    if found is None:
        raise Http404
    may = may_report_for(request.actor, found.row.body) and found.made is None
    if request.method == "POST" and not may:
        raise Http404
    form = _form(request, found) if may else None
    if form is not None and request.method == "POST" and form.is_valid():
        with refused_in_full(form, request.actor):
            record_report(form.asked(request.actor), owed=owed, **form.said())
            messages.success(request, _("That it was reported is on record."))
            return redirect("reports-owed")
    context = {
        "line": _line(request, found),
        "form": form,
        "crumbs": [Entry(reverse("reports-owed"), _("Reports owed"))],
        "reasons": found.row.act.note.said if hasattr(found.row.act, "note") else "",
    }
    status = UNPROCESSABLE if form is not None and form.is_bound else 200
    return render(request, "governance/report_owed.html", context, status=status)


def _form(request: Asking, found: Owed) -> ReportForm:
    instruments = [
        (str(row.pk), listed((row.number, here(row.title))))
        for row in instruments_that_report(found.row)
    ]
    acts = [(str(row.pk), _act_said(row)) for row in acts_that_report(found.row)]
    data = request.POST or None
    return ReportForm(instruments, acts, data, initial={"day": request.reading.today})


def _act_said(row: ProcedureAct) -> str:
    return listed((day_in_words(row.day), ACTS_DONE[row.kind], row.document))


def _line(request: Asking, owed: Owed) -> ReportLine:
    row, made, is_late = owed.row, owed.made, owed.is_late(request.reading.today)
    late, waits = (("no", _("late")), ("wait", _("open")))
    mark, state = ("ok", _("reported")) if made else late if is_late else waits
    by = ""
    if made:
        title = here(made.instrument.title) if made.instrument else ""
        by = listed((title, made.document, _act_said(made.act) if made.act else ""))
    case = owed.seen.row if owed.seen else None
    return ReportLine(
        owed=owed,
        what=str(ACTS_DONE[row.act.kind]),
        case=f"{case.reference} · {here(case.title)}" if case else "",
        body=here(row.body.name),
        to=here(row.to.name),
        mark=mark,
        state=state,
        by=by,
    )


def _columns() -> list[Column[ReportLine]]:
    return [
        Column("case", _("Reorganisation"), lambda line: line.case),
        Column("act", _("Act"), lambda line: line.what),
        Column("day", _("Decided"), lambda line: line.owed.row.act.day),
        Column("body", _("Body"), lambda line: line.body),
        Column("to", _("Reported to"), lambda line: line.to),
        Column("due", _("Due"), lambda line: line.owed.row.due),
        Column("state", _("State"), lambda line: line.state),
        Column("reported", _("Reported on"), lambda line: _reported_on(line.owed)),
        Column("by", _("Reported by"), lambda line: line.by),
    ]


def _reported_on(owed: Owed) -> date | None:
    return owed.made.day if owed.made else None
