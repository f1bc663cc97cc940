"""One-time codes, recovery codes, and proving once more who one is."""

import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext

from bureau.record.accounts.forms.signing_in import CODE
from bureau.record.journal.models import Entry
from tests.record.accounts.signing import (
    PASSWORD,
    code_of,
    confirm,
    enrolled,
    set_up_codes,
    signed_in,
)

pytestmark = pytest.mark.django_db


def acts() -> list[str]:
    return list(Entry.objects.order_by("sequence").values_list("act", flat=True))


def begun(login: str = "ada") -> Client:
    """The password was right; the second step is still to come."""
    client = Client()
    answer: Any = client.post("/sign-in/", {"username": login, "password": PASSWORD})
    assert answer.headers["Location"] == "/sign-in/code/"
    return client


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_setting_up_codes_is_an_act_and_brings_recovery_codes() -> None:
    enrolled()
    client = signed_in()
    set_up_codes(client)
    assert acts()[-1] == "accounts.add_factor"
    assert Entry.objects.latest("sequence").details["added"] == ["recovery_codes", "totp"]
    page = client.get("/account/recovery/").content.decode()
    assert len(re.findall(r"<code><bdi>\d{8}<", page)) == 10


def test_a_wrong_first_code_sets_up_nothing_and_leaves_no_entry() -> None:
    enrolled()
    client = signed_in()
    confirm(client)
    client.get("/account/codes/")
    before = acts()
    answer: Any = client.post("/account/codes/", {"code": "000000"})
    assert answer.status_code == 200 and "not the code of now" in answer.content.decode()
    assert acts() == before and not Authenticator.objects.exists()


def test_the_secret_lies_sealed_in_the_database() -> None:
    enrolled()
    secret = set_up_codes(signed_in())
    assert secret not in str(Authenticator.objects.get(type="totp").data)


def test_the_password_alone_no_longer_lets_in() -> None:
    enrolled()
    secret = set_up_codes(signed_in())
    client = begun()
    assert not is_in(client)
    answer: Any = client.post("/sign-in/code/", {"code": code_of(secret, 1)})
    assert answer.status_code == 302 and is_in(client)


def test_the_code_is_typed_at_once() -> None:
    enrolled()
    set_up_codes(signed_in())
    assert " autofocus" in begun().get("/sign-in/code/").content.decode()


def test_a_code_works_once() -> None:
    enrolled()
    secret = set_up_codes(signed_in())
    code = code_of(secret, 1)
    begun().post("/sign-in/code/", {"code": code})
    client = begun()
    answer: Any = client.post("/sign-in/code/", {"code": code})
    assert "used already" in answer.content.decode() and not is_in(client)


@pytest.mark.parametrize("sign", [" ", "-", ".", ",", "\t", "_"])
def test_a_code_written_with_signs_is_the_same_code(sign: str) -> None:
    """The library takes them out, and remembers the code in the memory of one process alone."""
    enrolled()
    secret = set_up_codes(signed_in())
    code = code_of(secret, 1)
    begun().post("/sign-in/code/", {"code": code})
    cache.clear()
    client = begun()
    answer: Any = client.post("/sign-in/code/", {"code": f"{code[:3]}{sign}{code[3:]}"})
    assert "used already" in answer.content.decode() and not is_in(client)


