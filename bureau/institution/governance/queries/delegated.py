"""Delegations as they stand: ceilings, what a set would take from them, and every use made."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import QuerySet

from bureau.core.changes.actions import Action
from bureau.core.changes.check import CODES, Finding
from bureau.core.changes.costed import changes_by_action
from bureau.core.costs import Year, cost_of_changes, placed
from bureau.core.pools import left
from bureau.core.procedures.case import Route
from bureau.core.procedures.ceilings import (
    Use,
    rules_of_actions,
    sums,
    uses,
)
from bureau.core.reasons import Reason
from bureau.institution.governance import models
from bureau.institution.governance.queries.counted_uses import (
    OF_BLOCKS,
    core_of,
    costs_before,
    counted_against,
    counted_of,
    uses_made,
)
from bureau.institution.governance.queries.naming import block_called
from bureau.institution.governance.queries.people_named import people_and_posts
from bureau.institution.organisation.models import BlockVersion
from bureau.institution.organisation.queries.costs import standard_costs
from bureau.institution.organisation.queries.names import wordings
from bureau.institution.organisation.queries.structure import Known
from bureau.institution.procedures.models import Rule
from bureau.institution.procedures.queries.rules import (
    rule_name,
    rule_names,
    rules_by_id,
    rules_by_key,
)
from bureau.institution.procedures.store import rule_of


@dataclass(frozen=True, slots=True)
class Taking:
    """What a set would take from one ceiling, of what is left; None: a cost is not known."""

    ceiling: models.Ceiling
    amount: int | None
    left: int
    uses: tuple[Use, ...]

    @property
    def is_over(self) -> bool:
        return self.amount is not None and self.amount > self.left


@dataclass(frozen=True, slots=True)
class UseLine:
    """One use on record: its case and post by name, what of it counts (None: not known), the sum so
    far, and what is left after it where there is a ceiling."""

    row: models.DelegatedUse
    case: str
    number: str
    amount: int | None
    so_far: int
    left: int | None

    @property
    def is_of_block(self) -> bool:
        return self.row.kind in OF_BLOCKS


@dataclass(frozen=True, slots=True)
class Account:
    """A delegation with its uses in order of record: those that count against one ceiling, or
    those of a period for which none is on record. `rule` is the version by which it was last used,
    or the newest where it was not."""

    rule: Rule
    currency: str
    ceiling: models.Ceiling | None
    lines: tuple[UseLine, ...]

    @property
    def name(self) -> str:
        return rule_name(self.rule)

    @property
    def cap(self) -> int | None:
        return self.ceiling.pool.cap if self.ceiling and self.ceiling.pool else None

    @property
    def left(self) -> int | None:
        return _left(self.ceiling) if self.ceiling else None

    def within(self, year: int) -> tuple[UseLine, ...]:
        """The uses by acts of a calendar year."""
        return tuple(line for line in self.lines if line.row.act.day.year == year)

    def before(self, year: int) -> int:
        """The sum of the uses by acts of the years before."""
        return sum(one.amount or 0 for one in self.lines if one.row.act.day.year < year)


def ceilings_of(organisation: int) -> list[models.Ceiling]:
    rows = models.Ceiling.objects.filter(organisation=organisation, pool__isnull=False)
    return list(rows.select_related("pool", "instrument"))


def uses_of(actions: Sequence[Action], known: Known, route: Route) -> tuple[Use, ...]:
    """What the actions use of delegations on the route they go: of rules that leave it to an
    office, or have a ceiling at some time."""
    counted_ones = {one.id for one in actions if one.subject.kind in ("post", "block")}
    by_action = {one: rule for one, rule in rules_of_actions(route).items() if one in counted_ones}
    if not by_action:
        return ()
    ceilings = [core_of(row) for row in ceilings_of(known.organisation)]
    limited = {one.rule for one in ceilings}
    keys = {
        pk: row.key
        for pk, row in rules_by_id(set(by_action.values())).items()
        if row.key in limited or rule_of(row).is_left_to_offices()
    }
    rules = {action: keys[rule] for action, rule in by_action.items() if rule in keys}
    if not rules:
        return ()
    costs = standard_costs(known.organisation)
    shares = [
        (action, placed(change, costs))
        for action, change in changes_by_action(actions, known, rules)
        if action in rules
    ]
    year = Year.calendar(min(action.day for action in actions))
    cost = cost_of_changes([change for _, change in shares], costs, year)
    return tuple(uses([action for action, _ in shares], rules, cost, ceilings))


def findings_of_ceilings(
    actions: Sequence[Action], known: Known, route: Route
) -> Iterator[Finding]:
    """What a set would take from ceilings is told; more than is left bars, and so does a day in no
    period of a rule that has a ceiling. Where none is on record for what an instrument delegates,
    that asks."""
    found = uses_of(actions, known, route)
    if not found:
        return
    rows = {row.pk: row for row in ceilings_of(known.organisation)}
    for taking in takings_of(found, rows):
        if taking.amount is None:
            continue
        code = "ceiling_passed" if taking.is_over else "ceiling_used"
        facts = {
            "rule": taking.ceiling.rule,
            "ceiling": taking.ceiling.pk,
            "asked": taking.amount,
            "left": taking.left,
            "currency": taking.ceiling.currency,
        }
        yield _finding(code, taking.uses, facts)
    rules, limited = rules_of_actions(route), {row.rule for row in rows.values()}
    unlimited: dict[int, list[Use]] = {}
    for use in found:
        if use.is_in_no_period:
            unlimited.setdefault(rules[use.action], []).append(use)
    for pk, rule in sorted(rules_by_id(unlimited).items()):
        if rule.key in limited:
            yield _finding("ceiling_of_other_days", unlimited[pk], {"version": rule.pk})
        elif _is_delegation(rule, limited):
            yield _finding("ceiling_absent", unlimited[pk], {"version": rule.pk})


def reasons_of_days(found: Iterable[Use], organisation: int) -> list[Reason]:
    """Against what an office decides alone for days in no period of a rule that has a ceiling."""
    outside = [use for use in found if use.is_in_no_period]
    if not outside:
        return []
    limited, names = {row.rule for row in ceilings_of(organisation)}, rule_names(organisation)
    days = sorted({(use.rule, use.day) for use in outside if use.rule in limited})
    return [
        Reason("ceiling_of_other_days", {"rule": names.get(rule, rule), "day": day})
        for rule, day in days
    ]


def takings_of(found: Sequence[Use], rows: Mapping[int, models.Ceiling]) -> Iterator[Taking]:
    """What the uses would take, ceiling by ceiling."""
    for pk, amount in sorted(sums(found).items()):
        own = tuple(use for use in found if use.ceiling and use.ceiling.id == pk)
        yield Taking(rows[pk], amount, _left(rows[pk]), own)


def takings_waiting(
    waiting: Sequence[Action], entering: Sequence[Action], known: Known, route: Route
) -> tuple[Taking, ...]:
    """What actions that wait would take of ceilings once they come into force, of what those that
    come into force before them leave; nothing is reserved for them meanwhile."""
    found = uses_of(waiting, known, route)
    rows = {row.pk: row for row in ceilings_of(known.organisation)} if found else {}
    before = sums(uses_of(entering, known, route)) if found else {}
    return tuple(
        replace(one, left=one.left - (before.get(one.ceiling.pk) or 0))
        for one in takings_of(found, rows)
    )


def _finding(code: str, of: Sequence[Use], facts: dict[str, Any]) -> Finding:
    first, places = of[0], tuple(use.action for use in of)
    return Finding(code, CODES[code], first.subject, first.day, None, facts, places)


def _is_delegation(rule: Rule, limited: Collection[str]) -> bool:
    """Whether a rule by which an office decides is one that an instrument gave it, or has a
    ceiling: a practice is nobody's delegation."""
    return not rule.is_practice or rule.key in limited


