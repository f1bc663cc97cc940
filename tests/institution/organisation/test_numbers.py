"""Numbers of posts: patterns by day and reach, numbers kept, released, used, never given twice."""

from datetime import date, timedelta

import pytest
from django.test import Client

from bureau.core.changes.actions import Action, ActionKind
from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.institution.organisation.models import NumberPattern, ReservedNumber
from bureau.institution.organisation.queries.numbers import (
    numbers_given,
    open_reservations,
    pattern_on,
    with_states,
)
from bureau.institution.organisation.services import numbers
from tests.institution.house import FORCE, TODAY, House
from tests.institution.neighbour import POST, build_neighbour
from tests.institution.organisation import deeds

pytestmark = [pytest.mark.django_db, pytest.mark.everywhere]
UNTIL = TODAY + timedelta(days=30)


def set_pattern(house: House, text: str = "{unit}/{grade}/{serial:3}", **more: object) -> int:
    return numbers.set_number_pattern(
        house.actor("Olga"),
        organisation=house.organisation,
        text=text,
        **{"valid_from": date(2024, 1, 1), **more},  # type: ignore[arg-type]
    )


def reserve(house: House, number: str, by: str = "Olga", *, reuses: bool = False) -> int:
    return numbers.reserve_number(
        house.actor(by),
        organisation=house.organisation,
        number=number,
        reason="To come",
        valid_until=UNTIL,
        reuses=reuses,
    )


def reserve_next(house: House, count: int = 1, by: str = "Olga") -> list[str]:
    made = numbers.reserve_next_numbers(
        house.actor(by),
        organisation=house.organisation,
        asked=[{"unit": "ST02", "grade": "P.4"}] * count,
        reason="To come",
        valid_until=UNTIL,
    )
    return list(ReservedNumber.objects.filter(pk__in=made).values_list("number", flat=True))


def refused(work: object) -> str:
    with pytest.raises(Refused) as found:
        work()  # type: ignore[operator]
    return found.value.reasons[0].code


def abolish(house: House, number: str) -> None:
    post = Reference("post", house.posts[number])
    deeds.decide(house, Action(1, ActionKind.ABOLISH_POST, post, TODAY.toordinal()))


def test_a_new_pattern_ends_the_one_of_its_reach_and_leaves_others(house: House) -> None:
    first, other = set_pattern(house), set_pattern(house, "N{serial}", grade_class="G")
    set_pattern(house, "{unit}-{serial}", valid_from=FORCE)
    assert NumberPattern.objects.get(pk=first).valid_until == FORCE
    assert NumberPattern.objects.get(pk=other).valid_until is None


def test_the_narrowest_pattern_in_force_writes_the_number(house: House) -> None:
    set_pattern(house)
    set_pattern(house, "G{serial}", grade_class="G")
    set_pattern(house, "GVA{serial}", place="GVA")
    written = [pattern_on(house.organisation, TODAY, *of) for of in (("", "G.6"), ("GVA", "G.6"))]
    assert [one[0].text for one in written if one] == ["G{serial}", "GVA{serial}"]
    assert pattern_on(house.organisation, date(2023, 12, 31)) is None


def test_the_next_numbers_follow_the_highest_on_record_and_those_kept(house: House) -> None:
    set_pattern(house)
    reserve(house, "ST02/P4/041")
    assert reserve_next(house, 2) == ["ST02/P4/042", "ST02/P4/043"]
    assert reserve_next(house, by="Otto") == ["ST02/P4/044"]


def test_a_number_is_kept_once(house: House) -> None:
    reserve(house, "N-1")
    assert refused(lambda: reserve(house, "N-1", by="Otto")) == "number_reserved"


def test_what_is_released_or_lapsed_may_be_kept_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers.release_number(house.actor("Otto"), reservation=reserve(house, "N-1"))
    again = reserve(house, "N-1")
    ReservedNumber.objects.filter(pk=again).update(
        valid_from=date(2024, 1, 1), valid_until=date(2024, 2, 1)
    )
    assert [one.state for one in with_states(list(ReservedNumber.objects.all()), TODAY)] == [
        "released",
        "lapsed",
    ]
    reserve(house, "N-1")
    assert list(open_reservations(house.organisation, TODAY)) == ["N-1"]


def test_a_former_number_is_given_again_only_where_that_is_said(house: House) -> None:
    assert refused(lambda: reserve(house, "D1")) == "number_stands"
    abolish(house, "D1")
    assert "D1" in numbers_given(house.now(), house.organisation)
    assert refused(lambda: reserve(house, "D1")) == "number_used_before"
    reserve(house, "D1", reuses=True)
    assert list(open_reservations(house.organisation, TODAY)) == ["D1"]


def test_a_post_of_another_organisation_does_not_hold_a_former_number(house: House) -> None:
    build_neighbour(house)
    abolish(house, POST)
    assert refused(lambda: reserve(house, POST, "Ada")) == "number_used_before"


def test_a_number_is_used_once_a_post_has_it(house: House) -> None:
    reserve(house, "X/1")
    deeds.add_posts(house, "OPD", 1)
    (one,) = with_states(list(ReservedNumber.objects.all()), TODAY)
    assert one.state == "used" and not open_reservations(house.organisation, TODAY)


def test_only_who_keeps_reference_data_keeps_numbers(house: House) -> None:
    assert refused(lambda: reserve(house, "N-1", by="Adam")) == "not_yours_to_do"


def test_the_form_keeps_the_next_ones_and_tells_what_is_missing(
    house: House, officer: Client
) -> None:
    said = {"count": 2, "last_day": "2024-12-31", "reason": "To come", "key": "k1", "unit": "ST"}
    assert "No pattern in force" in officer.post("/settings/numbers/", said).content.decode()
    set_pattern(house, "{unit}-{serial}")
    assert officer.post("/settings/numbers/", {**said, "key": "k2"}).status_code == 302
    assert "ST-2" in officer.get("/settings/numbers/").content.decode()


def test_what_is_kept_and_lapses_is_listed_among_the_endings(house: House, officer: Client) -> None:
    reserve(house, "N-1")
    assert "N-1" in officer.get("/posts/ending/?what=reserved_number").content.decode()
