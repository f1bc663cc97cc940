"""A few pages made once and thrown away, before the processes of a server part.

Much is written into memory only the first time that something is done: Python adapts code to what
it meets, pages and patterns are compiled, the columns are read. What is written after the
processes parted is in each of them; what was written before they all share.
"""

from collections.abc import Callable, Iterable
from threading import Thread
from typing import Any
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.db import DatabaseError, connection
from django.urls import reverse

from bureau.record.journal.queries import record_now

type Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

PAGES = ("sign-in", "home", "posts", "chart")
"""As a visitor sees them who is not signed in; twice, as some is adapted the second time."""
TIMES = 2
PATIENCE_SECONDS = 5
READ_ONLY = {
    "sqlite": "PRAGMA query_only = ON",
    "postgresql": "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
}


def warm(application: Application) -> None:
    """Ask for some pages by a connection of our own, which can only read and is closed again.

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
            for name in PAGES * TIMES:
                _ask(application, reverse(name))
    finally:
        connection.close()


def _is_ready() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute(READ_ONLY[connection.vendor])
        record_now()
    except DatabaseError:
        return False
    return True


def _stand_alone() -> None:
    """Have no part in a pool: its threads could not be parted; and wait for no server for long."""
    options = {**connection.settings_dict["OPTIONS"]}
    if options.pop("pool", None):
        options["connect_timeout"] = PATIENCE_SECONDS
    connection.settings_dict = {**connection.settings_dict, "OPTIONS": options}


def _ask(application: Application, path: str) -> None:
    host = next((name for name in settings.ALLOWED_HOSTS if name.strip("*.")), "localhost")
    environ: dict[str, Any] = {
        "PATH_INFO": path,
        "HTTP_HOST": host.removeprefix("."),
        "HTTP_ACCEPT_ENCODING": "gzip",
        "HTTP_X_FORWARDED_PROTO": "https",
    }
    setup_testing_defaults(environ)
    answer = application(environ, lambda *_: None)
    b"".join(answer)
    if close := getattr(answer, "close", None):
        close()
