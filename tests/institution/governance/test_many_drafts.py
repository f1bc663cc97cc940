"""What is asked of all drafts there are: many cost as many reads as few."""

import pytest

from bureau.web import kinds
from tests.fifty import FEW, MANY, add, reads
from tests.institution.governance.fifty import drafts
from tests.institution.house import House


@pytest.mark.parametrize("column", ["owned", "plans", "waiting"])
def test_what_is_asked_of_all_there_is_costs_the_same_for_fifty(house: House, column: str) -> None:
    officer = house.actor("Olga")
    (answer,) = kinds.functions(kinds.kind("reorganisation"), column)
    add(drafts(house, FEW))
    few = reads(lambda: answer(officer))
    add(drafts(house, MANY - FEW))
    assert reads(lambda: answer(officer)) == few
