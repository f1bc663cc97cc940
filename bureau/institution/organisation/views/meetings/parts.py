"""What pages of bodies and sessions share: looking up with the right to, the way, the tabs."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bureau.core.references import Reference
from bureau.core.tokens import folded
from bureau.institution.instruments.models import Body, Meeting
from bureau.institution.instruments.permissions import may_serve_body
from bureau.institution.organisation.forms.reference import Find
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.structure import today_in_force
from bureau.institution.organisation.views.settings.parts import post_by_number
from bureau.institution.organisation.views.what_is_seen import seen_organisation
from bureau.web import kinds
from bureau.web.answers import Label
from bureau.web.frame import Entry
from bureau.web.multilingual import here
from bureau.web.registers import barred
from bureau.web.requests import Asking
from bureau.web.tabs import tabs_of

ONLY_SECRETARIES = gettext_lazy(
    "Only the secretary of this body and administrators may change this."
)


def organisation_read(request: Asking) -> Organisation:
    """Whose bodies are looked at, by who is signed in; for others there are none."""
    if request.actor.person is None:
        raise Http404
    return seen_organisation(request)


def body_seen(request: Asking, body: int) -> Body:
    organisation = organisation_read(request)
    found = Body.objects.filter(pk=body, organisation=organisation.pk).first()
    if found is None:
        raise Http404
    return found


def meeting_seen(request: Asking, meeting: int) -> Meeting:
    """A session, meeting or sitting of a body that the reader may know."""
    organisation = organisation_read(request)
    rows = Meeting.objects.select_related("body", "under")
    found = rows.filter(pk=meeting, body__organisation=organisation.pk).first()
    if found is None:
        raise Http404
    return found


def session_seen(request: Asking, meeting: int) -> Meeting:
    """One that has an agenda and documents of its own, as a sitting has not."""
    found = meeting_seen(request, meeting)
    if found.under_id is not None:
        raise Http404
    return found


def serves(request: Asking, body: Body) -> bool:
    return may_serve_body(request.actor, body.pk, body.organisation)


def not_served(request: Asking, body: Body) -> HttpResponse | None:
    """The page that says who may, to who may not; nothing to who serves the body."""
    return None if serves(request, body) else barred(request, ONLY_SECRETARIES)


def sent(request: Asking) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def sent_whole(request: Asking) -> tuple[Any, Any]:
    """What was sent with its files, for a form that takes some."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def zone_of(request: Asking, session: Meeting) -> str:
    return session.zone or seen_organisation(request).zone


def today_at(request: Asking, session: Meeting) -> date:
    """The day that it is where the session is held."""
    return timezone.now().astimezone(ZoneInfo(zone_of(request, session))).date()


def post_finder(organisation: int) -> Find:
    return lambda number: post_by_number(number, organisation)


def post_number(post: int | None) -> str:
    """The number of a post today, for a field that names one; "" where it has none."""
    found = today_in_force().post(post) if post else None
    return found.number if found else ""


def posts_called(request: Asking, posts: Iterable[int | None]) -> dict[int, Label]:
    """The posts that the reader may see, by number."""
    wanted = {Reference("post", post) for post in posts if post}
    return {each.id: label for each, label in kinds.describe(request.actor, wanted).items()}


def ordered[T](rows: Iterable[T], sort: str, orders: Mapping[str, Callable[[T], Any]]) -> list[T]:
    """By ?sort=name, a minus before it turns it round; what says nothing of it comes last."""
    said, order = list(rows), orders.get(sort.removeprefix("-"))
    if order is None:
        return said
    known = [row for row in said if order(row) is not None]
    known.sort(key=order, reverse=sort.startswith("-"))
    return [*known, *(row for row in said if order(row) is None)]


def is_found(wanted: str, *said: str) -> bool:
    """Whether every word that was asked for stands in what is said."""
    told = folded(" ".join(said))
    return all(word in told for word in folded(wanted).split())


def crumbs_to(body: Body | None = None, session: Meeting | None = None) -> list[Entry]:
    way = [Entry(reverse("bodies"), _("Bodies"))]
    if body is not None:
        way.append(Entry(reverse("body", args=[body.pk]), here(body.name)))
    if session is not None:
        way.append(Entry(reverse("meeting", args=[session.pk]), here(session.name)))
    return way


def body_tabs(request: Asking, body: Body) -> list[Entry]:
    return tabs_of(request, Reference("body", body.pk), {"body": _("Sessions and meetings")})


def session_tabs(request: Asking, session: Meeting) -> list[Entry]:
    own = {
        "meeting": _("Agenda"),
        "meeting-documents": _("Documents"),
        "meeting-decisions": _("Decisions"),
    }
    return tabs_of(request, Reference("meeting", session.pk), own)
