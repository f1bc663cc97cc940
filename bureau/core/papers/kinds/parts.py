"""What the values of several kinds hold: citations, statements, costs, steps, charts."""

from dataclasses import dataclass
from datetime import date

from bureau.core.claims.kinds import ClaimKind
from bureau.core.claims.verdicts import Verdict
from bureau.core.layout.boxes import Change, PostState
from bureau.core.procedures.kinds import ActKind, StepState
from bureau.core.texts import Text


@dataclass(frozen=True, slots=True)
class Citation:
    """What is cited: `numbers` are those of provisions of a convention, or of an instrument.

    `name` says it where no phrase does; `body` is the code of the body whose instrument it is.
    """

    kind: str
    numbers: tuple[str, ...] = ()
    body: str = ""
    name: Text | None = None


@dataclass(frozen=True, slots=True)
class ChangeSaid:
    """One change in a sentence, and the day from which on."""

    day: date
    said: Text


@dataclass(frozen=True, slots=True)
class AmendmentSaid:
    """What of a set reads otherwise as adopted: `before` is nothing where it was added, `after`
    where it was left out."""

    before: tuple[ChangeSaid, ...] = ()
    after: tuple[ChangeSaid, ...] = ()


@dataclass(frozen=True, slots=True)
class Claimed:
    """A statement, with what the record says of it."""

    kind: ClaimKind
    said: Text
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class PostCost:
    """Minor units; None where a standard cost is missing."""

    post: str
    first_year: int | None
    full_year: int | None


@dataclass(frozen=True, slots=True)
class Costs:
    """What the posts that change cost more (or, below zero, less), in one currency."""

    currency: str = ""
    first_year: int | None = 0
    full_year: int | None = 0
    posts: tuple[PostCost, ...] = ()


@dataclass(frozen=True, slots=True)
class AlternativeSaid:
    """A way that was considered and is not proposed, with how many actions it has and of how many
    posts it would do what; `reason` is None where a draft does not say it yet."""

    name: Text
    reason: Text | None = None
    purpose: Text | None = None
    actions: int = 0
    established: int = 0
    abolished: int = 0
    moved: int = 0
    reclassified: int = 0
    costs: tuple[Costs, ...] = ()


@dataclass(frozen=True, slots=True)
class StepTaken:
    """A step of the way: by whom, which act, where it stands; with its day once it is done.

    `question` is what was to be determined, by its code in phrases, `answer` what was.
    """

    who: Text
    act: ActKind
    state: StepState
    day: date | None = None
    where: Text | None = None
    document: str = ""
    question: str = ""
    answer: bool | None = None


@dataclass(frozen=True, slots=True)
class GradeCount:
    grade: str
    encumbered: int = 0
    vacant: int = 0
    frozen: int = 0

    @property
    def posts(self) -> int:
        return self.encumbered + self.vacant + self.frozen


@dataclass(frozen=True, slots=True)
class UnitBox:
    """A unit of a chart; `key` names it within the chart, `parent` is the key of the one above."""

    key: str
    name: Text
    code: str = ""
    parent: str = ""
    head: Text | None = None
    head_grade: str = ""
    head_state: PostState = PostState.ENCUMBERED
    posts: tuple[GradeCount, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """Units in order, each after the one above it, as they stand on a day."""

    unit: Text
    day: date
    boxes: tuple[UnitBox, ...]
