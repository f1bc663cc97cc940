"""The register of bodies, meetings and instruments, as other apps call it."""

from bureau.institution.instruments.services.provisions import add_provision
from bureau.institution.instruments.services.register import (
    change_instrument,
    keep_body,
    make_instrument,
    register_body,
    register_instrument,
    settle_body_name,
)
from bureau.institution.instruments.services.sessions import register_meeting

__all__ = [
    "add_provision",
    "change_instrument",
    "keep_body",
    "make_instrument",
    "register_body",
    "register_instrument",
    "register_meeting",
    "settle_body_name",
]
