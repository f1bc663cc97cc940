"""The first page of the demonstration, also while another organisation is worked on."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from bureau.example.posts import CHIEF_OF_ENGAGEMENT
from bureau.institution.organisation.queries.wiring import days_of_instruments
from bureau.institution.organisation.services import reference
from bureau.record.accounts.models import User
from bureau.web.multilingual import text
from tests.example.conftest import actor, as_of, post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example")]


def test_it_stays_while_another_organisation_is_worked_on(client: Client) -> None:
    other = reference.create_organisation(
        actor("administrator"), code="MIN", name=text(en="A ministry")
    )
    client.force_login(User.objects.get(login="administrator"))
    assert "You work on" not in client.get("/").content.decode()
    client.post(f"/settings/organisations/{other}/work/")
    written = client.get("/").content.decode()
    assert "You work on A ministry." in written and "Work on " in written
    assert "Three things to try" in written and "Sign in as" in written


def test_days_of_another_organisation_do_not_stand_ahead() -> None:
    administrator = actor("administrator")
    other = reference.create_organisation(administrator, code="MIN", name=text(en="A ministry"))
    span = date(2020, 1, 1), date(2030, 1, 1)
    assert days_of_instruments(administrator, *span)
    assert days_of_instruments(replace(administrator, organisation=other), *span) == []


def test_the_pages_of_the_real_post_say_whose_rendering_they_are(client: Client) -> None:
    chief = post(as_of("2025-01-15"), CHIEF_OF_ENGAGEMENT)
    for address in (f"/posts/{chief.id}/", f"/posts/{chief.id}/versions/"):
        client.force_login(User.objects.get(login="administrator"))
        assert "English is our rendering." in client.get(address).content.decode()
