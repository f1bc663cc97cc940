"""Sessions as their owner sees them: ended one by one or all at once."""

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.exceptions import ObjectDoesNotExist
from django.utils.module_loading import import_string
from django.utils.translation import pgettext_lazy

from bureau.core.reasons import Reason, Refused
from bureau.record.accounts.models import SignInLink, Sitting, User
from bureau.record.accounts.permissions import may_end_session
from bureau.record.accounts.services.under_way import ENDED
from bureau.record.journal.services import Act, service


@service("accounts.end_session", pgettext_lazy("act in the journal", "End a session"))
def end_session(act: Act, *, sitting: int) -> None:
    """End one session, one's own or, for an administrator, another's: shut at its next request."""
    try:
        (row,) = act.lock(Sitting, sitting)
    except ObjectDoesNotExist:
        raise Refused(Reason("session_is_over")) from None
    person = row.user.person_id
    if not may_end_session(act.actor, person):
        raise Refused(Reason("administrator_only"))
    _end(row.session_key)
    act.touch("person", person)


@service(
    "accounts.end_sessions", pgettext_lazy("act in the journal", "End the sessions of a person")
)
def end_sessions(act: Act, *, person: int, but: str = "") -> None:
    """End every session of a person, the one with the key `but` left out; where somebody else does
    it, tokens, webhooks and calendar addresses of the person too."""
    if not may_end_session(act.actor, person):
        raise Refused(Reason("administrator_only"))
    close_sessions(act, person, but)
    if person != act.actor.person:
        close_ways_in(act, person)


def close_sessions(act: Act, person: int, but: str = "") -> None:
    """End all sessions of a person but one, with sign-ins under way and open links by mail."""
    users = User.objects.select_for_update(of=("self",), no_key=True).filter(person=person)
    list(users.values_list("pk"))
    SignInLink.objects.filter(person=person, used_at=None).update(used_at=act.at)
    rows = Sitting.objects.filter(user__person=person).exclude(session_key=but)
    keys = list(rows.values_list("session_key", flat=True))
    _end(*keys)
    act.touch("person", person)
    act.details.update({ENDED: len(keys)})


def close_ways_in(act: Act, person: int) -> None:
    """End what lets in or tells without a session: tokens, webhooks, addresses of calendars."""
    ended = sum(import_string(revoke)(act, person) for _, revoke in settings.BUREAU_WAYS_IN)
    act.touch("person", person)
    act.details.update(ways_in_ended=ended)


def _end(*session_keys: str) -> None:
    Session.objects.filter(session_key__in=session_keys).delete()
    Sitting.objects.filter(session_key__in=session_keys).delete()
