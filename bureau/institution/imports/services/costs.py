"""Standard costs that tables say are put on record, ended and taken back, as structure is."""

from collections.abc import Mapping
from datetime import date

from django.db.models import F
from django.utils.translation import pgettext_lazy

from bureau.core.imports.plan import CostSaid, Named
from bureau.core.texts import Text
from bureau.institution.imports.models import Import, StagedFile
from bureau.institution.imports.queries.costs import costs_owed
from bureau.institution.imports.queries.second_person import people_behind
from bureau.institution.imports.services.pace import MOST
from bureau.institution.imports.services.portions import at_portion
from bureau.institution.imports.services.rows import remember_things
from bureau.institution.organisation.services.keeping import (
    keep_standard_cost,
    withdraw_standard_cost,
)
from bureau.institution.organisation.services.reference import add_standard_cost
from bureau.record.journal.services import Act, service, takes


@service(
    "imports.write_costs", pgettext_lazy("act in the journal", "Write standard costs of a table")
)
@takes(MOST)
def write_costs(
    act: Act, *, number: int, found: tuple[int, int], costs: Mapping[Named, CostSaid]
) -> int:
    """Bring one portion of standard costs to what the tables say; how many rows it took."""
    _, department = at_portion(act, number, found)
    dues = costs_owed(department, costs).dues
    made: dict[Named, int] = {}
    for due in dues:
        cost = due.cost
        people = people_behind(number, int(cost.source.file))
        if due.instead is not None and due.is_end:
            ends, said = _day(cost.valid_until), _origin(cost)
            keep_standard_cost(act, cost=due.instead, source=said, valid_until=ends, people=people)
            continue
        if due.instead is not None:
            withdraw_standard_cost(act, cost=due.instead)
        made[cost.thing] = add_standard_cost(
            act,
            organisation=department.organisation_id or 0,
            grade=cost.grade,
            place=cost.place,
            amount_minor=cost.amount_minor,
            currency=cost.currency,
            source=_origin(cost),
            valid_from=date.fromordinal(cost.valid_from),
            valid_until=_day(cost.valid_until),
            people=people,
        )
    remember_things(act, department.pk, made)
    act.touch("import", number)
    act.details.update({"import": number})
    changes = F("changes") + len(dues)
    Import.objects.filter(pk=number).update(done=F("done") + len(costs), changes=changes)
    return len(dues)


def _day(ordinal: int | None) -> date | None:
    return None if ordinal is None else date.fromordinal(ordinal)


def _origin(cost: CostSaid) -> Text:
    """What the table says of where an amount is from, else the name of the file."""
    words = cost.origin or StagedFile.objects.get(pk=int(cost.source.file)).name
    return Text.only(cost.language, words)
