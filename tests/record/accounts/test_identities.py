"""Signing in by an identity elsewhere, against a real OpenID Connect provider on the loopback."""

import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from typing import Any

import oidc_provider_mock
import pytest
from allauth.socialaccount.models import SocialAccount, SocialApp
from allauth.socialaccount.providers import registry
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.contrib.sessions.models import Session
from django.test import Client
from pytest_django.fixtures import Settings

from bureau.config.answering import ANSWERING
from bureau.config.identities import identity_providers
from bureau.config.proving.hostile import hostile
from bureau.core.actors import Actor
from bureau.core.reasons import Refused
from bureau.record.accounts.backends import provider as provider_module
from bureau.record.accounts.models import SignInChange, Sitting
from bureau.record.accounts.models import User as Account
from bureau.record.accounts.services import factors, tries
from bureau.record.accounts.services.people import choose_language
from bureau.record.accounts.views import identities
from bureau.record.deadlines import Deadline
from bureau.record.fetching import Answer
from bureau.record.journal.models import Entry
from bureau.record.journal.queries.rows import rows_differing
from bureau.record.journal.store import left_empty
from tests.actors import made_administrator, somebody
from tests.record.accounts.signing import code_of, enrolled, set_up_codes, signed_in

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:::authlib"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
User = oidc_provider_mock.User


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    people = (
        User(sub="1", claims={"preferred_username": "Ada", "name": "Kanarienvogel"}),
        User(sub="2", claims={"preferred_username": "nobody"}),
        User(sub="3", claims={"preferred_username": "ada"}),
        User(sub="4", claims={"email": "ada@example.org", "email_verified": False}),
    )
    with oidc_provider_mock.run_server_in_thread(user_claims=people) as server:
        yield f"http://127.0.0.1:{server.server_port}"


@pytest.fixture(autouse=True)
def provider(settings: Settings, issuer: str) -> None:
    with_provider(settings, issuer)


