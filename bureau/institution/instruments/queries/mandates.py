"""Mandates: how each stands on a day, and by what it is served."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import F

from bureau.core.instruments.amendments import State
from bureau.core.instruments.mandates import (
    MandateState,
    Settlement,
    is_overdue,
    state_of_mandate,
)
from bureau.core.references import Reference
from bureau.institution.instruments.models import Provision
from bureau.institution.instruments.models import Settlement as SettlementRow
from bureau.institution.instruments.queries.amendments import standing_of
from bureau.institution.instruments.queries.citations import citations_of, subject_of
from bureau.institution.instruments.queries.provisions import Cited, cited
from bureau.web.multilingual import here


@dataclass(frozen=True, slots=True)
class Mandate:
    """A provision that asks for something, as of a day; `cited_by` is whatever cites it.

    `state` is None where the provision does not stand yet.
    """

    cited: Cited
    standing: State
    state: MandateState | None
    is_overdue: bool
    cited_by: tuple[Reference, ...]

    @property
    def row(self) -> Provision:
        return self.cited.row

    @property
    def gist(self) -> str:
        return here(self.row.gist)

    @property
    def addressee(self) -> Reference | None:
        row = self.row
        return Reference(row.addressee_kind, row.addressee) if row.addressee else None

    @property
    def is_open(self) -> bool:
        return self.state is MandateState.OPEN


def mandates_of(organisation: int, day: date) -> list[Mandate]:
    """Every mandate that stands on the day or stood before, in the order of instruments."""
    rows = Provision.objects.filter(instrument__organisation=organisation, is_mandate=True)
    newest = F("instrument__day").desc(nulls_last=True)
    order = list(rows.order_by(newest, "instrument", "place", "pk").values_list("pk", flat=True))
    found = mandates(order, day)
    return [found[pk] for pk in order if found[pk].state is not None]


def mandates(provisions: Collection[int], day: date) -> dict[int, Mandate]:
    """These mandates as they stand on the day, in a constant number of reads."""
    named = cited(provisions)
    standings = standing_of({one.row.instrument_id for one in named.values()}, day)
    settled: dict[int, list[Settlement]] = defaultdict(list)
    for row in SettlementRow.objects.filter(provision__in=named):
        said = Settlement(row.day.toordinal(), row.pk, MandateState(row.state))
        settled[row.provision_id].append(said)
    serving: dict[int, list[Reference]] = defaultdict(list)
    for citation in citations_of(day, provisions=named):
        serving[citation.provision_id or 0].append(subject_of(citation))
    found = {}
    for pk, one in named.items():
        standing = standings[Reference("provision", pk)]
        state = state_of_mandate(standing.standing, settled[pk], day.toordinal())
        due = one.row.due.toordinal() if one.row.due else None
        overdue = is_overdue(state, due, day.toordinal())
        found[pk] = Mandate(one, standing, state, overdue, tuple(serving[pk]))
    return found
