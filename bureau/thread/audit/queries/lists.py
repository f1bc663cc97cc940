"""The standing lists of the auditor: each is a choice among the entries of the journal."""

from collections.abc import Callable

from django.db.models import Exists, OuterRef, Q

from bureau.core.procedures.kinds import Capacity
from bureau.core.structure.effects import Manner
from bureau.institution.organisation.models import Effect
from bureau.institution.procedures.models import ProcedureAct
from bureau.record.journal.models import Subject

CORRECTING = (
    "governance.propose_correction",
    "governance.propose_rescission",
    "governance.confirm_correction",
    "governance.withdraw_correction",
    "imports.begin_undoing",
    "imports.start_undoing",
)
GRANTING = (
    "accounts.propose_grant",
    "accounts.propose_end_of_grant",
    "accounts.settle_grant",
    "accounts.grant_directly",
)
REFUSED = "journal.record_refusal"


def corrections() -> Q:
    """Proposed, confirmed or withdrawn, and imports taken back: what should have been otherwise."""
    return Q(act__in=CORRECTING)


def overrides() -> Q:
    """Acts that wrote an effect in place of a later one that was decided before."""
    written = Effect.objects.filter(manner=Manner.OVERRIDE, record=OuterRef("record_number"))
    return Q(Exists(written))


def stand_ins() -> Q:
    """Acts done by an acting holder, a delegate or a superior."""
    stood_in = ProcedureAct.objects.exclude(capacity__in=("", Capacity.HOLDER))
    named = Subject.objects.filter(
        entry=OuterRef("pk"), kind="procedure_act", number__in=stood_in.values("pk")
    )
    return Q(Exists(named))


def direct_grants() -> Q:
    """Auditor and administrator, proposed, also to end, settled or given."""
    return Q(act__in=GRANTING)


def refusals() -> Q:
    """Attempts of one person to be both of two."""
    return Q(act=REFUSED)


LISTS: dict[str, Callable[[], Q]] = {
    "corrections": corrections,
    "overrides": overrides,
    "stand-ins": stand_ins,
    "direct-grants": direct_grants,
    "refusals": refusals,
}
