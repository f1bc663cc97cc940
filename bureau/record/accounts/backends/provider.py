"""How the sign-in library speaks to the provider: under one deadline, and never of itself to a
proxy or with a password of this machine's."""

import json
import time
from threading import BoundedSemaphore
from typing import Any, cast

from django.conf import settings
from requests import ConnectionError, PreparedRequest, Response, Session
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict
from requests.utils import get_encoding_from_headers

from bureau.record.deadlines import Deadline
from bureau.record.fetching import Answer, FetchFailed, exchange

DESCRIBED = "/.well-known/openid-configuration"
DESCRIBED_SECONDS = 600.0
"""How long the provider's description of itself is used again, by the threads of a process."""
WAITING_SECONDS = 3.0
"""How long one thread waits while others speak to the provider."""
places = BoundedSemaphore(settings.BUREAU_IDENTITIES_AT_ONCE)
waiting = BoundedSemaphore(1)
descriptions: dict[str, tuple[float, Answer]] = {}
"""Addresses of descriptions, until when each is used, and the answer."""


class Transport(BaseAdapter):
    """Sends each request of a session by the one way in which addresses are spoken to.

    A provider that is slow must not hold every thread that answers pages: few speak to it, and one
    more waits a while.
    """

    def __init__(self, deadline: Deadline) -> None:
        super().__init__()
        self.deadline = deadline

    def send(self, request: PreparedRequest, *args: Any, **more: Any) -> Response:
        """Raises `requests.ConnectionError` where no whole answer comes in time."""
        try:
            answer = self._described(request) or self._exchanged(request)
        except FetchFailed as failed:
            raise ConnectionError(failed.code, request=request) from None
        response = Response()
        response.status_code = answer.status
        response.headers = CaseInsensitiveDict(answer.headers)
        response.encoding = get_encoding_from_headers(response.headers)
        response.url, response.request = request.url or "", request
        response._content, response._content_consumed = answer.body, True
        return response

    def _described(self, request: PreparedRequest) -> Answer | None:
        until, answer = descriptions.get(request.url or "", (0.0, None))
        return answer if until > time.monotonic() else None

    def _exchanged(self, request: PreparedRequest) -> Answer:
        method, address = request.method or "GET", request.url or ""
        body, headers = cast("str | bytes | None", request.body), dict(request.headers)
        if not _has_place():
            raise FetchFailed("busy")
        try:
            answer = exchange(method, address, body, cast("dict[str, str]", headers), self.deadline)
        finally:
            places.release()
        if address.endswith(DESCRIBED) and _is_whole(answer):
            descriptions[address] = time.monotonic() + DESCRIBED_SECONDS, answer
        return answer

    def close(self) -> None:
        """Nothing stays open between two requests."""


def _has_place() -> bool:
    """Take a place among those who speak to the provider; at most one thread waits for one."""
    if places.acquire(blocking=False):
        return True
    if not waiting.acquire(blocking=False):
        return False
    try:
        return places.acquire(timeout=WAITING_SECONDS)
    finally:
        waiting.release()


def _is_whole(answer: Answer) -> bool:
    """Whether an answer is a description by which people can be sent on."""
    try:
        said = json.loads(answer.body)
    except (ValueError, RecursionError):
        return False
    return answer.status == 200 and isinstance(said, dict) and "authorization_endpoint" in said


def session_within(deadline: Deadline) -> Session:
    """A session of the library whose every request is over at the deadline."""
    session = Session()
    session.trust_env = False
    session.headers["Accept-Encoding"] = "identity"
    for scheme in ("https://", "http://"):
        session.mount(scheme, Transport(deadline))
    return session
