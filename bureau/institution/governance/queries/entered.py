"""What of cases entered into force: what is in force today, and what is adopted and to come."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from bureau.core.changes.actions import Action, from_json
from bureau.core.changes.amendments import amended, difference_from, postponed
from bureau.core.spans import Day
from bureau.institution.governance import models
from bureau.institution.governance.queries.reorganisations import Seen
from bureau.institution.organisation.models import Effect
from bureau.institution.procedures.queries.cases import days_of

type Amendments = list[models.Amendment]


@dataclass(frozen=True, slots=True)
class Entered:
    """By their places in the set: the actions in force today, and those adopted whose day is to
    come, with that day."""

    today: frozenset[int] = frozenset()
    to_come: Mapping[int, Day] = field(default_factory=dict)

    @property
    def places(self) -> frozenset[int]:
        """All that is adopted, whether its day has come or not."""
        return self.today | self.to_come.keys()


NOTHING = Entered()


def entered_of(cases: Collection[Seen]) -> dict[int, Entered]:
    """What entered into force of each of these, by the number of the reorganisation, in a few
    reads: actions are read only of what has a day to come."""
    numbers = [one.row.pk for one in cases]
    rows = models.EntryIntoForce.objects.filter(submission__reorganisation__in=numbers)
    told = list(rows.values_list("submission__reorganisation", "record", "actions"))
    if not told:
        return dict.fromkeys(numbers, NOTHING)
    days = {
        number: day.toordinal()
        for number, day in days_of({one.row.organisation_id for one in cases}).items()
    }
    day_of = {one.row.pk: days[one.row.organisation_id] for one in cases}
    later = records_after([record for _number, record, _places in told], min(days.values()))
    to_come = _to_come(later, day_of)
    places: dict[int, set[int]] = {number: set() for number in numbers}
    for number, _record, some in told:
        places[number].update(some)
    return {
        number: Entered(frozenset(every - to_come[number].keys()), to_come[number])
        for number, every in places.items()
    }


def entered(seen: Seen) -> Entered:
    """The same of one."""
    return entered_of([seen])[seen.row.pk]


def records_after(records: Iterable[int], day: Day) -> set[int]:
    """Of these record numbers, those under which something takes effect after the day."""
    rows = Effect.objects.filter(record__in=list(records), day__gt=day)
    return set(rows.values_list("record", flat=True))


def _to_come(records: Collection[int], day_of: Mapping[int, Day]) -> dict[int, dict[int, Day]]:
    """By case, the actions that take effect after its day, of the entries at these records."""
    found: dict[int, dict[int, Day]] = defaultdict(dict)
    if not records:
        return found
    rows = models.EntryIntoForce.objects.filter(record__in=records).select_related("submission")
    entries = list(rows)
    applied = applied_to([one.submission for one in entries])
    for entry in entries:
        number = entry.submission.reorganisation_id
        for action in actions_entered(entry, applied[entry.submission_id]):
            if action.day > day_of[number]:
                found[number][action.id] = action.day
    return found


def applied_to(submissions: Collection[models.Submission]) -> defaultdict[int, Amendments]:
    """The amendments that hold of each of these, in the order of their acts."""
    found: defaultdict[int, Amendments] = defaultdict(list)
    rows = models.Amendment.objects.filter(submission__in=[one.pk for one in submissions])
    for row in rows.filter(applies=True).order_by("act"):
        found[row.submission_id].append(row)
    return found


def standing_with(
    submission: models.Submission, rows: Iterable[models.Amendment]
) -> tuple[Action, ...]:
    """The set as these amendments of it leave it."""
    actions = from_json(submission.actions)
    for row in rows:
        actions = amended(actions, difference_from(row.difference))
    return actions


def actions_entered(entry: models.EntryIntoForce, rows: Amendments) -> tuple[Action, ...]:
    """The actions of an entry as they take effect; `rows` are the amendments of its submission."""
    actions = standing_with(entry.submission, [row for row in rows if row.act_id <= entry.act_id])
    not_before = {int(place): day for place, day in entry.not_before.items()}
    return postponed([one for one in actions if one.id in entry.actions], not_before)
