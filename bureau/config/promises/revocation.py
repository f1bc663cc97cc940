"""Revocation is immediate: what a power opened is shut at the next request, in every web process,
and an act that waits while its power is taken away is refused.

Each service is tried so, and a few powers are taken away in a race with an act; without the guard
the act goes through. Tasks that are queued hold ids, and what they may do is asked when they run.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

from django.db import connection, transaction
from django.test import Client

from bureau.config.proving import acts
from bureau.config.proving.asking import (
    ANONYMOUS,
    HOST,
    addresses_about,
    ask,
    secret_for,
    things_there_are,
)
from bureau.config.proving.grounds import POSTGRESQL, Stage, new_ground, prepare
from bureau.config.proving.promise import ALL, Outcome, Trial, promise
from bureau.config.proving.revoking import DONE, Tried, revoked_while_waiting, tried_on_deeds
from bureau.config.proving.serving import get, served, wait_until_serving
from bureau.config.shell import actor_with_login
from bureau.core.actors import Actor
from bureau.core.changes.actions import Action, ActionKind
from bureau.core.changes.expand import expand
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.desk.programmes.services.initiatives import add_initiative
from bureau.example import figures
from bureau.institution.governance.models import Reorganisation
from bureau.institution.governance.queries.reorganisations import seen_by
from bureau.institution.governance.services import drafts, personnel, steps
from bureau.institution.instruments.services import register_instrument
from bureau.institution.organisation.models import Organisation, PostRole
from bureau.institution.organisation.queries.structure import world
from bureau.institution.organisation.services import reference, standing_in
from bureau.institution.organisation.services.effects import put_on_record
from bureau.record.accounts import services as accounts
from bureau.record.accounts.models import User
from bureau.record.accounts.services import closing
from bureau.record.journal.services import frame
from bureau.web.api import PREFIX
from bureau.web.multilingual import text

STRANGER = "communications"
DEPUTY = "deputy"
OPEN = (200, 302, 405)
FEW = 60
FEW_DEEDS = 5
KEPT = ("reorganisation", "correction")
"""What a person sees for having acted on it, and goes on seeing."""


@dataclass(frozen=True, slots=True)
class Power:
    """Somebody's way to pages and to an act that a stranger has not, and what takes it away."""

    name: str
    login: str
    act: Callable[[Actor], object]
    revoke: Callable[[], object]
    is_act: bool = True
    own: frozenset[str] = frozenset()
    """Pages that the person may read without this power."""


@promise("revocation", asked=ALL, quick=1, unit="powers", stage=Stage.EXAMPLE)
def run(trial: Trial) -> Outcome:
    services = tried_on_services(trial)
    broken = [*services.faults, *races_on_an_account(trial)]
    closed = closed_pages(trial)
    every = powers(closed)
    chosen = every[: trial.number or len(every)]
    asked = 0
    with served(trial.ground) as first, served(trial.ground) as second:
        wait_until_serving(first)
        wait_until_serving(second)
        for power in chosen:
            pages = sorted(pages_of(power.login, closed) - power.own)
            ways = ways_of(power.login)
            before = statuses((first, second), pages, ways)
            could = is_allowed(power)
            broken += taken_away(power)
            connection.close()
            after = statuses((first, second), pages, ways)
            asked += len(before)
            broken += [f"{power.name}: {page} was not open" for page in shut(before)]
            broken += [f"{power.name}: {page} is still open" for page in after.keys() - shut(after)]
            if not could or is_allowed(power):
                broken.append(f"{power.name}: may act {could} before, {not could} after")
    if not asked:
        broken.append("no page was opened by any power: this trial shows nothing")
    told = f"{asked} pages asked again, {len(services.without)} services refused behind the back"
    return Outcome(len(chosen), broken, told, asked=len(every))


def tried_on_services(trial: Trial) -> Tried:
    """Each service without each power; for few powers, the first deeds alone."""
    if trial.number:
        return tried_on_deeds(FEW_DEEDS)
    with new_ground(
        trial.ground.vendor, urlsplit(trial.ground.url)._replace(path="/postgres").geturl()
    ) as ground:
        prepare(ground, Stage.EMPTY)
        command = [sys.executable, "-m", "bureau.config.proving.revoking"]
        ended = subprocess.run(command, env=ground.env, capture_output=True, text=True)
    if ended.returncode:
        return Tried(faults=[f"the trial of services ended: {ended.stderr.strip()}"])
    return Tried(**json.loads(ended.stdout.splitlines()[-1]))


