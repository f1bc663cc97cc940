"""Deadlines of open steps, as the body counts them, and whom to tell of one that is late."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bureau.core.procedures.deadlines import Convention, Deadline, stages_due
from bureau.core.procedures.kinds import Capacity, WhoKind
from bureau.core.procedures.route import arrived
from bureau.core.telling import Urgency
from bureau.institution.governance.models import DeadlineConvention
from bureau.institution.organisation.models import Organisation
from bureau.institution.procedures.queries.cases import OnRecord, OpenStep, days_of
from bureau.institution.procedures.queries.who_answers import people_on
from bureau.web.answers import Telling

KEY_LENGTH = 80
CAME_BEFORE = {"chased": "late", "stand_in": "late_stand_in"}


@dataclass(frozen=True, slots=True)
class Conventions:
    """What was the convention of a body, or of the whole organisation, on a day."""

    rows: Sequence[DeadlineConvention]
    zones: dict[int, str]

    def of(self, organisation: int, body: int | None, day: date) -> Convention:
        """The body's own; else that of the organisation; else the end of the day in its zone."""
        mine = [
            row
            for row in self.rows
            if row.organisation_id == organisation
            and row.valid_from <= day
            and (row.valid_until is None or day < row.valid_until)
        ]
        for wanted in (body, None):
            for row in mine:
                if row.body_id == wanted:
                    return Convention(row.zone, row.closes, row.stand_in_after, row.superior_after)
        return Convention(self.zones.get(organisation, "UTC"))

    def of_step(self, case: OnRecord, one: OpenStep) -> Convention:
        """As it was on the day on which the step could first be acted on."""
        who = one.step.who
        bodies = [each for each in who.ids if who.kind is WhoKind.BODY and isinstance(each, int)]
        day = date.fromordinal(arrived(one.step, case.case))
        return self.of(case.case.organisation, bodies[0] if bodies else None, day)


def conventions_of(organisations: Collection[int]) -> Conventions:
    rows = DeadlineConvention.objects.filter(organisation__in=organisations)
    zones = Organisation.objects.filter(pk__in=organisations).values_list("pk", "zone")
    return Conventions(list(rows), dict(zones))


def conventions_for(cases: Collection[OnRecord]) -> Conventions:
    return conventions_of({case.case.organisation for case in cases})


@dataclass(frozen=True, slots=True)
class Late:
    """An open step after its last day, and how far the delay has been told by now."""

    case: OnRecord
    open: OpenStep
    deadline: Deadline
    stages: tuple[str, ...]

    def key(self, stage: str) -> str:
        return f"{self.case.round.pk}:{stage}:{self.open.step.key}"[:KEY_LENGTH]


def late_steps(found: Collection[tuple[OnRecord, OpenStep]], now: datetime) -> Iterator[Late]:
    conventions = conventions_for([case for case, _ in found])
    for case, one in found:
        if one.due is not None:
            convention = conventions.of_step(case, one)
            deadline = Deadline(one.due, convention.zone, convention.closes)
            if stages := stages_due(deadline, convention, now):
                yield Late(case, one, deadline, stages)


def chases(late: Late, address: str) -> Iterator[Telling]:
    """Whoever may act is told that it is late; whoever stands in, after more days once more."""
    for stage in late.stages:
        if stage not in CAME_BEFORE:
            continue
        asked = {
            one.person
            for one in late.open.judged.candidates
            if stage == "chased" or one.capacity is not Capacity.HOLDER
        }
        for person in sorted(asked):
            yield Telling(
                number=late.case.subject.id,
                person=person,
                key=late.key(stage),
                code=CAME_BEFORE[stage],
                facts={"since": late.deadline.day.isoformat()},
                address=address,
                due=late.deadline.day,
                zone=late.deadline.zone,
                closes=late.deadline.closes,
            )


def raised(late: Collection[Late]) -> Iterator[Telling]:
    """Who holds the post to which a late one reports: told which post, never which case."""
    raising = [one for one in late if "superior" in one.stages]
    days = days_of({one.case.case.organisation for one in raising})
    for day in sorted(set(days.values())):
        mine = [one for one in raising if days[one.case.case.organisation] == day]
        people = people_on(day, {one.case.case.organisation for one in mine})
        for one in mine:
            asked = {each.person for each in one.open.judged.candidates}
            for post in one.open.posts:
                for person in people.holding_above(post):
                    if person not in asked:
                        yield Telling(
                            number=post,
                            person=person,
                            key=one.key("superior"),
                            code="late_below",
                            facts={"since": one.deadline.day.isoformat()},
                            address=f"/posts/{post}/",
                            due=one.deadline.day,
                            zone=one.deadline.zone,
                            closes=one.deadline.closes,
                            urgency=Urgency.HOLDS_UP,
                        )
