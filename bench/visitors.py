"""Many people at once: each is signed in, asks for pages and now and then writes something."""

import gzip
import http.client
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from threading import Event, Thread
from time import perf_counter, sleep
from urllib.parse import urlencode
from uuid import uuid4

PASSWORD = "four quiet rivers run east"
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a visitor was told: `seconds` until the last byte, `size` as it came over the wire.

    `began` is when the visitor asked, by `perf_counter`; `leads` the address it leads to, if any.
    """

    status: int
    seconds: float
    size: int
    is_write: bool = False
    began: float = 0.0
    leads: str = ""


@dataclass(slots=True)
class Visitor:
    """One browser of one person."""

    port: int
    random: Random
    cookies: dict[str, str] = field(default_factory=dict)
    connection: http.client.HTTPConnection | None = None
    patience: float = 60
    """For how many seconds an answer is waited for."""
    answered: tuple[bytes, bool] = (b"", False)
    """What the last answer said, and whether it came packed."""

    @property
    def page(self) -> str:
        """What the last answer said, unpacked only where somebody reads it."""
        content, is_packed = self.answered
        return (gzip.decompress(content) if is_packed else content).decode(errors="replace")

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def post(self, path: str, **fields: str) -> Answer:
        sent = urlencode(fields | {"csrfmiddlewaretoken": self.cookies.get("csrftoken", "")})
        return self._ask("POST", path, sent.encode())

    def send(
        self, path: str, fields: dict[str, str], name: str, files: Sequence[tuple[str, bytes]]
    ) -> Answer:
        """Send files, each under its own name, as a browser sends those of one field."""
        said = fields | {"csrfmiddlewaretoken": self.cookies.get("csrftoken", "")}
        mark, head = uuid4().hex, 'Content-Disposition: form-data; name="{}"'
        parts = [f"{head.format(key)}\r\n\r\n{value}".encode() for key, value in said.items()]
        for file, content in files:
            told = f'{head.format(name)}; filename="{file}"\r\nContent-Type: text/csv\r\n\r\n'
            parts.append(told.encode() + content)
        body = b"".join(f"--{mark}\r\n".encode() + part + b"\r\n" for part in parts)
        body += f"--{mark}--\r\n".encode()
        return self._ask("POST", path, body, f"multipart/form-data; boundary={mark}")

    def begin_draft(self) -> Answer:
        """Begin a reorganisation: one act, on record, seen by nobody else."""
        reference = f"B-{uuid4().hex[:20]}"
        fields = {"key": uuid4().hex, "reference": reference, "title": "A draft", "language": "en"}
        return self.post("/reorganisations/new/", purpose="", **fields)

    def _ask(self, method: str, path: str, sent: bytes | None = None, kind: str = FORM) -> Answer:
        headers = {"Accept-Encoding": "gzip", "Cookie": self._cookie()}
        headers |= {"Content-Type": kind} if sent else {}
        start = perf_counter()
        try:
            self.connection = self.connection or http.client.HTTPConnection(
                "127.0.0.1", self.port, timeout=self.patience
            )
            self.connection.request(method, path, sent, headers)
            answer = self.connection.getresponse()
            content = answer.read()
        except (OSError, http.client.HTTPException):
            self.connection = None
            return Answer(0, perf_counter() - start, 0, method == "POST", start)
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, value = re.split("[=;]", line, maxsplit=2)[:2]
            self.cookies[name] = value
        took, is_write = perf_counter() - start, method == "POST"
        self.answered = content, answer.headers.get("Content-Encoding") == "gzip"
        leads = answer.headers.get("Location", "")
        return Answer(answer.status, took, len(content), is_write, start, leads)

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
