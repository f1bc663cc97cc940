"""The frame of every change: one transaction, one entry, however many services take part.

A service is a function whose first argument is the `Act` it writes in, decorated with `@service`.
It is called with an `Actor` (or `Asked`: an actor with an idempotency key) to open an act of its
own, or with the `Act` it is to join, which is how one service uses another.
"""

import functools
from collections.abc import Callable, Collection
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from typing import Any, Concatenate, cast

from django.db import transaction
from django.utils import timezone

from bureau.core.actors import Actor
from bureau.core.days import AFTER_LAST, FIRST_DAY
from bureau.core.lookalikes import fault
from bureau.core.reasons import Reason, Refused, is_of_four_eyes
from bureau.record.journal.models import Answered
from bureau.record.journal.services.acts import Act, seal
from bureau.record.journal.store import digest

KEY_MOST = 64
CODES = frozenset({"code", "reference"})
"""What services call a text by which readers tell things apart."""
SERVICES: dict[str, Callable[..., Any]] = {}
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

    def __post_init__(self) -> None:
        """A key longer than is kept goes by its hash: whatever is sent names one request."""
        if len(self.key) > KEY_MOST:
            object.__setattr__(self, "key", digest(self.key))


def service[**P, R](
    function: Callable[Concatenate[Act, P], R],
) -> Callable[Concatenate[Actor | Asked | Act, P], R]:
    """Make `function` an act: it writes inside one transaction and leaves exactly one entry."""
    app = function.__module__.partition(".services")[0].rpartition(".")[2]
    name = f"{app}.{function.__name__}"
    SERVICES[name] = function

    @functools.wraps(function)
    def perform(by: Actor | Asked | Act, /, *args: P.args, **kwargs: P.kwargs) -> R:
        if isinstance(by, Act):
            return function(by, *args, **kwargs)
        if any(_is_strange_day(one) for one in (*args, *kwargs.values())):
            raise Refused(Reason("day_out_of_range"))
        for value in (*args, *kwargs.items()):
            _refuse_unfit_code(value)
        if _open.get() is not None:
            raise RuntimeError(f"{name} was called inside an act without joining it")
        asked = by if isinstance(by, Asked) else Asked(by, "")
        body = digest([name, repr(args), repr(sorted(kwargs.items()))]) if asked.key else ""
        try:
            return _outermost(name, lambda act: function(act, *args, **kwargs), asked, body)
        except Refused as refused:
            if any(is_of_four_eyes(reason) for reason in refused.reasons):
                _keep_refusal(asked, name, refused)
            raise

    return perform


def _is_strange_day(value: object) -> bool:
    """Whether it is a day beyond those that Bureau reckons with, or says one; it may be the end of
    a span."""
    if is_dataclass(value):
        return any(_is_strange_day(getattr(value, each.name)) for each in fields(value))
    if not isinstance(value, date) or isinstance(value, datetime):
        return False
    return not FIRST_DAY <= value <= AFTER_LAST


def _refuse_unfit_code(value: object) -> None:
    """Raises Refused for a code, alone or in what is given as one value, that misleads readers."""
    if is_dataclass(value):
        for each in fields(value):
            _refuse_unfit_code((each.name, getattr(value, each.name)))
    match value:
        case (name, str(code)) if name in CODES and (why := fault(code)):
            raise Refused(Reason(why, {"value": name, "code": code}))
        case (str(), given) if is_dataclass(given):
            _refuse_unfit_code(given)


def _outermost[R](name: str, work: Callable[[Act], R], asked: Asked, body: str) -> R:
    with transaction.atomic():
        if asked.key and (answered := _answered(asked, name, body)):
            return cast(R, answered.result)
        act = Act(actor=asked.actor, name=name, at=timezone.now())
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
        seal(act)
        if asked.key:
            Answered.objects.filter(person=asked.actor.person or 0, key=asked.key).update(
                result=result
            )
        return result


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


@service
def record_refusal(
    act: Act, *, of: str, because: Collection[str], about: Collection[tuple[str, int]]
) -> None:
    """Put on record that somebody tried to be both persons of an act that needs two.

    What was refused left nothing behind, so this is an act of its own, after it.
    """
    for kind, number in about:
        act.touch(kind, number)
    act.details.update(of=of, because=sorted(because))


def _keep_refusal(asked: Asked, name: str, refused: Refused) -> None:
    """Once a key: a double click is one attempt."""
    key = f"refused-{digest(asked.key)[:40]}" if asked.key else ""
    because = {reason.code for reason in refused.reasons if is_of_four_eyes(reason)}
    with suppress(Refused):
        record_refusal(Asked(asked.actor, key), of=name, because=because, about=refused.about)
