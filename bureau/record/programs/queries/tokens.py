"""Tokens: whose one is, whether it holds now, and what a person has given out."""

from dataclasses import replace

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string

from bureau.core.actors import Actor
from bureau.record.accounts.models import User
from bureau.record.accounts.queries import secret_hash
from bureau.record.programs.models import ApiToken

PREFIX = "bureau_"


def token_of(secret: str) -> ApiToken | None:
    """The token that a secret stands for, where it holds now and its person may sign in."""
    if not secret.startswith(PREFIX):
        return None
    rows = that_hold().select_related("person__merged_into")
    found = rows.filter(digest=secret_hash(secret)).first()
    if found is None or _is_shut_out(found.person_id):
        return None
    return found


def tokens_that_hold(person: int) -> int:
    return that_hold().filter(person=person).count()


def holds_now(token: int) -> bool:
    """Whether the token of that number is neither revoked nor over."""
    return that_hold().filter(pk=token).exists()


def that_hold() -> QuerySet[ApiToken]:
    today = timezone.now().date()
    return ApiToken.objects.filter(revoked_at__isnull=True, valid_until__gt=today)


def _is_shut_out(person: int) -> bool:
    return User.objects.filter(person=person, is_active=False).exists()


def actor_with(token: ApiToken) -> Actor:
    """The person as they stand now, as for a page; the token is named beside."""
    person = token.person.merged_into or token.person
    actor: Actor = import_string(settings.BUREAU_ACTOR)(person, token.post)
    return replace(actor, token=token.pk)


def tokens_of(person: int) -> QuerySet[ApiToken]:
    return ApiToken.objects.filter(person=person)
