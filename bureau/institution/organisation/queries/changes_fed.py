"""What came onto the record, by record number: what a feed of structure changes tells."""

from bureau.core.actors import Actor
from bureau.institution.organisation.models import Effect
from bureau.institution.organisation.queries.history import Told, hidden_kinds, told_of
from bureau.institution.organisation.store.effects import effects_in


def changes_fed(
    actor: Actor, organisation: int, between: tuple[int, int], most: int
) -> list[tuple[int, list[Told]]]:
    """Up to `most` record numbers behind the first of the two and up to the second, each with the
    effects that the actor may see.

    Numbers under which there is nothing for this reader are left out.
    """
    after, until = between
    rows = Effect.objects.filter(organisation=organisation, record__gt=after, record__lte=until)
    rows = rows.exclude(kind__in=hidden_kinds(actor))
    numbers = list(rows.order_by("record").values_list("record", flat=True).distinct()[:most])
    effects = effects_in(rows.filter(record__in=numbers).order_by("record", "place"))
    found: dict[int, list[Told]] = {number: [] for number in numbers}
    for one in told_of(effects):
        found[one.effect.record].append(one)
    return list(found.items())
