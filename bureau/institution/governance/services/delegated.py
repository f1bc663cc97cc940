"""Ceilings of delegations: set for a period, and taken from by every entry into force under one.

On pages one person proposes a ceiling, or another amount of one, and another confirms it
(`services/ceilings`): what is here sets the first ones of an organisation, and stands inside the
act that confirms.
"""

from collections.abc import Collection, Sequence
from datetime import date
from operator import itemgetter

from bureau.core.changes.actions import Action
from bureau.core.pools import HoldState, share_of
from bureau.core.procedures.ceilings import Counts, Use, ceiling_on, counted, subject_of, sums
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.core.texts import Text
from bureau.institution.governance import models
from bureau.institution.governance.queries.delegated import core_of, uses_made, uses_of
from bureau.institution.governance.queries.own_ceilings import own_cases_under
from bureau.institution.governance.queries.reorganisations import KIND
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.structure import World
from bureau.institution.pools.services.caps import move_cap, open_pool
from bureau.institution.pools.services.holds import take
from bureau.institution.procedures.models import Rule
from bureau.institution.procedures.permissions import may_keep_rules
from bureau.institution.procedures.queries.cases import case_on_record
from bureau.record.journal.services import Act, service

ALL = 1_000_000


@service
def set_ceiling(
    act: Act,
    *,
    organisation: int,
    rule: str,
    basis_minor: int,
    basis: Text,
    currency: str,
    counts: Counts,
    valid_from: date,
    valid_until: date | None = None,
    share_millionths: int = ALL,
    instrument: int | None = None,
) -> int:
    """Say up to how much the rule of that key may be used in a period; its periods never overlap.
    What was used of it in the period already counts; where that is more, or where what a use cost
    is not known in that currency, it is refused.

    Amounts are minor units of `currency`, `valid_until` the first day after the period.
    """
    allow_setting(act, organisation, rule)
    _in_turn(organisation)
    refuse_ceiling(organisation, rule, basis_minor, share_millionths, valid_from, valid_until)
    row = models.Ceiling.objects.create(
        organisation_id=organisation,
        rule=rule,
        basis_minor=basis_minor,
        share_millionths=share_millionths,
        currency=currency,
        counts=counts,
        basis=basis,
        instrument_id=instrument,
        valid_from=valid_from,
        valid_until=valid_until,
    )
    cap = share_of(basis_minor, share_millionths)
    what = subject_of(row.pk)
    pool = open_pool(act, organisation=organisation, what=what, cap=cap, unit=currency)
    models.Ceiling.objects.filter(pk=row.pk).update(pool=pool)
    row.refresh_from_db()
    _take_earlier(act, row, pool, cap)
    act.touch("ceiling", row.pk)
    act.details.update(rule=rule, cap=cap, currency=currency)
    return row.pk


@service
def move_basis(act: Act, *, ceiling: int, basis_minor: int, basis: Text) -> None:
    """Another amount that the ceiling is a share of, and where it stands now; never under what is
    taken."""
    (row,) = act.lock(models.Ceiling, ceiling)
    allow_setting(act, row.organisation_id, row.rule)
    if basis_minor < 0:
        raise Refused(Reason("cap_below_zero"))
    cap = share_of(basis_minor, row.share_millionths)
    move_cap(act, pool=row.pool_id or 0, cap=cap)
    models.Ceiling.objects.filter(pk=row.pk).update(basis_minor=basis_minor, basis=basis)
    act.touch("ceiling", row.pk)


@service
def use_delegations(
    act: Act,
    *,
    reorganisation: models.Reorganisation,
    ready: Sequence[Action],
    known: World,
    by: int,
) -> None:
    """Record what the actions about to be in force use of delegations, and take it from the
    ceilings of their days; joined by their entry.

    Refused where one would be passed, or where a cost that counts is not known.
    """
    _in_turn(reorganisation.organisation_id)
    case = case_on_record(Reference(KIND, reorganisation.pk))
    found = uses_of(ready, known, case.route) if case else ()
    kinds = {one.id: one.kind.value for one in ready}
    _take(act, found, by)
    models.DelegatedUse.objects.bulk_create(
        models.DelegatedUse(
            rule=use.rule,
            act_id=by,
            reorganisation=reorganisation.pk,
            action=use.action,
            kind=kinds[use.action],
            post=use.post,
            day=use.day,
            grade_before=use.line.change.before.grade if use.line.change.before else "",
            grade_after=use.line.change.after.grade if use.line.change.after else "",
            amount_minor=use.cost[0],
            currency=use.cost[1],
        )
        for use in found
    )


