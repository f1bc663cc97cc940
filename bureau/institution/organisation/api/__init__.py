"""The structure for programs: the same reads as the pages, under the same permissions."""

from ninja import Router

from bureau.institution.organisation.api import (
    beside,
    charts,
    delegations,
    feed,
    instruments,
    mandates,
    meetings,
    organisations,
    people,
    posts,
    register,
    standards,
    units,
)

__all__ = ["mandates", "register", "router"]
"""The first two add their operations to the router of instruments, whose addresses they share."""

router = Router()
PARTS = (
    *(organisations, units, posts, beside, people, instruments, meetings, charts, feed, standards),
    delegations,
)
for part in PARTS:
    router.add_router("", part.router)
