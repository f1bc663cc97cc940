"""A passkey made, used and asked for again, by a software authenticator in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.conftest import ON_SQLITE_ALONE
from tests.journeys.site import Site
from tests.journeys.visitor import Visitor, visiting

pytestmark = [pytest.mark.journey, pytest.mark.exhaustive, ON_SQLITE_ALONE]
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def owner(site: Site, chromium: Browser) -> Iterator[Visitor]:
    """Somebody whose device makes passkeys; these are for names, so not at 127.0.0.1."""
    with visiting(chromium, site.address.replace("127.0.0.1", "localhost")) as arrived:
        device = arrived.page.context.new_cdp_session(arrived.page)
        device.send("WebAuthn.enable")
        device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        yield arrived
        assert arrived.complaints == []


def test_a_passkey_signs_in_without_a_password(owner: Visitor) -> None:
    owner.become("Luz Marina Quispe")
    owner.go("/account/passkeys/")
    owner.fill(name="My laptop")
    owner.press("Add a passkey")
    owner.sees("Show that it is you")
    owner.press("Use a passkey")
    owner.sees("Recovery codes", "Each works once")
    owner.follow("How you sign in")
    owner.sees("My laptop")
    owner.page.context.clear_cookies()
    owner.go("/sign-in/?next=/account/")
    owner.press("Use a passkey")
    owner.sees("Where you are signed in", "My laptop")
