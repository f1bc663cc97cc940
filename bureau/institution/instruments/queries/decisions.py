"""What bodies decided, and what becomes of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from bureau.core.meetings.decisions import FollowUpState, Word, is_overdue, state_of, word_on
from bureau.institution.instruments.models import FollowUp, Instrument

DECIDED = ("decision", "resolution")


@dataclass(frozen=True, slots=True)
class Followed:
    """A decision as of a day: the last word on it, its state, and whether it should be done."""

    row: Instrument
    word: Word | None
    state: FollowUpState
    is_overdue: bool

    @property
    def owner(self) -> int | None:
        return self.word.post if self.word else None

    @property
    def due(self) -> date | None:
        due = self.word.due if self.word else None
        return date.fromordinal(due) if due else None


def decisions_of(organisation: int) -> QuerySet[Instrument]:
    """What bodies of an organisation decided, newest first."""
    rows = Instrument.objects.filter(organisation=organisation, body__isnull=False)
    rows = rows.filter(kind__in=DECIDED).select_related("body", "meeting", "meeting__under")
    return rows.order_by(F("day").desc(nulls_last=True), "-pk")


def decided_at(session: int) -> Q:
    """Of decisions, those of one session or of its sittings."""
    return Q(meeting=session) | Q(meeting__under=session)


def followed(rows: Iterable[Instrument], day: date) -> list[Followed]:
    """These as they stand on the day, in one read more."""
    listed = list(rows)
    words: dict[int, list[Word]] = defaultdict(list)
    for said in FollowUp.objects.filter(instrument__in=[row.pk for row in listed]):
        words[said.instrument_id].append(_word(said))
    found = []
    for row in listed:
        word = word_on(words[row.pk], day.toordinal())
        overdue = is_overdue(word, day.toordinal())
        found.append(Followed(row, word, state_of(word), overdue))
    return found


def owned_by(posts: Collection[int], day: date) -> list[Followed]:
    """What is not done and one of these posts sees to, by day."""
    ever = FollowUp.objects.filter(owner__in=posts).values("instrument")
    rows = Instrument.objects.filter(pk__in=ever)
    found = [one for one in followed(rows, day) if one.owner in posts]
    left = [one for one in found if one.state is not FollowUpState.DONE]
    return sorted(left, key=lambda one: (one.due is None, one.due or day, one.row.pk))


def _word(row: FollowUp) -> Word:
    due = row.due.toordinal() if row.due else None
    return Word(row.day.toordinal(), row.pk, FollowUpState(row.state), row.owner, due)
