"""Numbering documents, their revisions and addenda; saying one anew; its languages; withdrawing."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from bureau.core.texts import LANGUAGES
from bureau.institution.instruments.models import Document
from bureau.institution.instruments.queries.documents import classes_of
from bureau.institution.instruments.services import documents as services
from bureau.institution.organisation.forms.meetings import (
    DocumentForm,
    LanguagesForm,
    NewDocumentForm,
    WithdrawalForm,
)
from bureau.institution.organisation.views.instruments.parts import form_page
from bureau.institution.organisation.views.meetings.agenda import item_choices
from bureau.institution.organisation.views.meetings.documents import crumbs_of, document_seen
from bureau.institution.organisation.views.meetings.parts import (
    not_served,
    post_finder,
    post_number,
    sent,
    session_seen,
    today_at,
)
from bureau.web.multilingual import here
from bureau.web.requests import Asking

VARIANTS = ("revision", "addendum")


def new(request: Asking, meeting: int) -> HttpResponse:
    session = session_seen(request, meeting)
    if refusal := not_served(request, session.body):
        return refusal

    def save(form: NewDocumentForm) -> str:
        made = services.register_document(
            form.asked(request.actor),
            meeting=meeting,
            document_class=form.cleaned_data["document_class"],
            said=form.said(),
        )
        return reverse("document", args=[made])

    rules = classes_of(session.body_id, session.valid_from)
    form = NewDocumentForm(
        sent(request),
        classes=[(str(rule.pk), f"{rule.code} {here(rule.name)}") for rule in rules],
        items=item_choices(meeting),
        find_post=post_finder(session.body.organisation),
    )
    words = {
        "title": _("Number a document"),
        "sub": _("It is given the next number of its class; no other document ever has it."),
        "verb": _("Give it a number"),
        "back": reverse("meeting-documents", args=[meeting]),
        "crumbs": crumbs_of(session),
        "done": _("The document has its number."),
    }
    return form_page(request, form, save, words)


def variant(request: Asking, document: int, variant: str) -> HttpResponse:
    """A revision of a document, or an addendum to it."""
    row = document_seen(request, document)
    if refusal := not_served(request, row.meeting.body):
        return refusal
    if variant not in VARIANTS or row.variant:
        raise Http404

    def save(form: DocumentForm) -> str:
        asked = form.asked(request.actor)
        made = services.register_variant(asked, of=document, variant=variant, said=form.said())
        return reverse("document", args=[made])

    titles = {
        "revision": _("Number a revision of {number}"),
        "addendum": _("Number an addendum to {number}"),
    }
    words = {
        "title": titles[variant].format(number=row.number),
        "sub": here(row.title),
        "verb": _("Give it a number"),
        "back": reverse("document", args=[document]),
        "crumbs": crumbs_of(row.meeting),
        "done": _("The document has its number."),
    }
    form = _form(request, row, _said(row) | {"received": None, "source": ""})
    return form_page(request, form, save, words)


def change(request: Asking, document: int) -> HttpResponse:
    row = document_seen(request, document)
    if refusal := not_served(request, row.meeting.body):
        return refusal
    back = reverse("document", args=[document])

    def save(form: DocumentForm) -> str:
        services.change_document(form.asked(request.actor), document=document, said=form.said())
        return back

    words = {
        "title": _("Change document {number}").format(number=row.number),
        "sub": here(row.title),
        "verb": _("Save"),
        "back": back,
        "crumbs": crumbs_of(row.meeting),
        "done": _("The document is kept."),
    }
    return form_page(request, _form(request, row, _said(row)), save, words)


def languages(request: Asking, document: int) -> HttpResponse:
    row = document_seen(request, document)
    if refusal := not_served(request, row.meeting.body):
        return refusal
    back = reverse("document", args=[document])

    def save(form: LanguagesForm) -> str:
        asked = form.asked(request.actor)
        services.keep_languages(asked, document=document, slots=form.slots())
        return back

    slots = {slot.language: slot for slot in row.slots.all()}
    initial: dict[str, object] = {f"{code}.state": slot.state for code, slot in slots.items()}
    initial |= {f"{code}.day": slot.day for code, slot in slots.items()}
    words = {
        "title": _("Languages of {number}").format(number=row.number),
        "sub": _("The original is there from the day on which the document is received."),
        "verb": _("Save"),
        "back": back,
        "crumbs": crumbs_of(row.meeting),
        "done": _("The languages are kept."),
    }
    translated = [code for code in LANGUAGES if code != row.original]
    form = LanguagesForm(sent(request), translated=translated, initial=initial)
    return form_page(request, form, save, words)


def withdraw(request: Asking, document: int) -> HttpResponse:
    row = document_seen(request, document)
    if refusal := not_served(request, row.meeting.body):
        return refusal
    if row.withdrawn is not None:
        raise Http404
    back = reverse("document", args=[document])

    def save(form: WithdrawalForm) -> str:
        day: date = form.cleaned_data["day"]
        services.withdraw_document(form.asked(request.actor), document=document, day=day)
        return back

    words = {
        "title": _("Withdraw document {number}").format(number=row.number),
        "sub": _("It stays in the list as withdrawn, and its number is given to nothing else."),
        "verb": _("Withdraw it"),
        "back": back,
        "crumbs": crumbs_of(row.meeting),
        "done": _("The document is withdrawn."),
    }
    form = WithdrawalForm(sent(request), initial={"day": today_at(request, row.meeting)})
    return form_page(request, form, save, words)


def _form(request: Asking, row: Document, initial: dict[str, Any]) -> DocumentForm:
    return DocumentForm(
        sent(request),
        items=item_choices(row.meeting_id),
        find_post=post_finder(row.meeting.body.organisation),
        initial=initial,
    )


def _said(row: Document) -> dict[str, Any]:
    return {
        "title": row.title,
        "original": row.original,
        "items": [item.pk for item in row.items.all()],
        "submitter": row.submitter_name,
        "post": post_number(row.submitter_post),
        "received": row.received,
        "source": row.source,
    }
