"""The pages of budget proposals, from the page of a budget to what is voted."""

import re
from dataclasses import replace
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bureau.core.procedures.kinds import ActKind, Gate, WhoKind
from bureau.core.procedures.rules import StepTemplate, Who
from bureau.institution.finance.store import LineGiven
from bureau.institution.governance.models import BudgetEntry, BudgetProposal
from bureau.institution.governance.queries.budget_proposals import proposal_seen
from bureau.institution.governance.services.budget_proposals import (
    begin_budget_proposal,
    propose_lines,
)
from bureau.institution.procedures.store import Terms
from bureau.web.formats import number_in_words
from bureau.web.multilingual import text
from tests.institution.finance.budgeted import ENOUGH, Budgeted
from tests.institution.governance.deciding import lay_down, seat_committee
from tests.institution.governance.test_budget_proposals import Case, decided, rule_of_budgets
from tests.institution.governance.visitors import page, send, visitor
from tests.institution.house import House

FORBIDDEN, UNPROCESSABLE = 403, 422


@pytest.fixture
def case(house: House) -> Case:
    return Case(house)


def address(case: Case, name: str = "", **query: str) -> str:
    found = reverse(f"budget-proposal{name}", args=[case.number])
    return f"{found}?{'&'.join(f'{key}={value}' for key, value in query.items())}"


def put_forward(case: Case) -> None:
    case.propose()
    case.put_forward()


def act_address(case: Case, kind: ActKind) -> str:
    seen = proposal_seen(case.row).case
    assert seen is not None
    return address(case, "-act", step=seen.here()[0].key, act=str(kind))


@pytest.mark.thorough
def test_the_officer_begins_writes_and_puts_forward(house: House) -> None:
    made = Budgeted(house)
    rule_of_budgets(house)
    budget = page(visitor(house, "Hana"), reverse("budget", args=[made.number]))
    begin = reverse("budget-proposal-new", args=[made.number])
    assert begin in budget and reverse("settings-budget-lines", args=[made.number]) not in budget
    officer = visitor(house, "Hana")
    send(officer, begin, title="More for posts", language="en")
    row = BudgetProposal.objects.get()
    mine = reverse("budget-proposal", args=[row.pk])
    assert "No line yet" in page(officer, mine)
    line = f"{reverse('budget-proposal-line', args=[row.pk])}?code=TSB-POSTS"
    assert "voted_2025" in page(officer, line) and "id_unit" not in page(officer, line)
    send(officer, line, voted_2024="2000000", voted_2025="2050000")
    assert "Change what is voted on a line" in page(officer, mine)
    submission = reverse("budget-proposal-submission", args=[row.pk])
    assert number_in_words(2_050_000) in page(officer, submission)
    send(officer, submission)
    assert "on its route" in page(officer, mine)
    assert proposal_seen(BudgetProposal.objects.get()).state == "under_way"


def test_lines_without_a_rule_are_named_before_they_are_put_forward(house: House) -> None:
    made, director = Budgeted(house), Who(WhoKind.POST, (house.posts["DIR"],))
    step = StepTemplate("decide", 1, director, ActKind.DECIDE, Gate.ENTRY_INTO_FORCE)
    rule_of_budgets(house, Terms((step,), actions=frozenset({"add_budget_line"})))
    officer, more = visitor(house, "Hana"), {2025: ENOUGH + 1}
    number = begin_budget_proposal(made.officer, budget=made.number, title=text(en="More"))
    mine = reverse("budget-proposal", args=[number])
    told = "says who votes on these lines: "
    new = LineGiven("NEW", house.units["TSB"], made.posts, "", more)
    propose_lines(made.officer, proposal=number, lines=[new])
    assert told not in page(officer, mine)
    propose_lines(made.officer, proposal=number, lines=[replace(new, code="TSB-POSTS")])
    assert f"{told}TSB-POSTS. Take them out" in page(officer, mine)
    assert told in page(officer, f"{mine}submission/")


def test_the_act_says_what_it_does_before_it_is_done(case: Case) -> None:
    put_forward(case)
    director = visitor(case.house, "Dina")
    recommend = act_address(case, ActKind.RECOMMEND)
    mine = page(director, address(case))
    assert recommend.split("?")[0] in mine
    seen = proposal_seen(case.row).case
    assert seen is not None
    said = {"day": "2024-06-10", "seen": seen.seen(), "note": ""}
    asked = send(director, recommend, **said)
    assert "Recommend?" in asked and "Nothing comes into force by this act alone." in asked
    send(director, recommend, **said, confirm="yes")
    committee, decide = visitor(case.house, "Coco"), act_address(case, ActKind.DECIDE)
    said["document"] = "COCO/9"
    asked = send(committee, decide, **said)
    assert "1 line is voted by it, at once:" in asked
    assert case.voted()[2025] == ENOUGH
    done = send(committee, decide, **said, confirm="yes")
    assert "in force" in done and "COCO/9" in done and case.voted()[2025] > ENOUGH


def test_a_body_with_a_rule_of_its_own_says_how_it_decided(case: Case) -> None:
    seat_committee(case.house)
    lay_down(case.house)
    put_forward(case)
    case.act("Dina", ActKind.RECOMMEND)
    committee, decide = visitor(case.house, "Coco"), act_address(case, ActKind.DECIDE)
    assert "Seats that took part" in page(committee, decide)
    said = {"day": "2024-06-10", "document": "COCO/9", "way": "in_session"}
    missing = send(committee, decide, UNPROCESSABLE, **said)
    assert "Say how many." in missing
    said |= {"present": "4", "supporting": "4", "against": "0", "confirm": "yes"}
    send(committee, decide, **said)
    assert case.state() == "in_force"


