"""Putting an instrument on the register, saying it anew, and writing its translations."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language_info, pgettext
from django.utils.translation import gettext as _

from bureau.core.texts import LANGUAGES, Status, Text
from bureau.institution.instruments import services
from bureau.institution.instruments.models import Instrument
from bureau.institution.instruments.queries.provisions import tree_of
from bureau.institution.instruments.services.provisions import translate_instrument
from bureau.institution.organisation.forms.instruments import InstrumentForm, TranslationForm
from bureau.institution.organisation.views.instruments.parts import (
    body_choices,
    crumbs_to,
    form_page,
    instrument_seen,
    meeting_choices,
    not_kept,
)
from bureau.institution.organisation.views.settings.parts import organisation_here
from bureau.web.formats import labelled, tag_of_language
from bureau.web.frame import Entry
from bureau.web.requests import Asking

FIELDS = ("kind", "title", "number", "body", "meeting", "day", "source", "note")


def new(request: Asking) -> HttpResponse:
    organisation = organisation_here(request).pk
    if refusal := not_kept(request, organisation):
        return refusal

    def save(form: InstrumentForm) -> str:
        said = _said(form)
        asked = form.asked(request.actor)
        made = services.register_instrument(asked, organisation=organisation, **said)
        return reverse("instrument", args=[made])

    words = {
        "title": _("Register an instrument"),
        "sub": _("A convention, resolution, decision or rule; its parts are added afterwards."),
        "verb": _("Register it"),
        "back": reverse("instruments"),
        "crumbs": crumbs_to(),
        "done": _("The instrument is on the register."),
    }
    return form_page(request, _form(request, organisation), save, words)


def change(request: Asking, instrument: int) -> HttpResponse:
    row = instrument_seen(request, instrument)
    if refusal := not_kept(request, row.organisation):
        return refusal
    if not row.is_registered:
        raise Http404
    address = reverse("instrument", args=[instrument])

    def save(form: InstrumentForm) -> str:
        services.change_instrument(form.asked(request.actor), instrument=instrument, **_said(form))
        return address

    words = {
        "title": _("Change the instrument"),
        "sub": _("For what was entered wrongly. What amends it is a link, not a change of this."),
        "verb": _("Save"),
        "back": address,
        "crumbs": crumbs_to(row),
        "done": _("The instrument is kept."),
    }
    return form_page(request, _form(request, row.organisation, row), save, words)


def _form(request: Asking, organisation: int, row: Instrument | None = None) -> InstrumentForm:
    names = {"body": "body_id", "meeting": "meeting_id"}
    initial = {name: getattr(row, names.get(name, name)) for name in FIELDS} if row else {}
    return InstrumentForm(
        request.POST if request.method == "POST" else None,
        bodies=body_choices(organisation),
        meetings=meeting_choices(organisation),
        initial=initial,
    )


def _said(form: InstrumentForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in FIELDS}


def translations(request: Asking, instrument: int, language: str) -> HttpResponse:
    """Every text of the instrument in one language beside its original, each with its status."""
    row = instrument_seen(request, instrument)
    if refusal := not_kept(request, row.organisation):
        return refusal
    if language not in LANGUAGES:
        raise Http404
    texts = _texts(row)
    fields = {
        name: (heading, *_in(text, language))
        for name, (heading, text) in texts.items()
        if text.original != language
    }
    form = TranslationForm(
        request.POST if request.method == "POST" else None,
        texts=fields,
        language=tag_of_language(language),
    )
    address = reverse("instrument-translations", args=[instrument, language])

    def save(form: TranslationForm) -> str:
        translate_instrument(
            form.asked(request.actor), instrument=instrument, language=language, said=form.said()
        )
        return address

    words = {
        "title": _("Translations"),
        "instrument": row,
        "languages": [
            Entry(
                reverse("instrument-translations", args=[instrument, code]),
                get_language_info(code)["name_local"],
                current=code == language,
                note=_covered(texts.values(), code),
            )
            for code in LANGUAGES
        ],
        "language": tag_of_language(language),
        "back": reverse("instrument", args=[instrument]),
        "crumbs": crumbs_to(row),
        "done": _("The translations are kept."),
    }
    template = "organisation/register/translations.html"
    if not fields:
        return render(request, template, {"form": None, **words})
    return form_page(request, form, save, words, template)


def _texts(row: Instrument) -> dict[str, tuple[str, Text]]:
    """By the name under which it is sent: its heading, and the text."""
    found: dict[str, tuple[str, Text]] = {
        "title": (pgettext("of an instrument", "Title"), row.title)
    }
    if row.note:
        found["note"] = (_("Note"), row.note)
    for node in tree_of(row.pk):
        if node.row.name:
            heading = labelled(node.row.label, _("The label in words"))
            found[f"name.{node.row.pk}"] = (heading, node.row.name)
        found[f"gist.{node.row.pk}"] = (node.path, node.row.gist)
        if node.row.words:
            heading = labelled(node.path, _("the text itself"))
            found[f"words.{node.row.pk}"] = (heading, node.row.words)
    return found


def _in(text: Text, language: str) -> tuple[str, str, str]:
    """The original, the words in the language so far, and their status."""
    words, status = text.said.get(language, ("", Status.DRAFT))
    return text.in_original, words, str(status)


def _covered(texts: Any, language: str) -> str:
    listed = [text for _heading, text in texts]
    there = sum(text.is_in(language) for text in listed)
    return f"{there}/{len(listed)}"
