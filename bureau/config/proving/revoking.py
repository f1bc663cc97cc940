"""Taking powers away behind the back of somebody whose act is under way: what goes through then.

`python -m bureau.config.proving.revoking` builds the example and does every deed, and takes away
what the person may before the first call of each service; it prints what was tried and what broke.
"""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from bureau.config.cli import set_up
from bureau.core.actors import Actor
from bureau.core.reasons import Refused

ENDED = "permission_ended"
PARTS = frozenset(
    {
        *("organisation.make_identity", "organisation.word", "papers.keep_paper"),
        *("papers.name_translator", "papers.end_translating"),
        *("papers.release_papers", "papers.withdraw_release"),
        *("pools.open_pool", "pools.move_cap", "pools.take", "pools.move_hold"),
        "journal.record_refusal",
    }
)
"""What other services are made of, and ask before: no page and no operation opens one of these."""
ANYBODYS = PARTS | {
    *("accounts.choose_language", "accounts.use_recovery_code", "organisation.save_view"),
    *("notices.choose_telling", "notices.make_calendar_feed"),
    *("programs.make_token", "programs.make_webhook"),
    *("notices.send_mail_again", "notices.leave_mail"),  # in a demonstration
}
"""What everyone may do: about themselves, or in a demonstration."""
OF_AUTHORS = frozenset(
    f"governance.{name}"
    for name in (
        *("add_action", "name_successor", "change_action", "accept_what_stands", "reorder_actions"),
        *("answer_finding", "take_back_answer", "undo_edit", "remove_action", "rebase_draft"),
        *("add_claim", "withdraw_claim", "add_scenario", "choose_scenario", "describe_scenario"),
        *("give_up_scenario", "put_back_scenario", "name_reader", "remove_reader"),
        *("cite_in_reorganisation", "take_citation_back", "submit_reorganisation"),
        *("describe_reorganisation", "discard_reorganisation", "withdraw_reorganisation"),
        *("take_over_reorganisation", "comment_on", "change_comment", "reply_to"),
        *("resolve_comment", "reopen_comment", "read_version", "answer_question"),
        *("invite_reviewer", "revoke_invitation", "ask_for_clearance", "take_clearance_back"),
        *("end_translation", "withdraw_budget_proposal", "drop_proposal"),
        *("accept_amendment", "leave_out_action", "take_back_amendment", "amend_action"),
        *("amend_by_adding", "adopt_as_amended"),
    )
)
OF_OFFICES = frozenset(
    f"governance.{name}"
    for name in (
        *("determine", "approve", "defer", "refer_back", "reject", "fulfil", "cast_vote"),
        *("appoint", "end_incumbency", "engage", "change_engagement", "end_engagement"),
        *("confirm_assignment", "add_assignment", "move_assignment"),
        *("close_assignment", "drop_assignment"),
    )
)
ONES_OWN = ANYBODYS | {
    *("organisation.rename_view", "organisation.delete_view", "notices.revoke_calendar_feed"),
    *("programs.revoke_token", "programs.replay_webhook", "programs.end_webhook"),
}
"""What rests on no post either."""
OF_HOLDERS = frozenset(
    {
        *("organisation.delegate_post", "organisation.take_back_delegation"),
        *("organisation.record_absence", "organisation.confirm_stand_in"),
    }
)
"""What rests on the hold of a post. Whoever is away still holds it, and says who acts meanwhile."""
OF_READERS = frozenset(
    f"governance.{name}"
    for name in ("comment_on", "change_comment", "resolve_comment", "read_version")
)
"""What a named reader does with a draft. The author names a person, not a post, and removes them;
to be removed is a power of its own here (`promises/revocation.py`)."""
WHILE_AWAY = ONES_OWN | OF_HOLDERS | OF_READERS
"""What goes on for whoever is away from every post."""
OWN_OR_AUTHORED = ONES_OWN | OF_AUTHORS | OF_OFFICES | OF_HOLDERS
"""What rests on no role and no grant: one's own, one's own draft, an office, a post held, a seat in
a body. These go on when every role and grant has ended."""


