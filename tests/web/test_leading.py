"""Addresses that only take forms, looked at: a page that leads back."""

import pytest
from django.test import Client
from django.urls import set_script_prefix

from bureau.web.leading import above

pytestmark = pytest.mark.urls("tests.web.addresses")


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [("/boats/paint/", "/boats/"), ("/boats/7/crew/sail/", "/boats/7/"), ("/anchor/", "/")],
)
def test_whoever_looks_is_told_in_their_language_and_led_back(
    client: Client, address: str, leads_to: str
) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert f'<a class="btn" href="{leads_to}">' in answer.content.decode()
    client.cookies["django_language"] = "fr"
    assert '<html lang="fr"' in client.get(address).content.decode()


def test_a_form_that_is_sent_is_taken(client: Client) -> None:
    assert client.post("/boats/paint/").status_code == 200


def test_it_leads_back_below_the_prefix_that_all_addresses_have() -> None:
    set_script_prefix("/harbour/")
    try:
        assert above("/boats/paint/") == "/harbour/boats/"
        assert above("/anchor/") == "/harbour/"
    finally:
        set_script_prefix("/")
