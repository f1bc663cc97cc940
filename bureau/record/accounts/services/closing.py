"""Closing an account: whoever left signs in no more, by no way, until it is opened again.

What they did and hold stays on record. An account with a direct grant is not closed: one
administrator alone would take away what two gave.
"""

from django.utils.translation import pgettext_lazy

from bureau.core.reasons import Reason, Refused
from bureau.record.accounts.models import User
from bureau.record.accounts.permissions import may_close_account
from bureau.record.accounts.queries import has_grant_to_come
from bureau.record.accounts.services.changes import tell_of
from bureau.record.accounts.services.sittings import close_sessions
from bureau.record.journal.services import Act, service


@service("accounts.close_account", pgettext_lazy("act in the journal", "Close an account"))
def close_account(act: Act, *, person: int) -> None:
    """Every session and link ends, and no token or calendar answers any more."""
    if not may_close_account(act.actor, person):
        raise Refused(Reason("administrator_only"))
    if has_grant_to_come(person, act.at.date()):
        raise Refused(Reason("holds_a_grant"))
    _turn(act, person, is_active=False)
    close_sessions(act, person)
    tell_of(act, person, "account_closed")


@service("accounts.open_account", pgettext_lazy("act in the journal", "Open an account again"))
def open_account(act: Act, *, person: int) -> None:
    """They sign in again as they did before."""
    if not may_close_account(act.actor, person):
        raise Refused(Reason("administrator_only"))
    _turn(act, person, is_active=True)
    tell_of(act, person, "account_opened")


def _turn(act: Act, person: int, *, is_active: bool) -> None:
    rows = User.objects.filter(person=person, is_active=not is_active)
    if not rows.update(is_active=is_active):
        raise Refused(Reason("account_is_so_already"))
    act.touch("person", person)
