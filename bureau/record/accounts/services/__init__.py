"""People, the ways they sign in, their sessions, and the few powers granted to them directly."""

from bureau.record.accounts.services.people import (
    Secret,
    choose_language,
    correct_name,
    create_person,
    create_user,
    enrol_person,
    grant_directly,
    propose_end_of_grant,
    propose_grant,
    restore_administrator,
    settle_grant,
    settle_name,
)

__all__ = [
    "Secret",
    "choose_language",
    "correct_name",
    "create_person",
    "create_user",
    "enrol_person",
    "grant_directly",
    "propose_end_of_grant",
    "propose_grant",
    "restore_administrator",
    "settle_grant",
    "settle_name",
]
