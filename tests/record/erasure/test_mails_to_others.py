"""A mail to somebody else that names a person loses its words when that person is erased."""

import pytest
from django.utils import timezone

from bureau.core.actors import Actor
from bureau.record.accounts import services as accounts
from bureau.record.erasure.services import requests
from bureau.record.notices.models import MailState, Notice, OutboxMail
from tests.actors import administrator, somebody

pytestmark = pytest.mark.django_db
NAME, LATIN = "عايدة", "Aida Quill"


@pytest.fixture
def two() -> tuple[Actor, Actor]:
    return administrator("Ada"), administrator("Alan")


@pytest.fixture
def person(two: tuple[Actor, Actor]) -> int:
    return accounts.create_person(two[0], name=NAME, transliteration=LATIN, email="aq@example.org")


def mail(words: str, **more: object) -> OutboxMail:
    """To a keeper, who stays."""
    now = timezone.now()
    return OutboxMail.objects.create(
        person_id=somebody("Keeper").person or 0,
        key=f"k{OutboxMail.objects.count()}",
        state=MailState.SENT,
        address="keeper@example.org",
        subject="Something waits for you",
        body=words,
        queued_at=now,
        not_before=now,
        settled_at=now,
        **more,
    )


def about(kind: str, number: int, **more: object) -> Notice:
    keeper = somebody("Keeper").person or 0
    said = {"key": "k", "code": "c", "since": timezone.now(), **more}
    return Notice.objects.create(kind=kind, number=number, person_id=keeper, **said)


def erase(person: int, two: tuple[Actor, Actor]) -> None:
    asked = requests.request_erasure(two[0], person=person, reason="Left")
    requests.settle_erasure(two[1], request=asked, is_confirmed=True)


def words_of(row: OutboxMail) -> str:
    row.refresh_from_db()
    return row.subject + row.body


@pytest.mark.parametrize(
    "words",
    [
        f"{NAME} ({LATIN}) is away",
        f"وعن {NAME}",
        f"\n{LATIN}\n",
        f"Post of {LATIN}.",
        "Write to aq@example.org",
        f"任命{LATIN}为副主任",
        f"مع و{LATIN}",
    ],
)
def test_words_that_hold_a_name_are_gone(person: int, two: tuple[Actor, Actor], words: str) -> None:
    row = mail(words)
    erase(person, two)
    assert words_of(row) == ""
    assert (row.state, row.address) == (MailState.SENT, "keeper@example.org")


def test_a_mail_that_names_somebody_else_stays(person: int, two: tuple[Actor, Actor]) -> None:
    row = mail("Maida Quills, and #1")
    erase(person, two)
    assert "Maida Quills" in words_of(row)


def test_a_mail_to_somebody_under_a_hold_keeps_its_words(
    person: int, two: tuple[Actor, Actor]
) -> None:
    row = mail(f"Post of {LATIN}.")
    requests.place_hold(two[0], person=row.person_id or 0, ground="Order 7")
    erase(person, two)
    assert LATIN in words_of(row)


def test_a_mail_about_the_person_loses_its_words_whatever_they_are_called_there(
    person: int, two: tuple[Actor, Actor]
) -> None:
    single, letter = mail("Somebody", notice=about("person", person)), mail("Two things wait")
    about("person", person, letter=letter)
    other = mail("Somebody", notice=about("boat", person))
    erase(person, two)
    assert words_of(single) == words_of(letter) == "" and words_of(other)


def test_a_name_of_before_is_gone_too(person: int, two: tuple[Actor, Actor]) -> None:
    rows = [mail(f"{each} is away") for each in (NAME, LATIN)]
    accounts.correct_name(two[0], person=person, name="Neu", transliteration="")
    erase(person, two)
    assert [words_of(row) for row in rows] == ["", ""]
