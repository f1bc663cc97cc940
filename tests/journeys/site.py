"""The example as its visitors meet it: a copy of its own, and a server on a free port."""

import os
import signal
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bureau.config.pages import web_command
from bureau.config.proving.grounds import Ground, copied
from bureau.config.proving.serving import free_port

SETTINGS = {"DJANGO_SETTINGS_MODULE": "bureau.config.settings"}
SECONDS_TO_START = 120


@dataclass(frozen=True, slots=True)
class Site:
    """Where the example answers, without a slash at the end."""

    address: str
    ground: Ground


@contextmanager
def serving(
    prepared: Ground,
    furnish: Callable[[Ground], None] = lambda ground: None,
    *,
    with_worker: bool = False,
) -> Iterator[Site]:
    """A fresh copy of the example, served as `bureau serve` does it, until the block ends; first
    `furnish` adds what it has none of. A worker is started where something waits for one."""
    with copied(prepared) as ground:
        furnish(ground)
        port = free_port()
        site = Site(f"http://127.0.0.1:{port}", ground)
        told = SETTINGS | {"BUREAU_ADDRESS": site.address}
        started = [ground.start(*web_command("127.0.0.1", port, 1)[1:], **told)]
        if with_worker:
            started.append(ground.start("-m", "bureau.config.cli", "worker", **told))
        try:
            _wait_for(site.address)
            yield site
        finally:
            for process in started:
                os.killpg(process.pid, signal.SIGTERM)
            for process in started:
                process.wait(timeout=30)


def _wait_for(address: str) -> None:
    """Until the first page was answered once."""
    until = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            with urllib.request.urlopen(address, timeout=60):
                return
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
