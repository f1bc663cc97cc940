"""What is claimed of a set: judged as of now, beside the verdict of when it was claimed."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from bureau.core.changes.actions import Action
from bureau.core.changes.check import CODES, Finding
from bureau.core.changes.expand import progress_of
from bureau.core.claims import (
    Claim,
    ClaimKind,
    Facts,
    Judged,
    Moment,
    Routed,
    StepSeen,
    Verdict,
    judge,
    judged_again,
)
from bureau.core.claims.kinds import THINGS, Sort
from bureau.core.claims.verdicts import judged_from
from bureau.core.coordinates import Coordinates
from bureau.core.procedures.case import Route, Step
from bureau.core.procedures.kinds import ActKind, StepState
from bureau.core.procedures.route import said_by_key
from bureau.core.procedures.rules import RoutedAction, Who
from bureau.core.references import Reference
from bureau.core.structure.overlay import Overlay
from bureau.institution.finance.models import Budget, BudgetLine
from bureau.institution.finance.queries.budgets import prices_of, reckoned
from bureau.institution.governance.queries.reorganisations import (
    KIND,
    Seen,
    actions_before,
    in_force,
    submission_of,
)
from bureau.institution.governance.queries.routing import routed
from bureau.institution.governance.store import claims_of
from bureau.institution.organisation.models import DescriptionDuty, Grade
from bureau.institution.organisation.queries.structure import snapshot, world
from bureau.institution.procedures.models import ProcedureAct
from bureau.institution.procedures.queries.cases import acts_of
from bureau.record.journal.queries import record_number_now
from bureau.web import kinds

MONEY = frozenset({ClaimKind.POST_FUNDED, ClaimKind.COST_WITHIN, ClaimKind.CREDITS_KEPT})
ACTS = frozenset({ClaimKind.RECOMMENDED, ClaimKind.APPROVED, ClaimKind.NOTED})
OF_FINDING = {Verdict.FALSE: "claim_false", Verdict.UNKNOWN: "claim_open"}


@dataclass(frozen=True, slots=True)
class ClaimSeen:
    """A claim as it was judged when it was claimed or, of a submission, put forward; and now."""

    kept: Judged
    now: Judged

    @property
    def claim(self) -> Claim:
        return self.kept.claim

    @property
    def has_turned(self) -> bool:
        return self.kept.verdict is not self.now.verdict


@dataclass(frozen=True, slots=True)
class Laid:
    """A set as it is laid over the structure, and the route that it takes.

    `actions` are given where they are not those of the case, but of an alternative; `recorded`
    where the structure is not as it is known today, but as it was known before any of the case was
    in force; `acts` are looked at as if they were on record too.
    """

    overlay: Overlay
    route: Route
    today: date
    actions: tuple[Action, ...] | None = None
    recorded: int | None = None
    acts: tuple[ProcedureAct, ...] = ()


def claims_seen(seen: Seen, laid: Laid) -> tuple[ClaimSeen, ...]:
    """The claims of a draft, or of what was put forward last; each judged again where it must."""
    submission = None if seen.is_draft else submission_of(seen.row.pk)
    kept = judged_from(submission.claims or ()) if submission else claims_of(seen.row.pk)
    if not kept:
        return ()
    facts = facts_of(seen, laid, [one.claim for one in kept])
    return tuple(ClaimSeen(one, judged_again(one, facts)) for one in kept)


def judged_now(seen: Seen, laid: Laid, claims: Sequence[Claim]) -> tuple[Judged, ...]:
    facts = facts_of(seen, laid, claims)
    return tuple(judge(claim, facts) for claim in claims)


def findings_of_claims(claims: Iterable[ClaimSeen], day: date, case: int) -> Iterator[Finding]:
    """A false claim bars until it is withdrawn; that nobody can tell is told."""
    for one in claims:
        code = OF_FINDING.get(one.now.verdict)
        if code:
            facts = {"claim": one.claim.place}
            yield Finding(code, CODES[code], Reference(KIND, case), day.toordinal(), facts=facts)


def facts_of(seen: Seen, laid: Laid, claims: Sequence[Claim]) -> Facts:
    """All that these claims may be asked of, in a fixed number of reads."""
    organisation, of_kinds = seen.row.organisation_id, {claim.kind for claim in claims}
    dropped = seen.case.case.dropped if seen.case and not seen.is_draft else frozenset()
    actions = [action for action in actions_before(seen) if action.id not in dropped]
    actions = actions if laid.actions is None else list(laid.actions)
    facts = Facts(organisation, *_moments(seen, laid, actions))
    if ClaimKind.DUTIES_UNCHANGED in of_kinds:
        facts.duties = _duties(facts, claims)
    if ClaimKind.NOTHING_WITHOUT_OWNER in of_kinds:
        facts.left = tuple((what, ended) for ended, what in kinds.hanging(_ended(facts)))
    if ClaimKind.NO_POST_ABOVE in of_kinds:
        facts.actions = tuple(_routed(seen, laid, actions))
        rows = Grade.objects.filter(organisation=organisation).order_by("valid_from")
        facts.grades = dict(rows.values_list("code", "order"))
    if of_kinds & MONEY:
        facts.budgets = reckoned(_budgets(organisation, claims))
        facts.prices = prices_of(organisation)
    if of_kinds & ACTS:
        steps = (*_steps_settled(seen), *laid.route.steps)
        facts.steps = tuple(_steps(steps, [*acts_of(Reference(KIND, seen.row.pk)), *laid.acts]))
        facts.is_put_forward = seen.case is not None
        open_steps = (step for step in laid.route.steps if step.state is not StepState.DONE)
        facts.is_way_open = any(step.question for step in open_steps)
    return facts


def _moments(
    seen: Seen, laid: Laid, actions: Sequence[Action]
) -> tuple[tuple[Moment, ...], Moment | None]:
    """The days of the set; while nothing is in force each without it and with it."""
    days = sorted({action.day for action in actions})
    recorded, today = laid.recorded, laid.today.toordinal()
    is_before = recorded is not None or not in_force(seen.row.pk)
    recorded = record_number_now() if recorded is None else recorded
    if not days:
        return (), None
    with_set = {day: snapshot(Coordinates(day, recorded), laid.overlay) for day in days}
    if is_before:
        without = {day: snapshot(Coordinates(day, recorded)) for day in days}
        return tuple(Moment(day, without[day], with_set[day]) for day in days), None
    start = snapshot(Coordinates(days[0] - 1, recorded))
    moments = tuple(Moment(day, start, with_set[day]) for day in days)
    if today <= days[-1]:
        return moments, None
    now = snapshot(Coordinates(today, recorded), laid.overlay)
    return moments, Moment(today, start, now)


def _sides(facts: Facts) -> Iterator[Moment]:
    yield from facts.moments
    if facts.today:
        yield facts.today


def _duties(facts: Facts, claims: Iterable[Claim]) -> dict[int, dict[str, list[int]]]:
    """The duties of every description that is in force for a post claimed about, with wordings."""
    posts = {one.id for claim in claims for one in claim.things() if one.kind == "post"}
    shots = [shot for moment in _sides(facts) for shot in (moment.before, moment.after)]
    adopted = {
        one.description for shot in shots for post in posts if (one := shot.adoption_of(post))
    }
    rows = DescriptionDuty.objects.filter(description__in=adopted).select_related("under")
    found: dict[int, dict[str, list[int]]] = {each: {} for each in adopted}
    for row in rows:
        above = row.under.duty_id if row.under else 0
        found[row.description_id][str(row.duty_id)] = [row.wording_id, above]
    return found


def _ended(facts: Facts) -> list[Reference]:
    """The units and posts that stand without the set and not with it."""
    found: set[Reference] = set()
    for moment in facts.moments:
        for kind in ("unit", "post"):
            before, after = (one.standing(kind).ids for one in (moment.before, moment.after))
            found |= {Reference(kind, id) for id in np.setdiff1d(before, after).tolist()}
    return sorted(found)


def _routed(seen: Seen, laid: Laid, actions: Sequence[Action]) -> Iterator[Routed]:
    """The actions as rules read them, those of a submission as they were frozen."""
    posts = {one.id: one.subject.id for one in actions if one.subject.kind == "post"}
    read: Iterable[RoutedAction]
    if seen.case and not seen.is_draft and laid.actions is None:
        read = seen.case.case.pursued()
    else:
        organisation = seen.row.organisation_id
        progress = progress_of(actions, world(organisation, laid.recorded))
        read = routed(actions, progress, organisation)
    blocks = {one.id: one.subject for one in actions if one.subject.kind == "block"}
    return (Routed(one.id, one.grade, posts.get(one.id), blocks.get(one.id)) for one in read)


def _budgets(organisation: int, claims: Iterable[Claim]) -> list[Budget]:
    """The budgets that are claimed about, by themselves or by one of their lines."""
    named = {one for claim in claims for one in claim.things()}
    lines = [one.id for one in named if one.kind == THINGS[Sort.LINE]]
    of_lines = BudgetLine.objects.filter(pk__in=lines).values("budget")
    ids = [one.id for one in named if one.kind == THINGS[Sort.BUDGET]]
    own = Budget.objects.filter(organisation=organisation)
    return list((own.filter(pk__in=ids) | own.filter(pk__in=of_lines)).distinct())


def _steps_settled(seen: Seen) -> Iterator[Step]:
    """Of a set that came back, the steps on what is decided: it is in the draft's route no more."""
    if not seen.is_draft or seen.case is None:
        return
    settled = seen.case.route.settled()
    for step in seen.case.route.steps:
        if parts := tuple(part for part in step.parts if part.action in settled):
            yield replace(step, parts=parts)


def _steps(steps: Iterable[Step], acts: Collection[ProcedureAct]) -> Iterator[StepSeen]:
    """The steps with the acts on each; then what was rejected, which has no step."""
    for step in steps:
        on = step.actions()
        yield StepSeen(
            kind=step.who.kind.value,
            ids=_ids(step.who),
            act=step.act.value,
            actions=tuple(sorted(on)),
            is_done=step.state is StepState.DONE,
            acts=tuple(_act(row) for row in acts if row.step == step.key and on & {*row.parts}),
        )
    for row in acts:
        if row.kind == ActKind.REJECT:
            who, act = said_by_key(row.step)
            parts = tuple(sorted(row.parts))
            yield StepSeen(who.kind.value, _ids(who), act.value, parts, False, (_act(row),))


def _ids(who: Who) -> tuple[int, ...]:
    return tuple(one for one in who.ids if isinstance(one, int))


def _act(row: ProcedureAct) -> tuple[str, int, int]:
    return row.kind, row.pk or 0, row.day.toordinal()
