"""What entries commit to of rows: which columns of which tables, and the digest of a row.

A model is committed to in all its columns but free text and mail addresses. Text that is no free
text (a set of actions in canonical form, what was frozen word for word) the model names in
`committed_texts`. Columns that can be
erased and yet decide who somebody is are `salted`: an entry has a commitment to each value, whose
salt is a content of the journal and goes with an erasure. Words are bound likewise (`store.words`),
without a service that asks for it. The model says with
`uncommitted` which columns it leaves out beyond these (what can be erased, what is derived), and
with `uncommitted_because` why no column of it is committed to. A table of a library is committed
to where the `committed` of an app's configuration names it with its columns. Rows that are written
by the ten thousand, and sealed, are committed to by batches: `batched_by` names the field whose
value those of a batch share, and this value stands for the number of a row.
"""

import hashlib
import json
import zlib
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from functools import cache
from itertools import batched, groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection
from django.db.models import (
    BooleanField,
    DateTimeField,
    EmailField,
    Expression,
    ExpressionWrapper,
    F,
    Field,
    ForeignKey,
    JSONField,
    Model,
    TextField,
    TimeField,
    UUIDField,
)

from bureau.core.json_keys import OnceDecoder
from bureau.record.journal.store.chain import canonical, digest, instant_text, kind_of
from bureau.record.journal.store.words import columns_of_words, columns_read, words_of

FREE_TEXT = (TextField, EmailField)
GONE = ""
"""The state of a row that is no more."""
HINT = 4
"""How many digits at the end of a state hint at the value of each column."""
AT_ONCE = 2000

type Fields = tuple[Field[Any, Any], ...]


@cache
def committed() -> dict[str, type[Model]]:
    """Every table whose rows entries commit to, by its name in the database."""
    ours = [model for model in our_models() if not why_uncommitted(model)]
    others = [apps.get_model(name) for name in _of_libraries()]
    return {model._meta.db_table: model for model in (*ours, *others)}


def our_models() -> list[type[Model]]:
    """All models of Bureau, those that join two tables among them."""
    found = apps.get_models(include_auto_created=True)
    return [model for model in found if model.__module__.startswith("bureau.")]


LIBRARIES_WRITE = frozenset({"sessions.Session", "contenttypes.ContentType", "auth.Permission"})
"""Models of libraries whose rows come and go without an act, and decide nothing here."""


def left_empty() -> dict[str, type[Model]]:
    """Every table of a library that Bureau never writes to, by its name in the database."""
    found = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    known = {*committed().values(), *our_models()}
    return {
        table: model
        for table, model in found.items()
        if model not in known and model._meta.label not in LIBRARIES_WRITE
    }


@cache
def table_of(kind: str) -> type[Model] | None:
    """The table whose keys the numbers of a kind are; None where there is none.

    A kind is the name of its table (`kind_of`), or one of those in `kinds_named` of the model.
    """
    return next(
        (each for each in our_models() if kind in getattr(each, "kinds_named", (kind_of(each),))),
        None,
    )


def why_uncommitted(model: type[Model]) -> str:
    """Why no entry commits to the rows of a table; empty where entries do."""
    return str(getattr(model, "uncommitted_because", ""))


@cache
def columns_committed(model: type[Model]) -> Fields:
    """The fields of a model that its state is made of; its key is always among them."""
    of_library = _of_libraries().get(model._meta.label)
    left_out = (*getattr(model, "uncommitted", ()), *columns_of_words(model))
    texts = getattr(model, "committed_texts", ())
    fields = model._meta.concrete_fields
    unknown = {*left_out, *texts, *(of_library or ())} - {field.name for field in fields}
    assert not unknown, f"{model._meta.label} has no {unknown}"
    if of_library is not None:
        return tuple(field for field in fields if field.primary_key or field.name in of_library)
    return tuple(
        field
        for field in fields
        if field.primary_key
        or field.name in texts
        or not (field.name in left_out or isinstance(field, FREE_TEXT))
    )


