"""The machine over the services itself: it sees what a refusal leaves, and one fault at a time."""

from collections import Counter
from collections.abc import Mapping
from contextlib import ExitStack
from typing import Any

import pytest

from bureau.core.reasons import Reason, Refused
from bureau.institution.procedures.models import ProcedureAct
from tests.institution.governance import machine
from tests.institution.governance.engagement import determine, submitted
from tests.institution.house import House

pytestmark = [pytest.mark.django_db, pytest.mark.anywhere]


@pytest.fixture
def course(house: House) -> machine.ActsMachine:
    """A machine that has begun nothing."""
    of = {"house": house, "done": Counter[str]()}
    made: machine.ActsMachine = type("Machine", (machine.ActsMachine,), of)()
    made.said = {}
    return made


def test_what_a_refused_act_leaves_behind_is_a_violation(
    house: House, course: machine.ActsMachine
) -> None:
    case = submitted(house)

    def half_done() -> None:
        determine(case)
        raise Refused(Reason("not_yours_to_do"))

    with pytest.raises(AssertionError, match="half_done was refused and left something"):
        course.tried(half_done)
    assert course.done == {}


def test_a_refusal_that_leaves_nothing_is_none(course: machine.ActsMachine) -> None:
    def refused() -> None:
        raise Refused(Reason("not_yours_to_do"))

    assert not course.tried(refused)


def test_what_stands_in_for_a_guard_is_asked_as_the_guard_is(house: House) -> None:
    case = submitted(house)
    with ExitStack() as off:
        for guard in machine.GUARDS:
            off.enter_context(machine.guard_off(guard))
        determine(case)
    assert ProcedureAct.objects.filter(kind="determine").count() == 1


def test_it_asks_for_one_fault_as_it_is_and_not_for_all_in_a_group(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[Mapping[str, Any]] = []
    monkeypatch.setattr(machine, "run_state_machine_as_test", lambda _, **said: given.append(said))
    machine.run(house, 1, 1, 1)
    assert not given[0]["settings"].report_multiple_bugs
