"""How one is told: at once, by a letter of a day or week, or not by mail; and who may say so."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from bureau.core.actors import NOBODY, Actor
from bureau.core.reasons import Refused
from bureau.core.telling import Urgency
from bureau.record.journal.models import Entry
from bureau.record.notices.models import MailState, Notice, OutboxMail, TellingChoice
from bureau.record.notices.services.choosing import choose_telling
from bureau.record.notices.services.erasing import erase_feeds
from bureau.record.notices.services.sending import Outcome, send, send_due
from bureau.record.notices.services.telling import keep_notices
from bureau.web.answers import Telling
from tests.record.notices import wiring

pytestmark = pytest.mark.django_db
type Make = Callable[..., int]
NOW = datetime(2024, 6, 10, 9, tzinfo=UTC)
LETTER = datetime(2024, 6, 11, 6, tzinfo=UTC)
SENT = Outcome(MailState.SENT)


@pytest.fixture
def instant(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    def stand_at(now: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: now)

    stand_at(NOW)
    return stand_at


def chooses(person: int, manner: str = "daily") -> None:
    actor = Actor(person=person)
    choose_telling(actor, manner=manner, hour=8, zone="Europe/Zurich")


def waits(number: int, person: int, urgency: Urgency = Urgency.HOLDS_UP) -> None:
    wiring.waits.append(Telling(number, person, "k", "c", {"coats": 2}, "/b/", urgency=urgency))


def test_two_things_come_by_one_letter_at_the_hour_chosen(
    person: Make, instant: Callable[[datetime], None]
) -> None:
    ada = person()
    chooses(ada)
    waits(4, ada)
    keep_notices("boat", None)
    waits(5, ada)
    keep_notices("boat", None)
    mail = OutboxMail.objects.get()
    assert mail.not_before == LETTER and mail.notice is None
    send(mail.pk, lambda message: pytest.fail("it is not the hour"))
    instant(LETTER)
    letters: list[str] = []
    send(mail.pk, lambda message: letters.append(f"{message.subject}\n{message.body}") or SENT)
    assert letters[0].startswith("2 things wait for you")
    assert "Boat 4" in letters[0] and "Boat 5" in letters[0]


def test_a_letter_leaves_out_what_waits_no_longer_and_is_dropped_when_empty(
    person: Make, instant: Callable[[datetime], None]
) -> None:
    ada = person()
    chooses(ada)
    waits(4, ada)
    keep_notices("boat", None)
    wiring.waits.clear()
    instant(LETTER)
    send(OutboxMail.objects.get().pk, lambda message: pytest.fail("nothing waits"))
    assert OutboxMail.objects.get().state == MailState.DROPPED


def test_a_letter_tells_nothing_that_may_not_be_seen_any_more(
    person: Make, instant: Callable[[datetime], None]
) -> None:
    ada = person()
    chooses(ada)
    waits(4, ada)
    waits(5, ada)
    keep_notices("boat", None)
    wiring.hidden.add(5)
    instant(LETTER)
    bodies: list[str] = []
    send(OutboxMail.objects.get().pk, lambda message: bodies.append(str(message.body)) or SENT)
    assert "Boat 4" in bodies[0] and "Boat 5" not in bodies[0]


@pytest.mark.parametrize(
    ("news", "subject"),
    [([5], "One thing waits for you"), ([4, 5], "Bureau tells you of something that was done.")],
)
def test_what_is_only_told_is_not_counted_as_waiting(
    person: Make, instant: Callable[[datetime], None], news: list[int], subject: str
) -> None:
    ada = person()
    chooses(ada)
    for number in (4, 5):
        wiring.waits.append(Telling(number, ada, "k", "c", {"coats": 2}, is_news=number in news))
    keep_notices("boat", None)
    instant(LETTER)
    subjects: list[str] = []
    send(OutboxMail.objects.get().pk, lambda message: subjects.append(str(message.subject)) or SENT)
    assert subjects == [subject]


def test_what_holds_others_up_cannot_be_silenced(person: Make) -> None:
    ada = person()
    chooses(ada, "none")
    waits(4, ada, Urgency.HOLDS_UP)
    waits(5, ada, Urgency.TELLS)
    keep_notices("boat", None)
    assert [mail.notice_id for mail in OutboxMail.objects.all()] == [
        Notice.objects.get(number=4).pk
    ]
    assert Notice.objects.filter(until=None).count() == 2


def test_a_link_to_sign_in_is_never_gathered(person: Make) -> None:
    ada = person()
    chooses(ada, "weekly")
    waits(4, ada, Urgency.AT_ONCE)
    keep_notices("boat", None)
    assert OutboxMail.objects.get().notice is not None


def test_the_clock_sends_a_letter_that_is_due_and_once(
    person: Make, instant: Callable[[datetime], None]
) -> None:
    ada = person()
    chooses(ada)
    waits(4, ada)
    keep_notices("boat", None)
    instant(LETTER)
    send_due.func()
    keep_notices("boat", None)
    assert OutboxMail.objects.count() == 1


def test_a_deadline_keeps_its_zone_in_the_notice(person: Make) -> None:
    ada = person()
    wiring.waits.append(
        Telling(4, ada, "k", "c", {"coats": 1}, due=date(2024, 7, 1), zone="UTC", closes="17:00")
    )
    keep_notices("boat", None)
    row = Notice.objects.get()
    assert (row.due, row.zone, row.closes) == (date(2024, 7, 1), "UTC", "17:00")


@pytest.mark.parametrize(
    "said",
    [{"manner": "never"}, {"manner": "daily", "zone": "Moon"}, {"manner": "daily", "hour": 24}],
)
def test_a_choice_that_is_none_is_refused(person: Make, said: dict[str, object]) -> None:
    with pytest.raises(Refused):
        choose_telling(Actor(person=person()), **said)  # type: ignore[arg-type]
    assert not TellingChoice.objects.exists()


def test_nobody_chooses_for_nobody() -> None:
    with pytest.raises(Refused):
        choose_telling(NOBODY, manner="daily")


def test_a_choice_is_one_entry_and_goes_with_its_person(person: Make) -> None:
    ada = person()
    chooses(ada)
    assert Entry.objects.get().act == "notices.choose_telling"
    erase_feeds(Actor(person=ada), people=[ada])
    assert not TellingChoice.objects.exists()