@pytest.fixture(autouse=True)
def nothing_described(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test knows what another was told of a provider."""
    monkeypatch.setattr(provider_module, "descriptions", {})


def with_provider(settings: Settings, issuer: str) -> None:
    registry.register(OpenIDConnectProvider)
    settings.SOCIALACCOUNT_PROVIDERS = identity_providers({"BUREAU_OIDC_ISSUER": issuer})


class Staying(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **more: Any) -> None:
        return None


def authorised(address: str, subject: str) -> str:
    """The person says at the provider who they are; where the provider sends them back to."""
    opener = urllib.request.build_opener(Staying)
    try:
        opener.open(address, urllib.parse.urlencode({"sub": subject}).encode())
    except urllib.error.HTTPError as moved:
        back = urllib.parse.urlsplit(str(moved.headers["Location"]))
        return f"{back.path}?{back.query}"
    raise AssertionError("the provider did not send back")


def identity_page(client: Client) -> str:
    """The address at the provider, to which a page leads."""
    answer: Any = client.post("/sign-in/with/sso/", {"next": "/chart/"})
    (onward,) = re.findall(r'href="(http[^"]+)"', answer.content.decode())
    return unescape(onward)


def by_identity(client: Client, subject: str) -> Any:
    return client.get(authorised(identity_page(client), subject))


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_whom_the_provider_names_signs_in_under_that_login() -> None:
    person = enrolled()
    client = Client()
    answer = by_identity(client, "1")
    assert is_in(client) and answer.headers["Location"] == "/chart/"
    entry = Entry.objects.latest("sequence")
    assert (entry.act, entry.person) == ("accounts.join_identity", person)


def test_whoever_comes_from_the_provider_reads_in_their_own_language() -> None:
    choose_language(Actor(person=enrolled()), language="fr")
    client = Client()
    client.cookies["django_language"] = "ar"
    by_identity(client, "1")
    assert client.cookies["django_language"].value == "fr"
    client.post("/sign-out/")
    client.post("/language/", {"language": "ru"})
    by_identity(client, "1")
    assert is_in(client) and client.cookies["django_language"].value == "ru"


@pytest.mark.parametrize("times", [1, 2])
def test_nothing_the_provider_says_is_kept_but_its_number(times: int, issuer: str) -> None:
    enrolled()
    for _ in range(times):
        by_identity(Client(), "1")
    assert SocialAccount.objects.get().extra_data == {"issuer": issuer}
    assert "Kanarienvogel" not in str(list(SocialAccount.objects.values()))


def test_a_number_at_another_issuer_is_nobody_here() -> None:
    enrolled()
    by_identity(Client(), "1")
    SocialAccount.objects.update(extra_data={"issuer": "https://before.example.org"})
    client = Client()
    by_identity(client, "1")
    assert not is_in(client)
    assert "Ask an administrator to untie it" in client.get("/sign-in/").content.decode()
    assert "before.example.org" in str(SocialAccount.objects.get().extra_data)


@pytest.mark.parametrize(
    "claims",
    [
        {"userinfo": {"sub": "1"}},
        {"userinfo": {"sub": "1"}, "id_token": {"sub": "2"}},
        {"userinfo": {"name": "x"}, "id_token": {"sub": "2"}},
    ],
)
def test_claims_of_two_subjects_or_of_none_prove_nothing(
    claims: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    enrolled()
    monkeypatch.setattr(OpenIDConnectProvider, "extract_extra_data", lambda *_: claims)
    client = Client()
    by_identity(client, "1")
    assert not is_in(client) and not SocialAccount.objects.exists()


@pytest.mark.parametrize("said", ["[]", "{}", "null", "[" * 100_000, '{"userinfo_endpoint": 1}'])
def test_a_provider_that_describes_itself_wrongly_is_told_of(
    said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = Answer(200, {"Content-Type": "application/json"}, said.encode())
    monkeypatch.setattr(provider_module, "exchange", lambda *_: answer)
    page: Any = Client().post("/sign-in/with/sso/", follow=True)
    assert page.status_code == 200 and "did not answer" in page.content.decode()
    assert provider_module.descriptions == {}


@pytest.mark.parametrize("said", ["[]", "null", '{"name": "x"}', '{"sub": {}}'])
def test_claims_that_are_malformed_are_told_of(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    enrolled()
    true_exchange = provider_module.exchange

    def malformed(method: str, address: str, *given: Any) -> Any:
        answer = true_exchange(method, address, *given)
        return replace(answer, body=said.encode()) if "userinfo" in address else answer

    monkeypatch.setattr(provider_module, "exchange", malformed)
    client = Client()
    answer: Any = by_identity(client, "1")
    assert answer.headers["Location"] == "/sign-in/" and not is_in(client)


def test_what_the_library_reads_from_a_form_beside_next_is_dropped() -> None:
    enrolled()
    by_identity(Client(), "1")
    given = {"process": "connect", "auth_params": "redirect_uri=https://example.org", "scope": "x"}
    client = Client()
    answer: Any = client.post("/sign-in/with/sso/?process=connect", given)
    (address,) = re.findall(r'href="(http[^"]+)"', answer.content.decode())
    asked = urllib.parse.parse_qs(urllib.parse.urlsplit(unescape(address)).query)
    assert "example.org" not in str(asked["redirect_uri"]) and "openid" in asked["scope"][0]
    client.get(authorised(unescape(address), "1"))
    assert is_in(client)


def test_many_who_set_out_ask_the_provider_once(monkeypatch: pytest.MonkeyPatch) -> None:
    identity_page(Client())
    monkeypatch.setattr(provider_module, "exchange", None)
    with provider_module.places:
        assert identity_page(Client())


def test_from_one_address_so_many_are_refused_in_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    enrolled()
    for _ in range(3):
        by_identity(Client(), "1")
    few = replace(tries.IDENTITY_FROM, count=2)
    monkeypatch.setattr(tries, "IDENTITY_FROM", few)
    for _ in range(2):
        Client().get("/sign-in/from/sso/?code=stolen&state=invented")
    refused, client = Client(), Client(REMOTE_ADDR="203.0.113.9")
    by_identity(refused, "1")
    by_identity(client, "1")
    assert not is_in(refused) and is_in(client)


def test_a_second_time_needs_no_act() -> None:
    enrolled()
    by_identity(Client(), "1")
    before, client = Entry.objects.count(), Client()
    by_identity(client, "1")
    assert is_in(client) and Entry.objects.count() == before


def test_nobody_is_made_by_signing_in() -> None:
    client = Client()
    answer = by_identity(client, "2")
    assert not is_in(client) and answer.headers["Location"] == "/sign-in/"
    assert "Ask an administrator to enrol you" in client.get("/sign-in/").content.decode()


def test_an_identity_that_an_administrator_unties_signs_in_no_more() -> None:
    person = enrolled()
    by_identity(Client(), "1")
    grace = made_administrator(enrolled("grace", "Grace"))
    page = Client()
    page.force_login(Account.objects.get(person=grace.person))
    assert "Untie the identity" in page.get(f"/account/of/{person}/").content.decode()
    address = f"/account/of/{person}/identity/end/"
    said: Any = page.post(address, {"key": "k", "of": person}, follow=True)
    assert "The identity is untied" in said.content.decode()
    assert "Untie the identity" not in said.content.decode()
    assert not SocialAccount.objects.exists() and not Session.objects.filter(
        session_key__in=Sitting.objects.filter(user__person=person).values("session_key")
    )
    entry = Entry.objects.latest("sequence")
    assert (entry.act, entry.person) == ("accounts.untie_identity", grace.person)
    assert SignInChange.objects.latest("pk").what == "identity_untied"
    client = Client()
    by_identity(client, "3")
    assert is_in(client), "the person moved to another identity"


def test_only_an_administrator_unties_an_identity_and_never_their_own() -> None:
    person = enrolled()
    by_identity(Client(), "1")
    other = enrolled("grace", "Grace")
    own, grace = made_administrator(person), made_administrator(other)
    for actor in (own, somebody()):
        with pytest.raises(Refused, match="administrator_only"):
            factors.untie_identity(actor, person=person)
    factors.untie_identity(grace, person=person)
    with pytest.raises(Refused, match="no_identity_joined"):
        factors.untie_identity(grace, person=person)


def test_another_identity_does_not_take_over_a_login() -> None:
    enrolled()
    by_identity(Client(), "1")
    client = Client()
    by_identity(client, "3")
    assert not is_in(client)


def test_a_mail_address_that_was_not_confirmed_proves_nothing(settings: Settings) -> None:
    settings.BUREAU_OIDC_CLAIM = "email"
    enrolled("ada@example.org")
    client = Client()
    by_identity(client, "4")
    assert not is_in(client)


def test_the_second_step_is_asked_for_here_too() -> None:
    enrolled()
    secret = set_up_codes(signed_in())
    client = Client()
    answer = by_identity(client, "1")
    assert answer.headers["Location"] == "/sign-in/code/" and not is_in(client)
    client.post("/sign-in/code/", {"code": code_of(secret, 1)})
    assert is_in(client)


def test_an_answer_that_nobody_asked_for_is_refused() -> None:
    enrolled()
    client = Client()
    answer: Any = client.get("/sign-in/from/sso/?code=stolen&state=invented")
    assert answer.status_code < 500 and not is_in(client)


def test_without_a_provider_its_addresses_are_not_there(settings: Settings) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert Client().post("/sign-in/with/sso/").status_code == 404
    assert "Sign in with" not in Client().get("/sign-in/").content.decode()


def test_a_provider_that_is_away_is_told_of(settings: Settings) -> None:
    away = {"BUREAU_OIDC_ISSUER": "http://127.0.0.1:9"}
    registry.register(OpenIDConnectProvider)
    settings.SOCIALACCOUNT_PROVIDERS = identity_providers(away)
    answer: Any = Client().post("/sign-in/with/sso/", follow=True)
    assert answer.status_code == 200 and "did not answer" in answer.content.decode()


@pytest.mark.parametrize("way", ["silence", "header", "body"])
def test_a_provider_that_is_slow_is_given_up(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    monkeypatch.setattr(identities, "SECONDS", 0.2)
    with hostile(way, 0.02) as slow:
        named = {"BUREAU_OIDC_ISSUER": f"http://127.0.0.1:{slow.port}"}
        settings.SOCIALACCOUNT_PROVIDERS = identity_providers(named)
        answer: Any = Client().post("/sign-in/with/sso/", follow=True)
    assert answer.status_code == 200 and "did not answer" in answer.content.decode()


def test_all_steps_of_one_page_come_out_of_one_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sent back by the provider, a page asks twice; each is quick enough by itself."""
    enrolled()
    asked: list[Deadline] = []
    true_exchange = provider_module.exchange

    def noted(*given: Any) -> Any:
        asked.append(given[-1])
        return true_exchange(*given)

    monkeypatch.setattr(provider_module, "exchange", noted)
    by_identity(Client(), "1")
    set_out, *came_back = asked
    assert len(came_back) >= 2 and len(set(map(id, came_back))) == 1
    assert set_out is not came_back[0]


def test_a_slow_provider_does_not_hold_every_thread(settings: Settings) -> None:
    """While one page waits for it, one more does for a while, and no other."""
    assert 0 < settings.BUREAU_IDENTITIES_AT_ONCE + 1 < ANSWERING
    with provider_module.places, provider_module.waiting:
        answer: Any = Client().post("/sign-in/with/sso/", follow=True)
    assert answer.status_code == 200 and "did not answer" in answer.content.decode()
    assert "http" in Client().post("/sign-in/with/sso/").content.decode()


def test_what_is_asked_of_the_provider_is_bound_to_this_browser() -> None:
    page: Any = Client().post("/sign-in/with/sso/")
    (address,) = re.findall(r'href="(http[^"]+)"', page.content.decode())
    asked = urllib.parse.parse_qs(urllib.parse.urlsplit(unescape(address)).query)
    assert len(asked["state"][0]) >= 16 and asked["code_challenge_method"] == ["S256"]


@pytest.mark.parametrize("name", ["sso", "forged"])
def test_a_row_of_the_database_names_no_provider(
    name: str, settings: Settings, issuer: str
) -> None:
    enrolled()
    (app,) = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    settings.SOCIALACCOUNT_PROVIDERS = {}
    SocialApp.objects.create(**{**app, "provider": "openid_connect", "provider_id": name})
    client = Client()
    assert client.post(f"/sign-in/with/{name}/").status_code == 404
    settings.SOCIALACCOUNT_PROVIDERS = identity_providers({"BUREAU_OIDC_ISSUER": issuer})
    by_identity(client, "1")
    assert is_in(client)
    assert [*rows_differing()][0].startswith("socialaccount_socialapp: 1 row inserted")


def test_a_sign_in_leaves_the_tables_of_the_library_empty() -> None:
    enrolled()
    by_identity(Client(), "1")
    assert {table for table, model in left_empty().items() if model._base_manager.exists()} == set()
