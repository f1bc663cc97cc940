"""Look-up and permission in one, so that no page can forget either; and the frame of a case."""

from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bureau.core.coordinates import Coordinates
from bureau.core.procedures.kinds import Phase
from bureau.core.references import Reference
from bureau.institution.governance.models import Reorganisation
from bureau.institution.governance.permissions import may_edit_reorganisation
from bureau.institution.governance.queries.previews import Preview, remaining
from bureau.institution.governance.queries.reorganisations import (
    KIND,
    Seen,
    days_in_force,
    seen_by,
)
from bureau.institution.organisation.models import Organisation
from bureau.web.formats import as_date
from bureau.web.frame import Entry
from bureau.web.leading import LedOn
from bureau.web.multilingual import here
from bureau.web.requests import Asking, Reading


def look_up(request: Asking, reorganisation: int) -> Seen:
    """One that the reader may see; for everybody else it does not exist."""
    seen = seen_by(request.actor, [reorganisation]).get(reorganisation)
    if seen is None:
        raise Http404
    return seen


def look_up_own(request: Asking, reorganisation: int) -> Seen:
    """A draft that the reader may edit now; who could while it was one is led on to what became of
    it."""
    _lead_on_where_discarded(request, reorganisation)
    seen = look_up(request, reorganisation)
    if not may_edit_reorganisation(request.actor, seen.row):
        raise Http404
    if not seen.is_draft:
        raise LedOn(_became(seen), reverse("reorganisation-route", args=[reorganisation]))
    return seen


def _lead_on_where_discarded(request: Asking, reorganisation: int) -> None:
    own = Reorganisation.objects.filter(pk=reorganisation, author=request.actor.person)
    if own.filter(discarded__isnull=False).exists():
        told = _("The draft was discarded meanwhile: nothing was changed.")
        raise LedOn(told, reverse("reorganisations"))


def _became(seen: Seen) -> str:
    if seen.phase is Phase.WITHDRAWN:
        return _("It was withdrawn meanwhile: nothing was changed. How it stands is told here.")
    if seen.is_over:
        return _("It was decided meanwhile: nothing was changed. How it stands is told here.")
    return _(
        "It was submitted meanwhile, and is no draft any more: nothing was changed. How it stands "
        "is told here."
    )


def may_edit(request: Asking, seen: Seen) -> bool:
    return seen.is_draft and may_edit_reorganisation(request.actor, seen.row)


def organisation_of_case(seen: Seen) -> Organisation:
    return Organisation.objects.get(pk=seen.row.organisation_id)


def look_through(request: Asking, seen: Seen, previewed: Preview) -> Reading:
    """The coordinates of a page about a set: the day that was asked for, else the set's last.

    They are put on the request, so that the bar under the masthead says what is shown.
    """
    asked = "valid" in request.GET
    day = request.reading.at.valid if asked else previewed.day
    plan = Reference(KIND, seen.row.pk)
    at = Coordinates(day, previewed.recorded, plan)
    query = urlencode({"valid": date.fromordinal(day).isoformat(), "plan": str(plan)})
    request.reading = replace(
        request.reading,
        at=at,
        overlay=previewed.overlay,
        plan_name=name_of(seen),
        query=f"?{query}",
    )
    return request.reading


def name_of(seen: Seen) -> str:
    title = here(seen.row.title)
    if seen.is_draft:
        return _("Draft: {title}").format(title=title)
    return title


def tabs_of(seen: Seen, current: str, unit: int | None, *, talks: bool = False) -> list[Entry]:
    """The parts of a case; to compare, a unit to draw is needed. `talks` says that the reader may
    read its comments."""
    number = seen.row.pk
    first = _("Draft") if seen.is_draft else _("As submitted")
    entries = [Entry(reverse("reorganisation", args=[number]), first)]
    if unit is not None:
        compared = reverse("compare", args=[unit], query=days_compared(seen))
        entries.append(Entry(compared, _("Compare")))
    entries.append(Entry(reverse("reorganisation-claims", args=[number]), _("Claims")))
    papers = Entry(reverse("reorganisation-papers", args=[number]), pgettext("of a case", "Papers"))
    entries.append(papers)
    entries.append(Entry(reverse("reorganisation-alternatives", args=[number]), _("Alternatives")))
    entries.append(Entry(reverse("reorganisation-conflicts", args=[number]), _("Conflicts")))
    entries.append(Entry(reverse("reorganisation-route", args=[number]), _("Route")))
    if talks:
        entries.append(Entry(reverse("reorganisation-comments", args=[number]), _("Comments")))
    entries.append(Entry(reverse("reorganisation-journal", args=[number]), _("Journal")))
    if seen.phase is not None:
        entries.append(Entry(reverse("reorganisation-follow-up", args=[number]), _("What follows")))
    here_now = reverse(current, args=[number])
    return [replace(entry, current=entry.address == here_now) for entry in entries]


def days_compared(seen: Seen) -> dict[str, str]:
    """The query of the comparison that shows what a case does, on its last day: beside what is in
    force then or, once something of it is, beside the day before its first."""
    query = {}
    days = [action.day for action in remaining(seen)]
    if days:
        query["plan"] = str(Reference(KIND, seen.row.pk))
    if entered := days_in_force(seen.row.pk):
        query["from_valid"] = as_date(entered[0] - 1).isoformat()
        days.append(entered[1])
    if days:
        query["valid"] = as_date(max(days)).isoformat()
    return query


def crumbs_to_case(seen: Seen | None = None) -> list[Entry]:
    crumbs = [Entry(reverse("reorganisations"), _("Reorganisations"))]
    if seen is not None:
        address = reverse("reorganisation", args=[seen.row.pk])
        crumbs.append(Entry(address, seen.row.reference))
    return crumbs


def crumbs_to_papers(seen: Seen | None) -> list[Entry]:
    """None for a paper that is on no case."""
    if seen is None:
        return []
    whole = reverse("reorganisation-papers", args=[seen.row.pk])
    return [*crumbs_to_case(seen), Entry(whole, pgettext("of a case", "Papers"))]
