"""Keeping reference data: what a row is called and where it stands, and the day it ends.

Codes and amounts stay as they are, for what was decided under them; a new amount is a new row.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.utils.translation import pgettext_lazy

from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.core.texts import Text
from bureau.institution.organisation.models import (
    Grade,
    Office,
    OfficeProposal,
    Organisation,
    Place,
    StandardCost,
    StandardCostProposal,
)
from bureau.institution.organisation.permissions import may_keep_reference_data
from bureau.institution.organisation.queries.grades import is_in_use
from bureau.institution.organisation.services.reference import refuse_foreign, refuse_second_cost
from bureau.institution.organisation.services.standing_in import (
    refuse_changed,
    refuse_confirming,
    refuse_own_case,
)
from bureau.record.journal.services import Act, retired, service
from bureau.web.multilingual import data_of

retired(
    "organisation.take_offices", pgettext_lazy("act in the journal", "Take offices from a table")
)


@service("organisation.keep_grade", pgettext_lazy("act in the journal", "Change a grade"))
def keep_grade(
    act: Act, *, grade: int, grade_class: str, order: int, valid_until: date | None = None
) -> None:
    """Say anew when a grade ends, and its class and order as long as nothing goes by them.

    Raises Refused (`grade_in_use`) where posts (counted ones too) or a rule go by it.
    """
    row = _row(act, Grade, grade)
    _refuse_before(row.valid_from, valid_until)
    if (grade_class, order) != (row.grade_class, row.order) and is_in_use(row):
        raise Refused(Reason("grade_in_use", {"grade": row.code}))
    facts: dict[str, str | int] = {"grade_class": grade_class, "order": order}
    Grade.objects.filter(pk=row.pk).update(valid_until=valid_until, **facts)
    _tell(act, "grade", row.pk, valid_until, **facts)


@service("organisation.keep_place", pgettext_lazy("act in the journal", "Change a place"))
def keep_place(act: Act, *, place: int, name: Text, valid_until: date | None = None) -> None:
    row = _row(act, Place, place)
    _refuse_before(row.valid_from, valid_until)
    Place.objects.filter(pk=row.pk).update(name=name, valid_until=valid_until)
    _tell(act, "place", row.pk, valid_until)


@service(
    "organisation.keep_standard_cost", pgettext_lazy("act in the journal", "Change a standard cost")
)
def keep_standard_cost(
    act: Act,
    *,
    cost: int,
    source: Text,
    valid_until: date | None = None,
    people: Collection[int] = (),
) -> None:
    """Change the source of a cost, and propose another end of it, which a second person confirms.

    An act of two `people` that joins this one changes the end itself. Raises Refused for the author
    of a case that counts the cost, and where another cost is in force on some of the days.
    """
    of = StandardCost.objects.filter(pk=cost).values_list("organisation", flat=True)
    act.lock(Organisation, *of)
    row = _row(act, StandardCost, cost)
    _refuse_before(row.valid_from, valid_until)
    same = {"organisation": row.organisation_id, "grade": row.grade, "place": row.place}
    others = StandardCost.objects.filter(**same).exclude(pk=row.pk)
    StandardCost.objects.filter(pk=row.pk).update(source=source)
    if valid_until != row.valid_until:
        refuse_second_cost(others, row.valid_from, valid_until)
        if people:
            also_by = sorted({*row.also_by, *people})
            ends = {"valid_until": valid_until, "also_by": also_by}
            StandardCost.objects.filter(pk=row.pk).update(**ends)
        else:
            refuse_own_case(act, Reference("standard_cost", row.pk))
            _propose_end(act, row, valid_until)
    _tell(act, "standard_cost", row.pk, valid_until)


def _propose_end(act: Act, row: StandardCost, valid_until: date | None) -> None:
    same = ("organisation", "grade", "place", "amount_minor", "currency", "source", "valid_from")
    proposal = StandardCostProposal.objects.create(
        **{name: getattr(row, name) for name in same},
        valid_until=valid_until,
        keeps=row.pk,
        against=end_of(row),
        proposed_by_id=act.actor.person or 0,
        proposed_at=act.at,
    )
    act.details.update(proposal=proposal.pk)


def end_of(row: StandardCost) -> list[str | None]:
    """The end of a cost as proposals say what they were against."""
    return [row.valid_until.isoformat() if row.valid_until else None]


@service(
    "organisation.withdraw_standard_cost",
    pgettext_lazy("act in the journal", "Take back a standard cost"),
)
def withdraw_standard_cost(act: Act, *, cost: int) -> None:
    """Take a row away that an import wrote and takes back; the entry says what it was."""
    row = _row(act, StandardCost, cost)
    until = row.valid_until.isoformat() if row.valid_until else None
    act.touch("standard_cost", row.pk)
    facts = [row.grade, row.place, row.amount_minor, row.currency, str(row.valid_from), until]
    act.details["withdrawn"] = [*act.details.get("withdrawn", []), facts]
    StandardCost.objects.filter(pk=row.pk).delete()


@service("organisation.keep_office", pgettext_lazy("act in the journal", "Change an office"))
def keep_office(
    act: Act, *, office: int, name: Text, post: int, valid_until: date | None = None
) -> None:
    """Propose another name, post or end of an office.

    It is called so, passes to another post, or from `valid_until` on to nobody, once a second
    person confirms: acts name it.
    """
    act.need("post", post)
    row = _row(act, Office, office)
    refuse_foreign("post", post, row.organisation_id)
    facts: dict[str, str | int] = {"post": post}
    if (post, valid_until, name) != (row.post_id, row.valid_until, row.name):
        proposal = OfficeProposal.objects.create(
            office=row,
            name=name,
            post_id=post,
            valid_until=valid_until,
            against=_borne(row),
            proposed_by_id=act.actor.person or 0,
            proposed_at=act.at,
        )
        facts["proposal"] = proposal.pk
        act.touch("settings", row.organisation_id)
    _tell(act, "office", row.pk, valid_until, **facts)


@service(
    "organisation.settle_office",
    pgettext_lazy("act in the journal", "Settle a proposed change of an office"),
)
def settle_office(act: Act, *, proposal: int, is_confirmed: bool) -> None:
    """Confirm another post or end of an office, which then is in force, or turn it down.

    Raises Refused where whoever confirms proposed it, acts in the post that is to bear the office,
    may keep offices only as a stand-in, or is the author of a case that comes to the office; once
    the proposal lapsed; and where the office changed since.
    """
    (row,) = act.lock(OfficeProposal, proposal)
    office = _row(act, Office, row.office_id)
    if row.settled_by_id is not None:
        raise Refused(Reason("already_settled"))
    if is_confirmed:
        refuse_own_case(act, Reference("office", office.pk), by=row.proposed_by_id)
        refuse_confirming(
            act,
            organisation=office.organisation_id,
            post=row.post_id,
            proposed_by=row.proposed_by_id,
            proposed_at=row.proposed_at,
        )
        refuse_changed(row.against, _borne(office))
        to = {"post": row.post_id, "valid_until": row.valid_until, "name": row.name or office.name}
        Office.objects.filter(pk=office.pk).update(**to)
    else:
        act.touch("settings", office.organisation_id)
    settled = {"settled_by": act.actor.person, "is_confirmed": is_confirmed}
    OfficeProposal.objects.filter(pk=row.pk).update(**settled)
    act.details.update(proposal=row.pk, is_confirmed=is_confirmed)
    _tell(act, "office", office.pk, row.valid_until, post=row.post_id)


def _borne(office: Office) -> list[Any]:
    """By which post an office is borne, until when and under which name, as proposals say what they
    were against."""
    until = office.valid_until.isoformat() if office.valid_until else None
    return [office.post_id, until, data_of(office.name)]


def _row[M: (Grade, Place, StandardCost, Office)](act: Act, model: type[M], number: int) -> M:
    """The row, locked, of an organisation whose data the actor may change."""
    (row,) = act.lock(model, number)
    if not may_keep_reference_data(act.actor, row.organisation_id):
        raise Refused(Reason("not_yours_to_do"))
    return row


def _refuse_before(valid_from: date, valid_until: date | None) -> None:
    if valid_until and valid_until <= valid_from:
        raise Refused(Reason("ends_before_it_begins"))


def _tell(act: Act, kind: str, number: int, valid_until: date | None, **facts: str | int) -> None:
    act.touch(kind, number)
    ends = valid_until.isoformat() if valid_until else None
    act.details.update(**facts, valid_until=ends)
