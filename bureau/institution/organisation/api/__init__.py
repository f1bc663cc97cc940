"""The structure for programs: the same reads as the pages, under the same permissions."""

from ninja import Router

from bureau.institution.organisation.api import (
    beside,
    charts,
    feed,
    instruments,
    mandates,
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
for part in (organisations, units, posts, beside, people, instruments, charts, feed, standards):
    router.add_router("", part.router)
