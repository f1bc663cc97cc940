"""Short ways to write effects and to look at what they fold to."""

from collections.abc import Iterable

from bureau.core.coordinates import Coordinates
from bureau.core.references import Reference
from bureau.core.structure.columns import Columns
from bureau.core.structure.effects import Effect, Role
from bureau.core.structure.fold import versions
from bureau.core.structure.kinds import Value
from bureau.core.structure.overlay import Overlay
from bureau.core.structure.snapshot import Snapshot


class Script:
    """Writes effects one after another; `record` counts up only where a test says so."""

    def __init__(self) -> None:
        self.effects: list[Effect] = []
        self.record = 1

    def establish(self, subject: str, day: int = 1, **fields: Value) -> None:
        self._write(Role.ESTABLISH, subject, day, fields)

    def change(self, subject: str, day: int, **fields: Value) -> None:
        self._write(Role.CHANGE, subject, day, fields)

    def end(self, subject: str, day: int) -> None:
        self._write(Role.END, subject, day, {})

    def succeed(self, before: str, after: str, day: int, manner: str = "merged") -> None:
        old, new = Reference.parse(before), Reference.parse(after)
        self.establish(
            f"succession:{len(self.effects) + 1}",
            day,
            subject_kind=old.kind,
            predecessor=old.id,
            successor=new.id,
            manner=manner,
        )

    def _write(self, role: Role, subject: str, day: int, fields: dict[str, Value]) -> None:
        place = len(self.effects) + 1
        self.effects.append(
            Effect(place, Reference.parse(subject), day, role, fields, self.record, place, (), 1)
        )

    def columns(self) -> Columns:
        return Columns.from_versions(versions(self.effects))

    def snapshot(self, day: int, record: int | None = None) -> Snapshot:
        return Snapshot(self.columns(), Coordinates(day, record or self.record))


def overlay(effects: Iterable[Effect]) -> Overlay:
    """What these effects alone would make of the objects that they touch."""
    effects = list(effects)
    touched = frozenset(effect.subject for effect in effects)
    return Overlay(touched, tuple(versions(effects)))


def bureau_before_and_after() -> tuple[Snapshot, Snapshot]:
    """A bureau with two departments on day 50; on day 100 one is merged and a third founded.

    Units: 1 bureau, 2 study groups, 3 policy, 4 operations, 5 engagement, 6 a section of 2.
    """
    script = Script()
    script.establish("unit:1", code="TSB", head=1)
    script.establish("unit:2", code="SGD", parent=1, head=2, order=1)
    script.establish("unit:3", code="TSP", parent=1, head=3, order=2, name=1)
    script.establish("unit:4", code="OPD", parent=1, order=3)
    script.establish("unit:6", code="SGA", parent=2)
    for post, unit, grade in ((1, 1, "D.2"), (2, 2, "D.1"), (3, 1, "D.1"), (4, 1, "D.1")):
        script.establish(f"post:{post}", unit=unit, grade=grade)
    script.establish("post:5", unit=2, grade="P.5", fte=50)
    script.establish("post:6", unit=6, grade="P.3", frozen=True)
    script.establish("incumbency:1", post=5, person=7, manner="holder")
    script.establish("unit:5", 100, code="SED", parent=1, head=4)
    script.end("unit:2", 100)
    script.succeed("unit:2", "unit:3", 100)
    script.change("unit:3", 100, code="SPD", name=2)
    script.change("unit:6", 100, parent=3)
    script.change("post:2", 100, unit=3)
    script.change("post:5", 100, unit=3)
    script.change("post:4", 100, unit=5)
    script.establish("adoption:1", 100, post=4, description=9)
    columns = script.columns()
    return Snapshot(columns, Coordinates(50, 1)), Snapshot(columns, Coordinates(150, 1))
