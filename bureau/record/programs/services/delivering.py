"""Deliveries: made by a follower of the journal, then claimed, sent and marked like mail.

These marks are not acts: they write only rows of deliveries. What an address is told is settled
when it is sent, by what its person may see then.
"""

import hashlib
import hmac
import json
import time
import uuid
from collections.abc import Collection, Sequence
from datetime import timedelta

from django.conf import settings
from django.db import close_old_connections, connection, transaction
from django.tasks import task
from django.utils import timezone

from bureau.core.actors import NOBODY
from bureau.record.fetching import FetchFailed, send
from bureau.record.instants import lapsed
from bureau.record.journal.models import Entry
from bureau.record.journal.queries import is_demonstration
from bureau.record.programs.models import (
    ENDED,
    NOT_HEARD,
    SHUT_OUT,
    STAYS_INSIDE,
    TOKEN_ENDED,
    Delivery,
    DeliveryState,
    Webhook,
)
from bureau.record.programs.queries.webhooks import (
    ATTEMPTS_MAX,
    FIRST_WAIT,
    all_due,
    is_standing,
    kinds_of,
    secret_of,
    silent_until,
    subscriber,
    told_of,
    under_way,
    webhooks_due,
    webhooks_standing,
)

CLAIM_LASTS = timedelta(minutes=2)
"""Longer than any attempt."""
TURN_SECONDS = 10.0
AT_ONCE_A_PERSON = 2
"""How many addresses of one person are spoken to at once: the others are for other people."""


def follow(entries: Sequence[Entry]) -> None:
    """A delivery for each entry and webhook that stands; whether it says anything, when sent."""
    now = timezone.now()
    webhooks = list(webhooks_standing().select_related("token"))
    for webhook in webhooks:
        of = kinds_of(webhook)
        Delivery.objects.bulk_create(
            (
                Delivery(webhook=webhook, entry=entry.sequence, not_before=now)
                for entry in entries
                if entry.sequence > webhook.since and _may_concern(of, entry)
            ),
            ignore_conflicts=True,
        )
    if webhooks:
        deliver_due.enqueue()


def _may_concern(of: Collection[str] | None, entry: Entry) -> bool:
    return of is None or any(one.kind in of for one in entry.subjects.all())


@task
def deliver_due() -> None:
    """Give back the claims of the dead; a task for each webhook, so that none waits for another."""
    stale = Delivery.objects.filter(lapsed("claimed_at", CLAIM_LASTS), state=DeliveryState.CLAIMED)
    stale.update(state=DeliveryState.QUEUED, claim="")
    for webhook in webhooks_due():
        deliver_to.enqueue(webhook)


@task(queue_name="outgoing")
def deliver_to(webhook: int) -> None:
    """Send one webhook what is due, in the order of the journal, until its turn is over.

    Where enough addresses of its person are spoken to already, nothing is sent: whichever of them
    is done first asks for the others of that person.
    """
    last = time.monotonic() + TURN_SECONDS
    delivery = claim_next(webhook)
    if delivery is None:
        return
    while delivery:
        deliver(delivery)
        person = delivery.webhook.person_id
        delivery = claim_next(webhook) if time.monotonic() < last else None
    for waiting in webhooks_due(person):
        deliver_to.enqueue(waiting)


def claim_next(webhook: int) -> Delivery | None:
    """The oldest delivery that is due, claimed; None where there is none or it has to wait.

    An address that gives no answer in time is asked once: what else is due waits until it is next
    tried. No address is spoken to twice at once, no more than a few of one person.
    """
    due = all_due().filter(webhook=webhook)
    if not due.exists():
        return None
    with transaction.atomic():
        person = _lock_person_of(webhook)
        if until := silent_until(webhook):
            due.update(not_before=until)
            return None
        busy = under_way(person)
        if webhook in busy or len(busy) >= AT_ONCE_A_PERSON:
            return None
        rows = due.select_related("webhook__person__merged_into", "webhook__token__person")
        delivery = rows.order_by("entry").first()
        if delivery is None:
            return None
        delivery.claim = uuid.uuid4().hex
        due.filter(pk=delivery.pk).update(
            state=DeliveryState.CLAIMED, claim=delivery.claim, claimed_at=timezone.now()
        )
        return delivery


def _lock_person_of(webhook: int) -> int:
    """Whose it is; who else claims one of theirs waits until this is through."""
    person = Webhook.objects.values_list("person", flat=True).get(pk=webhook)
    first = Webhook.objects.select_for_update().filter(person=person).order_by("pk")
    first.values_list("pk", flat=True).first()
    return person


def deliver(delivery: Delivery) -> None:
    """Send one that is claimed, and mark it; nothing is open in the database while the address is
    spoken to, and its connection is free for others."""
    over = _over(delivery.webhook)
    said = None if over else told_of(delivery)
    if said is None or _stays_inside():
        why = over or (STAYS_INSIDE if said else "")
        _mark(delivery, state=DeliveryState.DROPPED, settled_at=timezone.now(), failure=why)
        return
    body = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    if not connection.in_atomic_block:
        close_old_connections()
    try:
        answer = send(delivery.webhook.address, body, headers_of(delivery, body))
    except FetchFailed as failed:
        _failed(delivery, None, failed.code)
        return
    if 200 <= answer.status < 300:
        _mark(
            delivery,
            state=DeliveryState.SENT,
            settled_at=timezone.now(),
            attempts=delivery.attempts + 1,
            answer=answer.status,
            failure="",
        )
    else:
        _failed(delivery, answer.status, NOT_HEARD)


def _over(webhook: Webhook) -> str:
    """Why it is told nothing any more; empty where it is."""
    if webhook.ended_at is not None:
        return ENDED
    if not is_standing(webhook):
        return TOKEN_ENDED
    return SHUT_OUT if subscriber(webhook) == NOBODY else ""


def _stays_inside() -> bool:
    """From a demonstration nothing leaves; only tests open the loopback."""
    return is_demonstration() and not settings.BUREAU_FETCH_LOOPBACK


def headers_of(delivery: Delivery, body: bytes) -> dict[str, str]:
    """The signature is HMAC-SHA256 over the instant, a full stop and the body."""
    instant = str(int(timezone.now().timestamp()))
    return {
        "Content-Type": "application/json",
        "Bureau-Delivery": str(delivery.pk),
        "Bureau-Signature": f"t={instant},v1={signature(delivery.webhook, instant, body)}",
    }


def signature(webhook: Webhook, instant: str, body: bytes) -> str:
    key = secret_of(webhook).encode()
    return hmac.new(key, instant.encode() + b"." + body, hashlib.sha256).hexdigest()


def _failed(delivery: Delivery, answer: int | None, failure: str) -> None:
    """Later again, each time twice as late; after the last attempt it waits for a replay."""
    attempts = delivery.attempts + 1
    is_last = attempts >= ATTEMPTS_MAX
    now = timezone.now()
    _mark(
        delivery,
        state=DeliveryState.FAILED if is_last else DeliveryState.QUEUED,
        settled_at=now if is_last else None,
        not_before=now + FIRST_WAIT * 2**delivery.attempts,
        attempts=attempts,
        answer=answer,
        failure=failure,
    )


def _mark(delivery: Delivery, **said: object) -> None:
    """Only this attempt may say how it went."""
    mine = Delivery.objects.filter(pk=delivery.pk, claim=delivery.claim)
    mine.filter(state=DeliveryState.CLAIMED).update(**said)
