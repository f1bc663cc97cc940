"""How people want to be told: what each chose, and how much of it is held of them."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from bureau.core.telling import Choice, Manner
from bureau.record.notices.models import TellingChoice
from bureau.web.answers import Personal


def choices_of(people: Collection[int]) -> dict[int, Choice]:
    """The choice of each who made one."""
    rows = TellingChoice.objects.filter(person__in=people)
    return {
        row.person_id: Choice(Manner(row.manner), row.hour, row.weekday, row.zone) for row in rows
    }


def choice_of(person: int) -> Choice:
    return choices_of([person]).get(person, Choice())


def choices_personal(people: Collection[int]) -> dict[int, list[Personal]]:
    """For the wiring table: who chose how they are told."""
    return {person: [Personal(_("How they want to be told"), 1)] for person in choices_of(people)}
