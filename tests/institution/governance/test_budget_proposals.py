"""Budget proposals: put forward, decided by the route of the rules, and then what is voted."""

from typing import Any

import pytest

from bureau.core.actors import Actor
from bureau.core.procedures.kinds import ActKind, Gate, WhoKind
from bureau.core.procedures.rules import AmountRange, StepTemplate, Who
from bureau.core.reasons import Refused
from bureau.institution.finance.models import Voted
from bureau.institution.finance.queries.voting import lines_standing
from bureau.institution.finance.services.lines import add_budget_line, keep_budget_lines
from bureau.institution.finance.store import LineGiven
from bureau.institution.governance.models import BudgetEntry, BudgetProposal
from bureau.institution.governance.queries.budget_proposals import (
    lines_shown,
    proposal_seen,
    proposals_seen,
    tells,
)
from bureau.institution.governance.services import budget_proposals as services
from bureau.institution.instruments.models import Instrument
from bureau.institution.procedures.queries.rehearsing import Said
from bureau.institution.procedures.services.rules import put_rule_in_force
from bureau.institution.procedures.store import Terms
from bureau.web.multilingual import text
from tests.institution.finance.budgeted import ENOUGH, Budgeted
from tests.institution.house import OPENED, TODAY, House

MORE = ENOUGH + 5_000_000


def rule_of_budgets(house: House, terms: Terms | None = None, key: str = "budgets") -> None:
    """The director recommends, then the committee decides."""
    director = Who(WhoKind.POST, (house.posts["DIR"],))
    committee = Who(WhoKind.BODY, (house.bodies["COCO"],))
    steps = (
        StepTemplate("recommend", 1, director, ActKind.RECOMMEND, Gate.NEXT),
        StepTemplate("decide", 2, committee, ActKind.DECIDE, Gate.ENTRY_INTO_FORCE),
    )
    put_rule_in_force(
        house.administrator,
        organisation=house.organisation,
        key=key,
        subject="budget_proposal",
        terms=terms or Terms(steps),
        valid_from=OPENED,
        instrument=house.paper,
        is_practice=True,
    )


class Case:
    """A proposal of the budget officer on the budget of the house."""

    def __init__(self, house: House) -> None:
        self.house, self.made = house, Budgeted(house)
        rule_of_budgets(house)
        self.number = services.begin_budget_proposal(
            self.officer, budget=self.made.number, title=text(en="More for posts")
        )

    @property
    def officer(self):  # type: ignore[no-untyped-def]
        return self.made.officer

    @property
    def row(self) -> BudgetProposal:
        return BudgetProposal.objects.get(pk=self.number)

    def line(self, code: str = "TSB-POSTS", voted: dict[int, int] | None = None) -> LineGiven:
        amounts = {2025: MORE} if voted is None else voted
        return LineGiven(code, self.house.units["TSB"], self.made.posts, "", amounts)

    def propose(self, *lines: LineGiven) -> None:
        services.propose_lines(self.officer, proposal=self.number, lines=lines or [self.line()])

    def put_forward(self) -> None:
        services.submit_budget_proposal(self.officer, proposal=self.number)

    def act(self, name: str, kind: ActKind, **more: object) -> int:
        case = proposal_seen(self.row).case
        assert case is not None
        (step,) = case.here()
        said = Said(kind, TODAY, step.key, seen=case.seen(), **more)  # type: ignore[arg-type]
        return services.record_on_budget_proposal(
            self.house.actor(name), proposal=self.number, said=said
        )

    def state(self) -> str:
        return proposal_seen(self.row).state

    def voted(self, code: str = "TSB-POSTS") -> dict[int, int]:
        return dict(lines_standing(self.row.budget)[code].voted)


@pytest.fixture
def case(house: House) -> Case:
    return Case(house)


def decided(case: Case) -> int:
    case.propose()
    case.put_forward()
    case.act("Dina", ActKind.RECOMMEND)
    return case.act("Coco", ActKind.DECIDE, document="COCO/9")


def refused(*codes: str) -> "pytest.RaisesExc[Refused]":
    def check(error: Refused) -> bool:
        return {one.code for one in error.reasons} == {*codes}

    return pytest.raises(Refused, check=check)


def test_what_is_decided_is_voted_under_its_instrument(case: Case) -> None:
    act = decided(case)
    assert case.state() == "in_force" and case.voted() == {2024: ENOUGH, 2025: MORE}
    entry = BudgetEntry.objects.get()
    instrument = Instrument.objects.get(pk=entry.instrument_id)
    assert (entry.act_id, instrument.kind, instrument.number) == (act, "decision", "COCO/9")
    assert [row.instrument_id for row in Voted.objects.all()] == [None, None, instrument.pk]


