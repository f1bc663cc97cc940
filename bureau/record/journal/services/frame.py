"""The frame of every change: one transaction, one entry, however many services take part.

A service is a function whose first argument is the `Act` it writes in, decorated with `@service`,
which gives it the name that the journal keeps, and its label.
It is called with an `Actor` (or `Asked`: an actor with an idempotency key) to open an act of its
own, or with the `Act` it is to join, which is how one service uses another.
"""

import functools
import inspect
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Concatenate, cast

from django.conf import settings
from django.db import IntegrityError, OperationalError, transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import pgettext_lazy

from bureau.core.actors import CLOCK, NOBODY, Actor
from bureau.core.reasons import Reason, Refused, is_of_four_eyes
from bureau.core.rows import ROWS_MOST, refuse_excess
from bureau.record.journal.models import Answered
from bureau.record.journal.queries import (
    Head,
    head,
    recorded_between,
    touched_between,
    wrote_between,
)
from bureau.record.journal.services.acts import (
    Act,
    begin,
    seal,
    wait_for_erasure,
    wait_for_record,
)
from bureau.record.journal.services.unfit import refuse_unfit
from bureau.record.journal.store import digest

ATTEMPTS = 5
ENDED = "permission_ended"
BUSY = "others_wrote"
DEADLOCKS = ("40P01", "40001")
"""States of PostgreSQL: of two acts that waited for each other, it ended one."""
KEY_MOST = 64
OWN_KEY = "refused-"
type StrOrPromise = str | Promise
SERVICES: dict[str, Callable[..., Any]] = {}
LABELS: dict[str, StrOrPromise] = {}
RETIRED: set[str] = set()
_open: ContextVar[Act | None] = ContextVar("open_act", default=None)


@dataclass(frozen=True, slots=True)
class Asked:
    """An actor's request with its idempotency key: asked again, it is answered, not done again.

    `still` is called first, inside the act: it locks what the act will change and refuses where
    that is no longer what the actor saw.
    """

    actor: Actor
    key: str
    still: Callable[[Act], None] | None = None
    is_of_frame: bool = False

    def __post_init__(self) -> None:
        """A key longer than is kept goes by its hash: whatever is sent names one request. So does
        one that begins as the frame's own keys do."""
        if len(self.key) > KEY_MOST or (self.key.startswith(OWN_KEY) and not self.is_of_frame):
            object.__setattr__(self, "key", digest(self.key))


def service[**P, R](
    name: str, label: StrOrPromise = ""
) -> Callable[[Callable[Concatenate[Act, P], R]], Callable[Concatenate[Actor | Asked | Act, P], R]]:
    """Make a function an act: it writes inside one transaction and leaves exactly one entry.

    `name` is the stable name in the journal, as "app.verb_object"; `label` is what people read.
    Raises ValueError where another function has that name.
    """

    def register(
        function: Callable[Concatenate[Act, P], R],
    ) -> Callable[Concatenate[Actor | Asked | Act, P], R]:
        return _registered(name, label, function)

    return register


def _registered[**P, R](
    name: str, label: StrOrPromise, function: Callable[Concatenate[Act, P], R]
) -> Callable[Concatenate[Actor | Asked | Act, P], R]:
    same = SERVICES.setdefault(name, function)
    if (same.__module__, same.__qualname__) != (function.__module__, function.__qualname__):
        raise ValueError(f"two services are named {name}")
    SERVICES[name] = function
    if label:
        LABELS[name] = label
    named = tuple(inspect.signature(function).parameters)[1:]

    @functools.wraps(function)
    def perform(by: Actor | Asked | Act, /, *args: P.args, **kwargs: P.kwargs) -> R:
        if not isinstance(by, Act):
            _refuse_excess(function, (*args, *kwargs.values()))
        refuse_unfit((*zip(named, args, strict=False), *kwargs.items()))
        if isinstance(by, Act):
            return function(by, *args, **kwargs)
        if _open.get() is not None:
            raise RuntimeError(f"{name} was called inside an act without joining it")
        asked = by if isinstance(by, Asked) else Asked(by, "")
        body = digest([name, repr(args), repr(sorted(kwargs.items()))]) if asked.key else ""
        try:
            return _outermost(name, lambda act: function(act, *args, **kwargs), asked, body)
        except Refused as refused:
            if any(is_of_four_eyes(reason) for reason in refused.reasons):
                _keep_refusal(asked, name, body, refused)
            raise

    return perform


def retired(name: str, label: StrOrPromise) -> None:
    """Keep the label of an act that nobody can do any more: the journal has entries of it."""
    LABELS[name] = label
    RETIRED.add(name)


def takes[F: Callable[..., Any]](most: int) -> Callable[[F], F]:
    """Let a service take so many rows at once, where these were measured to hold the database's
    one writer for less than about a second; stands below `@service`."""

    def mark(function: F) -> F:
        function.rows_most = most  # type: ignore[attr-defined]
        return function

    return mark


def rows_most(function: Callable[..., Any]) -> int:
    """How many rows a service takes at once."""
    return getattr(function, "rows_most", ROWS_MOST)


def _refuse_excess(function: Callable[..., Any], given: Iterable[Any]) -> None:
    """Raises Refused where one of the arguments has more rows than the service takes. What joins
    an act is bound by who opened it."""
    for value in given:
        if isinstance(value, Collection) and not isinstance(value, str | bytes):
            refuse_excess(len(value), rows_most(function))


