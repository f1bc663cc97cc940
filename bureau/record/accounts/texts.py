"""What grants are called and which end, refusals as sentences, and links by mail as wired."""

from collections.abc import Collection
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from bureau.core.actors import Actor
from bureau.core.reasons import Reason
from bureau.record.accounts.permissions import may_grant
from bureau.record.accounts.queries import grants_that_end, links_of, links_open, secret_of
from bureau.web.answers import Ending, Label, Telling
from bureau.web.requests import Reading

GRANTS: dict[str, Promise] = {
    "auditor": pgettext_lazy("grant", "auditor"),
    "administrator": pgettext_lazy("grant", "administrator"),
}

REFUSALS: dict[str, Promise] = {
    "incorrect_code": gettext_lazy("This is not the code of now. Wait for the next one, then try."),
    "too_many_tries": gettext_lazy(
        "There were too many tries. Wait a quarter of an hour, then try again."
    ),
    "code_was_used": gettext_lazy("This code was used already. Wait for the next one, then try."),
    "nobody_here": gettext_lazy(
        "Nobody signs in here under the name that your organisation gave."
        " Ask an administrator to enrol you."
    ),
    "identity_not_proved": gettext_lazy(
        "Your organisation's sign-in did not answer as it should. Try again, or sign in here."
    ),
    "factor_unreadable": gettext_lazy(
        "This installation can no longer read your codes. Ask an administrator to take them away."
    ),
    "cannot_delete_authenticator": gettext_lazy("This cannot be taken away now."),
    "cannot_generate_recovery_codes": gettext_lazy(
        "Recovery codes come with one-time codes or a passkey. Set one up first."
    ),
    "incorrect_password": gettext_lazy("This is not your password."),
}
"""Refusals that the sign-in library gives a code; ours beside them."""


def sentence(reason: Reason) -> str:
    """Why something was refused, in the language of the page."""
    sentences = {
        "administrator_only": _("Only an administrator may do this."),
        "login_is_taken": _("Somebody signs in as “{login}” already. Choose another login."),
        "ends_before_it_begins": _("It would end before it begins."),
        "two_persons_needed": _("Another administrator must confirm it: two persons are needed."),
        "last_administrator": _("Nobody would be administrator any more. Make another one first."),
        "already_settled": _("Somebody settled it before you; nothing was changed."),
        "key_used_for_something_else": _(
            "This form was sent before with other answers. Look at the list, then start again."
        ),
        "session_is_over": _("This session is over already."),
        "password_is_wrong": _("This is not your password of now. Nothing was changed."),
        "link_is_over": _("This link was used or its time is over. Ask for a new one."),
        "has_no_login": _("This person has no login, so there is nothing to invite to."),
        "joined_to_another": _(
            "Another identity is tied to this login. Ask an administrator to look into it."
        ),
    }
    return sentences.get(reason.code, reason.code).format(**reason.facts)


def links_described(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    return dict.fromkeys(ids, Label(_("Choose a password"), reverse("sign-in")))


def links_visible(actor: Actor, ids: Collection[int]) -> set[int]:
    """A link is for the person it was made for; its secret is for nobody to read here."""
    return links_of(actor.person or 0, ids)


def links_told(ids: Collection[int] | None) -> list[Telling]:
    """Whom to write to: whoever has a link that may still be used."""
    return [
        Telling(
            number=row.pk,
            person=row.person_id,
            key=f"link:{row.pk}",
            code=row.purpose,
            address=reverse("sign-in"),
            due=row.valid_until.date(),
        )
        for row in links_open(ids)
    ]


def link_sentence(reason: Reason) -> str:
    return {
        "reset": _(
            "Somebody said that you forgot your password. The link works once, within an hour."
            " If it was not you, do nothing."
        ),
        "invitation": _(
            "You are enrolled. The link lets you choose a password; it works once, within seven"
            " days."
        ),
    }.get(reason.code, "")


def link_opened(number: int) -> str:
    """The address with its secret, for the mail as it leaves and for nothing else."""
    rows = links_open([number])
    return reverse("sign-in-link", args=[secret_of(rows[0])]) if rows else ""


def grants_ending(actor: Actor, days: tuple[date, date], reading: Reading) -> list[Ending]:
    """Direct grants that end, to administrators and auditors."""
    if not (may_grant(actor) or actor.is_auditor()):
        return []
    address = reverse("settings-grants") if may_grant(actor) else ""
    return [
        Ending(
            day=row.valid_until,
            what="grant",
            word=gettext_lazy("Direct grant"),
            name=row.person.name,
            address=address,
            note=str(GRANTS[row.grant]),
        )
        for row in grants_that_end(*days)
    ]