def taken_away(power: Power) -> list[str]:
    """Take a power away while an act that rests on it waits."""
    if not power.is_act:
        power.revoke()
        return []
    late = actor_with_login(power.login)
    said = revoked_while_waiting(lambda: power.act(late), power.revoke)
    return [f"{power.name}: an act that waited was done"] if said == DONE else []


def races_on_an_account(trial: Trial) -> list[str]:
    """An account is closed while its holder's act waits; and again with each guard taken away."""
    off: dict[str, Any] = {
        "the question under the lock": patch.object(
            frame, "_as_they_stand", lambda by, *_, **__: by
        )
    }
    if trial.ground.vendor == POSTGRESQL:
        nothing = patch.object(frame, "_refuse_overtaken", lambda *_: None)
        off["the question at the seal"] = nothing
    said = closed_while_waiting()
    broken = [] if said == frame.ENDED else [f"an act of a closed account came to: {said}"]
    for guard, taken in off.items():
        with taken:
            said = closed_while_waiting()
        if said != DONE:
            broken.append(f"without {guard} it was {said}: this trial shows nothing")
    return broken


def closed_while_waiting() -> str:
    administrator, late = actor_with_login("administrator"), actor_with_login(STRANGER)
    person = late.person or 0
    try:
        return revoked_while_waiting(
            lambda: accounts.choose_language(late, language="fr"),
            lambda: closing.close_account(administrator, person=person),
        )
    finally:
        closing.open_account(administrator, person=person)


def powers(closed: list[str]) -> list[Power]:
    """Reading a draft, roles of posts, and holding a post, each of someone else.

    `closed` are the pages to look at. The author names and removes the reader, so their post
    ends last.
    """
    own = frozenset(pages_of(DEPUTY, closed))
    author, case, day = actor_with_login(acts.AUTHOR), draft().pk, acts.the_day()
    reader = actor_with_login(DEPUTY).person or 0
    drafts.name_reader(author, reorganisation=case, person=reader)
    undetermined, determined = acts.propose("", code="R-1"), acts.propose("", code="R-2")
    step = acts.steps_here(determined)["determine"]
    acts.determine("", case=determined, step=step)

    def close(way: Callable[..., object], case: int, **more: object) -> Callable[[Actor], object]:
        (step,) = acts.steps_here(case).values()
        return lambda by: way(by, reorganisation=case, step=step, day=day, **more)

    def start(by: Actor) -> object:
        organisation = Organisation.objects.get().pk
        return drafts.start_reorganisation(
            by, organisation=organisation, reference="REVOKED", title=text(en="Revoked")
        )

    waiting = Reorganisation.objects.get(reference=figures.REFERENCE).pk
    return [
        power_of_stand_in(DEPUTY, "post-officer", start, own),
        Power(
            "named reader",
            DEPUTY,
            lambda by: read(by, case),
            lambda: drafts.remove_reader(author, reorganisation=case, person=reader),
            is_act=False,
            own=own,
        ),
        power_of_head(own),
        power_of_role("post-officer", start),
        power_of_role(
            acts.COMMITTEE, close(steps.recommend, determined, document="R", manner=acts.AGREED)
        ),
        power_of_post(acts.COUNCIL, close(steps.decide, waiting, document="C24")),
        power_of_post(acts.APPROVER, close(steps.determine, undetermined, answer=False, note="No")),
        power_of_post(acts.AUTHOR, start),
    ]


def read(by: Actor, case: int) -> None:
    if case not in seen_by(by, [case]):
        raise Refused(Reason("not_seen"))


def draft() -> Reorganisation:
    return Reorganisation.objects.get(reference=figures.STAFFING_REFERENCE)


def power_of_role(login: str, act: Callable[[Actor], object]) -> Power:
    """Every role of the posts that someone holds, taken by an administrator."""

    def revoke() -> None:
        administrator, today = actor_with_login("administrator"), acts.the_day()
        posts = actor_with_login(login).posts
        for role in PostRole.objects.filter(post__in=posts, valid_until__isnull=True):
            reference.end_role(administrator, post_role=role.pk, valid_until=today)

    return Power(f"roles of {login}", login, act, revoke)


