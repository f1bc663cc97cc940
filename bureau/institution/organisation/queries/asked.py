"""Coordinates as people write them in an address or the shell; ValueErrors say what is wrong."""

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from bureau.core.actors import Actor
from bureau.core.coordinates import Coordinates
from bureau.core.days import is_reckoned
from bureau.core.references import Reference
from bureau.core.structure.overlay import Overlay
from bureau.core.structure.snapshot import Snapshot
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.structure import record_number_on, snapshot, today
from bureau.web import kinds
from bureau.web.formats import day_in_words, days_reckoned
from bureau.web.requests import Asking, Reading

DIGITS_MOST = 9
COORDINATES = ("valid", "recorded", "plan")


@dataclass(frozen=True, slots=True)
class Side:
    """One coordinate as a reader may stand in it, with the plan laid over and its name."""

    at: Coordinates
    overlay: Overlay | None = None
    plan_name: str = ""

    def snapshot(self) -> Snapshot:
        return snapshot(self.at, self.overlay)

    @property
    def lays(self) -> str:
        """The name of the plan, where it lays anything over what is in force; else empty."""
        return self.plan_name if self.overlay and self.overlay.touched else ""


def day_asked(text: str) -> date | None:
    """None where nothing was asked."""
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError(_("There is no such day: {day}").format(day=text[:40])) from None
    if not is_reckoned(day):
        raise ValueError(days_reckoned())
    return day


def record_said(text: str, organisation: Organisation | None, *, now: int) -> int | date | None:
    """A record number or a recorded day, as was said; None where nothing was. Reads nothing."""
    if text.isdecimal():
        if len(text) > DIGITS_MOST or int(text) > now:
            raise ValueError(
                _("Nothing has the record number {number} yet: the newest is {newest}.").format(
                    number=text[:40], newest=now
                )
            )
        return int(text)
    day = day_asked(text)
    if day and day > today(organisation):
        raise ValueError(_("Nothing is recorded on {day} yet.").format(day=day_in_words(day)))
    return day


def record_number(said: int | date | None, organisation: Organisation | None, *, now: int) -> int:
    """The number itself; of a day, the last before that day's end; `now` where nothing was said."""
    if isinstance(said, date):
        return record_number_on(said, organisation) if organisation else now
    return now if said is None else said


def plan_asked(text: str) -> Reference | None:
    if not text:
        return None
    try:
        return Reference.parse(text)
    except ValueError:
        raise ValueError(_("There is no such plan.")) from None


def side_of(actor: Actor, valid: int, recorded: int, plan: Reference | None) -> Side | None:
    """The side; None where the plan does not exist or the actor may not see it, all the same."""
    at = Coordinates(valid, recorded, plan)
    if plan is None:
        return Side(at)
    if plan.kind not in {row.name for row in kinds.kinds()}:
        return None
    overlay = kinds.overlay(actor, plan)
    if overlay is None:
        return None
    return Side(at, overlay, kinds.describe(actor, [plan])[plan].name)


def reading_of(
    actor: Actor,
    organisation: Organisation | None,
    now: int,
    *,
    valid: str,
    recorded: str,
    plan: str,
) -> Reading | None:
    """One moment for all of a request; None where the plan is not there for this reader.

    `organisation` is the one whose days are counted, `now` the newest record number. ValueErrors
    say which word cannot be read.
    """
    day = today(organisation)
    asked = day_asked(valid) or day
    said = record_said(recorded, organisation, now=now)
    number = record_number(said, organisation, now=now)
    side = side_of(actor, asked.toordinal(), number, plan_asked(plan))
    if side is None:
        return None
    recorded_day = said if isinstance(said, date) else None
    return Reading(side.at, day, now, recorded_day, side.overlay, side.plan_name)


def reading_there(request: Asking, organisation: Organisation | None, now: int) -> Reading:
    """What the address asks for, its days counted where the organisation is; `now` is the newest
    record number. 404 for a plan that the reader may not see and a day that cannot be."""
    try:
        found = reading_of(
            request.actor,
            organisation,
            now,
            valid=request.GET.get("valid", ""),
            recorded=request.GET.get("recorded", ""),
            plan=request.GET.get("plan", ""),
        )
    except ValueError as mistake:
        raise Http404(str(mistake)) from None
    if found is None:
        raise Http404
    return replace(found, query=coordinates_asked(request))


def coordinates_asked(request: HttpRequest) -> str:
    """The coordinates of an address as a query for other pages; empty where it names none."""
    asked_for = {word: request.GET[word] for word in COORDINATES if request.GET.get(word)}
    return f"?{urlencode(asked_for)}" if asked_for else ""
