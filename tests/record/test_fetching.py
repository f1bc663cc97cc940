"""Addresses that people give: https and public ones only, looked at again on every redirect."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from bureau.record.fetching import FetchFailed, fetch, is_allowed

NOT_PUBLIC = (
    *("127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0"),
    *("100.64.0.1", "224.0.0.1", "255.255.255.255", "198.18.0.1", "192.0.2.1"),
    *("192.88.99.1", "::ffff:192.88.99.1", "64:ff9b::c058:6301"),
    *("::", "::1", "fe80::1", "fd00::1", "ff02::1", "100::1", "5f00::1", "nothing"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:0:10.0.0.1", "::ffff:0:93.184.215.14"),
    *("::127.0.0.1", "::10.0.0.1", "::93.184.215.14"),
    *("64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b::a9fe:a9fe"),
    *("64:ff9b:1::7f00:1", "64:ff9b:1::5db8:d70e", "64:ff9b:1:fffe::a00:1"),
    *("2002:7f00:1::", "2002:a00:1::1", "2002:5db8:d70e::1"),
    *("2001:0:a00:1::1", "2001:0:5db8:d70e:0:0:f5ff:fffe", "2001:0:5db8:d70e:8000:63bf:a247:28f1"),
    *("2606:2800:21f::5efe:a00:1", "2606:2800:21f::200:5efe:7f00:1", "fe80::5efe:a00:1"),
    *("fec0::1", "feff::1", "2001:db8::1", "3fff::1", "2001:2::1", "2001:10::1"),
    *("fe80::1%eth0", "2606:2800:21f::1%eth0", "::1%lo", "ff02::1%1"),
)
"""Private, this machine, several, documentation, not given out; IPv6 with a zone; the same wrapped:
mapped, translated (SIIT), compatible, NAT64 and its local prefix, 6to4, Teredo (server and client),
ISATAP, site-local."""


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_an_address_that_is_not_public_is_refused(address: str) -> None:
    assert not is_allowed(address)


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "2606:2800:21f::1", "64:ff9b::5db8:d70e", "::ffff:93.184.215.14"]
)
def test_a_public_address_is_taken(address: str) -> None:
    assert is_allowed(address)


@pytest.mark.parametrize(
    "address", ["http://example.org/", "ftp://example.org/", "https://", "https://a:b@example.org/"]
)
def test_nothing_but_https_and_no_password_in_the_address(address: str) -> None:
    with pytest.raises(FetchFailed, match="address"):
        fetch(address)


def test_a_name_for_the_loopback_is_refused_after_it_is_resolved() -> None:
    with pytest.raises(FetchFailed, match="not_public"):
        fetch("https://localhost/")


class Answering(BaseHTTPRequestHandler):
    """/to/ADDRESS redirects, /big is endless, anything else says hello."""

    def do_GET(self) -> None:
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/to/"))
            self.end_headers()
            return
        self.send_response(200)
        self.end_headers()
        times = 1000 if self.path == "/big" else 1
        try:
            for _ in range(times):
                self.wfile.write(b"hello" * 2000 if times > 1 else b"hello")
        except OSError:
            pass

    def log_message(self, *said: Any) -> None:
        """Quiet."""


@pytest.fixture
def here(settings: Settings) -> Iterator[str]:
    settings.BUREAU_FETCH_LOOPBACK = True
    server = HTTPServer(("127.0.0.1", 0), Answering)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_redirect_is_followed_and_looked_at_again(here: str) -> None:
    assert fetch(f"{here}/to//hello").body == b"hello"
    with pytest.raises(FetchFailed, match="not_public"):
        fetch(f"{here}/to/http://10.0.0.1/")
    with pytest.raises(FetchFailed, match="address"):
        fetch(f"{here}/to/file:///etc/passwd")


@pytest.mark.parametrize("where", ["https://[", "http://[::1", "//[a]/", "http://127.0.0.1:99999/"])
def test_a_redirect_to_what_is_no_address_is_refused(here: str, where: str) -> None:
    with pytest.raises(FetchFailed, match="address"):
        fetch(f"{here}/to/{where}")


def test_a_circle_of_redirects_ends(here: str) -> None:
    with pytest.raises(FetchFailed, match="redirects"):
        fetch(f"{here}/to//to//to//to//to//hello")


def test_too_much_and_too_slow_are_given_up(here: str) -> None:
    with pytest.raises(FetchFailed, match="too_big"):
        fetch(f"{here}/big")
    with pytest.raises(FetchFailed, match="too_slow"):
        fetch(here, seconds=0.0)