def test_the_code_that_set_it_up_is_used_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stands still: thirty seconds later the same call would show another code."""
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now)
    enrolled()
    secret = set_up_codes(signed_in())
    client = begun()
    client.post("/sign-in/code/", {"code": code_of(secret)})
    assert not is_in(client)


def test_a_recovery_code_works_once() -> None:
    enrolled()
    client = signed_in()
    set_up_codes(client)
    code = re.findall(r"<bdi>(\d{8})<", client.get("/account/recovery/").content.decode())[0]
    first, second = begun(), begun()
    first.post("/sign-in/code/", {"code": code})
    second.post("/sign-in/code/", {"code": code})
    assert is_in(first) and not is_in(second)


def test_a_recovery_code_that_is_worth_nothing_is_told_as_one() -> None:
    enrolled()
    client = signed_in()
    set_up_codes(client)
    code = re.findall(r"<bdi>(\d{8})<", client.get("/account/recovery/").content.decode())[0]
    begun().post("/sign-in/code/", {"code": code})
    for wrong in (code, "00000000"):
        answer: Any = begun().post("/sign-in/code/", {"code": wrong})
        said = answer.content.decode()
        assert "Take another one" in said and "next one" not in said


def test_when_every_recovery_code_is_used_that_is_said() -> None:
    person = enrolled()
    client = signed_in()
    set_up_codes(client)
    row = Authenticator.objects.get(user__person=person, type="recovery_codes")
    row.data["used_mask"] = 2**10 - 1
    row.save()
    assert "Every one is used" in client.get("/account/recovery/").content.decode()


def test_after_five_wrong_codes_even_the_right_one_is_not_looked_at() -> None:
    enrolled()
    secret = set_up_codes(signed_in())
    client = begun()
    for wrong in range(5):
        client.post("/sign-in/code/", {"code": f"00000{wrong}"})
    answer: Any = client.post("/sign-in/code/", {"code": code_of(secret, 1)})
    assert "too many tries" in answer.content.decode() and not is_in(client)


def test_what_changes_how_one_signs_in_asks_once_more() -> None:
    enrolled()
    client = signed_in()
    for address in ("/account/codes/", "/account/passkeys/"):
        answer: Any = client.get(address)
        assert answer.headers["Location"].startswith("/account/confirm/"), address


def test_whoever_has_no_app_is_offered_a_recovery_code_and_no_other() -> None:
    enrolled()
    client = signed_in()
    set_up_codes(client)
    assert "Use a code" in client.get("/account/confirm/?next=/account/").content.decode()
    Authenticator.objects.filter(type="totp").delete()
    said = client.get("/account/confirm/?next=/account/").content.decode()
    assert "Use a recovery code" in said and "Use a code" not in said


def test_a_code_to_sign_in_is_no_code_of_a_unit() -> None:
    with translation.override("fr"):
        assert str(CODE) != gettext("Code")


def test_taking_codes_away_is_an_act_and_takes_the_recovery_codes() -> None:
    enrolled()
    client = signed_in()
    set_up_codes(client)
    answer: Any = client.post("/account/codes/end/")
    assert answer.status_code == 302, answer.content.decode()
    assert not Authenticator.objects.exists()
    assert Entry.objects.latest("sequence").act == "accounts.remove_factor"
    assert Entry.objects.latest("sequence").details["removed"] == ["recovery_codes", "totp"]


def test_new_recovery_codes_make_the_old_worthless() -> None:
    enrolled()
    client = signed_in()
    set_up_codes(client)
    old = re.findall(r"<bdi>(\d{8})<", client.get("/account/recovery/").content.decode())[0]
    client.post("/account/recovery/new/")
    assert acts()[-1] == "accounts.renew_recovery_codes"
    another = begun()
    another.post("/sign-in/code/", {"code": old})
    assert not is_in(another)


@pytest.mark.parametrize("address", ["/account/", "/account/password/", "/account/confirm/"])
def test_who_is_not_signed_in_is_led_to_sign_in(address: str) -> None:
    answer: Any = Client().get(address)
    assert answer.status_code == 302 and answer.headers["Location"].startswith("/sign-in/")


def test_a_sealed_secret_that_was_changed_opens_nothing() -> None:
    enrolled()
    set_up_codes(signed_in())
    row = Authenticator.objects.get(type="totp")
    sealed = row.data["secret"]
    with pytest.raises(ValidationError, match="no longer read"):
        decrypt(sealed[:-5] + ("A" if sealed[-5] != "A" else "B") + sealed[-4:])
