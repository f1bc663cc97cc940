"""Four eyes: nobody acts on their own case, nor through anybody else, nor by a power that ended."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta

from django.db import transaction

from bureau.config.proving import acts
from bureau.config.proving.grounds import Stage
from bureau.config.proving.own_cases import of_own_cases
from bureau.config.proving.promise import ALL, Outcome, Trial, promise
from bureau.config.proving.second_persons import Attempt, Pair, by_tables, who_decides
from bureau.config.shell import actor_with_login
from bureau.core.actors import Actor, Role
from bureau.core.procedures.kinds import ActKind
from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.institution.governance.models import (
    Ceiling,
)
from bureau.institution.governance.queries.own_cases import things_changed
from bureau.institution.governance.services import (
    ceilings,
    corrections,
    personnel,
    steps,
)
from bureau.institution.organisation.models import Delegation
from bureau.institution.organisation.models.effects import Effect
from bureau.institution.organisation.queries.actors import actor_of
from bureau.institution.organisation.services import roles, standing_in
from bureau.record.accounts import services as accounts
from bureau.record.accounts.models import Person
from bureau.web.multilingual import text

OTHERS = ("deputy", "director", "chief-operations", "communications", "budget-officer")
STEPS = {
    ActKind.DETERMINE: acts.APPROVER,
    ActKind.RECOMMEND: acts.COMMITTEE,
    ActKind.APPROVE: acts.APPROVER,
}
"""Which step of the way, and who closes it in the example."""

REASONS = frozenset(
    {
        *("may_not_act", "is_author", "two_persons_needed"),
        "stand_in_named_by_you",
        "not_for_oneself",
        *("body_of_own_case", "before_own_case", "changed_by_own_case"),
        *("before_case_of_author", "before_case_of_proposer"),
        *("names_yourself", "own_post"),
    }
)


@promise("four_eyes", asked=ALL, quick=6, unit="pairs", stage=Stage.EXAMPLE)
def run(trial: Trial) -> Outcome:
    every = [*on_steps(), *beside_the_route(), *by_tables()]
    chosen = trial.some(every)
    reasons = Counter[str]()
    broken = []
    for pair in chosen:
        found = reason_against(pair)
        reasons[found] += 1
        if found not in REASONS:
            broken.append(f"{pair.name}: {found or 'accepted'}")
    broken += [f"{kind} by {login}: refused to who may" for kind, login in refused_who_may()]
    told = ", ".join(f"{reason} {number}" for reason, number in sorted(reasons.items()))
    return Outcome(len(chosen), broken, told, asked=len(every))


@contextmanager
def taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def reason_against(pair: Pair) -> str:
    """Why it is refused: for four eyes where that is among the reasons. Empty where it is
    accepted."""
    with taken_back():
        pair.arrange()
        try:
            with transaction.atomic():
                pair.attempt()
        except Refused as refused:
            codes = (one.code for one in refused.reasons if one.code in REASONS)
            return next(codes, str(refused))
    return ""


def case_before(kind: ActKind, name: str = "", regraded: int | None = None) -> int:
    """A case of the author on which this step is the next."""
    case = acts.propose("", code=f"F-{kind.value[:4]}{name}", regraded=regraded)
    for before in STEPS:
        if before is kind:
            return case
        acts.ACTS[before]("", case=case, step=acts.steps_here(case)[before])
    raise ValueError(kind)


def close(kind: ActKind, case: int, by: Actor, post: int | None = None) -> object:
    step, day = acts.steps_here(case)[kind], acts.the_day()
    match kind:
        case ActKind.DETERMINE:
            return steps.determine(
                by, reorganisation=case, step=step, day=day, answer=False, note="No", post=post
            )
        case ActKind.RECOMMEND:
            return steps.recommend(
                by,
                reorganisation=case,
                step=step,
                day=day,
                document="F",
                post=post,
                manner=acts.AGREED,
            )
        case _:
            return steps.approve(by, reorganisation=case, step=step, day=day, post=post)


def refused_who_may() -> Iterator[tuple[ActKind, str]]:
    """Whoever may act is not refused: else the pairs would show nothing."""
    for kind, login in STEPS.items():
        with taken_back():
            try:
                close(kind, case_before(kind, "-2"), actor_with_login(login))
            except Refused:
                yield kind, login


def on_steps() -> Iterator[Pair]:
    for kind, login in STEPS.items():
        case = case_before(kind)
        post = actor_with_login(login).post or 0
        yield from by_the_author(kind, case, post, login)
        for other in OTHERS:
            yield from through_another(kind, case, post, login, other)
        yield by_who_held_it(kind, case, post, login)
    yield by_whose_post_it_regrades()


def by_who_held_it(kind: ActKind, case: int, post: int, login: str) -> Pair:
    return Pair(
        f"{kind} after the incumbency ended",
        lambda: end_posts(login),
        lambda: close(kind, case, actor_with_login(login), post),
    )


def by_whose_post_it_regrades() -> Pair:
    own = actor_with_login(acts.COMMITTEE)
    case = case_before(ActKind.RECOMMEND, "-3", regraded=own.post)
    return Pair(
        "recommend by whose post the case regrades",
        lambda: None,
        lambda: close(ActKind.RECOMMEND, case, own),
    )


def by_the_author(kind: ActKind, case: int, post: int, login: str) -> Iterator[Pair]:
    author = actor_with_login(acts.AUTHOR)
    yield Pair(
        f"{kind} by the author",
        lambda: None,
        lambda: close(kind, case, actor_with_login(acts.AUTHOR)),
    )
    yield Pair(
        f"{kind} by the author in the post itself",
        lambda: put_in_post(acts.AUTHOR, post, login),
        lambda: close(kind, case, acting_in(acts.AUTHOR, post), post),
    )
    yield Pair(
        f"{kind} by the author as delegate",
        lambda: delegate(login, post, author.person or 0, "delegate"),
        lambda: close(kind, case, actor_with_login(acts.AUTHOR), post),
    )


def through_another(kind: ActKind, case: int, post: int, login: str, other: str) -> Iterator[Pair]:
    """A delegate of the author, an assistant, one whose delegation ended, one without any."""
    person = actor_with_login(other).person or 0

    def arrange_author() -> None:
        put_in_post(acts.AUTHOR, post, login)
        delegate(acts.AUTHOR, post, person, "delegate")

    def arrange_ended() -> None:
        row = delegate(login, post, person, "delegate")
        Delegation.objects.filter(pk=row).update(
            valid_from=acts.the_day() - timedelta(days=9), valid_until=acts.the_day()
        )

    ways: dict[str, Callable[[], object]] = {
        "delegate of the author": arrange_author,
        "assistant": lambda: delegate(login, post, person, "assistant"),
        "former delegate": arrange_ended,
        "nobody's delegate": lambda: None,
    }
    for name, arrange in ways.items():
        yield Pair(
            f"{kind} by {other}, {name}",
            arrange,
            lambda: close(kind, case, actor_with_login(other), post),
        )


def end_posts(login: str) -> None:
    by = actor_with_login("human-resources")
    person = actor_with_login(login).person or 0
    for held in acts.as_it_is().incumbencies_of_person(person):
        personnel.end_incumbency(by, incumbency=held.id, day=acts.the_day())


def put_in_post(login: str, post: int, instead_of: str) -> None:
    end_posts(instead_of)
    by = actor_with_login("human-resources")
    person = actor_with_login(login).person or 0
    end_posts(login)
    personnel.appoint(by, post=post, person=person, day=acts.the_day())


def acting_in(login: str, post: int) -> Actor:
    person = Person.objects.get(pk=actor_with_login(login).person or 0)
    return actor_of(person, acts.the_day(), post)


def delegate(login: str, post: int, person: int, capacity: str) -> int:
    day: date = acts.the_day()
    return standing_in.delegate_post(
        acting_in(login, post),
        post=post,
        person=person,
        capacity=capacity,
        valid_from=day,
        valid_until=day + timedelta(days=9),
    )


def corrected_to_oneself(author: Actor) -> int:
    """A proposal that a post was held by who proposes it."""
    held = Effect.objects.filter(kind="incumbency", role="establish").order_by("pk")[0]
    return corrections.propose_correction(
        author,
        effect=held.pk,
        document=text(en="File"),
        reason="To be proved",
        fields={"person": author.person},
    )


def a_rescission(by: Actor) -> int:
    """A proposal that the newest effect which may be rescinded by this person never was."""
    changed = things_changed(by)
    for one in Effect.objects.order_by("-pk"):
        if Reference(one.kind, one.subject) not in changed:
            with suppress(Refused), transaction.atomic():
                return corrections.propose_rescission(
                    by, effect=one.pk, document=text(en="File"), reason="To be proved"
                )
    raise ValueError("no effect may be rescinded")


def beside_the_route() -> Iterator[Pair]:
    """What two persons do that is no step: corrections, roles, ceilings, grants,
    one's own appointment."""
    author, first = actor_with_login(acts.AUTHOR), actor_with_login("administrator")
    day = acts.the_day()
    correction = a_rescission(author)
    role = roles.propose_role(first, post=author.post or 0, role=Role.READER, valid_from=day)
    limited = Ceiling.objects.order_by("pk")[0]
    ceiling = ceilings.propose_basis(
        first, ceiling=limited.pk, basis_minor=limited.basis_minor, basis=text(en="Credits")
    )
    until = day + timedelta(days=9)
    grant = accounts.propose_grant(
        first, person=author.person or 0, grant="auditor", valid_from=day, valid_until=until
    )
    naming = accounts.correct_name(first, person=author.person or 0, name="Another name") or 0
    staff = actor_with_login("human-resources")
    now = acts.as_it_is()
    vacant = next(one.id for one in now.posts() if now.is_vacant(one.id))
    attempts: dict[str, Attempt] = {
        "a correction by who proposed it": lambda: corrections.confirm_correction(
            author, correction=correction
        ),
        "one's own post by correction": lambda: corrected_to_oneself(author),
        "a role by who proposed it": lambda: roles.settle_role(
            first, proposal=role, is_confirmed=True
        ),
        "a ceiling by who proposed it": lambda: ceilings.settle_ceiling(
            first, proposal=ceiling, is_confirmed=True
        ),
        "a grant by who proposed it": lambda: accounts.settle_grant(
            first, proposal=grant, is_confirmed=True
        ),
        "a name by who proposed it": lambda: accounts.settle_name(
            first, proposal=naming, is_confirmed=True
        ),
        "one's own appointment": lambda: personnel.appoint(
            staff, post=vacant, person=staff.person or 0, day=day
        ),
    }
    for name, attempt in attempts.items():
        yield Pair(name, lambda: None, attempt)
    case_before(ActKind.RECOMMEND, "-B")
    yield from who_decides(author, first)
    yield from of_own_cases(author, first)
