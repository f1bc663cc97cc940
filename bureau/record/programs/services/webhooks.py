"""Keeping webhooks, and replaying what they were sent."""

import secrets
from collections.abc import Collection

from django.db.models import QuerySet
from django.utils.translation import pgettext_lazy

from bureau.core.reasons import Reason, Refused
from bureau.record.accounts.models import Person
from bureau.record.fetching import FetchFailed, may_be_public, parts_of
from bureau.record.journal.models import Entry
from bureau.record.journal.queries import head
from bureau.record.journal.services import Act, service
from bureau.record.programs.models import ENDED, ApiToken, Delivery, DeliveryState, Webhook
from bureau.record.programs.permissions import may_end, may_keep_webhooks
from bureau.record.programs.queries.webhooks import kinds_within, webhooks_standing
from bureau.web import kinds as wiring

REPLAYED_MOST = 10_000
WEBHOOKS_MAX = 20
"""How many addresses of one person may be told at once."""


@service("programs.make_webhook", pgettext_lazy("act in the journal", "Make a webhook"))
def make_webhook(act: Act, *, name: str, address: str, kinds: Collection[str] = ()) -> int:
    """Have an address told of what happens from now on; `kinds` narrows, empty is all.

    What a program makes is told no more than its token may read, and is over with the token.
    """
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
    token = ApiToken.objects.get(pk=act.actor.token) if act.actor.token is not None else None
    if token is not None and not set(kinds) <= kinds_within(token.scopes):
        reasons.append(Reason("kinds_beyond_token"))
    (person,) = act.lock(Person, act.actor.person or 0)
    mine = webhooks_standing().filter(person=person)
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
        token=token,
        made_at=act.at,
    )
    act.touch("webhook", row.pk)
    act.touch("person", row.person_id)
    act.details.update(kinds=row.kinds)
    act.commit_to(f"address_{row.pk}", address, keep=False)
    return row.pk


@service("programs.end_webhook", pgettext_lazy("act in the journal", "End a webhook"))
def end_webhook(act: Act, *, webhook: int) -> None:
    """Tell the address nothing any more; what waits to be sent is dropped."""
    row = _own(act, webhook)
    end_webhooks(act, Webhook.objects.filter(pk=row.pk))


def end_webhooks_of(act: Act, person: int) -> int:
    """End every webhook of a person that stands, within the act; how many these were."""
    return end_webhooks(act, webhooks_standing().filter(person=person))


def end_webhooks(act: Act, of: QuerySet[Webhook]) -> int:
    """End those of these that are not, within the act; how many these were."""
    numbers = list(of.filter(ended_at__isnull=True).values_list("pk", flat=True))
    Webhook.objects.filter(pk__in=numbers).update(ended_at=act.at)
    waiting = Delivery.objects.filter(webhook__in=numbers, state=DeliveryState.QUEUED)
    waiting.update(state=DeliveryState.DROPPED, settled_at=act.at, failure=ENDED)
    act.touch("webhook", *numbers)
    return len(numbers)


@service("programs.replay_webhook", pgettext_lazy("act in the journal", "Tell a webhook again"))
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
