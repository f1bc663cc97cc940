"""Budget proposals by a program: from a draft to what is voted, held to the state that it read."""

import pytest

from tests.institution.finance.budgeted import ENOUGH
from tests.institution.governance.test_budget_proposals import MORE, Case
from tests.institution.house import House
from tests.programs import Program, program

DAY = "2024-06-10"


@pytest.fixture
def case(house: House) -> Case:
    return Case(house)


def address(case: Case, part: str = "") -> str:
    return f"budget-proposals/{case.number}{part}"


def act(by: Program, case: Case, kind: str, status: int = 201, **more: object) -> None:
    read = by.get(address(case))
    (step,) = [one["key"] for one in read["steps"] if one["state"] == "here"]
    said = {"kind": kind, "step": step, "day": DAY, "hash": read["hash"], **more}
    by.send(address(case, "/acts"), said, status)


@pytest.mark.exhaustive
def test_a_program_takes_one_from_a_draft_to_what_is_voted(case: Case) -> None:
    officer = program(case.house, "Hana")
    made = officer.send(
        f"budgets/{case.made.number}/proposals", {"title": {"words": {"en": "By program"}}}
    )
    case.number = made["id"]
    line = {"code": "TSB-POSTS", "unit": case.house.units["TSB"], "object": case.made.posts}
    wanted = {"lines": [{**line, "voted": {"2025": MORE}}]}
    officer.send(address(case, "/lines"), wanted, 204, method="put")
    read = officer.get(address(case))
    assert read["lines"][0]["before"] == {"2024": ENOUGH, "2025": ENOUGH}
    assert read["lines"][0]["action"] == "change_budget_line" and read["hash"] == ""
    officer.send(address(case, "/submission"))
    act(program(case.house, "Dina"), case, "recommend")
    act(program(case.house, "Coco"), case, "decide", document="COCO/9")
    assert case.voted() == {2024: ENOUGH, 2025: MORE}
    read = officer.get(address(case))
    assert read["proposal"]["state"] == "in_force" and read["lines"][0]["is_voted"]


def test_a_change_is_held_to_the_state_that_was_read(case: Case) -> None:
    officer = program(case.house, "Hana")
    case.propose()
    officer.get(address(case))
    tag = officer.answer.headers["ETag"]
    case.propose(case.line(voted={2025: 1}))
    officer.send(address(case, "/submission"), status=412, match=tag)
    officer.get(address(case))
    officer.send(address(case, "/submission"), match=officer.answer.headers["ETag"])
    assert case.state() == "under_way"


@pytest.mark.thorough
def test_what_is_refused_says_why(case: Case) -> None:
    officer = program(case.house, "Hana")
    told = officer.send(address(case, "/submission"), status=422)
    assert told["reasons"][0]["sentence"] == "There is no line in it yet."
    case.propose()
    case.put_forward()
    director = program(case.house, "Dina")
    act(director, case, "defer", 422)
    act(director, case, "defer", until="2024-09-01")
    act(director, case, "refer_back", note="Too much")
    read = officer.get(address(case))
    assert read["proposal"]["state"] == "sent_back"


@pytest.mark.thorough
def test_it_is_taken_back_and_given_up(case: Case) -> None:
    officer = program(case.house, "Hana")
    case.propose()
    place = officer.get(address(case))["lines"][0]["place"]
    officer.send(address(case, f"/lines/{place}"), None, 204, method="delete")
    officer.send(address(case, f"/lines/{place}"), None, 404, method="delete")
    case.propose()
    case.put_forward()
    officer.send(address(case), None, 409, method="delete")
    officer.send(address(case, "/withdrawal"), {"day": DAY})
    assert case.state() == "withdrawn"
    assert officer.get("budget-proposals")["items"][0]["state"] == "withdrawn"
