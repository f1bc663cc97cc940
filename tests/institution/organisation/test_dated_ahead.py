"""What a keeper dates ahead binds nobody: another comes before it, or takes its place."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from bureau.core.reasons import Refused
from bureau.institution.governance.models import DeadlineConvention
from bureau.institution.governance.services.conventions import set_deadline_convention
from bureau.institution.organisation.models import NumberPattern
from bureau.institution.organisation.models.reference import Dated
from bureau.institution.organisation.services.numbers import set_number_pattern
from bureau.record.journal.models import Entry
from bureau.web.multilingual import text
from tests.institution.house import TODAY, House

pytestmark = [pytest.mark.django_db, pytest.mark.everywhere]

AHEAD, TOMORROW = TODAY + timedelta(days=400), TODAY + timedelta(days=1)


def _convention(house: House, who: str, day: date, mark: int) -> int:
    return set_deadline_convention(
        house.actor(who),
        organisation=house.organisation,
        zone="Europe/Zurich",
        source=text(en="Practice"),
        valid_from=day,
        stand_in_after=mark,
    )


def _pattern(house: House, who: str, day: date, mark: int) -> int:
    return set_number_pattern(
        house.actor(who),
        organisation=house.organisation,
        text=f"N{mark}-{{serial}}",
        valid_from=day,
    )


type Setting = tuple[Callable[[House, str, date, int], int], type[Dated]]

both = pytest.mark.parametrize(
    "setting", [(_convention, DeadlineConvention), (_pattern, NumberPattern)]
)


def _spans(kind: type[Dated]) -> list[tuple[date, date | None]]:
    rows = kind._default_manager.order_by("valid_from")
    return list(rows.values_list("valid_from", "valid_until"))


@both
@pytest.mark.parametrize(
    ("days", "spans"),
    [
        ((AHEAD, TODAY), [(TODAY, AHEAD), (AHEAD, None)]),
        ((AHEAD, TODAY, TOMORROW), [(TODAY, TOMORROW), (TOMORROW, AHEAD), (AHEAD, None)]),
        ((AHEAD, AHEAD), [(AHEAD, None)]),
        ((TODAY, AHEAD, AHEAD), [(TODAY, AHEAD), (AHEAD, None)]),
        ((TODAY, TOMORROW), [(TODAY, TOMORROW), (TOMORROW, None)]),
    ],
)
def test_another_comes_before_it_or_takes_its_place(
    house: House,
    setting: Setting,
    days: tuple[date, ...],
    spans: list[tuple[date, date | None]],
) -> None:
    put, kind = setting
    made = [put(house, ("Olga", "Otto")[at % 2], day, at + 1) for at, day in enumerate(days)]
    assert _spans(kind) == spans
    assert kind._default_manager.filter(pk=made[-1]).exists()
    replaced = [made[at] for at in range(len(days) - 1) if days[at] == days[-1]]
    assert Entry.objects.latest("pk").details["replaced"] == replaced


@both
def test_nothing_begins_more_than_five_years_ahead(house: House, setting: Setting) -> None:
    put, kind = setting
    last = TODAY.replace(year=TODAY.year + 5)
    with pytest.raises(Refused, match="begins_too_far_ahead"):
        put(house, "Olga", last + timedelta(days=1), 1)
    put(house, "Olga", last, 1)
    assert _spans(kind) == [(last, None)]


@both
def test_what_has_begun_is_not_replaced(house: House, setting: Setting) -> None:
    put, kind = setting
    put(house, "Olga", TODAY, 1)
    with pytest.raises(Refused):
        put(house, "Otto", TODAY, 2)
    assert _spans(kind) == [(TODAY, None)]
