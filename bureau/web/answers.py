"""What the functions of the wiring table answer with: labels, things that wait, verbs, endings;
and those of the panels of the home page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise

from bureau.core.procedures.kinds import ActKind, Gate
from bureau.core.references import Reference
from bureau.core.telling import Urgency


@dataclass(frozen=True, slots=True)
class Label:
    """How a thing is named to a person, and where its page is ("" where it has none)."""

    name: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of what waits: `when` it falls due (None: no day), what it is, why, and the verb.

    The day is that of `zone`, and is over at `closes` there ("": at its end).
    """

    when: date | None
    title: str
    why: str
    verb: str
    address: str
    zone: str = ""
    closes: str = ""


@dataclass(frozen=True, slots=True)
class Owned:
    """One line of what an actor's posts own; `mark` and `state` say how it stands."""

    name: str
    address: str
    why: str = ""
    mark: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """One thing that a post has to do or has done; `mark` and `state` say how it stands."""

    post: int
    label: Label
    kind: str | Promise
    mark: str = ""
    state: str | Promise = ""
    due: date | None = None
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class Verb:
    """An act offered on a thing's page; `barred` says why it may not be taken now.

    One that is `rare` is offered in the menu behind the others.
    """

    name: str
    address: str
    barred: str = ""
    is_rare: bool = False


@dataclass(frozen=True, slots=True)
class Tab:
    """One page of a thing; `note` stands beside its name, as in "2 missing".

    `section` is the one of settings, for a page of an organisation.
    """

    name: str
    address: str
    note: str = ""
    section: str = "structure"


@dataclass(frozen=True, slots=True)
class Personal:
    """What one kind holds of a person, in words of the page's language, and how much of it."""

    what: str
    count: int


@dataclass(frozen=True, slots=True)
class Routed:
    """An action that goes by rules of procedure: its name, whether it is of a grade.

    One that `may_lack` a rule has another way besides; one that `is_costly` may cost more or less.
    """

    name: str | Promise
    has_grade: bool = False
    may_lack: bool = False
    is_costly: bool = False


@dataclass(frozen=True, slots=True)
class RoutedKind:
    """A kind whose cases go by rules of procedure, with its closed list of actions.

    The deciding step of its rules gates `gate`; `acts` are those that its steps may ask for (None:
    any), of a body only where `has_bodies`. Where it `leaves_out`, what no rule covers is no part
    of a case; its cases are for an audience where `has_audience`. One that `may_be_free` has
    another way while no rule is about it. `before` is the kind of case that it comes before.
    """

    actions: Mapping[str, Routed]
    gate: Gate = Gate.ENTRY_INTO_FORCE
    acts: frozenset[ActKind] | None = None
    has_bodies: bool = True
    leaves_out: bool = False
    has_audience: bool = False
    may_be_free: bool = False
    before: str = ""


@dataclass(frozen=True, slots=True)
class Speaking:
    """A thing whose papers say a phrase, and each of those papers by the name of its kind."""

    thing: Label
    papers: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """Where a phrase is said in one language: looked for in `looked` things of `total`."""

    found: tuple[Speaking, ...]
    looked: int
    total: int


class Audience(StrEnum):
    """Who may find a thing at most; whoever asks is asked for again when it is read."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    NAMED = "named"


@dataclass(frozen=True, slots=True)
class Searchable:
    """What one thing may be found by.

    `names`, each of `former_names` and `words` are by language. `codes` are numbers and short
    names. `became` is what stands for it now where it has ended. `weight` lifts a thing above
    others found the same way. `stands_until` is the day from which another answer would be given.
    `sources` are other things that words are taken from: when one is touched, this is asked again.
    """

    names: Mapping[str, str]
    audience: Audience
    codes: tuple[str, ...] = ()
    former_names: tuple[Mapping[str, str], ...] = ()
    former_codes: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    became: tuple[Reference, ...] = ()
    weight: int = 0
    stands_until: date | None = None
    sources: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Telling:
    """The thing `number` waits for `person` now.

    `key` sets one occasion apart from the next of the same thing (the step, the submission): a
    person is written to once an occasion. `code` and `facts` make the sentence that says why, in
    the column `sentence` of the kind; facts are ids, codes and days, never names. The day it is
    due is that of `zone`, over at `closes` there; `urgency` says what the person may choose.
    `is_news` says that nothing is to be done about it: it is told, and does not wait.
    """

    number: int
    person: int
    key: str
    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    address: str = ""
    due: date | None = None
    zone: str = ""
    closes: str = ""
    urgency: Urgency = Urgency.HOLDS_UP
    is_news: bool = False


@dataclass(frozen=True, slots=True)
class Ending:
    """One thing that ends: `day` is the first without it.

    `what` is the code of what ends, `word` the same to people; `unit` is where it is, `owner` the
    post whose care it is, None where nobody's.
    """

    day: date
    what: str
    word: str | Promise
    name: str
    address: str = ""
    note: str = ""
    unit: int | None = None
    owner: int | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of the home page: its template, and what the template reads as `panel`."""

    template: str
    context: Mapping[str, Any]
