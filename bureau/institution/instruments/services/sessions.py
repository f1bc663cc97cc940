"""Sessions and meetings of bodies, and the sittings under them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any, Protocol, Required, TypedDict, Unpack
from zoneinfo import available_timezones

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import pgettext_lazy

from bureau.core.meetings.numbering import is_by_session, number_said
from bureau.core.reasons import Reason, Refused
from bureau.core.texts import Text
from bureau.institution.instruments.models import Body, Document, DocumentClass, Meeting
from bureau.institution.instruments.permissions import may_keep_register, may_serve_body
from bureau.record.journal.services import Act, service


class Cited(Protocol):
    """The days on which decisions of a session were taken, in order, and the numbers of the cited
    agenda items."""

    @property
    def days(self) -> Sequence[date]: ...
    @property
    def items(self) -> frozenset[str]: ...


class SaidOfMeeting(TypedDict, total=False):
    """What a session or meeting is called, when and where it is; `valid_until` is the first day
    after it. What is not given is empty."""

    name: Required[Text]
    valid_from: Required[date]
    valid_until: Required[date]
    kind: str
    code: str
    place: str
    zone: str


@service("instruments.register_meeting", pgettext_lazy("act in the journal", "Register a meeting"))
def register_meeting(act: Act, *, body: int, **said: Unpack[SaidOfMeeting]) -> int:
    """A session or meeting by its days."""
    (held_by,) = act.lock(Body, body)
    allow(act, held_by)
    return put_meeting(act, held_by, said)


def put_meeting(act: Act, held_by: Body, said: SaidOfMeeting) -> int:
    """The same, of a body that is locked and whose sessions the actor may register."""
    columns = _columns(said)
    reasons = _flaws_of_days(columns["valid_from"], columns["valid_until"], columns["zone"])
    if flaw := _flaw_of_name(held_by.pk, columns["code"], columns["valid_from"].year):
        reasons.append(flaw)
    if reasons:
        raise Refused(*reasons)
    meeting = Meeting.objects.create(body=held_by, **columns)
    act.touch("meeting", meeting.pk)
    return meeting.pk


@service("instruments.keep_meeting", pgettext_lazy("act in the journal", "Change a session"))
def keep_meeting(act: Act, *, meeting: int, **said: Unpack[SaidOfMeeting]) -> None:
    """Say anew what a session is called, when and where it is.

    What numbers call it stays, and the year in which it opens, once documents are numbered by it;
    its sittings stay within its days. Once a decision cites the session, its name and code stay,
    and it includes the day of the decision.
    """
    row = session_served(act, meeting)
    columns = _columns(said)
    first, until, code = columns["valid_from"], columns["valid_until"], columns["code"]
    reasons = _flaws_of_days(first, until, columns["zone"])
    outside = row.sittings.exclude(valid_from__gte=first, valid_from__lt=until)
    if outside.exists():
        reasons.append(Reason("sitting_outside_session"))
    if code != row.code and _is_numbered(row, "{session}"):
        reasons.append(Reason("numbers_are_given"))
    elif first.year != row.valid_from.year and _is_numbered(row, "{yy"):
        reasons.append(Reason("numbers_are_given"))
    is_named_anew = (code, first.year) != (row.code, row.valid_from.year)
    flaw = _flaw_of_name(row.body_id, code, first.year, row.pk)
    if is_named_anew and flaw:
        reasons.append(flaw)
    reasons += _flaws_of_cited(row, columns)
    if reasons:
        raise Refused(*reasons)
    columns["name"] = columns["name"].after(row.name)
    Meeting.objects.filter(pk=row.pk).update(**columns)
    act.details.update(valid_from=first.isoformat(), valid_until=until.isoformat())


def _columns(said: SaidOfMeeting) -> dict[str, Any]:
    """As a row has it."""
    whole: dict[str, Any] = {"kind": "session", "code": "", "place": "", "zone": "", **said}
    return {**whole, "code": whole["code"].strip(), "place": whole["place"].strip()}


@dataclass(frozen=True, slots=True)
class Hours:
    """When a sitting is, in the zone of its session; both or neither of its hours are known."""

    day: date
    opens: time | None = None
    closes: time | None = None


@service("instruments.register_sitting", pgettext_lazy("act in the journal", "Add a sitting"))
def register_sitting(act: Act, *, meeting: int, name: Text, hours: Hours, place: str = "") -> int:
    """A sitting of a session: a day within it, with hours and room."""
    session = session_served(act, meeting)
    if reasons := _flaws_of_hours(session, hours):
        raise Refused(*reasons)
    made = Meeting.objects.create(
        body=session.body, under=session, **_sitting_fields(name, hours, place)
    )
    act.touch("meeting", made.pk)
    return made.pk


@service("instruments.keep_sitting", pgettext_lazy("act in the journal", "Change a sitting"))
def keep_sitting(act: Act, *, sitting: int, name: Text, hours: Hours, place: str = "") -> None:
    """Say anew when and where a sitting is."""
    row = Meeting.objects.get(pk=sitting, under__isnull=False)
    assert row.under_id is not None
    session = session_served(act, row.under_id)
    fields = _sitting_fields(name.after(row.name), hours, place)
    if reasons := _flaws_of_hours(session, hours) + _flaws_of_cited(row, fields):
        raise Refused(*reasons)
    Meeting.objects.filter(pk=row.pk).update(**fields)
    act.touch("meeting", row.pk)
    act.details.update(sitting=row.pk, day=hours.day.isoformat())


def session_served(act: Act, meeting: int) -> Meeting:
    """The session, locked and touched, where the actor serves its body; a sitting is none."""
    (row,) = act.lock(Meeting, meeting)
    if not may_serve_body(act.actor, row.body_id, row.body.organisation):
        raise Refused(Reason("not_yours_to_do"))
    if row.under_id is not None:
        raise Refused(Reason("is_a_sitting"))
    act.touch("meeting", row.pk)
    return row


def allow(act: Act, body: Body) -> None:
    """Who keeps the register may put a session on it, for any body."""
    is_served = may_serve_body(act.actor, body.pk, body.organisation)
    if not is_served and not may_keep_register(act.actor, body.organisation):
        raise Refused(Reason("not_yours_to_do"))


def _flaws_of_days(valid_from: date, valid_until: date, zone: str) -> list[Reason]:
    reasons = []
    if valid_until <= valid_from:
        reasons.append(Reason("ends_before_it_begins"))
    if zone and zone not in available_timezones():
        reasons.append(Reason("zone_unknown"))
    return reasons


def cited_of(meeting: Meeting) -> Cited:
    """What decisions cite of a session or a sitting; `settings.BUREAU_CITED_OF_SESSION` knows."""
    cited: Cited = import_string(settings.BUREAU_CITED_OF_SESSION)(meeting.pk)
    return cited


def _flaws_of_cited(row: Meeting, columns: Mapping[str, Any]) -> list[Reason]:
    """Changes of what decisions cite: the name, the code, or a day on which the body decided."""
    first, until, days = columns["valid_from"], columns["valid_until"], cited_of(row).days
    if not days:
        return []
    was_held = [day for day in days if row.valid_from <= day < row.valid_until]
    outside = [day for day in was_held if not first <= day < until]
    reasons = [Reason("session_cited_on", {"day": day}) for day in outside[:1]]
    code = columns.get("code", row.code)
    if not columns["name"].keeps(row.name) or (row.code and code != row.code):
        reasons.append(Reason("session_cited", {"day": days[0]}))
    return reasons


def _flaw_of_name(body: int, code: str, year: int, own: int = 0) -> Reason | None:
    """Whether a class of the body that numbers by short name would number documents of another
    session as those of this one; the year keeps them apart where the pattern says it."""
    if not code:
        return None
    others = Meeting.objects.filter(body=body, under__isnull=True, code__iexact=code)
    years = {day.year for day in others.exclude(pk=own).values_list("valid_from", flat=True)}
    patterns = DocumentClass.objects.filter(body=body).values_list("pattern", flat=True)
    for pattern in filter(is_by_session, patterns if years else ()):
        mine = number_said(pattern, n=1, year=year, session=code)
        if any(number_said(pattern, n=1, year=one, session=code) == mine for one in years):
            return Reason("session_named_twice", {"code": code})
    return None


def _flaws_of_hours(session: Meeting, hours: Hours) -> list[Reason]:
    reasons = []
    if not session.valid_from <= hours.day < session.valid_until:
        reasons.append(Reason("sitting_outside_session"))
    if (hours.opens is None) != (hours.closes is None):
        reasons.append(Reason("hours_half_known"))
    elif hours.opens and hours.closes and hours.closes <= hours.opens:
        reasons.append(Reason("ends_before_it_begins"))
    return reasons


def _sitting_fields(name: Text, hours: Hours, place: str) -> dict[str, object]:
    return {
        "name": name,
        "valid_from": hours.day,
        "valid_until": hours.day + timedelta(days=1),
        "kind": "meeting",
        "opens": hours.opens,
        "closes": hours.closes,
        "place": place.strip(),
    }


def _is_numbered(session: Meeting, place: str) -> bool:
    """Whether a document of it has a number with this in its pattern."""
    rows = Document.objects.filter(meeting=session).select_related("document_class")
    return any(place in row.document_class.pattern for row in rows)
