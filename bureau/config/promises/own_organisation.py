"""Who has every role in one organisation has none in another: each service refuses them there.

Each service is first tried by an officer of another organisation, as whoever may is about to call
it; what that officer is let do is broken, and is taken back.
"""

import inspect
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

REFUSED = "refused"
JOINED = "asks nothing itself; no page calls it, each service that joins it asks"
OWN = "changes what is the caller's own"
EXCEPT: dict[str, str] = {
    **dict.fromkeys(
        (
            *("organisation.make_identity", "organisation.word", "papers.name_translator"),
            *("papers.end_translating", "papers.release_papers", "papers.withdraw_release"),
            *("papers.keep_paper", "pools.open_pool", "pools.move_cap", "pools.take"),
            *("pools.move_hold", "journal.record_refusal"),
        ),
        JOINED,
    ),
    **dict.fromkeys(
        (
            *("accounts.choose_language", "organisation.save_view", "notices.choose_telling"),
            *("notices.make_calendar_feed", "programs.make_token", "programs.make_webhook"),
            *("accounts.join_identity", "accounts.add_factor", "accounts.remove_factor"),
            *("accounts.renew_recovery_codes", "accounts.use_recovery_code"),
        ),
        OWN,
    ),
    "imports.begin_import": "says only that files follow; each portion is asked for itself",
    "notices.send_mail_again": "everybody may in a demonstration, else administrators",
    "notices.leave_mail": "everybody may in a demonstration, else administrators",
    "acts.propose_unit": "is of the trial",
}
"""Services that an officer of another organisation may call, and why."""
PLACED = frozenset(
    {"organisation.name_office", "organisation.open_chart_at", "organisation.make_template"}
)
"""Services that name a thing of an organisation: refused too where it is not that of the officer's
own."""


@promise("own_organisation", asked=ALL, quick=1, unit="services", stage=Stage.EMPTY)
def run(trial: Trial) -> Outcome:
    services = services_there_are()
    with tried_by_another() as seen:
        build_once()
        acts.take_through("WATCHED")
        for deed in deeds.deeds():
            deed()
    left = sorted(set(services) - seen.tried)
    told = f"{seen.attempts} attempts" + (f"; not tried: {', '.join(left)}" if left else "")
    return Outcome(len(seen.tried), seen.faults, told, asked=len(services))


@dataclass(slots=True)
class Seen:
    tried: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    attempts: int = 0

    def note(self, name: str, attempt: Callable[[Actor], object]) -> None:
        """What an officer from elsewhere is let do is a fault, told once for each service."""
        fault = f"{name}: {_outcome(attempt)}"
        if not fault.endswith(REFUSED) and fault not in self.faults:
            self.faults.append(fault)


@contextmanager
def tried_by_another() -> Iterator[Seen]:
    """Before each outermost act that a person makes, try the same as an officer from elsewhere."""
    seen, own = Seen(), frame._outermost

    def outermost(name: str, work: Callable[[Act], Any], asked: Asked, body: str) -> Any:
        if asked.actor.person is not None and Organisation.objects.exists():
            seen.tried.add(name)
            if name not in EXCEPT:
                seen.attempts += 1
                seen.note(name, lambda by: own(name, work, Asked(by, ""), ""))
        if name in PLACED:
            seen.note(f"{name} in the own organisation", lambda by: _in_own(own, name, work, by))
        return own(name, work, asked, body)

    frame._outermost = outermost
    try:
        yield seen
    finally:
        frame._outermost = own


def _outcome(attempt: Callable[[Actor], object]) -> str:
    """What comes of an attempt; whatever it wrote is taken back."""
    with transaction.atomic():
        try:
            with transaction.atomic():
                attempt(_officer_elsewhere())
        except Refused:
            return REFUSED
        except Exception as other:
            return f"{type(other).__name__}: {other}"
        finally:
            transaction.set_rollback(True)
    return "accepted"


def _in_own(own: Callable[..., object], name: str, work: Callable[[Act], Any], by: Actor) -> object:
    """The same service called for the officer's own organisation, all else as it was."""
    given = inspect.getclosurevars(work).nonlocals
    said = {**given["kwargs"], "organisation": by.organisation}
    return own(name, lambda act: given["function"](act, **said), Asked(by, ""), "")


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
