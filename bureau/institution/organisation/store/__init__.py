"""Rows of structure into core values and back: the only seam between the two."""

from bureau.institution.organisation.store.columns import columns_now
from bureau.institution.organisation.store.effects import (
    effects_of,
    effects_recorded,
    effects_under,
    write_effects,
)
from bureau.institution.organisation.store.tables import IDENTITIES, VERSIONS, rows_of

__all__ = [
    "IDENTITIES",
    "VERSIONS",
    "columns_now",
    "effects_of",
    "effects_recorded",
    "effects_under",
    "rows_of",
    "write_effects",
]
