"""What pages of settings share: whose they are, how posts and units are found, the way back."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bureau.core.actors import Actor
from bureau.core.coordinates import Coordinates
from bureau.core.references import Reference
from bureau.core.structure.snapshot import Snapshot
from bureau.institution.instruments.queries import bodies_there
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.nouns.shared import above_settings
from bureau.institution.organisation.queries.lineage import known_version
from bureau.institution.organisation.queries.organisations import organisation_begun
from bureau.institution.organisation.queries.structure import (
    belonging,
    snapshot,
    today_in_force,
)
from bureau.web.frame import Entry
from bureau.web.multilingual import here
from bureau.web.registers import Words
from bureau.web.requests import Asking

ONLY_ADMINISTRATORS = gettext_lazy("Only an administrator may look at this and change it.")
ONLY_REGISTRARS = gettext_lazy(
    "Only the organisation officer, the secretary of a body and administrators keep the register."
)


def organisation_here(request: Asking) -> Organisation:
    """The organisation that settings are of."""
    return organisation_begun(request.actor)


def crumbs(title: Words = "", name: str = "") -> list[Entry]:
    """The way to a page of settings; to one row of a register, with that register by its name."""
    way = above_settings()
    return [*way, Entry(reverse(name), str(title))] if name else way


def body_choices(request: Asking) -> list[tuple[str, str]]:
    rows = bodies_there(organisation_here(request).pk, request.reading.today)
    return [(str(row.pk), here(row.name)) for row in rows]


def post_by_number(number: str, organisation: int) -> int | None:
    """A post of the organisation that stands today under this number."""
    now = today_in_force()
    wanted = number.strip().casefold()
    found = [post.id for post in now.posts() if post.number.casefold() == wanted]
    return next(iter(belonging("post", found, organisation)), None)


def unit_by_code(code: str, organisation: int, day: date | None = None) -> int | None:
    """A unit of the organisation that stands today, or on the day, under this code."""
    now = today_in_force()
    if day is not None:
        now = snapshot(Coordinates(day.toordinal(), now.coordinates.recorded))
    found = [unit.id for unit in now.units() if unit.code.casefold() == code.casefold()]
    return next(iter(belonging("unit", found, organisation)), None)


def post_told(now: Snapshot, post: int) -> str:
    """A post by its number, of one that ended by its last one; else by its own in the tables."""
    found = known_version(Reference("post", post), now)
    return str(found.fields["number"]) if found else _("number {id}").format(id=post)


def is_signed_in(actor: Actor) -> bool:
    return actor.person is not None
