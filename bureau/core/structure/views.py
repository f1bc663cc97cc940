"""Plain objects that show one version row each: what the rest of the code reads."""

from dataclasses import dataclass
from typing import Self

from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.effects import Version
from bureau.core.structure.kinds import KINDS


@dataclass(frozen=True, slots=True)
class View:
    """What every row has: whose it is, and the days on which it says so."""

    id: int
    valid_from: Day
    valid_until: Day | None

    @classmethod
    def of(cls, row: Version) -> Self:
        """What a version says of a thing of this kind."""
        values = (row.fields[field.name] for field in KINDS[row.subject.kind].fields)
        return cls(row.subject.id, row.valid_from, row.valid_until, *values)


@dataclass(frozen=True, slots=True)
class Unit(View):
    """`head` is a post, `name` a wording, `order` the place among siblings."""

    parent: int | None
    head: int | None
    name: int
    code: str
    kind: str
    order: int

    @property
    def reference(self) -> Reference:
        return Reference("unit", self.id)


@dataclass(frozen=True, slots=True)
class Post(View):
    """`title` is a wording; `fte` in hundredths, 100 is full time."""

    unit: int
    number: str
    title: int
    grade: str
    duty_station: str
    funding: str
    category: str
    fte: int
    contract: str
    frozen: bool

    @property
    def reference(self) -> Reference:
        return Reference("post", self.id)


@dataclass(frozen=True, slots=True)
class Incumbency(View):
    """`person` is on `post`; `share` in hundredths; `manner` is holder, acting or lien."""

    post: int
    person: int
    share: int
    manner: str


@dataclass(frozen=True, slots=True)
class Reporting(View):
    """`post` reports to the post `superior`; `manner` is line or functional."""

    post: int
    superior: int
    manner: str


@dataclass(frozen=True, slots=True)
class Adoption(View):
    """`description` is the version of the job description in force for `post`."""

    post: int
    description: int


@dataclass(frozen=True, slots=True)
class Block(View):
    """A staffing block: so many like posts of `unit`, which have no identity of their own.

    `fte` in hundredths, 100 is one post full time; `superior` is the post above all of them.
    """

    unit: int
    superior: int | None
    title: int
    grade: str
    fte: int

    @property
    def reference(self) -> Reference:
        return Reference("block", self.id)


@dataclass(frozen=True, slots=True)
class Engagement(View):
    """`person` works in `unit` without a post of the establishment; `manner` says on what terms.

    `sender` is the body that sends them, "" where none does; `supervisor` a post.
    """

    unit: int
    person: int
    manner: str
    sender: str
    supervisor: int | None


@dataclass(frozen=True, slots=True)
class Succession(View):
    """What `predecessor` became; both are of `subject_kind`; `manner` is how."""

    subject_kind: str
    predecessor: int
    successor: int
    manner: str

    @property
    def before(self) -> Reference:
        return Reference(self.subject_kind, self.predecessor)

    @property
    def after(self) -> Reference:
        return Reference(self.subject_kind, self.successor)
