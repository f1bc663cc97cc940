"""What somebody sent after their sign-in had ended: kept sealed in their session, not done.

A mark, not an act. It goes where it was going when the same person, signed in again, says so.
"""

import json
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from bureau.record.accounts.store import BrokenSealError, seal, unseal

KEY = "sent_late"
PURPOSE = "sent"
LARGEST = 500_000
AGAINST_FORGERY = "csrfmiddlewaretoken"
PROVING = frozenset({"password", "old", "new", "again", "code", "credential"})
"""Fields by which people prove who they are, on the pages of accounts."""
OF_ACCOUNTS = ("bureau.record.accounts.", "allauth.")


@dataclass(frozen=True, slots=True)
class Sent:
    """A form on its way: where to, from which page, and each field with its values."""

    address: str
    page: str
    fields: list[tuple[str, list[str]]]
    had_files: bool


def keep_sent(request: HttpRequest, user: int, page: str) -> bool:
    """Keep the form of a request for its user; False where it is too long to be kept, or proves
    who its sender is: no password or code is kept."""
    if proves(request):
        return False
    fields = [(name, values) for name, values in request.POST.lists() if name != AGAINST_FORGERY]
    said = json.dumps([user, request.get_full_path(), page, fields, bool(request.FILES)])
    if len(said) > LARGEST:
        return False
    request.session[KEY] = seal(PURPOSE, said)
    return True


def proves(request: HttpRequest) -> bool:
    """Whether a form holds a password, a code or a passkey."""
    match = request.resolver_match
    is_of_accounts = match is not None and match.func.__module__.startswith(OF_ACCOUNTS)
    return is_of_accounts and any(request.POST.get(name) for name in PROVING)


def sent_by(session: Any, user: int) -> Sent | None:
    """What waits to be sent by this user; nobody else is shown it."""
    try:
        whose, address, page, fields, had_files = json.loads(unseal(PURPOSE, session.get(KEY, "")))
    except BrokenSealError:
        return None
    return Sent(address, page, fields, had_files) if whose == user else None


def drop_sent(session: Any) -> None:
    session.pop(KEY, None)
