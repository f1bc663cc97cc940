"""Serve the pages and work off the queue: processes parted from this one, which watches them."""

import argparse
import multiprocessing
import os
import signal
import socket
import sys
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from threading import Event, Thread

from django.conf import settings

from bureau.config import pages
from bureau.config.installation import prepare
from bureau.config.shell import number_between, say


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("--host", default="127.0.0.1", help="the address to listen on")
    command.add_argument("--port", type=number_between(1, 65535), default=8000)
    command.add_argument("--workers", type=number_between(1, 1000), default=1, help="web processes")
    command.add_argument("--no-worker", action="store_true", help="serve pages only")


def execute(options: argparse.Namespace) -> int:
    be_at(options.host, options.port)
    return aside(prepare) or serve(
        options.host, options.port, options.workers, with_worker=not options.no_worker
    )


def be_at(host: str, port: int) -> None:
    """The address that links in mails begin with, unless the environment names another."""
    if "BUREAU_ADDRESS" not in os.environ:
        settings.BUREAU_ADDRESS = f"http://{host}:{port}"


def aside(work: Callable[[], object]) -> int:
    """Do something in a process of its own, so that this one keeps neither memory nor connections;
    what it answered, 0 where that is nothing."""
    process = part(work)
    process.join()
    return process.exitcode or 0


def part(work: Callable[[], object]) -> BaseProcess:
    """Start a process that has all that is loaded here, and takes signals as a new one would."""
    process = multiprocessing.get_context("fork").Process(target=_alone, args=(work,))
    process.start()
    return process


def _alone(work: Callable[[], object]) -> None:
    for signum in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signum, signal.SIG_DFL)
    sys.exit(work())  # type: ignore[arg-type]


def serve(host: str, port: int, workers: int, *, with_worker: bool) -> int:
    """Serve until a signal comes; a process that ends by itself is started anew.

    This one lets in, and looks after the others; none of them is its own work.
    """
    if is_taken(host, port):
        say(f"Port {port} is taken. Stop what listens there, or say --port N.", file=sys.stderr)
        return 1
    pages.load()
    os.register_at_fork(after_in_child=_leave_interrupts)
    server = pages.server(host, port, workers)
    if with_worker:
        beside = Beside(work)
        server.on_shutdown(beside.end)
    say(f"Bureau is at http://{host}:{port}/", flush=True)
    server.serve()
    return 0


def _leave_interrupts() -> None:
    """Ctrl-C reaches each process of a terminal: it is for the one that looks after the others,
    which would start again who ended by themselves."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def work() -> None:
    from bureau.config.commands import worker

    worker.execute(argparse.Namespace(once=False))


class Beside:
    """A process beside the pages, started anew when it ends by itself."""

    def __init__(self, work: Callable[[], object]) -> None:
        self._work = work
        self._ending = Event()
        self._process = part(work)
        Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        while True:
            self._process.join()
            if self._ending.wait(1):
                return
            say(f"the worker ended ({self._process.exitcode}); started again")
            self._process = part(self._work)

    def end(self) -> None:
        """Let it finish what it has in hand; if it does not in time it is killed, and loses
        nothing: a task is leased again."""
        self._ending.set()
        self._process.terminate()
        self._process.join(timeout=pages.PATIENCE_SECONDS)
        if self._process.is_alive():
            self._process.kill()


def is_taken(host: str, port: int) -> bool:
    """Whether something answers there already; two servers would share the port in silence."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((host, port)) == 0
