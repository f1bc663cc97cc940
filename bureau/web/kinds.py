"""The wiring table as a page reads it: what a lower floor learns of a higher one.

The table is named by `settings.BUREAU_WIRING`: one `Kind` a row. Every function in it takes the
actor and many ids and answers for all of them in a constant number of queries.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from bureau.core.actors import Actor
from bureau.core.reasons import Reason
from bureau.core.references import Reference
from bureau.web.requests import Reading

NONE = "none"
"""What a column says when its kind has nothing to answer there."""

type Column = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """How a thing is named to a person, and where its page is ("" where it has none)."""

    name: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of what waits: `when` it falls due (None: no day), what it is, why, and the verb."""

    when: date | None
    title: str
    why: str
    verb: str
    address: str


@dataclass(frozen=True, slots=True)
class Owned:
    """One line of what an actor's posts own; `mark` and `state` say how it stands."""

    name: str
    address: str
    why: str = ""
    mark: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Verb:
    """An act offered on a thing's page; `barred` says why it may not be taken now."""

    name: str
    address: str
    barred: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """One page of a thing; `note` stands beside its name, as in "2 missing"."""

    name: str
    address: str
    note: str = ""


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
    the column `sentence` of the kind; facts are ids, codes and days, never names.
    """

    number: int
    person: int
    key: str
    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    address: str = ""
    due: date | None = None


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
class Kind:
    """One kind of thing and who answers for it; each column is a dotted path, several, or `NONE`.

    ==========  =========================================  ====================================
    column      asked with                                 answers
    ==========  =========================================  ====================================
    describe    actor, ids                                 {id: Label}
    visible     actor, ids                                 the ids that the actor may see
    owner       actor, ids                                 {id: post id, None where nobody}
    waiting     actor                                      [Waiting]
    owned       actor                                      [Owned]
    calendar    actor, first day, day after the last       [(day, Reference)]
    search      ids                                        {id: Searchable}
    thread      actor, ids                                 [(Reference, Reference)]
    personal    person                                     what is held of that person
    hangs_on    references of what ends                    [Reference that hangs on it]
    overlay     actor, id                                  the overlay on the structure, or None
    plans       actor                                      the ids of plans to look through
    verbs       actor, ids                                 {id: [Verb]}
    tabs        actor, ids                                 {id: [Tab]}
    ends        actor, span (first, until), coordinates    [Ending]
    tells       ids, or None for all that waits now        [Telling]
    sentence    a Reason (code and facts of a Telling)     the sentence in the page's language
    ==========  =========================================  ====================================

    `plural` names the kind to people, as a heading over several ("Posts").
    """

    name: str
    describe: Column
    visible: Column
    owner: Column
    waiting: Column
    owned: Column
    calendar: Column
    search: Column
    thread: Column
    personal: Column
    hangs_on: Column
    overlay: Column
    plans: Column
    verbs: Column
    tabs: Column
    tells: Column = NONE
    sentence: Column = NONE
    ends: Column = NONE
    plural: str | Promise = ""


COLUMNS = tuple(column.name for column in fields(Kind) if column.name not in ("name", "plural"))


def kinds() -> tuple[Kind, ...]:
    """Every row of the wiring table, in its order."""
    return tuple(import_string(settings.BUREAU_WIRING))


def kind(name: str) -> Kind:
    """The row of one kind; KeyError when the table has none of that name."""
    return {row.name: row for row in kinds()}[name]


def functions(row: Kind, column: str) -> list[Callable[..., Any]]:
    """The functions that answer for a kind in one column, none where it says `NONE`."""
    return [import_string(path) for path in _paths(row, column)]


def visible(actor: Actor, references: Iterable[Reference]) -> frozenset[Reference]:
    """Which of these the actor may see; a kind that says `NONE` shows nothing."""
    seen: set[Reference] = set()
    for row, ids in _by_kind(references):
        for answer in functions(row, "visible"):
            seen.update(Reference(row.name, each) for each in answer(actor, ids))
    return frozenset(seen)


def describe(actor: Actor, references: Iterable[Reference]) -> dict[Reference, Label]:
    """Name and address of each thing the actor may see; what they may not see is left out."""
    return _answers("describe", actor, visible(actor, references))


def owners(actor: Actor, references: Iterable[Reference]) -> dict[Reference, int | None]:
    """The post that owns each thing the actor may see, None where nobody does."""
    return _answers("owner", actor, visible(actor, references))


def waiting(actor: Actor) -> list[Waiting]:
    """What waits for the actor, of every kind: what is due first, what has no day last."""
    found = [
        line for row in kinds() for answer in functions(row, "waiting") for line in answer(actor)
    ]
    return sorted(found, key=lambda line: line.when or date.max)


def owned(actor: Actor) -> list[Owned]:
    """What the actor's posts own, of every kind, in the order of the table."""
    return [line for row in kinds() for answer in functions(row, "owned") for line in answer(actor)]


