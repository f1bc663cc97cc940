"""How a person proves who they are: password, one-time codes, passkeys, an identity elsewhere.

The sign-in library writes factors itself; each such change runs inside one of these acts, so that
it and its entry stand or fall together. Of secrets and names of devices the journal holds nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.http import HttpResponseBase
from django.utils.translation import pgettext_lazy

from bureau.core.reasons import Reason, Refused
from bureau.record.accounts.models import User
from bureau.record.accounts.services.changes import tell_of
from bureau.record.accounts.services.people import Secret, set_password
from bureau.record.accounts.services.sittings import close_sessions, close_ways_in
from bureau.record.accounts.services.under_way import was_ended
from bureau.record.journal.services import Act, service

TOLD = {
    ("added", "totp"): "codes_added",
    ("added", "webauthn"): "passkey_added",
    ("added", "recovery_codes"): "recovery_made",
    ("removed", "totp"): "codes_removed",
    ("removed", "webauthn"): "passkey_removed",
}

type Factors = set[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Change:
    """What the library is to do; what is logged or hashed of the call does not show it."""

    make: Callable[[], HttpResponseBase] = field(repr=False)


class NothingChangedError(Exception):
    """The library changed nothing and answered `response`, a form with errors; no act was done."""

    def __init__(self, response: HttpResponseBase) -> None:
        super().__init__()
        self.response = response


@service(
    "accounts.add_factor", pgettext_lazy("act in the journal", "Set up one-time codes or a passkey")
)
def add_factor(act: Act, *, change: Change) -> HttpResponseBase:
    """Set up one-time codes or a passkey; recovery codes come with the first."""
    return _changed(act, change)


@service(
    "accounts.remove_factor",
    pgettext_lazy("act in the journal", "Take away one-time codes or a passkey"),
)
def remove_factor(act: Act, *, change: Change) -> HttpResponseBase:
    """Take away one-time codes or a passkey; the last takes the recovery codes with it."""
    return _changed(act, change)


@service(
    "accounts.renew_recovery_codes", pgettext_lazy("act in the journal", "Make new recovery codes")
)
def renew_recovery_codes(act: Act, *, change: Change) -> HttpResponseBase:
    """Make new recovery codes; the old ones are worth nothing from then on."""
    return _changed(act, change)


@service("accounts.change_password", pgettext_lazy("act in the journal", "Change a password"))
def change_password(
    act: Act, *, old: Secret, new: Secret, session: str = "", revokes: bool = False
) -> None:
    """Change one's own password, knowing the old one; every other session and every open link
    ends, and where it `revokes`, one's tokens, webhooks and calendar addresses too."""
    user = User.objects.filter(person=act.actor.person, is_active=True).first()
    if user is None or not user.check_password(old.words):
        raise Refused(Reason("password_is_wrong"))
    set_password(user, new)
    user.save(update_fields=["password"])
    close_sessions(act, user.person_id, but=session)
    if revokes:
        close_ways_in(act, user.person_id)
    tell_of(act, user.person_id, "password_changed")


@service("accounts.use_recovery_code", pgettext_lazy("act in the journal", "Use a recovery code"))
def use_recovery_code(act: Act, *, codes: int) -> None:
    """One of one's recovery codes is spent to prove who one is. The library has marked it so, in
    the transaction in which this is called."""
    act.commit_to_rows(Authenticator, codes)
    act.touch("person", act.actor.person or 0)
    tell_of(act, act.actor.person or 0, "recovery_used")


@service(
    "accounts.remove_factors_of",
    pgettext_lazy("act in the journal", "Take away what proves who one is"),
)
def remove_factors_of(act: Act, *, person: int) -> None:
    """Take all factors of somebody who lost them; by an administrator, never one's own."""
    if not act.actor.is_administrator() or act.actor.person == person:
        raise Refused(Reason("administrator_only"))
    rows = Authenticator.objects.filter(user__person=person)
    act.details.update(removed=sorted(rows.values_list("type", flat=True)))
    rows.delete()
    close_sessions(act, person)
    close_ways_in(act, person)
    tell_of(act, person, "factors_removed")


@service(
    "accounts.join_identity",
    pgettext_lazy("act in the journal", "Tie an identity elsewhere to a login"),
)
def join_identity(
    act: Act, *, user: int, provider: str, subject: str, issuer: str, since: int
) -> int:
    """Tie an identity at the provider of an issuer to one's own login. Of what the provider says,
    its number alone is stored.

    Refused where the sessions of its person were ended behind the entry `since`.
    """
    if was_ended(user, since):
        raise Refused(Reason("sign_in_is_over"))
    person = User.objects.get(pk=user).person_id
    if act.actor.person != person:
        raise Refused(Reason("administrator_only"))
    if SocialAccount.objects.filter(user=user, provider=provider).exists():
        raise Refused(Reason("joined_to_another"))
    row = SocialAccount.objects.create(
        user_id=user, provider=provider, uid=subject, extra_data={"issuer": issuer}
    )
    act.touch("person", person)
    tell_of(act, person, "identity_joined")
    act.details.update(provider=provider, issuer=issuer)
    return int(row.pk)


@service(
    "accounts.untie_identity",
    pgettext_lazy("act in the journal", "Untie an identity elsewhere from a login"),
)
def untie_identity(act: Act, *, person: int) -> None:
    """Untie somebody's identity at a provider, which signs in no more; by an administrator, never
    one's own. Whoever the provider names under that login next is tied to it."""
    if not act.actor.is_administrator() or act.actor.person == person:
        raise Refused(Reason("administrator_only"))
    act.touch("person", person)
    rows = SocialAccount.objects.filter(user__person=person)
    if not rows:
        raise Refused(Reason("no_identity_joined"))
    act.details.update(providers=sorted(row.provider for row in rows))
    rows.delete()
    close_sessions(act, person)
    close_ways_in(act, person)
    tell_of(act, person, "identity_untied")


def _changed(act: Act, change: Change) -> HttpResponseBase:
    before = _factors(act)
    response = change.make()
    after = _factors(act)
    if before == after:
        raise NothingChangedError(response)
    act.touch("person", act.actor.person or 0)
    added = sorted(kind for _, kind in after - before)
    removed = sorted(kind for _, kind in before - after)
    act.details.update(added=added, removed=removed)
    tell_of(act, act.actor.person or 0, *_told(added, removed))
    return response


def _told(added: Sequence[str], removed: Sequence[str]) -> list[str]:
    """One word for one change: recovery codes that came along with a factor need none."""
    found = [TOLD.get(("added", kind)) for kind in added]
    found += [TOLD.get(("removed", kind)) for kind in removed]
    words = [word for word in found if word]
    return [word for word in words if word != "recovery_made"] or words


def _factors(act: Act) -> Factors:
    rows = Authenticator.objects.filter(user__person=act.actor.person or 0)
    return set(rows.values_list("pk", "type"))
