"""Clearance in words: how it stands, what waits for whom, why something is refused."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from bureau.core.actors import Actor
from bureau.core.reasons import Reason
from bureau.institution.governance.queries.clearance import (
    drafts_of,
    may_do,
    steps_of_clearance,
    visible,
)
from bureau.institution.governance.queries.reorganisations import seen_by
from bureau.web.answers import Label, Waiting
from bureau.web.multilingual import here

STATES = {
    "asked": gettext_lazy("being cleared"),
    "cleared": gettext_lazy("cleared"),
    "void": gettext_lazy("void: the draft was changed after it was cleared"),
    "returned": gettext_lazy("returned to its author"),
    "taken_back": gettext_lazy("taken back, or changed, before it was cleared"),
}
STATE_MARKS = {
    "asked": "now",
    "cleared": "ok",
    "void": "no",
    "returned": "ask",
    "taken_back": "off",
}
WAITS = {
    ("clears", "returns"): "clear",
    ("clears",): "clear_alone",
    ("returns",): "return_alone",
}
"""By what somebody may do: why a draft waits for them."""


def describe(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    """Each by its draft."""
    drafts = drafts_of(visible(actor, ids))
    seen = seen_by(actor, {row.pk for row in drafts.values()})
    return {
        number: Label(
            _("Clearance of {reference} · {title}").format(
                reference=row.reference, title=here(seen[row.pk].row.title)
            ),
            reverse("reorganisation-clearance", args=[row.pk]),
        )
        for number, row in drafts.items()
    }


def waiting(actor: Actor) -> list[Waiting]:
    """The steps of clearance on which the actor may act."""
    if actor.person is None:
        return []
    mine = [(case, one) for case, one in steps_of_clearance() if may_do(one, actor)]
    labels = describe(actor, {case.subject.id for case, _step in mine})
    return [
        Waiting(
            one.due,
            labels[case.subject.id].name,
            sentence(Reason(WAITS[tuple(may_do(one, actor))])),
            pgettext("act", "Clear"),
            labels[case.subject.id].address,
        )
        for case, one in mine
        if case.subject.id in labels
    ]


def sentence(reason: Reason) -> str:
    """Why a clearance waits for somebody."""
    return {
        "clear": _("A draft waits for you to clear it, or to return it."),
        "clear_alone": _("A draft waits for you to clear it."),
        "return_alone": _("You may return a draft to its author."),
        "clear_late": _("A draft waits for you to clear it, and its day is past."),
        "clearance_returned": _("A draft of yours was returned instead of cleared."),
    }.get(reason.code, _("It waits for you."))


def asked_of_reader(does: Collection[str]) -> str:
    """The same on the page of the draft itself; nothing where the reader may do nothing."""
    return {
        "clear": _("This draft waits for you to clear it, or to return it."),
        "clear_alone": _("This draft waits for you to clear it."),
        "return_alone": _("You may return this draft to its author."),
    }.get(WAITS.get(tuple(does), ""), "")


def reasons_of_clearance() -> dict[str, str]:
    return {
        "no_rule_of_clearance": _("No rule in force says who clears what is in it."),
        "not_being_cleared": _("It is not being cleared now."),
    }
