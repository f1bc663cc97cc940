"""Delegations as they stand: ceilings, what a set would take from them, and every use made."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from bureau.core.changes.actions import Action
from bureau.core.changes.check import CODES, Finding
from bureau.core.changes.costed import post_changes
from bureau.core.costs import Year, cost_of_changes
from bureau.core.pools import left
from bureau.core.procedures.case import Route
from bureau.core.procedures.ceilings import Ceiling, Counts, Use, rules_of_actions, sums, uses
from bureau.core.references import Reference
from bureau.institution.governance import models
from bureau.institution.governance.queries.people_named import people_and_posts
from bureau.institution.organisation.queries.costs import standard_costs
from bureau.institution.organisation.queries.structure import Known
from bureau.institution.procedures.queries.rules import rule_names, rules_by_id


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
    """One use on record: its case and post by name, the sum so far and what is left after it."""

    row: models.DelegatedUse
    case: str
    number: str
    so_far: int
    left: int


@dataclass(frozen=True, slots=True)
class Account:
    """A ceiling with its uses in order of record; `name` is what its rule is called."""

    ceiling: models.Ceiling
    name: str
    cap: int
    taken: int
    lines: tuple[UseLine, ...]

    @property
    def left(self) -> int:
        return left(self.cap, self.taken)

    def within(self, year: int) -> tuple[UseLine, ...]:
        """The uses by acts of a calendar year."""
        return tuple(line for line in self.lines if line.row.act.day.year == year)

    def before(self, year: int) -> int:
        """The sum of the uses by acts of the years before."""
        return sum(one.row.amount_minor for one in self.lines if one.row.act.day.year < year)


def ceilings_of(organisation: int) -> list[models.Ceiling]:
    rows = models.Ceiling.objects.filter(organisation=organisation, pool__isnull=False)
    return list(rows.select_related("pool", "instrument"))


def uses_of(actions: Sequence[Action], known: Known, route: Route) -> tuple[Use, ...]:
    """What the actions use of ceilings on the route they go; nothing is read where none is set."""
    ceilings = [_core(row) for row in ceilings_of(known.organisation)]
    if not ceilings or not actions:
        return ()
    posts = {
        action.id: (action.subject.id, action.day)
        for action in actions
        if action.subject.kind == "post"
    }
    by_action = rules_of_actions(route)
    keys = {pk: row.key for pk, row in rules_by_id(set(by_action.values())).items()}
    rules = {action: keys[rule] for action, rule in by_action.items() if rule in keys}
    changes = [one for one in post_changes(actions, known) if (one.post, one.day) in _set(posts)]
    year = Year.calendar(min(action.day for action in actions))
    cost = cost_of_changes(changes, standard_costs(known.organisation), year)
    return tuple(uses(posts, rules, cost, ceilings))


def takings_of(actions: Sequence[Action], known: Known, route: Route) -> tuple[Taking, ...]:
    """What a set would take, ceiling by ceiling."""
    found = uses_of(actions, known, route)
    total = sums(found)
    rows = {row.pk: row for row in ceilings_of(known.organisation)} if total else {}
    return tuple(
        Taking(rows[pk], amount, _left(rows[pk]), tuple(u for u in found if u.ceiling.id == pk))
        for pk, amount in sorted(total.items())
    )


def findings_of_ceilings(
    actions: Sequence[Action], known: Known, route: Route
) -> Iterator[Finding]:
    """What a set would take from ceilings is told; more than is left bars."""
    for taking in takings_of(actions, known, route):
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
        first = taking.uses[0]
        places = tuple(use.action for use in taking.uses)
        subject, day = Reference("post", first.post), first.line.change.day
        yield Finding(code, CODES[code], subject, day, None, facts, places)


def delegation_name(ceiling: int) -> str:
    """What the rule is called that a ceiling is over."""
    row = models.Ceiling.objects.get(pk=ceiling)
    return rule_names(row.organisation_id).get(row.rule, row.rule)


def accounts_between(organisation: int, begins: date, ends: date) -> list[Account]:
    """Every ceiling of a period, half open, with all uses made of it."""
    meets = Q(valid_until__isnull=True) | Q(valid_until__gt=begins)
    rows = models.Ceiling.objects.filter(
        meets, organisation=organisation, valid_from__lt=ends, pool__isnull=False
    ).select_related("pool", "instrument")
    made = list(
        models.DelegatedUse.objects.filter(ceiling__in=rows).select_related("act").order_by("pk")
    )
    cases = dict(
        models.Reorganisation.objects.filter(
            pk__in={use.reorganisation for use in made}
        ).values_list("pk", "reference")
    )
    posts = people_and_posts((), {use.post for use in made})
    by_ceiling: dict[int, list[tuple[models.DelegatedUse, str, str]]] = {}
    for use in made:
        told = use, cases.get(use.reorganisation, ""), posts.post(use.post)
        by_ceiling.setdefault(use.ceiling_id, []).append(told)
    names = rule_names(organisation)
    return [
        _account(row, names.get(row.rule, row.rule), by_ceiling.get(row.pk, [])) for row in rows
    ]


def report_data(organisation: str, accounts: Iterable[Account], year: int) -> dict[str, Any]:
    """The report of a year as plain data, amounts in minor units."""
    return {
        "organisation": organisation,
        "year": year,
        "delegations": [_account_data(account, year) for account in accounts],
    }


def _account_data(account: Account, year: int) -> dict[str, Any]:
    row = account.ceiling
    return {
        "rule": row.rule,
        "name": account.name,
        "valid_from": row.valid_from.isoformat(),
        "valid_until": row.valid_until.isoformat() if row.valid_until else None,
        "basis": row.basis_minor,
        "share_millionths": row.share_millionths,
        "counts": row.counts,
        "currency": row.currency,
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
        "action": use.kind,
        "post": line.number,
        "grade_before": use.grade_before,
        "grade_after": use.grade_after,
        "cost": use.amount_minor,
        "so_far": line.so_far,
        "left": line.left,
    }


def _account(
    row: models.Ceiling, name: str, made: Iterable[tuple[models.DelegatedUse, str, str]]
) -> Account:
    pool = row.pool
    assert pool is not None
    lines, so_far = [], 0
    for use, case, number in made:
        so_far += use.amount_minor
        lines.append(UseLine(use, case, number, so_far, left(pool.cap, so_far)))
    return Account(row, name, pool.cap, pool.taken, tuple(lines))


def _left(row: models.Ceiling) -> int:
    pool = row.pool
    assert pool is not None
    return left(pool.cap, pool.taken)


def _set(posts: dict[int, tuple[int, int]]) -> Collection[tuple[int, int]]:
    return set(posts.values())


def _core(row: models.Ceiling) -> Ceiling:
    pool = row.pool
    assert pool is not None
    return Ceiling(
        id=row.pk,
        rule=row.rule,
        cap=pool.cap,
        currency=row.currency,
        counts=Counts(row.counts),
        valid_from=row.valid_from.toordinal(),
        valid_until=row.valid_until.toordinal() if row.valid_until else None,
    )
