"""A clock that ran ahead, or back, and was set right: nothing stands still until that day."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import combinations, pairwise
from random import Random

import pytest
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from pytest_django.fixtures import Settings

from bureau.core.actors import NOBODY
from bureau.record.accounts.backends.sessions import SessionStore, row_key_of
from bureau.record.accounts.models import Person, SignInLink
from bureau.record.accounts.services import tries
from bureau.record.clock import services
from bureau.record.clock.models import QueuedTask, RecurringDuty
from bureau.record.clock.queries import duties_due
from bureau.record.journal.models import RecordNumber
from bureau.record.journal.queries import numbers_running_back, record_number_until
from bureau.record.journal.queries.days import in_order
from bureau.record.journal.services.acts import Act
from bureau.record.notices.models import MailState, OutboxMail
from bureau.record.notices.queries.outbox import mails_due
from bureau.record.notices.services import sending
from bureau.record.programs.models import Delivery, DeliveryState, Webhook
from bureau.record.programs.queries.webhooks import silent_until, webhooks_due
from bureau.record.programs.services import delivering
from tests.record.clock import work

pytestmark = pytest.mark.django_db
TURN = timedelta(days=400)
type Clock = Callable[[timedelta], None]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Sets the clock ahead of the right instant by so much."""
    right = datetime(2026, 3, 2, 9, tzinfo=timezone.get_default_timezone())

    def set_ahead(ahead: timedelta) -> None:
        monkeypatch.setattr(timezone, "now", lambda: right + ahead)

    set_ahead(timedelta(0))
    return set_ahead


RIGHT = timedelta(0)


@pytest.fixture
def duties(settings: Settings) -> list[str]:
    settings.BUREAU_DUTIES = {
        "tests.record.clock.work.duty": 60,
        "bureau.record.clock.services.prune": 86400,
    }
    return sorted(settings.BUREAU_DUTIES)


@pytest.mark.parametrize("ahead", [TURN, timedelta(hours=1)])
def test_every_duty_starts_once_when_the_clock_is_right_again(
    duties: list[str], clock: Clock, ahead: timedelta
) -> None:
    clock(ahead)
    services.know_duties()
    services.start_due_duties()
    clock(RIGHT)
    QueuedTask.objects.all().delete()
    assert [services.start_due_duties() for _ in range(3)] == [2, 0, 0]
    for duty in RecurringDuty.objects.all():
        assert duty.next_at == timezone.now() + timedelta(seconds=duty.every_seconds)


def test_two_clocks_that_differ_a_little_start_a_duty_once(duties: list[str], clock: Clock) -> None:
    services.know_duties()
    clock(timedelta(seconds=40))
    services.start_due_duties()
    clock(RIGHT)
    assert duties_due() == []


def test_what_was_put_off_by_a_wrong_clock_is_due(clock: Clock) -> None:
    clock(TURN)
    work.note.using(run_after=timezone.now() + timedelta(days=300)).enqueue(1)
    row = QueuedTask.objects.get()
    assert row.run_after == timezone.now() + timedelta(minutes=10)
    clock(RIGHT)
    assert services.lease_next("a") == row


def test_a_lease_of_a_worker_that_died_with_a_wrong_clock_ends(clock: Clock) -> None:
    work.note.enqueue(1)
    clock(TURN)
    assert services.lease_next("dead")
    clock(RIGHT)
    assert services.return_expired() == 0
    clock(services.LEASE + timedelta(seconds=1))
    assert services.return_expired() == 1


def test_a_lease_is_kept_by_a_worker_that_lives_through_a_wrong_clock(clock: Clock) -> None:
    work.note.enqueue(1)
    clock(TURN)
    row = services.lease_next("alive")
    clock(RIGHT)
    services.return_expired()
    assert row and services.renew(row)
    assert services.return_expired() == 0


