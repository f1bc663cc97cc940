"""The web server: processes that part after all pages are loaded, and so share that memory.

No connection to the database is open when they part: none may be in two processes.
"""

import gc
import logging
import multiprocessing
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, cast

from bureau.config import heap

if TYPE_CHECKING:
    from granian.server.mp import MPServer

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # a process with threads cannot be parted

APPLICATION = "bureau.config.wsgi:application"
PATIENCE_SECONDS = 30
CONNECTIONS = 1024
"""How many browsers may keep a connection open to one process; more wait to be let in. Each that
has something in hand has a thread, which waits for its line; `answering` says who answers."""


def load(application: str = APPLICATION) -> None:
    """Load all that pages and tasks need, once, for every process that is parted from this one."""
    heap.give_memory_back()
    with heap.loading():
        _load(application)
        gc.collect()
        heap.stop_counting()
    heap.fill_gaps()


def _load(application: str) -> None:
    multiprocessing.set_start_method("fork", force=True)
    module, _, name = application.partition(":")
    served = getattr(import_module(module), name)
    from django.apps import apps
    from django.conf import settings
    from django.template import engines
    from django.utils import formats, translation
    from django.utils.module_loading import import_string

    from bureau.config.api import apart
    from bureau.config.warming import warm
    from bureau.web import kinds

    import_module(settings.ROOT_URLCONF)
    if settings.BUREAU_API_AT_START:
        import_module(apart.ADDRESSES)
    import_module("numpy.ma")  # as the first call of `unique` does
    kinds.unresolved()
    for path in (*settings.BUREAU_FOLLOWERS, *settings.BUREAU_DUTIES):
        import_string(path)
    for model in apps.get_models():
        model._meta.get_fields()  # the first time the fields of all models are gone through
    for engine in engines.all():
        engine.engine.template_context_processors  # type: ignore[attr-defined]  # noqa: B018
    for language, _ in settings.LANGUAGES:
        with translation.override(language):
            translation.gettext("")
            formats.get_format("DECIMAL_SEPARATOR")
    warm(served.application)


def server(host: str, port: int, workers: int, application: str = APPLICATION) -> "MPServer":
    """What lets in and starts so many web processes; its `serve` returns after a signal, when what
    was in hand is answered or patience is at an end."""
    from granian.constants import HTTPModes, Interfaces
    from granian.log import LogLevels
    from granian.server.mp import MPServer

    logging.getLogger("_granian").addFilter(_is_news)
    return MPServer(
        application,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        # Streams of HTTP/2 that end while a body is read leave their thread waiting for ever.
        http=HTTPModes.http1,
        workers=workers,
        blocking_threads=CONNECTIONS,
        backpressure=CONNECTIONS,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=PATIENCE_SECONDS,
    )


def _is_news(record: logging.LogRecord) -> bool:
    """All that the server says but that it may have many threads: most of them wait (CONNECTIONS),
    and no setting says that they are meant."""
    return not record.getMessage().startswith("Configuration allows spawning")


def web_command(host: str, port: int, workers: int, application: str = APPLICATION) -> list[str]:
    """The same as a command of its own, without what `bureau serve` makes ready before."""
    return [sys.executable, "-m", "bureau.config.pages", host, str(port), str(workers), application]


def main() -> None:
    host, port, workers, application = cast("tuple[str, str, str, str]", sys.argv[1:])
    load(application)
    server(host, int(port), int(workers), application).serve()


if __name__ == "__main__":
    main()
