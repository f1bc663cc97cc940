"""Many people at once: each is signed in, asks for pages and now and then writes something."""

import http.client
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from threading import Event, Thread
from time import perf_counter, sleep
from urllib.parse import urlencode
from uuid import uuid4

PASSWORD = "a-password-for-benches"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a visitor was told: `seconds` until the last byte, `size` as it came over the wire."""

    status: int
    seconds: float
    size: int
    is_write: bool = False


@dataclass(slots=True)
class Visitor:
    """One browser of one person."""

    port: int
    random: Random
    cookies: dict[str, str] = field(default_factory=dict)
    connection: http.client.HTTPConnection | None = None

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def post(self, path: str, **fields: str) -> Answer:
        sent = urlencode(fields | {"csrfmiddlewaretoken": self.cookies.get("csrftoken", "")})
        return self._ask("POST", path, sent)

    def begin_draft(self) -> Answer:
        """Begin a reorganisation: one act, on record, seen by nobody else."""
        reference = f"B-{uuid4().hex[:20]}"
        fields = {"key": uuid4().hex, "reference": reference, "title": "A draft", "language": "en"}
        return self.post("/reorganisations/new/", purpose="", **fields)

    def _ask(self, method: str, path: str, sent: str | None = None) -> Answer:
        headers = {"Accept-Encoding": "gzip", "Cookie": self._cookie()}
        start = perf_counter()
        try:
            self.connection = self.connection or http.client.HTTPConnection(
                "127.0.0.1", self.port, timeout=60
            )
            self.connection.request(method, path, sent, headers | (FORM if sent else {}))
            answer = self.connection.getresponse()
            size = len(answer.read())
        except (OSError, http.client.HTTPException):
            self.connection = None
            return Answer(0, perf_counter() - start, 0, method == "POST")
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, value = re.split("[=;]", line, maxsplit=2)[:2]
            self.cookies[name] = value
        return Answer(answer.status, perf_counter() - start, size, method == "POST")

    def _cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())


def together(
    visitors: Sequence[Visitor],
    act: Callable[[Visitor], Answer],
    wait: Callable[[], object],
    think: float = 0.0,
) -> list[Answer]:
    """Let all of them act until `wait` returns, each with a pause of `think` seconds on average."""
    ended, told = Event(), [[] for _ in visitors]  # type: ignore[var-annotated]

    def live(place: int, visitor: Visitor) -> None:
        sleep(visitor.random.uniform(0, think))
        while not ended.is_set():
            told[place].append(act(visitor))
            if think:
                ended.wait(visitor.random.uniform(0.5, 1.5) * think)

    threads = [Thread(target=live, args=each, daemon=True) for each in enumerate(visitors)]
    for thread in threads:
        thread.start()
    wait()
    ended.set()
    for thread in threads:
        thread.join(timeout=60)
    return [answer for answers in told for answer in answers]
