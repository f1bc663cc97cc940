"""A staged table beside the structure: what its rows would change, as actions of a draft."""

from bureau.institution.imports.queries.tables.changes import Change
from bureau.institution.imports.queries.tables.outlook import (
    TableOutlook,
    headings_of,
    table_outlook,
)

__all__ = ["Change", "TableOutlook", "headings_of", "table_outlook"]
