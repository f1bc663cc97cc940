"""A case held against others: what is adopted, and only such drafts as the reader may see."""

from bureau.core.changes.actions import ActionKind
from bureau.core.changes.conflicts import ConflictKind
from bureau.institution.governance.queries.conflicts import Held, held_against, others_of
from bureau.institution.governance.queries.reorganisations import Seen, seen_by
from bureau.institution.governance.services import actions, drafts
from bureau.institution.governance.services.drafts import name_reader
from bureau.web.multilingual import text
from tests.institution.governance.engagement import (
    DAY,
    approve,
    determine,
    draft_renaming,
    recommend,
    submit_renaming,
)
from tests.institution.house import House


def draft_of(house: House, name: str, kind: ActionKind, unit: str, /, **values: object) -> int:
    """A draft of one action, begun by one of the officers."""
    officer = house.actor(name)
    number = drafts.start_reorganisation(
        officer, organisation=house.organisation, reference=f"{name}-{unit}", title=text(en=unit)
    )
    actions.add_action(
        officer,
        reorganisation=number,
        kind=kind,
        day=DAY + 1,
        subject=house.units[unit],
        values=values,  # type: ignore[arg-type]
    )
    return number


def seen(house: House, name: str, number: int) -> Seen:
    return seen_by(house.actor(name), [number])[number]


def held(house: House, name: str, number: int) -> list[Held]:
    found = held_against(house.actor(name), seen(house, name, number))
    assert found is not None
    return found.held


def adopt(house: House, code: str, unit: str = "OPD") -> None:
    case = submit_renaming(house, code, unit)
    determine(case)
    recommend(case)
    approve(case)


def test_a_draft_is_held_against_what_is_adopted_for_later(house: House) -> None:
    number = draft_of(house, "Olga", ActionKind.RENAME_UNIT, "OPD", code="OPY")
    adopt(house, "OPX")
    (one,) = held(house, "Olga", number)
    (conflict,) = one.conflicts
    assert one.other.is_adopted and conflict.kind is ConflictKind.VALUE
    assert conflict.facts == {"field": "code", "mine": "OPY", "theirs": "OPX"}


def test_a_draft_begun_after_what_is_adopted_knows_of_it(house: House) -> None:
    adopt(house, "OPX")
    number = draft_of(house, "Olga", ActionKind.RENAME_UNIT, "OPD", code="OPY")
    (one,) = held(house, "Olga", number)
    assert one.conflicts == ()


def test_a_draft_that_the_reader_may_not_see_is_not_there(house: House) -> None:
    number = draft_of(house, "Olga", ActionKind.RENAME_UNIT, "OPD", code="OPY")
    other = draft_renaming(house, "OPX")
    assert others_of(house.actor("Olga"), seen(house, "Olga", number)) == []
    name_reader(house.actor("Otto"), reorganisation=other, person=house.people["Olga"])
    (one,) = held(house, "Olga", number)
    assert [each.code for each in one.conflicts] == ["set_differently"]


def test_two_drafts_that_are_fine_alone_are_a_circle_together(house: House) -> None:
    units = house.units
    first = draft_of(house, "Olga", ActionKind.MOVE_UNIT, "SGD", parent=units["TSP"])
    second = draft_of(house, "Otto", ActionKind.MOVE_UNIT, "TSP", parent=units["SGD"])
    name_reader(house.actor("Otto"), reorganisation=second, person=house.people["Olga"])
    (one,) = held(house, "Olga", first)
    assert [(each.kind, each.code) for each in one.conflicts] == [
        (ConflictKind.STRUCTURE, "circle_now")
    ]


def test_what_was_adopted_later_is_laid_at_the_door_of_nothing_else(house: House) -> None:
    number = draft_of(house, "Olga", ActionKind.RENAME_UNIT, "OPD", code="OPY")
    for code, unit in (("SGX", "SGD"), ("OPX", "OPD"), ("TSX", "TSP")):
        adopt(house, code, unit)
    against = {one.other.reference: len(one.conflicts) for one in held(house, "Olga", number)}
    assert against == {"SGD-SGX": 0, "OPD-OPX": 1, "TSP-TSX": 0}