def columns_noted(model: type[Model]) -> Fields:
    """The fields of which a trigger notes what was there before a write, and any change."""
    by_column = _by_column(model)
    words = (by_column[column] for column in columns_read(model))
    return tuple(dict.fromkeys((*columns_committed(model), *words)))


def _by_column(model: type[Model]) -> "dict[str, Field[Any, Any]]":
    return {str(field.column): field for field in model._meta.concrete_fields}


@cache
def _of_libraries() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for app in apps.get_app_configs():
        found |= getattr(app, "committed", {})
    return found


def batched_by(model: type[Model]) -> str:
    """The field whose value the rows of a batch share; empty where each row has its own state."""
    return str(getattr(model, "batched_by", ""))


def numbered_by(model: type[Model]) -> str:
    """The field with the numbers that states go by."""
    return batched_by(model) or "pk"


def salted(model: type[Model]) -> tuple[str, ...]:
    """The columns of text that entries commit to with a salt."""
    return tuple(getattr(model, "salted", ()))


def salted_by(model: type[Model]) -> str:
    """The attribute with the number that the contents of a row's salted columns are named by."""
    return str(getattr(model, "salted_by", model._meta.pk.attname))


def content_of_column(model: type[Model], column: str, number: int) -> str:
    """The name of the content with the salt of a value."""
    return f"{kind_of(model)}.{column}_{number}"


def contents_of_columns(numbers: Sequence[int]) -> list[str]:
    """The names of all such contents under these numbers."""
    return [
        content_of_column(model, column, number)
        for model in committed().values()
        for column in salted(model)
        for number in numbers
    ]


def shapes() -> dict[str, str]:
    """For each table committed to, a short digest of which columns its states are made of."""
    return {table: digest(columns)[:16] for table, columns in columns_named().items()}


def columns_named() -> dict[str, list[str]]:
    """For each table committed to, its columns: those that its states are made of, those that are
    salted, and those that hold words."""
    return {
        table: [
            *(str(each.column) for each in columns_committed(model)),
            *salted(model),
            *columns_of_words(model),
        ]
        for table, model in sorted(committed().items())
    }


def states_of(
    model: type[Model], numbers: Sequence[int], fields: Fields | None = None
) -> dict[int, str]:
    """The state of each of these rows as they are now; `GONE` where there is no such row.

    `fields` are those that it is made of, where they are not those of today.
    """
    found, by = dict.fromkeys(numbers, GONE), f"{numbered_by(model)}__in"
    for start in range(0, len(numbers), AT_ONCE):
        some = numbers[start : start + AT_ONCE]
        narrow: Callable[..., Any] = lambda rows, some=some: rows.filter(**{by: some})  # noqa: E731
        found.update(_states(model, narrow, fields or columns_committed(model)))
    return found


def every_state(model: type[Model]) -> Iterator[tuple[int, str]]:
    """The number and state of every row, or batch, of a table, in the order of the numbers."""
    return _states(model, lambda rows: rows, columns_committed(model))


def _states(
    model: type[Model], narrow: Callable[..., Any], fields: Fields
) -> Iterator[tuple[int, str]]:
    number = numbered_by(model)
    rows = narrow(model._base_manager.order_by(*dict.fromkeys((number, "pk"))))
    told = rows.values_list(number, *map(_asked, fields)).iterator(chunk_size=AT_ONCE)
    if not batched_by(model):
        yield from ((row[0], state(row[1:])) for row in told)
        return
    for batch, group in groupby(told, itemgetter(0)):
        yield batch, digest([[_plain(value) for value in row] for row in group])


def _asked(field: "Field[Any, Any]") -> Expression | str:
    """JSON as JSON, whatever the field makes of it."""
    if isinstance(field, JSONField):
        return ExpressionWrapper(F(field.attname), output_field=JSONField(decoder=OnceDecoder))
    return field.attname


