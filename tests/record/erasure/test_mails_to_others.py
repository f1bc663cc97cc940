"""A mail to somebody else says the number of an erased person in place of the name."""

import pytest
from django.utils import timezone

from bureau.core.actors import Actor
from bureau.record.accounts import services as accounts
from bureau.record.accounts.models import Person
from bureau.record.erasure.services import requests
from bureau.record.notices.models import MailState, Notice, OutboxMail
from tests.actors import administrator, somebody

pytestmark = pytest.mark.django_db
NAME, LATIN = "عايدة غانم", "Aida Quill"
SUBJECT = "Something waits for you"


@pytest.fixture
def two() -> tuple[Actor, Actor]:
    return administrator("Ada"), administrator("Alan")


@pytest.fixture
def person(two: tuple[Actor, Actor]) -> int:
    return accounts.create_person(two[0], name=NAME, transliteration=LATIN, email="aq@example.org")


def mail(words: str, **more: object) -> OutboxMail:
    """To a keeper, who stays, where nothing else is said."""
    now = timezone.now()
    said = {
        "person_id": somebody("Keeper").person,
        "address": "keeper@example.org",
        "subject": SUBJECT,
        "key": f"k{OutboxMail.objects.count()}",
        "state": MailState.SENT,
    }
    times = {"queued_at": now, "not_before": now, "settled_at": now}
    return OutboxMail.objects.create(body=words, **{**said, **times, **more})


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
    ("words", "left"),
    [
        (f"{NAME} ({LATIN}) is away", "# is away"),
        (f"وعن {NAME}", "وعن #"),
        (f"مع و{NAME}", "مع و#"),
        (f"\n{LATIN}\n", "\n#\n"),
        (f"Post of {LATIN}, and d'{LATIN}.", "Post of #, and d'#."),
        ("Write to aq@example.org", "Write to #"),
        (f"任命{LATIN}为副主任", "任命#为副主任"),
        (f"مع و{LATIN}", "مع و#"),
    ],
)
def test_the_number_stands_in_place_of_a_name(
    person: int, two: tuple[Actor, Actor], words: str, left: str
) -> None:
    row = mail(words)
    erase(person, two)
    assert words_of(row) == SUBJECT + left.replace("#", f"#{person}")
    assert (row.state, row.address) == (MailState.SENT, "keeper@example.org")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (LATIN, "Maida Quills, Aida Quills and Aida Quill2, and #1"),
        ("Ana Gómez", "Mariana Gómez, Ana Gómezes and Ana Gome\u0301za"),
        ("Ana Gome\u0301", "Ana Gome\u0301z"),
        ("Анна Ким", "Анна Кимова, Иоанна Ким"),
        ("سام علي", "بسام علي"),
        ("आशा देव", "आशा देवी"),
        ("May", "By 1 May 2026"),
        ("Bureau", "Something waits for you in Bureau."),
    ],
)
def test_a_mail_that_names_somebody_else_stays(
    two: tuple[Actor, Actor], name: str, words: str
) -> None:
    row = mail(words)
    erase(accounts.create_person(two[0], name=name), two)
    assert words_of(row) == SUBJECT + words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("王小明", "任命王小明为主任"),
        ("山田はな", "山田はなさんが"),
        ("김민수", "김민수는"),
        ("มานี มีนา", "คุณมานี มีนามาแล้ว"),
    ],
)
def test_a_name_is_found_inside_where_words_are_written_together(
    two: tuple[Actor, Actor], name: str, words: str
) -> None:
    row = mail(words)
    person = accounts.create_person(two[0], name=name)
    erase(person, two)
    assert words_of(row) == SUBJECT + words.replace(name, f"#{person}")


def test_a_name_of_one_word_goes_where_the_record_names_both(two: tuple[Actor, Actor]) -> None:
    person = accounts.create_person(two[0], name="May")
    number = requests.request_erasure(two[0], person=person, reason="Left")
    requests.settle_erasure(two[1], request=number, is_confirmed=False)
    their, other = (mail("May asks", notice=about("erasure_request", n)) for n in (number, 0))
    letter = mail("Ask May")
    about("erasure_request", number, letter=letter, key="gathered")
    erase(person, two)
    said = [words_of(row) for row in (their, letter, other)]
    assert said == [f"{SUBJECT}#{person} asks", f"{SUBJECT}Ask #{person}", f"{SUBJECT}May asks"]


def test_a_name_that_shows_nothing_is_in_no_mail(two: tuple[Actor, Actor]) -> None:
    row, person = mail("a\u200b b"), accounts.create_person(two[0], name="Ada")
    Person.objects.filter(pk=person).update(name="\u200b", transliteration=" ")
    erase(person, two)
    assert words_of(row) == f"{SUBJECT}a\u200b b"


def test_a_name_may_be_in_the_number(two: tuple[Actor, Actor]) -> None:
    person = accounts.create_person(two[0], name="Ada")
    Person.objects.filter(pk=person).update(name=str(person))
    row = mail(f"{person} is away", notice=about("person", person))
    erase(person, two)
    assert words_of(row) == f"{SUBJECT}#{person} is away"


def test_a_subject_that_was_cut_is_gone_with_a_name_in_the_words(
    person: int, two: tuple[Actor, Actor]
) -> None:
    row = mail(f"{'x' * 140} {LATIN}", subject=f"{'x' * 145} Aida")
    erase(person, two)
    assert words_of(row) == f"{'x' * 140} #{person}"


def test_a_mail_under_a_hold_keeps_its_words(person: int, two: tuple[Actor, Actor]) -> None:
    held = accounts.create_person(two[0], name="Hilda Held")
    to, naming = mail(f"Post of {LATIN}.", person_id=held), mail(f"{LATIN} wrote to Hilda Held")
    theirs = mail("Hilda Held is away", person_id=person, address="aq@example.org")
    requests.place_hold(two[0], person=held, ground="Order 7")
    erase(person, two)
    assert LATIN in words_of(to) and LATIN in words_of(naming)
    assert "Hilda Held" in words_of(theirs) and theirs.address == ""


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
    assert [words_of(row) for row in rows] == [f"{SUBJECT}#{person} is away"] * 2
