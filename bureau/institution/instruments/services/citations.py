"""What cites a provision or an element of a plan as what it serves, from a day on.

`cite` and `uncite` are acts on the register. What is cited within another act, as a reorganisation
does while it is drafted, joins `make_citation` and `end_citation`, and that act says who may.
"""

from datetime import date

from django.utils.translation import pgettext_lazy

from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.institution.instruments.models import Citation
from bureau.institution.instruments.queries.finding import offered
from bureau.institution.instruments.services.register import allow
from bureau.record.journal.services import Act, service

FIELDS = {"provision": "provision", "plan_element": "element"}


@service(
    "instruments.cite", pgettext_lazy("act in the journal", "Say what a unit, post or duty serves")
)
def cite(
    act: Act, *, organisation: int, subject: Reference, of: Reference, day: date, reason: str
) -> int:
    """From a day on a unit, post or duty serves what it cites; by who keeps the register."""
    allow(act, organisation)
    return make_citation(
        act, organisation=organisation, subject=subject, of=of, day=day, reason=reason
    )


@service(
    "instruments.uncite",
    pgettext_lazy("act in the journal", "Say what a unit, post or duty serves no more"),
)
def uncite(act: Act, *, citation: int, day: date, reason: str) -> None:
    """From a day on it serves that no more, and why."""
    row = Citation.objects.get(pk=citation)
    allow(act, row.organisation)
    if not reason.strip():
        raise Refused(Reason("reason_missing"))
    end_citation(act, citation=citation, day=day, reason=reason)


@service("instruments.make_citation", pgettext_lazy("act in the journal", "Make a citation"))
def make_citation(
    act: Act,
    *,
    organisation: int,
    subject: Reference,
    of: Reference,
    day: date,
    reason: str,
    is_drafted: bool = False,
) -> int:
    """The row of a citation; refused where the subject cites the same already."""
    if of.kind not in FIELDS or not offered(organisation, of, day):
        raise Refused(Reason("not_in_force_that_day"))
    field = FIELDS[of.kind]
    known = Citation.objects.filter(subject_kind=subject.kind, subject=subject.id, **{field: of.id})
    if known.filter(valid_until__isnull=True).exists():
        raise Refused(Reason("cited_already"))
    row = Citation.objects.create(
        organisation=organisation,
        subject_kind=subject.kind,
        subject=subject.id,
        valid_from=day,
        reason=reason.strip(),
        person=act.actor.person or 0,
        post=act.actor.post,
        at=act.at,
        is_drafted=is_drafted,
        **{f"{field}_id": of.id},
    )
    _touch(act, row)
    act.details.update(subject=str(subject), of=str(of), day=day.isoformat())
    return row.pk


@service("instruments.end_citation", pgettext_lazy("act in the journal", "End a citation"))
def end_citation(act: Act, *, citation: int, day: date, reason: str = "") -> None:
    """The end of a citation, on the day it began at the earliest: then it never held."""
    (row,) = act.lock(Citation, citation)
    if row.valid_until is not None:
        raise Refused(Reason("is_over"))
    if day < row.valid_from:
        raise Refused(Reason("ends_before_it_begins"))
    Citation.objects.filter(pk=row.pk).update(
        valid_until=day, reason_of_end=reason.strip(), ended_by=act.actor.person
    )
    _touch(act, row)
    act.details.update(citation=row.pk, day=day.isoformat())


def put_citations_forward(act: Act, subject: Reference) -> None:
    """What a thing cites is read everywhere from now on; in the act that puts it forward."""
    rows = Citation.objects.filter(subject_kind=subject.kind, subject=subject.id, is_drafted=True)
    for row in rows:
        _touch_cited(act, row)
    rows.update(is_drafted=False)


def _touch(act: Act, row: Citation) -> None:
    """What is cited is told of a citation only once that is put forward."""
    act.touch(row.subject_kind, row.subject)
    if not row.is_drafted:
        _touch_cited(act, row)


def _touch_cited(act: Act, row: Citation) -> None:
    if row.provision_id:
        act.touch("provision", row.provision_id)
    if row.element_id:
        act.touch("plan_element", row.element_id)
