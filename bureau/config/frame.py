"""What the frame of every page shows of the apps: menus, account, coordinates, demonstration."""

from typing import Any, cast

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bureau.core.references import Reference
from bureau.institution.governance.permissions import may_ask_for_rights
from bureau.institution.instruments.permissions import may_look_for_orphans
from bureau.institution.organisation.queries.asked import coordinates_asked
from bureau.institution.organisation.queries.lineage import called
from bureau.institution.organisation.views.settings.hub import has_settings
from bureau.record.accounts.models import User
from bureau.record.accounts.permissions import idle_time
from bureau.record.journal.permissions import may_read_journal
from bureau.record.journal.queries import is_demonstration
from bureau.record.notices.permissions import may_read_outbox
from bureau.web import formats, kinds
from bureau.web.frame import Account, CoordinatesBar, Entry
from bureau.web.requests import Asking


def frame(request: HttpRequest) -> dict[str, Any]:
    """The names that `web/base.html` reads; nothing where the request did not come so far."""
    if not hasattr(request, "reading"):
        return {}
    asking = cast(Asking, request)
    demonstration = asking.known.of(is_demonstration)
    return {
        "navigation": _navigation(asking),
        "search_address": _address("search"),
        "account": _account(asking, demonstration),
        "sign_in_address": f"{reverse('sign-in')}?next={request.path}",
        "demonstration": demonstration,
        "coords": coordinates_bar(asking),
        "amiss": asking.amiss,
    }


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _navigation(request: Asking) -> list[Entry]:
    """The main menu; what reads coordinates keeps those that were asked for."""
    wanted = [
        ("home", _("Home")),
        ("chart", _("Chart")),
        ("reorganisations", _("Reorganisations")),
        ("posts", _("Posts")),
        ("instruments", _("Instruments")),
    ]
    if request.actor.person is not None:
        wanted += [("bodies", _("Bodies")), ("work", pgettext("of a department", "Work"))]
    else:
        wanted.append(("released-list", _("Released papers")))
    if has_settings(request.actor):
        wanted.append(("settings", _("Settings")))
    found = [(name, _address(name), label) for name, label in wanted]
    query = coordinates_asked(request)
    return [
        Entry(
            address if name in WITHOUT_COORDINATES else address + query,
            label,
            current=_is_current(request.path, address, BELOW.get(name, ())),
        )
        for name, address, label in found
        if address
    ]


WITHOUT_COORDINATES = frozenset({"settings", "released-list"})


BELOW = {
    "chart": ("/compare/", "/units/"),
    "instruments": ("/mandates/", "/provisions/", "/strategic-plan"),
    "work": ("/initiatives/", "/pillars/", "/editions/"),
    "bodies": ("/meetings/", "/documents/", "/document-classes/", "/decisions/", "/agenda-items/"),
}
"""Addresses that belong to an entry of the menu, beside those that begin as its own does."""


def _is_current(path: str, address: str, below: tuple[str, ...]) -> bool:
    return path == address if address == "/" else path.startswith((address, *below))


def _account(request: Asking, demonstration: bool) -> Account | None:
    if request.actor.person is None or not isinstance(request.user, User):
        return None
    posts = _posts(request)
    return Account(
        name=request.actor.name,
        summary=next((entry.name for entry in posts if entry.current), ""),
        posts=posts if len(posts) > 1 or request.actor.prepares else (),
        entries=_entries(request, demonstration),
        template="accounts/menu.html",
        sign_out_address=reverse("sign-out"),
        stay_address=reverse("stay"),
        stay_seconds=int(idle_time(request.actor).total_seconds()),
    )


def _entries(request: Asking, demonstration: bool) -> tuple[Entry, ...]:
    wanted = [
        ("notices", _("What waits for me")),
        ("affecting-me", _("What is proposed about you")),
        ("mfa_index", _("How you sign in")),
        ("programs", _("Programs")),
        ("standing-in", _("Who acts for you")),
        ("trail", _("What is on record of you")),
    ]
    if may_ask_for_rights(request.actor):
        wanted.append(("rights", _("Who could do what")))
    if may_look_for_orphans(request.actor):
        wanted.append(("orphans", _("Without a mandate")))
    if may_read_journal(request.actor):
        wanted.append(("journal", _("Journal")))
    if may_read_outbox(request.actor, is_demonstration=demonstration):
        wanted.append(("outbox", _("Outbox")))
    return tuple(
        Entry(address, label, current=request.path == address)
        for name, label in wanted
        if (address := _address(name))
    )


def _posts(request: Asking) -> tuple[Entry, ...]:
    """The posts that the reader may act in, and those for whose holder they may prepare."""
    actor = request.actor
    own = actor.posts | actor.own
    wanted = [Reference("post", post) for post in (*sorted(own), *sorted(actor.prepares - own))]
    if not wanted:
        return ()
    names = request.known.ask((called, *wanted), lambda: called(wanted, request.now))
    return tuple(
        Entry(
            reverse("act-in", args=[each.id]),
            one.whole,
            current=each.id == actor.post,
            note="" if each.id in own else "prepares",
        )
        for each, one in names.items()
    )


def coordinates_bar(request: Asking) -> CoordinatesBar:
    reading = request.reading
    query = request.GET.copy()
    query["valid"] = formats.as_date(reading.at.valid).isoformat()
    query["recorded"] = str(reading.at.recorded)
    recorded = recorded_asked = ""
    if reading.recorded_day:
        recorded = formats.day_in_words(reading.recorded_day)
        recorded_asked = reading.recorded_day.isoformat()
    elif not reading.is_now:
        recorded_asked = str(reading.at.recorded)
        recorded = _("record number {number}").format(number=reading.at.recorded)
    return CoordinatesBar(
        valid=reading.at.valid,
        recorded=recorded,
        recorded_asked=recorded_asked,
        plan=reading.plan_name,
        plans=tuple(_plans(request)),
        address=f"{request.path}?{query.urlencode()}",
    )


def _plans(request: Asking) -> list[Entry]:
    in_force = request.GET.copy()
    in_force.pop("plan", None)
    current = request.reading.at.plan
    found = [Entry(f"?{in_force.urlencode()}", _("in force"), current=current is None)]
    for reference, label in request.known.of(kinds.plans, request.actor):
        through = in_force.copy()
        through["plan"] = str(reference)
        found.append(Entry(f"?{through.urlencode()}", label.name, current=reference == current))
    return found
