"""The wiring table as a page reads it: what a lower floor learns of a higher one.

The table is named by `settings.BUREAU_WIRING`: one `Kind` a row. Every function in it answers for
many things at once in a constant number of queries; what it is asked with stands in `Kind`.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from bureau.core.actors import Actor
from bureau.core.reasons import Reason
from bureau.core.references import Reference
from bureau.core.scopes import Scope
from bureau.web.answers import (
    Ending,
    Label,
    Owned,
    Personal,
    RoutedKind,
    Searchable,
    Spoken,
    Tab,
    Telling,
    Verb,
    Waiting,
)
from bureau.web.requests import Reading

NONE = "none"
"""What a column says when its kind has nothing to answer there."""

type Column = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing and who answers for it; each column is a dotted path, several, or `NONE`.

    ==========  =========================================  ====================================
    column      asked with                                 answers
    ==========  =========================================  ====================================
    describe    actor, ids                                 {id: Label}
    visible     actor, ids                                 the ids that the actor may see
    over        actor, ids                                 the ids that await no decision any more
    owner       actor, ids                                 {id: post id, None where nobody}
    waiting     actor                                      [Waiting]
    owned       actor                                      [Owned]
    calendar    actor, first day, day after the last       [(day, Reference)]
    search      ids                                        {id: Searchable}
    thread      actor, ids, coordinates                    [(above, below)]: every edge from mandate
                                                           to result that touches one of them
    personal    people                                     {person: [Personal]} held of each
    hangs_on    references of what ends                    [(what ends, what hangs on it)]
    lapses_with references of what ends                    [(what ends, what ends with it)]
    overlay     actor, id                                  the overlay on the structure, or None
    plans       actor                                      {id: Label} of the plans that the actor
                                                           may look through
    verbs       actor, ids                                 {id: [Verb]}
    tabs        actor, ids                                 {id: [Tab]}
    ends        actor, span (first, until), coordinates    [Ending]
    tells       ids, or None for all that waits now        [Telling]
    says        actor, name of a phrase, language          Spoken: whose papers say it
    hides       actor, ids, an entry of the journal        the ids of which that act is secret
    sentence    a Reason (code and facts of a Telling)     the sentence in the page's language
    opens       id                                         the address with its secret, kept nowhere
    erases      the open act, people                       nothing: the service that erases them
    within      ids                                        {id: organisations that it belongs to}
    routed      nothing                                    a RoutedKind: what goes by rules of
                                                           procedure in its cases
    ==========  =========================================  ====================================

    `plural` names the kind to people, as a heading over several ("Posts"). `waits` says whether
    what is told waits for an act of the person's; else it was done, and they are only told.
    `scope` is what a program needs to be told of it in lists, and by webhooks (else `structure`).
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
    opens: Column = NONE
    says: Column = NONE
    hides: Column = NONE
    ends: Column = NONE
    erases: Column = NONE
    within: Column = NONE
    lapses_with: Column = NONE
    over: Column = NONE
    routed: Column = NONE
    plural: str | Promise = ""
    waits: bool = True
    scope: Scope | None = None


NO_COLUMNS = ("name", "plural", "waits", "scope")
COLUMNS = tuple(column.name for column in fields(Kind) if column.name not in NO_COLUMNS)


def row(
    name: str,
    plural: str | Promise,
    *,
    waits: bool = True,
    scope: Scope | None = None,
    **columns: Column,
) -> Kind:
    """A row, with its heading to people; a column that is not named says `NONE`."""
    said = {column: columns.get(column, NONE) for column in COLUMNS}
    return Kind(name, **said, plural=plural, waits=waits, scope=scope)


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


def over(actor: Actor, references: Iterable[Reference]) -> frozenset[Reference]:
    """Those of which the actor may see that no decision on them is awaited any more."""
    return frozenset(
        Reference(row.name, each)
        for row, ids in _by_kind(references)
        for answer in functions(row, "over")
        for each in answer(actor, ids)
    )


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


def endings(
    actor: Actor, first: date, until: date, at: Reading, of: Iterable[Kind] | None = None
) -> list[Ending]:
    """What ends from `first` up to `until`, of these kinds or every one, by day."""
    found = [
        each
        for row in (kinds() if of is None else of)
        for answer in functions(row, "ends")
        for each in answer(actor, (first, until), at)
    ]
    return sorted(found, key=lambda each: (each.day, each.what, each.name))


def edges(
    actor: Actor, references: Iterable[Reference], at: Reading
) -> list[tuple[Reference, Reference]]:
    """The edges of the thread that touch any of these things, (above, below), each once; both ends
    are things that the actor may see."""
    found: dict[tuple[Reference, Reference], None] = {}
    for row, ids in _by_kind(references):
        for answer in functions(row, "thread"):
            found |= dict.fromkeys(answer(actor, ids, at))
    seen = visible(actor, {end for edge in found for end in edge})
    return [(above, below) for above, below in found if above in seen and below in seen]


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


def hanging(ended: Iterable[Reference]) -> list[tuple[Reference, Reference]]:
    """What asks for a word where these units and posts end, of every kind: (what ends, what)."""
    return _pairs("hangs_on", ended)


def lapsing(ended: Iterable[Reference]) -> list[tuple[Reference, Reference]]:
    """What ends of itself where these units and posts end, of every kind: (what ends, what)."""
    return _pairs("lapses_with", ended)


def plans(actor: Actor) -> list[tuple[Reference, Label]]:
    """The plans that the actor may look through, of every kind that has some."""
    return [
        (Reference(row.name, number), label)
        for row in kinds()
        for answer in functions(row, "plans")
        for number, label in answer(actor).items()
    ]


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


def _pairs(column: str, ended: Iterable[Reference]) -> list[tuple[Reference, Reference]]:
    asked = sorted(set(ended))
    if not asked:
        return []
    return sorted(
        pair for row in kinds() for answer in functions(row, column) for pair in answer(asked)
    )


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


def personal(people: Collection[int]) -> dict[int, list[Personal]]:
    """What is held of each of these people, by every kind, in the order of the table."""
    found: dict[int, list[Personal]] = defaultdict(list)
    for row in kinds():
        for answer in functions(row, "personal"):
            for person, held in answer(people).items():
                found[person] += held
    return found


def erasers() -> list[Callable[..., None]]:
    """The services that erase what the kinds hold of people; each joins the act it is given.

    People's own rows come last: what others hold of them may be known by the name alone.
    """
    ordered = sorted(kinds(), key=lambda row: row.name == "person")
    return [erases for row in ordered for erases in functions(row, "erases")]


def routed() -> dict[str, RoutedKind]:
    """Each kind that is put through procedures, in the order of the table."""
    return {
        row.name: answer() for row in kinds_with("routed") for answer in functions(row, "routed")
    }


def saying(actor: Actor, name: str, language: str) -> list[Spoken]:
    """Whose papers say a phrase in one language, of every kind that has any, as the actor sees."""
    return [
        answer(actor, name, language)
        for row in kinds_with("says")
        for answer in functions(row, "says")
    ]


def sentence(name: str, reason: Reason) -> str:
    """Why a thing of this kind waits, in the language of the page; "" where no app says."""
    return next((str(answer(reason)) for answer in functions(kind(name), "sentence")), "")


def address_sent(name: str, number: int) -> str:
    """The address that only the mail itself may carry; "" where the plain one will do."""
    return next((str(answer(number)) for answer in functions(kind(name), "opens")), "")


def kinds_with(column: str) -> tuple[Kind, ...]:
    """The rows of the table that answer in a column, in its order."""
    return tuple(row for row in kinds() if getattr(row, column) != NONE)


def _known(references: Iterable[Reference]) -> list[tuple[Kind, list[int]]]:
    names = {row.name for row in kinds()}
    return _by_kind(each for each in references if each.kind in names)
