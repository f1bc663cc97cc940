"""What is still to come to sessions, and what is to be done of decisions: of whom, by when."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import timezone

from bureau.core.actors import Actor, Role
from bureau.core.structure.snapshot import Snapshot
from bureau.core.telling import Urgency
from bureau.institution.instruments.models import (
    Body,
    Document,
    FollowUp,
    Instrument,
    Meeting,
)
from bureau.institution.instruments.permissions import may_serve_body
from bureau.institution.instruments.queries.decisions import Followed, followed, owned_by
from bureau.institution.instruments.queries.documents import (
    DocumentLine,
    document_lines,
    documents_of_sessions,
)
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.actors import roles_on
from bureau.institution.organisation.queries.organisations import (
    all_organisations,
    organisation_of,
)
from bureau.institution.organisation.queries.structure import (
    in_force_where,
    not_over,
    today,
    today_in_force,
)
from bureau.web.answers import Telling

DOCUMENTS, TRANSLATIONS = "documents", "translations"


@dataclass(frozen=True, slots=True)
class Awaited:
    """How many documents or translations of a class a session awaits, by when, in its zone.

    `days` before the opening are of languages with a deadline of their own, None of all others.
    """

    session: Meeting
    what: str
    code: str
    due: date
    count: int
    zone: str
    days: int | None = None

    @property
    def key(self) -> str:
        """The same however often the session is put off; each deadline is told by itself."""
        return f"{self.what}:{self.code}" + (f":{self.days}" if self.days is not None else "")


def documents_tell(ids: Collection[int] | None) -> list[Telling]:
    """For the wiring table: to whoever holds the post that is to hand a document in."""
    rows = Q() if ids is None else Q(pk__in=ids)
    listed = _lines(rows & Q(received=None, submitter_post__isnull=False))
    now = in_force_where(line.row.meeting.body.organisation for line in listed)
    zones = _zones(line.row.meeting for line in listed)
    return [
        Telling(
            number=line.row.pk,
            person=person,
            key="document",
            code="document_due",
            due=line.original.due,
            zone=zones[line.row.meeting_id],
        )
        for line in listed
        if line.original.due
        for person in _holders(now[line.row.meeting.body.organisation], line.row.submitter_post)
    ]


def sessions_tell(ids: Collection[int] | None) -> list[Telling]:
    """For the wiring table: to the secretary of the body what its sessions still await."""
    found = awaited_by(Q() if ids is None else Q(meeting__in=ids))
    bodies = {one.session.body for one in found}
    now = in_force_where(body.organisation for body in bodies)
    people = {body.pk: _secretaries(body, now[body.organisation]) for body in bodies}
    return [
        Telling(
            number=one.session.pk,
            person=person,
            key=one.key,
            code=f"{one.what}_awaited",
            facts={"count": one.count, "class": one.code},
            due=one.due,
            zone=one.zone,
            urgency=Urgency.TELLS,
        )
        for one in found
        for person in people[one.session.body_id]
    ]


def _secretaries(body: Body, now: Snapshot) -> list[int]:
    """The people who serve a body on the day."""
    day = date.fromordinal(now.coordinates.valid)
    roles = roles_on(day).filter(
        Q(scope=None) | Q(scope_kind="body", scope=body.pk),
        role=Role.BODY_SECRETARY,
        post__organisation=body.organisation,
    )
    return sorted({person for role in roles for person in _holders(now, role.post_id)})


def decisions_tell(ids: Collection[int] | None) -> list[Telling]:
    """For the wiring table: what is to be done of a decision by a day, to who sees to it."""
    words = FollowUp.objects.filter(due__isnull=False)
    rows = Instrument.objects.filter(pk__in=words.values("instrument"))
    if ids is not None:
        rows = rows.filter(pk__in=ids)
    return [
        Telling(
            number=one.row.pk,
            person=person,
            key="decision",
            code="decision_due",
            address=f"/decisions/{one.row.pk}/",
            due=one.due,
        )
        for organisation in all_organisations()
        for now in [today_in_force(organisation)]
        for one in followed(rows.filter(organisation=organisation.pk), today(organisation))
        if one.due and one.is_left
        for person in _holders(now, one.owner)
    ]


def decisions_owed(actor: Actor) -> list[Followed]:
    """What the actor's posts are to have done of decisions by a day."""
    if not actor.posts:
        return []
    day = today(organisation_of(actor))
    return [one for one in owned_by(actor.posts, day) if one.due]


def documents_owed(actor: Actor) -> list[DocumentLine]:
    """What the actor's posts are still to hand in."""
    if not actor.posts:
        return []
    return _lines(Q(received=None, submitter_post__in=actor.posts))


def awaited_for(actor: Actor) -> list[Awaited]:
    """What the sessions of bodies that the actor serves still await; not for administrators."""
    if not actor.has(Role.BODY_SECRETARY):
        return []
    found = awaited_by(Q(meeting__body__organisation=actor.organisation))
    bodies = {one.session.body_id: one.session.body.organisation for one in found}
    mine = {body for body, owner in bodies.items() if may_serve_body(actor, body, owner)}
    return [one for one in found if one.session.body_id in mine]


def awaited_by(rows: Q) -> list[Awaited]:
    """Of these documents, by session, class and what is awaited; what is due first comes first."""
    counts: Counter[tuple[int, str, str, date, int | None]] = Counter()
    sessions: dict[int, Meeting] = {}
    for line in _lines(rows):
        session = sessions.setdefault(line.row.meeting_id, line.row.meeting)
        for slot in line.slots:
            if slot.due and slot.day is None:
                what = DOCUMENTS if slot.is_original else TRANSLATIONS
                days = None if slot.is_original else _days_apart(line.row, slot.language)
                counts[session.pk, what, line.row.document_class.code, slot.due, days] += 1
    zones = _zones(sessions.values())
    return [
        Awaited(sessions[session], what, code, due, count, zones[session], days)
        for (session, what, code, due, days), count in sorted(
            counts.items(), key=lambda one: one[0][3]
        )
    ]


def _days_apart(row: Document, language: str) -> int | None:
    """How many days before the opening a language has for itself; None: those of all."""
    rule = row.document_class
    days: int | None = rule.language_days.get(language)
    return None if days == rule.translation_days else days


def _lines(rows: Q) -> list[DocumentLine]:
    """Documents of sessions that are not over, of which something is to come."""
    still = not_over("meeting__body__organisation", "meeting__valid_until")
    listed = list(documents_of_sessions().filter(rows, still, withdrawn__isnull=True))
    zones, now = _zones(row.meeting for row in listed), timezone.now()
    return [
        line
        for row in listed
        for line in document_lines([row], now.astimezone(ZoneInfo(zones[row.meeting_id])).date())
        if line.is_awaited
    ]


def _zones(sessions: Iterable[Meeting]) -> dict[int, str]:
    listed = list(sessions)
    owners = {one.body.organisation for one in listed}
    zones = dict(Organisation.objects.filter(pk__in=owners).values_list("pk", "zone"))
    return {one.pk: one.zone or zones.get(one.body.organisation, "UTC") for one in listed}


def _holders(now: Snapshot, post: int | None) -> list[int]:
    if post is None or now.post(post) is None:
        return []
    return sorted({one.person for one in now.incumbencies_of(post) if one.manner != "lien"})
