"""Effects still to be written: no record number and no instrument yet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from bureau.core.changes.actions import canonical
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.effects import Effect, Manner, Role
from bureau.core.structure.kinds import Value


@dataclass(frozen=True, slots=True)
class PendingEffect:
    """`action` is the place of the action that causes it; `place` its own in the act, from 1."""

    subject: Reference
    day: Day
    role: Role
    fields: Mapping[str, Value]
    place: int
    action: int
    replaces: tuple[int, ...] = ()
    manner: Manner = Manner.DECIDED

    def written(self, id: int, record: int, instrument: int) -> Effect:
        """The effect as it goes on record."""
        return Effect(
            id=id,
            subject=self.subject,
            day=self.day,
            role=self.role,
            fields=self.fields,
            record=record,
            place=self.place,
            replaces=self.replaces,
            instrument=instrument,
            manner=self.manner,
        )


def effects_hash(effects: Iterable[PendingEffect | Effect]) -> str:
    """SHA-256 (hex) of what is written, whether already on record or not yet."""
    return sha256(canonical(effect_rows(effects)).encode()).hexdigest()


def effect_rows(effects: Iterable[PendingEffect | Effect]) -> list[dict[str, object]]:
    """What is hashed of effects: plain values, in their order."""
    return [
        {
            "subject": str(effect.subject),
            "day": effect.day,
            "role": str(effect.role),
            "fields": dict(effect.fields),
            "place": effect.place,
            "replaces": sorted(effect.replaces),
            "manner": str(effect.manner),
        }
        for effect in sorted(effects, key=lambda effect: effect.place)
    ]
