"""Deeds on routes: each way in which a case ends."""

from collections.abc import Iterator
from datetime import timedelta

from bureau.config.proving import acts
from bureau.config.proving.deeds.deed import Deed
from bureau.config.shell import actor_with_login
from bureau.core.procedures.kinds import ActKind as Way
from bureau.example import figures
from bureau.institution.governance.models import Reorganisation
from bureau.institution.governance.services import steps


def deeds() -> Iterator[Deed]:
    """A case for each way in which one may end; and the decision that the example waits for."""
    author, by, day = actor_with_login(acts.AUTHOR), actor_with_login(acts.APPROVER), acts.the_day()

    def case_at(code: str) -> tuple[int, str]:
        case = acts.propose("", code=code)
        return case, acts.steps_here(case)[Way.DETERMINE]

    case, step = case_at("D-DEFER")
    until = day + timedelta(days=30)
    yield lambda: steps.defer(by, reorganisation=case, step=step, day=day, until=until)
    yield lambda: steps.refer_back(by, reorganisation=case, step=step, day=day)
    yield lambda: steps.withdraw_reorganisation(author, reorganisation=case, day=day)
    case, step = case_at("D-REJECT")
    acts.determine("", case=case, step=step)
    acts.recommend("", case=case, step=acts.steps_here(case)[Way.RECOMMEND])
    step = acts.steps_here(case)[Way.APPROVE]
    yield lambda: steps.reject(by, reorganisation=case, step=step, day=day)
    waiting = Reorganisation.objects.get(reference=figures.REFERENCE)
    yield lambda: steps.decide(
        actor_with_login(acts.COUNCIL),
        reorganisation=waiting.pk,
        step=acts.steps_here(waiting.pk)[Way.DECIDE],
        day=day,
        document="C24",
    )
