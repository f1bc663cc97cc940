"""Sessions: the list with its calendar, and one with its agenda and what its sittings hold."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bureau.documents.calendars import CalendarDay, calendar
from bureau.documents.tables import Column
from bureau.institution.instruments.models import Meeting
from bureau.institution.instruments.permissions import may_keep_register
from bureau.institution.instruments.queries import bodies_of, meetings_of
from bureau.institution.instruments.queries.agenda import ItemNode, agenda_of, plan_of
from bureau.institution.instruments.queries.documents import documents_of
from bureau.institution.instruments.services.sessions import (
    keep_meeting,
    keep_sitting,
    register_meeting,
    register_sitting,
)
from bureau.institution.instruments.texts.words import ITEM_MARKS, ITEM_STATES
from bureau.institution.organisation.forms.meetings import SessionForm, SittingForm
from bureau.institution.organisation.queries.exports import identity
from bureau.institution.organisation.views.instruments.parts import form_page
from bureau.institution.organisation.views.meetings.parts import (
    body_seen,
    crumbs_to,
    is_found,
    meeting_seen,
    not_served,
    ordered,
    organisation_read,
    sent,
    serves,
    session_seen,
    session_tabs,
    zone_of,
)
from bureau.record.journal.queries import reading
from bureau.web import exports, kinds
from bureau.web.answers import Label
from bureau.web.formats import labelled
from bureau.web.multilingual import here
from bureau.web.numbers import number_asked
from bureau.web.paging import slice_of
from bureau.web.requests import Asking
from bureau.web.saved import saveable

CALENDAR = "ics"
PLENARY = "plenary"
ITEMS_AT_A_GLANCE = 8
"""Of a longer agenda one asks."""
DAY = timedelta(days=1)
WHEN = ("coming", "past")
ORDERS: Mapping[str, Callable[[Meeting], Any]] = {
    "name": lambda row: here(row.name).casefold(),
    "body": lambda row: here(row.body.name).casefold(),
    "days": lambda row: row.valid_from,
    "place": lambda row: row.place.casefold() or None,
}


@saveable
@require_safe
def meetings(request: Asking) -> HttpResponseBase:
    """Sessions and meetings of all bodies or one; as a table, or as days of a calendar."""
    with reading():
        organisation = organisation_read(request)
        body, when = request.GET.get("body", ""), request.GET.get("when", "")
        rows = meetings_of(organisation.pk, number_asked(body))
        today = request.reading.today
        if when == "coming":
            rows = rows.filter(valid_until__gt=today).order_by("valid_from", "pk")
        elif when == "past":
            rows = rows.filter(valid_until__lte=today)
        text, format = request.GET.get("text", "").strip(), request.GET.get("format", "")
        found = [row for row in rows if is_found(text, row.code, here(row.name), row.place)]
        found = ordered(found, request.GET.get("sort", ""), ORDERS)
        if format == CALENDAR:
            return _calendar(request, here(organisation.name), found)
        if format in exports.TABLE_FORMATS:
            return _export(request, format, found)
        page = slice_of([row.pk for row in found], request.GET.get("page", ""))
        if page is None:
            raise Http404
        context = {
            "rows": found[page.start : page.end],
            "text": text,
            "page": page,
            "bodies": [(str(row.pk), here(row.name)) for row in bodies_of(organisation.pk)],
            "body": body,
            "when": when,
            "crumbs": crumbs_to(),
        }
    return render(request, "organisation/meetings/meetings.html", context)


def _export(request: Asking, format: str, rows: Iterable[Meeting]) -> HttpResponseBase:
    columns: list[Column[Meeting]] = [
        Column("meeting", _("Number of the row"), lambda row: row.pk),
        Column("body", _("Body"), lambda row: row.body.code),
        Column("kind", _("Kind"), lambda row: row.kind),
        Column("name", _("Name"), lambda row: here(row.name)),
        Column("code", _("Short name in numbers"), lambda row: row.code),
        Column("first_day", _("First day"), lambda row: row.valid_from),
        Column("last_day", _("Last day"), lambda row: row.valid_until - DAY),
        Column("place", _("Place"), lambda row: row.place),
        Column("zone", _("Time zone"), lambda row: row.zone),
    ]
    return exports.dated_table_response(format, "meetings", columns, rows, request.reading)


def _calendar(request: Asking, name: str, rows: Sequence[Meeting]) -> HttpResponse:
    """Each day of a session, and each of its sittings, as iCalendar."""
    sittings = Meeting.objects.filter(under__in=[row.pk for row in rows])
    own, bodies = identity(), {row.pk: row for row in rows}
    listed = [*rows, *sittings.order_by("valid_from", "opens", "pk")]
    days = [day for row in listed for day in _days(request, row, bodies, own)]
    written = calendar(name, days, timezone.now())
    answer = HttpResponse(written, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = exports.disposition("meetings.ics")
    return answer


def _days(
    request: Asking, row: Meeting, sessions: dict[int, Meeting], own: str
) -> Iterator[CalendarDay]:
    session = sessions[row.under_id or row.pk]
    hours = f"{row.opens:%H:%M}–{row.closes:%H:%M}" if row.opens and row.closes else ""
    said = (hours, zone_of(request, session), row.place or session.place)
    for place in range((row.valid_until - row.valid_from).days):
        yield CalendarDay(
            identity=f"{own}-meeting-{row.pk}-{place}",
            day=row.valid_from + place * DAY,
            summary=labelled(here(session.body.name), here(row.name)),
            description=", ".join(word for word in said if word),
            address=request.build_absolute_uri(reverse("meeting", args=[session.pk])),
        )


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item with what it is about, where the reader may see that, and its documents."""

    node: ItemNode
    subject: Label | None
    documents: tuple[tuple[int, str], ...]

    @property
    def level(self) -> int:
        return min(self.node.depth, 3)

    @property
    def mark(self) -> str:
        return ITEM_MARKS[self.node.row.state]

    @property
    def word(self) -> str:
        return str(ITEM_STATES[self.node.row.state])


