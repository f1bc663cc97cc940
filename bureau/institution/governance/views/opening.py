"""The opening record by form: checked as a whole first, then recorded as it was checked."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from bureau.core.changes.check import Severity
from bureau.core.structure.kinds import UNIT_KINDS
from bureau.documents.tables import Table, columns_of_cells
from bureau.institution.governance.forms.opening import OpeningForm
from bureau.institution.governance.forms.opening_tables import COLUMNS, Flaw
from bureau.institution.governance.queries.naming import naming
from bureau.institution.governance.queries.opening import DryRun, dry_run, has_effects, known_to
from bureau.institution.governance.services.opening import record_opening_tables
from bureau.institution.governance.texts.findings import finding_sentence
from bureau.institution.governance.texts.opening import (
    EXPLANATIONS,
    TABLES,
    column_in_words,
    flaw_sentence,
)
from bureau.institution.governance.views.findings import FINDING_MARKS, HEADINGS
from bureau.institution.governance.views.refusals import refused_in_full
from bureau.institution.organisation.permissions import may_record_opening
from bureau.institution.organisation.queries.charts import count_in_words
from bureau.institution.organisation.texts.words import word_for
from bureau.institution.organisation.views.settings.parts import (
    ONLY_ADMINISTRATORS,
    crumbs,
    organisation_here,
)
from bureau.web import exports
from bureau.web.refusing import UNPROCESSABLE, status_of
from bureau.web.registers import barred
from bureau.web.requests import Asking


def opening(request: Asking) -> HttpResponse:
    """The form; what would be recorded; and, confirmed as it was shown, the record itself."""
    if not may_record_opening(request.actor, has_effects=False):
        return barred(request, ONLY_ADMINISTRATORS)
    organisation = organisation_here(request)
    is_confirming = bool(request.POST.get("confirm"))
    if has_effects(organisation.pk) and not is_confirming:
        status = 200 if request.method == "GET" else 403
        context = {"crumbs": crumbs(), "organisation": organisation}
        return render(request, "governance/opening_over.html", context, status=status)
    form = _form(request, organisation.pk)
    context = {"form": form, "crumbs": crumbs(), "organisation": organisation, **_explained()}
    if not form.is_valid():
        context["flaws"] = [_told(flaw) for flaw in form.flaws]
        return render(
            request,
            "governance/opening.html",
            context,
            status=status_of(form),
        )
    if request.POST.get("confirm") == form.checked() and _recorded(request, form, organisation.pk):
        return redirect("chart")
    said = dry_run(organisation.pk, form.tables, form.cleaned_data["day"].toordinal())
    context |= _previewed(request, said)
    context |= {"checked": form.checked(), "was_changed": is_confirming and form.is_valid()}
    status = 200 if form.is_valid() else UNPROCESSABLE
    return render(request, "governance/opening.html", context, status=status)


@require_safe
def opening_template(request: Asking, table: str) -> HttpResponseBase:
    """An empty table to fill in: its columns by name, and what they are called."""
    if request.actor.person is None or table not in COLUMNS:
        raise Http404
    columns = columns_of_cells((name, column_in_words(name)) for name in COLUMNS[table])
    name = f"opening-{table}"
    return exports.table_response(Table(name, columns, ()), "csv", name)


def _form(request: Asking, organisation: int) -> OpeningForm:
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    initial = {"title": _("Opening record"), "day": request.reading.today}
    return OpeningForm(known_to(organisation), request.reading.today, *sent, initial=initial)


def _recorded(request: Asking, form: OpeningForm, organisation: int) -> bool:
    said = form.cleaned_data
    count = len(form.tables.units)
    told = ngettext(
        "The opening is on record: {count} unit.", "The opening is on record: {count} units.", count
    )
    with refused_in_full(form, request.actor):
        record_opening_tables(
            form.asked(request.actor),
            organisation=organisation,
            tables=form.tables,
            language=said["language"],
            day=said["day"],
            title=said["title"],
        )
        messages.success(request, told.format(count=count))
        return True
    return False


@dataclass(frozen=True, slots=True)
class FlawLine:
    """One flaw in words: where it is, what stands there, and why it cannot be taken."""

    table: str
    line: int
    column: str
    cell: str
    why: str


def _told(flaw: Flaw) -> FlawLine:
    column = column_in_words(flaw.column) if flaw.column else ""
    return FlawLine(
        str(TABLES[flaw.table]), flaw.line, column, flaw.cell, flaw_sentence(flaw.reason)
    )


@dataclass(slots=True)
class FoundGroup:
    """What the check found of one severity, as sentences."""

    heading: str
    mark: str
    lines: list[str] = field(default_factory=list)


def _previewed(request: Asking, said: DryRun) -> dict[str, Any]:
    """What the tables would make so, for the page."""
    days = {one.day for one in said.findings}
    names = naming(request.actor, said.overlay, days, said.recorded, found=said.findings)
    groups = {
        severity: FoundGroup(str(HEADINGS[severity]), FINDING_MARKS[severity])
        for severity in Severity
    }
    groups[Severity.BARS].heading = _("Bars the record")
    for one in said.findings:
        told = finding_sentence(one, names)
        table, line = said.lines.get(one.subject, ("", 0))
        if line:
            where = _("{table}, line {line}").format(table=TABLES[table], line=line)
            told = _("{where}: {what}").format(where=where, what=told)
        groups[one.severity].lines.append(told)
    return {
        "outline": [
            (row, word_for(row.kind, "unit_kind"), count_in_words(row.own)) for row in said.outline
        ],
        "totals": [count_in_words(count) for count in said.total],
        "found": [group for group in groups.values() if group.lines],
        "is_barred": bool(groups[Severity.BARS].lines),
    }


def _explained() -> dict[str, Any]:
    """Each table with its columns: name, word, what may stand in it."""
    return {
        "explained": [
            (
                table,
                words,
                [
                    (name, column_in_words(name), EXPLANATIONS[table][name])
                    for name in COLUMNS[table]
                ],
            )
            for table, words in TABLES.items()
        ],
        "unit_kinds": [(kind, word_for(kind, "unit_kind")) for kind in UNIT_KINDS],
    }
