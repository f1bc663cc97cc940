"""The structure for programs: the same reads as the pages, under the same permissions."""

from ninja import Router

from bureau.institution.organisation.api import (
    beside,
    charts,
    convening,
    delegations,
    feed,
    instruments,
    mandates,
    meetings,
    organisations,
    papers,
    people,
    posts,
    reference,
    register,
    staffing,
    standards,
    units,
)

__all__ = ["convening", "mandates", "papers", "register", "router"]
"""All but the last add operations to routers whose addresses they share: of instruments, or of
meetings."""

router = Router()
PARTS = (
    *(organisations, units, posts, beside, people, instruments, meetings, charts, feed, standards),
    *(delegations, reference, staffing),
)
for part in PARTS:
    router.add_router("", part.router)
