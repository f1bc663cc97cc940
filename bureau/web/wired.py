"""The wiring table: one `Kind` a row, and which functions answer for it in each column.

The table is named by `settings.BUREAU_WIRING`. Every function in it answers for many things at once
in a constant number of queries; what it is asked with stands in `Kind`.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from bureau.core.scopes import Scope

NONE = "none"
"""What a column says when its kind has nothing to answer there."""

type Function = str | Callable[..., Any]
"""By its dotted path; of a noun itself."""
type Column = Function | tuple[Function, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing and who answers for it; each column is a dotted path, several, or `NONE`.

    ==========  =========================================  ====================================
    column      asked with                                 answers
    ==========  =========================================  ====================================
    describe    actor, ids                                 {id: Label}
    visible     actor, ids                                 the ids that the actor may see
    over        actor, ids                                 the ids on which no decision is awaited
                                                           any more
    owner       actor, ids                                 {id: post id, None where nobody}
    waiting     actor                                      [Waiting]
    owned       actor                                      [Owned]
    work        actor, posts                               [Work]: what these posts have to do and
                                                           have done, as far as the actor sees it
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
    opens       id                                         the address with its secret, for a mail
                                                           as it leaves; it is kept nowhere
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
    work: Column = NONE
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
    return [import_string(of) if isinstance(of, str) else of for of in paths_of(row, column)]


def unresolved() -> list[str]:
    """The columns of the table that lead nowhere, as "kind.column: path"."""
    return [
        f"{row.name}.{column}: {path}"
        for row in kinds()
        for column in COLUMNS
        for path in paths_of(row, column)
        if not _resolves(path)
    ]


def paths_of(row: Kind, column: str) -> tuple[Function, ...]:
    value: Column = getattr(row, column)
    if value == NONE:
        return ()
    return value if isinstance(value, tuple) else (value,)


def _resolves(path: Function) -> bool:
    try:
        return callable(import_string(path) if isinstance(path, str) else path)
    except ImportError:
        return False


def kinds_with(column: str) -> tuple[Kind, ...]:
    """The rows of the table that answer in a column, in its order."""
    return tuple(row for row in kinds() if getattr(row, column) != NONE)
