"""Ceilings of delegations: one person proposes them, another confirms them or turns them down."""

from datetime import date

from bureau.core.pools import share_of
from bureau.core.procedures.ceilings import Counts
from bureau.core.reasons import Reason, Refused
from bureau.core.texts import Text
from bureau.institution.governance import models
from bureau.institution.governance.services.delegated import (
    ALL,
    allow_setting,
    move_basis,
    refuse_ceiling,
    set_ceiling,
)
from bureau.institution.procedures.permissions import may_keep_rules
from bureau.record.journal.services import Act, service


@service
def propose_ceiling(
    act: Act,
    *,
    organisation: int,
    rule: str,
    basis_minor: int,
    basis: Text,
    currency: str,
    counts: Counts,
    valid_from: date,
    valid_until: date | None = None,
    share_millionths: int = ALL,
    instrument: int | None = None,
) -> int:
    """Propose up to how much a rule may be used in a period; nothing is limited by it before
    another person confirms it. What is said is as of `set_ceiling`."""
    allow_setting(act, organisation, rule)
    refuse_ceiling(organisation, rule, basis_minor, share_millionths, valid_from, valid_until)
    return _propose(
        act,
        models.CeilingProposal(
            organisation_id=organisation,
            rule=rule,
            basis_minor=basis_minor,
            share_millionths=share_millionths,
            currency=currency,
            counts=counts,
            basis=basis,
            instrument_id=instrument,
            valid_from=valid_from,
            valid_until=valid_until,
        ),
    )


@service
def propose_basis(act: Act, *, ceiling: int, basis_minor: int, basis: Text) -> int:
    """Propose another amount that a ceiling is a share of, and where it stands."""
    row = models.Ceiling.objects.get(pk=ceiling)
    allow_setting(act, row.organisation_id, row.rule)
    if basis_minor < 0:
        raise Refused(Reason("cap_below_zero"))
    return _propose(
        act,
        models.CeilingProposal(
            organisation_id=row.organisation_id,
            rule=row.rule,
            basis_minor=basis_minor,
            share_millionths=row.share_millionths,
            currency=row.currency,
            counts=row.counts,
            basis=basis,
            instrument_id=row.instrument_id,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            moves=row,
        ),
    )


@service
def settle_ceiling(act: Act, *, proposal: int, is_confirmed: bool) -> None:
    """Confirm another person's proposal, which sets the ceiling or moves its amount, or turn one
    down, also one's own. Refused as setting and moving are."""
    moves = models.CeilingProposal.objects.filter(pk=proposal).values_list("moves", flat=True)
    act.lock(models.Ceiling, *(one for one in moves if one))
    (row,) = act.lock(models.CeilingProposal, proposal)
    if not may_keep_rules(act.actor, row.organisation_id):
        raise Refused(Reason("not_yours_to_do"))
    if row.settled_by_id is not None:
        raise Refused(Reason("already_settled"))
    if is_confirmed and act.actor.person in (None, row.proposed_by_id):
        raise Refused(Reason("two_persons_needed"))
    settled = {"settled_by": act.actor.person, "is_confirmed": is_confirmed}
    models.CeilingProposal.objects.filter(pk=row.pk).update(**settled)
    if is_confirmed:
        _put(act, row)
    act.touch("ceiling_proposal", row.pk)
    act.details.update(proposal=row.pk, is_confirmed=is_confirmed)


def _propose(act: Act, row: models.CeilingProposal) -> int:
    row.proposed_by_id = act.actor.person or 0
    row.save(force_insert=True)
    act.touch("ceiling_proposal", row.pk)
    cap = share_of(row.basis_minor, row.share_millionths)
    act.details.update(rule=row.rule, cap=cap, currency=row.currency)
    if row.moves_id:
        act.touch("ceiling", row.moves_id)
    return row.pk


def _put(act: Act, row: models.CeilingProposal) -> None:
    if row.moves_id:
        move_basis(act, ceiling=row.moves_id, basis_minor=row.basis_minor, basis=row.basis)
        return
    set_ceiling(
        act,
        organisation=row.organisation_id,
        rule=row.rule,
        basis_minor=row.basis_minor,
        basis=row.basis,
        currency=row.currency,
        counts=Counts(row.counts),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        share_millionths=row.share_millionths,
        instrument=row.instrument_id,
    )
