"""How instruments and provisions stand on a day, and what amended them."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Q, QuerySet

from bureau.core.instruments.amendments import Amendment as Link
from bureau.core.instruments.amendments import AmendmentKind, Part, Standing, State, states
from bureau.core.references import Reference
from bureau.institution.instruments.models import Amendment, Instrument, Provision


def standing_of(instruments: Collection[int], day: date) -> dict[Reference, State]:
    """How these instruments and all their provisions stand on a day, in three reads."""
    wholes = Instrument.objects.filter(pk__in=instruments).values_list("pk", "day")
    parts = [_whole(*row) for row in wholes]
    below = Provision.objects.filter(instrument__in=instruments)
    parts += [_part(*row) for row in below.values_list("pk", "instrument", "under")]
    links = map(link_of, amendments().filter(on__in=instruments))
    return states(parts, links, day.toordinal())


def standings_of_wholes(organisation: int, day: date) -> dict[int, Standing]:
    """How each instrument of an organisation stands on a day, without its provisions: two reads."""
    rows = Instrument.objects.filter(organisation=organisation).values_list("pk", "day")
    links = amendments().filter(on__organisation=organisation, on_provision__isnull=True)
    return _of_wholes(rows, links, day)


def standings_of(instruments: Collection[int], day: date) -> dict[int, Standing]:
    """The same of these."""
    rows = Instrument.objects.filter(pk__in=instruments).values_list("pk", "day")
    links = amendments().filter(on__in=instruments, on_provision__isnull=True)
    return _of_wholes(rows, links, day)


def _of_wholes(
    rows: Iterable[tuple[int, date | None]], links: Iterable[Amendment], day: date
) -> dict[int, Standing]:
    found = states((_whole(*row) for row in rows), map(link_of, links), day.toordinal())
    return {reference.id: state.standing for reference, state in found.items()}


def amendments() -> QuerySet[Amendment]:
    """Those that count: not withdrawn."""
    return Amendment.objects.filter(withdrawn__isnull=True)


def amendments_around(instruments: Collection[int]) -> list[Amendment]:
    """What these instruments do to others, and what others do to them, in order of days."""
    around = Q(by__in=instruments) | Q(on__in=instruments)
    named = ("by", "by_provision", "on", "on_provision")
    return list(amendments().filter(around).select_related(*named))


def link_of(row: Amendment) -> Link:
    return Link(
        row.pk,
        AmendmentKind(row.kind),
        by=_end(row.by_id, row.by_provision_id),
        on=_end(row.on_id, row.on_provision_id),
        day=row.day.toordinal(),
    )


def provisions_named(rows: Iterable[Amendment]) -> set[int]:
    """The provisions at either end."""
    ends = [end for row in rows for end in (row.by_provision_id, row.on_provision_id)]
    return {end for end in ends if end}


def _end(instrument: int, provision: int | None) -> Reference:
    return Reference("provision", provision) if provision else Reference("instrument", instrument)


def _whole(instrument: int, day: date | None) -> Part:
    return Part(Reference("instrument", instrument), begins=day.toordinal() if day else None)


def _part(provision: int, instrument: int, under: int | None) -> Part:
    above = Reference("provision", under) if under else Reference("instrument", instrument)
    return Part(Reference("provision", provision), above)