@dataclass(frozen=True, slots=True)
class SoughtItems:
    """What a reader asks of an agenda; empty is any. `by` is a body, or the plenary."""

    text: str = ""
    by: str = ""
    state: str = ""

    def takes(self, line: ItemLine) -> bool:
        row = line.node.row
        by = str(row.allocated_id or PLENARY)
        return (
            self.by in ("", by)
            and self.state in ("", row.state)
            and is_found(self.text, row.number, here(row.title), *(n for _, n in line.documents))
        )


@require_safe
def meeting(request: Asking, meeting: int) -> HttpResponse:
    """A session by its agenda, or its days as a calendar; a sitting shows its session."""
    with reading():
        found = meeting_seen(request, meeting)
        session = found.under or found
        if request.GET.get("format") == CALENDAR:
            name = labelled(here(session.body.name), here(session.name))
            return _calendar(request, name, [session])
        agenda = agenda_of(session.pk)
        get = request.GET.get
        sought = SoughtItems(get("text", "").strip(), get("by", ""), get("state", ""))
        lines = _item_lines(request, session, agenda)
        context = {
            "sought": sought,
            "is_sought": sought != SoughtItems() or len(lines) > ITEMS_AT_A_GLANCE,
            "treated_by": _treated_by(lines),
            "states": ITEM_STATES.items(),
            "count": len(lines),
            "session": session,
            "zone": zone_of(request, session),
            "items": [line for line in lines if sought.takes(line)],
            "plans": plan_of(session.pk, agenda),
            "unplanned": sum(node.row.sitting_id is None for node in agenda),
            "serves": serves(request, found.body),
            "tabs": session_tabs(request, session),
            "crumbs": crumbs_to(found.body),
        }
    return render(request, "organisation/meetings/meeting.html", context)