def webhook() -> Webhook:
    person = Person.objects.create(name="Ada")
    return Webhook.objects.create(person=person, since=0, made_at=timezone.now())


def test_deliveries_that_wait_for_a_wrong_instant_are_due(clock: Clock) -> None:
    hook = webhook()
    clock(TURN)
    later = {"failure": "too_slow", "not_before": timezone.now() + timedelta(minutes=1)}
    Delivery.objects.create(webhook=hook, entry=1, **later)
    clock(RIGHT)
    assert webhooks_due() == [hook.pk] and silent_until(hook.pk) is None


def test_claims_of_a_wrong_clock_are_given_back(clock: Clock) -> None:
    hook, now = webhook(), timezone.now()
    mail = OutboxMail.objects.create(person=hook.person, key="a", queued_at=now, not_before=now)
    clock(TURN)
    claimed = {"claimed_at": timezone.now(), "claim": "x"}
    Delivery.objects.create(
        webhook=hook, entry=1, state=DeliveryState.CLAIMED, not_before=now, **claimed
    )
    OutboxMail.objects.update(state=MailState.CLAIMED, **claimed)
    clock(RIGHT)
    delivering.deliver_due.call()
    assert Delivery.objects.get().state == DeliveryState.QUEUED
    assert sending.give_up_claims() == 1
    mail.refresh_from_db()
    assert mail.state == MailState.UNCERTAIN


def test_a_mail_that_waits_for_a_wrong_instant_is_due_and_a_letter_keeps_its_day(
    clock: Clock,
) -> None:
    person = Person.objects.create(name="Ada")
    clock(TURN)
    wrong = OutboxMail.objects.create(
        person=person, key="a", queued_at=timezone.now(), not_before=timezone.now()
    )
    clock(RIGHT)
    OutboxMail.objects.create(
        person=person,
        key="letter",
        queued_at=timezone.now(),
        not_before=timezone.now() + timedelta(days=6),
    )
    assert mails_due() == [wrong.pk]


def test_tries_of_a_wrong_clock_shut_nobody_out(clock: Clock) -> None:
    clock(TURN)
    while tries.claim(tries.PASSWORD, "ada"):
        pass
    clock(RIGHT)
    assert tries.claim(tries.PASSWORD, "ada")


def test_a_session_that_a_wrong_clock_began_has_ended(clock: Clock) -> None:
    clock(TURN)
    store = SessionStore()
    store.begin(timedelta(minutes=60))
    store.create()
    key = store.session_key
    assert SessionStore(key).load()
    clock(RIGHT)
    assert (
        Session.objects.filter(session_key=row_key_of(key)).exists()
        and not SessionStore(key).load()
    )


def test_a_link_that_a_wrong_clock_made_is_closed(clock: Clock) -> None:
    clock(TURN)
    made, day = timezone.now(), timedelta(days=1)
    link = SignInLink(made_at=made, valid_until=made + day)
    assert link.is_open(timezone.now())
    clock(RIGHT)
    assert not link.is_open(timezone.now())


def test_the_record_goes_on_in_its_own_time(clock: Clock) -> None:
    """A number given ahead of time binds none after it; what is seen as of a day has them all."""
    clock(TURN)
    ahead = numbered()
    clock(RIGHT)
    after, instant = numbered(), timezone.now()
    assert RecordNumber.objects.get(number=after).at == instant
    assert ahead < after == record_number_until(instant + timedelta(seconds=1))


def test_an_act_with_a_clock_that_was_behind_shows_nothing_earlier_than_it_was_known(
    clock: Clock,
) -> None:
    """What was known on a day before the first number stays what it was: nothing."""
    first, day = numbered(), timedelta(days=1)
    clock(-TURN)
    behind = numbered()
    clock(day)
    last, right = numbered(), timezone.now() - day
    assert [record_number_until(right - TURN + day), record_number_until(right)] == [0, 0]
    assert record_number_until(right + timedelta(seconds=1)) == first == behind - 1
    assert record_number_until(right + day * 2) == last
    assert [(one.number, one.before) for one in numbers_running_back()] == [(behind, first)]


