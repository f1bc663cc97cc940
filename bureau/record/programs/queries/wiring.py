"""Tokens and webhooks for the wiring table: theirs who made them, and whoever may end them."""

from collections.abc import Collection

from django.db.models import Count, QuerySet

from bureau.core.actors import Actor
from bureau.record.programs.models import ApiToken, Webhook


def names_of_tokens(ids: Collection[int]) -> dict[int, str]:
    return dict(ApiToken.objects.filter(pk__in=ids).values_list("pk", "name"))


def names_of_webhooks(ids: Collection[int]) -> dict[int, str]:
    return dict(Webhook.objects.filter(pk__in=ids).values_list("pk", "name"))


def tokens_visible(actor: Actor, ids: Collection[int]) -> set[int]:
    return _seen_by(actor, ApiToken.objects.filter(pk__in=ids))


def webhooks_visible(actor: Actor, ids: Collection[int]) -> set[int]:
    return _seen_by(actor, Webhook.objects.filter(pk__in=ids))


def tokens_kept_of(people: Collection[int]) -> dict[int, int]:
    """How many tokens with a name or a sign there are of each."""
    return _counted(ApiToken.objects.filter(person__in=people).exclude(name="", hint=""))


def webhooks_kept_of(people: Collection[int]) -> dict[int, int]:
    """How many webhooks with a name or an address there are of each."""
    return _counted(Webhook.objects.filter(person__in=people).exclude(name="", address=""))


def _seen_by(actor: Actor, rows: QuerySet[ApiToken] | QuerySet[Webhook]) -> set[int]:
    mine = rows if actor.is_administrator() else rows.filter(person=actor.person or 0)
    return set(mine.values_list("pk", flat=True))


def _counted(rows: QuerySet[ApiToken] | QuerySet[Webhook]) -> dict[int, int]:
    return dict(rows.order_by().values_list("person").annotate(Count("pk")))
