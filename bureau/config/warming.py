"""A few pages made once and thrown away, before the processes of a server part.

Much is written into memory only the first time that something is done: Python adapts code to what
it meets, pages and patterns are compiled, the columns are read. What is written after the
processes parted is in each of them; what was written before they all share.
"""

from collections.abc import Callable, Iterable
from threading import Thread
from typing import Any
from urllib.parse import urlsplit
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.db import DatabaseError, connection
from django.urls import reverse

from bureau.record.journal.queries import record_now

type Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

PAGES = ("sign-in", "home", "posts", "chart")
"""As a visitor sees them who is not signed in; twice, as some is adapted the second time."""
TIMES = 2
PATIENCE_SECONDS, LONGEST_SECONDS = 5, 30
"""How long a server or a lock is waited for, and any one statement."""


def warm(application: Application) -> None:
    """Ask for some pages by connections of our own, which can only read and are closed again.

    In a thread of its own, so that neither it nor a language or zone stays with this one. Where
    the database is away or not ready, nothing is asked: the pages will say so themselves.
    """
    thread = Thread(target=_asked, args=(application,))
    thread.start()
    thread.join()


def _asked(application: Application) -> None:
    _stand_alone()
    try:
        if _is_ready():
            _ask_for_pages(application)
    finally:
        connection.close()


def _is_ready() -> bool:
    try:
        record_now()
    except DatabaseError:
        return False
    return True


def _stand_alone() -> None:
    """Have no part in a pool, whose threads could not be parted, and neither write nor wait long.

    All by what a connection is opened with: each request may close its own.
    """
    options = {**connection.settings_dict["OPTIONS"]}
    options.pop("pool", None)
    if connection.vendor == "sqlite":
        options["transaction_mode"] = "DEFERRED"
        options["timeout"] = PATIENCE_SECONDS
        options["init_command"] = f"{options.get('init_command', '')}; PRAGMA query_only=ON"
    else:
        options["connect_timeout"] = PATIENCE_SECONDS
        options["options"] = (
            f"{options.get('options', '')} -c default_transaction_read_only=on"
            f" -c lock_timeout={PATIENCE_SECONDS}s -c statement_timeout={LONGEST_SECONDS}s"
        )
    connection.settings_dict = {**connection.settings_dict, "OPTIONS": options}


def _ask_for_pages(application: Application) -> None:
    """Each, and where it leads; none any more once one failed, as the next would wait as long."""
    for name in PAGES * TIMES:
        status, leads = _ask(application, reverse(name))
        if leads:
            status, _ = _ask(application, leads)
        if status >= 500:
            return


def _ask(application: Application, address: str) -> tuple[int, str]:
    """The status of the answer, and the address that it leads to, if any."""
    host = next((name for name in settings.ALLOWED_HOSTS if name.strip("*.")), "localhost")
    asked = urlsplit(address)
    environ: dict[str, Any] = {
        "PATH_INFO": asked.path,
        "QUERY_STRING": asked.query,
        "HTTP_HOST": host.removeprefix("."),
        "HTTP_ACCEPT_ENCODING": "gzip",
        "HTTP_X_FORWARDED_PROTO": "https",
    }
    setup_testing_defaults(environ)
    told: list[tuple[int, str]] = []

    def start(status: str, headers: list[tuple[str, str]], *_: Any) -> None:
        told.append((int(status[:3]), dict(headers).get("Location", "")))

    answer = application(environ, start)
    b"".join(answer)
    if close := getattr(answer, "close", None):
        close()
    return told[-1]
