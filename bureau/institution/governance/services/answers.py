"""Answering what a finding asks: a successor is named, or it is left on purpose with a reason."""

from django.utils.translation import pgettext_lazy

from bureau.core.changes.check import CODES, Severity
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.institution.governance import models
from bureau.institution.governance.services.actions import change_action
from bureau.institution.governance.services.drafts import drafted
from bureau.institution.governance.store import actions_of
from bureau.record.journal.services import Act, service


@service("governance.answer_finding", pgettext_lazy("act in the journal", "Answer a finding"))
def answer_finding(
    act: Act, *, reorganisation: int, code: str, subject: Reference, reason: str
) -> None:
    """Leave on purpose what a finding of that code says of that subject; frozen with the set."""
    row = drafted(act, reorganisation)
    reasons = []
    if CODES.get(code) is not Severity.ASKS:
        reasons.append(Reason("finding_asks_nothing", {"finding": code}))
    if not reason.strip():
        reasons.append(Reason("reason_missing"))
    if reasons:
        raise Refused(*reasons)
    models.FindingAnswer.objects.update_or_create(
        reorganisation=row,
        code=code,
        subject_kind=subject.kind,
        subject=subject.id,
        defaults={"reason": reason},
    )


@service(
    "governance.take_back_answer",
    pgettext_lazy("act in the journal", "Take back an answer to a finding"),
)
def take_back_answer(act: Act, *, reorganisation: int, code: str, subject: Reference) -> None:
    """Let the finding ask again."""
    row = drafted(act, reorganisation)
    models.FindingAnswer.objects.filter(
        reorganisation=row, code=code, subject_kind=subject.kind, subject=subject.id
    ).delete()


@service("governance.name_successor", pgettext_lazy("act in the journal", "Name a successor"))
def name_successor(act: Act, *, reorganisation: int, place: int, successor: int) -> None:
    """Say what takes the place of the unit or post that an action abolishes."""
    row = drafted(act, reorganisation)
    found = {action.id: action for action in actions_of(row.pk)}
    if place not in found:
        raise Refused(Reason("no_such_action", {"place": place}))
    action = found[place]
    change_action(
        act,
        reorganisation=row.pk,
        place=place,
        day=action.day,
        values={**action.values, "successor": successor},
        reason=action.reason,
    )
