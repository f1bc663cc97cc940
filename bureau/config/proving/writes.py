"""Where the code writes to the database, read from its syntax tree, and whether it may there.

May write: a service; what is given the open act; what only such functions of its module call; a
store, which only services and stores may use; and the marks, each listed here with its tables.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import bureau

PACKAGE = Path(bureau.__path__[0])
APPS = ("record", "institution", "desk", "thread", "web", "example")
WRITING = frozenset(
    {
        *("save", "create", "bulk_create", "update", "bulk_update", "delete"),
        *("get_or_create", "update_or_create", "executemany"),
    }
)
ON_TABLES = ("objects", "_default_manager", "filter", "exclude", "cursor")
ROUTER = "router"
"""Of an api file: its `delete` names a method of HTTP."""
NO_TABLES = frozenset(
    {
        *("ATTEMPTS_MAX", "DeliveryState", "KEPT", "LEASE", "MailState", "NOTHING"),
        *("SEEN_KEPT", "SKEW"),
    }
)
MARKS = {
    "record/journal/services/frame": {"Answered"},
    "record/journal/services/acts": {
        *("ChainHead", "RecordHead", "RecordNumber", "Entry", "Subject", "Content"),
        *("RowState", "Written"),
    },
    "record/journal/services/following": {"Cursor"},
    "record/accounts/services/tries": {"Tries"},
    "record/accounts/services/signing_in": {"Session", "Sitting"},
    "record/accounts/backends/sessions": {"Session"},
    "record/clock/services": {"QueuedTask", "RecurringDuty", "WorkerSeen"},
    "record/clock/backends": {"QueuedTask"},
    "record/notices/services/sending": {"OutboxMail"},
    "record/notices/services/pruning": {"OutboxMail"},
    "record/notices/services/telling": {"Notice", "OutboxMail"},
    "record/programs/services/delivering": {"Delivery"},
    "record/programs/services/pruning": {"Delivery"},
    "record/programs/services/using": {"ApiToken"},
    "record/search/services": {"Document", "Source"},
    "institution/organisation/queries/structure": {"IDENTITIES"},
    "institution/imports/services/outlooks": {"KeptOutlook"},
}
"""The frame itself, the queue, followers, outbox marks, what is kept of outlooks: not acts, only
rows of their own.

`queries/structure` numbers what an action brings along while a service expands it.
"""


@dataclass(frozen=True, slots=True)
class Function:
    """A function of a module: what it writes, whom it calls by name, whether it is in an act."""

    name: str
    writes: tuple[ast.Call, ...]
    calls: frozenset[str]
    in_act: bool


def outside_the_frame() -> Iterator[str]:
    """Each place that writes and may not, as path:line."""
    for wing in APPS:
        for path in sorted((PACKAGE / wing).rglob("*.py")):
            if "migrations" not in path.parts:
                yield from _faults(path)


def _faults(path: Path) -> Iterator[str]:
    name = str(path.relative_to(PACKAGE).with_suffix(""))
    functions = list(_functions(ast.parse(path.read_text())))
    if name in MARKS:
        yield from _beside_the_marks(name, functions)
    elif "store" in path.parts or path.name == "store.py":
        return
    elif "services" in path.parts or path.name == "services.py":
        for function in functions:
            if function.writes and not _is_in_act(function, functions):
                yield f"{name}:{function.writes[0].lineno} {function.name}"
    else:
        for function in functions:
            for call in function.writes:
                yield f"{name}:{call.lineno} {function.name}"


def _beside_the_marks(name: str, functions: list[Function]) -> Iterator[str]:
    """Marks may write their own tables alone."""
    for call in (call for function in functions for call in function.writes):
        assert isinstance(call.func, ast.Attribute)
        spoken = {node.id for node in ast.walk(call.func.value) if isinstance(node, ast.Name)}
        tables = {word for word in spoken if word[:1].isupper()} - NO_TABLES
        if tables - MARKS[name]:
            yield f"{name}:{call.lineno} writes {', '.join(sorted(tables - MARKS[name]))}"


def _is_in_act(
    function: Function, functions: list[Function], seen: frozenset[str] = frozenset()
) -> bool:
    if function.in_act:
        return True
    callers = [one for one in functions if function.name in one.calls and one.name not in seen]
    below = seen | {function.name}
    return bool(callers) and all(_is_in_act(one, functions, below) for one in callers)


def _functions(tree: ast.Module) -> Iterator[Function]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            calls = [one for one in ast.walk(node) if isinstance(one, ast.Call)]
            yield Function(
                name=node.name,
                writes=tuple(call for call in calls if _is_write(call)),
                calls=frozenset(_called(call) for call in calls),
                in_act=_is_service(node) or _has_act(node),
            )


def _is_write(call: ast.Call) -> bool:
    """A writing method of a manager, a queryset, a cursor or a saved row."""
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in WRITING:
        return False
    receiver = ast.unparse(call.func.value)
    if receiver == ROUTER:
        return False
    return call.func.attr in ("save", "delete") or any(word in receiver for word in ON_TABLES)


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _is_service(node: ast.FunctionDef) -> bool:
    return any(ast.unparse(one).rpartition(".")[2] == "service" for one in node.decorator_list)


def _has_act(node: ast.FunctionDef) -> bool:
    given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    return any(one.annotation and ast.unparse(one.annotation) == "Act" for one in given)
