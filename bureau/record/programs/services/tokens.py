"""Giving out tokens and taking them back; the secret itself never comes here."""

from collections.abc import Collection
from datetime import date, timedelta

from django.utils.translation import pgettext_lazy

from bureau.core.reasons import Reason, Refused
from bureau.core.scopes import Scope
from bureau.record.journal.services import Act, service
from bureau.record.programs.models import ApiToken, Webhook
from bureau.record.programs.permissions import may_end, may_keep_programs
from bureau.record.programs.services.webhooks import end_webhooks

LONGEST = timedelta(days=366)


@service("programs.make_token", pgettext_lazy("act in the journal", "Make a token"))
def make_token(
    act: Act,
    *,
    name: str,
    scopes: Collection[str],
    valid_until: date,
    digest: str,
    hint: str,
    post: int | None = None,
) -> int:
    """Let a program in, in one's own name; `digest` is of the secret, which only the person has.

    `valid_until` is the first day on which it holds no more.
    """
    if not may_keep_programs(act.actor):
        raise Refused(Reason("by_a_person_only"))
    day = act.at.date()
    reasons = []
    if not day < valid_until <= day + LONGEST:
        reasons.append(Reason("token_day_wrong", {"days": LONGEST.days}))
    if not scopes or not set(scopes) <= {str(scope) for scope in Scope}:
        reasons.append(Reason("scopes_wrong"))
    if post is not None and post not in act.actor.posts:
        reasons.append(Reason("post_not_held"))
    if reasons:
        raise Refused(*reasons)
    row = ApiToken.objects.create(
        person_id=act.actor.person or 0,
        post=post,
        name=name,
        digest=digest,
        hint=hint,
        scopes=sorted(scopes),
        made_at=act.at,
        valid_until=valid_until,
    )
    act.touch("token", row.pk)
    act.touch("person", row.person_id)
    act.details.update(scopes=row.scopes, valid_until=valid_until.isoformat())
    return row.pk


@service("programs.revoke_token", pgettext_lazy("act in the journal", "Revoke a token"))
def revoke_token(act: Act, *, token: int) -> None:
    """Take a token back; the next request with it is refused, and its webhooks end."""
    (row,) = act.lock(ApiToken, token)
    if not may_end(act.actor, row.person_id):
        raise Refused(Reason("not_yours"))
    if row.revoked_at is not None:
        raise Refused(Reason("revoked_already"))
    ApiToken.objects.filter(pk=row.pk).update(revoked_at=act.at)
    end_webhooks(act, Webhook.objects.filter(token=row))
    act.touch("token", row.pk)
    act.touch("person", row.person_id)


def revoke_tokens_of(act: Act, person: int) -> int:
    """Take back every token of a person that holds, within the act, and end what these made; how
    many tokens these were."""
    rows = ApiToken.objects.filter(person=person, revoked_at=None, valid_until__gt=act.at.date())
    numbers = list(rows.values_list("pk", flat=True))
    ApiToken.objects.filter(pk__in=numbers).update(revoked_at=act.at)
    end_webhooks(act, Webhook.objects.filter(token__in=numbers))
    act.touch("token", *numbers)
    return len(numbers)
