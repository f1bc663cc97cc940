"""Ceilings of delegations: set for a period, and moved.

On pages one person proposes a ceiling, or another amount of one, and another confirms it or turns
it down. `set_ceiling` and `move_basis` set the first ones of an organisation, and stand inside the
act that confirms.
"""

from dataclasses import dataclass, replace
from datetime import date
from operator import itemgetter
from typing import Any

from django.utils.translation import pgettext_lazy

from bureau.core.actors import Actor
from bureau.core.pools import share_of
from bureau.core.procedures.ceilings import Counts, subject_of
from bureau.core.reasons import Reason, Refused
from bureau.core.texts import Text
from bureau.institution.governance import models
from bureau.institution.governance.queries.counted_uses import (
    core_of,
    costs_before,
    counted_of,
    is_used_late,
    uses_made,
)
from bureau.institution.governance.queries.own_cases import own_cases_under
from bureau.institution.governance.services.delegated import consume, in_turn, refuse_unknown
from bureau.institution.organisation.queries.actors import as_second_person
from bureau.institution.organisation.queries.structure import today
from bureau.institution.organisation.services.standing_in import refuse_changed, refuse_lapsed
from bureau.institution.pools.services.caps import move_cap, open_pool
from bureau.institution.procedures.models import Rule
from bureau.institution.procedures.permissions import may_keep_rules
from bureau.record.journal.services import Act, service

ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class CeilingSaid:
    """Up to how much the rule of that key may be used in a period: a share of an amount, and what
    that amount is. Minor units of `currency`; `valid_until` is the first day after the period."""

    rule: str
    basis_minor: int
    basis: Text
    currency: str
    counts: Counts
    valid_from: date
    valid_until: date | None = None
    share_millionths: int = ALL
    instrument: int | None = None

    @classmethod
    def of(cls, row: models.Ceiling | models.CeilingProposal) -> "CeilingSaid":
        return cls(
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

    @property
    def cap(self) -> int:
        return share_of(self.basis_minor, self.share_millionths)

    def fields(self, organisation: int) -> dict[str, Any]:
        """As a row has it."""
        return {
            "organisation_id": organisation,
            "rule": self.rule,
            "basis_minor": self.basis_minor,
            "basis": self.basis,
            "currency": self.currency,
            "counts": self.counts,
            "valid_from": self.valid_from,
            "valid_until": self.valid_until,
            "share_millionths": self.share_millionths,
            "instrument_id": self.instrument,
        }


@service(
    "governance.propose_ceiling",
    pgettext_lazy("act in the journal", "Propose the ceiling of a delegation"),
)
def propose_ceiling(act: Act, *, organisation: int, said: CeilingSaid) -> int:
    """Propose a ceiling; nothing is limited by it before another person confirms it. Refused as
    setting it is, but for what was used of it already."""
    _allow(act, organisation, said.rule)
    _refuse(organisation, said)
    return _propose(act, organisation, said)


@service(
    "governance.propose_basis",
    pgettext_lazy("act in the journal", "Propose another amount of a ceiling"),
)
def propose_basis(act: Act, *, ceiling: int, basis_minor: int, basis: Text) -> int:
    """Propose another amount that a ceiling is a share of, and where it stands."""
    row = models.Ceiling.objects.get(pk=ceiling)
    _allow(act, row.organisation_id, row.rule)
    if basis_minor < 0:
        raise Refused(Reason("cap_below_zero"))
    said = replace(CeilingSaid.of(row), basis_minor=basis_minor, basis=basis)
    return _propose(act, row.organisation_id, said, moves=row)


@service(
    "governance.settle_ceiling", pgettext_lazy("act in the journal", "Settle a proposed ceiling")
)
def settle_ceiling(act: Act, *, proposal: int, is_confirmed: bool) -> None:
    """Confirm another person's proposal, which sets the ceiling or moves its amount, or turn one
    down, also one's own. Refused as setting and moving are, once the proposal lapsed, and where the
    amount was moved since."""
    moves = models.CeilingProposal.objects.filter(pk=proposal).values_list("moves", flat=True)
    act.lock(models.Ceiling, *(one for one in moves if one))
    (row,) = act.lock(models.CeilingProposal, proposal)
    if not may_keep_rules(act.actor, row.organisation_id):
        raise Refused(Reason("not_yours_to_do"))
    if row.settled_by_id is not None:
        raise Refused(Reason("already_settled"))
    second = as_second_person(act.actor, [row.proposed_by_id], today(row.organisation))
    may_confirm = may_keep_rules(second, row.organisation_id)
    if is_confirmed and (act.actor.person in (None, row.proposed_by_id) or not may_confirm):
        raise Refused(Reason("two_persons_needed"))
    if is_confirmed:
        if own_cases_under(Actor(person=row.proposed_by_id), row.rule):
            raise Refused(Reason("before_case_of_proposer"))
        refuse_lapsed(act, row.proposed_at)
        refuse_changed(row.against, row.moves.basis_minor if row.moves else None)
    settled = {"settled_by": act.actor.person, "is_confirmed": is_confirmed}
    models.CeilingProposal.objects.filter(pk=row.pk).update(**settled)
    if is_confirmed:
        _put(act, row)
    act.touch("ceiling_proposal", row.pk)
    act.details.update(proposal=row.pk, is_confirmed=is_confirmed)


@service(
    "governance.set_ceiling", pgettext_lazy("act in the journal", "Set the ceiling of a delegation")
)
def set_ceiling(act: Act, *, organisation: int, said: CeilingSaid) -> int:
    """Set a ceiling; the periods of one rule never overlap. What was used of it in the period
    already counts; where that is more, or where what a use cost is not known in that currency, it
    is refused."""
    _allow(act, organisation, said.rule)
    in_turn(organisation)
    _refuse(organisation, said)
    row = models.Ceiling.objects.create(**said.fields(organisation))
    what = subject_of(row.pk)
    pool = open_pool(act, organisation=organisation, what=what, cap=said.cap, unit=said.currency)
    models.Ceiling.objects.filter(pk=row.pk).update(pool=pool)
    row.refresh_from_db()
    _take_earlier(act, row, pool, said.cap)
    act.touch("ceiling", row.pk)
    act.details.update(rule=said.rule, cap=said.cap, currency=said.currency)
    return row.pk


@service(
    "governance.move_basis", pgettext_lazy("act in the journal", "Move the ceiling of a delegation")
)
def move_basis(act: Act, *, ceiling: int, basis_minor: int, basis: Text) -> None:
    """Another amount that the ceiling is a share of, and where it stands now; never under what is
    taken."""
    (row,) = act.lock(models.Ceiling, ceiling)
    _allow(act, row.organisation_id, row.rule)
    if basis_minor < 0:
        raise Refused(Reason("cap_below_zero"))
    cap = share_of(basis_minor, row.share_millionths)
    move_cap(act, pool=row.pool_id or 0, cap=cap)
    models.Ceiling.objects.filter(pk=row.pk).update(basis_minor=basis_minor, basis=basis)
    act.touch("ceiling", row.pk)


def _propose(
    act: Act, organisation: int, said: CeilingSaid, moves: models.Ceiling | None = None
) -> int:
    by = act.actor.person or 0
    row = models.CeilingProposal(
        **said.fields(organisation),
        moves=moves,
        against=moves.basis_minor if moves else None,
        proposed_by_id=by,
        proposed_at=act.at,
    )
    row.save(force_insert=True)
    act.touch("ceiling_proposal", row.pk)
    act.details.update(rule=said.rule, cap=said.cap, currency=said.currency)
    if moves:
        act.touch("ceiling", moves.pk)
    return row.pk


def _put(act: Act, row: models.CeilingProposal) -> None:
    if row.moves_id:
        move_basis(act, ceiling=row.moves_id, basis_minor=row.basis_minor, basis=row.basis)
    else:
        set_ceiling(act, organisation=row.organisation_id, said=CeilingSaid.of(row))


def _take_earlier(act: Act, row: models.Ceiling, pool: int, cap: int) -> None:
    """What was used of it before the ceiling was entered, act by act; those that give back first,
    so that only the sum can pass it."""
    ceiling, made = core_of(row), uses_made(row.organisation_id)
    taken, unknown, before = dict[int, int](), set[int](), costs_before(made)
    for use in made:
        if is_used_late(use, ceiling):
            amount = counted_of(use, row, before)
            taken[use.act_id] = taken.get(use.act_id, 0) + (amount or 0)
            unknown |= {use.post} if amount is None else set()
    refuse_unknown(unknown)
    total = sum(taken.values())
    if total > cap:
        raise Refused(Reason("cap_below_taken", {"taken": total, "unit": row.currency}))
    for by, amount in sorted(taken.items(), key=itemgetter(1)):
        consume(act, pool, amount, by)


def _allow(act: Act, organisation: int, rule: str) -> None:
    """Whoever keeps rules, but not whoever has a case under way that the ceiling limits."""
    if not may_keep_rules(act.actor, organisation):
        raise Refused(Reason("not_yours_to_do"))
    if cases := own_cases_under(act.actor, rule):
        raise Refused(Reason("ceiling_of_own_case", {"cases": tuple(cases)}))


def _refuse(organisation: int, said: CeilingSaid) -> None:
    """Everything wrong with a ceiling by itself, and beside the others of its rule."""
    reasons = [*_reasons(organisation, said), *_overlaps(organisation, said)]
    if reasons:
        raise Refused(*reasons)


def _reasons(organisation: int, said: CeilingSaid) -> list[Reason]:
    found = []
    if not Rule.objects.filter(organisation=organisation, key=said.rule).exists():
        found.append(Reason("no_such_rule", {"rule": said.rule}))
    if said.basis_minor < 0:
        found.append(Reason("cap_below_zero"))
    if not 0 < said.share_millionths <= ALL:
        found.append(Reason("share_not_within_whole"))
    return found


def _overlaps(organisation: int, said: CeilingSaid) -> list[Reason]:
    first, until = said.valid_from, said.valid_until
    if until is not None and until <= first:
        return [Reason("ends_before_it_begins", {"from": first.isoformat()})]
    rows = models.Ceiling.objects.filter(organisation=organisation, rule=said.rule)
    if until is not None:
        rows = rows.filter(valid_from__lt=until)
    meeting = [one for one in rows if one.valid_until is None or one.valid_until > first]
    return [Reason("ceilings_overlap", {"from": one.valid_from.isoformat()}) for one in meeting]
