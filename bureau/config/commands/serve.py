"""Serve the pages and work off the queue: processes parted from this one, and watched here."""

import argparse
import multiprocessing
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Sequence
from multiprocessing.process import BaseProcess

from django.conf import settings

from bureau.config import pages
from bureau.config.installation import prepare

PATIENCE_SECONDS = 30


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("--host", default="127.0.0.1", help="the address to listen on")
    command.add_argument("--port", type=int, default=8000)
    command.add_argument("--workers", type=int, default=1, help="web processes")
    command.add_argument("--no-worker", action="store_true", help="serve pages only")


def execute(options: argparse.Namespace) -> int:
    return aside(prepare) or serve(
        options.host, options.port, options.workers, with_worker=not options.no_worker
    )


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
    """Start both and keep them running until a signal comes; a dead part is started anew."""
    if is_taken(host, port):
        print(f"Port {port} is taken. Stop what listens there, or say --port N.", file=sys.stderr)
        return 1
    if "BUREAU_ADDRESS" not in os.environ:
        settings.BUREAU_ADDRESS = f"http://{host}:{port}"
    pages.load()
    parts: dict[str, Callable[[], object]] = {
        "pages": lambda: pages.serve_pages(host, port, workers)
    }
    if with_worker:
        parts["worker"] = work
    stopping: list[int] = []
    for signum in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signum, lambda number, _: stopping.append(number))
    running = {name: part(start) for name, start in parts.items()}
    while not stopping:
        time.sleep(0.2)
        for name, process in running.items():
            if not process.is_alive() and not stopping:
                print(f"{name} ended ({process.exitcode}); started again")
                time.sleep(1)
                running[name] = part(parts[name])
    end(list(running.values()))
    return 0


def work() -> None:
    from bureau.config.commands import worker

    worker.execute(argparse.Namespace(once=False))


def end(running: Sequence[BaseProcess]) -> None:
    """Let each finish what it has in hand; what does not end in time is killed, and loses nothing:
    what was answered is committed, and a task is leased again."""
    for process in running:
        process.terminate()
    until = time.monotonic() + PATIENCE_SECONDS
    for process in running:
        process.join(timeout=max(0.0, until - time.monotonic()))
        if process.is_alive():
            process.kill()


def is_taken(host: str, port: int) -> bool:
    """Whether something answers there already; two servers would share the port in silence."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((host, port)) == 0