@pytest.mark.parametrize("wrong", [-400, -12, 9, 30, 400])
def test_what_was_known_on_a_day_stays_the_same_whatever_one_clock_said(
    clock: Clock, wrong: int
) -> None:
    """Numbers of day 0, 2, 4 and so on; that of day 6 is given by a clock that is off.

    Each past day is asked on every later day, also once the wrong one is past.
    """
    begun, answers = timezone.now(), {day: set[int]() for day in range(-20, 60)}
    for today in range(70):
        clock(timedelta(days=today))
        for day, answer in answers.items():
            if day < today:
                answer.add(record_number_until(begun + timedelta(days=day, hours=1)))
        if today % 2 == 0:
            clock(timedelta(days=today + wrong * (today == 6)))
            numbered()
    started = RecordNumber.objects.order_by("number").values_list("number", flat=True)[0]
    for day, answer in answers.items():
        known = day // 2 + (day not in (6, 7))
        assert answer == {started - 1 + known if day >= 0 else 0}, day


def test_two_numbers_are_told_as_if_the_later_clock_had_been_behind(clock: Clock) -> None:
    first, day = numbered(), timedelta(days=1)
    clock(-TURN)
    numbered()
    clock(day)
    assert record_number_until(timezone.now() - day) == 0
    assert record_number_until(timezone.now()) == first


def test_the_fewest_instants_are_left_out_that_run_back(clock: Clock) -> None:
    """Compared with all ways to leave numbers out."""
    chance = Random(5)
    for _ in range(200):
        days = [timedelta(days=chance.randrange(6)) for _ in range(chance.randrange(8))]
        given = [(number, timezone.now() + day) for number, day in enumerate(days, 1)]
        ways = [way for size in range(len(given) + 1) for way in combinations(given, size)]
        sound = [way for way in ways if all(a[1] <= b[1] for a, b in pairwise(way))]
        most = max(len(way) for way in sound)
        first = min(way for way in sound if len(way) == most)
        assert in_order(given) == list(first)


def test_each_instant_is_answered_as_by_the_numbers_that_are_in_order(clock: Clock) -> None:
    """Also where no number is read but the latest, since nothing contradicts it there."""
    chance, begun, day = Random(7), timezone.now(), timedelta(days=1)
    clock(day * 6)
    for _ in range(60):
        given = [(n, begun + day * chance.randrange(6)) for n in range(1, chance.randrange(2, 8))]
        kept = in_order(given)
        with transaction.atomic():
            RecordNumber.objects.bulk_create(RecordNumber(number=n, at=at) for n, at in given)
            for instant in (begun + day * each for each in range(7)):
                known = max((number for number, at in kept if at < instant), default=0)
                assert record_number_until(instant) == known
            transaction.set_rollback(True)


def test_a_number_of_a_day_to_come_is_known_on_that_day_or_with_the_next(clock: Clock) -> None:
    first, day = numbered(), timedelta(days=1)
    clock(TURN)
    ahead = numbered()
    clock(day)
    begun = timezone.now() - day
    assert record_number_until(begun + day) == first
    after = numbered()
    assert record_number_until(begun + day) == first
    assert record_number_until(begun + day * 2) == after
    assert [(one.number, one.before) for one in numbers_running_back()] == [(after, ahead)]


def test_a_clock_that_is_set_back_a_little_leaves_numbers_in_order(clock: Clock) -> None:
    first = numbered()
    clock(timedelta(seconds=-5))
    second = numbered()
    first_at, second_at = RecordNumber.objects.order_by("number").values_list("at", flat=True)
    assert first < second and first_at == second_at


def numbered() -> int:
    return Act(actor=NOBODY, name="test", at=timezone.now()).record_number()
