"""What pages of the register share: looking up with the right to, choices, and one page of form."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from bureau.core.references import Reference
from bureau.institution.instruments.models import Instrument, Provision
from bureau.institution.instruments.permissions import may_keep_register, may_look_for_orphans
from bureau.institution.instruments.queries import bodies_of, meetings_of
from bureau.institution.instruments.queries.provisions import tree_of
from bureau.institution.instruments.queries.versions import as_known
from bureau.institution.organisation.models import Office
from bureau.institution.organisation.queries.instruments import instruments_of
from bureau.institution.organisation.texts.reasons import sentence
from bureau.institution.organisation.views.settings.parts import ONLY_REGISTRARS, unit_by_code
from bureau.institution.organisation.views.what_is_seen import seen_organisation
from bureau.record.journal.forms import KeyedForm
from bureau.record.journal.queries import first_entry_about, record_number_before
from bureau.web.formats import as_date, labelled
from bureau.web.frame import Entry
from bureau.web.multilingual import here
from bureau.web.refusing import refused_on, refused_over, status_of
from bureau.web.registers import barred
from bureau.web.requests import Asking
from bureau.web.tabs import tabs_of

INSTRUMENTS_MOST = 300
CASES = frozenset({"reorganisation", "budget_proposal"})
"""The kinds of case that put something in force."""


def day_of(request: Asking) -> date:
    """The valid day of the page."""
    return as_date(request.reading.at.valid)


def body_code(row: Instrument) -> str:
    return row.body.code if row.body else ""


def session_name(row: Instrument) -> str:
    return here(row.meeting.name) if row.meeting else ""


def keeps(request: Asking, organisation: int) -> bool:
    return may_keep_register(request.actor, organisation)


def register_tabs(request: Asking, current: str) -> list[Entry]:
    """The lists of the register, for those who are signed in; others see instruments only."""
    if request.actor.person is None:
        return []
    labels = {
        "instruments": _("Instruments"),
        "mandates": _("Mandates"),
        "strategic-plans": _("Strategic plans"),
    }
    if may_look_for_orphans(request.actor):
        labels["orphans"] = _("Without a mandate")
    return [
        Entry(f"{reverse(name)}{request.reading.query}", label, current=name == current)
        for name, label in labels.items()
    ]


def instrument_seen(request: Asking, instrument: int) -> Instrument:
    """One that the reader may see; for everybody else it does not exist."""
    organisation = seen_organisation(request)
    rows = instruments_of(request.actor, organisation.pk).select_related("body", "meeting")
    found = rows.filter(pk=instrument).first()
    if found is None:
        raise Http404
    return found


def instrument_known(request: Asking, instrument: int) -> Instrument | None:
    """The same as it was known at the record number of the page; None where it was not yet."""
    row = instrument_seen(request, instrument)
    if request.reading.is_now:
        return row
    return as_known([row], request.reading.at.recorded).get(instrument)


def instrument_tabs(request: Asking, instrument: int) -> list[Entry]:
    own = {"instrument": _("Instrument"), "instrument-history": _("History")}
    return tabs_of(request, Reference("instrument", instrument), own)


def not_on_record(request: Asking, instrument: int) -> HttpResponse:
    """The page of an instrument at a record number at which it was not on record yet."""
    subject = Reference("instrument", instrument)
    context = {
        "subject": subject,
        "known_later": [instrument_seen(request, instrument)],
        "since": record_number_before(first_entry_about(subject) + 1),
    }
    return render(request, "organisation/nothing_known.html", context)


def provision_seen(request: Asking, provision: int) -> Provision:
    row = Provision.objects.filter(pk=provision).first()
    if row is None:
        raise Http404
    row.instrument = instrument_seen(request, row.instrument_id)
    return row


def not_kept(request: Asking, organisation: int) -> HttpResponse | None:
    """The page that says who may, to who may not; nothing to who keeps the register."""
    return None if keeps(request, organisation) else barred(request, ONLY_REGISTRARS)


def form_page(
    request: Asking,
    form: KeyedForm,
    save: Callable[[Any], str],
    words: Mapping[str, Any],
    template: str = "organisation/register/form.html",
) -> HttpResponse:
    """A form by itself: sent and right, `save` does the act and says where to go on.

    `words` has `title`, `verb`, `back` and `crumbs`, and what is said once it is done.
    """
    if request.method == "POST" and form.is_valid():
        with refused_on(form, sentence):
            address = save(form)
            messages.success(request, words["done"])
            return redirect(address)
    return render(request, template, {"form": form, **words}, status=status_of(form))


def by_button(
    request: Asking, act: Callable[[KeyedForm], object], done: str, back: str
) -> HttpResponse:
    """One deed by POST: done and said, or refused and said; then on to `back`."""
    form = KeyedForm(request.POST)
    if form.is_valid():
        with refused_over(request, sentence):
            act(form)
            messages.success(request, done)
    return redirect(back)


def crumbs_to(instrument: Instrument | None = None) -> list[Entry]:
    way = [Entry(reverse("instruments"), _("Instruments"))]
    if instrument is not None:
        way.append(Entry(reverse("instrument", args=[instrument.pk]), here(instrument.title)))
    return way


def instrument_choices(organisation: int) -> list[tuple[str, str]]:
    """The latest instruments of an organisation, for a field to choose from."""
    rows = Instrument.objects.filter(organisation=organisation).order_by("-is_registered", "-pk")
    return [(str(row.pk), instrument_called(row)) for row in rows[:INSTRUMENTS_MOST]]


def instrument_called(row: Instrument) -> str:
    title = here(row.title)
    return title if not row.number or row.number in title else f"{title} ({row.number})"


def meeting_choices(organisation: int) -> list[tuple[int, int, str]]:
    """Sessions with their bodies: number, that of the body, and both names."""
    return [
        (row.pk, row.body_id, labelled(here(row.body.name), here(row.name)))
        for row in meetings_of(organisation)
    ]


def part_choices(instrument: int, left_out: int | None = None) -> list[tuple[str, str]]:
    """The provisions of one instrument by their labels; without one and all that is under it."""
    nodes = tree_of(instrument)
    gone = {left_out} if left_out else set()
    for node in nodes:
        if node.row.under_id in gone:
            gone.add(node.row.pk)
    return [(str(node.row.pk), node.path) for node in nodes if node.row.pk not in gone]


def body_choices(organisation: int) -> list[tuple[str, str]]:
    return [(str(row.pk), here(row.name)) for row in bodies_of(organisation)]


def addressee_choices(organisation: int) -> list[tuple[str, Any]]:
    """Bodies and offices, of whom something may be asked."""
    bodies = [(f"body:{pk}", name) for pk, name in body_choices(organisation)]
    offices = Office.objects.filter(organisation=organisation).order_by("code")
    borne = [(f"office:{row.pk}", here(row.name)) for row in offices]
    groups: list[tuple[str, Any]] = [(_("Bodies"), bodies), (_("Offices"), borne)]
    return [(name, choices) for name, choices in groups if choices]


def unit_finder(organisation: int) -> Callable[[str], int | None]:
    return lambda code: unit_by_code(code, organisation)
