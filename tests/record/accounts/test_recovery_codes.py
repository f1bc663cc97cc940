"""A recovery code works once: whoever uses it at once, whatever fails, whoever looks meanwhile."""

import re
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from bureau.record.accounts.models import Tries
from bureau.record.journal.models import Entry
from tests.databases import Database, finished, fresh_database
from tests.record.accounts.signing import PASSWORD, enrolled, set_up_codes, signed_in

ACT = "accounts.use_recovery_code"


def codes_shown(client: Client) -> list[str]:
    page: Any = client.get("/account/recovery/")
    return re.findall(r"<code><bdi>([0-9a-z]+)", page.content.decode())


def half_in() -> Client:
    """Somebody who has given the password and is asked for a code."""
    client = Client()
    client.post("/sign-in/", {"username": "ada", "password": PASSWORD})
    return client


def is_let_in(client: Client, code: str) -> bool:
    Tries.objects.all().delete()
    client.post("/sign-in/code/", {"code": code})
    return "_auth_user_id" in client.session


@pytest.mark.django_db
def test_a_code_is_spent_with_its_entry_or_not_at_all() -> None:
    enrolled()
    client = signed_in()
    set_up_codes(client)
    code = codes_shown(client)[0]
    failing = patch("bureau.record.accounts.services.factors.tell_of", side_effect=OSError)
    with failing, pytest.raises(OSError):
        is_let_in(half_in(), code)
    assert code in codes_shown(client) and not Entry.objects.filter(act=ACT).exists()
    assert is_let_in(half_in(), code) and Entry.objects.filter(act=ACT).count() == 1
    assert code not in codes_shown(client) and not is_let_in(half_in(), code)


@pytest.mark.django_db
def test_looking_at_the_codes_writes_nothing() -> None:
    enrolled()
    client = signed_in()
    set_up_codes(client)
    rows = Authenticator.objects.order_by("pk").values_list("data", flat=True)
    before = list(rows)
    assert len(codes_shown(client)) == 10 and list(rows.all()) == before
    assert Client().get("/account/recovery/").status_code in (302, 404)


BEGIN = """
import os, time
from pathlib import Path
from django.test.utils import override_settings, setup_test_environment
setup_test_environment()
plain = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
override_settings(STORAGES=plain).enable()
from bureau.record.accounts.forms import signing_in
from tests.record.accounts.signing import enrolled, set_up_codes, signed_in
from tests.record.accounts.test_recovery_codes import codes_shown, half_in
output = Path(os.environ["OUTPUT"])
"""
USE = """
client = half_in()
signing_in.tries.claim = lambda limit, whose: True  # another guard, which forgets in time
(output.parent / f"ready-{os.getpid()}").touch()
while len(list(output.parent.glob("ready-*"))) < 2:
    time.sleep(0.005)
client.post("/sign-in/code/", {"code": output.read_text()})
if "_auth_user_id" in client.session:
    (output.parent / f"in-{os.getpid()}").touch()
"""


@pytest.fixture
def database() -> Iterator[Database]:
    with fresh_database() as made:
        yield made


@pytest.mark.exhaustive
def test_of_two_who_use_a_code_at_once_one_is_let_in(database: Database) -> None:
    output = database.home / "output"
    output.touch()
    made = "enrolled(); client = signed_in(); set_up_codes(client)"
    database.run(f"{BEGIN}\n{made}; output.write_text(codes_shown(client)[0])", OUTPUT=str(output))
    users = [database.start(BEGIN + USE, OUTPUT=str(output)) for _ in range(2)]
    assert [finished(user) for user in users] == [0, 0]
    assert len(list(database.home.glob("in-*"))) == 1
    counted = f"SELECT COUNT(*) FROM journal_entry WHERE act = '{ACT}'"
    assert database.read(counted) == [(1,)]
