"""Where a bench serves pages from: a home and a database of its own, filled, served, taken down."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bureau.config.proving.grounds import database
from bureau.config.proving.serving import free_port, wait_until_serving

SETTINGS = "bench.settings"
PREPARE = """
import sys
from bureau.config.cli import set_up
set_up()
from bureau.config.installation import prepare
prepare()
"""
FILL = f"""{PREPARE}
from bench.populations import populate
populate(int(sys.argv[1]), units=int(sys.argv[2]), users=int(sys.argv[3]))
from bureau.config.commands.worker import work_off_once
work_off_once()
"""


SESSIONS = f"""{PREPARE}
import logging
logging.disable(logging.INFO)
from django.test import Client
from bureau.record.accounts.models import User
for user in User.objects.order_by("pk")[: int(sys.argv[1])]:
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(user)
    print("session", client.cookies["sessionid"].value)
"""

ADMINISTRATOR = f"""{PREPARE}
import logging
logging.disable(logging.INFO)
from django.test import Client
from bench.populations import administrator
client = Client(HTTP_HOST="127.0.0.1")
client.force_login(administrator())
print("session", client.cookies["sessionid"].value)
"""


@dataclass(frozen=True, slots=True)
class Place:
    """A home and the address of its database ("": a file in the home)."""

    home: Path
    url: str

    @property
    def name(self) -> str:
        return "PostgreSQL" if self.url else "SQLite"

    @property
    def environment(self) -> dict[str, str]:
        given = {"BUREAU_HOME": str(self.home), "DATABASE_URL": self.url}
        return os.environ | given | {"DJANGO_SETTINGS_MODULE": SETTINGS}

    def fill(self, posts: int, units: int, users: int) -> None:
        """Put an organisation there, and what its pages need."""
        self._run(FILL, posts, units, users)

    def prepare(self) -> None:
        """Bring a place that was filled before up to date."""
        self._run(PREPARE)

    def sessions(self, count: int) -> list[str]:
        """So many people signed in: the session of each, as its cookie has it."""
        return _sessions(self._run(SESSIONS, count))

    def administrator(self) -> str:
        """The session of an administrator, who is given a way to sign in where there is none."""
        return _sessions(self._run(ADMINISTRATOR))[0]

    def _run(self, script: str, *given: int) -> str:
        command = [sys.executable, "-c", script, *map(str, given)]
        ended = subprocess.run(
            command, env=self.environment, check=True, stdout=subprocess.PIPE, text=True
        )
        return ended.stdout


def _sessions(output: str) -> list[str]:
    return [line.split()[1] for line in output.splitlines() if line.startswith("session ")]


@contextmanager
def place(server: str = "", kept: str = "") -> Iterator[Place]:
    """An empty place, gone afterwards: on the PostgreSQL `server` where one is named.

    `kept` is a folder of a place that is there already, and stays.
    """
    with ExitStack() as stack:
        home = kept or stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-"))
        url = stack.enter_context(database(server)) if server else ""
        yield Place(Path(home), url)


@contextmanager
def served(
    at: Place, workers: int, *, with_worker: bool = False
) -> Iterator[tuple[int, list[int]]]:
    """The port of a server there, and the processes that make it up."""
    port = free_port()
    command = [sys.executable, "-m", "bureau.config.cli", "serve", "--port", str(port)]
    command += ["--workers", str(workers), *(() if with_worker else ("--no-worker",))]
    with (at.home / "bench.log").open("ab") as log:
        process = subprocess.Popen(
            command, env=at.environment, stdout=log, stderr=log, start_new_session=True
        )
        try:
            wait_until_serving(port, seconds=60)
            yield port, [process.pid]
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=60)
