"""An installation with nothing in it: every page answers, and the whole way leads on from there."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from bureau.config.cli import main
from bureau.core.actors import NOBODY
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.views.settings.sections import BEFORE_ANY, PAGES
from bureau.record.accounts import services as accounts
from bureau.record.accounts.models import User
from bureau.record.journal.services.founding import found_installation
from tests.institution.governance.visitors import page, send
from tests.institution.house import NOW, OPENED
from tests.journeys.crawling import Found, kinds_of, links

pytestmark = pytest.mark.django_db
MENU = ("/", "/chart/", "/posts/", "/instruments/", "/bodies/", "/reorganisations/", "/settings/")
BESIDE = ("/search/", "/search/?q=SED")


@pytest.fixture
def first(monkeypatch: pytest.MonkeyPatch) -> Client:
    """The first administrator of an installation that was just made."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    found_installation(NOBODY, demonstration=False)
    return administrator("Ada")


def administrator(name: str) -> Client:
    person = accounts.create_person(NOBODY, name=name)
    accounts.create_user(NOBODY, person=person, login=name.lower(), password=None)
    accounts.grant_directly(
        NOBODY,
        person=person,
        grant="administrator",
        valid_from=OPENED,
        valid_until=OPENED.replace(year=2030),
    )
    client = Client()
    client.force_login(User.objects.get(person=person))
    return client


def walked(client: Client) -> Iterator[Found]:
    """Every page that links lead to, one of a kind; and where it leads on."""
    waiting, count = [*MENU, *BESIDE], Counter[str]()
    asked = set(waiting)
    while waiting:
        path = waiting.pop(0)
        response = client.get(path)
        kind = response.get("Content-Type", "")
        html = response.content.decode() if kind.startswith("text/html") else ""
        found = Found("", "", path, response.status_code, kind, html)
        yield found
        on = [response["Location"]] if response.has_header("Location") else []
        for link in (*on, *links(found)):
            kinds = kinds_of(link)
            if link not in asked and any(not count[one] for one in kinds):
                asked.add(link)
                count.update(kinds)
                waiting.append(link)


def refused(client: Client) -> dict[str, int]:
    return {one.path: one.status for one in walked(client) if one.status >= 400}


def begin(client: Client) -> int:
    """An organisation of the name of Institute, by the form."""
    said = {"code": "INST", "name_original": "en", "name_en": "Institute"}
    send(client, "/settings/organisations/", zone="Europe/Zurich", currency="CHF", **said)
    return Organisation.objects.get(code="INST").pk


def test_every_page_of_an_empty_installation_answers(first: Client) -> None:
    assert refused(first) == {}


def test_and_so_does_every_page_once_an_organisation_is_begun(first: Client) -> None:
    begin(first)
    assert refused(first) == {}


@pytest.mark.parametrize("address", ["/", "/chart/", "/posts/", "/bodies/", "/settings/grades/"])
def test_what_needs_an_organisation_leads_to_where_one_is_begun(
    first: Client, address: str
) -> None:
    written = page(first, address)
    assert "There is no organisation yet" in written
    assert 'href="/settings/organisations/"' in written


def test_settings_list_what_works_before_any_organisation(first: Client) -> None:
    written = page(first, "/settings/")
    assert 'href="/settings/people/"' in written and 'href="/settings/grades/"' not in written
    assert {each.name for each in PAGES} >= BEFORE_ANY
    begin(first)
    assert 'href="/settings/grades/"' in page(first, "/settings/")


def test_the_first_page_says_how_an_installation_is_begun(client: Client, db: Any) -> None:
    assert "./run init" in page(client, "/")
    found_installation(NOBODY, demonstration=False)
    written = page(client, "/")
    assert "./run init" not in written and "Sign in" in written


def nothing_typed(_asked: str) -> str:
    """As it answers where there is neither a terminal nor anything to read."""
    raise EOFError


def test_without_a_terminal_init_says_where_the_password_goes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], db: None
) -> None:
    monkeypatch.delenv("BUREAU_PASSWORD", raising=False)
    monkeypatch.setattr("getpass.getpass", nothing_typed)
    monkeypatch.setattr("bureau.config.commands.init.prepare", lambda: None)
    assert main(["init", "--name", "Ada", "--login", "ada"]) == 2
    assert "BUREAU_PASSWORD" in capsys.readouterr().err
    assert not User.objects.exists()
