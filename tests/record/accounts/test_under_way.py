"""Each step of signing in that waits, and each act that ends all sessions of its person."""

import json
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import oidc_provider_mock
import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from pytest_django.fixtures import Settings

from bureau.core.actors import NOBODY, Actor
from bureau.record.accounts.models import SignInLink, User
from bureau.record.accounts.queries import secret_of
from bureau.record.accounts.services import closing, factors, links, sittings
from bureau.record.accounts.services.people import Secret
from bureau.record.journal.queries import head
from tests.actors import made_administrator
from tests.record.accounts.signing import (
    PASSWORD,
    code_of,
    confirm,
    enrolled,
    set_up_codes,
    signed_in,
)
from tests.record.accounts.test_identities import authorised as at_provider
from tests.record.accounts.test_identities import identity_page, is_in, with_provider
from tests.record.accounts.test_passkeys import add_passkey, at_a_browser

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:::authlib"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
NEW = Secret("another sentence to keep")
type Rest = Callable[[], Client]


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    ada = oidc_provider_mock.User(sub="1", claims={"preferred_username": "ada"})
    with oidc_provider_mock.run_server_in_thread(user_claims=[ada]) as server:
        yield f"http://127.0.0.1:{server.server_port}"


@pytest.fixture(autouse=True)
def provider(settings: Settings, issuer: str) -> None:
    with_provider(settings, issuer)


def link_to(person: int) -> SignInLink:
    user = User.objects.get(person=person)
    return SignInLink.objects.get(pk=links.ask_for_link(NOBODY, user=user.pk))


def code_outstanding(_person: int) -> Rest:
    secret, client = set_up_codes(signed_in()), Client()
    client.post("/sign-in/", {"username": "ada", "password": PASSWORD})

    def rest() -> Client:
        client.post("/sign-in/code/", {"code": code_of(secret, 1)})
        return client

    return rest


def passkey_asked(_person: int) -> Rest:
    owner, client = at_a_browser(signed_in()), at_a_browser()
    confirm(owner)
    device = add_passkey(owner)
    asked: Any = client.get("/sign-in/passkey/", HTTP_ACCEPT="application/json")
    answer = json.dumps(device.use(asked.json()["request_options"]["publicKey"]))

    def rest() -> Client:
        client.post("/sign-in/passkey/", {"credential": answer})
        return client

    return rest


def at_the_provider(_person: int) -> Rest:
    client = Client()
    back = at_provider(identity_page(client), "1")

    def rest() -> Client:
        client.get(back)
        return client

    return rest


def code_after_provider(_person: int) -> Rest:
    secret, client = set_up_codes(signed_in()), Client()
    client.get(at_provider(identity_page(client), "1"))

    def rest() -> Client:
        client.post("/sign-in/code/", {"code": code_of(secret, 1)})
        return client

    return rest


def link_mailed(person: int) -> Rest:
    client, secret = Client(), secret_of(link_to(person))
    client.get(f"/sign-in/link/{secret}/")

    def rest() -> Client:
        chosen = "a third sentence to keep"
        client.post(f"/sign-in/link/{secret}/", {"new": chosen})
        client.post("/sign-in/", {"username": "ada", "password": chosen})
        return client

    return rest


def codes_being_set_up(_person: int) -> Rest:
    client = signed_in()
    confirm(client)
    client.get("/account/codes/")
    secret = client.session["mfa.totp.secret"]

    def rest() -> Client:
        client.post("/account/codes/", {"code": code_of(secret)})
        return client

    return rest


def nothing_ends(_person: int) -> None:
    pass


def password_changed(person: int) -> None:
    factors.change_password(Actor(person=person), old=Secret(PASSWORD), new=NEW)


def password_chosen(person: int) -> None:
    links.choose_password(Actor(person=person), link=link_to(person).pk, password=NEW)


def own_sessions_ended(person: int) -> None:
    sittings.end_sessions(Actor(person=person), person=person)


def administrator() -> Actor:
    return made_administrator(enrolled("grace", "Grace"))


def sessions_ended_by_another(person: int) -> None:
    sittings.end_sessions(administrator(), person=person)


def factors_removed(person: int) -> None:
    factors.remove_factors_of(administrator(), person=person)


def identity_untied(person: int) -> None:
    user = User.objects.get(person=person).pk
    if not SocialAccount.objects.filter(user=user).exists():
        more = {"provider": "sso", "subject": "1", "issuer": "s", "since": head().sequence}
        factors.join_identity(Actor(person=person), user=user, **more)
    factors.untie_identity(administrator(), person=person)


def account_closed(person: int) -> None:
    closing.close_account(administrator(), person=person)


def account_closed_and_opened(person: int) -> None:
    grace = administrator()
    closing.close_account(grace, person=person)
    closing.open_account(grace, person=person)


def user_gone(person: int) -> None:
    """As an erasure leaves it."""
    sittings.end_sessions(administrator(), person=person)
    SocialAccount.objects.filter(user__person=person).delete()
    User.objects.filter(person=person).delete()


PENDING = [
    *(code_outstanding, passkey_asked, at_the_provider, code_after_provider),
    *(link_mailed, codes_being_set_up),
]
ENDING = [
    *(password_changed, password_chosen, own_sessions_ended, sessions_ended_by_another),
    *(factors_removed, identity_untied, account_closed, account_closed_and_opened, user_gone),
]


@pytest.mark.parametrize("pending", PENDING)
def test_a_step_that_waits_goes_on(pending: Callable[[int], Rest]) -> None:
    assert is_in(pending(enrolled())())


@pytest.mark.parametrize(("pending", "ending"), [*product(PENDING, ENDING)])
def test_what_ends_all_sessions_ends_what_waits(
    pending: Callable[[int], Rest], ending: Callable[[int], None]
) -> None:
    person = enrolled()
    rest = pending(person)
    ending(person)
    client, tied = rest(), SocialAccount.objects.count()
    assert client.get("/account/").status_code == 302
    assert not (tied and ending in (identity_untied, user_gone)), "nobody is tied again"


def test_whoever_proved_too_little_begins_anew_and_is_told() -> None:
    person = enrolled()
    secret, client = set_up_codes(signed_in()), Client()
    client.post("/sign-in/", {"username": "ada", "password": PASSWORD})
    own_sessions_ended(person)
    said: Any = client.post("/sign-in/code/", {"code": code_of(secret, 1)}, follow=True)
    assert "Your sessions were ended while you signed in" in said.content.decode()
    client.post("/sign-in/", {"username": "ada", "password": PASSWORD})
    assert not is_in(client), "the code is asked for again"
