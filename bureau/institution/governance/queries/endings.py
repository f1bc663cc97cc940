"""The days of plans that one may see, steps that fall due, rules and seats of bodies that end."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from bureau.core.actors import Actor
from bureau.institution.governance.models import DraftAction, Seat
from bureau.institution.governance.queries.conflicts import actions_left
from bureau.institution.governance.queries.reorganisations import (
    KIND,
    Seen,
    going_on_for,
    in_force_of,
)
from bureau.institution.organisation.queries.organisations import organisation_of
from bureau.institution.procedures.models import Rule
from bureau.institution.procedures.permissions import may_keep_rules
from bureau.institution.procedures.queries.cases import cases_open, steps_open

type Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class PlanDay:
    """The day after one on which a plan would begin something (`actions`), or a step falls due.

    As with all that ends, it is the last day that is told, and this is the first after it.
    """

    seen: Seen
    day: date
    actions: int = 0
    step: str = ""


def days_of_plans(actor: Actor, days: Days) -> list[PlanDay]:
    """Of plans that the actor may see and that are not over, in the half-open span."""
    plans = {number: seen for number, seen in going_on_for(actor).items() if not seen.is_over}
    done = in_force_of(plans)
    first, until = (day.toordinal() - 1 for day in days)
    hidden = {number: seen for number, seen in plans.items() if seen.hides_draft}
    rows = DraftAction.objects.filter(reorganisation__in=plans, day__gte=first, day__lt=until)
    counted = Counter(
        (number, day)
        for number, day, place in rows.values_list("reorganisation", "day", "place")
        if place not in done.get(number, ()) and number not in hidden
    )
    left = actions_left(hidden) if hidden else {}
    days_left = ((number, one.day) for number, of in left.items() for one in of)
    counted.update((number, day) for number, day in days_left if first <= day < until)
    found = [
        PlanDay(plans[number], date.fromordinal(day + 1), actions=count)
        for (number, day), count in sorted(counted.items())
    ]
    return found + _steps_due(plans, days)


def _steps_due(plans: dict[int, Seen], days: Days) -> list[PlanDay]:
    steps = [
        (case.subject.id, one.due + timedelta(days=1), one.step.act)
        for case, one in steps_open(cases_open(KIND, plans))
        if one.due
    ]
    return [
        PlanDay(plans[number], after, step=str(act))
        for number, after, act in steps
        if days[0] <= after < days[1]
    ]


def rules_that_end(actor: Actor, days: Days) -> list[Rule]:
    """To whoever keeps the rules."""
    organisation = organisation_of(actor)
    if organisation is None or not may_keep_rules(actor, organisation.pk):
        return []
    rows = Rule.objects.filter(organisation=organisation)
    return list(rows.filter(valid_until__gte=days[0], valid_until__lt=days[1]).order_by("key"))


def seats_that_end(actor: Actor, days: Days) -> list[Seat]:
    """To everyone who is signed in, of bodies of their organisation."""
    organisation = organisation_of(actor)
    if organisation is None or actor.person is None:
        return []
    rows = Seat.objects.filter(body__organisation=organisation.pk).select_related("body")
    return list(rows.filter(valid_until__gte=days[0], valid_until__lt=days[1]))
