"""For whom the steps of a case are, in names: bodies, offices and posts; and where cases stand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bureau.core.procedures.case import Step
from bureau.core.procedures.kinds import StepState, WhoKind
from bureau.core.procedures.rules import Who
from bureau.institution.governance.queries.people_named import people_and_posts
from bureau.institution.governance.queries.reorganisations import Seen
from bureau.institution.instruments.models import Body
from bureau.institution.organisation.models import Office
from bureau.web.multilingual import here


@dataclass(frozen=True, slots=True)
class StepAhead:
    """One step at which a case stands: for whom, which act, by when."""

    who: str
    act: str
    due: date | None


@dataclass(frozen=True, slots=True)
class Named:
    """Names of bodies, offices and roles that steps are for, and the sources of their rules."""

    bodies: Mapping[int, str] = field(default_factory=dict)
    offices: Mapping[int, str] = field(default_factory=dict)
    posts: Mapping[int, str] = field(default_factory=dict)

    def who(self, who: Who) -> str:
        names: Mapping[int, str] = {
            WhoKind.BODY: self.bodies,
            WhoKind.OFFICE: self.offices,
            WhoKind.POST: self.posts,
        }.get(who.kind, {})
        found = [names.get(one, str(one)) if isinstance(one, int) else str(one) for one in who.ids]
        return " / ".join(found)


def named(steps: Iterable[Step], also: Iterable[Who] = ()) -> Named:
    """The names of all that these steps are for, and of others; however many, in few reads."""
    ids: dict[str, set[int]] = {}
    for who in (*(step.who for step in steps), *also):
        found = {one for one in who.ids if isinstance(one, int)}
        ids.setdefault(who.kind, set()).update(found)
    bodies = Body.objects.filter(pk__in=ids.get(WhoKind.BODY, ()))
    offices = Office.objects.filter(pk__in=ids.get(WhoKind.OFFICE, ()))
    posts = ids.get(WhoKind.POST, set())
    people = people_and_posts((), posts)
    return Named(
        {row.pk: here(row.name) for row in bodies},
        {row.pk: here(row.name) for row in offices},
        {post: people.post(post) for post in posts},
    )


def steps_ahead(cases: Sequence[Seen]) -> dict[int, tuple[StepAhead, ...]]:
    """For each case the steps that are open now; any number of cases in few reads."""
    here_now = {seen.row.pk: _here(seen) for seen in cases}
    names = named([step for steps in here_now.values() for step in steps])
    return {
        number: tuple(
            StepAhead(
                names.who(step.who), step.act, date.fromordinal(step.due) if step.due else None
            )
            for step in steps
        )
        for number, steps in here_now.items()
    }


def _here(seen: Seen) -> list[Step]:
    steps = seen.case.route.steps if seen.case else ()
    return [step for step in steps if step.state is StepState.HERE]
