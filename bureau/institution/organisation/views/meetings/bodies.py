"""Bodies: the sessions of each, and the classes of its documents."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bureau.core.days import last_day
from bureau.core.texts import LANGUAGES
from bureau.institution.instruments.models import Body, DocumentClass, Meeting
from bureau.institution.instruments.permissions import may_keep_register
from bureau.institution.instruments.queries import bodies_of, meetings_of, nearest_sessions
from bureau.institution.instruments.queries.documents import classes_of
from bureau.institution.instruments.services.document_classes import (
    add_document_class,
    keep_document_class,
)
from bureau.institution.organisation.forms.meetings import (
    KeptClassForm,
    NewClassForm,
    name_of_days,
)
from bureau.institution.organisation.views.instruments.parts import form_page
from bureau.institution.organisation.views.meetings.parts import (
    body_seen,
    body_tabs,
    crumbs_to,
    not_served,
    organisation_read,
    sent,
    serves,
)
from bureau.record.journal.queries import reading
from bureau.web.multilingual import here
from bureau.web.requests import Asking

SESSIONS_MOST = 50


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A body, with the session that is on, or the next, or the last."""

    row: Body
    session: Meeting | None


@require_safe
def bodies(request: Asking) -> HttpResponse:
    with reading():
        organisation = organisation_read(request).pk
        context = {
            "lines": _body_lines(request, organisation),
            "keeps": may_keep_register(request.actor, organisation),
        }
    return render(request, "organisation/meetings/bodies.html", context)


def _body_lines(request: Asking, organisation: int) -> list[BodyLine]:
    nearest = nearest_sessions(organisation, request.reading.today)
    return [BodyLine(row, nearest.get(row.pk)) for row in bodies_of(organisation)]


@require_safe
def body(request: Asking, body: int) -> HttpResponse:
    with reading():
        row = body_seen(request, body)
        context = {
            "body": row,
            "sessions": meetings_of(row.organisation, body)[:SESSIONS_MOST],
            "classes": classes_of(body),
            "serves": serves(request, row),
            "keeps": may_keep_register(request.actor, row.organisation),
            "tabs": body_tabs(request, row),
            "crumbs": crumbs_to(),
        }
    return render(request, "organisation/meetings/body.html", context)


def new_class(request: Asking, body: int) -> HttpResponse:
    row = body_seen(request, body)
    if refusal := not_served(request, row):
        return refusal
    back = reverse("body", args=[body])

    def save(form: NewClassForm) -> str:
        said, asked = form.cleaned_data, form.asked(request.actor)
        named = {"code": said["code"].strip(), "valid_from": said["valid_from"]}
        add_document_class(asked, body=body, said=form.said(), **named)
        return back

    words = {
        "title": _("Add a class of documents"),
        "sub": here(row.name),
        "verb": _("Add it"),
        "back": back,
        "crumbs": crumbs_to(row),
        "done": _("The class of documents is kept."),
    }
    form = NewClassForm(sent(request), initial={"languages": LANGUAGES})
    return form_page(request, form, save, words)


def change_class(request: Asking, document_class: int) -> HttpResponse:
    found = DocumentClass.objects.filter(pk=document_class).first()
    row = body_seen(request, found.body_id if found else 0)
    if refusal := not_served(request, row):
        return refusal
    assert found is not None
    back = reverse("body", args=[row.pk])

    def save(form: KeptClassForm) -> str:
        keep_document_class(
            form.asked(request.actor),
            document_class=document_class,
            said=form.said(),
            valid_until=form.until(),
        )
        return back

    words = {
        "title": _("Change the class of documents {code}").format(code=found.code),
        "sub": here(found.name),
        "verb": _("Save"),
        "back": back,
        "crumbs": crumbs_to(row),
        "done": _("The class of documents is kept."),
    }
    form = KeptClassForm(sent(request), initial=_class_said(found))
    return form_page(request, form, save, words)


def _class_said(row: DocumentClass) -> dict[str, Any]:
    names = ("name", "pattern", "revisions", "addenda", "languages", "due_days")
    more = ("translation_days", "convention", "is_room_paper")
    apart = {name_of_days(code): days for code, days in row.language_days.items()}
    said = {name: getattr(row, name) for name in (*names, *more)}
    return {"last_day": last_day(row.valid_until), **said, **apart}