def _in_turn(organisation: int) -> None:
    """One at a time sets a ceiling or uses a delegation, so that each finds what the other wrote;
    whoever only refers to the organisation meanwhile does not wait."""
    rows = Organisation.objects.select_for_update(no_key=True)
    rows.get(pk=organisation)


def _take(act: Act, found: Sequence[Use], by: int) -> None:
    """From each ceiling what counts against it, in the order in which pools are locked."""
    total = sums(found)
    _refuse_unknown({use.post for use in found if use.ceiling and use.amount is None})
    pools = dict(models.Ceiling.objects.filter(pk__in=total).values_list("pk", "pool"))
    for ceiling in sorted(total, key=lambda one: pools[one] or 0):
        _consume(act, pools[ceiling] or 0, total[ceiling] or 0, by)
        act.touch("ceiling", ceiling)


def _take_earlier(act: Act, row: models.Ceiling, pool: int, cap: int) -> None:
    """What was used in its period before the ceiling was entered, act by act; those that give back
    first, so that only the sum can pass it."""
    ceiling = core_of(row)
    taken, unknown = dict[int, int](), set[int]()
    for use in uses_made(row.organisation_id):
        if ceiling_on((ceiling,), use.rule, use.day):
            amount = counted(use.amount_minor, use.currency, ceiling)
            taken[use.act_id] = taken.get(use.act_id, 0) + (amount or 0)
            unknown |= {use.post} if amount is None else set()
    _refuse_unknown(unknown)
    total = sum(taken.values())
    if total > cap:
        raise Refused(Reason("cap_below_taken", {"taken": total, "unit": row.currency}))
    for by, amount in sorted(taken.items(), key=itemgetter(1)):
        _consume(act, pool, amount, by)


def _refuse_unknown(posts: Collection[int]) -> None:
    """Where what these posts cost is to be counted and is not known."""
    if posts:
        raise Refused(*(Reason("ceiling_needs_cost", {"post": post}) for post in sorted(posts)))


def _consume(act: Act, pool: int, amount: int, by: int) -> None:
    on = Reference("procedure_act", by)
    take(act, pool=pool, amount=amount, on=on, state=HoldState.CONSUMED)


def allow_setting(act: Act, organisation: int, rule: str) -> None:
    """Whoever keeps rules, but not whoever has a case under way that the ceiling limits."""
    if not may_keep_rules(act.actor, organisation):
        raise Refused(Reason("not_yours_to_do"))
    if cases := own_cases_under(act.actor, rule):
        raise Refused(Reason("ceiling_of_own_case", {"cases": tuple(cases)}))


def refuse_ceiling(
    organisation: int,
    rule: str,
    basis: int,
    share: int,
    valid_from: date,
    valid_until: date | None,
) -> None:
    """Everything wrong with a ceiling by itself, and beside the others of its rule."""
    reasons = _reasons(organisation, rule, basis, share)
    reasons += _overlaps(organisation, rule, valid_from, valid_until)
    if reasons:
        raise Refused(*reasons)


def _reasons(organisation: int, rule: str, basis: int, share: int) -> list[Reason]:
    found = []
    if not Rule.objects.filter(organisation=organisation, key=rule).exists():
        found.append(Reason("no_such_rule", {"rule": rule}))
    if basis < 0:
        found.append(Reason("cap_below_zero"))
    if not 0 < share <= ALL:
        found.append(Reason("share_not_within_whole"))
    return found


def _overlaps(
    organisation: int, rule: str, valid_from: date, valid_until: date | None
) -> list[Reason]:
    rows = models.Ceiling.objects.filter(organisation=organisation, rule=rule)
    if valid_until is not None:
        rows = rows.filter(valid_from__lt=valid_until)
    meeting = [one for one in rows if one.valid_until is None or one.valid_until > valid_from]
    if valid_until is not None and valid_until <= valid_from:
        return [Reason("ends_before_it_begins", {"from": valid_from.isoformat()})]
    return [Reason("ceilings_overlap", {"from": one.valid_from.isoformat()}) for one in meeting]
