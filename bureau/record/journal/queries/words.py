"""Words held against what entries committed to: what was changed or emptied past them."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import batched, groupby
from operator import itemgetter
from typing import Any

from django.db.models import CharField, F, Model, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from bureau.record.journal.models import Content, Entry, RowState
from bureau.record.journal.store import (
    NUMBER,
    Words,
    commitment,
    committed,
    details_said,
    is_named,
    kind_of,
    salted,
    words_of,
    words_read,
)

AT_ONCE = 2000
type Kept = tuple[int, str, str]
"""An entry, the salt that is kept of it, and what it committed to."""


@dataclass(frozen=True, slots=True)
class Held:
    """Words of a row, `text`, beside what entries committed to: `last` is the last one's.

    `before` is there only where `last` is not: whatever former entries committed to under a name
    that others had, too.
    """

    number: int
    words: Words
    name: str
    text: str
    last: Kept | None
    before: Sequence[Kept] = ()

    @property
    def is_bound(self) -> bool:
        return bool(self.last or self.before)

    @property
    def differs(self) -> bool:
        if self.last is None and not self.text:
            return False
        kept = [self.last] if self.last else self.before
        return not any(commitment(salt, self.text) == promised for _, salt, promised in kept)

    def how(self) -> str:
        columns = ", ".join(self.words.columns)
        kept = [self.last] if self.last else self.before
        if not kept:
            return f"changed ({columns}): no entry commits to the words"
        return f"changed ({columns}) since entry {max(entry for entry, _, _ in kept)}"


def words_differing(
    table: str, model: type[Model], numbers: Sequence[int] | None = None
) -> Iterator[tuple[int, str]]:
    """The number of every row, or of these, whose words are not what entries committed to, and
    how. A row that no entry commits to is not told of."""
    amiss = [held for held in words_held(table, model, numbers) if held.differs]
    listed = RowState.objects.filter(table=table).values_list("number", flat=True)
    known = set(listed) if amiss else set()
    yield from ((held.number, held.how()) for held in amiss if held.number in known)


def words_held(
    table: str, model: type[Model], numbers: Sequence[int] | None = None
) -> Iterator[Held]:
    """The words of all rows of a table, or of these, with what binds them."""
    if not (declared := words_of(model)):
        return
    last: dict[str, Kept] = {}
    if numbers is None:
        for prefix in {each.prefix for each in declared}:
            last |= last_commitments(Content.objects.filter(field__startswith=prefix))
    for rows in batched(words_read(model, numbers), AT_ONCE):
        if numbers is not None:
            names = [name for _, words in rows for name in words]
            last = last_commitments(Content.objects.filter(field__in=names))
        for place, each in enumerate(declared):
            told = [(number, *list(words.items())[place]) for number, words in rows]
            left = [number for number, name, text in told if text and name not in last]
            before = _commitments_before(table, each, left)
            for number, name, text in told:
                found = before.get(number, ())
                yield Held(number, each, name, text, last.get(name), found)


def last_commitments(contents: QuerySet[Content]) -> dict[str, Kept]:
    """The last entry, salt and commitment under the name of each of these contents."""
    found: dict[str, Kept] = {}
    rows = contents.order_by("entry").values_list("entry", "field", "salt")
    for entry, field, salt, promised in _promised(rows):
        found[field] = (entry, salt, promised)
    return found


def contents_undeclared(but: Collection[str] = ()) -> Iterator[str]:
    """Names of contents that no model says a column of, beside those of the patterns in `but`."""
    kept = Content.objects.filter(value=None).order_by("field")
    models = committed().values()
    declared = [name for model in models for each in words_of(model) for name in _names(each)]
    declared += [f"{kind_of(model)}.{one}_{NUMBER}" for model in models for one in salted(model)]
    for name in kept.values_list("field", flat=True).distinct():
        if not any(is_named(name, pattern) for pattern in (*declared, *but)):
            yield name


def _names(words: Words) -> tuple[str, ...]:
    return (words.name, words.before) if words.before else (words.name,)


def contents_gone(table: str, words: Words, number: int, name: str) -> QuerySet[Content]:
    """The contents that bound words of a row which are no more, those of former entries, too."""
    found = Q(field=name)
    if words.before:
        named = words.before.format(pk=number)
        found |= Q(field=named, entry__in=_entries_of(table, [number]).values("entry"))
    return Content.objects.filter(found)


def _commitments_before(
    table: str, words: Words, numbers: Collection[int]
) -> dict[int, list[Kept]]:
    """What entries that commit to these rows committed to under the name of before, by the row."""
    if not (words.before and numbers):
        return {}
    prefix, is_numbered, _ = words.before.partition(NUMBER)
    number = Cast(F("number"), CharField(max_length=20))
    field = Concat(Value(prefix), number) if is_numbered else Value(prefix)
    rows = _entries_of(table, numbers).filter(entry__contents__field=field)
    found: dict[int, list[Kept]] = {}
    told = rows.order_by("entry").values_list(
        "entry", "entry__contents__field", "entry__contents__salt", "number"
    )
    for entry, _field, salt, number_of, promised in _promised(told):
        found.setdefault(number_of, []).append((entry, salt, promised))
    return found


def _entries_of(table: str, numbers: Collection[int]) -> QuerySet[RowState]:
    return RowState.objects.filter(table=table, number__in=numbers)


def _promised(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """These rows of an entry, a name of a content and more, in the order of the entries, each with
    what the entry committed to under the name behind it."""
    of_entries = groupby(rows, itemgetter(0))
    for some in batched(((entry, list(told)) for entry, told in of_entries), AT_ONCE):
        numbers = [entry for entry, _ in some]
        listed = Entry.objects.filter(pk__in=numbers).values_list("sequence", "details")
        details = dict(listed)
        for entry, told in some:
            promised = details_said(details.get(entry)).get("commitments", {})
            yield from ((*row, promised.get(row[1], "")) for row in told)
