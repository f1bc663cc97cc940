"""Ceilings of delegations: set for a period, and taken from by every entry into force under one."""

from collections.abc import Sequence
from datetime import date

from bureau.core.changes.actions import Action
from bureau.core.pools import HoldState, share_of
from bureau.core.procedures.ceilings import Counts, Use, subject_of, sums
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.core.texts import Text
from bureau.institution.governance import models
from bureau.institution.governance.queries.delegated import uses_of
from bureau.institution.governance.queries.reorganisations import KIND
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

    Amounts are minor units of `currency`, `valid_until` the first day after the period.
    """
    _allow(act, organisation)
    reasons = _reasons(organisation, rule, basis_minor, share_millionths)
    reasons += _overlaps(organisation, rule, valid_from, valid_until)
    if reasons:
        raise Refused(*reasons)
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
    act.touch("ceiling", row.pk)
    act.details.update(rule=rule, cap=cap, currency=currency)
    return row.pk


@service
def move_basis(act: Act, *, ceiling: int, basis_minor: int, basis: Text) -> None:
    """Another amount that the ceiling is a share of, and where it stands now; never under what is
    taken."""
    (row,) = act.lock(models.Ceiling, ceiling)
    _allow(act, row.organisation_id)
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
    """Take what the actions about to be in force use of ceilings; joined by their entry.

    Refused where one would be passed, or where a cost that counts is not known.
    """
    case = case_on_record(Reference(KIND, reorganisation.pk))
    found = uses_of(ready, known, case.route) if case else ()
    taken, kinds = _taken(act, found, by), {one.id: one.kind.value for one in ready}
    models.DelegatedUse.objects.bulk_create(
        models.DelegatedUse(
            ceiling_id=use.ceiling.id,
            hold_id=taken[use.ceiling.id],
            act_id=by,
            reorganisation=reorganisation.pk,
            action=use.action,
            kind=kinds[use.action],
            post=use.post,
            day=use.line.change.day,
            grade_before=use.line.change.before.grade if use.line.change.before else "",
            grade_after=use.line.change.after.grade if use.line.change.after else "",
            amount_minor=use.amount or 0,
        )
        for use in found
    )


def _taken(act: Act, found: Sequence[Use], by: int) -> dict[int, int]:
    """The hold on each ceiling, by its number, in the order in which pools are locked."""
    total = sums(found)
    unknown = sorted({use.post for use in found if use.amount is None})
    if unknown:
        raise Refused(*(Reason("ceiling_needs_cost", {"post": post}) for post in unknown))
    pools = dict(models.Ceiling.objects.filter(pk__in=total).values_list("pk", "pool"))
    holds = {}
    for ceiling in sorted(total, key=lambda one: pools[one] or 0):
        holds[ceiling] = take(
            act,
            pool=pools[ceiling] or 0,
            amount=total[ceiling] or 0,
            on=Reference("procedure_act", by),
            state=HoldState.CONSUMED,
        )
        act.touch("ceiling", ceiling)
    return holds


def _allow(act: Act, organisation: int) -> None:
    if not may_keep_rules(act.actor, organisation):
        raise Refused(Reason("not_yours_to_do"))


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
