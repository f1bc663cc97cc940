"""Saying what a unit, post or duty serves, and that it serves it no more."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from bureau.core.references import Reference
from bureau.institution.instruments.models import Citation
from bureau.institution.instruments.queries.citations import SERVING, subject_of, target_of
from bureau.institution.instruments.queries.finding import MOST, offers
from bureau.institution.instruments.services.citations import cite, uncite
from bureau.institution.organisation.forms.instruments import CitationForm, EndOfCitationForm
from bureau.institution.organisation.queries.citations import asked_for
from bureau.institution.organisation.queries.descriptions import Description
from bureau.institution.organisation.views.instruments.parts import (
    day_of,
    form_page,
    keeps,
    not_kept,
)
from bureau.institution.organisation.views.settings.parts import organisation_here
from bureau.web import kinds
from bureau.web.answers import Label
from bureau.web.frame import Entry
from bureau.web.requests import Asking


def new(request: Asking) -> HttpResponse:
    """?subject= says what serves, ?text= narrows what may be cited."""
    organisation = organisation_here(request).pk
    if refusal := not_kept(request, organisation):
        return refusal
    subject, label = _subject(request)
    text = request.GET.get("text", "").strip()
    day = request.reading.today
    found = offers(organisation, text, day)
    form = CitationForm(
        request.POST if request.method == "POST" else None,
        offers=found,
        initial={"day": day},
    )

    def save(form: CitationForm) -> str:
        said = form.cleaned_data
        cite(
            form.asked(request.actor),
            organisation=organisation,
            subject=subject,
            of=said["of"],
            day=said["day"],
            reason=said["reason"],
        )
        return label.address

    words = {
        "title": _("What it serves"),
        "sub": label.name,
        "subject": subject,
        "text": text,
        "most": MOST,
        "verb": _("Put it on record"),
        "back": label.address,
        "crumbs": [Entry(label.address, label.name)],
        "done": _("It is on record what this serves."),
    }
    return form_page(request, form, save, words, "organisation/register/citation.html")


def end(request: Asking, citation: int) -> HttpResponse:
    row = Citation.objects.filter(pk=citation, subject_kind__in=SERVING).first()
    if row is None or row.valid_until is not None:
        raise Http404
    if refusal := not_kept(request, row.organisation):
        return refusal
    labels = kinds.describe(request.actor, [subject_of(row), target_of(row)])
    subject, target = labels.get(subject_of(row)), labels.get(target_of(row))
    if subject is None or target is None:
        raise Http404
    form = EndOfCitationForm(
        request.POST if request.method == "POST" else None,
        initial={"day": request.reading.today},
    )

    def save(form: EndOfCitationForm) -> str:
        said = form.cleaned_data
        asked = form.asked(request.actor)
        uncite(asked, citation=citation, day=said["day"], reason=said["reason"])
        return subject.address

    words = {
        "title": _("It serves this no more"),
        "sub": target.name,
        "verb": _("Put it on record"),
        "back": subject.address,
        "crumbs": [Entry(subject.address, subject.name)],
        "done": _("It is on record that this is served no more."),
    }
    return form_page(request, form, save, words)


def _subject(request: Asking) -> tuple[Reference, Label]:
    """What is to serve, where it is of a kind that may and the reader sees it."""
    try:
        subject = Reference.parse(request.GET.get("subject", ""))
    except ValueError:
        raise Http404 from None
    label = None
    if subject.kind in SERVING:
        label = kinds.describe(request.actor, [subject]).get(subject)
    if label is None:
        raise Http404
    return subject, label


def asked_for_context(
    request: Asking,
    subject: Reference,
    organisation: int,
    description: Description | None = None,
) -> dict[str, Any]:
    """What the page of a unit or post says of what asked for it, or for a duty of it."""
    duties = (
        [each for duty in description.duties for each in (duty, *duty.parts)] if description else []
    )
    subjects = [subject, *(Reference("duty", each.duty) for each in duties)]
    may_cite = keeps(request, organisation)
    return {
        "asked_for": asked_for(request.actor, subjects, day_of(request)),
        "about": subject.kind,
        "may_cite": may_cite,
        "cite_address": address_to_cite(subject),
        "duties_to_cite": [
            (address_to_cite(Reference("duty", each.duty)), each.number, each.said)
            for each in (duties if may_cite else ())
        ],
    }


def address_to_cite(subject: Reference) -> str:
    return reverse("citation-new", query={"subject": str(subject)})
