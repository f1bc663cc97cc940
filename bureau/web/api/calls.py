"""A request by a program: whose token it carries, what that lets it do, and where it stands."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import wraps
from hashlib import sha256
from typing import Annotated, Any, get_type_hints

from django.http import HttpResponse
from ninja import Header, Schema

from bureau.core.actors import Actor
from bureau.core.scopes import Scope
from bureau.web import kinds
from bureau.web.api.problems import Problem
from bureau.web.api.words import At, IfMatch, Key
from bureau.web.kinds import Kind
from bureau.web.requests import Asking

Once = Annotated[Key, Header(alias="Idempotency-Key")]
"""The key under which a change is done once: asked again with it, it is answered again."""
Match = Annotated[IfMatch, Header(alias="If-Match")]
"""The state of the thing that the change is of, as a read gave it in `ETag`."""

COORDINATES = frozenset(At.model_fields)
"""What every read may be asked for: a day, a record number, a plan."""


class Call(Asking):
    """What an operation is given first. `actor` is the person of the token, who names it.

    `namer` is asked where names of people are told: nobody, without the scope for it. `state` is
    what `If-Match` holds a later change to; set by the reads of what can be changed.
    """

    scopes: frozenset[Scope]
    namer: Actor
    state: str


def opened(request: Call, actor: Actor, scopes: frozenset[Scope]) -> None:
    """Put on a request who calls and what the token lets them do."""
    request.actor, request.scopes = actor, scopes
    request.namer = actor if Scope.PEOPLE in scopes else replace(actor, person=None)


def needs[**P, R](*scopes: Scope) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """An operation that only a token of all these scopes, or any where none is named, may call.

    A read refuses what it does not take: what it answered would be to another question.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        taken = _taken(function)

        @wraps(function)
        def asked(*args: P.args, **kwargs: P.kwargs) -> R:
            call: Any = args[0]
            for scope in scopes:
                ask_for(call, scope)
            if call.method == "GET":
                _refuse(call.GET.keys() - taken)
            return function(*args, **kwargs)

        if scopes:
            asked._ninja_contribute_to_operation = [_with_scopes(scopes)]  # type: ignore[attr-defined]
        return asked

    return decorate


def ask_for(request: Call, scope: Scope) -> None:
    """Raises Problem where the token lacks it."""
    if scope not in request.scopes:
        raise Problem(403, "scope_missing", {"scope": str(scope)})


def kinds_told(request: Call, column: str) -> list[Kind]:
    """The kinds that answer in a column, without those whose scope the token lacks."""
    rows = kinds.kinds_with(column)
    return [row for row in rows if row.scope is None or row.scope in request.scopes]


def _taken(function: Callable[..., Any]) -> frozenset[str]:
    """What a read takes after its address: the fields of what it is asked with."""
    hints = get_type_hints(function).values()
    shapes = [one for one in hints if isinstance(one, type) and issubclass(one, Schema)]
    return frozenset[str]().union(*(one.model_fields for one in shapes))


def _refuse(more: Collection[str]) -> None:
    """The first of the parameters that a read does not take, if there is one."""
    if more:
        name = min(more)
        code = f"has_no_{name}" if name in COORDINATES else "value_not_known"
        raise Problem(422, code, pointer=name)


def _with_scopes(scopes: Sequence[Scope]) -> Callable[[Any], None]:
    def contribute(operation: Any) -> None:
        said = {"x-scope": ", ".join(scopes)}
        operation.openapi_extra = {**(operation.openapi_extra or {}), **said}

    return contribute


def etag_of(state: str, content: bytes) -> str:
    """The tag of an answer: first what a change is held to, then what was said of it."""
    said = sha256(content).hexdigest()[:32]
    return f'"{state}.{said}"' if state else f'"{said}"'


def tagged(call: Call, answer: HttpResponse) -> HttpResponse:
    """The answer with its tag; 304 without content to whoever has it already."""
    answer.headers["ETag"] = etag_of(getattr(call, "state", ""), answer.content)
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Vary"] = "Authorization, Accept-Language"
    known = call.headers.get("If-None-Match", "")
    if answer.headers["ETag"] in [tag.strip().removeprefix("W/") for tag in known.split(",")]:
        return HttpResponse(
            status=304,
            headers={name: answer.headers[name] for name in ("ETag", "Cache-Control", "Vary")},
        )
    return answer


def states_matched(if_match: str) -> frozenset[str] | None:
    """The states that `If-Match` names; None for any."""
    if if_match.strip() == "*":
        return None
    tags = (tag.strip().removeprefix("W/").strip('"') for tag in if_match.split(","))
    return frozenset(tag.partition(".")[0] for tag in tags)
