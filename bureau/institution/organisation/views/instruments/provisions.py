"""The parts of an instrument as its keeper arranges them, and the page of one provision."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bureau.core.references import Reference
from bureau.core.texts import LANGUAGES, Text
from bureau.institution.instruments import services
from bureau.institution.instruments.models import Provision
from bureau.institution.instruments.queries.mandates import mandates
from bureau.institution.instruments.queries.provisions import cited, tree_of
from bureau.institution.instruments.services.provisions import change_provision, move_provision
from bureau.institution.organisation.forms.instruments import ProvisionForm
from bureau.institution.organisation.queries.addressees import addressees_called
from bureau.institution.organisation.queries.citations import served_by
from bureau.institution.organisation.queries.structure import today_in_force
from bureau.institution.organisation.views.instruments.amendments import amendment_lines
from bureau.institution.organisation.views.instruments.mandates import settlement_lines
from bureau.institution.organisation.views.instruments.parts import (
    addressee_choices,
    by_button,
    crumbs_to,
    day_of,
    form_page,
    instrument_seen,
    keeps,
    not_kept,
    part_choices,
    provision_seen,
    unit_finder,
)
from bureau.record.journal.forms import new_key
from bureau.record.journal.queries import reading
from bureau.web import kinds
from bureau.web.formats import tag_of_language
from bureau.web.multilingual import here
from bureau.web.requests import Asking

FIELDS = ("under", "label", "name", "gist", "words", "is_mandate", "addressee", "due")


@require_safe
def provision(request: Asking, provision: int) -> HttpResponse:
    """What it says in each language, where it stands, what became of it and what serves it."""
    with reading():
        row = provision_seen(request, provision)
        day = day_of(request)
        reference = Reference("provision", provision)
        mandate = mandates([provision], day)[provision]
        below = [node for node in tree_of(row.instrument_id) if node.row.under_id == provision]
        addressee = mandate.addressee
        edges = kinds.edges(request.actor, [reference], request.reading)
        rules = [one for _above, one in edges if one.kind == "rule"]
        labels = kinds.describe(request.actor, rules)
        asked = addressees_called(request.actor, [addressee] if addressee else [])
        context = {
            "mandate": mandate,
            "row": row,
            "instrument": row.instrument,
            "languages": _languages(row.words or row.gist),
            "below": below,
            "addressee": asked.get(addressee) if addressee else None,
            "settlements": settlement_lines(request, provision),
            "serving": served_by(request.actor, day, provisions=[provision]),
            "rules": [labels[one] for one in rules],
            "amendments": amendment_lines(request, row.instrument_id, provision),
            "keeps": keeps(request, row.instrument.organisation),
            "crumbs": crumbs_to(row.instrument),
            "key": new_key(),
        }
    return render(request, "organisation/register/provision.html", context)


def _languages(text: Text) -> list[tuple[str, str, str]]:
    """In which languages it is said, and how far each has come; the original first."""
    listed = sorted(text.said, key=lambda code: (code != text.original, LANGUAGES.index(code)))
    return [
        (
            tag_of_language(code),
            get_language_info(code)["name_local"],
            str(text.said[code][1]),
        )
        for code in listed
    ]


def provisions(request: Asking, instrument: int) -> HttpResponse:
    """The tree of parts with what may be done to each."""
    row = instrument_seen(request, instrument)
    if refusal := not_kept(request, row.organisation):
        return refusal
    context = {
        "instrument": row,
        "nodes": tree_of(instrument),
        "crumbs": crumbs_to(row),
        "key": new_key(),
    }
    return render(request, "organisation/register/provisions.html", context)


def new(request: Asking, instrument: int) -> HttpResponse:
    row = instrument_seen(request, instrument)
    if refusal := not_kept(request, row.organisation):
        return refusal
    under = request.GET.get("under", "")
    back = reverse("instrument-provisions", args=[instrument])

    def save(form: ProvisionForm) -> str:
        said = {name: form.cleaned_data[name] for name in FIELDS}
        services.add_provision(form.asked(request.actor), instrument=instrument, **said)
        return back

    initial = {"under": under if under.isdecimal() else ""}
    form = _form(request, row.organisation, part_choices(instrument), initial)
    words = {
        "title": _("Add a provision"),
        "sub": here(row.title),
        "verb": _("Add it"),
        "back": back,
        "crumbs": crumbs_to(row),
        "done": _("The provision is added."),
    }
    return form_page(request, form, save, words)


def change(request: Asking, provision: int) -> HttpResponse:
    row = provision_seen(request, provision)
    if refusal := not_kept(request, row.instrument.organisation):
        return refusal
    back = reverse("provision", args=[provision])

    def save(form: ProvisionForm) -> str:
        said = {name: form.cleaned_data[name] for name in FIELDS}
        change_provision(form.asked(request.actor), provision=provision, **said)
        return back

    organisation = row.instrument.organisation
    parts = part_choices(row.instrument_id, left_out=provision)
    form = _form(request, organisation, parts, _initial(row))
    words = {
        "title": _("Change the provision"),
        "sub": cited([provision])[provision].name,
        "verb": _("Save"),
        "back": back,
        "crumbs": crumbs_to(row.instrument),
        "done": _("The provision is kept."),
    }
    return form_page(request, form, save, words)


@require_POST
def place(request: Asking, provision: int) -> HttpResponse:
    """One up or down among those under the same part."""
    row = provision_seen(request, provision)
    if refusal := not_kept(request, row.instrument.organisation):
        return refusal
    steps = {"up": -1, "down": 1}
    step = steps.get(request.POST.get("by", ""))
    if step is None:
        raise Http404
    return by_button(
        request,
        lambda form: move_provision(form.asked(request.actor), provision=provision, by=step),
        _("The provision is moved."),
        reverse("instrument-provisions", args=[row.instrument_id]),
    )


def _form(
    request: Asking, organisation: int, parts: list[tuple[str, str]], initial: dict[str, Any]
) -> ProvisionForm:
    return ProvisionForm(
        request.POST if request.method == "POST" else None,
        parts=parts,
        addressees=addressee_choices(organisation),
        find_unit=unit_finder(organisation),
        initial=initial,
    )


def _initial(row: Provision) -> dict[str, Any]:
    initial: dict[str, Any] = {
        name: getattr(row, name) for name in ("label", "name", "gist", "words", "is_mandate", "due")
    }
    initial["under"] = row.under_id
    if row.addressee and row.addressee_kind == "unit":
        unit = today_in_force().unit(row.addressee)
        initial["unit"] = unit.code if unit else ""
    elif row.addressee:
        initial["addressee"] = f"{row.addressee_kind}:{row.addressee}"
    return initial
