"""Root organisations, and which one a reader looks at."""

from django.db.models import Min
from django.http import Http404

from bureau.core.actors import Actor
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.institution.instruments.queries import bodies_of
from bureau.institution.organisation.models import (
    Grade,
    Office,
    Organisation,
    Place,
    PostRole,
    Remark,
)
from bureau.institution.organisation.permissions import may_see_chart
from bureau.institution.organisation.store import IDENTITIES, VERSIONS
from bureau.record.accounts.models import Person
from bureau.record.journal.queries import once_while_reading
from bureau.web.multilingual import here


class NothingBegun(Http404):
    """There is no organisation yet; for pages, `middleware.NothingBegunYet` answers."""


@once_while_reading
def all_organisations() -> tuple[Organisation, ...]:
    """The first of them, whose day it is where no other is known, first."""
    return tuple(Organisation.objects.order_by("pk"))


def first_organisation() -> Organisation | None:
    """None while there is none."""
    return next(iter(all_organisations()), None)


def organisation_of(actor: Actor, first: Organisation | None = None) -> Organisation | None:
    """The actor's own organisation, else the first; None while there is none.

    `first` is the first one, where that was read before.
    """
    found = first or first_organisation()
    if actor.organisation and (found is None or found.pk != actor.organisation):
        return Organisation.objects.get(pk=actor.organisation)
    return found


def organisation_begun(actor: Actor) -> Organisation:
    """The organisation of the actor; raises `NothingBegun` while there is none."""
    found = organisation_of(actor)
    if found is None:
        raise NothingBegun
    return found


def zone_of(actor: Actor) -> str:
    """Where the days of the actor's organisation begin; UTC while there is none."""
    found = organisation_of(actor)
    return found.zone if found else "UTC"


def organisation_seen(
    actor: Actor, subject: Reference | None = None, own: Organisation | None = None
) -> Organisation | None:
    """The organisation whose structure the actor may see; else as if there were none.

    That of the unit or post `subject`, or without one the actor's own: `own`, where that was read
    before.
    """
    own = own or organisation_of(actor)
    found = organisation_behind(subject) if subject else own
    if found is None:
        return None
    is_seen = may_see_chart(actor, found.chart_is_public, is_own=found == own)
    return found if is_seen else None


def first_day_on_record(organisation: int) -> Day | None:
    """The day on which the first of its units stands, as known now; None while there is none."""
    known = VERSIONS["unit"]._default_manager.filter(recorded_until__isnull=True)
    rows = known.filter(subject__organisation=organisation)
    found: Day | None = rows.aggregate(first=Min("valid_from"))["first"]
    return found


def organisation_behind(subject: Reference) -> Organisation | None:
    """The organisation that a unit or post belongs to; None where there is no such thing."""
    rows = IDENTITIES[subject.kind]._default_manager.filter(pk=subject.id)
    return Organisation.objects.filter(pk__in=rows.values("organisation")).first()


def remarks_on(subject: Reference) -> list[str]:
    """What the page of a thing must say: what is demonstration, what a source leaves open."""
    rows = Remark.objects.filter(kind=subject.kind, subject=subject.id).order_by("pk")
    return [here(row.said) for row in rows]


def what_is_there(organisation: int) -> dict[str, bool]:
    """Of what an organisation needs before it can decide anything, whether there is some."""
    own = {"organisation": organisation}
    return {
        "grades": Grade.objects.filter(**own).exists(),
        "places": Place.objects.filter(**own).exists(),
        "people": Person.objects.count() > 1,
        "offices": Office.objects.filter(**own).exists(),
        "bodies": bodies_of(organisation).exists(),
        "roles": PostRole.objects.filter(post__organisation=organisation).exists(),
    }
