"""What a reorganisation cites while it is drafted; frozen with its words when it is put forward."""

from datetime import date

from django.utils.translation import pgettext_lazy

from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.institution.governance.queries.reorganisations import KIND
from bureau.institution.governance.services.drafts import drafted
from bureau.institution.instruments.models import Citation
from bureau.institution.instruments.services.citations import end_citation, make_citation
from bureau.institution.organisation.queries.structure import today
from bureau.record.journal.services import Act, service


@service(
    "governance.cite_in_reorganisation",
    pgettext_lazy("act in the journal", "Say what a draft answers"),
)
def cite_in_reorganisation(
    act: Act, *, reorganisation: int, of: Reference, reason: str, day: date | None = None
) -> int:
    """Say which provision, or element of a strategic plan, a draft answers, and how.

    `day` is the one from which it did, where that is recorded only now.
    """
    row = drafted(act, reorganisation)
    if not reason.strip():
        raise Refused(Reason("reason_missing"))
    return make_citation(
        act,
        organisation=row.organisation_id,
        subject=Reference(KIND, row.pk),
        of=of,
        day=day or today(row.organisation),
        reason=reason,
        is_drafted=True,
    )


@service(
    "governance.take_citation_back",
    pgettext_lazy("act in the journal", "Take back what a draft cites"),
)
def take_citation_back(act: Act, *, reorganisation: int, citation: int) -> None:
    """The draft does not cite it any more."""
    row = drafted(act, reorganisation)
    cited = Citation.objects.filter(pk=citation, subject_kind=KIND, subject=row.pk).first()
    if cited is None:
        raise Refused(Reason("is_over"))
    end_citation(act, citation=citation, day=max(cited.valid_from, today(row.organisation)))
