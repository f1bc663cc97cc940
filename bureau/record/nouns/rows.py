"""Rows of a noun as a reader asks for them: seen, narrowed, sorted, and with their labels."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from bureau.core.actors import Actor
from bureau.core.references import Reference
from bureau.record.nouns.fields import Field, Labels, Line, Sort
from bureau.record.nouns.noun import Filter, Noun
from bureau.web import kinds
from bureau.web.answers import Label
from bureau.web.multilingual import has_words, here
from bureau.web.requests import Asking

ON_DAY = (
    ("now", pgettext_lazy("days of a thing", "current")),
    ("later", pgettext_lazy("days of a thing", "later")),
    ("ended", pgettext_lazy("days of a thing", "ended")),
)


def address_of(noun: Noun, page: str = "", number: int | None = None) -> str:
    """The address of a list, or of a page of one row: "", `change`, `history` or a deed."""
    stem = noun.list_name if number is None else noun.page_name
    name = f"{stem}-{page}" if page else stem
    return reverse(name, args=[] if number is None else [number])


def called(noun: Noun, row: Any) -> str:
    """The name of a row in the language of the page."""
    name = noun.name_of(row)
    return name if isinstance(name, str) else here(name)


def rows_here(noun: Noun, request: Asking) -> QuerySet[Any]:
    """The rows of the place that the reader may see."""
    return noun.rights.see(request.actor).filter(**noun.place.own(request))


def row_seen(noun: Noun, actor: Actor, number: int) -> Any | None:
    """One row that the actor may see, or None."""
    return noun.rights.see(actor).filter(pk=number).first()


def narrowed(noun: Noun, rows: QuerySet[Any], request: Asking) -> QuerySet[Any]:
    """The rows that the filters and words of the address leave, in the order that it asks for."""
    for filter in filters_of(noun, request):
        if filter.chosen:
            rows = _filtered(filter, rows, request)
    words = request.GET.get("text", "").strip()
    if words and noun.listing.search:
        rows = rows.filter(_found(noun, words))
    return rows.order_by(*_order(noun, request.GET.get("sort", "")), "pk")


def filters_of(noun: Noun, request: Asking) -> list[Filter]:
    """Each filter with what is chosen; a value that cannot be chosen counts as none."""
    found = []
    for name in noun.listing.filters:
        field = noun.field(name)
        options = list(_options(noun, field, request))
        chosen = request.GET.get(field.typed, "")
        is_offered = chosen in {value for value, _word in options}
        found.append(Filter(field, chosen if is_offered else "", options))
    return found


def _options(noun: Noun, field: Field, request: Asking) -> Iterable[tuple[str, Any]]:
    if field.sort is Sort.UNTIL:
        return ON_DAY
    if field.words is not None:
        return field.words.items()
    numbers = rows_here(noun, request).order_by().values_list(field.name, flat=True)
    references = [Reference(field.kind, number) for number in numbers.distinct() if number]
    labels = kinds.describe(request.actor, references)
    return sorted(
        ((str(of.id), label.name) for of, label in labels.items()), key=lambda each: each[1]
    )


def _filtered(filter: Filter, rows: QuerySet[Any], request: Asking) -> QuerySet[Any]:
    name = filter.field.name
    if filter.field.sort is not Sort.UNTIL:
        return rows.filter(**{name: filter.chosen})
    day = request.reading.today
    if filter.chosen == "later":
        return rows.filter(valid_from__gt=day)
    if filter.chosen == "ended":
        return rows.filter(**{f"{name}__lte": day})
    still = Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gt": day})
    return rows.filter(still).exclude(valid_from__gt=day)


def _found(noun: Noun, words: str) -> Q:
    found = Q()
    for name in noun.listing.search:
        is_text = noun.field(name).sort is Sort.TEXT
        found |= has_words(name, words) if is_text else Q(**{f"{name}__icontains": words})
    return found


def _order(noun: Noun, sort: str) -> tuple[str, ...]:
    names = {field.name: field.orders for field in noun.fields}
    orders = names.get(sort.removeprefix("-"), ())
    sign = "-" if sort.startswith("-") else ""
    return tuple(f"{sign}{order}" for order in orders) or noun.listing.order


def lines_of(noun: Noun, request: Asking, rows: Sequence[Any]) -> list[Line]:
    """Rows with the labels of what they name, in a fixed number of queries."""
    labels = labels_of(noun, request.actor, rows)
    derive = noun.listing.derive
    derived: Mapping[int, Any] = derive(request, rows) if derive else {}
    return [Line(row, labels, derived.get(row.pk)) for row in rows]


def labels_of(noun: Noun, actor: Actor, rows: Sequence[Any]) -> Labels:
    named = {of for row in rows for field in noun.fields if (of := field.reference(row))}
    return kinds.describe(actor, named)


def label_of(noun: Noun, row: Any) -> Label:
    return Label(called(noun, row), address_of(noun, number=row.pk))
