"""The right of return: a post with a lien is not filled for good, and does not end."""

import pytest

from bureau.core.changes.actions import Action
from bureau.core.changes.check import Severity
from tests.core.changes.builders import MemoryWorld, act, findings, organisation


def world() -> MemoryWorld:
    """501 keeps a lien on post 12."""
    built = organisation("unit 1 TSB head 11", "post 11 E1 in 1", "post 12 C1 in 1")
    return built.enacted(act("appoint", "post:12", person=501, incumbency=21, manner="lien"))


def test_filling_it_for_good_asks() -> None:
    found = findings(world(), act("appoint", "post:12", person=502, incumbency=22))
    assert found["filled_over_lien"].severity is Severity.ASKS
    assert found["filled_over_lien"].facts == {"liens": 1}


@pytest.mark.parametrize(
    "action",
    [
        act("appoint", "post:12", person=502, incumbency=22, manner="acting"),
        act("appoint", "post:12", person=501, incumbency=22),
        act("appoint", "post:11", person=502, incumbency=22),
    ],
)
def test_acting_in_it_and_coming_back_to_it_ask_nothing(action: Action) -> None:
    assert "filled_over_lien" not in findings(world(), action)


@pytest.mark.parametrize(("manner", "person", "told"), [("lien", 502, 1), ("lien", 501, 0)])
def test_a_lien_on_a_post_that_another_holds_is_told(manner: str, person: int, told: int) -> None:
    world = organisation("unit 1 TSB", "post 12 C1 in 1", "held 21 by 501 on 12")
    found = findings(world, act("appoint", "post:12", person=person, incumbency=22, manner=manner))
    assert ("lien_on_held" in found) is bool(told)
    if told:
        assert found["lien_on_held"].severity is Severity.TELLS
        assert found["lien_on_held"].facts == {"holders": 1}


def test_abolishing_it_is_barred_until_the_lien_ends() -> None:
    assert "holder_without_post" in findings(world(), act("abolish_post", "post:12"))
    ended = act("end_incumbency", "incumbency:21")
    assert "holder_without_post" not in findings(world(), ended, act("abolish_post", "post:12"))
