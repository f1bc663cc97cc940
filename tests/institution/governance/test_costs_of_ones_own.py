"""Nobody measures a case of theirs by a standard cost that they had a hand in."""

from datetime import date

import pytest

from bureau.core.changes.actions import ActionKind
from bureau.core.reasons import Refused
from bureau.institution.organisation.models import StandardCost, StandardCostProposal
from bureau.institution.organisation.services.costs import (
    propose_standard_cost,
    settle_standard_cost,
)
from bureau.institution.organisation.services.keeping import keep_standard_cost
from bureau.institution.organisation.services.reference import add_standard_cost
from bureau.web.multilingual import text
from tests.institution.governance.engagement import approve
from tests.institution.governance.test_ceilings_whole import (
    ALL_KINDS,
    BLOCK,
    P4,
    a_set,
    leave_to_office,
    submitted,
)
from tests.institution.governance.test_delegated import (
    draft_of_post,
    lay_down,
    new_post,
    set_cap,
)
from tests.institution.house import House
from tests.institution.imports.by_two import write_by_two
from tests.institution.imports.test_records import staged

pytestmark = [pytest.mark.django_db, pytest.mark.everywhere]
GRADE, BEFORE = "P.4", date(2023, 1, 1)


def end_by_two(house: House, day: date, first: str = "Olga", second: str = "Otto") -> None:
    row = StandardCost.objects.filter(grade=GRADE, place="GVA").latest("pk")
    keep_standard_cost(house.actor(first), cost=row.pk, source=row.source, valid_until=day)
    proposal = StandardCostProposal.objects.latest("pk").pk
    settle_standard_cost(house.actor(second), proposal=proposal, is_confirmed=True)


def cheap_by_two(house: House, first: str, second: str, place: str = "GVA") -> None:
    proposal = propose_standard_cost(
        house.actor(first),
        organisation=house.organisation,
        grade=GRADE,
        place=place,
        amount_minor=1,
        currency="CHF",
        source=text(en="A table"),
        valid_from=BEFORE,
    )
    settle_standard_cost(house.actor(second), proposal=proposal, is_confirmed=True)


@pytest.mark.parametrize(("first", "second"), [("Olga", "Otto"), ("Otto", "Olga")])
def test_a_cost_that_an_author_proposed_or_confirmed_measures_no_case(
    house: House, first: str, second: str
) -> None:
    lay_down(house, cap=50_000_000)
    row = StandardCost.objects.get(grade=GRADE)
    StandardCost.objects.filter(pk=row.pk).update(valid_until=BEFORE)
    cheap_by_two(house, first, second)
    with pytest.raises(Refused, match="cost_of_own_case"):
        approve(new_post(house, "A1"))


def test_nor_does_one_of_a_table_that_an_author_read_in(house: House) -> None:
    lay_down(house, cap=50_000_000)
    StandardCost.objects.filter(grade=GRADE).update(valid_until=BEFORE)
    rows = [("grade", "place", "amount", "currency", "valid_from", "last_day")]
    rows += [(GRADE, "GVA", "1", "CHF", "2023-01-01", "")]
    number = staged(house, "costs", rows)
    write_by_two(house, number)
    olga = house.people["Olga"]
    assert olga in StandardCost.objects.get(amount_minor=100).people()
    with pytest.raises(Refused, match="cost_of_own_case"):
        approve(new_post(house, "A1"))


def test_a_block_is_not_measured_by_what_is_left_once_an_author_ended_the_dear_cost(
    house: House,
) -> None:
    leave_to_office(house, "posts", *ALL_KINDS)
    set_cap(house, 99 * P4)
    add_standard_cost(
        house.administrator,
        organisation=house.organisation,
        grade=GRADE,
        place="LON",
        amount_minor=1,
        currency="CHF",
        source=text(en="Example"),
        valid_from=BEFORE,
    )
    row = StandardCost.objects.get(grade=GRADE, place="GVA")
    keep_standard_cost(house.actor("Otto"), cost=row.pk, source=row.source, valid_until=BEFORE)
    ends = StandardCostProposal.objects.latest("pk").pk
    settle_standard_cost(house.actor("Olga"), proposal=ends, is_confirmed=True)
    case = submitted(house, a_set(house, (ActionKind.ESTABLISH_BLOCK, None, BLOCK)))
    with pytest.raises(Refused, match="cost_of_own_case"):
        approve(case)


def test_an_author_neither_proposes_nor_confirms_the_end_of_a_cost_that_counts(
    house: House,
) -> None:
    draft_of_post(house, "A1")
    with pytest.raises(Refused, match="before_own_case"):
        end_by_two(house, BEFORE, "Olga", "Otto")
    with pytest.raises(Refused, match="before_own_case"):
        end_by_two(house, BEFORE, "Otto", "Olga")
    assert StandardCost.objects.get(grade=GRADE).valid_until is None


def test_nor_writes_a_table_that_names_such_a_cost(house: House) -> None:
    draft_of_post(house, "A1")
    rows = [("grade", "place", "amount", "currency", "valid_from", "last_day")]
    rows += [(GRADE, "GVA", "1", "CHF", "2019-01-01", "2019-06-30")]
    number = staged(house, "costs", rows)
    with pytest.raises(Refused, match="before_own_case"):
        write_by_two(house, number)