def test_nothing_is_voted_before_it_is_decided(case: Case) -> None:
    case.propose()
    case.put_forward()
    case.act("Dina", ActKind.RECOMMEND)
    assert case.state() == "under_way" and case.voted()[2025] == ENOUGH


def test_by_hand_no_line_is_kept_where_a_rule_says_who_votes(case: Case) -> None:
    with refused("voted_by_rules"):
        keep_budget_lines(case.officer, budget=case.made.number, lines=[case.line()])
    with refused("voted_by_rules"):
        add_budget_line(case.officer, budget=case.made.number, line=case.line("NEW"))
    assert case.voted() == {2024: ENOUGH, 2025: ENOUGH}


def test_who_wrote_a_line_does_not_act_on_it(case: Case) -> None:
    hana = Who(WhoKind.POST, (case.house.posts["HR"],))
    step = StepTemplate("decide", 1, hana, ActKind.APPROVE, Gate.ENTRY_INTO_FORCE)
    rule_of_budgets(case.house, Terms((step,), rank=5), key="alone")
    case.propose()
    case.put_forward()
    with refused("may_not_act"):
        case.act("Hana", ActKind.APPROVE)
    assert case.voted()[2025] == ENOUGH


def test_what_is_referred_back_is_written_anew_and_goes_the_whole_way(case: Case) -> None:
    case.propose()
    case.put_forward()
    case.act("Dina", ActKind.RECOMMEND)
    case.act("Coco", ActKind.REFER_BACK, document="COCO/9", note="Too much")
    assert case.state() == "sent_back"
    assert [one.person for one in tells(None)] == [case.officer.person]
    case.propose(case.line(voted={2025: ENOUGH + 1}))
    case.put_forward()
    case.act("Dina", ActKind.RECOMMEND)
    case.act("Coco", ActKind.DECIDE, document="COCO/10")
    assert case.voted()[2025] == ENOUGH + 1
    first, second = case.row.submissions.all()
    assert first.lines[0]["voted"]["2025"] == MORE and second.lines != first.lines


def test_what_is_rejected_or_withdrawn_is_not_voted(case: Case) -> None:
    case.propose()
    case.put_forward()
    case.act("Dina", ActKind.REJECT, note="No")
    assert case.state() == "rejected" and case.voted()[2025] == ENOUGH
    again = Case.__new__(Case)
    again.house, again.made = case.house, case.made
    again.number = services.begin_budget_proposal(
        case.officer, budget=case.made.number, title=text(en="Again")
    )
    again.propose()
    again.put_forward()
    with refused("not_the_author"):
        services.withdraw_budget_proposal(
            case.house.actor("Dina"), proposal=again.number, day=TODAY
        )
    services.withdraw_budget_proposal(again.officer, proposal=again.number, day=TODAY)
    assert again.state() == "withdrawn" and again.voted()[2025] == ENOUGH


def test_of_two_on_one_line_the_later_is_written_anew(case: Case) -> None:
    other = services.begin_budget_proposal(
        case.officer, budget=case.made.number, title=text(en="Other")
    )
    services.propose_lines(case.officer, proposal=other, lines=[case.line(voted={2025: 1})])
    services.submit_budget_proposal(case.officer, proposal=other)
    decided(case)
    case.number = other
    case.act("Dina", ActKind.RECOMMEND)
    with refused("lines_voted_meanwhile"):
        case.act("Coco", ActKind.DECIDE, document="COCO/10")
    assert case.voted()[2025] == MORE and case.state() == "under_way"
    case.act("Coco", ActKind.REFER_BACK, document="COCO/10", note="Look again")
    with refused("lines_voted_meanwhile"):
        case.put_forward()
    case.propose(case.line(voted={2025: 1}))
    case.put_forward()
    assert case.state() == "under_way"


def test_a_line_is_added_and_another_ended_in_one_proposal(case: Case) -> None:
    case.propose(case.line(voted={2024: 0, 2025: 0}), case.line("NEW", {2024: 0, 2025: MORE}))
    case.put_forward()
    seen = proposal_seen(case.row).case
    assert seen is not None
    found = {one.kind: one.amount for one in seen.case.actions}
    assert found == {"end_budget_line": -ENOUGH, "add_budget_line": MORE}
    case.act("Dina", ActKind.RECOMMEND)
    case.act("Coco", ActKind.DECIDE, document="COCO/9")
    assert case.voted() == {2024: 0, 2025: 0} and case.voted("NEW")[2025] == MORE


