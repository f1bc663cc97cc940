"""Whom to tell of what follows from decisions, and to whom it comes where it is late.

As steps are chased: by the convention of the organisation, first those who are to do it, then those
who stand in, then the post above; but nobody hears of one delay twice.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from bureau.core.actors import Actor
from bureau.core.procedures.case import Step
from bureau.core.procedures.deadlines import Deadline, stages_due
from bureau.core.procedures.kinds import ActKind, Capacity, WhoKind
from bureau.core.procedures.rules import Who
from bureau.core.procedures.stand_ins import Judged, who_may_act
from bureau.institution.governance.models import Assignment
from bureau.institution.governance.queries.deadlines import conventions_of
from bureau.institution.procedures.permissions import may_record_act
from bureau.institution.procedures.queries.cases import days_of
from bureau.institution.procedures.queries.who_answers import people_on
from bureau.record.notices.models import Notice
from bureau.web.answers import Telling

KIND = "assignment"
BROUGHT = frozenset({"to_do_stand_in", "to_do_vacant", "to_do_above"})
"""The codes of what comes to somebody because it is late, and who was to do it has not."""
THEIRS = frozenset({Capacity.HOLDER, Capacity.ACTING, Capacity.STAND_IN})
"""Those in whom the post itself is, as `Actor.posts` has it."""


@dataclass(frozen=True, slots=True)
class Chased:
    """An assignment, who may answer for its post today, and how far its delay has gone."""

    row: Assignment
    deadline: Deadline
    stages: tuple[str, ...]
    judged: Judged
    above: tuple[int, ...]

    @property
    def is_late(self) -> bool:
        return bool(self.stages)

    def is_answered_by(self, actor: Actor) -> bool:
        """Whether the actor may say that it is done: they act for the post that owns it, or, where
        nobody does and it is late, for the nearest above."""
        found = may_record_act(actor, self.judged)
        if found is None or actor.prepares_for is not None:
            return False
        return self.is_late or found.capacity is not Capacity.SUPERIOR

    def told(self) -> Iterator[tuple[int, str]]:
        """Each person with a code; of the delay, who stands in hears at once where no holder is
        there to be waited for, and who holds a post above where nobody else answers."""
        capacities = {one.person: one.capacity for one in self.judged.candidates}
        is_held = Capacity.HOLDER in capacities.values()
        for person, capacity in sorted(capacities.items()):
            if capacity in THEIRS:
                yield person, "to_do"
            if capacity is Capacity.HOLDER and "chased" in self.stages:
                yield person, "to_do_late"
            elif capacity is Capacity.SUPERIOR and "chased" in self.stages:
                yield person, "to_do_vacant"
            elif capacity is not Capacity.HOLDER and self._comes_to_stand_ins(is_held):
                yield person, "to_do_stand_in"
        if "superior" in self.stages:
            yield from ((one, "to_do_above") for one in self.above if one not in capacities)

    def _comes_to_stand_ins(self, is_held: bool) -> bool:
        return ("stand_in" if is_held else "chased") in self.stages


def chased(rows: QuerySet[Assignment]) -> list[Chased]:
    """Each of these, in a constant number of reads."""
    listed = list(rows.select_related("reorganisation"))
    days = days_of({row.reorganisation.organisation_id for row in listed})
    conventions, now = conventions_of(days), timezone.now()
    people = {day: people_on(day, days) for day in set(days.values())}
    found = []
    for row in listed:
        organisation, post = row.reorganisation.organisation_id, row.owner or 0
        day = days[organisation]
        convention = conventions.of(organisation, None, row.at.date())
        deadline = Deadline(row.due or day, convention.zone, convention.closes)
        step = Step(KIND, 1, Who(WhoKind.POST, (post,)), ActKind.CONFIRM, (), ())
        judged = who_may_act(step, people[day].stand_of_posts([post]), day.toordinal())
        stages = stages_due(deadline, convention, now)
        above = tuple(people[day].holding_above(post)) if "superior" in stages else ()
        found.append(Chased(row, deadline, stages, judged, above))
    return found


def answers_for(actor: Actor, assignment: int) -> bool:
    """Whether the actor may say of this one that it is done."""
    (one,) = chased(Assignment.objects.filter(pk=assignment))
    return one.is_answered_by(actor)


def assignments_told(ids: Collection[int] | None) -> list[Telling]:
    """For the wiring table: what is to be done, and what is late, each to whom it comes."""
    rows = Assignment.objects.filter(state=Assignment.State.OPEN).order_by("pk")
    return [
        Telling(
            number=one.row.pk,
            person=person,
            key=code,
            code=code,
            facts=_facts(one, code),
            address=f"/reorganisations/{one.row.reorganisation_id}/follow-up/",
            due=one.deadline.day,
            zone=one.deadline.zone,
            closes=one.deadline.closes,
        )
        for one in chased(rows if ids is None else rows.filter(pk__in=ids))
        for person, code in one.told()
    ]


def _facts(one: Chased, code: str) -> dict[str, object]:
    if code not in BROUGHT:
        return {"what": one.row.what}
    return {"what": one.row.what, "post": one.row.owner, "since": one.deadline.day.isoformat()}


def brought_to(actor: Actor) -> dict[int, Telling]:
    """What comes to the actor because it is late, by assignment; only of what they were told of it
    is looked for, since it is rare."""
    told = Notice.objects.filter(kind=KIND, person=actor.person or 0, until=None, code__in=BROUGHT)
    numbers = list(told.values_list("number", flat=True))
    found = assignments_told(numbers) if numbers else []
    return {one.number: one for one in found if one.person == actor.person and one.code in BROUGHT}
