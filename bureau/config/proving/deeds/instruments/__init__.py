"""Deeds on the register of instruments and on meetings of bodies."""

from collections.abc import Iterator

from bureau.config.proving.deeds.deed import Deed
from bureau.config.proving.deeds.instruments import meetings, register


def deeds() -> Iterator[Deed]:
    yield from register.deeds()
    yield from meetings.deeds()
