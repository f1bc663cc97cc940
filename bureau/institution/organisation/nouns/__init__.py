"""Kinds of reference data as nouns, and what nouns of other apps take from here."""

from bureau.institution.organisation.nouns.reference import GRADES, PLACES
from bureau.institution.organisation.nouns.shared import SETTINGS, above_settings, kept_by, owner

__all__ = ["NOUNS", "SETTINGS", "above_settings", "kept_by", "owner"]

NOUNS = (GRADES, PLACES)
