"""What grants are called and which end, refusals as sentences, and links by mail as wired."""

from collections.abc import Collection
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from bureau.core.actors import Actor, Grant
from bureau.core.proposals import PROPOSAL_LASTS
from bureau.core.reasons import Reason
from bureau.core.telling import Urgency
from bureau.record.accounts.models import DirectGrant, NameProposal
from bureau.record.accounts.permissions import may_grant, may_manage_people, may_settle
from bureau.record.accounts.queries import (
    administrators_on,
    changes_by_id,
    changes_of,
    changes_told,
    grants_that_end,
    has_administrator,
    links_kept_of,
    links_of,
    links_open,
    secret_of,
    told,
)
from bureau.record.instants import lasting
from bureau.web.answers import Ending, Label, Personal, Telling, Waiting
from bureau.web.formats import instant_in_words
from bureau.web.refusing import sentence_in
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
    "recovery_code_is_over": gettext_lazy(
        "This is none of your recovery codes, or it was used already. Take another one."
    ),
    "passkey_unknown": gettext_lazy(
        "Nobody signs in here by this passkey: it may have been taken away. Sign in another way."
    ),
    "passkey_not_yours": gettext_lazy(
        "This is none of your passkeys, or it was taken away. Go on another way."
    ),
    "account_is_closed": gettext_lazy("This account is closed. Ask an administrator."),
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


def proposal_is_over() -> str:
    return _("Nobody confirmed the proposal within thirty days. Propose it again.")


def name_unseen() -> str:
    return _("The name has no visible letter. Enter a name.")


def login_unfit() -> str:
    return _("A login is of letters, digits and . _ @ + -, and begins with a letter or digit.")


def names_personal(people: Collection[int]) -> dict[int, list[Personal]]:
    """For the wiring table: what each is to be called."""
    rows = NameProposal.objects.filter(person__in=people)
    told_of = [Personal(_("a proposed name"), 1)]
    return dict.fromkeys(rows.values_list("person", flat=True), told_of)


def names_waiting(actor: Actor) -> list[Waiting]:
    """For the wiring table: the names of people that the actor may confirm."""
    if not may_manage_people(actor):
        return []
    rows = NameProposal.objects.filter(lasting("proposed_at", PROPOSAL_LASTS))
    administrators = administrators_on(timezone.now().date())
    why = _("{person} proposed this. It takes effect once you or another person confirm it.")
    return [
        Waiting(
            None,
            _("Name: {person}").format(person=told(row.person)),
            why.format(person=told(row.proposed_by)),
            pgettext("act", "Confirm"),
            reverse("settings-people"),
        )
        for row in rows.select_related("person", "proposed_by").order_by("pk")
        if row.proposed_by_id != actor.person
        and may_settle(
            actor, row.proposed_by_id, administrators, is_for_them=row.person_id == actor.person
        )
    ]


def password_unfit() -> str:
    return _(
        "This password is easy to guess. Choose several words that have nothing in common."
        " Digits or signs at the end do not help."
    )


sentence = sentence_in("accounts")


def refusal(reason: Reason) -> str:
    """Why something was refused; empty where this app does not know the code."""
    sentences = {
        "administrator_only": _("Only an administrator may do this."),
        "login_is_taken": _("Somebody signs in as “{login}” already. Choose another login."),
        "login_unfit": login_unfit(),
        "name_unseen": name_unseen(),
        "ends_before_it_begins": _("The end must be later than the start."),
        "two_persons_needed": _("Another administrator must confirm it: two persons are needed."),
        "last_administrator": _("Nobody would be administrator any more. Make another one first."),
        "is_over": proposal_is_over(),
        "already_settled": _("Somebody settled it before you; nothing was changed."),
        "key_used_for_something_else": _(
            "This form was sent before with other answers. Look at the list, then start again."
        ),
        "session_is_over": _("This session is over already."),
        "password_is_wrong": _("This is not your password of now. Nothing was changed."),
        "password_unfit": password_unfit(),
        "legal_hold": _("A legal hold stands ({ground}): the name stays until it is lifted."),
        "sign_in_is_over": _("Your sessions were ended while you signed in. Begin again."),
        "link_is_over": _("This link was used or its time is over. Ask for a new one."),
        "holds_a_grant": _(
            "This person holds a direct grant. Propose its end first: that takes two"
            " administrators."
        ),
        "account_is_so_already": _("The account is in this state already. Nothing was changed."),
        "has_no_login": _("This person has no login, so there is nothing to invite to."),
        "no_identity_joined": _("No identity is tied to this login."),
        "joined_to_another": _(
            "Another identity is tied to this login. Ask an administrator to look into it."
        ),
        "joined_at_another_issuer": _(
            "This login is tied to another sign-in service. Ask an administrator to untie it."
        ),
    }
    return sentences.get(reason.code, "").format(**reason.facts)


