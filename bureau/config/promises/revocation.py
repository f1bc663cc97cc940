"""Revocation is immediate: what a power opened is shut at the next request, in every web process.

Tasks that are queued act for nobody: they hold ids, and what they may do is asked when they run.
"""

from collections.abc import Callable
from dataclasses import dataclass

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
from bureau.config.proving.grounds import Stage
from bureau.config.proving.promise import ALL, Outcome, Trial, promise
from bureau.config.proving.serving import get, served, wait_until_serving
from bureau.config.shell import actor_with_login
from bureau.core.actors import Actor
from bureau.core.reasons import Reason, Refused
from bureau.example import figures
from bureau.institution.governance.models import Reorganisation
from bureau.institution.governance.queries.reorganisations import seen_by
from bureau.institution.governance.services import drafts, personnel, steps
from bureau.institution.organisation.models import Organisation, PostRole
from bureau.institution.organisation.services import reference, standing_in
from bureau.record.accounts.models import User
from bureau.web.api import PREFIX
from bureau.web.multilingual import text

STRANGER = "communications"
OPEN = (200, 302, 405)
FEW = 60
KEPT = ("reorganisation", "correction")
"""What a person sees as its author, or for having acted on it, and goes on seeing."""


@dataclass(frozen=True, slots=True)
class Power:
    """Somebody's way to pages and to an act that a stranger has not, and what takes it away."""

    name: str
    login: str
    act: Callable[[Actor], object]
    revoke: Callable[[], object]


@promise("revocation", asked=ALL, quick=1, unit="powers", stage=Stage.EXAMPLE)
def run(trial: Trial) -> Outcome:
    broken: list[str] = []
    every = powers()
    chosen = every[: trial.number or len(every)]
    asked = 0
    with served(trial.ground) as first, served(trial.ground) as second:
        wait_until_serving(first)
        wait_until_serving(second)
        closed = closed_pages(trial)
        for power in chosen:
            pages, ways = pages_of(power, closed), ways_of(power.login)
            before = statuses((first, second), pages, ways)
            could = is_allowed(power)
            connection.close()
            power.revoke()
            after = statuses((first, second), pages, ways)
            asked += len(before)
            broken += [f"{power.name}: {page} was not open" for page in shut(before)]
            broken += [f"{power.name}: {page} is still open" for page in after.keys() - shut(after)]
            if not could or is_allowed(power):
                broken.append(f"{power.name}: may act {could} before, {not could} after")
    if not asked:
        broken.append("no page was opened by any power: this trial shows nothing")
    return Outcome(len(chosen), broken, f"{asked} pages asked again", asked=len(every))


def powers() -> list[Power]:
    """Reading a draft, roles of posts, and holding a post, each of someone else."""
    author, case, day = actor_with_login(acts.AUTHOR), draft().pk, acts.the_day()
    reader = actor_with_login("deputy").person or 0
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
        power_of_stand_in("deputy", "post-officer", start),
        power_of_role("post-officer", start),
        power_of_role(
            acts.COMMITTEE, close(steps.recommend, determined, document="R", manner=acts.AGREED)
        ),
        power_of_post(acts.COUNCIL, close(steps.decide, waiting, document="C24")),
        power_of_post(acts.APPROVER, close(steps.determine, undetermined, answer=False, note="No")),
        power_of_post(acts.AUTHOR, start),
        Power(
            "named reader",
            "deputy",
            lambda by: read(by, case),
            lambda: drafts.remove_reader(author, reorganisation=case, person=reader),
        ),
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


def power_of_stand_in(login: str, instead_of: str, act: Callable[[Actor], object]) -> Power:
    """What somebody has while another is away, until that one is back. Tried before the others,
    which need the one who is away."""
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
    )


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


def pages_of(power: Power, closed: list[str]) -> list[str]:
    return [page for page in closed if ask(power.login, "GET", page).status == 200]


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
