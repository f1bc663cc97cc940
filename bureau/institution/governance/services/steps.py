"""The acts on a reorganisation's route. Each is one entry, with what comes into force by it."""

from datetime import date
from typing import TypedDict, Unpack

from django.utils.translation import pgettext_lazy

from bureau.core.procedures.deciding import Manner
from bureau.core.procedures.kinds import ActKind
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.institution.governance import models
from bureau.institution.governance.permissions import may_put_forward
from bureau.institution.governance.queries.reorganisations import KIND, submission_of
from bureau.institution.governance.services.deciding import record_as_decided
from bureau.institution.governance.services.force import enter_into_force, refuse_groundless
from bureau.institution.governance.services.people import rematch_people
from bureau.institution.procedures.queries.cases import case_on_record
from bureau.institution.procedures.queries.rehearsing import Said, SaidCondition
from bureau.institution.procedures.services.acts import Recorded
from bureau.record.journal.services import Act, service


class Cited(TypedDict, total=False):
    """What an act may say besides its step and day; see `procedures.services.acts.Said`."""

    parts: frozenset[int] | None
    post: int | None
    meeting: int | None
    agenda_item: str
    document: str
    note: str
    seen: str
    manner: Manner | None
    dissents: tuple[tuple[int, str], ...]


@service("governance.recommend", pgettext_lazy("act in the journal", "Recommend a reorganisation"))
def recommend(
    act: Act, *, reorganisation: int, step: str, day: date, **cited: Unpack[Cited]
) -> int:
    """Each of these returns the number of the act."""
    return record_on_route(act, reorganisation, Said(ActKind.RECOMMEND, day, step, **cited))


@service("governance.approve", pgettext_lazy("act in the journal", "Approve a reorganisation"))
def approve(
    act: Act,
    *,
    reorganisation: int,
    step: str,
    day: date,
    conditions: tuple[SaidCondition, ...] = (),
    **cited: Unpack[Cited],
) -> int:
    """An office-holder's approval; what it gates comes into force in the same act, or once the
    conditions are met under which it was given."""
    said = Said(ActKind.APPROVE, day, step, conditions=conditions, **cited)
    return record_on_route(act, reorganisation, said)


@service("governance.decide", pgettext_lazy("act in the journal", "Decide a reorganisation"))
def decide(
    act: Act,
    *,
    reorganisation: int,
    step: str,
    day: date,
    conditions: tuple[SaidCondition, ...] = (),
    **cited: Unpack[Cited],
) -> int:
    """A body's decision; what it gates comes into force in the same act, or once the conditions
    are met under which it was taken."""
    said = Said(ActKind.DECIDE, day, step, conditions=conditions, **cited)
    return record_on_route(act, reorganisation, said)


@service("governance.fulfil", pgettext_lazy("act in the journal", "Say that a condition is met"))
def fulfil(act: Act, *, reorganisation: int, step: str, day: date, **cited: Unpack[Cited]) -> int:
    """Say that a condition is met, by a document; what it held back comes into force."""
    return record_on_route(act, reorganisation, Said(ActKind.FULFIL, day, step, **cited))


@service(
    "governance.take_note", pgettext_lazy("act in the journal", "Take note of a reorganisation")
)
def take_note(
    act: Act, *, reorganisation: int, step: str, day: date, **cited: Unpack[Cited]
) -> int:
    """Gates nothing by itself."""
    return record_on_route(act, reorganisation, Said(ActKind.TAKE_NOTE, day, step, **cited))


@service("governance.determine", pgettext_lazy("act in the journal", "Determine a question"))
def determine(
    act: Act,
    *,
    reorganisation: int,
    step: str,
    day: date,
    answer: bool,
    **cited: Unpack[Cited],
) -> int:
    """Answer the question that a rule asks, with a reason."""
    if not cited.get("note", "").strip():
        raise Refused(Reason("reason_missing"))
    return record_on_route(
        act, reorganisation, Said(ActKind.DETERMINE, day, step, answer=answer, **cited)
    )


@service("governance.defer", pgettext_lazy("act in the journal", "Defer a step"))
def defer(
    act: Act,
    *,
    reorganisation: int,
    step: str,
    day: date,
    until: date,
    **cited: Unpack[Cited],
) -> int:
    """Leave the step open until a later day."""
    return record_on_route(
        act, reorganisation, Said(ActKind.DEFER, day, step, until=until, **cited)
    )


@service(
    "governance.refer_back", pgettext_lazy("act in the journal", "Refer a reorganisation back")
)
def refer_back(
    act: Act,
    *,
    reorganisation: int,
    step: str,
    day: date,
    questions: tuple[str, ...] = (),
    **cited: Unpack[Cited],
) -> int:
    """Give the set back to its author, who may change it and put it forward again once the
    questions are answered."""
    said = Said(ActKind.REFER_BACK, day, step, questions=questions, **cited)
    return record_on_route(act, reorganisation, said)


@service("governance.reject", pgettext_lazy("act in the journal", "Reject a reorganisation"))
def reject(act: Act, *, reorganisation: int, step: str, day: date, **cited: Unpack[Cited]) -> int:
    """Refuse the actions the step is on, or some of them."""
    return record_on_route(act, reorganisation, Said(ActKind.REJECT, day, step, **cited))


@service(
    "governance.withdraw_reorganisation",
    pgettext_lazy("act in the journal", "Withdraw a reorganisation"),
)
def withdraw_reorganisation(
    act: Act, *, reorganisation: int, day: date, **cited: Unpack[Cited]
) -> int:
    """The author, in the post in which it was begun, takes back what is not yet decided, or some of
    it."""
    (row,) = act.lock(models.Reorganisation, reorganisation)
    if not may_put_forward(act.actor, row):
        raise Refused(Reason("not_the_author"))
    return record_on_route(act, reorganisation, Said(ActKind.WITHDRAW, day, **cited))


def record_on_route(act: Act, reorganisation: int, said: Said) -> int:
    """One act on the route, with what comes into force by it; refused where it would leave
    something that goes on without what it builds on."""
    (row,) = act.lock(models.Reorganisation, reorganisation)
    recorded = record_as_decided(act, subject=Reference(KIND, row.pk), said=said)
    settle(act, row, recorded)
    return recorded.act


def settle(act: Act, row: models.Reorganisation, recorded: Recorded) -> None:
    """What follows from an act on record: nothing left groundless, nobody told of what fell, what
    is ready in force."""
    refuse_groundless(row, recorded)
    _follow_people(act, row, recorded)
    enter_into_force(
        act,
        reorganisation=row,
        decided=recorded.decided,
        by=recorded.act,
        met=recorded.met,
    )


def _follow_people(act: Act, row: models.Reorganisation, recorded: Recorded) -> None:
    """The list of people affected is of what is left of the set."""
    submission, what = submission_of(row.pk), recorded.what
    case = case_on_record(Reference(KIND, row.pk))
    if submission and case and (what.dropped or what.amendment):
        rematch_people(act, submission, case.case.dropped, recorded.act)
