"""Standard costs as pages set them: proposed by one person, confirmed or turned down by another."""

from datetime import date

from bureau.core.reasons import Reason, Refused
from bureau.core.texts import Text
from bureau.institution.organisation.models import Organisation, StandardCostProposal
from bureau.institution.organisation.permissions import may_keep_reference_data
from bureau.institution.organisation.services.reference import (
    add_standard_cost,
    refuse_unfit_cost,
)
from bureau.institution.organisation.services.standing_in import refuse_confirming
from bureau.record.journal.services import Act, service


@service
def propose_standard_cost(
    act: Act,
    *,
    organisation: int,
    grade: str,
    place: str,
    amount_minor: int,
    currency: str,
    source: Text,
    valid_from: date,
    valid_until: date | None = None,
) -> int:
    """Propose what a post of a grade at a place costs a year; nothing is reckoned with it before a
    second person confirms it. Refused as adding it is."""
    row = StandardCostProposal(
        organisation_id=organisation,
        grade=grade,
        place=place,
        amount_minor=amount_minor,
        currency=currency,
        source=source,
        valid_from=valid_from,
        valid_until=valid_until,
        proposed_by_id=act.actor.person or 0,
        proposed_at=act.at,
    )
    refuse_unfit_cost(act, row)
    row.save(force_insert=True)
    _tell(act, row)
    return row.pk


@service
def settle_standard_cost(act: Act, *, proposal: int, is_confirmed: bool) -> None:
    """Confirm a standard cost, which posts are reckoned with from then on, or turn it down.

    Raises Refused where whoever confirms proposed it, or may keep reference data as a stand-in
    only; once the proposal lapsed; and where it meets another cost.
    """
    of = StandardCostProposal.objects.filter(pk=proposal).values_list("organisation", flat=True)
    act.lock(Organisation, *of)
    (row,) = act.lock(StandardCostProposal, proposal)
    if not may_keep_reference_data(act.actor, row.organisation_id):
        raise Refused(Reason("not_yours_to_do"))
    if row.settled_by_id is not None:
        raise Refused(Reason("already_settled"))
    if is_confirmed:
        refuse_confirming(
            act,
            organisation=row.organisation_id,
            post=None,
            proposed_by=row.proposed_by_id,
            proposed_at=row.proposed_at,
        )
        add_standard_cost(
            act,
            organisation=row.organisation_id,
            grade=row.grade,
            place=row.place,
            amount_minor=row.amount_minor,
            currency=row.currency,
            source=row.source,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            set_by=row.proposed_by_id,
        )
    settled = {"settled_by": act.actor.person, "is_confirmed": is_confirmed}
    StandardCostProposal.objects.filter(pk=row.pk).update(**settled)
    _tell(act, row)
    act.details.update(is_confirmed=is_confirmed)


def _tell(act: Act, row: StandardCostProposal) -> None:
    act.touch("organisation", row.organisation_id)
    facts = {"grade": row.grade, "place": row.place, "amount_minor": row.amount_minor}
    act.details.update(**facts, currency=row.currency, proposal=row.pk)
