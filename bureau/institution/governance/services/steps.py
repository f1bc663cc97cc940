"""The acts on a reorganisation's route. Each is one entry, with what comes into force by it."""

from datetime import date
from typing import TypedDict, Unpack

from bureau.core.procedures.kinds import ActKind
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.institution.governance import models
from bureau.institution.governance.queries.reorganisations import KIND
from bureau.institution.governance.services.force import enter_into_force, refuse_groundless
from bureau.institution.procedures.services.acts import Said, record_act
from bureau.record.journal.services import Act, service


class Cited(TypedDict, total=False):
    """What an act may say besides its step and day; see `procedures.services.acts.Said`."""

    parts: frozenset[int] | None
    post: int | None
    meeting: int | None
    document: str
    note: str
    seen: str


@service
def recommend(
    act: Act, *, reorganisation: int, step: str, day: date, **cited: Unpack[Cited]
) -> int:
    """Each of these returns the number of the act."""
    return _record(act, reorganisation, Said(ActKind.RECOMMEND, day, step, **cited))


@service
def approve(act: Act, *, reorganisation: int, step: str, day: date, **cited: Unpack[Cited]) -> int:
    """An office-holder's approval; what it gates comes into force in the same act."""
    return _record(act, reorganisation, Said(ActKind.APPROVE, day, step, **cited))


@service
def decide(act: Act, *, reorganisation: int, step: str, day: date, **cited: Unpack[Cited]) -> int:
    """A body's decision; what it gates comes into force in the same act."""
    return _record(act, reorganisation, Said(ActKind.DECIDE, day, step, **cited))


@service
def take_note(
    act: Act, *, reorganisation: int, step: str, day: date, **cited: Unpack[Cited]
) -> int:
    """Gates nothing by itself."""
    return _record(act, reorganisation, Said(ActKind.TAKE_NOTE, day, step, **cited))


@service
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
    return _record(act, reorganisation, Said(ActKind.DETERMINE, day, step, answer=answer, **cited))


@service
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
    return _record(act, reorganisation, Said(ActKind.DEFER, day, step, until=until, **cited))


@service
def refer_back(
    act: Act, *, reorganisation: int, step: str, day: date, **cited: Unpack[Cited]
) -> int:
    """Give the set back to its author, who may change it and put it forward again."""
    return _record(act, reorganisation, Said(ActKind.REFER_BACK, day, step, **cited))


@service
def reject(act: Act, *, reorganisation: int, step: str, day: date, **cited: Unpack[Cited]) -> int:
    """Refuse the actions the step is on, or some of them."""
    return _record(act, reorganisation, Said(ActKind.REJECT, day, step, **cited))


@service
def withdraw_reorganisation(
    act: Act, *, reorganisation: int, day: date, **cited: Unpack[Cited]
) -> int:
    """The author takes back what is not yet decided, or some of it."""
    (row,) = act.lock(models.Reorganisation, reorganisation)
    if act.actor.person != row.author_id or act.actor.prepares_for is not None:
        raise Refused(Reason("not_the_author"))
    return _record(act, reorganisation, Said(ActKind.WITHDRAW, day, **cited))


def _record(act: Act, reorganisation: int, said: Said) -> int:
    (row,) = act.lock(models.Reorganisation, reorganisation)
    recorded = record_act(act, subject=Reference(KIND, row.pk), said=said)
    if said.kind in (ActKind.REJECT, ActKind.WITHDRAW):
        refuse_groundless(row, recorded.route.pursued)
    enter_into_force(act, reorganisation=row, decided=recorded.decided, by=recorded.act)
    return recorded.act
