"""How people want to be told: what each chose, and how much of it is held of them."""

from collections.abc import Collection

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from bureau.core.actors import Actor
from bureau.core.telling import Choice, Manner
from bureau.record.notices.models import TellingChoice
from bureau.web.answers import Personal


def choices_of(people: Collection[int]) -> dict[int, Choice]:
    """The choice of each who made one."""
    rows = TellingChoice.objects.filter(person__in=people)
    return {
        row.person_id: Choice(Manner(row.manner), row.hour, row.weekday, row.zone) for row in rows
    }


def choice_of(actor: Actor) -> Choice:
    """What the actor chose; else at once, in the zone of their organisation."""
    person = actor.person or 0
    return choices_of([person]).get(person) or Choice(zone=home_zone(actor))


def zone_chosen(person: int) -> str:
    """The zone in which a person reads hours, "" where they chose none."""
    return TellingChoice.objects.filter(person=person).values_list("zone", flat=True).first() or ""


def home_zone(actor: Actor) -> str:
    """That of the actor's organisation, as the floor above tells it."""
    zone: str = import_string(settings.BUREAU_ZONE)(actor)
    return zone


def choices_personal(people: Collection[int]) -> dict[int, list[Personal]]:
    """For the wiring table: who chose how they are told."""
    return {person: [Personal(_("How they want to be told"), 1)] for person in choices_of(people)}
