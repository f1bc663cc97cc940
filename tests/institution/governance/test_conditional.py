"""Adopted with conditions: it waits, enters into force when they are met, or lapses."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from bureau.config.references import leading_nowhere
from bureau.core.procedures.kinds import ActKind, Amended, Phase
from bureau.core.reasons import Refused
from bureau.institution.governance.models import EntryIntoForce
from bureau.institution.governance.queries.verification import differing
from bureau.institution.governance.queries.wiring import tells
from bureau.institution.governance.services import lapsing
from bureau.institution.governance.services.lapsing import lapse_condition, lapse_due
from bureau.institution.procedures.models import ProcedureAct, Round
from bureau.record.journal.models import Entry
from tests.institution.governance.amending import (
    adopt_as_amended,
    amend_code,
    approve_so,
    codes_on,
    condition,
    fulfil,
    let_amend,
    three_renamed,
)
from tests.institution.governance.engagement import DAY, determine, recommend, submitted, take_note
from tests.institution.house import FORCE, NOW, TODAY, House

LAST = FORCE + timedelta(days=60)


def on(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    now = datetime.combine(day, NOW.timetz())
    monkeypatch.setattr(timezone, "now", lambda: now)


def test_what_is_conditional_waits_and_the_rest_enters_into_force(house: House) -> None:
    case = three_renamed(house)
    approve_so(case, conditions=(condition(house, LAST, 1, 2),))
    assert {"OPD", "TSP", "THREE"} <= codes_on(house, DAY)
    fulfil(case)
    assert {"ONE", "TWO", "THREE"} <= codes_on(house, DAY)
    assert [one.actions for one in EntryIntoForce.objects.all()] == [[3], [1, 2]]
    assert list(differing()) == []


def test_met_later_than_its_day_it_takes_effect_when_it_is_met(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = three_renamed(house)
    approve_so(case, conditions=(condition(house, LAST, 1),))
    met = FORCE + timedelta(days=10)
    on(monkeypatch, met)
    fulfil(case, met)
    assert "OPD" in codes_on(house, met.toordinal() - 1)
    assert "ONE" in codes_on(house, met.toordinal())
    entry = EntryIntoForce.objects.latest("record")
    assert (entry.valid_from, entry.not_before) == (met, {"1": met.toordinal()})
    assert list(differing()) == []


def test_the_instrument_is_the_decision_and_not_its_fulfilment(house: House) -> None:
    case = three_renamed(house)
    approve_so(case, conditions=(condition(house, LAST),))
    fulfil(case)
    instrument = EntryIntoForce.objects.get().instrument
    assert (instrument.kind, instrument.number) == ("approval", "Memo 7")
    act = ProcedureAct.objects.get(kind=ActKind.FULFIL)
    assert (act.person, act.post) == (house.people["Dina"], house.posts["DIR"])
    assert (act.document, act.day) == ("Budget 3", TODAY)


def test_it_is_met_by_whom_it_names_and_with_a_document(house: House) -> None:
    case = three_renamed(house)
    approve_so(case, conditions=(condition(house, LAST),))
    with pytest.raises(Refused, match="document_missing"):
        fulfil(case, document=" ")
    case.house.people["Dina"] = case.house.people["Coco"]
    with pytest.raises(Refused, match="may_not_act"):
        fulfil(case)


def test_after_its_last_day_the_clock_lets_it_lapse_and_what_builds_on_it(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = submitted(house)
    determine(case)
    recommend(case)
    approve_so(case, conditions=(condition(house, LAST, 1),))
    on(monkeypatch, LAST)
    lapse_due.func()
    assert case.case().case.dropped == frozenset()
    on(monkeypatch, LAST + timedelta(days=1))
    lapse_due.func()
    lapse_due.func()
    assert case.case().case.dropped == {1, 4, 5}
    act = ProcedureAct.objects.get(kind=ActKind.LAPSE)
    entry = Entry.objects.latest("sequence")
    assert (act.person, act.post, entry.person, entry.act) == (
        *(0, None, None),
        "governance.lapse_condition",
    )
    assert list(differing()) == []
    assert list(leading_nowhere()) == []


def test_when_all_of_it_lapses_the_case_is_over(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = three_renamed(house)
    approve_so(case, conditions=(condition(house, TODAY),))
    take_note(case)
    on(monkeypatch, TODAY + timedelta(days=1))
    lapse_due.func()
    assert case.case().case.phase is Phase.LAPSED
    assert Round.objects.get().ended == TODAY + timedelta(days=1)
    assert not EntryIntoForce.objects.exists()


def test_those_concerned_are_told_for_a_while(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = three_renamed(house)
    approve_so(case, conditions=(condition(house, TODAY),))
    told = {(one.code, one.person) for one in tells(None)}
    assert ("step_fulfil", house.people["Dina"]) in told
    on(monkeypatch, TODAY + timedelta(days=1))
    lapse_due.func()
    told = {(one.code, one.person) for one in tells([case.number])}
    assert told == {("condition_lapsed", house.people[name]) for name in ("Olga", "Sana")}
    on(monkeypatch, TODAY + timedelta(days=40))
    assert tells(None) == []


def test_nobody_but_the_clock_lets_it_lapse(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    case = three_renamed(house)
    approve_so(case, conditions=(condition(house, TODAY),))
    on(monkeypatch, TODAY + timedelta(days=1))
    with pytest.raises(Refused, match="not_yours_to_do"):
        lapse_condition(house.administrator, reorganisation=case.number, step=case.step("fulfil"))


@pytest.mark.parametrize(
    ("last_day", "said", "code"),
    [
        (TODAY - timedelta(days=1), "A budget", "last_day_past"),
        (LAST, "  ", "condition_unsaid"),
    ],
)
def test_a_condition_says_something_and_has_a_day_to_come(
    house: House, last_day: date, said: str, code: str
) -> None:
    case = three_renamed(house)
    with pytest.raises(Refused, match=code):
        approve_so(case, conditions=(condition(house, last_day, said=said),))


@pytest.mark.thorough
def test_what_is_adopted_as_amended_may_wait_for_a_condition(house: House) -> None:
    let_amend(house, Amended.CLOSES)
    case = three_renamed(house)
    amend_code(case, 1, "UNO")
    adopt_as_amended(case, conditions=(condition(house, LAST, 1),))
    assert {"OPD", "TWO", "THREE"} <= codes_on(house, DAY)
    fulfil(case)
    assert "UNO" in codes_on(house, DAY)
    assert list(differing()) == []


def test_the_words_of_a_condition_are_bound_by_its_act(house: House) -> None:
    case = three_renamed(house)
    approve_so(case, conditions=(condition(house, LAST),))
    act = ProcedureAct.objects.latest("pk")
    assert act.conditions[0]["said"] == "A budget"
    entry = Entry.objects.latest("sequence")
    assert entry.details["cites"]["conditions"] == act.hashes["conditions"]
    assert "A budget" not in str(entry.details)


def test_a_case_that_fails_stops_no_case_behind_it(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = three_renamed(house)
    approve_so(case, conditions=(condition(house, LAST, 1),))
    on(monkeypatch, LAST + timedelta(days=1))
    (real,) = lapsing.cases_open(lapsing.KIND)
    broken = SimpleNamespace(case=real.case, here=lambda: 1 // 0)
    monkeypatch.setattr(lapsing, "cases_open", lambda _kind: [broken, real])
    with pytest.raises(ExceptionGroup):
        lapse_due.func()
    assert case.case().case.dropped == {1}
