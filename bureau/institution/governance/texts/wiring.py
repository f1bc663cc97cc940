"""What the wiring table says of reorganisations in words: what each is called, what waits."""

from collections.abc import Collection

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bureau.core.actors import Actor
from bureau.core.procedures.kinds import ActKind
from bureau.institution.governance.queries.reorganisations import KIND, seen_by
from bureau.institution.procedures.queries.cases import steps_waiting
from bureau.web.kinds import Label, Waiting
from bureau.web.multilingual import here


def describe(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    return {
        number: Label(f"{seen.row.reference} · {here(seen.row.title)}", _address(number))
        for number, seen in seen_by(actor, ids).items()
    }


def waiting(actor: Actor) -> list[Waiting]:
    """The steps that the actor may close, what is due first, first."""
    found = [one for one in steps_waiting(actor) if one.subject.kind == KIND]
    labels = describe(actor, {one.subject.id for one in found})
    return [
        Waiting(
            when=one.due,
            title=labels[one.subject.id].name,
            why=_why(one.step.act),
            verb=verb(one.step.act),
            address=labels[one.subject.id].address,
        )
        for one in found
        if one.subject.id in labels
    ]


def verb(act: ActKind) -> str:
    """The act as a button says it."""
    return {
        ActKind.DETERMINE: pgettext("act", "Determine"),
        ActKind.RECOMMEND: pgettext("act", "Recommend"),
        ActKind.APPROVE: pgettext("act", "Approve"),
        ActKind.DECIDE: pgettext("act", "Decide"),
        ActKind.TAKE_NOTE: pgettext("act", "Take note"),
        ActKind.CONFIRM: pgettext("act", "Confirm"),
    }.get(act, pgettext("act", "Act"))


def _why(act: ActKind) -> str:
    return {
        ActKind.DETERMINE: _("A question is yours to answer."),
        ActKind.RECOMMEND: _("A recommendation is yours to record."),
        ActKind.APPROVE: _("It waits for your approval."),
        ActKind.DECIDE: _("A decision is yours to record."),
        ActKind.TAKE_NOTE: _("That it was noted is yours to record."),
    }.get(act, _("It waits for you."))


def _address(reorganisation: int) -> str:
    """Its page, where the installation has pages of reorganisations."""
    try:
        return reverse("reorganisation", args=[reorganisation])
    except NoReverseMatch:
        return ""
