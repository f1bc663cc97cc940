"""Who sits in a body on the day looked at, and by which rule it decides on that day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bureau.core.days import last_day
from bureau.core.procedures.deciding import Deciding, SeatRole, Way
from bureau.core.references import Reference
from bureau.core.tokens import folded
from bureau.documents.tables import Column
from bureau.institution.governance.models import DecisionRule, Seat
from bureau.institution.governance.queries.deciding import rule_on, seats_on
from bureau.institution.governance.store import decision_rule_of, seat_of
from bureau.institution.governance.texts.deciding import SEAT_ROLES, WAYS, demands_in_words
from bureau.institution.governance.texts.offers import verbs_of_bodies
from bureau.institution.governance.views.seats import reported_to
from bureau.institution.organisation.views.meetings.parts import (
    body_seen,
    body_tabs,
    crumbs_to,
    posts_called,
)
from bureau.record.journal.queries import reading
from bureau.web import kinds
from bureau.web.answers import Label
from bureau.web.exports import TABLE_FORMATS, dated_table_response
from bureau.web.formats import as_date
from bureau.web.multilingual import here
from bureau.web.requests import Asking

RANKS = [*SeatRole]
ORDERS = {
    "name": lambda line: line.label.name.casefold(),
    "role": lambda line: RANKS.index(line.row.role),
    "since": lambda line: line.row.valid_from,
}


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A seat as the page shows it."""

    row: Seat
    label: Label
    role: str


@dataclass(frozen=True, slots=True)
class RuleShown:
    """How the body decides: what its rule asks for in each way, to whom is reported, its source."""

    row: DecisionRule
    ways: list[tuple[str, str]]
    reported: str
    source: Label | None


@require_safe
def body_seats(request: Asking, body: int) -> HttpResponseBase:
    """?text= and ?sort=name, role or since, a minus before it turns it round; CSV and XLSX."""
    text, sort = request.GET.get("text", "").strip(), request.GET.get("sort", "role")
    with reading():
        row, day = body_seen(request, body), as_date(request.reading.at.valid)
        seats = list(seats_on([body], day).order_by("valid_from", "pk"))
        lines = _lines(request, seats, text, sort)
        if (form := request.GET.get("format", "")) in TABLE_FORMATS:
            stem = f"seats-{row.code}"
            return dated_table_response(form, stem, _columns(), lines, request.reading)
        context = {
            "body": row,
            "lines": lines,
            "text": text,
            "rule": _rule(request, body, seats, day),
            "verbs": verbs_of_bodies(request.actor, [body]).get(body, []),
            "tabs": body_tabs(request, row),
            "crumbs": crumbs_to(row),
        }
    return render(request, "governance/body_seats.html", context)


def _lines(request: Asking, seats: Sequence[Seat], text: str, sort: str) -> list[SeatLine]:
    """A post that the reader may not see is told of as a post, without its name."""
    posts, unknown = posts_called(request, (row.post for row in seats)), Label(_("a post"))
    lines = [
        SeatLine(
            row,
            Label(here(row.name)) if row.name else posts.get(row.post or 0, unknown),
            str(SEAT_ROLES[row.role]),
        )
        for row in seats
    ]
    found = [line for line in lines if folded(text) in folded(line.label.name)]
    order = ORDERS.get(sort.removeprefix("-"), ORDERS["role"])
    return sorted(found, key=order, reverse=sort.startswith("-"))


def _rule(request: Asking, body: int, seats: Sequence[Seat], day: date) -> RuleShown | None:
    row = rule_on(body, day)
    if row is None:
        return None
    deciding = Deciding(body, decision_rule_of(row), tuple(seat_of(seat) for seat in seats))
    source = Reference("instrument", row.instrument_id)
    if row.provision_id is not None:
        source = Reference("provision", row.provision_id)
    return RuleShown(
        row,
        [(str(WAYS[way]), demands_in_words(deciding, way)) for way in Way if way in row.ways],
        reported_to(row),
        kinds.describe(request.actor, {source}).get(source),
    )


def _columns() -> list[Column[SeatLine]]:
    return [
        Column("name", _("Who"), lambda line: line.label.name),
        Column("role", _("Seat"), lambda line: line.role),
        Column("first_day", _("First day"), lambda line: line.row.valid_from),
        Column("last_day", _("Last day"), lambda line: last_day(line.row.valid_until)),
    ]
