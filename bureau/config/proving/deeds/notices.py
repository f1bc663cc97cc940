"""Deeds of notices: mail settled, the manner of notices, a calendar feed."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from bureau.config.proving import acts
from bureau.config.proving.deeds.deed import Deed
from bureau.config.shell import actor_with_login
from bureau.record.accounts.models import Person
from bureau.record.notices.models import CalendarFeed, MailState, Notice, OutboxMail
from bureau.record.notices.services import settling
from bureau.record.notices.services.choosing import (
    choose_telling,
    make_calendar_feed,
    revoke_calendar_feed,
)


def deeds() -> Iterator[Deed]:
    administrator = actor_with_login("administrator")
    yield lambda: settling.send_mail_again(administrator, mail=uncertain_mail("one"))
    yield lambda: settling.leave_mail(administrator, mail=uncertain_mail("two"))
    by, day = actor_with_login(acts.AUTHOR), timezone.now().date()
    yield lambda: choose_telling(by, manner="daily", hour=7, zone="Europe/Zurich")
    until = day + timedelta(days=30)
    yield lambda: make_calendar_feed(by, digest="deeds", valid_until=until)
    yield lambda: revoke_calendar_feed(by, feed=CalendarFeed.objects.get(digest="deeds").pk)


def uncertain_mail(key: str) -> int:
    """A mail whose sender was killed between claim and mark."""
    person, now = Person.objects.order_by("pk")[0], timezone.now()
    notice = Notice.objects.create(
        kind="person", number=person.pk, person=person, key=key, code="proved", since=now
    )
    mail = OutboxMail.objects.create(
        person=person,
        notice=notice,
        key=key,
        state=MailState.UNCERTAIN,
        queued_at=now,
        not_before=now,
        claimed_at=now,
    )
    return mail.pk