def power_of_stand_in(
    login: str, instead_of: str, act: Callable[[Actor], object], own: frozenset[str]
) -> Power:
    """What somebody has while another is away, until that one is back. Tried before the others,
    which need the one who is away. `own` are pages that a post of one's own opens."""
    holder, person = actor_with_login(instead_of), actor_with_login(login).person
    absence = standing_in.record_absence(
        holder,
        post=holder.post or 0,
        person=holder.person or 0,
        stand_in=person,
        valid_from=acts.the_day(),
    )
    return Power(
        f"stand-in for {instead_of}",
        login,
        act,
        lambda: standing_in.end_absence(actor_with_login(instead_of), absence=absence),
        own=own,
    )


def power_of_head(own: frozenset[str]) -> Power:
    """What somebody has because their post heads a unit, until another post heads it. The person
    stays the same actor: only the structure tells. `own` are pages that a post of one's own opens.
    """
    now, by = acts.as_it_is(), actor_with_login(DEPUTY)
    unit = next(unit for unit in now.units() if unit.head in by.posts)
    led = next(post.id for post in now.posts() if post.unit == unit.id and post.id != unit.head)
    organisation, day = acts.the_organisation().pk, acts.the_day()
    administrator = actor_with_login("administrator")
    paper = register_instrument(
        administrator,
        organisation=organisation,
        kind="decision",
        title=text(en="Another head"),
        day=day,
    )
    to = {"head": led}
    of = Reference("unit", unit.id)
    change = Action(1, ActionKind.ASSIGN_HEAD, of, day.toordinal(), to)

    def add(by: Actor) -> object:
        name = text(en="Revoked")
        return add_initiative(by, code="REVOKED", name=name, post=led, valid_from=day)

    def revoke() -> None:
        effects = expand([change], world(organisation))
        put_on_record(administrator, organisation=organisation, effects=effects, instrument=paper)

    return Power("head of a unit", DEPUTY, add, revoke, own=own)


def power_of_post(login: str, act: Callable[[Actor], object]) -> Power:
    """The posts that someone holds, ended by human resources."""

    def revoke() -> None:
        by, now, today = actor_with_login("human-resources"), acts.as_it_is(), acts.the_day()
        person = actor_with_login(login).person or 0
        for incumbency in now.incumbencies_of_person(person):
            personnel.end_incumbency(by, incumbency=incumbency.id, day=today)

    return Power(f"post of {login}", login, act, revoke)


def closed_pages(trial: Trial) -> list[str]:
    """The pages that neither a stranger nor a visitor may read; some of them for few powers."""
    every = addresses_about(things_there_are())
    few = trial.random.sample(every, FEW) if trial.number else every
    return [
        one.path
        for one in few
        if not one.name.removeprefix("api-").startswith(KEPT)
        and all(ask(other, "GET", one.path).status not in OPEN for other in (STRANGER, ANONYMOUS))
    ]


def pages_of(login: str, closed: list[str]) -> set[str]:
    """Those of these pages that the person may read."""
    return {page for page in closed if ask(login, "GET", page).status == 200}


def is_allowed(power: Power) -> bool:
    """Whether the act is done, asked as the person stands now; taken back at once."""
    with transaction.atomic():
        try:
            power.act(actor_with_login(power.login))
        except Refused:
            return False
        finally:
            transaction.set_rollback(True)
    return True


@dataclass(frozen=True, slots=True)
class Ways:
    """A session and a token that were there before anything was taken away."""

    session: str
    token: str

    def headers(self, page: str) -> dict[str, str]:
        if page.startswith(PREFIX):
            return {"Authorization": f"Bearer {self.token}"}
        return {"Cookie": self.session}


def ways_of(login: str) -> Ways:
    client = Client(SERVER_NAME=HOST)
    user = User.objects.get(login=login)
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    (name, cookie), *_ = client.cookies.items()
    return Ways(f"{name}={cookie.value}", secret_for(login))


def statuses(ports: tuple[int, ...], pages: list[str], ways: Ways) -> dict[str, int]:
    """What each page answers by now, at each web process."""
    return {
        f"{page} at {port}": get(port, page, ways.headers(page)) for page in pages for port in ports
    }


def shut(answers: dict[str, int]) -> set[str]:
    return {page for page, status in answers.items() if status != 200}
