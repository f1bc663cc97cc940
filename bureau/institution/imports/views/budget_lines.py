"""A spreadsheet of budget lines: read, shown beside the lines that there are, then kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bureau.core.imports.tables import YEARS, Misfit
from bureau.core.reasons import Reason, Refused
from bureau.documents.apart import read_table_apart
from bureau.documents.delimited import BYTES_MOST
from bureau.institution.finance.models import Budget
from bureau.institution.finance.permissions import may_keep_budgets
from bureau.institution.finance.queries.voting import goes_by_rules
from bureau.institution.finance.services.lines import keep_budget_lines
from bureau.institution.finance.store import LineGiven
from bureau.institution.finance.texts import ONLY_KEEPERS
from bureau.institution.finance.views.lines import voted_by_rules
from bureau.institution.governance.permissions import may_propose_budget
from bureau.institution.governance.queries.budget_proposals import proposals_seen
from bureau.institution.governance.services.budget_proposals import propose_lines
from bureau.institution.imports.forms import KeptLinesForm, LinesForm
from bureau.institution.imports.queries.budget_lines import (
    KIND,
    LineRead,
    LinesRead,
    lines_in_table,
)
from bureau.institution.imports.texts.reasons import sentence
from bureau.institution.organisation.views.settings.parts import crumbs, organisation_here
from bureau.record.journal.queries import reading
from bureau.record.journal.services import Asked
from bureau.web.frame import Entry
from bureau.web.multilingual import here
from bureau.web.refusing import UNPROCESSABLE, refused_on, refused_over, status_of
from bureau.web.registers import barred
from bureau.web.requests import Asking

SHOWN_MOST = 300


def new_table(request: Asking, budget: int) -> HttpResponse:
    """The form; a file sent is shown beside what stands, and what was shown is kept when said."""
    if not may_keep_budgets(request.actor):
        return barred(request, ONLY_KEEPERS)
    row = Budget.objects.filter(pk=budget, organisation=organisation_here(request).pk).first()
    if row is None:
        raise Http404
    if goes_by_rules(row.organisation_id):
        return voted_by_rules(request, row)

    def keep(asked: Asked, lines: Sequence[LineGiven]) -> None:
        keep_budget_lines(asked, budget=row.pk, lines=lines)

    return _table(request, _Into(row, keep, reverse("budget", args=[row.pk])))


def table_of_proposal(request: Asking, proposal: int) -> HttpResponse:
    """The same, into a proposal of what is to be voted on the lines."""
    seen = next(iter(proposals_seen(request.actor, [proposal])), None)
    if seen is None or not may_propose_budget(request.actor, seen.row.organisation_id):
        raise Http404
    if not seen.is_open:
        raise Http404

    def keep(asked: Asked, lines: Sequence[LineGiven]) -> None:
        propose_lines(asked, proposal=proposal, lines=lines)

    into = _Into(seen.row.budget, keep, reverse("budget-proposal", args=[proposal]))
    return _table(request, into)


@dataclass(frozen=True, slots=True)
class _Into:
    """What the lines of a table go into: a budget's lines by hand, or a proposal of them."""

    row: Budget
    keep: Callable[[Asked, Sequence[LineGiven]], None]
    back: str


def _table(request: Asking, into: _Into) -> HttpResponse:
    if request.method == "POST" and "rows_read" in request.POST:
        return _keep(request, into)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = LinesForm(*sent)
    found = _read(into.row, form) if form.is_bound and form.is_valid() else None
    if found is None:
        return _page(request, into, form, status_of(form))
    return _page(request, into, LinesForm(), found=found)


def _read(row: Budget, form: LinesForm) -> LinesRead | None:
    with refused_on(form, sentence, "table"):
        rows = read_table_apart(KIND, form.cleaned_data["table"].read(BYTES_MOST + 1))
        with reading():
            return lines_in_table(row, rows)
    return None


def _keep(request: Asking, into: _Into) -> HttpResponse:
    """Keep what was shown; it is read again, for lines may have changed meanwhile."""
    form, again = KeptLinesForm(request.POST), LinesForm()
    if not form.is_valid():
        messages.error(request, _("The table did not come back whole. Bring the file again."))
        return _page(request, into, again, UNPROCESSABLE)
    found = None
    with refused_over(request, sentence):
        found = lines_in_table(into.row, form.cleaned_data["rows_read"])
        if not found.lines:
            raise Refused(Reason("nothing_to_keep"))
        given = [line.given for line in found.lines]
        into.keep(form.asked(request.actor), given)
        told = ngettext("{count} line is kept.", "{count} lines are kept.", len(given))
        messages.success(request, told.format(count=len(given)))
        return redirect(into.back)
    return _page(request, into, again, UNPROCESSABLE, found)


def _page(
    request: Asking,
    into: _Into,
    form: LinesForm,
    status: int = 200,
    found: LinesRead | None = None,
) -> HttpResponse:
    row, shown = into.row, found.differing if found else ()
    context = {
        "row": row,
        "back": into.back,
        "title": _("Bring in lines"),
        "form": form,
        "found": found,
        "years": row.years,
        "crumbs": [*crumbs(), Entry(reverse("budget", args=[row.pk]), here(row.name))],
        "changes": [(line, _cells(row, line)) for line in shown[:SHOWN_MOST]],
        "count": len(shown),
        "same": len(found.lines) - len(shown) if found else 0,
        "more": max(0, len(shown) - SHOWN_MOST),
        "misfits": _told(found.misfits) if found else [],
        "keep": KeptLinesForm(initial={"rows_read": found.plainly()}) if found and shown else None,
    }
    return render(request, "imports/budget_lines.html", context, status=status)


def _cells(row: Budget, line: LineRead) -> list[tuple[int, int | None, int | None]]:
    """For each year what is voted so far and what the table says, in minor units."""
    before = line.before.voted if line.before else {}
    years = zip(row.years, YEARS, strict=False)
    return [(year, before.get(year), line.given.voted.get(year)) for year, _name in years]


def _told(misfits: Sequence[Misfit]) -> list[tuple[Misfit, str]]:
    return [(one, sentence(one.reason)) for one in misfits[:SHOWN_MOST]]
