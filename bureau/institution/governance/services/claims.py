"""Claiming something of a draft, and withdrawing it. What is false bars until it is withdrawn."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import pgettext_lazy

from bureau.core.changes.expand import progress_of
from bureau.core.claims import CLAIMS, Claim, ClaimKind, Sort, problems
from bureau.core.claims.kinds import Named
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.institution.finance.models import Budget, BudgetLine
from bureau.institution.governance import models
from bureau.institution.governance.queries.claims import Laid, judged_now
from bureau.institution.governance.queries.reorganisations import KIND, Seen, in_force
from bureau.institution.governance.queries.routing import route_of_draft
from bureau.institution.governance.services.drafts import drafted
from bureau.institution.governance.store import actions_of, claim_row, claims_of
from bureau.institution.instruments.models import Body
from bureau.institution.organisation.models import Grade, Office, Organisation
from bureau.institution.organisation.queries.structure import today, world
from bureau.institution.organisation.store import IDENTITIES
from bureau.institution.procedures.queries.cases import case_on_record
from bureau.record.journal.services import Act, service


@service("governance.add_claim", pgettext_lazy("act in the journal", "Claim something of a draft"))
def add_claim(act: Act, *, reorganisation: int, kind: str, named: Mapping[str, Named]) -> int:
    """Claim something of a draft; it is judged at once. Returns its place."""
    row = drafted(act, reorganisation)
    before = [one.claim for one in claims_of(row.pk)]
    place = 1 + max((claim.place for claim in before), default=0)
    claim = Claim(place, ClaimKind(kind), dict(named))
    reasons = problems(claim) or list(_unknown(row, claim))
    if any((one.kind, dict(one.named)) == (claim.kind, dict(claim.named)) for one in before):
        reasons.append(Reason("claimed_already"))
    if reasons:
        raise Refused(*reasons)
    (judged,) = judged_now(_seen(row), _laid(row), [claim])
    claim_row(row.pk, judged).save(force_insert=True)
    act.details.update(claim=place, kind=claim.kind, verdict=judged.verdict)
    return place


@service("governance.withdraw_claim", pgettext_lazy("act in the journal", "Withdraw a claim"))
def withdraw_claim(act: Act, *, reorganisation: int, place: int) -> None:
    """Claim it no more; the other claims keep their places."""
    row = drafted(act, reorganisation)
    gone, _ = models.DraftClaim.objects.filter(reorganisation=row, place=place).delete()
    if not gone:
        raise Refused(Reason("no_such_claim", {"place": place}))
    act.details.update(claim=place)


def _seen(row: models.Reorganisation) -> Seen:
    return Seen(row, case_on_record(Reference(KIND, row.pk)) if row.submitted else None)


def _laid(row: models.Reorganisation) -> Laid:
    """The draft as it is now, without what of it is in force."""
    done, known = in_force(row.pk), world(row.organisation_id)
    left = [action for action in actions_of(row.pk) if action.id not in done]
    day = today(Organisation.objects.get(pk=row.organisation_id))
    progress = progress_of(left, known)
    route = route_of_draft(left, progress, row.organisation_id, KIND, day)
    return Laid(progress.overlay(), route, day)


def _unknown(row: models.Reorganisation, claim: Claim) -> list[Reason]:
    """Things of other organisations, grades and actions that are not there."""
    own, found = row.organisation_id, list[Reason]()
    tables: Mapping[str, QuerySet[Any]] = {
        **{
            kind: IDENTITIES[kind]._default_manager.filter(organisation=own)
            for kind in ("unit", "post")
        },
        "body": Body.objects.filter(organisation=own),
        "office": Office.objects.filter(organisation=own),
        "budget": Budget.objects.filter(organisation=own),
        "budget_line": BudgetLine.objects.filter(budget__organisation=own),
    }
    for thing in claim.things():
        if not tables[thing.kind].filter(pk=thing.id).exists():
            found.append(Reason("of_another_organisation", {"kind": thing.kind, "id": thing.id}))
    for name, sort in CLAIMS[claim.kind].names.items():
        value = claim.named.get(name)
        grades = Grade.objects.filter(organisation=own, code=str(value))
        if sort is Sort.GRADE and not grades.exists():
            found.append(Reason("value_wrong", {"value": name}))
        places = {action.id for action in actions_of(row.pk)}
        if sort is Sort.ACTION and value is not None and value not in places:
            found.append(Reason("no_such_action", {"place": value}))
    return found
