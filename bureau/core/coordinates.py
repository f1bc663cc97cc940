"""Where in time a reader stands: the valid day, the record number, and the plan looked through."""

from dataclasses import dataclass

from bureau.core.references import Reference


@dataclass(frozen=True, slots=True)
class Coordinates:
    """`valid` is a day as `date.toordinal()`; `recorded` a record number; `plan` a draft or None for what is in force."""

    valid: int
    recorded: int
    plan: Reference | None = None
