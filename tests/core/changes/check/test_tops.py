"""A second unit at the top of an organisation is asked about, unless it takes the other's place."""

from dataclasses import replace

import pytest

from bureau.core.changes.actions import Action
from bureau.core.changes.check import Severity
from bureau.core.references import Reference
from bureau.core.structure.kinds import Value
from tests.core.changes.builders import DAY, MemoryWorld, act, findings, organisation

LATER = DAY + 30


def tsb() -> MemoryWorld:
    return organisation("unit 1 TSB", "unit 2 SED under 1", "unit 3 OPD under 1", "post 11 A in 2")


def begun(unit: str) -> Action:
    values: dict[str, Value] = {"parent": None, "name": 9, "code": unit, "kind": "bureau"}
    return replace(act("establish_unit", unit), values=values)


TORN_OFF = act("move_unit", "unit:2", parent=None)


@pytest.mark.parametrize("action", [TORN_OFF, begun("unit:9")])
def test_a_second_unit_at_the_top_is_asked_about(action: Action) -> None:
    for world in (tsb(), tsb().plainless()):
        found = findings(world, action)["second_at_top"]
        assert (found.severity, found.facts) == (Severity.ASKS, {"beside": (1,)})
        assert (found.subject, found.day, found.actions) == (action.subject, DAY, (1,))


@pytest.mark.parametrize(
    "actions",
    [
        (TORN_OFF, act("move_unit", "unit:2", parent=3)),
        (TORN_OFF, act("move_unit", "unit:1", parent=2)),
        (TORN_OFF, act("merge_unit", "unit:1", into=2)),
        (act("move_unit", "unit:2", parent=3),),
        (act("move_unit", "unit:1", parent=None),),
    ],
)
def test_what_stays_or_becomes_the_one_at_the_top_is_not(actions: tuple[Action, ...]) -> None:
    assert "second_at_top" not in findings(tsb(), *actions)


def test_an_organisation_is_begun_with_as_many_as_it_has() -> None:
    assert "second_at_top" not in findings(MemoryWorld(), begun("unit:1"), begun("unit:2"))


def test_a_unit_at_the_top_of_another_organisation_is_nothing_to_this_one() -> None:
    world = tsb()
    world.strange = frozenset({1})
    assert "second_at_top" not in findings(world, begun("unit:9"))


def test_what_was_put_there_before_is_named_on_its_day() -> None:
    world = tsb().enacted(act("move_unit", "unit:2", day=LATER, parent=None))
    found = findings(world, act("move_unit", "unit:3", day=LATER, parent=None))["second_at_top"]
    assert found.facts == {"beside": (1, 2)}
    assert found.subject == Reference("unit", 3)


@pytest.mark.parametrize(
    ("actions", "subject", "day"),
    [
        ((TORN_OFF, act("move_unit", "unit:3", parent=None)), 3, DAY),
        ((act("move_unit", "unit:3", parent=None), TORN_OFF), 2, DAY),
        ((TORN_OFF, begun("unit:9")), 9, DAY),
        ((TORN_OFF, act("move_unit", "unit:3", day=LATER, parent=None)), 3, LATER),
    ],
)
def test_of_two_put_there_for_one_that_goes_the_second_is_asked_about(
    actions: tuple[Action, ...], subject: int, day: int
) -> None:
    """The set is judged by what it leaves: it is no matter that nobody there stood there before."""
    into = 2 if day == LATER or subject != 2 else 3
    gone = act("merge_unit", "unit:1", into=into)
    for world in (tsb(), tsb().plainless()):
        found = findings(world, *actions, gone)["second_at_top"]
        other = {act.subject.id for act in actions} - {subject}
        assert (found.subject, found.day) == (Reference("unit", subject), day)
        assert found.facts == {"beside": tuple(other)}


def test_one_that_takes_the_place_of_two_is_not() -> None:
    world = tsb().enacted(act("move_unit", "unit:2", parent=None))
    gone = (act("merge_unit", "unit:1", into=3), act("merge_unit", "unit:2", into=3))
    assert "second_at_top" not in findings(world, act("move_unit", "unit:3", parent=None), *gone)
