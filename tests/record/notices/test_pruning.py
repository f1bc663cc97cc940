"""Mails settled for long go; what waits for a person, and what an entry names, does not."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from bureau.core.actors import Actor
from bureau.record.accounts.models import Person
from bureau.record.accounts.services import create_person
from bureau.record.erasure.services.requests import ask_to_lift_hold, lift_hold, place_hold
from bureau.record.journal.models import Entry, Subject
from bureau.record.notices.models import MailState, Notice, OutboxMail
from bureau.record.notices.services.pruning import forget_mails
from bureau.record.notices.services.telling import keep_notices
from tests.actors import administrator
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


def test_a_legal_hold_keeps_the_mails_to_the_person_and_those_that_name_them(
    person: Callable[..., int],
) -> None:
    held, merged, other = person("Hilda Held"), person("Hilda"), person("Otto")
    Person.objects.filter(pk=merged).update(merged_into=held)
    wiring.waits[:] = [wiring.telling(each, each) for each in (held, merged, other)]
    wiring.waits.append(wiring.telling(0, other))
    keep_notices("boat", None)
    old = timezone.now() - timedelta(days=366)
    OutboxMail.objects.update(state=MailState.SENT, settled_at=old, body="Dear you")
    OutboxMail.objects.filter(notice__number=0).update(body="Hilda Held is away")
    hold = place_hold(administrator(), person=held, ground="Order 7")
    forget_mails.func()
    kept = OutboxMail.objects.order_by("notice__number").values_list("notice__number", "body")
    words = [(held, "Dear you"), (merged, "Dear you")]
    assert list(kept) == [(0, "Hilda Held is away"), *words]
    ask_to_lift_hold(administrator("Alan"), hold=hold)
    lift_hold(administrator("Grace"), hold=hold)
    forget_mails.func()
    assert not OutboxMail.objects.exists()