def test_amounts_decide_on_the_route(case: Case) -> None:
    """Up to a bound the director approves alone."""
    director = Who(WhoKind.POST, (case.house.posts["DIR"],))
    step = StepTemplate("approve", 1, director, ActKind.APPROVE, Gate.ENTRY_INTO_FORCE)
    small = Terms((step,), rank=5, amounts=AmountRange("CHF", up_to=1_000))
    rule_of_budgets(case.house, small, key="small")
    case.propose(case.line(voted={2025: ENOUGH + 500}), case.line("NEW", {2025: MORE}))
    case.put_forward()
    seen = proposal_seen(case.row).case
    assert seen is not None
    approve, recommend = sorted(seen.here(), key=lambda one: one.act)
    said = Said(approve.act, TODAY, approve.key)
    services.record_on_budget_proposal(case.house.actor("Dina"), proposal=case.number, said=said)
    assert recommend.act == ActKind.RECOMMEND and case.state() == "partly_in_force"
    assert case.voted()[2025] == ENOUGH + 500


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ({"unit": "OPD"}, "line_stays_where_it_is"),
        ({"voted": {2030: 1}}, "year_not_of_budget"),
        ({"voted": {}}, "amount_missing"),
        ({"voted": {2025: -1}}, "amount_out_of_range"),
    ],
)
def test_a_line_that_does_not_fit_is_refused(case: Case, line: dict[str, Any], code: str) -> None:
    given = case.line(voted=line.get("voted"))
    unit = case.house.units[line.get("unit", "TSB")]
    with refused(code):
        case.propose(LineGiven(given.code, unit, given.object, "", given.voted))


def test_what_is_put_forward_is_not_written(case: Case) -> None:
    with refused("no_line_to_submit"):
        case.put_forward()
    case.propose()
    case.put_forward()
    with refused("already_submitted"):
        case.propose()
    with refused("already_submitted"):
        services.take_out_line(case.officer, proposal=case.number, code="TSB-POSTS")


def test_a_line_is_taken_out_and_a_draft_given_up(case: Case) -> None:
    case.propose()
    services.take_out_line(case.officer, proposal=case.number, code="TSB-POSTS")
    assert not case.row.lines.exists()
    services.discard_budget_proposal(case.officer, proposal=case.number)
    assert not proposals_seen(case.officer)


def test_others_have_no_hand_in_it(case: Case) -> None:
    with refused("not_yours_to_do"):
        services.propose_lines(case.house.actor("Olga"), proposal=case.number, lines=[case.line()])
    with refused("not_yours_to_do"):
        services.begin_budget_proposal(
            case.house.actor("Olga"), budget=case.made.number, title=text(en="Mine")
        )


@pytest.mark.parametrize(
    "more",
    [
        {"parts": frozenset({1})},
        {"questions": ("Why?",)},
    ],
)
def test_it_is_decided_as_a_whole(case: Case, more: dict[str, Any]) -> None:
    case.propose()
    case.put_forward()
    with refused("act_not_on_budgets"):
        case.act("Dina", ActKind.RECOMMEND, **more)


def test_a_draft_is_seen_by_its_keepers_and_then_along_its_way(case: Case) -> None:
    def sees(name: str) -> bool:
        return bool(proposals_seen(case.house.actor(name)))

    case.propose()
    assert sees("Hana") and not sees("Dina")
    case.put_forward()
    assert sees("Dina") and sees("Coco") and not sees("Adam")
    assert {one.person for one in tells(None)} == {case.house.people["Dina"]}
    case.act("Dina", ActKind.RECOMMEND)
    case.act("Coco", ActKind.DECIDE, document="COCO/9")
    assert sees("Adam")


def test_without_a_rule_lines_are_kept_by_hand_and_nothing_is_put_forward(house: House) -> None:
    made = Budgeted(house)
    number = services.begin_budget_proposal(made.officer, budget=made.number, title=text(en="More"))
    line = LineGiven("TSB-POSTS", house.units["TSB"], made.posts, "", {2025: MORE})
    services.propose_lines(made.officer, proposal=number, lines=[line])
    with refused("rule_missing"):
        services.submit_budget_proposal(made.officer, proposal=number)
    assert keep_budget_lines(made.officer, budget=made.number, lines=[line])


def test_lines_written_since_it_was_sent_back_are_for_who_drafts_along(case: Case) -> None:
    case.propose()
    case.put_forward()
    case.act("Dina", ActKind.RECOMMEND)
    case.act("Coco", ActKind.REFER_BACK, document="COCO/9", note="Too much")
    case.propose(case.line(voted={2025: ENOUGH + 1}))

    def shown(actor: Actor) -> int:
        (seen,) = proposals_seen(actor, [case.number])
        (line,) = lines_shown(seen)
        return line.given.voted[2025]

    assert shown(case.officer) == ENOUGH + 1
    assert shown(case.house.actor("Coco")) == MORE
