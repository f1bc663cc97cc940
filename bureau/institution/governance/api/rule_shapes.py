"""What programs send and are sent about rules of procedure and drafts of them."""

from datetime import date
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field, StringConstraints

from bureau.core.procedures.kinds import (
    STAND_INS,
    ActKind,
    Amended,
    Audience,
    Capacity,
    Gate,
    Need,
    WhoKind,
)
from bureau.web.api.words import Day, Given, Id, ProseIn, Said, SaidIn, Short

Code = Annotated[str, StringConstraints(pattern=r"^[-a-zA-Z0-9_]{1,60}$")]
AMOUNT_MOST = 10**15
Days = Annotated[int, Field(ge=1, le=999)]


class RuleOut(Schema):
    """One rule; `terms` says what it covers, what it asks, and the steps it lays down."""

    id: int
    key: str
    name: Said | None
    version: int | None
    subject: str
    terms: dict[str, Any] | None
    instrument: int | None
    provision: int | None
    is_practice: bool
    valid_from: date | None
    valid_until: date | None


class Rules(Schema):
    items: list[RuleOut]


class DraftOut(Schema):
    """A set of rules in draft; `outcome` is empty while it is open."""

    id: int
    title: Said
    reason: Said | None
    valid_from: date
    outcome: str
    authors: list[int]


class Drafts(Schema):
    items: list[DraftOut]


class RuleFindingOut(Schema):
    """A gap or an overlap, with the smallest example; ids of rules below zero are lines."""

    code: Literal["gap", "overlap"]
    day: date
    subject: str
    actions: list[str]
    grades: list[str]
    rules: list[int]
    answers: dict[str, bool]
    unit: int | None
    amount: int | None
    currency: str
    audience: str | None


class DraftPage(Schema):
    """`tried` is the hash that an entry into force says it saw; empty where the draft is not what
    was last tried. `ceilings_without_rule` are of delegations that no rule would use."""

    draft: DraftOut
    lines: list[RuleOut]
    findings: list[RuleFindingOut]
    ceilings_without_rule: list[int]
    tried: str


class TriedOut(Schema):
    """A past case that would have gone another way, as codes; no case where you may not see it.

    `subject` is the kind of rules by which it was tried.
    """

    case: str | None
    subject: str
    codes: list[str]


class TrialYearOut(Schema):
    """Simulated cases of one kind, and how many of them would go another way.

    `units` are those that rules name, in or under which they are.
    """

    subject: str
    action: str
    grade_class: str
    grades: list[str]
    unit_kind: str
    units: list[int]
    amount: int | None
    currency: str
    audience: str | None
    cases: int
    other: int


class TriedSum(Schema):
    """How many, and what they cost in minor units: null where that is not known."""

    count: int
    amount: int | None


class TriedDelegationOut(Schema):
    """A ceiling with its uses on record, those that would go another way, and actions of past cases
    that would come under it."""

    ceiling: int
    rule: str
    currency: str
    made: TriedSum
    left: TriedSum
    come: TriedSum


class TrialOut(Schema):
    """What trying a draft finds. `hash` is of what was tried."""

    hash: str
    cases: int
    other: list[TriedOut]
    delegations: list[TriedDelegationOut]
    seed: int
    year: list[TrialYearOut]


class DraftIn(Given):
    """What it is for and why, and the day on which all of it takes effect."""

    title: SaidIn
    reason: ProseIn | None = None
    valid_from: Day


class StepIn(Given):
    """One step: who, by number or (a role) by name; steps of one order run side by side."""

    order: Annotated[int, Field(ge=1, le=99)]
    who_kind: WhoKind
    who: list[Id | Code] = Field(min_length=1, max_length=20)
    need: Need = Need.ONE_OF
    act: ActKind
    gates: Gate
    days: Days | None = None
    stand_ins: list[Capacity] = Field(sorted(STAND_INS), max_length=5)
    amended: Amended = Amended.REFUSED


class QuestionIn(Given):
    """What is asked, of which office, and the answer under which the rule applies."""

    key: Code
    office: Id
    applies_to: bool
    days: Days | None = None


class AmountsIn(Given):
    """What it costs more in a full year, in minor units: more than `above`, at most `up_to`."""

    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    above: Annotated[int, Field(ge=-AMOUNT_MOST, le=AMOUNT_MOST)] | None = None
    up_to: Annotated[int, Field(ge=-AMOUNT_MOST, le=AMOUNT_MOST)] | None = None


class RuleLineIn(Given):
    """A rule to write into a draft: new, or the next version of the one with its key. What is left
    out of `actions`, `grades`, `units`, `amounts` and `audiences` is not narrowed. Where it is
    `demanded`, nothing goes forward before it is cleared."""

    key: Code
    name: SaidIn
    subject: Code
    steps: list[StepIn] = Field(min_length=1, max_length=20)
    actions: list[Code] | None = Field(None, max_length=100)
    grades: list[Short] | None = Field(None, max_length=100)
    units: list[Id] | None = Field(None, max_length=100)
    amounts: AmountsIn | None = None
    audiences: list[Audience] | None = Field(None, max_length=20)
    demanded: bool = False
    asks: QuestionIn | None = None
    rank: Annotated[int, Field(ge=0, le=99)] = 0
    instrument: Id
    provision: Id | None = None
    is_practice: bool = False
    note: ProseIn | None = None


class RuleEndIn(Given):
    """The key of the rule that ends with the day of the draft."""

    key: Code


class EntryIn(Given):
    """The hash of what was tried, of the trial that you looked at."""

    seen: Annotated[str, StringConstraints(max_length=64)]
