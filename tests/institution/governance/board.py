"""A board beside the committee: for the table of permissions, which needs ballots in every state.

Its chair is the chief of human resources, its other member the chief of study groups.
"""

from datetime import timedelta

from bureau.core.actors import Role
from bureau.core.changes.actions import ActionKind
from bureau.core.procedures.deciding import Choice, Majority, Manner, SeatRole, Way
from bureau.core.procedures.kinds import ActKind, Gate, WhoKind
from bureau.core.procedures.rules import StepTemplate, Who
from bureau.core.references import Reference
from bureau.institution.governance.models import (
    ChairProposal,
    DecisionRuleProposal,
    ReportOwed,
    Shown,
)
from bureau.institution.governance.services import (
    actions,
    ballots,
    deciding,
    decision_rules,
    drafts,
    steps,
    submissions,
)
from bureau.institution.instruments import services as instruments
from bureau.institution.organisation.services import reference
from bureau.institution.procedures.queries.cases import case_on_record
from bureau.institution.procedures.services.rules import put_rule_in_force
from bureau.institution.procedures.store import Terms
from bureau.web.multilingual import text
from tests.institution.house import FORCE, OPENED, TODAY, House

SEATS = {"HR": SeatRole.CHAIR, "CHIEF": SeatRole.MEMBER, "COCO": SeatRole.SECRETARY}


def board(house: House) -> dict[str, int | str]:
    """A case before it, one with an open ballot, one to be counted, one that its chair decided."""
    body, seats = _seated(house)
    rule = _rules(house, body)
    asked, voting, counting, alone = (
        _retitled(house, post) for post in ("OPS", "HR", "DEP", "OFF")
    )
    open_, full, failed = (_opened(house, case) for case in (voting, counting, alone))
    for ballot, other in ((full, Choice.FOR), (failed, Choice.AGAINST)):
        _vote(house, ballot, "Hana", seats["HR"], Choice.FOR)
        _vote(house, ballot, "Chia", seats["CHIEF"], other)
    ballots.close_ballot(house.actor("Coco", "COCO"), ballot=failed)
    steps.decide(
        house.actor("Hana"),
        reorganisation=alone,
        step=_step(alone),
        day=TODAY,
        manner=Manner(Way.CHAIR_ALONE, ballot=failed),
        note="It cannot wait",
    )
    deciding.end_seat(house.administrators[1], seat=seats["HR"], valid_until=FORCE)
    decision_rules.end_decision_rule(house.administrators[1], rule=rule, valid_until=FORCE)
    return {
        "proposed chair": ChairProposal.objects.get(ends=seats["HR"]).pk,
        "proposed rule of the board": DecisionRuleProposal.objects.get(ends=rule).pk,
        "before the board": asked,
        "step of the board": _step(asked),
        "hash of the case before the board": _seen(asked),
        "voted on by the board": voting,
        "ballot of the board": open_,
        "seat of the head": seats["CHIEF"],
        "to be counted": counting,
        "ballot to be counted": full,
        "rule of the board": rule,
        "report owed": ReportOwed.objects.get().pk,
    }


def _seated(house: House) -> tuple[int, dict[str, int]]:
    by = house.administrator
    body = instruments.register_body(
        by, organisation=house.organisation, code="PANEL", name=text(en="Board")
    )
    reference.give_role(
        by,
        post=house.posts["COCO"],
        role=Role.BODY_SECRETARY,
        valid_from=OPENED,
        scope=Reference("body", body),
        confirmed_by=house.administrators[1].person,
    )
    return body, {
        post: deciding.seat_member(
            by, body=body, role=role, post=house.posts[post], valid_from=OPENED
        )
        for post, role in SEATS.items()
    }


def _rules(house: House, body: int) -> int:
    who = Who(WhoKind.BODY, (body,))
    put_rule_in_force(
        house.administrator,
        organisation=house.organisation,
        key="retitled",
        subject="reorganisation",
        terms=Terms(
            (StepTemplate("decide", 1, who, ActKind.DECIDE, Gate.ENTRY_INTO_FORCE),),
            frozenset({"retitle_post"}),
            rank=9,
        ),
        valid_from=TODAY,
        instrument=house.paper,
        is_practice=True,
    )
    return decision_rules.lay_down_decision_rule(
        house.administrator,
        body=body,
        ways=frozenset(Way),
        majority=Majority.UNANIMITY,
        days=1,
        shown=Shown.AT_ONCE,
        reports_to=house.bodies["COUNCIL"],
        report_days=30,
        valid_from=OPENED,
        instrument=house.paper,
    )


def _retitled(house: House, post: str) -> int:
    officer = house.actor("Olga")
    number = drafts.start_reorganisation(
        officer, organisation=house.organisation, reference=f"B-{post}", title=text(en=post)
    )
    actions.add_action(
        officer,
        reorganisation=number,
        kind=ActionKind.RETITLE_POST,
        subject=house.posts[post],
        day=FORCE.toordinal() + 90,
        words={"title": text(en="Another title")},
    )
    submissions.submit_reorganisation(officer, reorganisation=number)
    return number


def _opened(house: House, case: int) -> int:
    return ballots.open_ballot(
        house.actor("Coco", "COCO"),
        reorganisation=case,
        step=_step(case),
        kind=ActKind.DECIDE,
        last_day=TODAY + timedelta(days=9),
    )


def _vote(house: House, ballot: int, by: str, seat: int, choice: Choice) -> None:
    ballots.cast_vote(house.actor(by), ballot=ballot, seat=seat, choice=choice)


def _step(case: int) -> str:
    found = case_on_record(Reference("reorganisation", case))
    assert found is not None
    return found.route.steps[0].key


def _seen(case: int) -> str:
    found = case_on_record(Reference("reorganisation", case))
    assert found is not None
    return found.seen()
