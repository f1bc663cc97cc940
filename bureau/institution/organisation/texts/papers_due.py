"""What is still to come to sessions, in words: on the first page, in lists and in mails."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bureau.core.actors import Actor
from bureau.core.reasons import Reason
from bureau.institution.organisation.queries.papers_due import (
    DOCUMENTS,
    Awaited,
    awaited_for,
    documents_owed,
)
from bureau.web.answers import Waiting
from bureau.web.multilingual import here


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
