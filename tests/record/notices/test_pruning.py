"""Mails settled for long go; what waits for a person, and what an entry names, does not."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from bureau.core.actors import Actor
from bureau.record.accounts.services import create_person
from bureau.record.journal.models import Entry, Subject
from bureau.record.notices.models import MailState, Notice, OutboxMail
from bureau.record.notices.services.pruning import forget_mails
from bureau.record.notices.services.telling import keep_notices
from tests.record.notices import wiring

pytestmark = pytest.mark.django_db


def test_what_was_sent_a_year_ago_goes_and_is_not_sent_again(person: Callable[..., int]) -> None:
    wiring.waits[:] = [wiring.telling(number, person()) for number in range(1, 6)]
    keep_notices("boat", None)
    sent, named, failed, young, queued = OutboxMail.objects.order_by("pk")
    old = timezone.now() - timedelta(days=366)
    settled = OutboxMail.objects.exclude(pk__in=[young.pk, queued.pk])
    settled.update(state=MailState.SENT, settled_at=old, body="Dear Ada")
    OutboxMail.objects.filter(pk=failed.pk).update(state=MailState.FAILED)
    OutboxMail.objects.filter(pk=young.pk).update(state=MailState.SENT, settled_at=timezone.now())
    create_person(Actor(person=None), name="Grace")
    entry = Entry.objects.latest("sequence")
    Subject.objects.create(entry=entry, kind="mail", number=named.pk)
    forget_mails.func()
    left = dict(OutboxMail.objects.values_list("pk", "body"))
    assert left == {named.pk: "", failed.pk: "Dear Ada", young.pk: "", queued.pk: ""}
    keep_notices("boat", None)
    assert Notice.objects.count() == 5 and OutboxMail.objects.count() == 4
    assert not OutboxMail.objects.filter(pk=sent.pk).exists()
