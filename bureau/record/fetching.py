"""The one way in which an address that a person gave is spoken to.

https only, public addresses only, looked at after the name was resolved and again on every
redirect; ten seconds and five megabytes for all of it. The connection goes to the address that
was looked at, so that a name cannot mean another one a moment later.
"""

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from django.conf import settings

SECONDS = 10.0
TOO_SLOW = "too_slow"
BYTES_MAX = 5 * 2**20
REDIRECTS_MAX = 3
KEPT_ON_REDIRECT = (307, 308)
REDIRECTS = (301, 302, 303, *KEPT_ON_REDIRECT)


class FetchFailed(Exception):
    """`code`: address, not_public, unresolved, connection, too_slow, too_big or redirects."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes


def fetch(address: str) -> Answer:
    """What is at an address."""
    return _through_redirects("GET", address, None, {})


def send(address: str, body: bytes, headers: Mapping[str, str]) -> Answer:
    """Post something; a redirect that would make it a GET is answered as it came."""
    return _through_redirects("POST", address, body, headers)


def _through_redirects(
    method: str, address: str, body: bytes | None, headers: Mapping[str, str]
) -> Answer:
    ends = time.monotonic() + SECONDS
    for _ in range(REDIRECTS_MAX + 1):
        status, location, said = _once(method, address, body, headers, ends)
        followed = REDIRECTS if method == "GET" else KEPT_ON_REDIRECT
        if status not in followed or not location:
            return Answer(status, said)
        address = urljoin(address, location)
    raise FetchFailed("redirects")


def _once(
    method: str, address: str, body: bytes | None, headers: Mapping[str, str], ends: float
) -> tuple[int, str, bytes]:
    parts = parts_of(address)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    found = public_addresses(parts.hostname or "", port)
    connection = _Pinned(parts, port, found[0], ends)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request(method, path, body, {**headers, "User-Agent": "Bureau"})
        answer = connection.getresponse()
        return answer.status, answer.headers.get("Location", ""), _read(answer, connection, ends)
    except TimeoutError:
        raise FetchFailed(TOO_SLOW) from None
    except (OSError, http.client.HTTPException, ValueError):
        raise FetchFailed("connection") from None
    finally:
        connection.close()


def parts_of(address: str) -> SplitResult:
    """The address in parts; refused where it is not https, or carries a name and password."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise FetchFailed("address") from None
    schemes = ("https", "http") if settings.BUREAU_FETCH_LOOPBACK else ("https",)
    if parts.scheme not in schemes or not parts.hostname or parts.username or port == 0:
        raise FetchFailed("address")
    return parts


def public_addresses(host: str, port: int) -> list[str]:
    """What the name means now; refused where any of it is not public."""
    try:
        rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise FetchFailed("unresolved") from None
    found = list(dict.fromkeys(str(row[4][0]) for row in rows))
    if not found or not all(map(is_allowed, found)):
        raise FetchFailed("not_public")
    return found


def may_be_public(host: str) -> bool:
    """Whether a host, as it is written, can mean a public address. Nothing is asked of a network:
    what a name means is looked at whenever it is spoken to."""
    try:
        rows = socket.getaddrinfo(host, None, flags=socket.AI_NUMERICHOST)
    except (OSError, UnicodeError):
        name = host.rstrip(".").lower()
        is_inside = "." not in name or name.endswith((".localhost", ".local", ".internal"))
        return not is_inside or (settings.BUREAU_FETCH_LOOPBACK and name == "localhost")
    return all(is_allowed(str(row[4][0])) for row in rows)


def is_allowed(address: str) -> bool:
    """A public address, or the loopback where the setting opens it; what wraps one is unwrapped."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1]
        if inner is None and found in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_allowed(str(inner))
    if settings.BUREAU_FETCH_LOOPBACK and found.is_loopback:
        return True
    return found.is_global and not found.is_multicast


class _Pinned(http.client.HTTPConnection):
    """Connects to the address that was looked at; the certificate is that of the name."""

    def __init__(self, parts: SplitResult, port: int, address: str, ends: float) -> None:
        super().__init__(parts.hostname or "", port, timeout=_left(ends))
        self.is_secure = parts.scheme == "https"
        self.default_port = 443 if self.is_secure else 80
        self.address = address

    def connect(self) -> None:
        self.sock = socket.create_connection((self.address, self.port), self.timeout)
        if self.is_secure:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host)


def _read(answer: http.client.HTTPResponse, connection: _Pinned, ends: float) -> bytes:
    parts: list[bytes] = []
    size = 0
    while True:
        if connection.sock is not None:
            connection.sock.settimeout(_left(ends))
        else:
            _left(ends)
        part = answer.read1(65536)
        if not part:
            return b"".join(parts)
        size += len(part)
        if size > BYTES_MAX:
            raise FetchFailed("too_big")
        parts.append(part)


def _left(ends: float) -> float:
    left = ends - time.monotonic()
    if left <= 0:
        raise FetchFailed(TOO_SLOW)
    return left