CHANGES: dict[str, Promise] = {
    "passkey_added": gettext_lazy("A passkey was added to your account"),
    "passkey_removed": gettext_lazy("A passkey was taken away from your account"),
    "codes_added": gettext_lazy("One-time codes were set up for your account"),
    "codes_removed": gettext_lazy("One-time codes were taken away from your account"),
    "recovery_made": gettext_lazy("New recovery codes were made for your account"),
    "recovery_used": gettext_lazy("A recovery code was used for your account"),
    "password_changed": gettext_lazy("The password of your account was changed"),
    "password_chosen": gettext_lazy("A password was chosen for your account by a link in a mail"),
    "factors_removed": gettext_lazy(
        "An administrator took away the codes and passkeys of your account"
    ),
    "identity_joined": gettext_lazy("Your account was tied to the sign-in of your organisation"),
    "identity_untied": gettext_lazy(
        "An administrator untied your account from the sign-in of your organisation"
    ),
    "account_closed": gettext_lazy("An administrator closed your account"),
    "account_opened": gettext_lazy("An administrator opened your account again"),
}
"""What changed how somebody signs in, as the subject of the mail that tells them."""
BY_OTHERS = frozenset({"account_closed", "account_opened", "identity_untied"})


def changes_described(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    address = reverse("mfa_index")
    return {pk: Label(str(CHANGES[what]), address) for pk, what in changes_by_id(ids).items()}


def changes_visible(actor: Actor, ids: Collection[int]) -> set[int]:
    """How somebody signs in is theirs alone to read; the journal's entries name the acts."""
    return changes_of(actor.person or 0, ids)


def changes_to_tell(ids: Collection[int] | None) -> list[Telling]:
    return [
        Telling(
            number=row.pk,
            person=row.person_id,
            key="changed",
            code=row.what,
            facts={"instant": row.at.strftime("%Y-%m-%d %H:%M")},
            address=reverse("mfa_index"),
            urgency=Urgency.AT_ONCE,
        )
        for row in changes_told(ids)
    ]


def change_sentence(reason: Reason) -> str:
    instant = datetime.fromisoformat(f"{reason.facts['instant']}+00:00")
    said = _(
        "It was done on {instant}. If it was you, do nothing. If not, choose another"
        " password at once, end every session, and tell an administrator."
    )
    if reason.code in BY_OTHERS:
        said = _("It was done on {instant}. If you did not expect it, ask an administrator.")
    return said.format(instant=instant_in_words(instant))


def links_described(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    return dict.fromkeys(ids, Label(_("Choose a password"), reverse("sign-in")))


def links_personal(people: Collection[int]) -> dict[int, list[Personal]]:
    """For the wiring table: how many links by mail there are to each."""
    return {
        person: [
            Personal(
                ngettext(
                    "{count} link to choose a password", "{count} links to choose a password", count
                ).format(count=count),
                count,
            )
        ]
        for person, count in links_kept_of(people).items()
    }


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
            urgency=Urgency.AT_ONCE,
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


def _note_of_end(row: DirectGrant) -> str:
    """What ends, and where nobody could give a grant after it."""
    if row.grant != Grant.ADMINISTRATOR or has_administrator(row.valid_until):
        return str(GRANTS[row.grant])
    return _("administrator, the last: nobody could give a grant after it")


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
            name=told(row.person),
            address=address,
            note=_note_of_end(row),
        )
        for row in grants_that_end(*days)
    ]
