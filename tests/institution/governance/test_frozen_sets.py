"""What was put forward is held to what entries commit to: edited past Bureau it is found and not
decided."""

import pytest
from django.db import connection

from bureau.config.proving.edits import Edit, edited
from bureau.core.procedures.kinds import ActKind
from bureau.core.reasons import Refused
from bureau.institution.governance.models import Submission
from bureau.institution.governance.queries.verification import differing
from bureau.institution.governance.services import (
    deciding,
    people,
    personnel,
    scenarios,
)
from bureau.institution.governance.services.ballots import close_ballot
from bureau.institution.governance.services.corrections import confirm_correction
from bureau.record.journal.queries.rows import rows_differing
from bureau.record.journal.services import Act
from bureau.web.multilingual import text
from tests.institution.governance.deciding import (
    lay_down,
    open_ballot,
    seat_committee,
    voted,
)
from tests.institution.governance.engagement import (
    Engagement,
    determine,
    draft_engagement,
    recommend,
    submit,
    submit_renaming,
    submitted,
)
from tests.institution.governance.test_budget_proposals import MORE, Case
from tests.institution.governance.test_corrections import propose
from tests.institution.house import TODAY, House

pytestmark = pytest.mark.everywhere


def set_text(table: str, column: str, value: str, where: str = "id = {some}") -> Edit:
    return Edit(table, f"UPDATE {table} SET {column} = {value} WHERE {where}", column)


SHORTER = set_text("governance_submission", "actions", "'[]'")


def test_actions_edited_while_a_case_is_pending_are_found_at_once(house: House) -> None:
    submitted(house)
    assert not [*differing(), *rows_differing()]
    with edited(SHORTER):
        assert any("governance_submission" in how for how in rows_differing())
        assert any("put forward are not those under their hash" in how for how in differing())
    assert not [*differing(), *rows_differing()]


def test_nobody_decides_on_actions_that_were_edited(house: House) -> None:
    case = submitted(house)
    determine(case)
    with edited(SHORTER), pytest.raises(Refused, match="submission_edited"):
        recommend(case)
    recommend(case)


def test_nobody_decides_where_actions_and_their_hash_were_edited(house: House) -> None:
    case = submitted(house)
    determine(case)
    row = Submission.objects.get()
    forged = f"actions_hash = '{row.actions_hash[::-1]}', words_hashes = words_hashes"
    edit = Edit("governance_submission", f"UPDATE governance_submission SET {forged}")
    with edited(edit), pytest.raises(Refused, match="submission_edited"):
        recommend(case)


def amounts(before: int, after: int) -> Edit:
    """Another amount in the lines submitted; as PostgreSQL and SQLite store a list."""
    cast = "::jsonb" if connection.vendor == "postgresql" else ""
    lines = f"REPLACE(CAST(lines AS text), '{before}', '{after}'){cast}"
    return set_text("governance_budgetsubmission", "lines", lines)


DEARER = MORE * 10


def test_nobody_decides_on_lines_of_a_budget_that_were_edited(house: House) -> None:
    case = Case(house)
    case.propose()
    case.put_forward()
    with edited(amounts(MORE, DEARER)), pytest.raises(Refused, match="submission_edited"):
        case.act("Dina", ActKind.RECOMMEND)
    case.act("Dina", ActKind.RECOMMEND)


def test_a_vote_on_edited_lines_is_found_though_they_were_put_back(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = Case(house)
    case.propose()
    case.put_forward()
    case.act("Dina", ActKind.RECOMMEND)
    assert not [*differing()]
    monkeypatch.setattr(deciding, "REFUSE_EDITED", {})
    with edited(amounts(MORE, DEARER)):
        case.act("Coco", ActKind.DECIDE, document="COCO/9")
        with edited(amounts(DEARER, MORE)):
            assert any("was voted otherwise" in how for how in differing())


def test_nobody_confirms_a_correction_that_was_edited(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = propose(house, fields={"grade": "P.5"})
    put_off = set_text("governance_correction", "day", "day + 30")
    with edited(put_off), pytest.raises(Refused, match="submission_edited"):
        confirm_correction(house.actor("Otto"), correction=number)
    monkeypatch.setattr(Act, "refuse_edited", lambda *_: None)
    with edited(put_off):
        confirm_correction(house.actor("Otto"), correction=number)
        with edited(set_text("governance_correction", "day", "day - 30")):
            assert any("is not the proposed one" in how for how in differing())
    confirm_correction(house.actor("Otto"), correction=number)
    assert not [*differing()]


def test_nobody_counts_votes_that_were_edited(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat_committee(house)
    lay_down(house)
    case = submit_renaming(house, "OPS2")
    determine(case)
    number = open_ballot(case)
    voted(house, number)
    turned = set_text("governance_vote", "choice", "'against'")
    with edited(turned), pytest.raises(Refused, match="submission_edited"):
        close_ballot(house.actor("Coco"), ballot=number)
    monkeypatch.setattr(Act, "refuse_edited", lambda *_: None)
    with edited(turned):
        close_ballot(house.actor("Coco"), ballot=number)
        with edited(set_text("governance_vote", "choice", "'for'")):
            assert any("is not that of its votes" in how for how in differing())
    close_ballot(house.actor("Coco"), ballot=number)
    assert not [*differing()]


@pytest.fixture
def considered(house: House) -> Engagement:
    """A case with an alternative and a list of people confirmed; and a personnel action."""
    case = draft_engagement(house)
    number = case.number
    scenarios.add_scenario(
        case.officer, reorganisation=number, name=text(en="Other"), drafted_name=text(en="This")
    )
    scenarios.describe_scenario(
        case.officer, reorganisation=number, number=2, name=text(en="Other"), reason=text(en="dear")
    )
    submit(case)
    hana = house.actor("Hana")
    people.confirm_people(hana, reorganisation=number)
    people.close_people_list(hana, reorganisation=number)
    personnel.appoint(hana, post=house.posts["D1"], person=house.people["Stray"], day=TODAY)
    return case


@pytest.mark.parametrize(
    "edit",
    [
        set_text("governance_affectedlist", "lines", "'[]'"),
        set_text("governance_alternative", "actions", "'[{}]'"),
        set_text("governance_alternative", "reason", "'forged'"),
        set_text("governance_alternative", "purpose", "'forged'"),
        set_text("governance_scenario", "actions", "'[{}]'"),
        set_text("governance_personnelaction", "action", "'[]'", "instrument_id > 0"),
    ],
    ids=str,
)
def test_an_edit_of_what_was_frozen_is_found(considered: Engagement, edit: Edit) -> None:
    assert not list(rows_differing())
    with edited(edit):
        assert any(edit.table in how and edit.found in how for how in rows_differing())