def calendar(actor: Actor, first: date, until: date) -> list[tuple[date, Reference]]:
    """What falls from `first` up to `until`, of every kind, by day."""
    found = [
        line
        for row in kinds()
        for answer in functions(row, "calendar")
        for line in answer(actor, first, until)
    ]
    return sorted(found)


def endings(actor: Actor, first: date, until: date, at: Reading) -> list[Ending]:
    """What ends from `first` up to `until`, of every kind, by day."""
    found = [
        each
        for row in kinds()
        for answer in functions(row, "ends")
        for each in answer(actor, (first, until), at)
    ]
    return sorted(found, key=lambda each: (each.day, each.what, each.name))


def verbs(actor: Actor, reference: Reference) -> list[Verb]:
    """What the actor is offered on a thing's page, by every app the table names for its kind."""
    return _listed("verbs", actor, reference)


def verbs_of(actor: Actor, references: Iterable[Reference]) -> dict[Reference, list[Verb]]:
    """What the actor is offered on each of many things, asked of every app once."""
    found: dict[Reference, list[Verb]] = defaultdict(list)
    for row, ids in _by_kind(references):
        for answer in functions(row, "verbs"):
            said: Mapping[int, list[Verb]] = answer(actor, ids)
            for each, offered in said.items():
                found[Reference(row.name, each)] += offered
    return dict(found)


def tabs(actor: Actor, reference: Reference) -> list[Tab]:
    """The pages of a thing, in the order in which the table names the apps that have them."""
    return _listed("tabs", actor, reference)


def overlay(actor: Actor, reference: Reference) -> Any:
    """What a plan lays on the structure, None where the actor may not see it or it is no plan."""
    if reference not in visible(actor, [reference]):
        return None
    found = (answer(actor, reference.id) for answer in functions(kind(reference.kind), "overlay"))
    return next(found, None)


def plans(actor: Actor) -> list[tuple[Reference, Label]]:
    """The plans that the actor may look through, of every kind that has some."""
    found = [
        Reference(row.name, each)
        for row in kinds()
        for answer in functions(row, "plans")
        for each in answer(actor)
    ]
    return list(describe(actor, found).items())


def unresolved() -> list[str]:
    """The columns of the table that lead nowhere, as "kind.column: path"."""
    return [
        f"{row.name}.{column}: {path}"
        for row in kinds()
        for column in COLUMNS
        for path in _paths(row, column)
        if not _resolves(path)
    ]


def _paths(row: Kind, column: str) -> tuple[str, ...]:
    value: Column = getattr(row, column)
    if value == NONE:
        return ()
    return (value,) if isinstance(value, str) else value


def _resolves(path: str) -> bool:
    try:
        return callable(import_string(path))
    except ImportError:
        return False


def _by_kind(references: Iterable[Reference]) -> list[tuple[Kind, list[int]]]:
    grouped = defaultdict(set)
    for reference in references:
        grouped[reference.kind].add(reference.id)
    return [(kind(name), sorted(ids)) for name, ids in grouped.items()]


def _answers(column: str, actor: Actor, references: Iterable[Reference]) -> dict[Reference, Any]:
    found = {}
    for row, ids in _by_kind(references):
        for answer in functions(row, column):
            said: Mapping[int, Any] = answer(actor, ids)
            found.update({Reference(row.name, each): value for each, value in said.items()})
    return found


def _listed(column: str, actor: Actor, reference: Reference) -> list[Any]:
    return [
        each
        for answer in functions(kind(reference.kind), column)
        for each in answer(actor, [reference.id]).get(reference.id, ())
    ]


def searchable(references: Iterable[Reference]) -> dict[Reference, Searchable]:
    """What each thing may be found by; kinds that are not in the table are found by nothing."""
    found = {}
    for row, ids in _known(references):
        for answer in functions(row, "search"):
            said: Mapping[int, Searchable] = answer(ids)
            found.update({Reference(row.name, each): value for each, value in said.items()})
    return found


def telling(name: str, ids: Collection[int] | None) -> list[Telling]:
    """What of one kind waits for whom now: of these ids, or (None) all there is."""
    return [each for answer in functions(kind(name), "tells") for each in answer(ids)]


def sentence(name: str, reason: Reason) -> str:
    """Why a thing of this kind waits, in the language of the page; "" where no app says."""
    return next((str(answer(reason)) for answer in functions(kind(name), "sentence")), "")


def kinds_with(column: str) -> tuple[Kind, ...]:
    """The rows of the table that answer in a column, in its order."""
    return tuple(row for row in kinds() if getattr(row, column) != NONE)


def _known(references: Iterable[Reference]) -> list[tuple[Kind, list[int]]]:
    names = {row.name for row in kinds()}
    return _by_kind(each for each in references if each.kind in names)
