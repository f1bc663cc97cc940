"""Bare identities: numbers for what is only drafted, empty until an effect gives them content."""

from django.utils.translation import pgettext_lazy

from bureau.institution.organisation.store import IDENTITIES
from bureau.record.journal.services import Act, service


@service(
    "organisation.make_identity", pgettext_lazy("act in the journal", "Number a thing to come")
)
def make_identity(act: Act, *, organisation: int, kind: str) -> int:
    """A number that lasts, for a unit, post, incumbency, line, adoption or succession to come.

    Joined by the act that drafts it; a number alone is nowhere in the structure.
    """
    act.need("organisation", organisation)
    row = IDENTITIES[kind]._default_manager.create(organisation_id=organisation)
    act.touch(kind, row.pk)
    return int(row.pk)


@service(
    "organisation.make_identities", pgettext_lazy("act in the journal", "Number things to come")
)
def make_identities(act: Act, *, organisation: int, kind: str, count: int) -> list[int]:
    """As many numbers at once, in one statement."""
    act.need("organisation", organisation)
    model = IDENTITIES[kind]
    rows = model._default_manager.bulk_create(
        model(organisation_id=organisation) for _place in range(count)
    )
    numbers = [int(row.pk) for row in rows]
    act.touch(kind, *numbers)
    return numbers