@dataclass(slots=True)
class Tried:
    """Which services were tried without which power, and what went through."""

    without: dict[str, list[str]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


@contextmanager
def revoked_first() -> Iterator[Tried]:
    """Before each service's first act by a person, try it without each of the person's powers."""
    from bureau.record.journal.services import frame

    found, perform = Tried(), frame._outermost

    def outermost(name: str, work: Any, asked: Any, body: str) -> Any:
        if asked.actor.person is not None:
            for power, revoke in POWERS.items():
                if power not in found.without.get(name, ()):
                    _try_without(found, name, power, asked, revoke, perform, work, body)
        return perform(name, work, asked, body)

    frame._outermost = outermost
    try:
        yield found
    finally:
        frame._outermost = perform


def _try_without(
    found: Tried,
    name: str,
    power: str,
    asked: Any,
    revoke: Callable[[Actor], Actor | None],
    perform: Any,
    work: Any,
    body: str,
) -> None:
    from bureau.record.journal.queries import head

    with transaction.atomic():
        by = revoke(asked.actor)
        if by is not None:
            before = head()
            said = outcome_of(lambda: perform(name, work, replace(asked, actor=by), body))
            if head() != before and said != DONE:
                found.faults.append(f"{name} without {power}: refused, and something was written")
            if fault := _fault(name, power, said):
                found.faults.append(f"{name} without {power}: {fault}")
            found.without.setdefault(name, []).append(power)
        transaction.set_rollback(True)


DONE = "done"


def outcome_of(act: Callable[[], object]) -> str:
    """What an act comes to: done, the codes it was refused for, or how it failed."""
    try:
        with transaction.atomic():
            act()
    except Refused as refused:
        return " ".join(sorted({reason.code for reason in refused.reasons}))
    except Exception as failure:
        return f"{type(failure).__name__}: {failure}"
    return DONE


def _fault(name: str, power: str, said: str) -> str:
    rests_on_other = {ROLES: OWN_OR_AUTHORED, AWAY: WHILE_AWAY, EVERYTHING: ANYBODYS}
    if power not in rests_on_other:
        return "" if said == ENDED else said
    return said if said == DONE and name not in rests_on_other[power] else ""


def account(by: Actor) -> Actor:
    """Their account is closed; who never had one has a closed one now."""
    from bureau.record.accounts.models import User

    assert by.person is not None
    if not User.objects.filter(person=by.person).update(is_active=False):
        User.objects.create(person_id=by.person, login=f"closed-{by.person}", is_active=False)
    return by


def post(by: Actor) -> Actor | None:
    """They are away from the post acted in, or stand in there, or prepare there, no more."""
    from bureau.institution.organisation.models import Absence, Delegation

    if by.post is None or by.person is None:
        return None
    now = timezone.now()
    over = {"valid_until": now.date(), "ended_at": now}
    Delegation.objects.filter(post=by.post, person=by.person).update(**over)
    Absence.objects.filter(post=by.post, stand_in=by.person).update(**over)
    Absence.objects.create(post_id=by.post, person_id=by.person, valid_from=now.date())
    return by


def session(by: Actor) -> Actor:
    """The session in which they act was ended."""
    return replace(by, session="ended")


def token(by: Actor) -> Actor:
    """The token through which a program acts for them was revoked."""
    from bureau.record.programs.models import ApiToken

    assert by.person is not None
    now = timezone.now()
    row = ApiToken.objects.create(
        person_id=by.person,
        name="Revoked",
        digest="revoked",
        scopes=[],
        made_at=now,
        valid_until=now.date().replace(year=now.year + 1),
        revoked_at=now,
    )
    return replace(by, token=row.pk)


def roles(by: Actor) -> Actor | None:
    """Every role of their posts and every grant of theirs has ended."""
    from bureau.institution.organisation.models import PostRole
    from bureau.record.accounts.models import DirectGrant

    now = timezone.now()
    over = {"valid_until": now.date(), "ended_at": now}
    ended = PostRole.objects.filter(post__in=by.posts).update(**over)
    ended += DirectGrant.objects.filter(person=by.person).update(**over)
    return by if ended else None


def away(by: Actor) -> Actor | None:
    """They are away from every post that they hold, stand in nowhere, act for nobody and have no
    grant any more; they ask as they stand then."""
    from bureau.institution.organisation.models import Absence, Delegation
    from bureau.institution.organisation.queries.actors import actor_now
    from bureau.record.accounts.models import DirectGrant, Person

    if not by.posts or by.person is None:
        return None
    now = timezone.now()
    over = {"valid_until": now.date(), "ended_at": now}
    DirectGrant.objects.filter(person=by.person).update(**over)
    Delegation.objects.filter(person=by.person).update(**over)
    Absence.objects.filter(stand_in=by.person).update(**over)
    for each in by.posts:
        Absence.objects.create(post_id=each, person_id=by.person, valid_from=now.date())
    return actor_now(Person.objects.get(pk=by.person))


def everything(by: Actor) -> Actor:
    """Somebody else, who never had any power, calls the same."""
    from bureau.record.accounts.models import Person

    return Actor(person=Person.objects.create(name="A stranger").pk)


ROLES, AWAY, EVERYTHING = "roles and grants", "posts acted in and grants", "any power"
POWERS: dict[str, Callable[[Actor], Actor | None]] = {
    "account": account,
    "post": post,
    "session": session,
    "token": token,
    ROLES: roles,
    AWAY: away,
    EVERYTHING: everything,
}


def tried_on_deeds(number: int = 0) -> Tried:
    """Every deed, or so many, tried so; nothing of it stays."""
    from bureau.config.proving import deeds

    with revoked_first() as found, transaction.atomic():
        for deed in islice(deeds.deeds(), number or None):
            deed()
        transaction.set_rollback(True)
    return found


def revoked_while_waiting(act: Callable[[], object], revoke: Callable[[], object]) -> str:
    """What an act comes to that waits while the power it rests on is taken away.

    Who revokes holds the writer (SQLite) or the head of the chain (PostgreSQL) until the act stands
    behind them, and then commits.
    """
    said: list[str] = []

    def late() -> None:
        said.append(outcome_of(act))
        connection.close()

    waiting = threading.Thread(target=late)
    with transaction.atomic():
        revoke()
        waiting.start()
        _until_it_waits(waiting)
    waiting.join()
    return said[0]


def _until_it_waits(waiting: threading.Thread) -> None:
    """SQLite shows nobody who waits; there, a late act is no different from one that waited."""
    until = time.monotonic() + (5 if connection.vendor == "postgresql" else 0.2)
    while waiting.is_alive() and time.monotonic() < until:
        time.sleep(0.01)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
                if cursor.fetchone()[0]:
                    return


def main() -> None:
    set_up()
    from bureau.config.commands.demo import build_once

    with revoked_first() as found:
        build_once()
    on_deeds = tried_on_deeds()
    for name, powers in on_deeds.without.items():
        found.without.setdefault(name, powers)
    print(json.dumps(asdict(Tried(found.without, found.faults + on_deeds.faults))))


if __name__ == "__main__":
    main()
