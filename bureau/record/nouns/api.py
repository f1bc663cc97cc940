"""The api of all nouns: list, read, add, change, delete and every step, from the definitions."""

import inspect
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from ninja import Path, Query, Router, Schema, Status
from pydantic import Field, StringConstraints, create_model

from bureau.core.references import ID_MAX
from bureau.core.scopes import Scope
from bureau.record.journal.api import held_to, shows_state_of
from bureau.record.journal.queries import reading
from bureau.record.journal.services import Asked
from bureau.record.nouns.fields import Field as NounField
from bureau.record.nouns.fields import Sort
from bureau.record.nouns.found import nouns
from bureau.record.nouns.noun import ADD, Deed, Noun
from bureau.record.nouns.rows import row_seen
from bureau.web.api.calls import Call, Match, Once, needs
from bureau.web.api.pages import Paged, page_of, read
from bureau.web.api.problems import REFUSED, REFUSED_CHANGE, Problem
from bureau.web.api.words import Day, Given, Id, Line, Made, Said, SaidIn, Short, said, text_from

OUT: Mapping[Sort, Any] = {
    Sort.TEXT: Said,
    Sort.DAY: date,
    Sort.UNTIL: date,
    Sort.NUMBER: int,
    Sort.THING: int,
}
IN: Mapping[Sort, Any] = {
    Sort.TEXT: SaidIn,
    Sort.DAY: Day,
    Sort.UNTIL: Day,
    Sort.NUMBER: int,
    Sort.THING: Id,
    Sort.CODE: Short,
    Sort.CHOICE: Short,
}


def router_of_nouns() -> Router:
    found = Router()
    for noun in nouns().values():
        if noun.programs is None:
            continue
        out = _shape_out(noun)
        _list(found, noun, out)
        _read(found, noun, out)
        for deed in noun.deeds:
            if deed.name == ADD:
                _add(found, noun, deed)
            else:
                _change(found, noun, deed)
    return found


def _list(router: Router, noun: Noun, out: Any) -> None:
    whole = create_model(
        _title(noun.plural), __base__=Schema, items=(list[out], ...), next=(str | None, None)
    )

    def rows(request: Call, asked: Any) -> object:
        with reading():
            found = _seen(noun, request)
            if after := read(asked.cursor, int):
                found = found.filter(pk__gt=after[0])
            shown, following = page_of(
                found.order_by("pk")[: asked.limit + 1], asked, lambda row: (row.pk,)
            )
            return {"items": [_told(noun, out, row) for row in shown], "next": following}

    get = router.get(noun.plural, response={200: whole, **REFUSED}, tags=[noun.plural])
    named = (noun.plural.replace("-", "_"), noun.api.list)
    _operation(get, noun.api.reads, rows, named, asked=Query[Paged])


def _read(router: Router, noun: Noun, out: Any) -> None:
    def row(request: Call, number: int) -> object:
        with reading():
            found = _one(noun, request, number)
            shows_state_of(request, noun.reference(found))
            return _told(noun, out, found)

    get = router.get(_address(noun), response={200: out, **REFUSED}, tags=[noun.plural])
    named = (noun.name, noun.api.read)
    _operation(get, noun.api.reads, row, named, number=_number(noun))


def _add(router: Router, noun: Noun, deed: Deed) -> None:
    def add(request: Call, given: Any, key: str) -> object:
        made = noun.perform(deed, Asked(request.actor, key), None, _values(noun, deed, given))
        return Status(201, Made(id=made, address=f"/api/{noun.plural}/{made}"))

    post = router.post(noun.plural, response={201: Made, **REFUSED_CHANGE}, tags=[noun.plural])
    shape = _shape_in(noun, deed)
    _operation(post, noun.api.writes, add, _named(noun, deed), given=shape, key=Once)


def _change(router: Router, noun: Noun, deed: Deed) -> None:
    """By PUT on the row where the whole row is given, by DELETE, else by POST below it."""

    def act(request: Call, number: int, key: str, if_match: str, given: Any = None) -> object:
        row = _one(noun, request, number)
        asked = held_to(request, key, if_match, (noun.model, row.pk), noun.reference(row))
        noun.perform(deed, asked, row.pk, _values(noun, deed, given))
        return Status(204, None)

    ways = {"change": (router.put, ""), "delete": (router.delete, "")}
    way, below = ways.get(deed.name, (router.post, f"/{deed.name}"))
    method = way(_address(noun) + below, response={204: None, **REFUSED_CHANGE}, tags=[noun.plural])
    asks: dict[str, Any] = {"number": _number(noun), "key": Once, "if_match": Match}
    if deed.fields:
        asks["given"] = _shape_in(noun, deed)
    _operation(method, noun.api.writes, act, _named(noun, deed), **asks)


