"""What programs may do, as words; states of deliveries; why something was refused; as wired."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from bureau.core.actors import Actor
from bureau.core.reasons import Reason
from bureau.core.scopes import Scope
from bureau.record.programs.models import (
    ENDED,
    NOT_HEARD,
    SHUT_OUT,
    STAYS_INSIDE,
    TOKEN_ENDED,
    Delivery,
    DeliveryState,
)
from bureau.record.programs.queries.wiring import (
    names_of_tokens,
    names_of_webhooks,
    tokens_kept_of,
    webhooks_kept_of,
)
from bureau.web.answers import Label, Personal
from bureau.web.refusing import sentence_in

SCOPES: dict[Scope, Promise] = {
    Scope.STRUCTURE: gettext_lazy("Read the structure, without names of people"),
    Scope.PEOPLE: gettext_lazy("Read who holds which post"),
    Scope.CASES: gettext_lazy("Read reorganisations"),
    Scope.JOURNAL: gettext_lazy("Read the journal (auditors)"),
    Scope.DRAFTING: gettext_lazy("Write drafts and put them forward"),
    Scope.ACTING: gettext_lazy("Record acts on a route"),
    Scope.PERSONNEL: gettext_lazy("Appoint and end appointments"),
    Scope.CORRECTING: gettext_lazy("Propose, withdraw and confirm corrections"),
    Scope.REGISTER: gettext_lazy("Keep the register of instruments and mandates"),
    Scope.WEBHOOKS: gettext_lazy("Keep webhooks"),
    Scope.DESK: gettext_lazy("Add and change the work of the department"),
}
STATES: dict[str, Promise] = {
    "queued": pgettext_lazy("delivery", "waits"),
    "claimed": pgettext_lazy("delivery", "is being sent"),
    "sent": pgettext_lazy("delivery", "sent"),
    "failed": pgettext_lazy("delivery", "given up"),
    "dropped": pgettext_lazy("delivery", "not sent"),
}
NOTHING_TO_TELL = pgettext_lazy("delivery", "nothing to tell you")
FAILURES: dict[str, Promise] = {
    "address": pgettext_lazy("delivery", "the address is none that may be spoken to"),
    "not_public": pgettext_lazy("delivery", "the address is not public"),
    "unresolved": pgettext_lazy("delivery", "the host has no address"),
    "connection": pgettext_lazy("delivery", "no connection"),
    "too_slow": pgettext_lazy("delivery", "no answer in time"),
    "too_big": pgettext_lazy("delivery", "the answer is too large"),
    "redirects": pgettext_lazy("delivery", "led on too often"),
    NOT_HEARD: pgettext_lazy("delivery", "answered, but not with success"),
    STAYS_INSIDE: pgettext_lazy("delivery", "nothing leaves a demonstration"),
    SHUT_OUT: pgettext_lazy("delivery", "the account is closed"),
    ENDED: pgettext_lazy("delivery", "the webhook has ended"),
    TOKEN_ENDED: pgettext_lazy("delivery", "its token no longer holds"),
}


def state_in_words(delivery: Delivery) -> str:
    return str(STATES[delivery.state])


def failure_in_words(delivery: Delivery) -> str:
    """Why it was not heard the last time, or not sent; empty where nothing stands against it."""
    if delivery.failure:
        return str(FAILURES[delivery.failure])
    return str(NOTHING_TO_TELL) if delivery.state == DeliveryState.DROPPED else ""


sentence = sentence_in("programs")


def refusal(reason: Reason) -> str:
    """Why something was refused; empty where this app does not know the code."""
    sentences = {
        "by_a_person_only": _("A token is made by a person who is signed in, not by a program."),
        "token_day_wrong": _("A token holds today at least, and for {days} days at most."),
        "scopes_wrong": _("Choose at least one thing that the program may do, from the list."),
        "post_not_held": _("You do not hold this post today."),
        "not_yours": _("This is somebody else’s."),
        "revoked_already": _("It is revoked already."),
        "ended_already": _("It has ended already."),
        "address_wrong": _("Give an address that begins with https:// and names a host."),
        "address_not_public": _(
            "This address is one of this machine or of a private network. Give a public one."
        ),
        "webhooks_too_many": _(
            "You have {most} webhooks, which is the most. End one, then create the new one."
        ),
        "kinds_wrong": _("Choose kinds of things from the list."),
        "kinds_beyond_token": _("The token may not read some of these kinds. Leave them out."),
        "key_used_for_something_else": _(
            "This form was sent before with other answers. Look at the list, then start again."
        ),
    }
    return sentences.get(reason.code, "").format(**reason.facts)


def tokens_described(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    """For the wiring table: each token by its name; one of somebody erased has none."""
    said = _("Token {number}")
    return {
        pk: Label(name or said.format(number=pk), reverse("programs"))
        for pk, name in names_of_tokens(ids).items()
    }


def webhooks_described(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    said = _("Webhook {number}")
    return {
        pk: Label(name or said.format(number=pk), reverse("webhook", args=[pk]))
        for pk, name in names_of_webhooks(ids).items()
    }


def tokens_personal(people: Collection[int]) -> dict[int, list[Personal]]:
    """For the wiring table: how many tokens each has given out."""
    return {
        person: [
            Personal(ngettext("{count} token", "{count} tokens", count).format(count=count), count)
        ]
        for person, count in tokens_kept_of(people).items()
    }


def webhooks_personal(people: Collection[int]) -> dict[int, list[Personal]]:
    """For the wiring table: how many addresses of each are told."""
    return {
        person: [
            Personal(
                ngettext("{count} webhook", "{count} webhooks", count).format(count=count), count
            )
        ]
        for person, count in webhooks_kept_of(people).items()
    }
