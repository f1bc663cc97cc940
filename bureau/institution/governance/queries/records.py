"""Effects as the pages of corrections read them: one by its number, or those of some rows."""

from collections.abc import Iterable

from bureau.core.structure.effects import Effect
from bureau.institution.organisation import models
from bureau.institution.organisation.store.effects import effects_in


def effect_on_record(number: int) -> Effect | None:
    found = effects_in(models.Effect.objects.filter(pk=number))
    return found[0] if found else None


def effects_as_recorded(rows: Iterable[models.Effect]) -> list[Effect]:
    return effects_in(rows)
