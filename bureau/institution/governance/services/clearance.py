"""Clearance inside the house: asked for by the author, given step by step by posts and roles."""

from datetime import date

from django.utils.translation import pgettext_lazy

from bureau.core.procedures.kinds import ActKind, Audience
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.institution.governance import models
from bureau.institution.governance.permissions import may_put_forward
from bureau.institution.governance.queries import reorganisations
from bureau.institution.governance.queries.clearance import (
    covered,
    for_audience,
    routed_draft,
    rules_of_clearance,
)
from bureau.institution.governance.queries.clearing import GIVEN, KIND
from bureau.institution.governance.queries.left import authors_of
from bureau.institution.governance.queries.versions import drafted_hashes, state_hash
from bureau.institution.governance.services.drafts import drafted, end_clearances
from bureau.institution.organisation.queries.structure import today
from bureau.institution.procedures.queries.cases import case_on_record
from bureau.institution.procedures.queries.rehearsing import Said
from bureau.institution.procedures.services.acts import record_act
from bureau.institution.procedures.services.cases import open_round
from bureau.record.journal.services import Act, service


@service(
    "governance.ask_for_clearance",
    pgettext_lazy("act in the journal", "Ask for a draft to be cleared"),
)
def ask_for_clearance(act: Act, *, reorganisation: int, audience: Audience | None = None) -> int:
    """Put a draft before the posts that clear it by the rules of today, as it is now.

    `audience` is for whom it is, where it is for somebody. What it says and does is frozen under
    its hashes; whoever changes it takes it back.
    """
    row = drafted(act, reorganisation)
    if not may_put_forward(act.actor, row):
        raise Refused(Reason("prepares_only"))
    day = today(row.organisation)
    actions = for_audience(routed_draft(row), audience)
    asked = covered(actions, rules_of_clearance(row.organisation_id, day))
    if not actions:
        raise Refused(Reason("nothing_to_submit"))
    if not asked:
        raise Refused(Reason("no_rule_of_clearance"))
    hashes = drafted_hashes(row)
    clearance = models.Clearance.objects.create(
        reorganisation=row,
        number=models.Clearance.objects.filter(reorganisation=row).count() + 1,
        state=state_hash(hashes),
        person=act.actor.person or 0,
        post=row.author_post,
        at=act.at,
    )
    open_round(
        act,
        subject=Reference(KIND, clearance.pk),
        organisation=row.organisation_id,
        actions=asked,
        hashes=hashes,
        authors=authors_of(row),
    )
    act.details.update(clearance=clearance.pk, hashes=hashes, audience=audience)
    return clearance.pk


@service(
    "governance.take_clearance_back",
    pgettext_lazy("act in the journal", "Take a draft back from clearance"),
)
def take_clearance_back(act: Act, *, reorganisation: int) -> None:
    """The author asks for it no more; who was asked sees the draft no more."""
    (row,) = act.lock(models.Reorganisation, reorganisation)
    if not may_put_forward(act.actor, row):
        raise Refused(Reason("not_yours_to_do"))
    if not end_clearances(act, row):
        raise Refused(Reason("not_being_cleared"))
    act.touch(reorganisations.KIND, row.pk)


@service(
    "governance.record_clearance",
    pgettext_lazy("act in the journal", "Clear a draft, or send it back"),
)
def record_clearance(
    act: Act,
    *,
    clearance: int,
    step: str,
    day: date,
    returns: bool = False,
    note: str = "",
    post: int | None = None,
    seen: str = "",
) -> int:
    """Clear a draft on a step, or return it to its author with a word. `seen` is the hash of the
    actions that the person had before them. Returns the number of the act."""
    found = models.Clearance.objects.filter(pk=clearance).first()
    if found is None:
        raise Refused(Reason("not_being_cleared"))
    (row,) = act.lock(models.Reorganisation, found.reorganisation_id)
    case = case_on_record(Reference(KIND, clearance))
    here = case.route.open_step(step) if case else None
    if case is None or here is None or case.round.ended is not None:
        raise Refused(Reason("not_being_cleared"))
    if state_hash(drafted_hashes(row)) != found.state:
        raise Refused(Reason("changed_since_seen"))
    if returns and not note.strip():
        raise Refused(Reason("reason_missing"))
    kind = ActKind.REFER_BACK if returns else here.act
    if kind not in GIVEN | {ActKind.REFER_BACK}:
        raise Refused(Reason("act_not_open"))
    said = Said(kind, day, step, post=post, note=note.strip(), seen=seen)
    recorded = record_act(act, subject=Reference(KIND, clearance), said=said, deciding=None)
    act.touch(reorganisations.KIND, row.pk)
    return recorded.act
