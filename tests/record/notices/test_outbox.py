"""The outbox as a page, and what a person decides there."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.fixtures import Settings

from bureau.core.actors import Actor, Grant
from bureau.core.telling import Urgency
from bureau.record.accounts.models import DirectGrant, User
from bureau.record.journal.models import Entry, Installation
from bureau.record.notices.models import MailState, OutboxMail
from bureau.record.notices.queries.outbox import mails_described
from bureau.record.notices.services.choosing import choose_telling
from bureau.record.notices.services.sending import Outcome, send
from bureau.record.notices.services.telling import keep_notices
from tests.record.notices import wiring

pytestmark = pytest.mark.django_db
type Make = Callable[..., int]


@pytest.fixture(autouse=True)
def real_actors(settings: Settings) -> None:
    settings.BUREAU_ACTOR = "bureau.institution.organisation.queries.actors.actor_now"


@pytest.fixture
def mail(person: Make) -> OutboxMail:
    wiring.waits[:] = [wiring.telling(4, person())]
    keep_notices("boat", [4])
    send(OutboxMail.objects.get().pk, lambda message: Outcome(MailState.UNCERTAIN, "no_answer"))
    return OutboxMail.objects.get()


def signed_in(client: Client, person: int, grant: Grant | None = None) -> Client:
    if grant:
        DirectGrant.objects.create(
            person_id=person,
            grant=grant,
            valid_from=date(2020, 1, 1),
            valid_until=date(2100, 1, 1),
        )
    client.force_login(User.objects.create(login=f"p{person}", person_id=person))
    return client


def gathered(boats: list[int], reader: int) -> None:
    """One letter of the day, which may leave."""
    choose_telling(Actor(person=reader), manner="daily", hour=8, zone="UTC")
    waits = [wiring.telling(number, reader) for number in boats]
    wiring.waits[:] = [replace(each, urgency=Urgency.HOLDS_UP) for each in waits]
    keep_notices("boat", None)
    OutboxMail.objects.update(not_before=timezone.now())


def demonstration() -> None:
    Installation.objects.create(pk=1, identity="0" * 32, demonstration=True, made_at=timezone.now())


def test_a_stranger_and_a_member_do_not_read_it(client: Client, person: Make) -> None:
    assert client.get("/outbox/").status_code == 403
    assert signed_in(client, person()).get("/outbox/").status_code == 403


@pytest.mark.parametrize("grant", list(Grant))
def test_auditor_and_administrator_read_it(
    client: Client, person: Make, mail: OutboxMail, grant: Grant
) -> None:
    said = signed_in(client, person(), grant).get("/outbox/").content.decode()
    assert "Waits for you: Boat 4" in said and "not known whether sent" in said
    assert ("Send again" in said) == (grant is Grant.ADMINISTRATOR)


@pytest.mark.parametrize("shows_demonstration", [False, True])
def test_who_may_not_see_the_thing_learns_that_a_mail_was_sent_and_not_what_it_says(
    client: Client, person: Make, mail: OutboxMail, shows_demonstration: bool
) -> None:
    if shows_demonstration:
        demonstration()
    wiring.hidden.add(4)
    said = signed_in(client, person("Eve"), Grant.AUDITOR).get("/outbox/").content.decode()
    assert "Boat 4" not in said and "coats of paint" not in said and "/boats/4/" not in said
    assert "To Ada" in said and mail.address in said and "not known whether sent" in said


def test_a_recipient_reads_their_mail_though_they_may_no_longer_see_the_thing(
    client: Client, mail: OutboxMail
) -> None:
    wiring.hidden.add(4)
    said = signed_in(client, mail.person_id, Grant.AUDITOR).get("/outbox/").content.decode()
    assert "Waits for you: Boat 4" in said and "coats of paint" in said


def test_a_mail_that_names_the_thing_otherwise_than_its_reader_knows_it_is_not_shown(
    client: Client, person: Make, mail: OutboxMail
) -> None:
    wiring.name = "Submitted boat"
    said = signed_in(client, person(), Grant.AUDITOR).get("/outbox/").content.decode()
    assert "Boat 4" not in said


def test_a_name_that_the_mail_made_longer_is_not_shown(
    client: Client, person: Make, mail: OutboxMail
) -> None:
    subject, body = (part.replace("Boat 4", "Boat 45") for part in (mail.subject, mail.body))
    OutboxMail.objects.update(subject=subject, body=body)
    said = signed_in(client, person(), Grant.AUDITOR).get("/outbox/").content.decode()
    assert "Boat 45" not in said and "/boats/4/" not in said


def test_a_letter_shows_its_words_where_its_reader_knows_every_name_in_it(
    client: Client, person: Make
) -> None:
    gathered([4, 5], person())
    send(OutboxMail.objects.get().pk, lambda message: Outcome(MailState.SENT))
    assert "Boat 5" in OutboxMail.objects.get().body
    reader = signed_in(client, person(), Grant.AUDITOR)
    assert "Boat 5" in reader.get("/outbox/").content.decode()
    wiring.called[5] = "Boat 4"
    assert "Boat 5" not in reader.get("/outbox/").content.decode()


def test_of_a_mail_about_several_things_all_must_be_visible(client: Client, person: Make) -> None:
    ada = person()
    gathered([4, 5], ada)
    mail = OutboxMail.objects.get()
    send(mail.pk, lambda message: Outcome(MailState.SENT))
    OutboxMail.objects.update(subject="Two wait")
    reader = signed_in(client, person(), Grant.AUDITOR)
    assert "Two wait" in reader.get("/outbox/").content.decode()
    wiring.hidden.add(5)
    assert "Boat 4" not in reader.get("/outbox/").content.decode()
    (label,) = mails_described(Actor(person=ada + 1), [mail.pk]).values()
    assert label.name == mail.key


def test_in_a_demonstration_whoever_is_signed_in_reads_it(client: Client, person: Make) -> None:
    demonstration()
    assert client.get("/outbox/").status_code == 403
    assert "no mail leaves it" in signed_in(client, person()).get("/outbox/").content.decode()


def test_it_says_what_will_stand_here(client: Client, person: Make) -> None:
    page = signed_in(client, person(), Grant.AUDITOR)
    assert "No mail yet" in page.get("/outbox/").content.decode()
    assert "No mail in this state" in page.get("/outbox/?state=sent").content.decode()


def test_sent_again_it_waits_in_the_queue(client: Client, person: Make, mail: OutboxMail) -> None:
    page = signed_in(client, person(), Grant.ADMINISTRATOR)
    assert page.post(f"/outbox/{mail.pk}/sending/", {"key": "k"}).status_code == 302
    assert OutboxMail.objects.get().state == MailState.QUEUED
    assert Entry.objects.get().act == "notices.send_mail_again"


def test_left_it_stays_as_it_is(client: Client, person: Make, mail: OutboxMail) -> None:
    page = signed_in(client, person(), Grant.ADMINISTRATOR)
    page.post(f"/outbox/{mail.pk}/leaving/", {"key": "k"})
    assert OutboxMail.objects.get().state == MailState.LEFT


def test_what_is_settled_is_not_settled_again(
    client: Client, person: Make, mail: OutboxMail
) -> None:
    page = signed_in(client, person(), Grant.ADMINISTRATOR)
    page.post(f"/outbox/{mail.pk}/leaving/", {"key": "k"})
    answer = page.post(f"/outbox/{mail.pk}/sending/", {"key": "k2"})
    assert answer.status_code == 422 and "already settled" in answer.content.decode()
    assert OutboxMail.objects.get().state == MailState.LEFT


def test_an_auditor_settles_nothing(client: Client, person: Make, mail: OutboxMail) -> None:
    page = signed_in(client, person(), Grant.AUDITOR)
    assert page.post(f"/outbox/{mail.pk}/sending/", {"key": "k"}).status_code == 422
    assert OutboxMail.objects.get().state == MailState.UNCERTAIN


def test_a_link_settles_nothing(client: Client, person: Make, mail: OutboxMail) -> None:
    page = signed_in(client, person(), Grant.ADMINISTRATOR)
    assert page.get(f"/outbox/{mail.pk}/sending/").status_code == 405


def test_a_page_of_many_asks_no_more_of_the_database_than_one_of_few(
    client: Client, person: Make
) -> None:
    page = signed_in(client, person(), Grant.ADMINISTRATOR)
    counts = []
    for many in (5, 60):
        wiring.waits[:] = [wiring.telling(number, person()) for number in range(many)]
        keep_notices("boat", None)
        page.get("/outbox/")
        with CaptureQueriesContext(connection) as queries:
            said = page.get("/outbox/").content.decode()
        counts.append(len(queries))
    assert said.count('id="mail-') == 100 and "Next" in said
    assert said.count('<article class="sect" id="mail-') == 50, "mails alike are no landmarks"
    assert counts[0] == counts[1]
