"""How a thing is named across apps: its kind and its number, never a generic foreign key."""

from typing import NamedTuple, Self

ID_MAX = 2**31 - 1
"""What no thing is numbered beyond."""


class Reference(NamedTuple):
    """One thing: `kind` is a row of the wiring table ("unit", ...), `id` its primary key.

    A tuple, because it is made and looked up by the ten thousand.
    """

    kind: str
    id: int

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what `str` wrote; ValueError when it is not of that form, or of a number that no
        thing may have."""
        kind, _, said = text.partition(":")
        number = int(said)
        if not 0 <= number <= ID_MAX:
            raise ValueError(f"nothing is numbered {number}")
        return cls(kind, number)
