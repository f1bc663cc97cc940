"""An account that is closed: nobody signs in by it, in no way, until it is opened again."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from bureau.core.actors import Actor
from bureau.core.reasons import Refused
from bureau.record.accounts.models import DirectGrant, SignInLink, User
from bureau.record.accounts.services import links
from bureau.record.accounts.services.closing import close_account, open_account
from bureau.record.journal.services.following import follow
from bureau.record.notices.models import OutboxMail
from bureau.record.notices.queries.letters import letter_for
from tests.actors import made_administrator, somebody
from tests.record.accounts.signing import PASSWORD, enrolled, signed_in
from tests.record.accounts.test_passkeys import add_passkey, by_passkey, owner
from tests.record.accounts.test_told import subjects

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> int:
    return enrolled()


@pytest.fixture
def administrator() -> Actor:
    return made_administrator(enrolled("grace", "Grace"))


def guess() -> Any:
    return Client().post("/sign-in/", {"username": "ada", "password": PASSWORD})


def test_who_left_is_signed_out_and_signs_in_no_more(ada: int, administrator: Actor) -> None:
    client = signed_in()
    links.ask_for_link(Actor(None), user=User.objects.get(person=ada).pk)
    close_account(administrator, person=ada)
    assert not Session.objects.exists() and not SignInLink.objects.filter(used_at=None).exists()
    assert client.get("/account/").status_code == 302
    assert guess().status_code == 200
    Client().post("/sign-in/forgotten/", {"login": "ada"})
    assert not SignInLink.objects.filter(used_at=None).exists()
    assert subjects() == ["An administrator closed your account"]


def test_no_mail_goes_to_whoever_is_shut_out_but_that_one(ada: int, administrator: Actor) -> None:
    links.ask_for_link(Actor(None), user=User.objects.get(person=ada).pk)
    follow.func()
    mail = OutboxMail.objects.select_related("notice", "person").get(person=ada)
    assert letter_for(mail)
    close_account(administrator, person=ada)
    SignInLink.objects.update(used_at=None)
    assert letter_for(mail) is None
    open_account(administrator, person=ada)
    assert letter_for(mail)


def test_no_passkey_lets_in_and_its_owner_is_told_why(ada: int, administrator: Actor) -> None:
    device = add_passkey(owner())
    close_account(administrator, person=ada)
    client = Client(SERVER_NAME="localhost")
    assert "This account is closed" in by_passkey(client, device).content.decode()
    assert "_auth_user_id" not in client.session


def test_it_is_opened_again_and_all_is_as_before(ada: int, administrator: Actor) -> None:
    close_account(administrator, person=ada)
    open_account(administrator, person=ada)
    assert guess().status_code == 302
    with pytest.raises(Refused, match="account_is_so_already"):
        open_account(administrator, person=ada)


def test_only_an_administrator_closes_it_and_never_their_own(
    ada: int, administrator: Actor
) -> None:
    own, stranger = administrator.person or 0, somebody()
    for actor, person in ((stranger, ada), (Actor(person=ada), ada), (administrator, own)):
        with pytest.raises(Refused, match="administrator_only"):
            close_account(actor, person=person)


def test_whoever_holds_a_direct_grant_is_not_shut_out_by_one_alone(
    ada: int, administrator: Actor
) -> None:
    other = made_administrator(ada)
    with pytest.raises(Refused, match="holds_a_grant"):
        close_account(other, person=administrator.person or 0)


def test_it_is_closed_and_opened_on_the_page_of_the_person(ada: int, administrator: Actor) -> None:
    client = Client()
    client.force_login(User.objects.get(person=administrator.person))
    page = f"/account/of/{ada}/"
    said: Any = client.post(f"{page}closing/", {"key": "k", "of": ada}, follow=True)
    assert "This account is closed" in said.content.decode()
    assert "closed" in client.get("/settings/people/").content.decode()
    said = client.post(f"{page}opening/", {"key": "k2", "of": ada}, follow=True)
    assert "The account is open again." in said.content.decode()
    assert "Close the account" in client.get(page).content.decode()


def test_an_account_with_a_grant_that_begins_later_is_not_closed(
    ada: int, administrator: Actor
) -> None:
    tomorrow = timezone.now().date() + timedelta(days=1)
    DirectGrant.objects.create(
        person_id=ada,
        grant="administrator",
        valid_from=tomorrow,
        valid_until=tomorrow + timedelta(days=9),
    )
    with pytest.raises(Refused, match="holds_a_grant"):
        close_account(administrator, person=ada)
