"""A PostgreSQL server of our own, run by an unprivileged user, that may be killed."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from bureau.config.proving.serving import free_port

INSTALLED = Path("/usr/lib/postgresql")
START_SECONDS = 30.0


@dataclass(slots=True)
class Cluster:
    """One data folder and, most of the time, one server on it."""

    programs: Path
    folder: Path
    user: str
    port: int = field(default_factory=free_port)
    server: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"postgres://postgres@127.0.0.1:{self.port}/postgres"

    def run(self, name: str, *words: str) -> subprocess.Popen[bytes]:
        group = pwd.getpwnam(self.user).pw_gid if self.user else None
        return subprocess.Popen(
            [self.programs / name, *words],
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=(self.folder / "log").open("ab"),
            user=self.user or None,
            group=group,
            extra_groups=None if group is None else [],
            start_new_session=True,
        )

    def create(self) -> None:
        words = ("-D", str(self.folder / "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8")
        if self.run("initdb", *words, "--locale=C.UTF-8").wait():
            raise RuntimeError((self.folder / "log").read_text())

    def start(self) -> None:
        """Start the server and wait until it answers; tries again while the last one dies."""
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            if self.server is None or self.server.poll() is not None:
                words = ("-D", str(self.folder / "data"), "-p", str(self.port))
                more = ("-k", str(self.folder), "-c", "listen_addresses=127.0.0.1")
                self.server = self.run("postgres", *words, *more)
            try:
                psycopg.connect(self.url, connect_timeout=2).close()
                return
            except psycopg.OperationalError:
                time.sleep(0.1)
        raise RuntimeError((self.folder / "log").read_text()[-2000:])

    def kill(self) -> None:
        """End the server and every process it started, at once."""
        if self.server is None:
            return
        children = Path(f"/proc/{self.server.pid}/task/{self.server.pid}/children")
        started = children.read_text().split() if children.exists() else []
        for pid in [self.server.pid, *map(int, started)]:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.server.wait()
        self.server = None


def programs_installed() -> Path | None:
    """The folder of the newest PostgreSQL server on this machine."""
    found = sorted(INSTALLED.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


def unprivileged() -> str:
    """Whom the server runs as: ourselves, but never root."""
    if os.getuid():
        return ""
    names = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in names)


@contextmanager
def own_cluster() -> Iterator[Cluster]:
    programs = programs_installed()
    if programs is None:
        raise RuntimeError("No PostgreSQL server is installed (Debian: apt-get install postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="prove-cluster-"))
    cluster = Cluster(programs, folder, unprivileged())
    if cluster.user:
        shutil.chown(folder, cluster.user)
    try:
        cluster.create()
        cluster.start()
        yield cluster
    finally:
        cluster.kill()
        shutil.rmtree(folder, ignore_errors=True)
