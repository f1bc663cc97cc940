"""Rows of structure into core values and back: the only seam between the two."""

from bureau.institution.organisation.store.columns import columns_now
from bureau.institution.organisation.store.effects import (
    effects_of,
    effects_recorded,
    effects_under,
    effects_unreadable,
    write_effects,
)
from bureau.institution.organisation.store.tables import (
    IDENTITIES,
    VERSIONS,
    first_number_free,
    rows_of,
)

__all__ = [
    "IDENTITIES",
    "VERSIONS",
    "columns_now",
    "effects_of",
    "effects_recorded",
    "effects_under",
    "effects_unreadable",
    "first_number_free",
    "first_number_free",
    "rows_of",
    "write_effects",
]
