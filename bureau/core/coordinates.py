"""Where in time a reader stands: the valid day, the record number, and the plan looked through."""

from dataclasses import dataclass

from bureau.core.references import Reference


@dataclass(frozen=True, slots=True)
class Coordinates:
    """`valid`: a day as `date.toordinal()`; `recorded`: a record number; `plan`: a draft."""

    valid: int
    recorded: int
    plan: Reference | None = None
