"""Nothing stands in the structure without an instrument: rows refold from effects, all the way.

Random histories are put on record through the store; a day grid that nothing else uses says what
should stand on each day at each record number. Grid and histories are those of the tests.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import batched

from bureau.config.proving.addresses import administrator
from bureau.config.proving.grounds import Stage
from bureau.config.proving.promise import Outcome, Trial, promise
from bureau.core.changes.pending import PendingEffect
from bureau.core.references import Reference
from bureau.core.structure.effects import Effect, Role
from bureau.core.structure.kinds import Value
from bureau.institution.governance.queries import verification as governance
from bureau.institution.instruments.models import Instrument
from bureau.institution.organisation.models import Organisation, Post, Unit, Wording
from bureau.institution.organisation.models.effects import Effect as EffectRow
from bureau.institution.organisation.queries import verification as structure
from bureau.institution.organisation.services.effects import put_on_record
from bureau.institution.organisation.store import columns_now, rows_of
from bureau.record.journal.queries import broken_links

AT_ONCE = 25
SNAPSHOTS = 50
"""How many histories are also read by snapshots; by rows, all are."""
POINTS_TO = {
    "parent": "unit",
    "head": "post",
    "unit": "unit",
    "name": "wording",
    "title": "wording",
}
NEEDED = {"unit": {"name": 1}, "post": {"title": 1, "unit": 1}}
"""What no unit or post is without."""


@promise("instrument", asked=10_000, quick=25, unit="histories", stage=Stage.EXAMPLE)
def run(trial: Trial) -> Outcome:
    try:
        from tests.core.structure import histories
    except ImportError:
        return Outcome(0, told="the histories are those of tests/: run this in a checkout")
    broken: list[str] = []
    first = trial.seed * 1_000_000
    for seeds in batched(range(first, first + trial.number), AT_ONCE):
        recorded = [Recorded(seed, apart(histories.history(seed))) for seed in seeds]
        put_all_on_record(recorded)
        for one in recorded:
            with_snapshots = one.seed - first < SNAPSHOTS
            broken += disagreements(one, with_snapshots=with_snapshots)
    broken += [*structure.differing(), *governance.differing()]
    broken += [f"journal: {place}" for place in broken_links()]
    return Outcome(trial.number, broken, f"{EffectRow.objects.count()} effects refolded")


def apart(drawn: list[Effect]) -> list[Effect]:
    """The same history where an act never replaces an effect of its own: that is a later act."""
    found: list[Effect] = []
    record = before = 0
    for effect in drawn:
        here = {one.id for one in found if one.record == record}
        record += effect.record != before or not here.isdisjoint(effect.replaces)
        before = effect.record
        found.append(replace(effect, record=record))
    return found


@dataclass(slots=True)
class Recorded:
    """A history as it was drawn, and as it went on record under real numbers."""

    seed: int
    drawn: list[Effect]
    numbers: dict[Reference, int] = field(default_factory=dict)
    effects: list[Effect] = field(default_factory=list)

    def subject(self, drawn: Reference) -> Reference:
        return Reference(drawn.kind, self.numbers[drawn])

    def value(self, name: str, value: Value) -> Value:
        if name in POINTS_TO and isinstance(value, int):
            return self.numbers[Reference(POINTS_TO[name], value)]
        return value

    def pending(self, effect: Effect, place: int) -> PendingEffect:
        needed = NEEDED[effect.subject.kind] if effect.role is Role.ESTABLISH else {}
        fields: dict[str, Value] = {**needed, **effect.fields}
        written = {old.id: new.id for old, new in zip(self.drawn, self.effects, strict=False)}
        return PendingEffect(
            subject=self.subject(effect.subject),
            day=effect.day,
            role=effect.role,
            fields={name: self.value(name, value) for name, value in fields.items()},
            place=place,
            action=1,
            replaces=tuple(written[earlier] for earlier in effect.replaces),
            manner=effect.manner,
        )


def put_all_on_record(recorded: list[Recorded]) -> None:
    """The first record of each history in one act, then the second of each, and so on."""
    organisation = Organisation.objects.get().pk
    instrument = Instrument.objects.filter(organisation=organisation).order_by("pk")[0].pk
    number(recorded, organisation)
    for record in range(1, 1 + max(one.drawn[-1].record for one in recorded)):
        due = [(one, drawn) for one in recorded for drawn in one.drawn if drawn.record == record]
        pending = [one.pending(drawn, place) for place, (one, drawn) in enumerate(due, 1)]
        given = put_on_record(
            administrator(), organisation=organisation, effects=pending, instrument=instrument
        )
        keys = EffectRow.objects.filter(record=given).order_by("place").values_list("pk", flat=True)
        for (one, _), effect, key in zip(due, pending, keys, strict=True):
            one.effects.append(effect.written(key, given, instrument))


def number(recorded: list[Recorded], organisation: int) -> None:
    """Identities for the two units and the post of each history; bare rows, no act is theirs."""
    words = Wording.objects.order_by("pk").values_list("pk", flat=True)[:2]
    units = Unit.objects.bulk_create(
        Unit(organisation_id=organisation) for _ in range(2 * len(recorded))
    )
    posts = Post.objects.bulk_create(Post(organisation_id=organisation) for _ in recorded)
    for one, (first, second), post in zip(recorded, batched(units, 2), posts, strict=True):
        one.numbers = {
            Reference("unit", 1): first.pk,
            Reference("unit", 2): second.pk,
            Reference("post", 1): post.pk,
            **{Reference("wording", place): key for place, key in enumerate(words, 1)},
        }


def disagreements(one: Recorded, *, with_snapshots: bool) -> Iterator[str]:
    """Each point of days and record numbers at which rows or snapshots differ from the grid."""
    from tests.core.structure import histories
    from tests.core.structure.day_grid import grid

    records = sorted({effect.record for effect in one.effects})
    truth = grid(one.effects, range(histories.DAYS + 2), [records[0] - 1, *records])
    subjects = {effect.subject for effect in one.effects}
    found: Iterable[str] = histories.disagreements_of_rows(rows_of(subjects), truth)
    yield from (f"history {one.seed}: {place}" for place in found)
    if with_snapshots:
        columns = columns_now(records[-1])
        found = histories.disagreements_of_columns("of the store", columns, truth)
        yield from (f"history {one.seed}: {place}" for place in found)