def _operation(method: Any, scope: Scope, view: Any, named: tuple[str, str], **asks: Any) -> None:
    """An operation under its name. Ninja reads what it asks for off the function's annotations."""

    def call(request: Call, **given: Any) -> object:
        return view(request, **given)

    call.__name__, call.__doc__ = named
    call.__annotations__ = {"request": Call, **asks, "return": object}
    parameters = [
        inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Call)
    ]
    parameters += [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=asked)
        for name, asked in asks.items()
    ]
    call.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    method(needs(scope)(call))


def _named(noun: Noun, deed: Deed) -> tuple[str, str]:
    """The name and description of an operation; of a step by what the step is called."""
    if deed.step:
        return f"{deed.name}_{noun.name}", f"{deed.title}. {deed.done}"
    return deed.service.__name__, deed.service.__doc__ or str(deed.title)


def _address(noun: Noun) -> str:
    return f"{noun.plural}/{{{noun.name}}}"


def _number(noun: Noun) -> Any:
    """The number in an address, under the name that it has there."""
    return Annotated[int, Field(ge=1, le=ID_MAX), Path(alias=noun.name)]  # type: ignore[type-arg]


def _seen(noun: Noun, request: Call) -> Any:
    if request.actor.person is None:
        raise Problem(404, "nothing_there")
    return noun.rights.see(request.actor)


def _one(noun: Noun, request: Call, number: int) -> Any:
    found = row_seen(noun, request.actor, number)
    if found is None:
        raise Problem(404, "nothing_there")
    return found


def _told_fields(noun: Noun) -> list[NounField]:
    return [field for field in noun.fields if field.sort is not Sort.DERIVED]


def _shape_out(noun: Noun) -> type[Schema]:
    fields: dict[str, Any] = {"id": (int, ...)}
    for field in _told_fields(noun):
        sort = OUT.get(field.sort, str)
        fields[field.name] = (sort if field.is_required or sort is str else sort | None, ...)
    return create_model(f"{_title(noun.name)}Out", __base__=Schema, **fields)


def _shape_in(noun: Noun, deed: Deed) -> type[Given]:
    fields: dict[str, Any] = {}
    for field in noun.fields_of(deed.fields):
        sort = _sort_in(field)
        if field.is_required:
            fields[field.name] = (sort, ...)
        else:
            fields[field.name] = (sort, "") if field.sort is Sort.LINE else (sort | None, None)
    name = _title(deed.service.__name__) + "In"
    return create_model(name, __base__=Given, **fields)


def _sort_in(field: NounField) -> Any:
    """What a program may send for a field: within the bounds of the form."""
    sort = IN.get(field.sort, Line)
    match field.sort:
        case Sort.NUMBER:
            return Annotated[int, Field(ge=field.least, le=field.most)]
        case Sort.CODE | Sort.LINE:
            least = 1 if field.is_required else 0
            bounds = StringConstraints(
                strip_whitespace=True, min_length=least, max_length=field.most
            )
            return Annotated[str, bounds]
    return sort


def _values(noun: Noun, deed: Deed, given: Any) -> dict[str, Any]:
    return {
        field.name: _value(field, getattr(given, field.name))
        for field in noun.fields_of(deed.fields)
    }


def _value(field: NounField, value: Any) -> Any:
    if field.words is not None and value not in field.words:
        raise Problem(422, "value_not_known", pointer=f"/{field.name}")
    return text_from(value, f"/{field.name}") if field.sort is Sort.TEXT and value else value


def _told(noun: Noun, out: type[Schema], row: Any) -> Schema:
    values = {field.name: _out(field, row) for field in _told_fields(noun)}
    return out(**{"id": row.pk, **values})


def _out(field: NounField, row: Any) -> Any:
    value = getattr(row, field.name) if field.sort is Sort.TEXT else field.value(row)
    return said(value) if field.sort is Sort.TEXT and value else value


def _title(name: str) -> str:
    return name.replace("-", " ").replace("_", " ").title().replace(" ", "")


router = router_of_nouns()
