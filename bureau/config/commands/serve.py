"""Serve the pages and work off the queue: two processes, started and watched here."""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence

from bureau.config.installation import prepare

PATIENCE_SECONDS = 30


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("--host", default="127.0.0.1", help="the address to listen on")
    command.add_argument("--port", type=int, default=8000)
    command.add_argument("--workers", type=int, default=1, help="web processes")
    command.add_argument("--no-worker", action="store_true", help="serve pages only")


def execute(options: argparse.Namespace) -> int:
    prepare()
    return serve(options.host, options.port, options.workers, with_worker=not options.no_worker)


def serve(host: str, port: int, workers: int, *, with_worker: bool) -> int:
    """Start both and keep them running until a signal comes; a dead part is started anew."""
    if is_taken(host, port):
        print(f"Port {port} is taken. Stop what listens there, or say --port N.", file=sys.stderr)
        return 1
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bureau.config.settings")
    os.environ.setdefault("BUREAU_ADDRESS", f"http://{host}:{port}")
    commands = [web_command(host, port, workers)]
    if with_worker:
        commands.append([sys.executable, "-m", "bureau.config.cli", "worker"])
    stopping: list[int] = []
    for signum in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signum, lambda number, _: stopping.append(number))
    running = [subprocess.Popen(command) for command in commands]
    while not stopping:
        time.sleep(0.2)
        for place, process in enumerate(running):
            if process.poll() is not None and not stopping:
                print(f"{commands[place][2]} ended ({process.returncode}); started again")
                time.sleep(1)
                running[place] = subprocess.Popen(commands[place])
    end(running)
    return 0


def end(running: Sequence[subprocess.Popen[bytes]]) -> None:
    """Let each finish what it has in hand; what does not end in time is killed, and loses nothing:
    what was answered is committed, and a task is leased again."""
    for process in running:
        process.terminate()
    until = time.monotonic() + PATIENCE_SECONDS
    for process in running:
        try:
            process.wait(timeout=max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()


def is_taken(host: str, port: int) -> bool:
    """Whether something answers there already; two servers would share the port in silence."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((host, port)) == 0


def web_command(host: str, port: int, workers: int) -> list[str]:
    return [
        sys.executable,
        "-m",
        "granian",
        "bureau.config.wsgi:application",
        "--interface",
        "wsgi",
        "--host",
        host,
        "--port",
        str(port),
        "--workers",
        str(workers),
        "--blocking-threads",
        "4",
        "--backpressure",
        "64",
        "--no-ws",
        "--log-level",
        "warning",
    ]
