"""What the author does with what came back: accepts an amendment, answers questions."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.utils.translation import pgettext_lazy

from bureau.core.changes.actions import Action
from bureau.core.changes.amendments import Amendment, difference_from
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.institution.governance.queries.amended import amendment_to_accept
from bureau.institution.governance.queries.reorganisations import KIND, submission_of
from bureau.institution.governance.services.actions import edit_draft
from bureau.institution.governance.services.drafts import drafted
from bureau.institution.procedures.services import questions
from bureau.record.journal.services import Act, service


@service(
    "governance.accept_amendment", pgettext_lazy("act in the journal", "Accept what a body amended")
)
def accept_amendment(act: Act, *, reorganisation: int) -> None:
    """Put what a body asked for into the draft, in one edit: then it goes forward again.

    What the author changed elsewhere meanwhile stays.
    """
    row = drafted(act, reorganisation)
    amendment = amendment_to_accept(submission_of(row.pk))
    if amendment is None:
        raise Refused(Reason("no_amendment"))
    difference = difference_from(amendment.difference)
    places = {one.place for one in difference}
    edit_draft(act, row, lambda actions: _accepted(actions, difference), places)
    act.details.update(amendment=amendment.pk)


@service(
    "governance.answer_question", pgettext_lazy("act in the journal", "Answer a question of a body")
)
def answer_question(act: Act, *, reorganisation: int, question: int, said: str) -> None:
    """Answer what a body asked with what it referred back."""
    row = drafted(act, reorganisation)
    questions.answer_question(act, subject=Reference(KIND, row.pk), question=question, said=said)


def _accepted(actions: Sequence[Action], difference: Iterable[Amendment]) -> list[Action]:
    """The draft with each amendment; one that adds where the author put something else, behind."""
    found = {action.id: action for action in actions}
    for one in difference:
        here = found.get(one.place)
        if one.action is None:
            found.pop(one.place, None)
        elif here is None or (here.kind, here.subject) == (one.action.kind, one.action.subject):
            found[one.place] = one.action
        else:
            place = 1 + max(found)
            found[place] = replace(one.action, id=place)
    return [found[place] for place in sorted(found)]
