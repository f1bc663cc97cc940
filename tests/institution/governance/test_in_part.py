"""Adopted in part: what is adopted brings what it builds on, and the rest is decided later."""

import pytest

from bureau.core.reasons import Refused
from bureau.institution.governance.models import EntryIntoForce
from bureau.institution.governance.queries.verification import differing
from tests.institution.governance.amending import approve_so, codes_on
from tests.institution.governance.engagement import (
    DAY,
    Engagement,
    determine,
    recommend,
    submitted,
)
from tests.institution.house import House


def recommended(house: House) -> Engagement:
    case = submitted(house)
    determine(case)
    recommend(case)
    return case


def test_a_part_enters_into_force_alone_and_the_rest_later(house: House) -> None:
    case = recommended(house)
    approve_so(case, parts=frozenset({1, 4, 5}))
    assert {"SED", "TSP", "SGD"} <= codes_on(house, DAY)
    approve_so(case)
    assert codes_on(house, DAY) >= {"SED", "SPD"} and "SGD" not in codes_on(house, DAY)
    assert [one.actions for one in EntryIntoForce.objects.all()] == [[1, 4, 5], [2, 3]]
    assert list(differing()) == []


def test_a_part_is_not_adopted_without_what_it_builds_on(house: House) -> None:
    case = recommended(house)
    with pytest.raises(Refused) as refused:
        approve_so(case, parts=frozenset({5}))
    (reason,) = refused.value.reasons
    assert (reason.code, reason.facts["actions"]) == ("part_needs_others", [1])
    assert not EntryIntoForce.objects.exists()
