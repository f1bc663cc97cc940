"""Conflicts, a rebase and alternatives by api: the services and reads of the pages."""

from pytest import MonkeyPatch

from bureau.core.changes.actions import ActionKind
from bureau.institution.governance.queries import conflicts as conflicts_queries
from bureau.institution.governance.store import actions_of
from tests.institution.governance.test_conflicts import adopt, draft_of
from tests.institution.house import House
from tests.programs import program

UNITS = ("SGD", "TSB")


def test_a_program_reads_the_conflicts_and_rebases(house: House) -> None:
    number = draft_of(house, "Olga", ActionKind.RENAME_UNIT, "OPD", code="OPY")
    adopt(house, "OPX")
    by, address = program(house, "Olga"), f"reorganisations/{number}"
    (against,) = by.get(f"{address}/conflicts")["items"]
    assert against["adopted"] and against["conflicts"][0]["code"] == "set_differently"
    (line,) = by.get(f"{address}/rebase")["items"]
    assert (line["base"], line["theirs"], line["state"]) == ("OPD", "OPX", "differ")
    choices = {"choices": [{"place": 1, "field": "code", "take": "mine"}]}
    assert by.send(f"{address}/rebase", choices, 200) == {"open": []}
    assert actions_of(number)[0].expects == {"code": "OPX"}


def test_a_program_reads_them_page_by_page(house: House, monkeypatch: MonkeyPatch) -> None:
    monkeypatch.setattr(conflicts_queries.held_against, "__defaults__", ("", 1))
    number = draft_of(house, "Olga", ActionKind.RENAME_UNIT, "OPD", code="OPY")
    others = {draft_of(house, "Olga", ActionKind.RENAME_UNIT, unit, code="X") for unit in UNITS}
    by, address = program(house, "Olga"), f"reorganisations/{number}/conflicts"
    first = by.get(address)
    second = by.get(f"{address}?cursor={first['next']}")
    assert (first["total"], second["total"], second["next"]) == (2, 2, None)
    assert {one["reorganisation"] for one in (*first["items"], *second["items"])} == others
    by.get(f"{address}?cursor=after-99999", 422)


def test_a_program_keeps_and_chooses_an_alternative(house: House) -> None:
    number = draft_of(house, "Olga", ActionKind.RENAME_UNIT, "OPD", code="OPY")
    by, address = program(house, "Olga"), f"reorganisations/{number}/alternatives"
    leave_it, a_code = {"words": {"en": "Leave it"}}, {"words": {"en": "A code"}}
    named = {"name": leave_it, "empty": True, "drafted_name": a_code}
    assert by.send(address, named, 201) == {"number": 2}
    by.send(
        f"{address}/2", {"name": leave_it, "reason": {"words": {"en": "Dear"}}}, 204, method="put"
    )
    by.send(f"{address}/2/choice", {"reason": {"words": {"en": "Simpler"}}}, 204)
    items = by.get(address)["items"]
    assert [(one["name"]["words"]["en"], one["proposed"], one["actions"]) for one in items] == [
        ("Leave it", True, 0),
        ("A code", False, 1),
    ]
    by.send(f"{address}/1", None, 204, method="delete")
    assert len(by.get(address)["items"]) == 1
    by.send(f"{address}/1/return", None, 204)
