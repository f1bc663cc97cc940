import pytest
from django.template.loader import render_to_string
from django.test import Client

pytestmark = pytest.mark.urls("tests.web.addresses")


def test_an_unknown_address_is_said_to_be_one(client: Client) -> None:
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert "There is nothing at this address" in response.content.decode()
    assert "/nowhere/" in response.content.decode()


def test_a_refusal_says_that_nothing_was_changed(client: Client) -> None:
    response = client.get("/refused/")
    assert response.status_code == 403
    assert "Nothing was changed" in response.content.decode()


def test_a_failure_says_that_nothing_was_changed(client: Client) -> None:
    client.raise_request_exception = False
    response = client.get("/broken/")
    assert response.status_code == 500
    assert "Nothing was changed" in response.content.decode()


def test_a_form_sent_without_its_token_is_told_what_to_do() -> None:
    response = Client(enforce_csrf_checks=True).post("/language/", {"language": "fr"})
    assert response.status_code == 403
    assert "load the page again" in response.content.decode()


def test_a_failure_is_told_without_any_context() -> None:
    assert '<html lang="en" dir="ltr">' in render_to_string("500.html")
