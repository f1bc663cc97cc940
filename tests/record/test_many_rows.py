"""One act saves no more rows than keep others waiting for about a second: asked of every service
that takes a list, so that a new one is bound without saying anything."""

import inspect
import typing
from collections.abc import Collection, Iterator
from types import UnionType
from typing import Any

import pytest

from bureau.config.promises.every_act import services_there_are
from bureau.core.actors import NOBODY
from bureau.core.reasons import Refused
from bureau.core.rows import ANY_NUMBER, ROWS_MOST
from bureau.record.journal.models import Entry
from bureau.record.journal.services import Act, service, takes
from bureau.record.journal.services.frame import rows_most
from tests.record.test_unfit import service_called

pytestmark = pytest.mark.django_db
BOUNDS_OF_THEIR_OWN = {
    "finance.keep_budget_lines": 2_000,
    "governance.add_actions": 2_000,
    "governance.confirm_correction": 1_000,
    "governance.confirm_people": 1_000,
    "governance.open_ballot": 1_000,
    "governance.propose_lines": 2_000,
    "governance.rebase_draft": 2_000,
    "governance.reorder_actions": 5_000,
    "governance.submit_reorganisation": 1_000,
    "governance.take_paper_back": 2_000,
    "governance.take_translations": 2_000,
    "imports.stage_cells": 4_000,
    "imports.stage_rows": 4_000,
    "imports.stage_table": 4_001,
    "imports.take_back": 600,
    "imports.write_costs": 600,
    "imports.write_things": 600,
    "instruments.translate_instrument": 2_000,
    "organisation.adopt_staffing_table": 5_000,
    "papers.take_phrases": 500,
}
"""What was measured: an act of so many rows is over in about a second."""
OF_NO_DOOR = {
    "erasure.replay_erasures",
    "journal.declare_edited",
    "imports.end_applying",
    "imports.end_undoing",
    "organisation.put_on_record",
    "organisation.put_under_several",
    "organisation.record_opening",
}
"""What no form and no program gives rows to: they join what decides, or are the operator's."""


@service("test_many_rows.take_list")
def take_list(act: Act, rows: Any = (), *, others: Any = ()) -> None:
    """Has no bound of its own."""


@service("test_many_rows.take_pair")
@takes(2)
def take_pair(act: Act, rows: Any = ()) -> None:
    """Has one."""


@service("test_many_rows.take_more")
def take_more(act: Act) -> None:
    """Joins one with more than that takes by itself."""
    take_pair(act, [1, 2, 3])


def test_whoever_gives_more_rows_is_told_how_many_are_saved() -> None:
    with pytest.raises(Refused) as refused:
        take_list(NOBODY, others=[1] * (ROWS_MOST + 1))
    (reason,) = refused.value.reasons
    assert (reason.code, reason.facts) == ("rows_too_many", {"rows": 301, "most": ROWS_MOST})
    take_list(NOBODY, [1] * ROWS_MOST, others="a word of any length" * ROWS_MOST)


def test_a_service_may_have_a_bound_of_its_own_and_what_joins_has_that_of_its_act() -> None:
    take_pair(NOBODY, {1: 2, 3: 4})
    with pytest.raises(Refused, match="rows_too_many"):
        take_pair(NOBODY, {1: 2, 3: 4, 5: 6})
    take_more(NOBODY)


def test_every_service_that_takes_a_list_is_bound() -> None:
    tried = 0
    for name, function in services_there_are().items():
        most = rows_most(function)
        if most == ANY_NUMBER:
            continue
        for argument in _lists(function):
            tried += 1
            with pytest.raises(Refused, match="rows_too_many"):
                service_called(function)(NOBODY, **{argument: [None] * (most + 1)})
            assert not Entry.objects.exists(), name
    assert tried >= 60


def test_whatever_takes_more_is_named_here() -> None:
    own = {name: rows_most(each) for name, each in services_there_are().items()}
    assert {name for name, most in own.items() if most == ANY_NUMBER} == OF_NO_DOOR
    more = {name: most for name, most in own.items() if ROWS_MOST < most < ANY_NUMBER}
    assert more == BOUNDS_OF_THEIR_OWN


def _lists(function: Any) -> Iterator[str]:
    """The arguments that may be of any length."""
    for name, sort in typing.get_type_hints(function).items():
        if name not in ("act", "return") and any(map(_is_list, _either(sort))):
            yield name


def _either(sort: Any) -> tuple[Any, ...]:
    is_either = typing.get_origin(sort) in (UnionType, typing.Union)
    return typing.get_args(sort) if is_either else (sort,)


def _is_list(sort: Any) -> bool:
    origin, inner = typing.get_origin(sort), typing.get_args(sort)
    is_pair = origin is tuple and Ellipsis not in inner
    return inspect.isclass(origin) and issubclass(origin, Collection) and not is_pair
