"""The structure for programs: the same reads as the pages, under the same permissions."""

from ninja import Router

from bureau.institution.organisation.api import (
    beside,
    charts,
    feed,
    instruments,
    organisations,
    people,
    posts,
    standards,
    units,
)

router = Router()
for part in (organisations, units, posts, beside, people, instruments, charts, feed, standards):
    router.add_router("", part.router)
