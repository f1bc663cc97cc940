"""Deeds of erasure: requests settled by another person, and legal holds."""

from collections.abc import Iterator
from contextlib import suppress

from bureau.config.proving.deeds.deed import Deed
from bureau.config.shell import actor_with_login
from bureau.core.actors import CLOCK
from bureau.core.reasons import Refused
from bureau.record.accounts import services as accounts
from bureau.record.erasure.queries import Erased
from bureau.record.erasure.services import requests as erasures


def deeds() -> Iterator[Deed]:
    """One asks and tries to settle it alone, another settles it; a hold is placed and lifted."""
    first, second = actor_with_login("administrator"), actor_with_login("administrator-2")
    gone, again, held = (accounts.create_person(first, name=f"Gone {each}") for each in range(3))
    asked = erasures.request_erasure(first, person=gone, reason="To be proved")
    yield lambda: refused(lambda: erasures.settle_erasure(first, request=asked, is_confirmed=True))
    yield lambda: erasures.settle_erasure(second, request=asked, is_confirmed=True)
    yield lambda: erasures.replay_erasures(CLOCK, register=[Erased(again, 0, "", "2024")])
    hold = erasures.place_hold(second, person=held, ground="To be proved")
    yield lambda: erasures.ask_to_lift_hold(second, hold=hold)
    yield lambda: erasures.lift_hold(first, hold=hold)


def refused(deed: Deed) -> None:
    """A deed that must be refused; what keeps it on record is an act of its own."""
    with suppress(Refused):
        deed()
        raise AssertionError("it was not refused")
