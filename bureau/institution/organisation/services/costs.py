"""Standard costs as pages set them: proposed by one person, confirmed or refused by another."""

from datetime import date

from django.utils.translation import pgettext_lazy

from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.core.texts import Text
from bureau.institution.organisation.models import (
    Organisation,
    StandardCost,
    StandardCostProposal,
)
from bureau.institution.organisation.permissions import may_keep_reference_data
from bureau.institution.organisation.services.keeping import end_of, keep_standard_cost
from bureau.institution.organisation.services.reference import (
    add_standard_cost,
    refuse_unfit_cost,
)
from bureau.institution.organisation.services.standing_in import (
    refuse_changed,
    refuse_confirming,
    refuse_own_case,
)
from bureau.record.journal.services import Act, service


@service(
    "organisation.propose_standard_cost",
    pgettext_lazy("act in the journal", "Propose a standard cost"),
)
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


@service(
    "organisation.settle_standard_cost",
    pgettext_lazy("act in the journal", "Settle a proposed standard cost"),
)
def settle_standard_cost(act: Act, *, proposal: int, is_confirmed: bool) -> None:
    """Confirm a standard cost, which posts are reckoned with from then on, or another end of one;
    or turn it down.

    Raises Refused where whoever confirms proposed it, or may keep reference data as a stand-in
    only; where they have a case that counts the cost which ends; once the proposal lapsed; where
    the cost has another end since; and where it meets another cost.
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
        _put(act, row)
    settled = {"settled_by": act.actor.person, "is_confirmed": is_confirmed}
    StandardCostProposal.objects.filter(pk=row.pk).update(**settled)
    _tell(act, row)
    act.details.update(is_confirmed=is_confirmed)


def _put(act: Act, row: StandardCostProposal) -> None:
    """The cost itself, or the other end of one, by both persons."""
    people = (row.proposed_by_id, act.actor.person or 0)
    if row.keeps:
        act.lock(StandardCost, row.keeps)
        kept = StandardCost.objects.filter(pk=row.keeps).first()
        if kept is None:
            raise Refused(Reason("changed_since_proposed"))
        refuse_own_case(act, Reference("standard_cost", kept.pk), by=row.proposed_by_id)
        refuse_changed(row.against, end_of(kept))
        said = {"source": kept.source, "valid_until": row.valid_until}
        keep_standard_cost(act, cost=kept.pk, people=people, **said)
        return
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
        people=people,
    )


def _tell(act: Act, row: StandardCostProposal) -> None:
    act.touch("organisation", row.organisation_id)
    act.touch("settings", row.organisation_id)
    facts = {"grade": row.grade, "place": row.place, "amount_minor": row.amount_minor}
    act.details.update(**facts, currency=row.currency, proposal=row.pk)