def _treated_by(lines: Iterable[ItemLine]) -> list[tuple[str, str]]:
    """The plenary, then each other body that treats an item."""
    bodies = {line.node.row.allocated_id: line.node.row.allocated for line in lines}
    named = [(str(pk), here(body.name)) for pk, body in bodies.items() if body]
    return [(PLENARY, _("plenary")), *sorted(named, key=lambda one: one[1])]


def _item_lines(request: Asking, session: Meeting, agenda: Sequence[ItemNode]) -> list[ItemLine]:
    papers: dict[int, list[tuple[int, str]]] = {}
    for row in documents_of(session.pk):
        for item in row.items.all():
            papers.setdefault(item.pk, []).append((row.pk, row.number))
    subjects = [node.subject for node in agenda if node.subject]
    labels = kinds.describe(request.actor, subjects)
    return [
        ItemLine(
            node,
            labels.get(node.subject) if node.subject else None,
            tuple(papers.get(node.row.pk, ())),
        )
        for node in agenda
    ]


def new(request: Asking, body: int) -> HttpResponse:
    row = body_seen(request, body)
    is_kept = may_keep_register(request.actor, row.organisation)
    if not is_kept and (refusal := not_served(request, row)):
        return refusal

    def save(form: SessionForm) -> str:
        made = register_meeting(form.asked(request.actor), body=body, **form.said())
        return reverse("meeting", args=[made])

    words = {
        "title": _("Register a session"),
        "sub": here(row.name),
        "verb": _("Register it"),
        "back": reverse("body", args=[body]),
        "crumbs": crumbs_to(row),
        "done": _("The session is on the register."),
    }
    zone = organisation_read(request).zone
    return form_page(request, SessionForm(sent(request), initial={"zone": zone}), save, words)


def change(request: Asking, meeting: int) -> HttpResponse:
    """The days, place and names of a session; the hours of a sitting."""
    row = meeting_seen(request, meeting)
    if refusal := not_served(request, row.body):
        return refusal
    if row.under is not None:
        return _change_sitting(request, row, row.under)
    back = reverse("meeting", args=[meeting])

    def save(form: SessionForm) -> str:
        keep_meeting(form.asked(request.actor), meeting=meeting, **form.said())
        return back

    names = ("kind", "name", "valid_from", "code", "place", "zone")
    initial = {name: getattr(row, name) for name in names}
    form = SessionForm(sent(request), initial=initial | {"last_day": row.valid_until - DAY})
    words = {
        "title": _("Change the session"),
        "sub": here(row.name),
        "verb": _("Save"),
        "back": back,
        "crumbs": crumbs_to(row.body, row),
        "done": _("The session is kept."),
    }
    return form_page(request, form, save, words)


def new_sitting(request: Asking, meeting: int) -> HttpResponse:
    session = session_seen(request, meeting)
    if refusal := not_served(request, session.body):
        return refusal
    back = reverse("meeting", args=[meeting])

    def save(form: SittingForm) -> str:
        register_sitting(form.asked(request.actor), meeting=meeting, **form.said())
        return back

    words = {
        "title": _("Add a sitting"),
        "sub": here(session.name),
        "verb": _("Add it"),
        "back": back,
        "crumbs": crumbs_to(session.body, session),
        "done": _("The sitting is kept."),
    }
    initial = {"day": session.valid_from, "place": session.place}
    return form_page(request, SittingForm(sent(request), initial=initial), save, words)


def _change_sitting(request: Asking, row: Meeting, session: Meeting) -> HttpResponse:
    back = reverse("meeting", args=[session.pk])

    def save(form: SittingForm) -> str:
        keep_sitting(form.asked(request.actor), sitting=row.pk, **form.said())
        return back

    names = ("name", "opens", "closes", "place")
    initial = {name: getattr(row, name) for name in names} | {"day": row.valid_from}
    words = {
        "title": _("Change the sitting"),
        "sub": here(session.name),
        "verb": _("Save"),
        "back": back,
        "crumbs": crumbs_to(session.body, session),
        "done": _("The sitting is kept."),
    }
    return form_page(request, SittingForm(sent(request), initial=initial), save, words)
