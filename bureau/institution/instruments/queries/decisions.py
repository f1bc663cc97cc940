"""What bodies decided, and what becomes of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import F, Q, QuerySet

from bureau.core.instruments.amendments import Standing
from bureau.core.meetings.decisions import FollowUpState, Word, is_overdue, state_of, word_on
from bureau.institution.instruments.models import FollowUp, Instrument
from bureau.institution.instruments.queries.amendments import standings_of

DECIDED = ("decision", "resolution")


@dataclass(frozen=True, slots=True)
class Followed:
    """A decision as of a day: the last word on it, its state, how it stands itself, and whether
    it should be done: nothing is left to do of what is suppressed or superseded."""

    row: Instrument
    word: Word | None
    state: FollowUpState
    standing: Standing
    is_overdue: bool

    @property
    def is_over(self) -> bool:
        """Whether it is not in force any more, and was not done before."""
        is_done = self.state is FollowUpState.DONE
        return not is_done and self.standing in (Standing.SUPPRESSED, Standing.SUPERSEDED)

    @property
    def is_left(self) -> bool:
        """Whether something is still to be done of it."""
        return self.state is not FollowUpState.DONE and not self.is_over

    @property
    def told(self) -> str:
        """The code of how it stands: its state, or that it is suppressed or superseded."""
        return str(self.standing if self.is_over else self.state)

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
    """These as they stand on the day, in three reads more."""
    listed = list(rows)
    words: dict[int, list[Word]] = defaultdict(list)
    for said in FollowUp.objects.filter(instrument__in=[row.pk for row in listed]):
        words[said.instrument_id].append(_word(said))
    standings, found = standings_of([row.pk for row in listed], day), []
    for row in listed:
        word = word_on(words[row.pk], day.toordinal())
        overdue = is_overdue(word, day.toordinal())
        one = Followed(row, word, state_of(word), standings[row.pk], overdue)
        found.append(replace(one, is_overdue=overdue and one.is_left))
    return found


def owned_by(posts: Collection[int], day: date) -> list[Followed]:
    """What is not done and one of these posts sees to, by day."""
    ever = FollowUp.objects.filter(owner__in=posts).values("instrument")
    rows = Instrument.objects.filter(pk__in=ever)
    found = [one for one in followed(rows, day) if one.owner in posts]
    left = [one for one in found if one.is_left]
    return sorted(left, key=lambda one: (one.due is None, one.due or day, one.row.pk))


def _word(row: FollowUp) -> Word:
    due = row.due.toordinal() if row.due else None
    return Word(row.day.toordinal(), row.pk, FollowUpState(row.state), row.owner, due)
