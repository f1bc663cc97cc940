"""Addresses that only take forms, looked at: a page that leads back."""

import pytest
from django.urls import set_script_prefix

from bureau.web.leading import above
from tests.institution.governance.visitors import visitor
from tests.institution.house import House


@pytest.mark.parametrize(
    ("address", "above"),
    [
        ("/standing-in/delegate/", "/standing-in/"),
        ("/settings/imports/7/columns/", "/settings/imports/7/"),
        ("/sign-out/", "/"),
    ],
)
def test_whoever_looks_is_told_in_their_language_and_led_back(
    house: House, address: str, above: str
) -> None:
    client = visitor(house, "Olga")
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert f'<a class="btn" href="{above}">' in answer.content.decode()
    client.cookies["django_language"] = "fr"
    assert '<html lang="fr"' in client.get(address).content.decode()


def test_it_leads_back_below_the_prefix_that_all_addresses_have() -> None:
    set_script_prefix("/bureau/")
    try:
        assert above("/standing-in/delegate/") == "/bureau/standing-in/"
        assert above("/sign-out/") == "/bureau/"
    finally:
        set_script_prefix("/")
