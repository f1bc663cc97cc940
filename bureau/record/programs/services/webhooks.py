"""Keeping webhooks, and replaying what they were sent."""

import secrets
from collections.abc import Collection

from bureau.core.reasons import Reason, Refused
from bureau.record.accounts.models import Person
from bureau.record.fetching import FetchFailed, may_be_public, parts_of
from bureau.record.journal.models import Entry
from bureau.record.journal.queries import head
from bureau.record.journal.services import Act, service
from bureau.record.programs.models import ENDED, Delivery, DeliveryState, Webhook
from bureau.record.programs.permissions import may_end, may_keep_webhooks
from bureau.web import kinds as wiring

REPLAYED_MOST = 10_000
WEBHOOKS_MAX = 20
"""How many addresses of one person may be told at once."""


@service
def make_webhook(act: Act, *, name: str, address: str, kinds: Collection[str] = ()) -> int:
    """Have an address told of what happens from now on; `kinds` narrows, empty is all."""
    if not may_keep_webhooks(act.actor):
        raise Refused(Reason("by_a_person_only"))
    reasons = []
    try:
        if not may_be_public(parts_of(address).hostname or ""):
            reasons.append(Reason("address_not_public"))
    except FetchFailed:
        reasons.append(Reason("address_wrong"))
    if not set(kinds) <= {row.name for row in wiring.kinds()}:
        reasons.append(Reason("kinds_wrong"))
    (person,) = act.lock(Person, act.actor.person or 0)
    mine = Webhook.objects.filter(person=person, ended_at__isnull=True)
    if mine.count() >= WEBHOOKS_MAX:
        reasons.append(Reason("webhooks_too_many", {"most": WEBHOOKS_MAX}))
    if reasons:
        raise Refused(*reasons)
    row = Webhook.objects.create(
        person=person,
        name=name,
        address=address,
        kinds=sorted(kinds),
        nonce=secrets.token_hex(16),
        since=head().sequence,
        made_at=act.at,
    )
    act.touch("webhook", row.pk)
    act.touch("person", row.person_id)
    act.details.update(kinds=row.kinds)
    act.commit_to(f"address_{row.pk}", address, keep=False)
    return row.pk


@service
def end_webhook(act: Act, *, webhook: int) -> None:
    """Tell the address nothing any more; what waits to be sent is dropped."""
    row = _own(act, webhook)
    Webhook.objects.filter(pk=row.pk).update(ended_at=act.at)
    waiting = Delivery.objects.filter(webhook=row, state=DeliveryState.QUEUED)
    waiting.update(state=DeliveryState.DROPPED, settled_at=act.at, failure=ENDED)


@service
def replay_webhook(act: Act, *, webhook: int, after: int) -> int:
    """Send again all from behind an entry on; returns how many entries these are.

    What was sent before is sent under the same number, so that the receiver can tell.
    """
    row = _own(act, webhook)
    entries = Entry.objects.filter(sequence__gt=max(after, 0)).order_by("sequence")
    numbers = list(entries.values_list("sequence", flat=True)[:REPLAYED_MOST])
    Delivery.objects.bulk_create(
        (Delivery(webhook=row, entry=number, not_before=act.at) for number in numbers),
        ignore_conflicts=True,
    )
    Delivery.objects.filter(webhook=row, entry__in=numbers).exclude(
        state=DeliveryState.CLAIMED
    ).update(
        state=DeliveryState.QUEUED,
        not_before=act.at,
        attempts=0,
        settled_at=None,
        answer=None,
        failure="",
    )
    act.details.update(after=after, entries=len(numbers))
    return len(numbers)


def _own(act: Act, webhook: int) -> Webhook:
    (row,) = act.lock(Webhook, webhook)
    if not may_end(act.actor, row.person_id):
        raise Refused(Reason("not_yours"))
    if row.ended_at is not None:
        raise Refused(Reason("ended_already"))
    act.touch("webhook", row.pk)
    act.touch("person", row.person_id)
    return row
