"""The seats of a body as a table."""

from collections.abc import Iterable, Iterator, Sequence

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bureau.core.days import last_day
from bureau.core.reasons import Reason
from bureau.documents.tables import Cell
from bureau.institution.governance.forms.seat_tables import SEATS, Known, read_seats
from bureau.institution.governance.models import Seat
from bureau.institution.governance.queries.people_named import people_and_posts
from bureau.institution.governance.services.seat_tables import SeatRow, take_seats
from bureau.institution.governance.texts.deciding import SEAT_ROLES
from bureau.institution.governance.texts.reasons import sentence
from bureau.institution.governance.texts.rules import ONLY_KEEPERS
from bureau.institution.organisation.models import PostVersion
from bureau.institution.organisation.queries.structure import today_in_force
from bureau.institution.organisation.texts.tables import flaw_sentence
from bureau.institution.organisation.views.meetings.parts import body_seen, crumbs_to, post_finder
from bureau.institution.organisation.views.tables.page import (
    OneTable,
    TablePage,
    names_of,
    table_page,
)
from bureau.institution.procedures.permissions import may_keep_rules
from bureau.web.formats import parted
from bureau.web.frame import Entry
from bureau.web.multilingual import here
from bureau.web.requests import Asking


def files(request: Asking, body: int) -> HttpResponseBase:
    """All who ever sit in the body, or are to; whoever keeps the rules brings a table in."""
    row = body_seen(request, body)
    rows = list(Seat.objects.filter(body=row).order_by("valid_from", "pk"))
    cells = list(_cells(rows, _numbers(one.post for one in rows if one.post)))
    pairs = [(one, SEATS.cells(each)) for one, each in zip(rows, cells, strict=True)]
    known = Known(pairs, post_finder(row.organisation))
    back = reverse("body-seats", args=[body])
    table = OneTable(
        kind=SEATS,
        says=_(
            "A seat that is there stays whose it is: only its last day is taken. What the table "
            "leaves out stays."
        ),
        back=back,
        cells=lambda: cells,
        read=lambda table: read_seats(table, known),
        take=lambda form, found: take_seats(form.asked(request.actor), body=body, rows=found),
        label=_label,
        done=_done,
        flaw=_flaw,
        sentence=sentence,
    )
    page = TablePage(
        title=_("Seats as a table"),
        sub=here(row.name),
        crumbs=[*crumbs_to(row), Entry(back, _("Seats"))],
        may=may_keep_rules(request.actor, row.organisation),
        only=ONLY_KEEPERS,
        tables=[table],
    )
    return table_page(request, page)


def _cells(rows: Sequence[Seat], posts: dict[int, str]) -> Iterator[list[Cell]]:
    for row in rows:
        last = last_day(row.valid_until)
        names: list[Cell] = names_of(row.name) if row.name else [""] * (len(SEATS.columns) - 4)
        yield [row.role, posts.get(row.post or 0, ""), *names, row.valid_from, last]


def _numbers(posts: Iterable[int]) -> dict[int, str]:
    """The number of each post today; of one that is there no more the last that it had."""
    ids, now = list(posts), today_in_force()
    versions = PostVersion.objects.filter(subject__in=ids, recorded_until__isnull=True)
    last = dict(versions.order_by("valid_from").values_list("subject", "number"))
    return {id: found.number if (found := now.post(id)) else last.get(id, "") for id in ids}


def _label(one: SeatRow) -> tuple[str, str]:
    name = here(one.name) if one.name else _posts_name(one)
    return "", parted([name, str(SEAT_ROLES[one.role])])


def _posts_name(one: SeatRow) -> str:
    return people_and_posts([], [one.post]).post(one.post) if one.post else ""


def _flaw(reason: Reason) -> str:
    if reason.code == "seat_stays":
        return _("A seat that is there stays as it was given: end it and give another.")
    if reason.code == "role_unknown":
        return _("There is no such seat: write chair, vice_chair, member, observer or secretary.")
    if reason.code == "rule_ended_already":
        return _("It has ended already, on another day.")
    return sentence(reason) if reason.code == "seat_of_post_or_name" else flaw_sentence(reason)


def _done(counts: Sequence[int]) -> str:
    given, ended = counts
    told = ngettext("{count} seat given", "{count} seats given", given).format(count=given)
    more = ngettext("{count} ended", "{count} ended", ended).format(count=ended)
    return _("{told}, {more}.").format(told=told, more=more)
