"""Taking an import back takes the two persons that writing it took."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from bureau.core.reasons import Refused
from bureau.institution.governance.services.personnel import end_incumbency
from bureau.institution.imports.models import Import, ImportProposal, State
from bureau.institution.imports.services import applying, running
from bureau.institution.imports.services.outlooks import outlook_of
from bureau.institution.imports.services.proposing import propose_import, withdraw_import
from bureau.institution.imports.services.tables import take_table
from tests.institution.governance.engagement import submitted
from tests.institution.house import TODAY, House
from tests.institution.imports.by_two import undo_by_two
from tests.institution.imports.test_second_person import as_officer

pytestmark = [pytest.mark.django_db, pytest.mark.everywhere]

type Row = Sequence[str]


def holders(house: House, *rows: Row, by: str = "Otto") -> int:
    """A table of holders that two persons wrote."""
    headings: Row = ("number", "holder", "share", "since", "until")
    number = take_table(
        house.actor(by),
        organisation=house.organisation,
        kind="holders",
        becomes="record",
        day=TODAY,
        name="holders.csv",
        rows=list(enumerate([headings, *rows], 1)),
    )
    outlook_of(number)
    propose_import(house.actor(by), number=number)
    applying.apply_import(house.administrator, number)
    return number


def in_post(house: House, post: str) -> list[int]:
    day = TODAY + timedelta(days=30)
    return [one.person for one in house.now(day).incumbencies_of(house.posts[post])]


def test_one_person_does_not_take_back_what_two_wrote(house: House) -> None:
    began, ended = (TODAY - timedelta(days=9)).isoformat(), (TODAY + timedelta(days=9)).isoformat()
    holders(house, ("D1", "Stray", "", began, ""))
    number = holders(house, ("D1", "Stray", "", began, ended))
    assert in_post(house, "D1") == []
    olga = house.actor("Olga")
    for alone in (applying.undo_import, lambda by, it: running.start_undoing(by, number=it)):
        with pytest.raises(Refused, match="two_persons_needed"):
            alone(olga, number)
    propose_import(olga, number=number, undoes=True)
    with pytest.raises(Refused, match="two_persons_needed"):
        applying.undo_import(olga, number)
    assert in_post(house, "D1") == [] and Import.objects.get(pk=number).state == State.PROPOSED
    applying.undo_import(house.administrator, number)
    assert in_post(house, "D1") == [house.people["Stray"]]
    assert ImportProposal.objects.get(taken_in=number, undoes=True).is_confirmed


def test_a_proposal_to_take_back_is_confirmed_as_such_and_may_be_withdrawn(house: House) -> None:
    number = holders(house, ("D1", "Stray", "", TODAY.isoformat(), ""))
    olga = house.actor("Olga")
    propose_import(olga, number=number, undoes=True)
    with pytest.raises(Refused, match="import_is_past_that"):
        applying.apply_import(house.administrator, number)
    withdraw_import(olga, number=number)
    assert Import.objects.get(pk=number).state == State.APPLIED


def test_what_is_not_written_is_not_proposed_to_be_taken_back(house: House) -> None:
    number = holders(house, ("D1", "Stray", "", TODAY.isoformat(), ""))
    undo_by_two(house, number)
    with pytest.raises(Refused, match="import_is_past_that"):
        propose_import(house.actor("Olga"), number=number, undoes=True)


def test_an_author_does_not_confirm_that_who_decides_goes(house: House) -> None:
    as_officer(house, "Opal")
    end_incumbency(house.actor("Hana"), incumbency=house.held_by("Coco"), day=TODAY)
    number = holders(house, ("COCO", "Stray", "", TODAY.isoformat(), ""))
    submitted(house)
    propose_import(house.actor("Opal"), number=number, undoes=True)
    with pytest.raises(Refused, match="before_own_case"):
        applying.undo_import(house.actor("Olga"), number)
    applying.undo_import(house.administrator, number)
    assert in_post(house, "COCO") == []


def test_an_author_does_not_confirm_who_decides(house: House) -> None:
    as_officer(house, "Opal")
    end_incumbency(house.actor("Hana"), incumbency=house.held_by("Coco"), day=TODAY)
    submitted(house)
    opal = house.actor("Opal")
    number = take_table(
        opal,
        organisation=house.organisation,
        kind="holders",
        becomes="record",
        day=TODAY,
        name="holders.csv",
        rows=list(enumerate([("number", "holder"), ("COCO", "Stray")], 1)),
    )
    propose_import(opal, number=number)
    with pytest.raises(Refused, match="before_own_case"):
        applying.apply_import(house.actor("Olga"), number)


def test_nobody_confirms_that_a_post_comes_back_to_them(house: House) -> None:
    as_officer(house, "Opal")
    began, ended = (TODAY - timedelta(days=9)).isoformat(), (TODAY + timedelta(days=9)).isoformat()
    holders(house, ("D1", "Opal", "0.1", began, ""))
    holders(house, ("D1", "Opal", "0.1", began, ended))
    number = Import.objects.latest("pk").pk
    propose_import(house.actor("Olga"), number=number, undoes=True)
    with pytest.raises(Refused, match="names_yourself"):
        applying.undo_import(house.actor("Opal"), number)
