"""Whether a correction says that what was used of a ceiling costs more than was taken for it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate, groupby

from django.db.models import Q

from bureau.core.changes.cost_steps import steps_between
from bureau.core.changes.pending import PendingEffect
from bureau.core.changes.world import World
from bureau.core.costs import StandardCost, Year, cost_of_changes, placed
from bureau.core.procedures.ceilings import Ceiling, ceiling_on, ceilings_from
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.fold import fold
from bureau.institution.governance.models import DelegatedUse
from bureau.institution.governance.queries.counted_uses import core_of
from bureau.institution.governance.queries.delegated import ceilings_of
from bureau.institution.organisation.queries.costs import standard_costs

NOT_RECORDED, NO_INSTRUMENT = -1, 0


def passes_ceiling(pending: PendingEffect, known: World, organisation: int) -> bool:
    """Whether a post or block that was changed under a ceiling would cost more by a correction or
    rescission: on any day, or in what counts by the days of any ceiling. What is not known does."""
    ceilings = [core_of(one) for one in ceilings_of(organisation)]
    under = {
        one.rule for one in _uses_of(pending.subject) if ceilings_from(ceilings, one.rule, one.day)
    }
    if not under:
        return False
    steps = _costs_by_day(pending, known, standard_costs(organisation))
    if steps is None or any(one > 0 for one in accumulate(minor for _, minor in steps)):
        return True
    return any(_passes(steps, rule, ceilings) for rule in under)


def _uses_of(subject: Reference) -> Iterable[DelegatedUse]:
    if subject.kind not in ("post", "block"):
        return ()
    of_blocks = Q(kind__endswith="_block")
    kind = of_blocks if subject.kind == "block" else ~of_blocks
    return DelegatedUse.objects.filter(kind, post=subject.id)


def _costs_by_day(
    pending: PendingEffect, known: World, costs: Sequence[StandardCost]
) -> list[tuple[Day, int]] | None:
    """On which days a year of it costs more, or less below zero; None where that is not known."""
    effects = known.effects_of({pending.subject}).get(pending.subject, ())
    written = pending.written(NOT_RECORDED, known.recorded + 1, NO_INSTRUMENT)
    before = fold(effects, known.recorded)
    after = fold([*effects, written], known.recorded + 1)
    changes = [placed(one, costs) for one in steps_between(pending.subject, before, after)]
    lines = cost_of_changes(changes, costs, Year.calendar(pending.day)).lines
    amounts = [one.full_year for one in lines]
    if None in amounts or len({currency for one in amounts for currency in one or {}}) > 1:
        return None
    by_day = groupby(zip(lines, amounts, strict=True), lambda one: one[0].change.day)
    return [(day, sum(sum((one or {}).values()) for _, one in several)) for day, several in by_day]


def _passes(steps: Iterable[tuple[Day, int]], rule: str, ceilings: Sequence[Ceiling]) -> bool:
    """Whether what counts against one ceiling of the rule, or against none, is more in sum."""
    found = defaultdict[int, int](int)
    for day, minor in steps:
        ceiling = ceiling_on(ceilings, rule, day)
        found[ceiling.id if ceiling else 0] += minor
    return any(one > 0 for one in found.values())
