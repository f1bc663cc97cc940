"""The list of reorganisations that one may see, and starting a draft."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from bureau.core.tokens import folded
from bureau.documents.linked_cases import Case, cases_json_ld
from bureau.documents.tables import Column
from bureau.institution.governance.forms.cases import CaseForm
from bureau.institution.governance.forms.keyed import new_key
from bureau.institution.governance.permissions import may_start_reorganisation
from bureau.institution.governance.queries.entered import Entered, entered_of
from bureau.institution.governance.queries.left import drafts_left
from bureau.institution.governance.queries.linked import entries_with_units
from bureau.institution.governance.queries.pages import state_of_case
from bureau.institution.governance.queries.reorganisations import Seen, all_seen_by
from bureau.institution.governance.queries.steps_named import StepAhead, steps_ahead
from bureau.institution.governance.services.drafts import (
    describe_reorganisation,
    start_reorganisation,
)
from bureau.institution.governance.texts.labels import STATE_MARKS, STATES
from bureau.institution.governance.texts.states import state_in_words
from bureau.institution.governance.views.looking import crumbs_to_case, look_up_own
from bureau.institution.governance.views.refusals import refused_in_full
from bureau.institution.organisation.queries.exports import by_language, identity
from bureau.institution.organisation.queries.organisations import organisation_of
from bureau.record.journal.queries import reading
from bureau.web.exports import TABLE_FORMATS, dated_table_response, file_response, stand_of
from bureau.web.multilingual import here
from bureau.web.paging import slice_of
from bureau.web.refusing import UNPROCESSABLE, status_of
from bureau.web.requests import Asking


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list; `since` is the day of the last submission."""

    seen: Seen
    state: str
    done: Entered
    since: date | None

    @property
    def mark(self) -> str:
        return STATE_MARKS[self.state]

    @property
    def word(self) -> str:
        return state_in_words(self.state, self.done)

    @property
    def title(self) -> str:
        return here(self.seen.row.title)

    def has(self, text: str) -> bool:
        """Whether its reference, or its title in any language, has the text, in every form."""
        title = self.seen.row.title
        said = (self.seen.row.reference, *(words for words, _status in title.said.values()))
        return any(folded(text) in folded(words) for words in said)


SORTS = {
    "reference": lambda row: row.seen.row.reference.casefold(),
    "title": lambda row: row.title.casefold(),
    "state": lambda row: list(STATES).index(row.state),
    "since": lambda row: row.since or date.max,
}


@require_safe
def reorganisations(request: Asking) -> HttpResponseBase:
    with reading():
        rows, left = _rows(request), drafts_left(request.actor)
        state = request.GET.get("state", "")
        text = request.GET.get("text", "").strip()
        shown = [row for row in rows if state in ("", row.state) and row.has(text)]
        sort = request.GET.get("sort", "")
        if order := SORTS.get(sort.removeprefix("-")):
            shown.sort(key=order, reverse=sort.startswith("-"))
        form = request.GET.get("format", "")
        if form in TABLE_FORMATS:
            return _export(request, form, shown, _standing(shown))
        if form == "jsonld":
            return _linked(request, shown)
        page = slice_of([row.seen.row.pk for row in shown], request.GET.get("page", ""))
        if page is None:
            raise Http404
        here_now = shown[page.start : page.end]
        standing = _standing(here_now)
    context = {
        "rows": [(row, standing.get(row.seen.row.pk, ())) for row in here_now],
        "page": page,
        "left": left,
        "key": new_key(),
        "is_empty": not rows,
        "state": state,
        "text": text,
        "states": [(code, word) for code, word in STATES.items()],
        "may_start": may_start_reorganisation(request.actor),
        "is_signed_in": request.actor.person is not None,
    }
    return render(request, "governance/reorganisations.html", context)


def _standing(rows: list[Row]) -> dict[int, tuple[StepAhead, ...]]:
    return steps_ahead([row.seen for row in rows if row.seen.case])


def _export(
    request: Asking, form: str, rows: list[Row], standing: dict[int, tuple[StepAhead, ...]]
) -> HttpResponseBase:
    """The lines shown; machine names of columns and states stay the same in every language."""

    def waits_for(row: Row) -> str:
        return ", ".join(step.who for step in standing.get(row.seen.row.pk, ()))

    columns: list[Column[Row]] = [
        Column("reference", _("Reference"), lambda row: row.seen.row.reference),
        Column("title", pgettext("of a case", "Title"), lambda row: row.title),
        Column("state", _("State"), lambda row: row.state),
        Column("waits_for", _("Waits for"), waits_for),
        Column("submitted", _("Submitted"), lambda row: row.since),
    ]
    return dated_table_response(form, "reorganisations", columns, rows, request.reading)


def _linked(request: Asking, rows: list[Row]) -> HttpResponseBase:
    """The lines shown as W3C ORG and PROV."""
    entries = entries_with_units([row.seen.row.pk for row in rows])
    cases = [
        Case(
            number,
            row.seen.row.reference,
            by_language(row.seen.row.title),
            row.state,
            row.since,
            entries.get(number, []),
        )
        for row in rows
        for number in [row.seen.row.pk]
    ]
    content = cases_json_ld(identity(), stand_of(request.reading), cases)
    return file_response(content, "jsonld", "reorganisations")


def start(request: Asking) -> HttpResponse:
    """Begin a draft; whoever may not is told why."""
    may_start = may_start_reorganisation(request.actor)
    form = CaseForm(request.POST or None)
    organisation = organisation_of(request.actor)
    status = 200
    if request.method == "POST" and may_start and organisation:
        status = UNPROCESSABLE
        if form.is_valid():
            with refused_in_full(form, request.actor):
                number = start_reorganisation(
                    form.asked(request.actor),
                    organisation=organisation.pk,
                    reference=form.cleaned_data["reference"],
                    **form.texts(),
                )
                return redirect("reorganisation", number)
    context = {"form": form, "may_start": may_start, "crumbs": crumbs_to_case()}
    return render(request, "governance/start.html", context, status=status)


def describe(request: Asking, reorganisation: int) -> HttpResponse:
    """Change what a draft is called and for, and why."""
    seen = look_up_own(request, reorganisation)
    row = seen.row
    form = CaseForm(request.POST or None, row=row, initial={"reference": row.reference})
    if form.is_valid():
        with refused_in_full(form, request.actor):
            describe_reorganisation(
                form.asked(request.actor),
                reorganisation=row.pk,
                reference=form.cleaned_data["reference"],
                **form.texts(),
            )
            return redirect("reorganisation", row.pk)
    context = {"form": form, "seen": seen, "crumbs": crumbs_to_case(seen)}
    return render(request, "governance/describe.html", context, status=status_of(form))


def _rows(request: Asking) -> list[Row]:
    found = all_seen_by(request.actor)
    done = entered_of(found.values())
    return [
        Row(seen, state_of_case(seen, done[number]), done[number], seen.submitted)
        for number, seen in found.items()
    ]
