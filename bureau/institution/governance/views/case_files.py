"""Tables of the page of a case as files: people affected, and cost."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from bureau.documents.tables import Column
from bureau.institution.governance.queries.reorganisations import Seen
from bureau.web.exports import TABLE_FORMATS, Row, dated_table_response
from bureau.web.formats import as_date
from bureau.web.requests import Asking

type Shown = Mapping[str, Any]
type Written = tuple[tuple[Column, ...], Iterable[Row]]


def case_file(request: Asking, seen: Seen, shown: Shown) -> HttpResponseBase | None:
    """The table that is asked for (?of=), whole, of what the page shows; None where none is."""
    form, of = request.GET.get("format", ""), request.GET.get("of", "")
    if form not in TABLE_FORMATS or of not in _TABLES:
        return None
    columns, rows = _TABLES[of](shown)
    return dated_table_response(form, f"{of}-{seen.row.reference}", columns, rows, request.reading)


def _people(shown: Shown) -> Written:
    columns = (
        Column("person", _("Who")),
        Column("post", _("Post")),
        Column("change", _("What changes for them")),
        Column("day", _("From")),
    )
    rows = (
        (line.name if line.is_person else "", line.post, words, as_date(day))
        for line in shown["people"].lines
        for words, day in line.changes
    )
    return columns, rows


def _cost(shown: Shown) -> Written:
    columns = (
        Column("post", _("Post")),
        Column("first_year", _("First year")),
        Column("full_year", _("Full year")),
        Column("currency", _("Currency")),
    )
    cost = shown["cost"]
    rows = ((one.post, one.first_year, one.full_year, cost.currency) for one in cost.part.lines)
    return columns, rows


_TABLES: Mapping[str, Callable[[Shown], Written]] = {"people": _people, "cost": _cost}
