"""What became of decisions at once, as a table has it: a dated word on each that stands anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import prefetch_related_objects
from django.utils.translation import pgettext_lazy

from bureau.core.meetings.decisions import FollowUpState
from bureau.institution.instruments.models import Instrument
from bureau.institution.instruments.services.decisions import put_word
from bureau.record.journal.services import Act, service


@dataclass(frozen=True, slots=True)
class WordRow:
    """How a decision stands from a day on; `is_other` where that is not what was said last."""

    instrument: int
    state: FollowUpState
    day: date
    owner: int | None = None
    due: date | None = None
    reason: str = ""
    is_other: bool = True


@service(
    "instruments.take_words",
    pgettext_lazy("act in the journal", "Take what became of decisions from a table"),
)
def take_words(act: Act, *, rows: Sequence[WordRow]) -> list[int]:
    """Answers with of how many something new was said; each by who may do that."""
    said = [row for row in rows if row.is_other]
    found = {row.pk: row for row in act.lock(Instrument, *(row.instrument for row in said))}
    prefetch_related_objects([*found.values()], "words")
    for row in said:
        put_word(
            act,
            found[row.instrument],
            state=row.state,
            day=row.day,
            owner=row.owner,
            due=row.due,
            reason=row.reason,
        )
    act.details.update(said=len(said))
    return [len(said)]
