"""Which days a thing loses by what files write over it."""

import pytest

from bureau.core.imports.differing import Due, days_lost
from bureau.core.references import Reference
from bureau.core.spans import Span
from bureau.core.structure.effects import Effect, Manner, Role

UNIT = Reference("unit", 1)
BEGINS = Effect(1, UNIT, 10, Role.ESTABLISH, {"code": "A"}, 1, 1, (), 7)
ENDS = Effect(2, UNIT, 50, Role.END, {}, 1, 2, (), 7)
BACK = Due(10, Role.CHANGE, {}, (1,), Manner.RESCISSION, None)


def end(day: int, *replaced: int) -> Due:
    return Due(day, Role.END, {}, replaced, Manner.DECIDED, None)


def begin(day: int) -> Due:
    return Due(day, Role.ESTABLISH, {"code": "A"}, (), Manner.DECIDED, None)


@pytest.mark.parametrize(
    ("effects", "found", "lost"),
    [
        ([], [begin(10)], ()),
        ([BEGINS], [], ()),
        ([BEGINS], [BACK], (Span(10),)),
        ([BEGINS], [BACK, begin(20)], (Span(10, 20),)),
        ([BEGINS], [end(30)], (Span(30),)),
        ([BEGINS, ENDS], [end(40, 2)], (Span(40, 50),)),
        ([BEGINS, ENDS], [end(60, 2)], ()),
        ([BEGINS, ENDS], [Due(50, Role.CHANGE, {}, (2,), Manner.RESCISSION, None)], ()),
    ],
)
def test_days_are_lost_on_which_it_stood(
    effects: list[Effect], found: list[Due], lost: tuple[Span, ...]
) -> None:
    assert days_lost(effects, found) == lost
