"""How the sign-in library speaks to the provider: under one deadline, and never of itself to a
proxy or with a password of this machine's."""

from typing import Any, cast

from requests import ConnectionError, PreparedRequest, Response, Session
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict
from requests.utils import get_encoding_from_headers

from bureau.record.deadlines import Deadline
from bureau.record.fetching import FetchFailed, exchange


class Transport(BaseAdapter):
    """Sends each request of a session by the one way in which addresses are spoken to."""

    def __init__(self, deadline: Deadline) -> None:
        super().__init__()
        self.deadline = deadline

    def send(self, request: PreparedRequest, *args: Any, **more: Any) -> Response:
        """Raises `requests.ConnectionError` where no whole answer comes in time."""
        method, address = request.method or "GET", request.url or ""
        body, headers = cast("str | bytes | None", request.body), dict(request.headers)
        try:
            answer = exchange(method, address, body, cast("dict[str, str]", headers), self.deadline)
        except FetchFailed as failed:
            raise ConnectionError(failed.code, request=request) from None
        response = Response()
        response.status_code = answer.status
        response.headers = CaseInsensitiveDict(answer.headers)
        response.encoding = get_encoding_from_headers(response.headers)
        response.url, response.request = address, request
        response._content, response._content_consumed = answer.body, True
        return response

    def close(self) -> None:
        """Nothing stays open between two requests."""


def session_within(deadline: Deadline) -> Session:
    """A session of the library whose every request is over at the deadline."""
    session = Session()
    session.trust_env = False
    session.headers["Accept-Encoding"] = "identity"
    for scheme in ("https://", "http://"):
        session.mount(scheme, Transport(deadline))
    return session
