"""Deeds of programs: tokens and webhooks."""

from collections.abc import Iterator
from datetime import timedelta

from bureau.config.proving import acts
from bureau.config.proving.deeds.deed import Deed
from bureau.config.shell import actor_with_login
from bureau.record.accounts.queries import secret_hash
from bureau.record.programs.services import tokens, webhooks


def deeds() -> Iterator[Deed]:
    """A token made and revoked, a webhook kept, told again and ended."""
    by, until = actor_with_login(acts.AUTHOR), acts.the_day() + timedelta(days=9)
    digest, hint, scopes = secret_hash("proved"), "proved", ("structure",)
    token = tokens.make_token(
        by, name="Trial", scopes=scopes, valid_until=until, digest=digest, hint=hint
    )
    webhook = webhooks.make_webhook(by, name="Trial", address="https://example.org/")
    yield lambda: tokens.revoke_token(by, token=token)
    yield lambda: webhooks.replay_webhook(by, webhook=webhook, after=0)
    yield lambda: webhooks.end_webhook(by, webhook=webhook)
