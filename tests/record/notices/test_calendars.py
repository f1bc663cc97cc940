"""The private address of a calendar: only a GET, only what may be seen now, until it is revoked."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from bureau.core.actors import Actor
from bureau.core.reasons import Refused
from bureau.record.accounts.models import Person, User
from bureau.record.accounts.queries import secret_hash
from bureau.record.accounts.services import choose_language
from bureau.record.notices.models import CalendarFeed
from bureau.record.notices.services.choosing import make_calendar_feed, revoke_calendar_feed
from bureau.record.notices.services.erasing import erase_feeds
from bureau.record.notices.services.telling import keep_notices
from tests.record.notices import wiring

pytestmark = pytest.mark.django_db
type Make = Callable[..., int]
SECRET = "a-secret-of-which-only-the-hash-is-kept"
ADDRESS = f"/calendars/{SECRET}.ics"


def make(person: int, days: int = 30) -> int:
    until = timezone.now().date() + timedelta(days=days)
    return make_calendar_feed(Actor(person=person), digest=secret_hash(SECRET), valid_until=until)


@pytest.fixture
def ada(person: Make) -> int:
    """Two boats wait for her; she may see both."""
    found = person()
    for number in (4, 5):
        wiring.waits.append(wiring.telling(number, found, due=date(2024, 7, number)))
    keep_notices("boat", None)
    return found


def test_it_gives_the_days_of_what_one_may_see_and_nothing_else(ada: int, client: Client) -> None:
    make(ada)
    wiring.hidden.add(5)
    answer = client.get(ADDRESS)
    said = answer.content.decode()
    assert "SUMMARY:Due: Boat 4" in said and "Boat 5" not in said
    assert "DTSTART;VALUE=DATE:20240704" in said
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Content-Type"].startswith("text/calendar")


def test_what_one_was_told_twice_stands_in_it_once(ada: int, client: Client) -> None:
    make(ada)
    wiring.waits.append(wiring.telling(4, ada, key="late", due=date(2024, 7, 4)))
    keep_notices("boat", None)
    said = client.get(ADDRESS).content.decode()
    assert said.count("SUMMARY:Due: Boat 4") == 1 and said.count("BEGIN:VEVENT") == 2


def test_it_is_in_the_language_that_its_person_chose(ada: int, client: Client) -> None:
    make(ada)
    choose_language(Actor(person=ada), language="fr")
    said = client.get(ADDRESS, headers={"Accept-Language": "es"}).content.decode()
    assert "SUMMARY:Échéance" in said and "Due:" not in said


def test_it_does_nothing_but_give(ada: int, client: Client) -> None:
    make(ada)
    assert {client.post(ADDRESS).status_code, client.put(ADDRESS).status_code} == {405}


def test_only_the_hash_is_kept_and_no_name_is_in_the_address(ada: int) -> None:
    make(ada)
    row = CalendarFeed.objects.get()
    assert SECRET not in str(CalendarFeed.objects.values()) and row.digest == secret_hash(SECRET)
    assert Person.objects.get(pk=ada).name not in ADDRESS


def test_revoked_it_gives_nothing_at_the_next_request(ada: int, client: Client) -> None:
    feed = make(ada)
    revoke_calendar_feed(Actor(person=ada), feed=feed)
    assert client.get(ADDRESS).status_code == 404


def test_it_ends_by_its_day(ada: int, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    make(ada, days=2)
    later = timezone.now() + timedelta(days=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert client.get(ADDRESS).status_code == 404


def test_whoever_may_not_sign_in_is_given_nothing(ada: int, client: Client) -> None:
    make(ada)
    User.objects.create(person_id=ada, login="ada", is_active=False)
    assert client.get(ADDRESS).status_code == 404


def test_others_can_neither_revoke_nor_see_it(ada: int, person: Make) -> None:
    feed = make(ada)
    with pytest.raises(Refused):
        revoke_calendar_feed(Actor(person=person("Grace")), feed=feed)


def test_a_program_makes_none_and_none_lasts_longer_than_a_year(ada: int) -> None:
    until = timezone.now().date() + timedelta(days=30)
    with pytest.raises(Refused):
        make_calendar_feed(Actor(person=ada, token=1), digest="d", valid_until=until)
    with pytest.raises(Refused):
        make(ada, days=400)


def test_it_goes_with_its_person(ada: int, client: Client) -> None:
    make(ada)
    erase_feeds(Actor(person=ada), people=[ada])
    assert client.get(ADDRESS).status_code == 404
    assert CalendarFeed.objects.get().digest.startswith("erased-")
