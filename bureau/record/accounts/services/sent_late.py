"""What somebody sent after their sign-in had ended: kept sealed in their session, not done.

A mark, not an act. It goes where it was going when the same person, signed in again, says so. Each
form carries whose it is: only what was shown to that person, in a session of theirs, is kept.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.crypto import constant_time_compare, salted_hmac

from bureau.record.accounts.store import BrokenSealError, seal, unseal

KEY = "sent_late"
PURPOSE = "sent"
LARGEST = 500_000
AGAINST_FORGERY = "csrfmiddlewaretoken"
SHOWN_TO = "shown_to"
OF_THE_PAGE = frozenset({AGAINST_FORGERY, SHOWN_TO})
"""Fields that each form carries and nobody fills in."""
PROVING = frozenset({"password", "old", "new", "again", "code", "credential"})
"""Fields by which people prove who they are, on the pages of accounts."""
UNSAID = frozenset({"key", "back", "next"})
"""Fields that are not filled in: against a form done twice, and the page that comes after it."""
OF_ACCOUNTS = ("bureau.record.accounts.", "allauth.")


@dataclass(frozen=True, slots=True)
class Sent:
    """A form on its way: where to, from which page, and each field with its values."""

    address: str
    page: str
    fields: list[tuple[str, list[str]]]
    had_files: bool

    @property
    def filled_in(self) -> list[tuple[str, str]]:
        return _filled_in(self.fields)

    @property
    def is_to_be_sent(self) -> bool:
        """Whether it may be sent from here: what decides is decided on its own page."""
        return not _decides(self.address, dict(self.fields))


def mark_of(user: int, row_key: str) -> str:
    """Says of a form that it was shown to this user in the session with this row: whoever is not
    shown a page of theirs cannot know it."""
    salt = f"bureau.{SHOWN_TO}"
    return salted_hmac(salt, f"{user}:{row_key}", algorithm="sha256").hexdigest()[:32]


def was_shown(request: HttpRequest, user: int, row_keys: Iterable[str]) -> bool:
    """Whether the form of a request was shown to this user in one of these sessions."""
    mark = request.POST.get(SHOWN_TO, "")
    return any(constant_time_compare(mark, mark_of(user, key)) for key in row_keys)


def keep_sent(request: HttpRequest, user: int, page: str) -> bool:
    """Keep the form of a request for its user; False where it is too long to be kept, where it
    proves who its sender is (no password or code is kept), and where nothing was filled in."""
    if proves(request) or not is_filled_in(request):
        return False
    address = request.get_full_path()
    said = json.dumps([user, address, page, fields_of(request), bool(request.FILES)])
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


def fields_of(request: HttpRequest) -> list[tuple[str, list[str]]]:
    """What a form holds beside what each form carries."""
    return [(name, values) for name, values in request.POST.lists() if name not in OF_THE_PAGE]


def is_filled_in(request: HttpRequest) -> bool:
    """Whether there is something in a form that its sender would lose."""
    return bool(_filled_in(fields_of(request)))


def _filled_in(fields: list[tuple[str, list[str]]]) -> list[tuple[str, str]]:
    return [
        (name, value)
        for name, values in fields
        for value in values
        if value.strip() and name not in UNSAID
    ]


def _decides(address: str, fields: dict[str, list[str]]) -> bool:
    """Whether a form decides about others, or confirms: what it does is said on its page alone."""
    try:
        asked = resolve(urlsplit(address).path)
    except Resolver404:
        return True
    is_listed = asked.url_name in settings.BUREAU_DECIDED_ON_THEIR_PAGE
    return is_listed or "verdict" in asked.kwargs or "confirm" in fields
