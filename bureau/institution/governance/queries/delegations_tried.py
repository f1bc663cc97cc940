"""What a draft of rules does to delegations: which ceilings lose their rule, which uses move."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bureau.core.procedures.ceilings import Counts
from bureau.core.procedures.rules import RoutedAction, Rule
from bureau.institution.governance import models
from bureau.institution.governance.queries.counted_uses import (
    costs_before,
    counted_against,
    counted_of,
    uses_made,
)
from bureau.institution.governance.queries.delegated import ceilings_of
from bureau.institution.governance.queries.reorganisations import KIND
from bureau.institution.procedures.queries.rule_drafts import Drafted
from bureau.institution.procedures.queries.rule_trials import Trial
from bureau.institution.procedures.queries.rules import rule_names
from bureau.institution.procedures.store import actions_of

type Place = tuple[int, int]
"""A case and one of its actions."""


@dataclass(frozen=True, slots=True)
class Summed:
    """How many, and what they cost in minor units: None where that of one is not known."""

    count: int
    amount: int | None


@dataclass(frozen=True, slots=True)
class DelegationTried:
    """A ceiling with its uses on record; those of them that would go another way by the draft; and
    actions of past cases that went another way and would come under it."""

    ceiling: models.Ceiling
    name: str
    made: Summed
    left: Summed
    come: Summed

    @property
    def is_other(self) -> bool:
        return bool(self.left.count or self.come.count)


@dataclass(frozen=True, slots=True)
class _Went:
    """An action of a past case: by the rule of which key it went, and by which it would."""

    action: RoutedAction
    before: str
    after: str


def ceilings_without_rule(of: Drafted) -> list[tuple[models.Ceiling, date]]:
    """Ceilings that go on while no rule of their key does, each from its first such day."""
    keys, found = of.keys(), []
    for row in ceilings_of(of.row.organisation_id):
        day = max(of.row.valid_from, row.valid_from)
        is_over = row.valid_until is not None and row.valid_until <= day
        if not is_over and not _stands(row.rule, of.drafted, keys, day):
            found.append((row, day))
    return found


def delegations_tried(of: Drafted, trial: Trial) -> list[DelegationTried]:
    """Every ceiling that was used, or would have been, in a fixed number of reads."""
    organisation = of.row.organisation_id
    rows = ceilings_of(organisation)
    if not rows:
        return []
    went, names = _went(of, trial), rule_names(organisation)
    uses: dict[int, dict[Place, int | None]] = {row.pk: {} for row in rows}
    made = uses_made(organisation)
    before = costs_before(made)
    for use, against in counted_against(made, rows):
        for row in against:
            amount = counted_of(use, row, before)
            place = use.reorganisation, use.action
            so_far = uses[row.pk].get(place, 0)
            is_known = so_far is not None and amount is not None
            uses[row.pk][place] = (so_far or 0) + (amount or 0) if is_known else None
    tried = (_tried(row, names.get(row.rule, row.rule), uses[row.pk], went) for row in rows)
    return [one for one in tried if one.made.count or one.is_other]


def _stands(key: str, rules: Iterable[Rule], keys: Mapping[int, str], day: date) -> bool:
    return any(keys.get(one.id) == key and one.is_in_force(day.toordinal()) for one in rules)


def _went(of: Drafted, trial: Trial) -> dict[Place, _Went]:
    """Each action by the last time that it was put forward."""
    keys = of.keys()
    found: dict[Place, _Went] = {}
    for past in trial.past:
        if past.kind != KIND:
            continue
        actions = {one.id: one for one in actions_of(past.round.actions)}
        for number, before, after in past.tried.governed:
            went = _Went(actions[number], keys.get(before or 0, ""), keys.get(after or 0, ""))
            found.setdefault((past.subject.id, number), went)
    return found


def _tried(
    row: models.Ceiling, name: str, uses: Mapping[Place, int | None], went: Mapping[Place, _Went]
) -> DelegationTried:
    left = [
        amount for place, amount in uses.items() if place in went and went[place].after != row.rule
    ]
    come = [
        _amount(one.action, row)
        for place, one in went.items()
        if place not in uses and one.after == row.rule != one.before and _counts(one.action, row)
    ]
    return DelegationTried(row, name, _summed(uses.values()), _summed(left), _summed(come))


def _counts(action: RoutedAction, row: models.Ceiling) -> bool:
    """Whether it lies in the period, and money depends on it."""
    day = date.fromordinal(action.day)
    is_within = row.valid_from <= day and (row.valid_until is None or day < row.valid_until)
    return is_within and action.amount != 0


def _amount(action: RoutedAction, row: models.Ceiling) -> int | None:
    if action.amount is None or action.currency != row.currency:
        return None
    return max(action.amount, 0) if row.counts == Counts.INCREASES else action.amount


def _summed(amounts: Iterable[int | None]) -> Summed:
    listed = list(amounts)
    known = [one for one in listed if one is not None]
    return Summed(len(listed), sum(known) if len(known) == len(listed) else None)