def state(values: Sequence[Any]) -> str:
    """SHA-256 over the values of a row, hex, and then a hint of four digits for each value."""
    texts = [canonical(_plain(value)) for value in values]
    whole = hashlib.sha256("\n".join(texts).encode()).hexdigest()
    return whole + "".join(f"{zlib.crc32(text.encode()) & 0xFFFF:04x}" for text in texts)


def state_noted(model: type[Model], noted: str | None) -> str:
    """The state of a row as a trigger noted it before a write: the text of a JSON object of its
    columns. `GONE` where there was no row."""
    if noted is None:
        return GONE
    row = json.loads(noted)
    return state([_as_read(field, row[field.column]) for field in columns_committed(model)])


def words_noted(model: type[Model], noted: str) -> dict[str, str]:
    """The words of a row as a trigger noted it, by the names of their contents."""
    row, fields = json.loads(noted), _by_column(model)
    read = {column: _as_read(fields[column], row[column]) for column in columns_read(model)}
    read["pk"] = row[str(model._meta.pk.column)]
    return {each.name_of(read): each.text_of(read) for each in words_of(model)}


def words_read(
    model: type[Model], numbers: Sequence[int] | None = None
) -> Iterator[tuple[int, dict[str, str]]]:
    """The words of these rows, or all, as they stand: by the key, and the names of the contents.

    The contents of a row are in the order of `words_of`. A row that is not there is left out.
    """
    fields, columns = _by_column(model), columns_read(model)
    rows = model._base_manager.order_by("pk")
    asked = (
        [rows] if numbers is None else (rows.filter(pk__in=n) for n in batched(numbers, AT_ONCE))
    )
    for narrowed in asked:
        told = narrowed.values_list("pk", *(_asked(fields[column]) for column in columns))
        for pk, *values in told.iterator(chunk_size=AT_ONCE):
            read = {"pk": pk, **dict(zip(columns, values, strict=True))}
            yield pk, {each.name_of(read): each.text_of(read) for each in words_of(model)}


@cache
def tables_with_history() -> list[str]:
    """The tables of models that say `keeps_history`: what their rows held before is kept."""
    tables = committed().items()
    return sorted(table for table, model in tables if getattr(model, "keeps_history", False))


def former_name(model: type[Model], number: int) -> str:
    """The name of the content with what a row held before an act."""
    return f"{kind_of(model)}.before_{number}"


def former_text(model: type[Model], noted: str) -> str:
    """A row as a trigger noted it, as a JSON object of its columns, the same on both databases."""
    row, fields = json.loads(noted), _by_column(model)
    read = {column: _plain(_as_read(fields[column], value)) for column, value in row.items()}
    return canonical(read)


def _as_read(field: "Field[Any, Any]", value: Any) -> Any:
    """A value in a note as a query gives it."""
    while isinstance(field, ForeignKey):
        field = field.target_field
    match field:
        case _ if value is None:
            return None
        case JSONField() if isinstance(value, str) and connection.vendor == "sqlite":
            return json.loads(value, cls=OnceDecoder)
        case BooleanField():
            return bool(value)
        case DateTimeField():
            at = datetime.fromisoformat(value)
            return at if at.tzinfo else at.replace(tzinfo=UTC)
        case TimeField():
            return time.fromisoformat(value)
        case UUIDField():
            return UUID(value)
    return value


def differing_columns(model: type[Model], one: str, other: str) -> list[str]:
    """The columns in which two states of a row differ, as far as their hints show."""
    hints = [[text[at : at + HINT] for at in range(64, len(text), HINT)] for text in (one, other)]
    fields = columns_committed(model)
    if not len(hints[0]) == len(hints[1]) == len(fields):
        return []
    pairs = zip(fields, *hints, strict=True)
    return [field.column for field, before, after in pairs if before != after]


def _plain(value: Any) -> Any:
    """A value as JSON has it, the same from both databases."""
    match value:
        case datetime():
            return instant_text(value)
        case date() | time():
            return value.isoformat()
        case UUID():
            return str(value)
    return value
