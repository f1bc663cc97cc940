"""Sign-ins under way: what ends all sessions of a person ends these too.

Each knows the head of the journal when it began. It comes through where no entry behind that head
ended the sessions of its person; both sides take turns by the lock on the person's user.
"""

from django.http import HttpRequest

from bureau.record.accounts.models import User
from bureau.record.journal.models import Entry
from bureau.record.journal.queries import head

KEY = "sign_in_began"
ENDED = "sessions_ended"
"""What the details of an entry hold that ended all sessions of somebody."""


def began_now(request: HttpRequest) -> None:
    """Before a person proves anything: this request begins a sign-in."""
    began_behind(request, head().sequence)


def began_behind(request: HttpRequest, sequence: int) -> None:
    """This request goes on with a sign-in that began when this was the journal's last entry."""
    request.sign_in_began = sequence  # type: ignore[attr-defined]


def keep_beginning(request: HttpRequest, user: int) -> None:
    """Remember when the sign-in of this user began, for the steps to come."""
    request.session[KEY] = [user, getattr(request, "sign_in_began", 0)]


def is_over(request: HttpRequest, user: int) -> bool:
    """Whether the sign-in of this user was ended meanwhile; in a transaction, under the lock."""
    whose, since = request.session.get(KEY) or (None, 0)
    return whose != user or was_ended(user, since)


def was_ended(user: int, since: int) -> bool:
    """Whether an entry behind this one ended all sessions of a user, or there is no such user."""
    rows = User.objects.select_for_update(of=("self",), no_key=True).filter(pk=user, is_active=True)
    row = rows.first()
    if row is None:
        return True
    about = Entry.objects.filter(sequence__gt=since, details__has_key=ENDED)
    return about.filter(subjects__kind="person", subjects__number=row.person_id).exists()
