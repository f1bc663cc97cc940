"""States of a request and refusals, as people read them."""

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from bureau.core.actors import Actor
from bureau.core.proposals import PROPOSAL_LASTS
from bureau.core.reasons import Reason
from bureau.record.accounts.queries import told
from bureau.record.erasure.models import LegalHold
from bureau.record.erasure.permissions import may_hold, may_lift_hold
from bureau.record.erasure.queries import concerned_by_lifting
from bureau.record.instants import lasting
from bureau.web.answers import Waiting
from bureau.web.refusing import sentence_in

STATES: dict[str, Promise] = {
    "open": pgettext_lazy("state of a request to erase", "waits to be settled"),
    "done": pgettext_lazy("state of a request to erase", "carried out"),
    "refused": pgettext_lazy("state of a request to erase", "refused or withdrawn"),
}


def held(ground: str) -> str:
    """That a hold stands, with its ground where that may be told ("" where not)."""
    if not ground:
        return _("A legal hold stands: nothing is erased until it is lifted.")
    return _("A legal hold stands ({ground}): nothing is erased until it is lifted.").format(
        ground=ground
    )


sentence = sentence_in("erasure")


def refusal(reason: Reason) -> str:
    """Why something was refused; empty where this app does not know the code."""
    if reason.code == "legal_hold":
        return held(str(reason.facts["ground"]))
    sentences = {
        "not_yours_to_do": _("This is not yours to do."),
        "two_persons_needed": _("Another person must settle it: two persons are needed."),
        "second_keeper_missing": _(
            "You asked to lift this hold, and nobody else may lift it. An administrator adds "
            "a second administrator under Settings, Direct grants. The only administrator confirms "
            "that grant alone. Without any administrator, use the command “bureau administrator”."
        ),
        "two_administrators_needed": _(
            "This person has a direct grant. Two administrators must ask and confirm, or end the"
            " grant first."
        ),
        "one_administrator_left": _(
            "Only one administrator would be left, who could then give grants alone. Make another"
            " one first."
        ),
        "already_settled": _("Somebody settled it before you; nothing was changed."),
        "asked_already": _("It was asked for before. Look at the list."),
        "is_over": _("Nobody confirmed the request within thirty days. Request it again."),
        "held_already": _("A legal hold stands on this person already."),
        "reason_missing": _("Write why; the reason is kept beside the record and erased with it."),
        "key_used_for_something_else": _(
            "This form was sent before with other answers. Look at the list, then start again."
        ),
    }
    return sentences.get(reason.code, "")


def holds_waiting(actor: Actor) -> list[Waiting]:
    """For the wiring table: the legal holds that somebody asks to lift and the actor may lift."""
    if not may_hold(actor):
        return []
    asked = lasting("lift_asked_at", PROPOSAL_LASTS)
    rows = LegalHold.objects.filter(asked, lifted_at__isnull=True)
    listed = list(rows.select_related("person", "lift_asked_by").order_by("pk"))
    concerned = concerned_by_lifting({row.person_id for row in listed})
    why = _("{person} asks to lift the hold. Another person must do it.")
    return [
        Waiting(
            None,
            _("Legal hold: {person}").format(person=told(row.person)),
            why.format(person=told(row.lift_asked_by)),
            _("Lift the hold"),
            reverse("settings-holds"),
        )
        for row in listed
        if row.lift_asked_by_id != actor.person and may_lift_hold(actor, concerned[row.person_id])
    ]
