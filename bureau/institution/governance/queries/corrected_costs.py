"""Whether a correction says that what was used of a ceiling costs more than was taken for it."""

from collections.abc import Mapping

from django.db.models import Q

from bureau.core.changes.costed import COSTED, said_of
from bureau.core.coordinates import Coordinates
from bureau.core.costs import Costed, PostChange, Year, cost_of_changes
from bureau.core.procedures.ceilings import ceiling_on
from bureau.core.spans import Day
from bureau.core.structure.kinds import Value
from bureau.institution.governance.models import DelegatedUse
from bureau.institution.governance.queries.delegated import ceilings_of, core_of
from bureau.institution.organisation.models import Effect
from bureau.institution.organisation.queries.costs import standard_costs
from bureau.institution.organisation.queries.structure import snapshot
from bureau.record.journal.queries import record_number_now


def passes_ceiling(row: Effect, day: Day, fields: Mapping[str, Value] | None) -> bool:
    """Whether an effect on a post or block that was changed under a ceiling would cost more with
    other fields or on another day, or by being rescinded (no fields); what is not known does."""
    of_blocks = Q(kind__endswith="_block")
    uses = DelegatedUse.objects.filter(of_blocks if row.kind == "block" else ~of_blocks)
    made = list(uses.filter(post=row.subject)) if row.kind in ("post", "block") else []
    ceilings = [core_of(one) for one in ceilings_of(row.organisation_id)] if made else []
    under = {one.rule for one in made if ceiling_on(ceilings, one.rule, one.day)}
    if not under:
        return False
    if fields is None:
        return any(one.day == row.day and not (one.amount_minor or -1) > 0 for one in made)
    at = {rule: [ceiling_on(ceilings, rule, one) for one in (row.day, day)] for rule in under}
    if any(before != after for before, after in at.values()):
        return True
    if day == row.day and all(row.fields.get(name) == fields.get(name) for name in COSTED):
        return False
    return _costs_more(row, day, fields)


def _costs_more(row: Effect, day: Day, fields: Mapping[str, Value]) -> bool:
    """Of a block what it would cost is not reckoned here: it counts as not known."""
    if row.kind == "block":
        return True
    stands = snapshot(Coordinates(row.day, record_number_now())).post(row.subject)
    before = Costed(stands.grade, stands.duty_station, stands.fte) if stands else None
    costs, year = standard_costs(row.organisation_id), Year.calendar(day)
    sides = [PostChange(row.subject, row.day, None, before)]
    sides += [PostChange(row.subject, day, None, said_of(fields, before))]
    was, would = (one.full_year for one in cost_of_changes(sides, costs, year).lines)
    if was is None or would is None or len({*was, *would}) > 1:
        return True
    return sum(would.values()) > sum(was.values())