def _outermost[R](name: str, work: Callable[[Act], R], asked: Asked, body: str) -> R:
    """Run an act until nobody overtook it; mostly that is once.

    Another act overtakes it by a change to what its person may do, or by writing the same unique
    value first: the next attempt sees that value, and the service refuses it with a reason. Where
    the structure changed meanwhile, the next attempt waits for its turn to change it, so that
    nobody else does before it ends. Two that wait for each other are a deadlock, of which the
    database ends one: that one waits for its turn, too, and so meets no second deadlock with it.
    Raises Refused with `permission_ended` where the person may no longer act, or where what they
    may do changed at each attempt; with `others_wrote` where something else was in the way.
    """
    why, is_in_turn = ENDED, False
    for attempt in range(ATTEMPTS):
        try:
            return _attempt(name, work, asked, body, is_in_turn=is_in_turn)
        except _Overtaken as overtaken:
            why = str(overtaken)
            is_in_turn = is_in_turn or why == BUSY
        except IntegrityError:
            if attempt:
                raise
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", "") not in DEADLOCKS:
                raise
            why, is_in_turn = BUSY, True
    raise Refused(Reason(why))


def _attempt[R](
    name: str, work: Callable[[Act], R], asked: Asked, body: str, *, is_in_turn: bool
) -> R:
    with transaction.atomic():
        wait_for_erasure(asked.actor.person)
        if is_in_turn:
            wait_for_record()
        since = head()
        by = _as_they_stand(asked.actor, since)
        if asked.key and (answered := _answered(asked, name, body)):
            _as_they_stand(asked.actor)  # once more: it may have waited for the first to end
            return cast(R, answered.result)
        if by is None:
            raise Refused(Reason(ENDED))
        begin()
        act = Act(actor=by, name=name, at=timezone.now())
        token = _open.set(act)
        try:
            if asked.still:
                asked.still(act)
            result = work(act)
        except Refused as refused:
            refused.about = act.locked()
            raise
        finally:
            _open.reset(token)
        sealed = seal(act).sequence
        since_erased = since.sequence if act._erased_since is None else act._erased_since
        if act._erased and wrote_between(since_erased, sealed, act._erased):
            raise _Overtaken(BUSY)
        if sealed != since.sequence + 1:
            _refuse_overtaken(act, since.sequence, sealed)
        if asked.key:
            Answered.objects.filter(person=asked.actor.person or 0, key=asked.key).update(
                result=result
            )
        return result


class _Overtaken(Exception):
    """While an act ran, another one changed the structure or what its person may do, or wrote of
    whom it erases."""


def _refuse_overtaken(act: Act, since: int, sealed: int) -> None:
    """Ask again what the person may do, where other entries came between the question and the seal.

    What gives power and is no part of an actor (a seat, an office, a rule, a delegation of some
    acts) was read by the service: where an entry touched such a thing, or the person, the act is
    run again. So it is where one changed the structure: who heads a unit, to whom a post reports
    and who holds the post that one acts for give power, too. The head of the chain is locked by
    now, so nothing can come before this entry any more. What is read here includes what the act
    wrote itself, as where it ends a session of its own person; the next attempt tells which it was.
    SQLite has one writer: nothing comes between.
    """
    if act.actor.person is None:
        return
    if touched_between(since, sealed, act.actor.person, settings.BUREAU_POWERS):
        raise _Overtaken(ENDED)
    if recorded_between(since, sealed):
        raise _Overtaken(BUSY)
    recorded = None if act._number is None else act._number - 1
    try:
        is_same = _as_they_stand(act.actor, recorded=recorded) == act.actor
    except Refused:
        is_same = False
    if not is_same:
        raise _Overtaken(ENDED)


def _as_they_stand(
    actor: Actor, at: Head | None = None, recorded: int | None = None
) -> Actor | None:
    """The actor as the database has the person now; None where they may no longer act as this one.

    Raises Refused where the account is closed, or the session or token is over. `at` is the head of
    the journal as it was just read, where nothing was written since; `recorded` is the newest
    record number that others wrote, where the open act wrote one itself. Who is no person
    (the clock, an invited reviewer, somebody who forgot a password) is nobody's to change.
    """
    if actor in (NOBODY, CLOCK):
        return actor
    found: Actor | None = import_string(settings.BUREAU_STANDING)(actor, at, recorded)
    return found


def _answered(asked: Asked, name: str, body: str) -> Answered | None:
    """The earlier answer to this key. Claims the key first, so that a double click waits here."""
    _, claimed = Answered.objects.get_or_create(
        person=asked.actor.person or 0,
        key=asked.key,
        defaults={"act": name, "body_hash": body, "at": timezone.now()},
    )
    if claimed:
        return None
    earlier = Answered.objects.get(person=asked.actor.person or 0, key=asked.key)
    if (earlier.act, earlier.body_hash) != (name, body):
        raise Refused(Reason("key_used_for_something_else", {"key": asked.key}))
    return earlier


@service(
    "journal.record_refusal",
    pgettext_lazy("act in the journal", "Refused: two persons were needed"),
)
def record_refusal(
    act: Act, *, of: str, because: Collection[str], about: Collection[tuple[str, int]]
) -> None:
    """Put on record that somebody tried to be both persons of an act that needs two.

    What was refused left nothing behind, so this is an act of its own, after it.
    """
    for kind, number in about:
        act.touch(kind, number)
    act.details.update(of=of, because=sorted(because))


def _keep_refusal(asked: Asked, name: str, body: str, refused: Refused) -> None:
    """Once a key and request: a double click is one attempt, the key with another request is two.

    The key holds a mark that a key from outside never keeps, so nobody uses it up beforehand.
    """
    key = f"{OWN_KEY}{digest([name, body, asked.key])[:40]}" if asked.key else ""
    because = {reason.code for reason in refused.reasons if is_of_four_eyes(reason)}
    with suppress(Refused):
        record_refusal(
            Asked(asked.actor, key, is_of_frame=True), of=name, because=because, about=refused.about
        )
