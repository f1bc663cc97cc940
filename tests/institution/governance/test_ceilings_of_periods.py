"""What an office decides counts in every period in which it costs; a day of none is not its own."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from bureau.core.changes.actions import ActionKind
from bureau.core.procedures.ceilings import Counts
from bureau.core.reasons import Refused
from bureau.institution.governance.models import Ceiling, DelegatedUse
from bureau.institution.governance.queries.counted_uses import core_of, is_used_late
from bureau.institution.governance.services import answers, corrections, submissions
from bureau.institution.governance.texts.reasons import sentence
from bureau.institution.organisation.models import Effect
from bureau.institution.pools.models import Pool
from bureau.institution.pools.queries import pools_that_differ
from bureau.institution.procedures.models import ProcedureAct
from bureau.web.multilingual import text
from tests.institution.governance.amending import approve_so, condition, fulfil
from tests.institution.governance.engagement import approve
from tests.institution.governance.test_ceilings_over_days import DIFFERENCE, decided, graded
from tests.institution.governance.test_ceilings_whole import (
    ALL_KINDS,
    codes,
    leave_to_office,
)
from tests.institution.governance.test_delegated import (
    NEW,
    P4,
    accounts,
    delegate,
    drafted,
    lay_down,
    new_post,
    set_cap,
)
from tests.institution.governance.test_staffing_blocks import counted
from tests.institution.house import NOW, House

pytestmark = [pytest.mark.django_db, pytest.mark.everywhere]

BEFORE, WITHIN, AFTER = date(2023, 12, 31), date(2024, 7, 1), date(2026, 1, 1)
OTHER_DAYS, PASSED = "ceiling_of_other_days", "ceiling_passed"


def _ceilings(house: House, caps: dict[int, int], counts: Counts = Counts.NET) -> None:
    """Of two years each, by the first one."""
    for first_year, cap in caps.items():
        set_cap(house, cap, counts, first_year=first_year)


def _taken() -> dict[int, int]:
    rows = Ceiling.objects.select_related("pool")
    return {row.valid_from.year: row.pool.taken for row in rows if row.pool}


@pytest.mark.parametrize("counts", list(Counts))
@pytest.mark.parametrize(
    ("caps", "day", "refusal", "taken"),
    [
        ({2024: 0}, BEFORE, OTHER_DAYS, {2024: 0}),
        ({2024: 0}, AFTER, OTHER_DAYS, {2024: 0}),
        ({2024: 0}, WITHIN, PASSED, {2024: 0}),
        ({2024: P4}, BEFORE, OTHER_DAYS, {2024: 0}),
        ({2024: P4}, WITHIN, "", {2024: P4}),
        ({2022: P4, 2026: P4}, WITHIN, OTHER_DAYS, {2022: 0, 2026: 0}),
        ({2022: P4, 2024: 0}, BEFORE, PASSED, {2022: 0, 2024: 0}),
        ({2022: P4, 2024: P4}, BEFORE, "", {2022: P4, 2024: P4}),
        ({2022: P4, 2024: P4, 2026: 0}, BEFORE, PASSED, {2022: 0, 2024: 0, 2026: 0}),
        ({2022: 0, 2024: P4}, WITHIN, "", {2022: 0, 2024: P4}),
        ({2024: P4, 2026: 0}, WITHIN, PASSED, {2024: 0, 2026: 0}),
        ({}, BEFORE, "", {}),
    ],
)
def test_a_post_counts_in_every_period_in_which_it_costs(
    house: House,
    caps: dict[int, int],
    day: date,
    refusal: str,
    taken: dict[int, int],
    counts: Counts,
) -> None:
    delegate(house)
    _ceilings(house, caps, counts)
    if refusal:
        with pytest.raises(Refused) as refused:
            new_post(house, "A1", day.toordinal())
        assert refusal in codes(refused)
    else:
        approve(new_post(house, "A1", day.toordinal()))
        assert DelegatedUse.objects.count() == 1
    assert _taken() == taken and not list(pools_that_differ())


@pytest.mark.parametrize("day", [BEFORE, AFTER])
def test_the_author_does_not_answer_for_a_day_of_no_period(house: House, day: date) -> None:
    lay_down(house, cap=P4)
    case = drafted(house, ActionKind.ESTABLISH_POST, "A1", day.toordinal(), **NEW)
    with pytest.raises(Refused):
        answers.answer_finding(
            house.actor("Olga"),
            reorganisation=case,
            code=OTHER_DAYS,
            subject=None,
            reason="Meant",
        )
    with pytest.raises(Refused):
        submissions.submit_reorganisation(house.actor("Olga"), reorganisation=case)


def _of_other_days(work: Callable[[], object]) -> str:
    """The sentence by which it is refused."""
    with pytest.raises(Refused, match=OTHER_DAYS) as refused:
        work()
    return sentence(refused.value.reasons[0])


def test_what_was_put_forward_before_there_was_a_ceiling_is_refused_when_it_is_decided(
    house: House,
) -> None:
    delegate(house)
    case = new_post(house, "A1", AFTER.toordinal())
    set_cap(house, 2 * P4)
    said = _of_other_days(lambda: approve(case))
    assert "none for 1 January 2026" in said
    set_cap(house, 2 * P4, first_year=2026)
    approve(case)
    assert _taken() == {2024: 0, 2026: P4}


def test_a_condition_met_after_the_period_does_not_bring_it_into_force(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_down(house, cap=2 * P4)
    case, met = new_post(house, "A1", date(2025, 12, 20).toordinal()), date(2026, 1, 5)
    approve_so(case, conditions=(condition(house, met + timedelta(days=20)),))
    monkeypatch.setattr(timezone, "now", lambda: datetime.combine(met, NOW.timetz()))
    _of_other_days(lambda: fulfil(case, met))
    assert _taken() == {2024: 0}
    set_cap(house, P4, first_year=2026)
    fulfil(case, met)
    assert _taken() == {2024: 0, 2026: P4}


@pytest.mark.parametrize(("day", "refusal"), [(AFTER, OTHER_DAYS), (WITHIN, "")])
def test_a_staffing_block_counts_as_a_post_does(house: House, day: date, refusal: str) -> None:
    leave_to_office(house, "posts", *ALL_KINDS)
    block = counted(house)
    set_cap(house, 10 * P4)
    work = lambda: decided(house, ActionKind.CHANGE_BLOCK, block, day.toordinal(), fte=500)  # noqa: E731
    if refusal:
        with pytest.raises(Refused) as refused:
            work()
        assert OTHER_DAYS in codes(refused)
    else:
        work()
    assert bool(Pool.objects.get().taken) is not bool(refusal)


@pytest.mark.parametrize("counts", list(Counts))
def test_a_saving_of_an_earlier_period_makes_room_in_the_later_where_the_net_counts(
    house: House, counts: Counts
) -> None:
    delegate(house)
    _ceilings(house, {2022: 0, 2024: 0}, counts)
    graded(house, "OPS", BEFORE.toordinal(), "P.4")
    if counts is Counts.NET:
        assert _taken() == {2022: -DIFFERENCE, 2024: -DIFFERENCE}
        graded(house, "ADV", WITHIN.toordinal(), "P.5")
        assert _taken() == {2022: -DIFFERENCE, 2024: 0}
    else:
        with pytest.raises(Refused) as refused:
            graded(house, "ADV", WITHIN.toordinal(), "P.5")
        assert codes(refused) == {PASSED}


@pytest.mark.parametrize(
    ("day", "on_record", "counts"),
    [
        (date(2023, 12, 31), date(2024, 1, 1), True),
        (date(2023, 12, 31), date(2023, 12, 31), False),
        (date(2024, 1, 1), date(2023, 6, 1), True),
        (date(2025, 12, 31), date(2026, 6, 1), True),
        (date(2026, 1, 1), date(2024, 6, 1), False),
        (date(2020, 1, 1), date(2027, 1, 1), True),
    ],
)
def test_a_ceiling_entered_late_counts_what_costs_in_it_and_was_not_decided_before_it(
    house: House, day: date, on_record: date, counts: bool
) -> None:
    ceiling = core_of(Ceiling.objects.select_related("pool").get(pk=lay_down(house, cap=P4)))
    at = datetime.combine(on_record, datetime.min.time(), UTC)
    use = DelegatedUse(rule="posts", day=day.toordinal(), act=ProcedureAct(at=at))
    assert is_used_late(use, ceiling) is counts


def test_a_use_dated_before_the_period_is_counted_by_a_ceiling_entered_late(house: House) -> None:
    delegate(house)
    approve(new_post(house, "A1", BEFORE.toordinal()))
    for first_year in (2022, 2024):
        with pytest.raises(Refused, match="cap_below_taken"):
            set_cap(house, P4 - 1, first_year=first_year)
    _ceilings(house, {2022: P4, 2024: P4})
    told = {one.ceiling.valid_from.year: one for one in accounts(house, 2024) if one.ceiling}
    assert {year: (one.left, len(one.lines)) for year, one in told.items()} == {
        2022: (0, 1),
        2024: (0, 1),
    }
    assert not list(pools_that_differ())


@pytest.mark.parametrize("day", [BEFORE, AFTER])
def test_no_correction_moves_a_cost_into_another_period(house: House, day: date) -> None:
    delegate(house)
    _ceilings(house, {2022: 2 * P4, 2024: 2 * P4, 2026: 2 * P4})
    approve(new_post(house, "A1", WITHIN.toordinal()))
    effect = Effect.objects.filter(kind="post").latest("pk")
    with pytest.raises(Refused, match="costlier_under_ceiling"):
        corrections.propose_correction(
            house.actor("Olga"),
            effect=effect.pk,
            document=text(en="List"),
            reason="It says so",
            day=day,
        )
