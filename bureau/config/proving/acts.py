"""Acts that trials do on the example: a unit proposed, recommended, approved, all through services.

Each is asked with a key, so that a trial may ask again where it got no answer.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from bureau.config.shell import actor_with_login
from bureau.core.changes.actions import ActionKind
from bureau.core.coordinates import Coordinates
from bureau.core.procedures.deciding import Manner, Tally, Way
from bureau.core.procedures.kinds import ActKind
from bureau.core.references import Reference
from bureau.core.structure.snapshot import Snapshot
from bureau.institution.governance.queries.reorganisations import KIND
from bureau.institution.governance.services import actions, drafts, steps, submissions
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.structure import snapshot, today
from bureau.institution.procedures.queries.cases import case_on_record
from bureau.record.journal.queries import record_number_now
from bureau.record.journal.services import Act, Asked, service
from bureau.web.multilingual import text

AUTHOR, APPROVER = "organisation-officer", "secretary-general"
COMMITTEE, COUNCIL = "committee-secretary", "council-secretary"
ABOVE = "OPD"
AGREED = Manner(Way.IN_SESSION, Tally(present=4, supporting=4, against=0))
"""How the committee of the example decides in session: all four seats were for it."""


@service("acts.propose_unit")
def propose_unit(act: Act, *, code: str, day: date, regraded: int | None = None) -> int:
    """Draft a new section, and another grade of a post where one is named, and put it forward, in
    one act; returns the reorganisation."""
    organisation = the_organisation()
    above = next(unit.id for unit in as_it_is().units() if unit.code == ABOVE)
    case = drafts.start_reorganisation(
        act,
        organisation=organisation.pk,
        reference=f"PROVE-{code}",
        title=text(en=f"A section {code}"),
    )
    actions.add_action(
        act,
        reorganisation=case,
        kind=ActionKind.ESTABLISH_UNIT,
        day=day.toordinal(),
        values={"code": code, "kind": "section", "parent": above},
        words={"name": text(en=f"Section {code}")},
        reason="To be proved",
    )
    if regraded is not None:
        actions.add_action(
            act,
            reorganisation=case,
            kind=ActionKind.RECLASSIFY_POST,
            day=day.toordinal(),
            subject=regraded,
            values={"grade": "P.2"},
            reason="To be proved",
        )
    submissions.submit_reorganisation(act, reorganisation=case)
    return case


def propose(key: str, *, code: str, regraded: int | None = None) -> int:
    by = Asked(actor_with_login(AUTHOR), key)
    return propose_unit(by, code=code, day=the_day(), regraded=regraded)


def determine(key: str, *, case: int, step: str) -> int:
    by = Asked(actor_with_login(APPROVER), key)
    return steps.determine(
        by, reorganisation=case, step=step, day=the_day(), answer=False, note="Not major"
    )


def recommend(key: str, *, case: int, step: str) -> int:
    by = Asked(actor_with_login(COMMITTEE), key)
    return steps.recommend(
        by, reorganisation=case, step=step, day=the_day(), document="CC/7", manner=AGREED
    )


def approve(key: str, *, case: int, step: str) -> int:
    by = Asked(actor_with_login(APPROVER), key)
    return steps.approve(by, reorganisation=case, step=step, day=the_day())


def as_it_is() -> Snapshot:
    """The structure in force today, as known now."""
    return snapshot(Coordinates(the_day().toordinal(), record_number_now()))


def the_organisation() -> Organisation:
    """The organisation of the example, which is the first."""
    return Organisation.objects.order_by("pk")[0]


def the_day() -> date:
    return today(the_organisation())


def steps_here(case: int) -> dict[str, str]:
    """The key of each open step of a case, by the kind of act that closes it."""
    on_record = case_on_record(Reference(KIND, case))
    return {step.act.value: step.key for step in on_record.route.here()} if on_record else {}


def take_through(code: str) -> None:
    """A unit from draft to the act that brings it into force."""
    case = propose("", code=code)
    for what in WAY:
        ACTS[what]("", case=case, step=steps_here(case)[what])


WAY: tuple[ActKind, ...] = (ActKind.DETERMINE, ActKind.RECOMMEND, ActKind.APPROVE)
ACTS: dict[str, Callable[..., Any]] = {
    "propose": propose,
    "determine": determine,
    "recommend": recommend,
    "approve": approve,
}
