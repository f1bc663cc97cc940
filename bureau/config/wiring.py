"""The kinds of thing there are, and which function of which app answers for each."""

from bureau.web.kinds import COLUMNS, NONE, Column, Kind


def kind(name: str, **columns: Column) -> Kind:
    """A row; a column that is not named says `NONE`."""
    return Kind(name, **{column: columns.get(column, NONE) for column in COLUMNS})


KINDS = (kind("unit"), kind("post"))
