"""The one way in which an address that a person gave is spoken to.

https only, public addresses only, looked at after the name was resolved and again on every
redirect; ten seconds and five megabytes for all of it. The connection goes to an address that
was looked at, so that a name cannot mean another one a moment later.
"""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import SplitResult, urljoin, urlsplit

from django.conf import settings

from bureau.record.deadlines import Deadline

SECONDS = 10.0
TOO_SLOW = "too_slow"
BYTES_MAX = 5 * 2**20
REDIRECTS_MAX = 3
KEPT_ON_REDIRECT = (307, 308)
REDIRECTS = (301, 302, 303, *KEPT_ON_REDIRECT)
UNICAST = ipaddress.ip_network("2000::/3")
"""All that is given out to networks in IPv6; old forms of other addresses lie mostly outside."""
OLD_FORMS = tuple(map(ipaddress.ip_network, ("2001::/32", "2002::/16")))
"""Teredo (RFC 4380) and 6to4 (RFC 3056): each wraps an IPv4 address."""
RELAYS = ipaddress.ip_network("192.88.99.0/24")
"""Led to the nearest relay of 6to4; set aside since (RFC 7526)."""
ISATAP = (0x00005EFE, 0x02005EFE)
"""The first half of an interface number that ends with an IPv4 address (RFC 5214, 6.1)."""
NAT64 = ipaddress.ip_network("64:ff9b::/96")
"""How a network without IPv4 reaches an IPv4 address (RFC 6052): judged by what it wraps."""


class FetchFailed(Exception):
    """`code`: address, not_public, unresolved, connection, too_slow, too_big or redirects."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


def fetch(address: str, *, seconds: float = SECONDS) -> Answer:
    """What is at an address."""
    return _through_redirects("GET", address, None, {}, seconds)


def send(
    address: str, body: bytes, headers: Mapping[str, str], *, seconds: float = SECONDS
) -> Answer:
    """Post something; a redirect that would make it a GET is answered as it came."""
    return _through_redirects("POST", address, body, headers, seconds)


def _through_redirects(
    method: str, address: str, body: bytes | None, headers: Mapping[str, str], seconds: float
) -> Answer:
    with Deadline(seconds) as deadline:
        for _ in range(REDIRECTS_MAX + 1):
            parts = parts_of(address)
            found = _public_addresses(parts, deadline)
            answer = _exchanged(method, parts, found, body, headers, deadline)
            location = answer.headers.get("Location", "")
            followed = REDIRECTS if method == "GET" else KEPT_ON_REDIRECT
            if answer.status not in followed or not location:
                return answer
            address = _joined(address, location)
    raise FetchFailed("redirects")


def _joined(address: str, location: str) -> str:
    """Where a redirect leads, as the address that redirects writes it."""
    try:
        return urljoin(address, location)
    except ValueError:
        raise FetchFailed("address") from None


def exchange(
    method: str,
    address: str,
    body: bytes | str | None,
    headers: Mapping[str, str],
    deadline: Deadline,
) -> Answer:
    """One request to an address that the installation's own settings lead to, wherever it lies."""
    parts = urlsplit(address)
    return _exchanged(method, parts, _addresses(parts, deadline), body, headers, deadline)


def _exchanged(
    method: str,
    parts: SplitResult,
    addresses: Sequence[str],
    body: bytes | str | None,
    headers: Mapping[str, str],
    deadline: Deadline,
) -> Answer:
    connection = _Pinned(parts, addresses, deadline)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request(method, path, body, {**headers, "User-Agent": "Bureau"})
        answer = connection.getresponse()
        content = _read(answer, deadline)
        deadline.left()  # one that was shut at the deadline looks like one that came to its end
        return Answer(answer.status, content, answer.headers)  # type: ignore[arg-type] # a Message
    except TimeoutError:
        raise FetchFailed(TOO_SLOW) from None
    except (OSError, http.client.HTTPException, ValueError):
        raise FetchFailed(TOO_SLOW if deadline.is_over() else "connection") from None
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


def _public_addresses(parts: SplitResult, deadline: Deadline) -> list[str]:
    """What the name means now; refused where any of it is not public."""
    found = _addresses(parts, deadline)
    if not found or not all(map(is_allowed, found)):
        raise FetchFailed("not_public")
    return found


def _addresses(parts: SplitResult, deadline: Deadline) -> list[str]:
    try:
        return deadline.addresses_of(parts.hostname or "", _port(parts))
    except TimeoutError:
        raise FetchFailed(TOO_SLOW) from None
    except (OSError, UnicodeError):
        raise FetchFailed("unresolved") from None


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme == "https" else 80)


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
    """A public address, or the loopback where the setting opens it.

    An address with a zone is one of this machine's own networks. Of IPv6 only what is given out to
    networks is public: none of the old forms that wrap an IPv4 address, whatever they wrap.
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        if found.scope_id:
            return False
        if found.ipv4_mapped or found in NAT64:
            return is_allowed(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
    if found.is_loopback:
        return bool(settings.BUREAU_FETCH_LOOPBACK)
    if isinstance(found, ipaddress.IPv6Address) and not _is_given_out(found):
        return False
    return found.is_global and not found.is_multicast and found not in RELAYS


def _is_given_out(found: ipaddress.IPv6Address) -> bool:
    is_isatap = (int(found) >> 32) & 0xFFFFFFFF in ISATAP
    return found in UNICAST and not is_isatap and not any(found in each for each in OLD_FORMS)


class _Pinned(http.client.HTTPConnection):
    """Connects to the addresses that were looked at; the certificate is that of the name."""

    def __init__(self, parts: SplitResult, addresses: Sequence[str], deadline: Deadline) -> None:
        super().__init__(parts.hostname or "", _port(parts))
        self.is_secure = parts.scheme == "https"
        self.default_port = 443 if self.is_secure else 80
        self.addresses = addresses
        self.deadline = deadline

    def connect(self) -> None:
        self.sock = self.deadline.connect(self.addresses, self.port)
        if self.is_secure:
            self.sock = _tls().wrap_socket(self.sock, server_hostname=self.host)


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()


def _read(answer: http.client.HTTPResponse, deadline: Deadline) -> bytes:
    parts: list[bytes] = []
    size = 0
    while part := answer.read1(65536):
        deadline.left()
        size += len(part)
        if size > BYTES_MAX:
            raise FetchFailed("too_big")
        parts.append(part)
    return b"".join(parts)
