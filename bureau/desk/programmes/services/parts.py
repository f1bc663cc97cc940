"""Acts on the pillars and editions of an initiative."""

from datetime import date

from django.utils.translation import pgettext_lazy

from bureau.core.reasons import Reason, Refused
from bureau.core.texts import Text
from bureau.core.work import EDITION, INITIATIVE, edition_faults, holding_faults
from bureau.desk.programmes.models import Edition, Pillar
from bureau.desk.programmes.services.initiatives import initiative_locked
from bureau.institution.organisation.queries.structure import day_in
from bureau.record.journal.services import Act, service
from bureau.record.nouns.services.steps import take_step


@service("programmes.add_pillar", pgettext_lazy("act in the journal", "Add a pillar"))
def add_pillar(act: Act, *, initiative: int, code: str, name: Text) -> int:
    row = Pillar(initiative=initiative_locked(act, initiative), code=code, name=name)
    _refuse_taken(act, row)
    row.save(force_insert=True)
    act.touch("pillar", row.pk)
    act.touch("initiative", initiative)
    return row.pk


@service("programmes.change_pillar", pgettext_lazy("act in the journal", "Change a pillar"))
def change_pillar(act: Act, *, pillar: int, code: str, name: Text) -> None:
    row = _part(act, Pillar, pillar)
    row.code, row.name = code, name
    _refuse_taken(act, row)
    row.save(update_fields=["code", "name"])
    act.touch("pillar", row.pk)


@service("programmes.delete_pillar", pgettext_lazy("act in the journal", "Delete a pillar"))
def delete_pillar(act: Act, *, pillar: int) -> None:
    row = _part(act, Pillar, pillar)
    act.touch("pillar", row.pk)
    row.delete()


@service("programmes.add_edition", pgettext_lazy("act in the journal", "Add an edition"))
def add_edition(
    act: Act,
    *,
    initiative: int,
    year: int,
    place: str = "",
    valid_from: date | None = None,
    valid_until: date | None = None,
) -> int:
    """Add the edition of a year, the only one of its initiative in that year."""
    row = Edition(
        initiative=initiative_locked(act, initiative),
        year=year,
        place=place,
        valid_from=valid_from,
        valid_until=valid_until,
    )
    _refuse_unfit(row)
    row.save(force_insert=True)
    act.touch("edition", row.pk)
    act.touch("initiative", initiative)
    return row.pk


@service("programmes.change_edition", pgettext_lazy("act in the journal", "Change an edition"))
def change_edition(
    act: Act,
    *,
    edition: int,
    year: int,
    place: str = "",
    valid_from: date | None = None,
    valid_until: date | None = None,
) -> None:
    """Change the facts of an edition that is planned still."""
    row = _part(act, Edition, edition)
    if row.state != EDITION.first:
        raise Refused(Reason("edition_is_over"))
    row.year, row.place = year, place
    row.valid_from, row.valid_until = valid_from, valid_until
    _refuse_unfit(row)
    row.save(update_fields=["year", "place", "valid_from", "valid_until"])
    act.touch("edition", row.pk)


@service("programmes.delete_edition", pgettext_lazy("act in the journal", "Delete an edition"))
def delete_edition(act: Act, *, edition: int) -> None:
    """Delete an edition that is planned still."""
    row = _part(act, Edition, edition)
    if row.state != EDITION.first:
        raise Refused(Reason("edition_is_over"))
    act.touch("edition", row.pk)
    row.delete()


@service(
    "programmes.move_edition", pgettext_lazy("act in the journal", "Change the state of an edition")
)
def move_edition(act: Act, *, edition: int, step: str) -> None:
    """Go a step of the flow of editions. One is held on its first day at the earliest."""
    row = _part(act, Edition, edition)
    today = day_in(act.at, row.initiative.organisation.zone)
    faults = list(holding_faults(row.valid_from, today)) if step == "hold" else []
    if step == "reopen" and row.initiative.state in INITIATIVE.done:
        faults.append(Reason("initiative_is_over"))
    take_step(act, row, EDITION, step, faults)
    act.touch("edition", row.pk)


def _part[T: (Pillar, Edition)](act: Act, model: type[T], number: int) -> T:
    """The row, locked behind its initiative, where the actor may change it."""
    initiative_locked(act, model.objects.values_list("initiative", flat=True).get(pk=number))
    (row,) = act.lock(model, number)
    return row


def _refuse_taken(act: Act, row: Pillar) -> None:
    others = Pillar.objects.filter(initiative=row.initiative_id).exclude(pk=row.pk)
    if act.is_taken(row.code, others):
        raise Refused(Reason("pillar_code_taken", {"code": row.code}))


def _refuse_unfit(row: Edition) -> None:
    others = Edition.objects.filter(initiative=row.initiative_id).exclude(pk=row.pk)
    faults = list(edition_faults(row.year, row.valid_from, row.valid_until, row.initiative.span))
    if row.initiative.state in INITIATIVE.done:
        faults.append(Reason("initiative_is_over"))
    if others.filter(year=row.year).exists():
        faults.append(Reason("edition_of_year_there", {"year": row.year}))
    if faults:
        raise Refused(*faults)
