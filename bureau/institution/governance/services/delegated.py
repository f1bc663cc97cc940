"""What is used of delegations: recorded as it comes into force, and taken from their ceilings."""

from collections.abc import Collection, Sequence
from datetime import date

from django.utils.translation import pgettext_lazy

from bureau.core.changes.actions import Action
from bureau.core.pools import HoldState
from bureau.core.procedures.ceilings import Use, sums
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.institution.governance import models
from bureau.institution.governance.queries.delegated import reasons_of_days, uses_of
from bureau.institution.governance.queries.left import authors_of
from bureau.institution.governance.queries.reorganisations import KIND
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.costs import people_behind
from bureau.institution.organisation.queries.structure import World
from bureau.institution.pools.services.holds import take
from bureau.institution.procedures.queries.cases import case_on_record
from bureau.record.journal.services import Act, service


@service("governance.use_delegations", pgettext_lazy("act in the journal", "Use a delegation"))
def use_delegations(
    act: Act,
    *,
    reorganisation: models.Reorganisation,
    ready: Sequence[Action],
    known: World,
    by: int,
) -> None:
    """Record what the actions about to be in force use of delegations, and take it from the
    ceilings of their days and of later ones; joined by their entry.

    Refused where one would be passed, where a cost that counts is not known, and for a day in no
    period of a rule that has a ceiling.
    """
    in_turn(reorganisation.organisation_id)
    case = case_on_record(Reference(KIND, reorganisation.pk))
    found = uses_of(ready, known, case.route) if case else ()
    if reasons := reasons_of_days(found, reorganisation.organisation_id):
        raise Refused(*reasons)
    _refuse_own_costs(found, reorganisation)
    kinds = {one.id: one.kind.value for one in ready}
    _take(act, found, by)
    models.DelegatedUse.objects.bulk_create(
        models.DelegatedUse(
            rule=use.rule,
            act_id=by,
            reorganisation=reorganisation.pk,
            action=use.action,
            kind=kinds[use.action],
            post=use.post,
            day=use.day,
            grade_before=use.line.change.before.grade if use.line.change.before else "",
            grade_after=use.line.change.after.grade if use.line.change.after else "",
            amount_minor=use.cost[0],
            currency=use.cost[1],
        )
        for use in found
        if not use.is_further
    )


def _refuse_own_costs(found: Sequence[Use], reorganisation: models.Reorganisation) -> None:
    """What counts against a ceiling is not reckoned by a cost in which somebody had a hand who has
    a hand in the case."""
    authors, own = set(authors_of(reorganisation)), reorganisation.organisation_id
    for use in found:
        change = use.line.change
        is_block, day = change.kind == "block", date.fromordinal(use.day)
        for side in (change.before, change.after):
            if side is None or use.ceiling is None:
                continue
            place = None if is_block else side.place
            if authors & people_behind(own, side.grade, place, day):
                raise Refused(Reason("cost_of_own_case", {"post": use.post}))


def in_turn(organisation: int) -> None:
    """One at a time sets a ceiling or uses a delegation, so that each finds what the other wrote;
    whoever only refers to the organisation meanwhile does not wait."""
    rows = Organisation.objects.select_for_update(no_key=True)
    rows.get(pk=organisation)


def _take(act: Act, found: Sequence[Use], by: int) -> None:
    """From each ceiling what counts against it, in the order in which pools are locked."""
    total = sums(found)
    refuse_unknown({use.post for use in found if use.ceiling and use.amount is None})
    pools = dict(models.Ceiling.objects.filter(pk__in=total).values_list("pk", "pool"))
    for ceiling in sorted(total, key=lambda one: pools[one] or 0):
        consume(act, pools[ceiling] or 0, total[ceiling] or 0, by)
        act.touch("ceiling", ceiling)


def refuse_unknown(posts: Collection[int]) -> None:
    """Where what these posts cost is to be counted and is not known."""
    if posts:
        raise Refused(*(Reason("ceiling_needs_cost", {"post": post}) for post in sorted(posts)))


def consume(act: Act, pool: int, amount: int, by: int) -> None:
    on = Reference("procedure_act", by)
    take(act, pool=pool, amount=amount, on=on, state=HoldState.CONSUMED)
