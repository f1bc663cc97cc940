"""What a set would do: findings, sentences, cost, people, the route, and the chart with it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bureau.core.actors import Actor
from bureau.core.changes.actions import Action, actions_hash
from bureau.core.changes.affected import Affected, affected
from bureau.core.changes.check import Answer, Finding, Findings, Hanging, Outside, Severity
from bureau.core.changes.costed import PostCosts
from bureau.core.changes.expand import overlay, progress_of
from bureau.core.changes.people import Match, matched, returns_ended
from bureau.core.changes.preview import Outcome, outcome_of
from bureau.core.changes.progress import Progress
from bureau.core.changes.sentences import Sentence
from bureau.core.changes.summary import summary
from bureau.core.claims.verdicts import judged_from
from bureau.core.procedures.case import Route
from bureau.core.references import Reference
from bureau.core.structure.overlay import Overlay
from bureau.institution.finance.queries.budgets import factors_on
from bureau.institution.governance.queries.amended import standing_actions, standing_answers
from bureau.institution.governance.queries.claims import (
    ClaimSeen,
    Laid,
    claims_seen,
    findings_of_claims,
)
from bureau.institution.governance.queries.clearance import findings_of_clearance
from bureau.institution.governance.queries.delegated import findings_of_ceilings
from bureau.institution.governance.queries.naming import Naming, naming
from bureau.institution.governance.queries.put_forward import known_at
from bureau.institution.governance.queries.reorganisations import (
    KIND,
    Seen,
    actions_before,
    in_force,
    submission_of,
)
from bureau.institution.governance.queries.rested_on import findings_of_ground
from bureau.institution.governance.queries.routing import route_of_draft
from bureau.institution.governance.store import answers_of
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.costs import standard_costs
from bureau.institution.organisation.queries.structure import Known, today, world
from bureau.institution.procedures.queries.cases import route_put_forward
from bureau.web import kinds


@dataclass(frozen=True, slots=True)
class Preview:
    """A set as it would be were it decided today; what is in force already is not in it.

    `overlay` is what it lays on the structure of `organisation` as known at the number `recorded`;
    `day` the last on which the set changes anything.
    """

    organisation: int
    actions: tuple[Action, ...]
    hash: str
    findings: Findings
    sentences: tuple[Sentence, ...]
    cost: PostCosts
    affected: tuple[Affected, ...]
    route: Route
    overlay: Overlay
    day: int
    recorded: int
    claims: tuple[ClaimSeen, ...] = ()
    people: tuple[Match, ...] = ()
    returns_ended: frozenset[int] = frozenset()

    def open_findings(self) -> tuple[Finding, ...]:
        """What stands in the way of putting it forward."""
        return tuple(finding for finding in self.findings if finding.is_open)

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity is severity)


def preview(seen: Seen) -> Preview:
    """Everything there is to say of a set that the reader may see, which is read whole."""
    assert seen.ended is None, "of what is over a list knows only how it ended"
    organisation = seen.row.organisation_id
    known = world(organisation)
    day = today(Organisation.objects.get(pk=organisation))
    actions = remaining(seen)
    progress = progress_of(actions, known)
    found_route = (
        seen.case.route
        if seen.case and not seen.is_draft
        else route_of_draft(actions, progress, organisation, KIND, day)
    )
    found = outcome(actions, known, day, answers_to(seen), found_route)
    findings = found.findings
    claims = claims_seen(seen, Laid(progress.overlay(), found_route, day))
    if seen.is_draft:
        findings = with_claims(findings, claims, day, seen)
        findings = findings.with_more(findings_of_clearance(seen.row, actions, progress, day))
    found = replace(found, findings=findings)
    done = _preview_of(actions, progress, found_route, found, day, organisation)
    return replace(done, hash=actions_hash(actions_before(seen)), claims=claims)


def preview_beside(seen: Seen, actions: Sequence[Action], recorded: int | None = None) -> Preview:
    """What one way to do a case would do in place of it, with what the case claims.

    With `recorded` it is laid over the structure as it was known then, without what of the case was
    in force by then.
    """
    organisation = seen.row.organisation_id
    known = world(organisation, recorded)
    done = in_force(seen.row.pk, recorded)
    day = today(Organisation.objects.get(pk=organisation))
    left = tuple(action for action in actions if action.id not in done)
    progress = progress_of(left, known)
    found_route = route_of_draft(left, progress, organisation, KIND, day)
    found = outcome(left, known, day, answers_to(seen), found_route)
    claims = claims_seen(seen, Laid(progress.overlay(), found_route, day, left, recorded))
    findings = with_claims(found.findings, claims, day, seen)
    found = replace(found, findings=findings)
    done_so = _preview_of(left, progress, found_route, found, day, organisation)
    return replace(done_so, hash=actions_hash(actions), claims=claims)


def preview_as_submitted(seen: Seen) -> Preview:
    """What was put forward last, as bodies amended it, as it was found when it was put forward.

    It is laid over the structure as it was known then, without what of the case was in force by
    then, on the day on which it was put forward, under the answers and the verdicts that were
    frozen with it, those also whose question does not arise any more: what hangs on an end is
    known of today only. What is taken from ceilings is not of then: it is told of what is left; but
    that none was on record was asked.
    """
    submission = submission_of(seen.row.pk)
    if submission is None or seen.case is None:
        raise LookupError(seen.row.pk)
    recorded, organisation = known_at(submission), seen.row.organisation_id
    known, done = world(organisation, recorded), in_force(seen.row.pk, recorded)
    actions = standing_actions(submission)
    left = tuple(action for action in actions if action.id not in done)
    day = submission.round.submitted
    found = found_of(left, known, day, standing_answers(submission))
    claims = tuple(ClaimSeen(one, one) for one in judged_from(submission.claims or ()))
    of_ceilings = findings_of_ceilings(left, known, route_put_forward(seen.case))
    asked = (one for one in of_ceilings if one.severity is Severity.ASKS)
    findings = found.findings.with_more(asked).with_past(day.toordinal())
    found = replace(found, findings=with_claims(findings, claims, day, seen))
    progress = progress_of(left, known)
    said = _preview_of(left, progress, seen.case.route, found, day, organisation)
    return replace(said, hash=actions_hash(actions), claims=claims)


def preview_of(actions: Sequence[Action], known: Known, found_route: Route) -> Preview:
    """What these actions do to the structure that is known, and what they cost; no findings."""
    day = today(Organisation.objects.get(pk=known.organisation))
    found = outcome(actions, known, day, (), found_route)
    nothing = replace(found, findings=Findings((), (), {}))
    progress = progress_of(actions, known)
    return _preview_of(tuple(actions), progress, found_route, nothing, day, known.organisation)


def _preview_of(
    actions: tuple[Action, ...],
    progress: Progress,
    found_route: Route,
    found: Outcome,
    day: date,
    organisation: int,
) -> Preview:
    touched = affected(actions, progress)
    return Preview(
        organisation=organisation,
        people=matched(touched, progress),
        returns_ended=returns_ended(touched, progress),
        actions=actions,
        hash=actions_hash(actions),
        findings=found.findings,
        sentences=summary(actions, progress.world),
        cost=found.cost,
        affected=touched,
        route=found_route,
        overlay=progress.overlay(),
        recorded=progress.world.recorded,
        day=max((action.day for action in actions), default=day.toordinal()),
    )


def with_claims(found: Findings, claims: Sequence[ClaimSeen], day: date, seen: Seen) -> Findings:
    """All that stands against a draft, what it claims counted in."""
    return found.with_more(findings_of_claims(claims, day, seen.row.pk))


def names_in(actor: Actor, said: Preview) -> Naming:
    """What all that a preview speaks of is called, for its sentences and findings."""
    days = {action.day for action in said.actions} | {one.day for one in said.findings}
    days |= {one.day for one in said.sentences}
    return naming(
        actor,
        said.overlay,
        days,
        said.recorded,
        said.sentences,
        said.findings,
        organisation=said.organisation,
    )


def remaining(seen: Seen) -> tuple[Action, ...]:
    """The actions that are not in force, nor withdrawn or rejected."""
    done = in_force(seen.row.pk)
    dropped = seen.case.case.dropped if seen.case and not seen.is_draft else frozenset()
    return tuple(action for action in actions_before(seen) if action.id not in done | dropped)


def answers_to(seen: Seen) -> tuple[Answer, ...]:
    submission = None if seen.is_draft else submission_of(seen.row.pk)
    return standing_answers(submission) if submission else answers_of(seen.row.pk)


def overlay_of(seen: Seen) -> Overlay:
    """What the set lays on the structure in force."""
    return overlay(remaining(seen), world(seen.row.organisation_id))


def outcome(
    actions: Sequence[Action],
    known: Known,
    day: date,
    answers: Sequence[Answer],
    found_route: Route,
) -> Outcome:
    """Findings and cost, with what only rules, costs and other kinds of things can tell."""
    bars = [one for one in found_route.findings if one.code == "rule_missing"]
    unruled = frozenset(place for one in bars for place in one.actions)
    found = found_of(actions, known, day, answers, unruled)
    more = [
        *findings_of_ceilings(actions, known, found_route),
        *findings_of_ground(actions, found_route, day),
    ]
    return replace(found, findings=found.findings.with_more(more))


def found_of(
    actions: Sequence[Action],
    known: Known,
    day: date,
    answers: Sequence[Answer],
    unruled: frozenset[int] = frozenset(),
) -> Outcome:
    """The same without ceilings; `unruled` are the actions for which no rule is in force."""

    def outside(ends: Collection[Reference]) -> Outside:
        return Outside(
            hanging=tuple(Hanging(*pair) for pair in kinds.hanging(ends)),
            lapsing=tuple(Hanging(*pair) for pair in kinds.lapsing(ends)),
            unruled=unruled,
        )

    organisation = known.organisation
    first = min((action.day for action in actions), default=day.toordinal())
    return outcome_of(
        actions,
        known,
        standard_costs(organisation),
        today=day.toordinal(),
        answers=answers,
        outside=outside,
        factors=factors_on(organisation, date.fromordinal(first)),
    )
