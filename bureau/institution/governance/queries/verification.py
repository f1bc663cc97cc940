"""Whether what is in the structure is what was decided: actions expanded again, hashes compared."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bureau.core.changes.actions import Action, actions_hash, from_json
from bureau.core.changes.expand import expand
from bureau.core.changes.pending import effects_hash
from bureau.core.references import Reference
from bureau.institution.governance import models
from bureau.institution.organisation.models import Effect
from bureau.institution.organisation.queries.structure import world
from bureau.institution.organisation.store.effects import effects_in


@dataclass(frozen=True, slots=True)
class Difference:
    """Where the record and the decision part: `how` is actions, cited, expanded or written."""

    record: int
    subject: Reference
    how: str


def decisions_that_differ() -> Iterator[Difference]:
    """Every entry into force, personnel action and correction that is not what was decided."""
    entries = models.EntryIntoForce.objects.select_related("submission__reorganisation", "act")
    for entry in entries.order_by("record").iterator():
        yield from _of_entry(entry)
    for action in models.PersonnelAction.objects.order_by("record").iterator():
        subject = Reference("personnel_action", action.pk)
        actions = from_json(action.action)
        yield from _of_effects(
            subject, action.organisation_id, actions, action.record, action.effects_hash
        )
    for confirmed in models.Confirmation.objects.order_by("record").iterator():
        if _written(confirmed.record) != confirmed.effects_hash:
            subject = Reference("correction", confirmed.correction_id)
            yield Difference(confirmed.record, subject, "written")


def _of_entry(entry: models.EntryIntoForce) -> Iterator[Difference]:
    submission = entry.submission
    subject = Reference("reorganisation", submission.reorganisation_id)
    actions = from_json(submission.actions)
    if actions_hash(actions) != entry.actions_hash:
        yield Difference(entry.record, subject, "actions")
    if entry.act.hashes["actions"] != entry.actions_hash:
        yield Difference(entry.record, subject, "cited")
    chosen = [action for action in actions if action.id in entry.actions]
    organisation = submission.reorganisation.organisation_id
    yield from _of_effects(subject, organisation, chosen, entry.record, entry.effects_hash)


def _of_effects(
    subject: Reference, organisation: int, actions: Sequence[Action], record: int, promised: str
) -> Iterable[Difference]:
    if effects_hash(expand(actions, world(organisation, record - 1))) != promised:
        yield Difference(record, subject, "expanded")
    if _written(record) != promised:
        yield Difference(record, subject, "written")


def _written(record: int) -> str:
    return effects_hash(effects_in(Effect.objects.filter(record=record)))
