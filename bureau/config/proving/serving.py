"""Real processes for a trial: web and worker, started, asked, killed."""

import http.client
import json
import os
import signal
import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

from bureau.config.pages import web_command
from bureau.config.proving.grounds import Ground, Process

WAIT_SECONDS = 60.0


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port: int = held.getsockname()[1]
        return port


def start_web(ground: Ground, port: int, workers: int = 1, **more: str) -> Process:
    application = "bureau.config.proving.wsgi:application"
    return ground.start(*web_command("127.0.0.1", port, workers, application)[1:], **more)


def start_worker(ground: Ground, **more: str) -> Process:
    return ground.start("-m", "bureau.config.cli", "worker", **more)


def kill(process: Process) -> None:
    """End a process and all it started, at once, as a power cut would."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait()


def wait_until_serving(port: int, seconds: float = WAIT_SECONDS) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"nothing answers on port {port}")


@contextmanager
def served(ground: Ground, workers: int = 1, **more: str) -> Iterator[int]:
    """The port of a web server on this ground, for as long as it is needed; wait before asking."""
    port = free_port()
    process = start_web(ground, port, workers, **more)
    try:
        yield port
    finally:
        kill(process)


def post(
    port: int, path: str, fields: Mapping[str, str], timeout: float = 30.0
) -> tuple[int, dict[str, Any]]:
    """Send a form; the status and the JSON answered. OSError where no whole answer came."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", path, urlencode(fields), headers)
        answer = connection.getresponse()
        text = answer.read()
    except http.client.HTTPException as error:
        raise ConnectionError(str(error)) from error
    finally:
        connection.close()
    return answer.status, json.loads(text) if answer.status in (200, 409) else {}


def get(port: int, path: str, headers: Mapping[str, str], timeout: float = 30.0) -> int:
    """The status of a page, asked with a cookie or a token."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        connection.request("GET", path, headers=headers)
        return connection.getresponse().status
    finally:
        connection.close()