def test_a_wrong_act_is_told_on_its_form(case: Case) -> None:
    put_forward(case)
    director = visitor(case.house, "Dina")
    reject = act_address(case, ActKind.REJECT)
    assert "This field is required." in send(director, reject, UNPROCESSABLE, day="2024-06-10")
    future = send(director, reject, UNPROCESSABLE, day="2031-01-01", note="No")
    assert "The day of the act has not come yet." in future
    page(visitor(case.house, "Adam"), reject, 404)
    page(director, address(case, "-act", step="none", act="reject"), 404)


def test_what_was_voted_meanwhile_is_told_and_the_line_written_anew(case: Case) -> None:
    other = Case.__new__(Case)
    other.house, other.made = case.house, case.made
    other.number = case.number
    put_forward(other)
    officer = visitor(case.house, "Hana")
    begin = reverse("budget-proposal-new", args=[case.made.number])
    send(officer, begin, title="Other", language="fr")
    case.number = BudgetProposal.objects.order_by("pk").last().pk  # type: ignore[union-attr]
    case.propose(case.line(voted={2025: 1}))
    other.act("Dina", ActKind.RECOMMEND)
    other.act("Coco", ActKind.DECIDE, document="COCO/9")
    told = send(officer, address(case, "-submission"), UNPROCESSABLE)
    assert "Other amounts were voted meanwhile on these lines: TSB-POSTS." in told


def test_lines_are_not_kept_by_hand_and_the_page_leads_on(case: Case) -> None:
    officer = visitor(case.house, "Hana")
    budget = case.made.number
    for name, number in (
        ("settings-budget-lines", budget),
        ("settings-budget-line", case.made.line),
        ("budget-lines-table", budget),
    ):
        told = page(officer, reverse(name, args=[number]))
        assert officer.post(reverse(name, args=[number])).status_code == FORBIDDEN
        assert "nobody keeps it by hand" in told
        assert reverse("budget-proposal-new", args=[budget]) in told


def test_a_table_goes_into_a_proposal(case: Case) -> None:
    officer = visitor(case.house, "Hana")
    table = address(case, "-table")
    assert table.split("?")[0] in page(officer, address(case))
    rows = "line,unit,object,2024,2025\nTSB-POSTS,,,2000000,3000000\nNEW,TSB,TRAVEL,10,20\n"
    shown = officer.post(table, {"table": SimpleUploadedFile("l.csv", rows.encode()), "key": "k"})
    kept = re.search(r'name="rows_read" value="([^"]*)"', shown.content.decode())
    assert kept
    send(officer, table, rows_read=unescape(kept[1]))
    assert {row.code: row.voted["2025"] for row in case.row.lines.all()} == {
        "TSB-POSTS": 300_000_000,
        "NEW": 2_000,
    }


def test_it_is_taken_back(case: Case) -> None:
    officer = visitor(case.house, "Hana")
    put_forward(case)
    page(visitor(case.house, "Dina"), address(case, "-withdrawal"), 404)
    assert "withdrawn" in send(officer, address(case, "-withdrawal"))
    page(officer, address(case, "-withdrawal"), 404)


def test_a_draft_is_discarded_and_a_line_taken_out(case: Case) -> None:
    officer = visitor(case.house, "Hana")
    case.propose()
    send(officer, address(case, "-line-removal"), code="TSB-POSTS")
    assert not case.row.lines.exists()
    gone = send(officer, address(case, "-line-removal"), UNPROCESSABLE, code="TSB-POSTS")
    assert "not in the draft any more" in gone
    send(officer, address(case, "-withdrawal"))
    page(officer, address(case), 404)


def test_it_waits_on_the_first_page_of_who_must_act(case: Case) -> None:
    put_forward(case)
    first = page(visitor(case.house, "Dina"), reverse("home"))
    assert "A budget proposal waits for your act." in first and "More for posts" in first
    assert "More for posts" not in page(visitor(case.house, "Coco"), reverse("home"))


def test_the_list_shows_what_the_reader_may_see(case: Case) -> None:
    case.propose()
    listed = reverse("budget-proposals")
    assert "More for posts" in page(visitor(case.house, "Hana"), listed)
    assert "No budget proposal to see" in page(visitor(case.house, "Dina"), listed)
    page(visitor(case.house, None), listed, 404)


def test_the_instrument_leads_to_what_was_voted_under_it(case: Case) -> None:
    decided(case)
    instrument = BudgetEntry.objects.get().instrument_id
    told = page(visitor(case.house, "Dina"), reverse("instrument", args=[instrument]))
    assert address(case).split("?")[0] in told and "More for posts" in told


def test_many_lines_are_turned_page_by_page(case: Case) -> None:
    case.propose(*(case.line(f"L{n:03}", {2025: n}) for n in range(120)))
    officer = visitor(case.house, "Hana")
    first = page(officer, address(case))
    assert "L049" in first and "L050" not in first and "50 lines on this page" in first
    following = re.search(r'\?page=(after-\d+)"', first)
    assert following and "L050" in page(officer, address(case, page=following[1]))
    assert "70 more are not shown here." in page(officer, address(case, "-submission"))
    page(officer, address(case, page="after-9999"), 404)
    case.put_forward()
    director = visitor(case.house, "Dina")
    told = page(director, act_address(case, ActKind.RECOMMEND))
    assert "70 more are not shown here." in told
    assert "On 120 actions" in page(director, address(case))


def test_of_many_lines_one_is_named_by_its_code(case: Case) -> None:
    officer = visitor(case.house, "Hana")
    new = page(officer, address(case, "-line", code="NEW-LINE"))
    assert 'value="NEW-LINE"' in new and "id_unit" in new
