"""An action that a row of a table asks for, and what all rows are held against."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from bureau.core.changes.actions import ActionKind
from bureau.core.imports.tables import Misfit, TableRead, Wish
from bureau.core.reasons import Reason
from bureau.core.structure.kinds import Value
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Post, Unit


@dataclass(frozen=True, slots=True)
class Change:
    """One action that a row asks for: `words` are texts in the language of the table. What the
    same table establishes has no number yet: `key` says which the action is of, `named` which its
    values are. `before` and `after` are told to people."""

    row: int
    kind: ActionKind
    name: str
    subject: int | None = None
    values: Mapping[str, Value] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    named: Mapping[str, str] = field(default_factory=dict)
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Compared:
    """The rows of a table against what stands; `words` has every language of each wording,
    `established` the keys of what the rows so far establish."""

    read: TableRead
    now: Snapshot
    units: Mapping[str, Unit]
    posts: Mapping[str, Post]
    words: Mapping[int, Collection[str]]
    grades: frozenset[str]
    places: frozenset[str]
    established: set[str] = field(default_factory=set)

    def misfit(self, wish: Wish, column: str, code: str, **facts: object) -> Misfit:
        """Why what one cell says is left out."""
        facts |= {"cell": wish.said.get(column, ""), "key": wish.key}
        return Misfit(wish.row, self.read.matched.heading(column), Reason(code, facts), False)

    def row_out(self, wish: Wish, column: str, code: str, **facts: object) -> Misfit:
        """The same where all of the row is left out."""
        return replace(self.misfit(wish, column, code, **facts), is_row=True)
