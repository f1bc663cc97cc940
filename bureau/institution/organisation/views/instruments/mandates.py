"""The register of mandates, as of a day; and saying what became of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bureau.core.instruments.mandates import MandateState
from bureau.core.references import Reference
from bureau.core.tokens import folded
from bureau.documents.tables import Column
from bureau.institution.instruments.models import Settlement
from bureau.institution.instruments.queries.mandates import Mandate, mandates_of
from bureau.institution.instruments.queries.provisions import cited
from bureau.institution.instruments.services.mandates import settle_mandate
from bureau.institution.instruments.texts.words import MANDATE_MARKS, MANDATE_STATES
from bureau.institution.organisation.forms.instruments import SettlementForm
from bureau.institution.organisation.queries.addressees import addressees_called
from bureau.institution.organisation.queries.orphans import standing_of_subjects
from bureau.institution.organisation.views.instruments.parts import (
    body_choices,
    crumbs_to,
    day_of,
    form_page,
    instrument_choices,
    not_kept,
    provision_seen,
    register_tabs,
)
from bureau.institution.organisation.views.what_is_seen import (
    seen_organisation,
    structure_asked,
)
from bureau.record.accounts.queries import people_by_id
from bureau.record.journal.queries import reading
from bureau.web import exports, kinds
from bureau.web.answers import Label
from bureau.web.multilingual import here
from bureau.web.numbers import number_asked
from bureau.web.paging import slice_of
from bureau.web.requests import Asking
from bureau.web.saved import saveable

SORTS = ("instrument", "state", "due")


@dataclass(frozen=True, slots=True)
class Sought:
    """What a reader asks of the register; empty is any. `served` is "yes", "no" or any."""

    text: str
    state: str
    body: int | None
    served: str
    is_overdue: bool
    sort: str


@dataclass(frozen=True, slots=True)
class MandateLine:
    """One mandate with whom it asks and what serves it, named."""

    mandate: Mandate
    addressee: Label | None
    serving: tuple[Label, ...]

    @property
    def mark(self) -> str:
        return MANDATE_MARKS[str(self.mandate.state)]

    @property
    def word(self) -> str:
        return str(MANDATE_STATES[str(self.mandate.state)])


@saveable
@require_safe
def mandate_register(request: Asking) -> HttpResponseBase:
    if request.actor.person is None:
        raise Http404
    with reading():
        organisation = seen_organisation(request).pk
        sought = _sought(request)
        found = _chosen(request, mandates_of(organisation, day_of(request)), sought)
        format = request.GET.get("format", "")
        if format in exports.TABLE_FORMATS:
            return _export(request, format, lines_of(request, found))
        page = slice_of([one.row.pk for one in found], request.GET.get("page", ""))
        if page is None:
            raise Http404
        context = {
            "sought": sought,
            "lines": lines_of(request, found[page.start : page.end]),
            "page": page,
            "total": len(found),
            "states": MANDATE_STATES.items(),
            "bodies": body_choices(organisation),
            "register_tabs": register_tabs(request, "mandates"),
        }
    return render(request, "organisation/register/mandates.html", context)


def _sought(request: Asking) -> Sought:
    get = request.GET.get
    body, sort = get("body", ""), get("sort", "")
    return Sought(
        text=get("text", "").strip(),
        state=get("state", ""),
        body=number_asked(body),
        served=get("served", ""),
        is_overdue=get("overdue", "") == "1",
        sort=sort if sort.removeprefix("-") in SORTS else "",
    )


def _chosen(request: Asking, found: Sequence[Mandate], sought: Sought) -> list[Mandate]:
    served = _served(request, found) if sought.served else frozenset()
    wanted = folded(sought.text)
    chosen = [
        one
        for one in found
        if (not sought.state or one.state == sought.state)
        and (not sought.body or one.cited.instrument.body_id == sought.body)
        and (not sought.served or (one.row.pk in served) == (sought.served == "yes"))
        and (not sought.is_overdue or one.is_overdue)
        and (not wanted or wanted in folded(f"{one.cited.name} {one.gist}"))
    ]
    keys: dict[str, Any] = {
        "instrument": lambda one: one.cited.name.casefold(),
        "state": lambda one: list(MandateState).index(one.state),
        "due": lambda one: (one.row.due is None, one.row.due or day_of(request)),
    }
    if sought.sort:
        name = sought.sort.removeprefix("-")
        chosen.sort(key=keys[name], reverse=sought.sort.startswith("-"))
    return chosen


def _served(request: Asking, found: Sequence[Mandate]) -> frozenset[int]:
    """Those that something serves which stands and which the reader may see."""
    subjects = {each for one in found for each in one.cited_by}
    standing = standing_of_subjects(structure_asked(request), subjects)
    standing &= kinds.visible(request.actor, standing)
    return frozenset(one.row.pk for one in found if not standing.isdisjoint(one.cited_by))


def lines_of(request: Asking, found: Sequence[Mandate]) -> list[MandateLine]:
    """With the names of addressees and of what serves, in a constant number of reads."""
    labels = kinds.describe(request.actor, {each for one in found for each in one.cited_by})
    asked = addressees_called(request.actor, {one.addressee for one in found if one.addressee})
    return [
        MandateLine(
            one,
            asked.get(one.addressee) if one.addressee else None,
            tuple(labels[each] for each in one.cited_by if each in labels),
        )
        for one in found
    ]


def _export(request: Asking, format: str, lines: Sequence[MandateLine]) -> HttpResponseBase:
    columns: list[Column[MandateLine]] = [
        *columns_of_mandates(),
        Column("state", _("State"), lambda one: str(one.mandate.state)),
        Column(
            "served_by",
            _("What serves it"),
            lambda one: "; ".join(label.name for label in one.serving),
        ),
    ]
    return exports.dated_table_response(format, "mandates", columns, lines, request.reading)


def columns_of_mandates() -> list[Column[MandateLine]]:
    return [
        Column("provision", _("Number of the row"), lambda one: one.mandate.row.pk),
        Column("instrument", _("Instrument"), lambda one: here(one.mandate.cited.instrument.title)),
        Column("part", _("Provision"), lambda one: one.mandate.cited.path),
        Column("says", _("What it says"), lambda one: one.mandate.gist),
        Column(
            "addressee", _("Asked of"), lambda one: one.addressee.name if one.addressee else None
        ),
        Column("due", _("To be answered by"), lambda one: one.mandate.row.due),
    ]


@dataclass(frozen=True, slots=True)
class SettlementLine:
    row: Settlement
    word: str
    mark: str
    who: str
    instrument: Label | None


def settlement_lines(request: Asking, provision: int) -> list[SettlementLine]:
    """What was said of a mandate, newest first; by whom is told to those signed in."""
    rows = list(Settlement.objects.filter(provision=provision).order_by("-day", "-pk"))
    is_known = request.actor.person is not None
    people = people_by_id({row.person for row in rows}) if is_known else {}
    instruments = [Reference("instrument", row.instrument_id) for row in rows if row.instrument_id]
    labels = kinds.describe(request.actor, instruments)
    return [
        SettlementLine(
            row,
            str(MANDATE_STATES[row.state]),
            MANDATE_MARKS[row.state],
            people[row.person].name if row.person in people else "",
            labels.get(Reference("instrument", row.instrument_id or 0)),
        )
        for row in rows
    ]


def settle(request: Asking, provision: int) -> HttpResponse:
    """Say how a mandate stands from a day on, and why."""
    row = provision_seen(request, provision)
    if refusal := not_kept(request, row.instrument.organisation):
        return refusal
    if not row.is_mandate:
        raise Http404
    back = reverse("provision", args=[provision])
    form = SettlementForm(
        request.POST if request.method == "POST" else None,
        instruments=instrument_choices(row.instrument.organisation),
        initial={"day": request.reading.today},
    )

    def save(form: SettlementForm) -> str:
        said = {name: form.cleaned_data[name] for name in ("day", "reason", "instrument")}
        state = MandateState(form.cleaned_data["state"])
        settle_mandate(form.asked(request.actor), provision=provision, state=state, **said)
        return back

    words = {
        "title": _("What became of the mandate"),
        "sub": cited([provision])[provision].name,
        "verb": _("Put it on record"),
        "back": back,
        "crumbs": crumbs_to(row.instrument),
        "done": _("What became of the mandate is on record."),
    }
    return form_page(request, form, save, words)
