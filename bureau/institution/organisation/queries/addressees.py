"""Of whom a mandate asks something: bodies and units as anywhere, offices by their name alone."""

from collections.abc import Iterable

from bureau.core.actors import Actor
from bureau.core.references import Reference
from bureau.institution.organisation.models import Office
from bureau.web import kinds
from bureau.web.answers import Label
from bureau.web.multilingual import here


def addressees_called(actor: Actor, references: Iterable[Reference]) -> dict[Reference, Label]:
    """Those that the reader may see."""
    found = kinds.describe(actor, references)
    offices = {each.id for each in found if each.kind == "office"}
    for row in Office.objects.filter(pk__in=offices):
        found[Reference("office", row.pk)] = Label(here(row.name))
    return found
