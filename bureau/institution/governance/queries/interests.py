"""Whose interest actions touch: those of a set as it stands, of a draft, of an amendment."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import lru_cache

from bureau.core.changes.actions import Action, ActionKind, from_json
from bureau.core.changes.amendments import Amendment, difference_from
from bureau.core.changes.holds import HOLDS
from bureau.core.procedures.interests import Stake
from bureau.core.references import Reference
from bureau.institution.governance import models
from bureau.institution.governance.queries.clearing import KIND as CLEARANCE
from bureau.institution.governance.queries.reorganisations import KIND
from bureau.institution.governance.store import action_of
from bureau.institution.organisation.queries.holders import people_holding

OWN = (ActionKind.RECLASSIFY_POST, ActionKind.ABOLISH_POST)
HEADED = (ActionKind.ASSIGN_HEAD, ActionKind.ESTABLISH_UNIT)


def stake_of(action: Action) -> Stake:
    """By name whose hold of a post or engagement begins, changes or ends by it; and whoever has the
    post whose grade it changes, that it abolishes, or that it makes the head of a unit."""
    said = action.expects if action.subject.kind in HOLDS else action.values
    person = said.get("person")
    post = action.subject.id if action.kind in OWN else None
    if action.kind in HEADED:
        post = _number(action.values.get("head"))
    people, posts = ([] if one is None else [one] for one in (_number(person), post))
    return Stake(frozenset(people), frozenset(posts))


def stakes_of(cases: Iterable[Reference]) -> dict[Reference, Mapping[int, Stake]]:
    """Of each case its actions by place, for settings: who has an interest is read anew from what
    was put forward; a case of another kind touches nobody."""
    listed = list(cases)
    submitted = _submitted({one.id for one in listed if one.kind == KIND})
    asked = _asked({one.id for one in listed if one.kind == CLEARANCE})
    found = {KIND: submitted, CLEARANCE: asked}
    return {one: found.get(one.kind, {}).get(one.id, {}) for one in listed}


def people_touched(amendments: Iterable[Amendment], day: date) -> frozenset[int]:
    """Everyone with an interest in what an amendment changes and adds."""
    stakes = [stake_of(one.action) for one in amendments if one.action is not None]
    holders = people_holding({post for one in stakes for post in one.posts}, day)
    return frozenset[int]().union(*(one.held_by(holders) for one in stakes))


def _submitted(ids: Collection[int]) -> dict[int, Mapping[int, Stake]]:
    """Of the latest submission of each, as bodies amended it."""
    if not ids:
        return {}
    rows = models.Submission.objects.filter(reorganisation__in=ids).order_by("version")
    latest = {row.reorganisation_id: row for row in rows.only("reorganisation", "actions")}
    found = {number: _stakes_in(row.actions) for number, row in latest.items()}
    numbers = {row.pk: number for number, row in latest.items()}
    amended = models.Amendment.objects.filter(submission__in=numbers, applies=True)
    for row in amended.order_by("act"):
        number = numbers[row.submission_id]
        brought = (one.action for one in difference_from(row.difference) if one.action)
        found[number] = {**found[number], **{one.id: stake_of(one) for one in brought}}
    return found


def _asked(ids: Collection[int]) -> dict[int, Mapping[int, Stake]]:
    """Of the drafts of which clearance is asked, as they are: one that was changed is not given."""
    if not ids:
        return {}
    of = dict(models.Clearance.objects.filter(pk__in=ids).values_list("pk", "reorganisation"))
    drafted: dict[int, dict[int, Stake]] = {}
    for row in models.DraftAction.objects.filter(reorganisation__in=of.values()):
        drafted.setdefault(row.reorganisation_id, {})[row.place] = stake_of(action_of(row))
    return {number: drafted.get(draft, {}) for number, draft in of.items()}


@lru_cache(maxsize=128)
def _stakes_in(actions: str) -> Mapping[int, Stake]:
    """Of a frozen text, which never changes."""
    return {one.id: stake_of(one) for one in from_json(actions)}


def _number(value: object) -> int | None:
    return int(value) if isinstance(value, int) and value else None
