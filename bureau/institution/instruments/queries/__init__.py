"""Reading what decides; bodies and their meetings as other apps ask for them."""

from bureau.institution.instruments.queries.register import (
    bodies_of,
    bodies_there,
    meetings_of,
    nearest_sessions,
)

__all__ = ["bodies_of", "bodies_there", "meetings_of", "nearest_sessions"]
