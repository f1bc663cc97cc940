"""Deeds on cases of all kinds: drafts, routes, papers, people, bodies."""

from collections.abc import Iterator

from bureau.config.proving.deeds.deed import Deed
from bureau.config.proving.deeds.governance import (
    amending,
    budget_proposals,
    ceilings,
    commenting,
    deciding,
    drafting,
    following,
    papers,
    personnel,
    routes,
)


def deeds() -> Iterator[Deed]:
    for part in (
        drafting,
        routes,
        personnel,
        papers,
        budget_proposals,
        ceilings,
        following,
        amending,
        commenting,
        deciding,
    ):
        yield from part.deeds()
