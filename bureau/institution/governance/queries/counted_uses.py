"""Uses on record of delegations, and which ceilings each counts against."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bureau.core.changes.actions import ActionKind
from bureau.core.procedures.ceilings import (
    Ceiling,
    Counts,
    before_each,
    ceilings_from,
    counted,
)
from bureau.core.references import Reference
from bureau.institution.governance import models
from bureau.institution.pools.models import Hold

OF_BLOCKS = frozenset(
    {ActionKind.ESTABLISH_BLOCK, ActionKind.CHANGE_BLOCK, ActionKind.ABOLISH_BLOCK}
)
"""Uses by these are of a staffing block, the others of a post."""


def uses_made(organisation: int) -> list[models.DelegatedUse]:
    """Every use on record of the delegations of an organisation, in order of record."""
    own = models.Reorganisation.objects.filter(organisation=organisation).values("pk")
    rows = models.DelegatedUse.objects.filter(reorganisation__in=own)
    return list(rows.select_related("act__rule__instrument__body", "act__rule__provision"))


def counted_against(
    made: Iterable[models.DelegatedUse], ceilings: Sequence[models.Ceiling]
) -> Iterator[tuple[models.DelegatedUse, list[models.Ceiling]]]:
    """Each use with the ceilings that it was taken from: that of its day, be it entered later, and
    those of later periods that were on record, or in whose period it was put on record."""
    rows = Hold.objects.filter(pool__in=[row.pool_id for row in ceilings])
    held = set(rows.values_list("pool", "on"))
    by_id = {row.pk: row for row in ceilings}
    cores = [core_of(row) for row in ceilings]
    for use in made:
        on = str(Reference("procedure_act", use.act_id))
        found = (by_id[one.id] for one in ceilings_from(cores, use.rule, use.day))
        yield use, [row for row in found if (row.pool_id, on) in held]


def is_used_late(use: models.DelegatedUse, ceiling: Ceiling) -> bool:
    """Whether a use made before a ceiling was entered counts against it: it costs in the period,
    and took effect or was put on record no earlier than that begins."""
    latest = max(use.day, use.act.at.date().toordinal())
    return bool(ceilings_from((ceiling,), use.rule, use.day)) and ceiling.valid_from <= latest


def costs_before(made: Sequence[models.DelegatedUse]) -> dict[int, int]:
    """By use what its set costs more of the same post or block, by the rule, on the days before."""
    costs = (
        ((one.act_id, one.rule, one.kind in OF_BLOCKS, one.post), one.day, one.amount_minor)
        for one in made
    )
    return dict(zip((one.pk for one in made), before_each(costs), strict=True))


def counted_of(
    use: models.DelegatedUse, ceiling: models.Ceiling | None, before: Mapping[int, int]
) -> int | None:
    """What of a use counts against a ceiling, all of it where there is none."""
    if ceiling is None:
        return use.amount_minor
    return counted(use.amount_minor, use.currency, core_of(ceiling), before[use.pk])


def core_of(row: models.Ceiling) -> Ceiling:
    """A ceiling as the core reads it."""
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
