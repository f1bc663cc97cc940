"""Tables of the page of a case as files: people affected, and cost."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from bureau.core.spans import Day
from bureau.documents.tables import Column
from bureau.institution.governance.queries.reorganisations import Seen
from bureau.web.exports import TABLE_FORMATS, dated_table_response
from bureau.web.formats import as_date
from bureau.web.requests import Asking

type Shown = Mapping[str, Any]
type Written = tuple[tuple[Column[Any], ...], Iterable[Any]]


def case_file(request: Asking, seen: Seen, shown: Shown) -> HttpResponseBase | None:
    """The table that is asked for (?of=), whole, of what the page shows; None where none is."""
    form, of = request.GET.get("format", ""), request.GET.get("of", "")
    if form not in TABLE_FORMATS or of not in _TABLES:
        return None
    columns, lines = _TABLES[of](shown)
    return dated_table_response(form, f"{of}-{seen.row.reference}", columns, lines, request.reading)


def _people(shown: Shown) -> Written:
    columns: tuple[Column[tuple[Any, str, Day]], ...] = (
        Column("person", _("Who"), lambda one: one[0].name if one[0].is_person else ""),
        Column("post", _("Post"), lambda one: one[0].post),
        Column("change", _("What changes for them"), lambda one: one[1]),
        Column("day", _("From"), lambda one: as_date(one[2])),
    )
    return columns, [(line, *change) for line in shown["people"].lines for change in line.changes]


def _cost(shown: Shown) -> Written:
    cost = shown["cost"]
    columns: tuple[Column[Any], ...] = (
        Column("post", _("Post"), lambda one: one.post),
        Column("first_year", _("First year"), lambda one: one.first_year),
        Column("full_year", _("Full year"), lambda one: one.full_year),
        Column("currency", _("Currency"), lambda one: cost.currency),
    )
    return columns, cost.part.lines


_TABLES: Mapping[str, Callable[[Shown], Written]] = {"people": _people, "cost": _cost}
