"""Acts whole by api: amended, conditional, asked, undone; the services and reasons of the pages."""

from datetime import timedelta
from typing import Any

import pytest

from bureau.core.procedures.kinds import Amended
from bureau.institution.governance.models import Amendment, EntryIntoForce
from bureau.institution.procedures.models import ProcedureAct
from tests.institution.governance.amending import codes_on, let_amend, three_renamed
from tests.institution.governance.engagement import DAY, Engagement
from tests.institution.house import FORCE, House
from tests.programs import Program, program


def sent(
    case: Engagement, by: Program, kind: str, step: str, status: int = 201, **more: Any
) -> Any:
    address = f"reorganisations/{case.number}"
    route = by.get(f"{address}/route")
    said = {"kind": kind, "step": case.step(step), "day": "2024-06-10", "hash": route["hash"]}
    return by.send(f"{address}/acts", {**said, "document": "Memo 7", **more}, status)


def test_a_program_amends_and_adopts_what_it_amended(house: House) -> None:
    let_amend(house, Amended.CLOSES)
    case, by = three_renamed(house), program(house, "Sana")
    address, step = f"reorganisations/{case.number}", case.step("approve")
    changed = {"step": step, "day": "2024-07-01", "values": {"code": "UNO"}}
    by.send(f"{address}/amending/1", changed, 204, method="put")
    by.send(f"{address}/amending/2/omission", {"step": step}, 204)
    so_far = by.get(f"{address}/amending?step={step}")
    assert [(one["place"], one["manner"]) for one in so_far["items"]] == [
        (1, "change"),
        (2, "leave_out"),
    ]
    assert so_far["final"] is True
    refused = sent(case, by, "adopt_as_amended", "approve", 412, amendment="0" * 64)
    assert refused["reasons"][0]["code"] == "changed_since_seen"
    made = sent(case, by, "adopt_as_amended", "approve", amendment=so_far["hash"])
    assert {"UNO", "TSP", "THREE"} <= codes_on(house, DAY)
    frozen = by.get(f"{address}/amendments/{made['id']}")
    assert frozen["hash"] == Amendment.objects.get().difference_hash and frozen["applies"]
    (entry,) = by.get(f"{address}/entries")["items"]
    assert entry["amended_hash"] == frozen["actions_hash"]


def test_a_program_sets_a_condition_and_another_says_that_it_is_met(house: House) -> None:
    case, by = three_renamed(house), program(house, "Sana")
    last = (FORCE + timedelta(days=9)).isoformat()
    condition = {
        "said": "A budget",
        "who_kind": "office",
        "who": house.offices["DIR"],
        "last_day": last,
    }
    sent(case, by, "approve", "approve", conditions=[condition])
    acts = by.get(f"reorganisations/{case.number}/acts")["items"]
    assert acts[-1]["conditions"][0]["step"] == case.step("fulfil")
    assert not EntryIntoForce.objects.exists()
    sent(case, program(house, "Dina"), "fulfil", "fulfil")
    assert {"ONE", "TWO", "THREE"} <= codes_on(house, DAY)
    wrong = sent(case, by, "take_note", "take_note", 422, conditions=[condition])
    assert wrong["reasons"][0]["code"] == "condition_not_here"


@pytest.mark.exhaustive
def test_a_program_asks_and_the_author_answers(house: House) -> None:
    case, by, author = three_renamed(house), program(house, "Sana"), program(house, "Olga")
    address = f"reorganisations/{case.number}"
    sent(case, by, "refer_back", "approve", questions=["Who pays?"], note="First this")
    (question,) = author.get(f"{address}/questions")["items"]
    assert (question["question"], question["answer"]) == ("Who pays?", None)
    refused = author.send(f"{address}/submission", {}, 422)
    assert refused["reasons"][0]["code"] == "question_unanswered"
    said = {"answer": "The department"}
    author.send(f"{address}/questions/{question['id']}", said, 204, method="put")
    author.send(f"{address}/submission", {})


@pytest.mark.exhaustive
def test_a_program_begins_the_draft_that_undoes_an_entry(house: House) -> None:
    case = three_renamed(house)
    sent(case, program(house, "Sana"), "approve", "approve")
    officer, address = program(house, "Otto"), f"reorganisations/{case.number}/entries"
    (entry,) = officer.get(address)["items"]
    said = {"reference": "U-1", "title": {"words": {"en": "Undo"}}, "from_day": "2024-07-01"}
    made = officer.send(f"{address}/{entry['id']}/rescission", said)
    assert officer.get(address)["items"][0]["undone_by"] == [made["id"]]
    assert program(house, "Olga").get(address)["items"][0]["undone_by"] == []


def test_of_no_action_nothing_is_decided_or_withdrawn(house: House) -> None:
    """An empty list is a slip: who means all of it leaves the list away."""
    case, by = three_renamed(house), program(house, "Sana")
    sent(case, by, "approve", "approve", 422, parts=[])
    withdrawal, author = f"reorganisations/{case.number}/withdrawal", program(house, "Olga")
    author.send(withdrawal, {"day": "2024-06-10", "parts": []}, 422)
    assert "withdraw" not in {one.kind for one in ProcedureAct.objects.all()}
    author.send(withdrawal, {"day": "2024-06-10", "parts": None}, 201)
    assert ProcedureAct.objects.latest("pk").kind == "withdraw"
