"""A determination is an act of the office that the rule names, with author and reason: no edit."""

import pytest
from django.db import DatabaseError, transaction

from bureau.core.reasons import Refused
from bureau.institution.governance.services import steps
from bureau.institution.procedures.models import ProcedureAct, ProcedureNote, Round
from tests.institution.governance.engagement import determine, submit_renaming
from tests.institution.governance.test_pages_acts import do
from tests.institution.governance.test_pages_routes import act
from tests.institution.governance.visitors import page, send, visitor
from tests.institution.house import TODAY, House
from tests.programs import program


def test_the_office_records_it_on_its_page_with_a_reason(house: House) -> None:
    case, client = submit_renaming(house, "NEW"), visitor(house, "Sana")
    frozen, asked = Round.objects.get().actions, act(case, "determine")
    said = {"day": TODAY.isoformat(), "answer": "yes"}
    assert "This field is required." in send(client, asked, 422, **said)
    shown = send(client, asked, **said, note="No. 70 applies")
    do(client, asked, shown)
    made = ProcedureAct.objects.get()
    assert (made.kind, made.answer, made.person) == ("determine", True, house.people["Sana"])
    assert ProcedureNote.objects.get().said == "No. 70 applies"
    assert Round.objects.get().actions == frozen, "what was put forward stays as it was"


def test_the_page_asks_the_question_itself_before_and_when_it_is_answered(house: House) -> None:
    case, client = submit_renaming(house, "NEW"), visitor(house, "Sana")
    asked = act(case, "determine")
    assert "<legend>Is this a major change?" in page(client, asked)
    said = {"day": TODAY.isoformat(), "answer": "yes", "note": "No. 70 applies"}
    assert "<dt>Is this a major change?</dt><dd>Yes</dd>" in send(client, asked, **said)


def test_a_program_records_it_with_a_reason(house: House) -> None:
    case, by = submit_renaming(house, "NEW"), program(house, "Sana")
    route = by.get(f"reorganisations/{case.number}/route")
    said = {"kind": "determine", "step": case.step("determine"), "day": TODAY.isoformat()}
    said |= {"hash": route["hash"], "answer": True}
    refused = by.send(f"reorganisations/{case.number}/acts", said, 422)
    assert refused["reasons"][0]["code"] == "reason_missing"
    by.send(f"reorganisations/{case.number}/acts", {**said, "note": "No. 70 applies"}, 201)
    assert ProcedureAct.objects.get().answer is True


@pytest.mark.parametrize("name", ["Olga", "Coco", "Otto"])
def test_nobody_else_determines(house: House, name: str) -> None:
    case = submit_renaming(house, "NEW")
    with pytest.raises(Refused, match="may_not_act"):
        steps.determine(
            house.actor(name),
            reorganisation=case.number,
            step=case.step("determine"),
            day=TODAY,
            answer=True,
            note="So I think",
        )


def test_it_is_given_once_and_never_rewritten(house: House) -> None:
    case = submit_renaming(house, "NEW")
    step = case.step("determine")
    determine(case, answer=False)
    with pytest.raises(Refused, match="step_not_open"):
        steps.determine(
            house.actor("Sana"),
            reorganisation=case.number,
            step=step,
            day=TODAY,
            answer=True,
            note="On second thoughts",
        )
    with pytest.raises(DatabaseError, match="is sealed"), transaction.atomic():
        ProcedureAct.objects.update(answer=True)
