"""The nouns of this app, and what nouns of other apps take from it."""

from bureau.institution.organisation.nouns.offices import OFFICES
from bureau.institution.organisation.nouns.reference import GRADES, PLACES
from bureau.institution.organisation.nouns.shared import (
    SETTINGS,
    above_settings,
    owner,
    settings_rights,
)

__all__ = ["NOUNS", "SETTINGS", "above_settings", "owner", "settings_rights"]

NOUNS = (GRADES, PLACES, OFFICES)
