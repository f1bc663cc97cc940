"""Webhooks and deliveries, and what one entry of the journal says to one subscriber."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.crypto import salted_hmac
from django.utils.module_loading import import_string

from bureau.core.actors import NOBODY, Actor
from bureau.core.references import Reference
from bureau.core.scopes import Scope
from bureau.record.accounts.queries import closed_among
from bureau.record.fetching import TOO_SLOW
from bureau.record.instants import due
from bureau.record.journal.models import Entry
from bureau.record.journal.queries.told import plans_in, touched_by, what_is_told
from bureau.record.journal.store import instant_text
from bureau.record.programs.models import STAYS_INSIDE, ApiToken, Delivery, DeliveryState, Webhook
from bureau.record.programs.queries.tokens import actor_with, that_hold
from bureau.web import kinds
from bureau.web.answers import Label

ATTEMPTS_MAX = 8
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = FIRST_WAIT * 2 ** (ATTEMPTS_MAX - 2)
"""How long a delivery waits after one attempt, and after the last but one."""


def secret_of(webhook: Webhook) -> str:
    """What its deliveries are signed with; the same for as long as the installation's key is."""
    value = f"{webhook.pk}:{webhook.nonce}"
    return salted_hmac("bureau.webhook", value, algorithm="sha256").hexdigest()


def webhooks_of(person: int) -> QuerySet[Webhook]:
    return Webhook.objects.filter(person=person)


def webhooks_standing() -> QuerySet[Webhook]:
    """Those that are told: not ended, and made by a person or a token that holds."""
    holding = Q(token=None) | Q(token__in=that_hold())
    return Webhook.objects.filter(holding, ended_at__isnull=True)


def webhooks_that_stand(person: int) -> int:
    return webhooks_standing().filter(person=person).count()


def is_standing(webhook: Webhook) -> bool:
    return webhooks_standing().filter(pk=webhook.pk).exists()


def kinds_within(scopes: Collection[str]) -> frozenset[str]:
    """What a token of these scopes may be told of; a kind without a scope is of the structure."""
    return frozenset(row.name for row in kinds.kinds() if (row.scope or Scope.STRUCTURE) in scopes)


def kinds_of(webhook: Webhook) -> frozenset[str] | None:
    """The kinds of which it is told what its person may see; None for all."""
    chosen = frozenset(webhook.kinds)
    if webhook.token is None:
        return chosen or None
    within = kinds_within(webhook.token.scopes)
    return chosen & within if chosen else within


def deliveries_of(webhook: int) -> QuerySet[Delivery]:
    """What it was told, or was tried to be, newest first.

    Whether its person may see an entry is asked when it is sent: a list of what waits, or of what
    was not told, would tell when things happen that they may not see.
    """
    told = Q(attempts__gt=0) | Q(failure=STAYS_INSIDE)
    return Delivery.objects.filter(told, webhook=webhook).order_by("-entry")


def webhooks_due(person: int | None = None) -> list[int]:
    """Those with a delivery that is due; of one person or of all."""
    rows = all_due() if person is None else all_due().filter(webhook__person=person)
    return list(rows.order_by("webhook").values_list("webhook", flat=True).distinct())


def under_way(person: int) -> list[int]:
    """The webhooks of a person that are being spoken to now."""
    rows = Delivery.objects.filter(state=DeliveryState.CLAIMED, webhook__person=person)
    return list(rows.order_by("webhook").values_list("webhook", flat=True))


def silent_until(webhook: int) -> datetime | None:
    """When an address that gave no answer in time is next tried; None where none waits so."""
    waiting = Delivery.objects.filter(webhook=webhook, state=DeliveryState.QUEUED, failure=TOO_SLOW)
    later = waiting.exclude(due("not_before", LONGEST_WAIT)).order_by("not_before")
    return later.values_list("not_before", flat=True).first()


def all_due() -> QuerySet[Delivery]:
    return Delivery.objects.filter(due("not_before", LONGEST_WAIT), state=DeliveryState.QUEUED)


def subscriber(webhook: Webhook) -> Actor:
    """Whose rights are asked: the person's, of now, in the post that its token names; nobody's
    where the account is closed or that post is no longer held."""
    person = webhook.person.merged_into or webhook.person
    if closed_among({person.pk, webhook.person_id}):
        return NOBODY
    if webhook.token is None:
        actor: Actor = import_string(settings.BUREAU_ACTOR)(person)
        return actor
    return _reading_by(webhook.token)


def _reading_by(token: ApiToken) -> Actor:
    actor = actor_with(token)
    return NOBODY if token.post is not None and token.post not in actor.posts else actor


def told_of(delivery: Delivery) -> dict[str, Any] | None:
    """What a delivery says: the entry with those subjects that the person is told; None: nothing.

    What the person did is told even where it touched nothing that has a page, unless it is of a
    plan that they may not see any more, or beyond what their token may read.

    Ids and codes only. Whoever wants more reads it through the api, under their own rights.
    """
    webhook = delivery.webhook
    entry = Entry.objects.prefetch_related("subjects").get(pk=delivery.entry)
    reader = subscriber(webhook)
    if reader == NOBODY:
        return None
    within = kinds_within(webhook.token.scopes) if webhook.token else None
    is_own = entry.person in {reader.person, webhook.person_id}
    labels = heard(reader, entry, kinds_of(webhook), within, is_own=is_own)
    if labels is None:
        return None
    return {
        "delivery": delivery.pk,
        "webhook": webhook.pk,
        "entry": entry.sequence,
        "at": instant_text(entry.at),
        "act": entry.act,
        "record_number": entry.record_number,
        "subjects": [
            {"kind": each.kind, "id": each.id, "address": labels[each].address}
            for each in sorted(labels)
        ],
    }


def heard(
    reader: Actor,
    entry: Entry,
    of: Collection[str] | None = None,
    within: Collection[str] | None = None,
    *,
    is_own: bool = False,
) -> Mapping[Reference, Label] | None:
    """What of the things touched a reader hears of; None where they hear nothing of the act.

    `of` are the kinds that they chose to be told of, `within` those that their token may read;
    None for all. Of what they did themselves they may hear all, but for what is of a plan.
    """
    touched = touched_by(entry)
    if within is not None:
        touched = frozenset(each for each in touched if each.kind in within)
    seen = kinds.visible(reader, touched)
    if is_own:
        seen |= touched - plans_in(touched)
    told = what_is_told(reader, entry, seen)
    if told is None:
        return None
    labels = kinds.describe(reader, (each for each in told if of is None or each.kind in of))
    is_chosen = any(of is None or one.kind in of for one in entry.subjects.all())
    return labels if (is_own and is_chosen) or _is_about_more(reader, labels) else None


def _is_about_more(reader: Actor, labels: Iterable[Reference]) -> bool:
    """What touches a person alone is told to that person alone."""
    return any(each.kind != "person" or each.id == reader.person for each in labels)
