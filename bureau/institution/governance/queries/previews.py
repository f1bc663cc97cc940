"""What a set would do: findings, sentences, cost, people, the route, and the chart with it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bureau.core.actors import Actor
from bureau.core.changes.actions import Action, ActionKind, actions_hash
from bureau.core.changes.affected import Affected, affected
from bureau.core.changes.check import (
    Answer,
    Finding,
    Hanging,
    Outside,
    Severity,
    check,
    ended,
)
from bureau.core.changes.closure import closure
from bureau.core.changes.expand import expand, overlay
from bureau.core.changes.sentences import Sentence
from bureau.core.changes.summary import summary
from bureau.core.changes.world import World as CoreWorld
from bureau.core.coordinates import Coordinates
from bureau.core.costs import Costed, CostOfChanges, StandardCost, Year, cost_of_changes
from bureau.core.procedures.case import Route
from bureau.core.structure.difference import Difference, difference
from bureau.core.structure.overlay import Overlay
from bureau.institution.governance.queries.amended import standing_answers
from bureau.institution.governance.queries.costing import post_changes, standard_costs
from bureau.institution.governance.queries.naming import Naming, naming
from bureau.institution.governance.queries.reorganisations import (
    KIND,
    Seen,
    actions_before,
    in_force,
    submission_of,
)
from bureau.institution.governance.queries.routing import route_of_draft
from bureau.institution.governance.store import answers_of
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.structure import World, snapshot, today, world
from bureau.record.journal.queries import record_number_now
from bureau.web import kinds


@dataclass(frozen=True, slots=True)
class Preview:
    """A set as it would be were it decided today; what is in force already is not in it.

    `before` and `after` are the coordinates and overlay to draw and compare, on `day`, the last on
    which the set changes anything.
    """

    actions: tuple[Action, ...]
    hash: str
    findings: tuple[Finding, ...]
    sentences: tuple[Sentence, ...]
    cost: CostOfChanges
    affected: tuple[Affected, ...]
    route: Route
    overlay: Overlay
    day: int

    def open_findings(self) -> tuple[Finding, ...]:
        """What stands in the way of putting it forward."""
        return tuple(finding for finding in self.findings if finding.is_open)

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity is severity)


def preview(seen: Seen) -> Preview:
    """Everything there is to say of a set that the reader may see."""
    organisation = seen.row.organisation_id
    known = world(organisation)
    day = today(Organisation.objects.get(pk=organisation))
    actions = remaining(seen)
    found_route = (
        seen.case.route
        if seen.case and not seen.is_draft
        else route_of_draft(actions, known, organisation, KIND, day)
    )
    costs = standard_costs(organisation)
    findings = findings_of(actions, known, day, answers_to(seen), found_route, costs)
    found = preview_of(actions, known, organisation, found_route, findings)
    return replace(found, hash=actions_hash(actions_before(seen)))


def preview_of(
    actions: Sequence[Action],
    known: CoreWorld,
    organisation: int,
    found_route: Route,
    findings: tuple[Finding, ...] = (),
) -> Preview:
    """What these actions do to the structure that is known, and what they cost."""
    day = today(Organisation.objects.get(pk=organisation)).toordinal()
    costs = standard_costs(organisation)
    first = min((action.day for action in actions), default=day)
    changes = post_changes(actions, known)
    return Preview(
        actions=tuple(actions),
        hash=actions_hash(actions),
        findings=findings,
        sentences=summary(actions, known),
        cost=cost_of_changes(changes, costs, Year.calendar(first)),
        affected=affected(actions, known),
        route=found_route,
        overlay=overlay(actions, known),
        day=max((action.day for action in actions), default=day),
    )


def names_in(actor: Actor, said: Preview) -> Naming:
    """What all that a preview speaks of is called, for its sentences and findings."""
    days = {action.day for action in said.actions} | {one.day for one in said.findings}
    days |= {one.day for one in said.sentences}
    recorded = record_number_now()
    return naming(actor, said.overlay, days, recorded, said.sentences, said.findings)


def remaining(seen: Seen) -> tuple[Action, ...]:
    """The actions that are not in force, nor withdrawn or rejected."""
    done = in_force(seen.row.pk)
    dropped = seen.case.case.dropped if seen.case and not seen.is_draft else frozenset()
    return tuple(action for action in actions_before(seen) if action.id not in done | dropped)


def with_ground(seen: Seen, places: Collection[int]) -> frozenset[int]:
    """These actions and all they build on: what must be adopted with them, to adopt a part."""
    actions, known = remaining(seen), world(seen.row.organisation_id)
    return closure(places, actions, expand(actions, known))


def answers_to(seen: Seen) -> tuple[Answer, ...]:
    submission = None if seen.is_draft else submission_of(seen.row.pk)
    return standing_answers(submission) if submission else answers_of(seen.row.pk)


def overlay_of(seen: Seen) -> Overlay:
    """What the set lays on the structure in force."""
    return overlay(remaining(seen), world(seen.row.organisation_id))


def findings_of(
    actions: Sequence[Action],
    known: World,
    day: date,
    answers: Sequence[Answer],
    found_route: Route,
    costs: Sequence[StandardCost],
) -> tuple[Finding, ...]:
    """All findings at once, with what only rules and costs can tell."""
    bars = [one for one in found_route.findings if one.code == "rule_missing"]
    ends = ended(actions, known)
    outside = Outside(
        hanging=tuple(Hanging(*pair) for pair in kinds.hanging(ends)),
        lapsing=tuple(Hanging(*pair) for pair in kinds.lapsing(ends)),
        unruled=frozenset(place for one in bars for place in one.actions),
        uncosted=_uncosted(actions, known, costs),
    )
    return check(actions, known, today=day.toordinal(), answers=answers, outside=outside)


def difference_of(seen: Seen, day: int) -> Difference:
    """The structure on a day without the set and with it."""
    known = world(seen.row.organisation_id)
    at = Coordinates(day, known.recorded)
    return difference(snapshot(at), snapshot(at, overlay_of(seen)))


def _uncosted(
    actions: Sequence[Action], known: World, costs: Sequence[StandardCost]
) -> frozenset[int]:
    posts = {
        action.subject.id
        for action in actions
        if action.kind in (ActionKind.ESTABLISH_POST, ActionKind.RECLASSIFY_POST)
    }
    changes = post_changes(actions, known)
    return frozenset(
        change.post
        for change in changes
        if change.post in posts and change.after and not _is_costed(change.after, change.day, costs)
    )


def _is_costed(after: Costed, day: int, costs: Sequence[StandardCost]) -> bool:
    return any(one.is_for(after.grade, after.place) and one.is_in_force(day) for one in costs)
