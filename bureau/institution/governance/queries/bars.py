"""What an act is refused for by what it puts in force or lets fall: told before it is done, and
asked once more when it is."""

from collections.abc import Iterator, Sequence
from datetime import date

from bureau.core.changes.actions import Action
from bureau.core.changes.check import Answer, Finding, Severity, check
from bureau.core.changes.closure import grounds
from bureau.core.changes.expand import expand, progress_of
from bureau.core.procedures.case import Case, Route
from bureau.core.procedures.consequences import Consequence
from bureau.core.procedures.rules import DECIDING, comes_under, rules_for
from bureau.core.reasons import Reason
from bureau.institution.governance import models
from bureau.institution.governance.queries.amended import standing_actions
from bureau.institution.governance.queries.delegated import ceilings_of, takings_of, uses_of
from bureau.institution.governance.queries.reorganisations import in_force, submission_of
from bureau.institution.governance.queries.routing import routed
from bureau.institution.governance.queries.valuing import with_amounts
from bureau.institution.governance.store import reasons_against
from bureau.institution.organisation.queries.structure import World, world
from bureau.institution.procedures.queries.rules import rules_of

CONFLICTS = frozenset({"conflict_with_adopted"})


def reasons_groundless(
    reorganisation: models.Reorganisation, what: Consequence, route: Route
) -> list[Reason]:
    """What goes on may not build on what the act lets fall, and what it decides in part not on what
    it leaves open on the same step."""
    fallen = what.dropped | (what.amendment.left_out if what.amendment else frozenset())
    adopted = what.closings[-1].step.gated_actions(*DECIDING) if what.closings else frozenset()
    open_step = route.open_step(what.step or "")
    still_open = open_step.actions() if open_step and adopted else frozenset()
    if not fallen and not still_open:
        return []
    submission = submission_of(reorganisation.pk)
    done = in_force(reorganisation.pk)
    actions = standing_actions(submission) if submission else ()
    left = [action for action in actions if action.id not in done]
    built_on = grounds(left, expand(left, world(reorganisation.organisation_id)))
    going_on = route.pursued - done
    lost = frozenset().union(*(built_on.get(place, frozenset()) for place in going_on)) - going_on
    needed = frozenset().union(*(built_on.get(place, frozenset()) for place in adopted - done))
    reasons = []
    if lost:
        reasons.append(Reason("others_build_on", {"actions": sorted(lost)}))
    if needed & still_open:
        reasons.append(Reason("part_needs_others", {"actions": sorted(needed & still_open)}))
    return reasons


def reasons_of_conflict(
    actions: Sequence[Action], known: World, answers: Sequence[Answer], day: date
) -> list[Reason]:
    """What was decided meanwhile and stands against the actions."""
    found = check(actions, known, today=day.toordinal(), answers=answers)
    conflicts = [one for one in found if _is_conflict(one)]
    return reasons_against("conflict", conflicts, actions, known)


def reasons_of_route(
    actions: Sequence[Action], known: World, case: Case, day: date
) -> list[Reason]:
    """That actions come under other rules than those that the case went by: what others decided
    since, and what of the set fell, changes where they are, their grade or what they cost."""
    frozen = {one.id: one for one in case.actions}
    rules = rules_for(
        rules_of([known.organisation]), known.organisation, case.subject, day.toordinal()
    )
    read = routed(actions, progress_of(actions, known), known.organisation)
    outdated = [
        one.id
        for one in with_amounts(read, actions, known)
        if one.id in frozen and comes_under(one, frozen[one.id], rules, case.determinations)
    ]
    return [Reason("route_outdated", {"actions": outdated})] if outdated else []


def reasons_of_ceilings(actions: Sequence[Action], known: World, route: Route) -> Iterator[Reason]:
    """The ceilings that the actions would pass, and costs that count and are not known."""
    found = uses_of(actions, known, route)
    rows = {row.pk: row for row in ceilings_of(known.organisation)} if found else {}
    for taking in takings_of(found, rows):
        unknown = sorted({use.post for use in taking.uses if use.amount is None})
        yield from (Reason("ceiling_needs_cost", {"post": post}) for post in unknown)
        if taking.is_over:
            room = {"left": taking.left, "asked": taking.amount, "unit": taking.ceiling.currency}
            yield Reason("cap_reached", room)


def _is_conflict(finding: Finding) -> bool:
    return finding.severity is Severity.BARS or (finding.code in CONFLICTS and finding.is_open)
