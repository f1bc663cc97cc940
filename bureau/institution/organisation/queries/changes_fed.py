"""What came onto the record, by record number: what a feed of structure changes tells."""

from itertools import accumulate

from django.db.models import Count, F

from bureau.core.actors import Actor
from bureau.institution.organisation.models import Effect
from bureau.institution.organisation.queries.history import Told, hidden_kinds, told_of
from bureau.institution.organisation.store.effects import effects_in

EFFECTS_MOST = 5000
"""Of one answer, unless the first record number alone has more: an import has many thousands."""


def changes_fed(
    actor: Actor, organisation: int, between: tuple[int, int], most: int
) -> list[tuple[int, list[Told]]]:
    """Up to `most` record numbers behind the first of the two and up to the second, each with the
    effects that the actor may see.

    Numbers under which there is nothing for this reader are left out. The organisation is asked for
    in a way that no index answers: SQLite would go through all effects of it, not these numbers.
    """
    after, until = between
    rows = Effect.objects.alias(of=F("organisation_id") + 0)
    rows = rows.filter(of=organisation, record__gt=after, record__lte=until)
    rows = rows.exclude(kind__in=hidden_kinds(actor))
    each = rows.values_list("record").annotate(effects=Count("pk")).order_by("record")
    counted = list(each[:most])
    totals = accumulate(effects for _record, effects in counted)
    fitting = sum(total <= EFFECTS_MOST for total in totals)
    numbers = [record for record, _effects in counted[: max(fitting, 1)]]
    effects = effects_in(rows.filter(record__in=numbers).order_by("record", "place"))
    found: dict[int, list[Told]] = {number: [] for number in numbers}
    for one in told_of(effects):
        found[one.effect.record].append(one)
    return list(found.items())
