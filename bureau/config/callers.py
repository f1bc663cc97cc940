"""Whose a request is, before anybody answers it: read as the views read it."""

from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.db import DatabaseError, close_old_connections
from django.http.cookie import parse_cookie

from bureau.config.home import switched
from bureau.web.api import PREFIX

type Environ = dict[str, Any]

BEHIND_PROXY = switched("BUREAU_HTTPS")
TOKEN, SESSION = "token", "session"


def sender(environ: Environ) -> str:
    """The address that sends: what the proxy in front says last, where there is one."""
    behind = environ.get("HTTP_X_FORWARDED_FOR", "") if BEHIND_PROXY else ""
    return behind.rpartition(",")[2].strip() or str(environ.get("REMOTE_ADDR", ""))


def credential(environ: Environ) -> str:
    """The token that the api would look at, or the session that a page would; "" for neither.

    Nothing is proved by that: see `signed_in`.
    """
    if str(environ.get("PATH_INFO", "")).startswith(PREFIX):
        scheme, _, secret = str(environ.get("HTTP_AUTHORIZATION", "")).partition(" ")
        return f"{TOKEN} {secret}" if scheme.lower() == "bearer" else ""
    cookies = parse_cookie(environ.get("HTTP_COOKIE", ""))
    key = cookies.get(settings.SESSION_COOKIE_NAME)
    return f"{SESSION} {key}" if key else ""


def caller_of(said: str) -> str:
    """What `signed_in` says, on a thread whose connection to the database no request has in hand;
    nobody where the database does not answer."""
    close_old_connections()
    try:
        return signed_in(said)
    except DatabaseError:
        return ""
    finally:
        close_old_connections()


def signed_in(said: str) -> str:
    """Whose token or session this is, the same for all of one person; "" where it does not hold now
    or nobody is signed in by it."""
    from bureau.record.accounts.backends.sessions import SessionStore
    from bureau.record.accounts.models import User
    from bureau.record.programs.queries.tokens import token_of

    what, _, secret = said.partition(" ")
    if what == TOKEN:
        token = token_of(secret)
        person = token and token.person_id
    else:
        user = SessionStore(secret).load().get(SESSION_KEY)
        person = user and User.objects.filter(pk=user).values_list("person", flat=True).first()
    return f"person {person}" if person else ""