def ceilings_proposed(organisation: int) -> QuerySet[models.CeilingProposal]:
    """Ceilings, and other amounts of them, that wait for a second person; oldest first."""
    rows = models.CeilingProposal.objects.filter(organisation=organisation)
    return rows.filter(settled_by__isnull=True)


def delegation_name(ceiling: int) -> str:
    """What the rule is called that a ceiling is over."""
    row = models.Ceiling.objects.get(pk=ceiling)
    return rule_names(row.organisation_id).get(row.rule, row.rule)


def accounts_between(organisation: int, begins: date, ends: date) -> list[Account]:
    """Every ceiling of a period, half open, or of a use by an act of it, with all uses that count
    against it; then the delegations that were used in the period without one."""
    ceilings, made = ceilings_of(organisation), uses_made(organisation)
    before, newest = costs_before(made), rules_by_key(organisation)
    under: dict[int, list[models.DelegatedUse]] = {}
    without: dict[tuple[Rule, str], list[models.DelegatedUse]] = {}
    told = {
        row.pk
        for row in ceilings
        if row.valid_from < ends and (row.valid_until is None or row.valid_until > begins)
    }
    for use, against in counted_against(made, ceilings):
        is_within = begins <= use.act.day < ends
        for row in against:
            under.setdefault(row.pk, []).append(use)
        told |= {row.pk for row in against} if is_within else set()
        if is_within and not against:
            without.setdefault((_version(use, newest), use.currency), []).append(use)
    limited = {row.rule for row in ceilings}
    kept = list[tuple[Rule, str, models.Ceiling | None, list[models.DelegatedUse]]]()
    for row in ceilings:
        if row.pk in told:
            several = under.get(row.pk, [])
            rule = _version(several[-1], newest) if several else newest[row.rule]
            kept.append((rule, row.currency, row, several))
    for rule, currency in sorted(without, key=lambda one: (one[0].key, one[0].version, one[1])):
        if _is_delegation(rule, limited):
            kept.append((rule, currency, None, without[rule, currency]))
    return list(_accounts(kept, before))


