"""Passkeys through the pages, by a software authenticator."""

import json
import re
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.test import Client

from bureau.config.proving.passkeys import Device
from bureau.core.actors import Actor
from bureau.record.accounts.services import tries
from bureau.record.accounts.services.people import choose_language
from tests.record.accounts.signing import confirm, enrolled, set_up_codes, signed_in

pytestmark = pytest.mark.django_db
HOST = "localhost"
"""Passkeys are for names of which a browser trusts the way: this one without TLS."""
AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def at_a_browser(client: Client | None = None) -> Client:
    found = client or Client()
    found.defaults["SERVER_NAME"] = HOST
    return found


def add_passkey(client: Client, name: str = "Laptop") -> Device:
    """A device that holds a passkey of whoever is signed in and has just proved it."""
    device = Device(f"http://{HOST}")
    page = unescape(client.get("/account/passkeys/").content.decode())
    (options,) = re.findall(r'data-options="(\{.*?\})" hidden', page)
    answer = json.dumps(device.make(json.loads(options)))
    client.post(
        "/account/passkeys/", {"name": name, "credential": answer}, headers={"User-Agent": AGENT}
    )
    return device


def by_passkey(client: Client, device: Device) -> Any:
    asked: Any = client.get("/sign-in/passkey/", HTTP_ACCEPT="application/json")
    options = asked.json()["request_options"]["publicKey"]
    answer = json.dumps(device.use(options))
    return client.post("/sign-in/passkey/", {"credential": answer}, follow=True)


def owner() -> Client:
    client = at_a_browser(signed_in())
    confirm(client)
    return client


def test_whoever_signs_in_by_passkey_reads_in_their_own_language() -> None:
    choose_language(Actor(person=enrolled()), language="fr")
    device, client = add_passkey(owner()), at_a_browser()
    client.cookies["django_language"] = "ar"
    by_passkey(client, device)
    assert client.cookies["django_language"].value == "fr"
    client.post("/sign-out/")
    client.post("/language/", {"language": "ru"})
    by_passkey(client, device)
    assert "_auth_user_id" in client.session
    assert client.cookies["django_language"].value == "ru"


def test_a_passkey_that_was_taken_away_is_told_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    enrolled()
    client = owner()
    device = add_passkey(client)
    number = Authenticator.objects.get(type="webauthn").pk
    page: Any = client.get(f"/account/passkeys/{number}/end/")
    assert "<bdi>Laptop</bdi>" in page.content.decode()
    client.post(f"/account/passkeys/{number}/end/")
    visitor = at_a_browser()
    with caplog.at_level("WARNING", logger="bureau.sign_in"):
        answer = by_passkey(visitor, device)
    assert "it may have been taken away" in answer.content.decode()
    assert "sign-in refused" in caplog.text and "_auth_user_id" not in visitor.session


def test_a_passkey_of_another_does_not_confirm_who_one_is() -> None:
    enrolled()
    enrolled("eve", "Eve")
    device = add_passkey(owner())
    other = at_a_browser(signed_in("eve"))
    set_up_codes(other)
    add_passkey(other)
    asked: Any = other.get("/account/confirm/passkey/?next=/account/")
    (options,) = re.findall(r'data-options="([^"]+)"', asked.content.decode())
    answer = json.dumps(device.use(json.loads(unescape(options))))
    said: Any = other.post(
        "/account/confirm/passkey/?next=/account/", {"credential": answer}, follow=True
    )
    assert "none of your passkeys" in said.content.decode()
    assert said.redirect_chain[-1][0].startswith("/account/confirm/passkey/")


def test_a_passkey_without_a_name_is_called_by_its_browser() -> None:
    enrolled()
    client = owner()
    add_passkey(client, "")
    said = client.get("/account/").content.decode()
    assert "<bdi>Firefox, Linux</bdi>" in said and "added on" in said


def test_from_one_address_a_stranger_begins_only_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tries, "PASSKEY_FROM", replace(tries.PASSKEY_FROM, count=2))
    asked = [Client().get("/sign-in/passkey/", HTTP_ACCEPT="application/json") for _ in range(4)]
    assert [answer.status_code for answer in asked] == [200, 200, 429, 429]
    assert Session.objects.count() == 2


def test_a_sign_in_by_passkey_that_succeeds_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tries, "PASSKEY_FROM", replace(tries.PASSKEY_FROM, count=1))
    enrolled()
    device = add_passkey(owner())
    for _ in range(2):
        client = at_a_browser()
        by_passkey(client, device)
        assert "_auth_user_id" in client.session
