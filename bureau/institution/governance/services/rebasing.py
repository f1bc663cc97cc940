"""Bringing a draft up to what stands: a new version of it, in one edit that can be taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import pgettext_lazy

from bureau.core.changes.actions import Action
from bureau.core.changes.rebase import Choice, Line, Take, rebased
from bureau.core.reasons import Reason, Refused
from bureau.core.structure.kinds import Value
from bureau.core.texts import Text
from bureau.institution.governance.queries.rebasing import answered_later
from bureau.institution.governance.queries.reorganisations import in_force
from bureau.institution.governance.services.actions import edit_draft
from bureau.institution.governance.services.drafts import drafted
from bureau.institution.governance.services.numbers import refuse_taken_numbers
from bureau.institution.governance.services.refusing import refuse_unreadable
from bureau.institution.governance.store import actions_of, answers_of
from bureau.institution.organisation.queries.structure import world
from bureau.institution.organisation.services.wordings import word
from bureau.record.journal.services import Act, service, takes


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a person takes of one field of the subject of an action; `words` where it is a text."""

    place: int
    field: str
    take: Take
    value: Value = None
    words: Text | None = None


@service(
    "governance.rebase_draft",
    pgettext_lazy("act in the journal", "Settle a draft with what is decided"),
)
@takes(2_000)
def rebase_draft(act: Act, *, reorganisation: int, chosen: Sequence[Chosen]) -> list[int]:
    """Settle the draft against what was decided meanwhile; what is not chosen stays open.

    The draft as it was is kept, and undoing brings it back. Of a case that came back, it is what
    goes forward as the next version. Returns the places of the actions that are left open.
    """
    row = drafted(act, reorganisation)
    if not chosen:
        raise Refused(Reason("nothing_chosen"))
    done, known = in_force(row.pk), world(row.organisation_id)
    left = [action for action in actions_of(row.pk) if action.id not in done]
    kinds = {action.id: action.kind for action in left}
    said = [(kinds[one.place], {one.field: one.value}) for one in chosen if one.place in kinds]
    refuse_unreadable(act, row.organisation_id, said)
    choices = _choices(act, row.organisation_id, chosen)
    found = rebased(left, known, choices, answered_later(answers_of(row.pk)))
    after = {action.id: action for action in found.actions}
    places = {one.place for one in chosen}
    given = [after[one.place] for one in chosen if one.take is Take.OTHER and one.place in after]
    refuse_taken_numbers(act, row.organisation_id, *given)
    edit_draft(act, row, lambda before: _edited(before, done, after), places & found.settled)
    act.details.update(
        rebased=[[one.place, one.field, one.take.value] for one in chosen],
        onto=known.recorded,
    )
    return sorted({one.action.id for one in found.open})


def _choices(act: Act, organisation: int, chosen: Sequence[Chosen]) -> dict[Line, Choice]:
    """Texts are kept as wordings, as where an action is drafted."""
    found = {}
    for one in chosen:
        value = one.value
        if one.take is Take.OTHER and one.words is not None:
            value = word(act, organisation=organisation, said=one.words)
        found[one.place, one.field] = Choice(one.take, value)
    return found


def _edited(
    before: Sequence[Action], done: frozenset[int], after: Mapping[int, Action]
) -> list[Action]:
    return [
        action if action.id in done else after[action.id]
        for action in before
        if action.id in done or action.id in after
    ]