def _version(use: models.DelegatedUse, newest: Mapping[str, Rule]) -> Rule:
    """The version of its rule by which a use was made: that of its act, which is another rule's
    where the act was on several actions."""
    by = use.act.rule
    return by if by and by.key == use.rule else newest[use.rule]


def _accounts(
    found: Sequence[tuple[Rule, str, models.Ceiling | None, list[models.DelegatedUse]]],
    before: Mapping[int, int],
) -> Iterator[Account]:
    """The same with cases and posts by name, in a fixed number of reads."""
    every = [use for _, _, _, several in found for use in several]
    rows = models.Reorganisation.objects.filter(pk__in={use.reorganisation for use in every})
    cases = dict(rows.values_list("pk", "reference"))
    posts = people_and_posts((), {use.post for use in every if use.kind not in OF_BLOCKS})
    blocks = _blocks_named({use.post for use in every if use.kind in OF_BLOCKS})
    for rule, currency, ceiling, several in found:
        lines, so_far = list[UseLine](), 0
        for use in several:
            amount = counted_of(use, ceiling, before)
            so_far += amount or 0
            room = left(ceiling.pool.cap, so_far) if ceiling and ceiling.pool else None
            case = cases.get(use.reorganisation, "")
            is_block = use.kind in OF_BLOCKS
            number = blocks.get(use.post, "") if is_block else posts.post(use.post)
            lines.append(UseLine(use, case, number, amount, so_far, room))
        yield Account(rule, currency, ceiling, tuple(lines))


def _blocks_named(ids: Collection[int]) -> dict[int, str]:
    """What each is called last."""
    if not ids:
        return {}
    rows = BlockVersion.objects.filter(subject__in=ids, recorded_until__isnull=True)
    listed = list(rows.order_by("valid_from"))
    words = wordings(row.title_id for row in listed)
    return {row.subject_id: block_called(words.get(row.title_id, ""), row.grade) for row in listed}


def report_data(organisation: str, accounts: Iterable[Account], year: int) -> dict[str, Any]:
    """The report of a year as plain data, amounts in minor units."""
    return {
        "organisation": organisation,
        "year": year,
        "delegations": [_account_data(account, year) for account in accounts],
    }


def _account_data(account: Account, year: int) -> dict[str, Any]:
    row, instrument = account.ceiling, account.rule.instrument
    return {
        "rule": account.rule.key,
        "name": account.name,
        "rests_on": {"kind": instrument.kind, "number": instrument.number},
        "valid_from": row.valid_from.isoformat() if row else None,
        "valid_until": row.valid_until.isoformat() if row and row.valid_until else None,
        "basis": row.basis_minor if row else None,
        "share_millionths": row.share_millionths if row else None,
        "counts": row.counts if row else None,
        "currency": account.currency,
        "ceiling": account.cap,
        "before": account.before(year),
        "uses": [_use_data(line) for line in account.within(year)],
        "left": account.left,
    }


def _use_data(line: UseLine) -> dict[str, Any]:
    use = line.row
    return {
        "case": line.case,
        "act": use.act_id,
        "day": use.act.day.isoformat(),
        "effective": date.fromordinal(use.day).isoformat(),
        "action": use.kind,
        "post": line.number,
        "grade_before": use.grade_before,
        "grade_after": use.grade_after,
        "cost": line.amount,
        "so_far": line.so_far,
        "left": line.left,
    }


def _left(row: models.Ceiling) -> int:
    pool = row.pool
    assert pool is not None
    return left(pool.cap, pool.taken)
