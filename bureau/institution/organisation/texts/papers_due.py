"""What is still to come to sessions, in words: on the first page, in lists and in mails."""

from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from bureau.core.actors import Actor, Role
from bureau.core.reasons import Reason
from bureau.institution.instruments.models import Body, Meeting
from bureau.institution.instruments.permissions import may_serve_body
from bureau.institution.instruments.queries import bodies_of, nearest_sessions
from bureau.institution.organisation.queries.organisations import organisation_of
from bureau.institution.organisation.queries.papers_due import (
    DOCUMENTS,
    Awaited,
    awaited_for,
    decisions_owed,
    documents_owed,
)
from bureau.institution.organisation.queries.structure import today
from bureau.web.answers import Owned, Waiting
from bureau.web.formats import parted, span_in_words
from bureau.web.multilingual import here

SESSION_STATES: dict[str, tuple[str, Promise]] = {
    "on": ("now", pgettext_lazy("state of a session", "on now")),
    "next": ("wait", pgettext_lazy("state of a session", "to come")),
    "over": ("off", pgettext_lazy("state of a session", "over")),
}


def documents_waiting(actor: Actor) -> list[Waiting]:
    """For the wiring table: what the actor's posts are to hand in, with its last day."""
    return [
        Waiting(
            line.original.due,
            f"{line.row.number} {here(line.row.title)}",
            sentence(Reason("document_due")),
            _("Look at it"),
            reverse("document", args=[line.row.pk]),
        )
        for line in documents_owed(actor)
        if line.original.due
    ]


def decisions_waiting(actor: Actor) -> list[Waiting]:
    """For the wiring table: the decisions that the actor's posts see to by a day."""
    return [
        Waiting(
            one.due,
            here(one.row.title),
            sentence(Reason("decision_due")),
            _("Look at it"),
            reverse("decision", args=[one.row.pk]),
        )
        for one in decisions_owed(actor)
    ]


def sessions_waiting(actor: Actor) -> list[Waiting]:
    """For the wiring table: what the sessions that the actor serves still await."""
    return [
        Waiting(
            one.due,
            here(one.session.name),
            sentence(_reason(one)),
            _("Look at the documents"),
            f"{reverse('meeting-documents', args=[one.session.pk])}?class={one.code}&state=awaited",
            zone=one.zone,
        )
        for one in awaited_for(actor)
    ]


def bodies_owned(actor: Actor) -> list[Owned]:
    """For the wiring table: the bodies whose secretary the actor is, by the session that is on,
    else the next, else the last."""
    if not actor.has(Role.BODY_SECRETARY) or actor.organisation is None:
        return []
    day = today(organisation_of(actor))
    nearest = nearest_sessions(actor.organisation, day)
    return [
        _body(row, nearest.get(row.pk), day)
        for row in bodies_of(actor.organisation)
        if may_serve_body(actor, row.pk, row.organisation)
    ]


def _body(row: Body, session: Meeting | None, day: date) -> Owned:
    if session is None:
        return Owned(here(row.name), reverse("body", args=[row.pk]), _("No session yet"))
    mark, state = SESSION_STATES[
        "on"
        if session.valid_from <= day < session.valid_until
        else "next"
        if session.valid_from > day
        else "over"
    ]
    days = span_in_words(session.valid_from, session.valid_until)
    why = parted([here(session.name), days])
    return Owned(here(row.name), reverse("meeting", args=[session.pk]), why, mark, str(state))


def sentence(reason: Reason) -> str:
    """Why a document, a session or a decision waits."""
    count, code = int(reason.facts.get("count", 0)), str(reason.facts.get("class", ""))
    match reason.code:
        case "document_due":
            return _("Your post is to hand this document in.")
        case "decision_due":
            return _("Your post sees to this decision.")
        case "documents_awaited":
            told = ngettext(
                "{count} document of class {code} has not come.",
                "{count} documents of class {code} have not come.",
                count,
            )
        case "translations_awaited":
            told = ngettext(
                "{count} translation in class {code} is not there.",
                "{count} translations in class {code} are not there.",
                count,
            )
        case _other:
            return ""
    return told.format(count=count, code=code)


def _reason(one: Awaited) -> Reason:
    what = "documents_awaited" if one.what == DOCUMENTS else "translations_awaited"
    return Reason(what, {"count": one.count, "class": one.code})
