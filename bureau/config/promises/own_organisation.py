"""Who has every role in one organisation has none in another: each service refuses them there.

Each service is first tried by an officer of another organisation, as whoever may is about to call
it; what that officer is let do is broken, and is taken back.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from bureau.config.commands.demo import build_once
from bureau.config.promises.every_act import services_there_are
from bureau.config.proving import acts, deeds
from bureau.config.proving.grounds import Stage
from bureau.config.proving.promise import ALL, Outcome, Trial, promise
from bureau.core.actors import Actor, PostRole, Role
from bureau.core.reasons import Refused
from bureau.institution.organisation.models import Organisation, Post
from bureau.record.accounts.models import Person
from bureau.record.journal.services import Act, Asked, frame
from bureau.web.multilingual import text

EVERYBODYS: dict[str, str] = {}
"""Services that ask for no role, and why."""


@promise("own_organisation", asked=ALL, quick=1, unit="services", stage=Stage.EMPTY)
def run(trial: Trial) -> Outcome:
    services = services_there_are()
    with tried_by_another() as seen:
        build_once()
        acts.take_through("WATCHED")
        for deed in deeds.deeds():
            deed()
    left = sorted(set(services) - seen.tried - set(EVERYBODYS))
    told = f"{seen.attempts} attempts" + (f"; not tried: {', '.join(left)}" if left else "")
    return Outcome(len(seen.tried), seen.faults, told, asked=len(services))


@dataclass(slots=True)
class Seen:
    tried: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    attempts: int = 0


@contextmanager
def tried_by_another() -> Iterator[Seen]:
    """Before each outermost act that a person makes, try the same as an officer from elsewhere."""
    seen, own = Seen(), frame._outermost

    def outermost(name: str, work: Callable[[Act], Any], asked: Asked, body: str) -> Any:
        if asked.actor.person is not None and Organisation.objects.exists():
            seen.tried.add(name)
            seen.attempts += 1
            fault = _attempt(lambda: own(name, work, Asked(_officer_elsewhere(), ""), ""))
            if fault and f"{name}: {fault}" not in seen.faults:
                seen.faults.append(f"{name}: {fault}")
            import inspect
            v = inspect.getclosurevars(work).nonlocals
            kw = v.get("kwargs", {})
            if "organisation" in kw and len([x for x in kw.values() if isinstance(x, int)]) > 1 or "rows" in kw:
                def other():
                    actor = _officer_elsewhere()
                    return own(name, lambda act: v["function"](act, *v["args"], **{**kw, "organisation": actor.organisation}), Asked(actor, ""), "")
                fault = _attempt(other)
                if fault and f"B {name}: {fault}" not in seen.faults:
                    seen.faults.append(f"B {name}: {fault}")
        return own(name, work, asked, body)

    frame._outermost = outermost
    try:
        yield seen
    finally:
        frame._outermost = own


def _attempt(attempt: Callable[[], object]) -> str:
    """What is wrong where it is not refused; whatever it wrote is taken back."""
    with transaction.atomic():
        try:
            with transaction.atomic():
                attempt()
        except Refused:
            return ""
        except Exception as other:
            return f"{type(other).__name__}: {other}"
        finally:
            transaction.set_rollback(True)
    return "accepted"


def _officer_elsewhere() -> Actor:
    """Somebody whose post has every role, in an organisation of its own."""
    other = Organisation.objects.create(code="ELSEWHERE", name=text(en="Elsewhere"))
    person, post = Person.objects.create(name="Officer"), Post.objects.create(organisation=other)
    return Actor(
        person=person.pk,
        post=post.pk,
        organisation=other.pk,
        posts=frozenset({post.pk}),
        roles=frozenset(PostRole(role, post.pk) for role in Role),
        acts=True,
    )
