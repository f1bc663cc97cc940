"""Sessions that acts of a procedure cite: their days and agenda items."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from bureau.institution.procedures.models import ProcedureAct


@dataclass(frozen=True, slots=True)
class Cited:
    """The days on which acts of a session were done, in order, and the numbers of the cited
    agenda items."""

    days: Sequence[date]
    items: frozenset[str]


def cited_of(meeting: int) -> Cited:
    """What acts cite of a session with its sittings, or of one sitting, by its number."""
    rows = ProcedureAct.objects.filter(Q(meeting=meeting) | Q(meeting__under=meeting))
    cited = list(rows.order_by("day").values_list("day", "agenda_item"))
    return Cited([day for day, _item in cited], frozenset(item for _day, item in cited if item))
