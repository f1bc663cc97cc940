"""A set put on record by Bureau's own service, in Bureau's own tables: rows, effects, journal."""

from dataclasses import replace

from bench.change_sets import actions
from bench.organisations import Organisation
from bureau.core.actors import Actor
from bureau.core.changes.actions import Action
from bureau.core.changes.expand import expand
from bureau.core.references import Reference
from bureau.institution.organisation.models import Unit
from bureau.institution.organisation.queries.structure import world
from bureau.institution.organisation.services.effects import put_on_record


class Enacting:
    """Each set is a new one on other days, so that every one of them changes something."""

    def __init__(self, made: Organisation, organisation: int, instrument: int) -> None:
        self.made, self.organisation, self.instrument = made, organisation, instrument
        self.turn = 0

    def drafted(self, count: int) -> tuple[Action, ...]:
        """Actions on days behind all that is on record; new units have their identities."""
        self.turn += 1
        drafted = actions(self.made, count, seed=100 + self.turn, later=self.turn * 10, ends=False)
        fresh = [action for action in drafted if action.kind.value == "establish_unit"]
        rows = Unit.objects.bulk_create(Unit(organisation_id=self.organisation) for _ in fresh)
        numbers = dict(zip((action.id for action in fresh), (row.pk for row in rows), strict=True))
        return tuple(_numbered(action, numbers) for action in drafted)

    def enact(self, drafted: tuple[Action, ...]) -> None:
        """What happens under the record head's lock: expansion, writing, the journal's entry."""
        known = world(self.organisation)
        put_on_record(
            Actor(person=1),
            organisation=self.organisation,
            effects=expand(drafted, known),
            instrument=self.instrument,
        )


def _numbered(action: Action, numbers: dict[int, int]) -> Action:
    if action.id not in numbers:
        return action
    return replace(action, subject=Reference("unit", numbers[action.id]))
