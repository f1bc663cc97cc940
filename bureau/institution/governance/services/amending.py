"""What a body adopts in other words: put together place by place, then recorded as its act."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Unpack

from django.utils.translation import pgettext_lazy

from bureau.core.changes.actions import ESTABLISHING, Action, ActionKind, to_json
from bureau.core.changes.amendments import (
    Amending,
    Amendment,
    difference_hash,
    difference_json,
)
from bureau.core.changes.check import Answer
from bureau.core.changes.definitions import DEFINITIONS
from bureau.core.procedures.amending import elsewhere
from bureau.core.procedures.kinds import ActKind
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.kinds import Value
from bureau.core.texts import Text
from bureau.institution.governance import models
from bureau.institution.governance.queries.amended import (
    AsAmended,
    drafted_amendments,
    standing_actions,
)
from bureau.institution.governance.queries.amending import (
    amended_so_far,
    is_final,
    new_findings,
    reasons_of_amended,
    routed_amendment,
    step_to_amend,
)
from bureau.institution.governance.queries.deciding import is_voted_on
from bureau.institution.governance.queries.interests import people_touched
from bureau.institution.governance.queries.reorganisations import KIND, submission_of
from bureau.institution.governance.services.actions import (
    drafted_values,
    next_number,
    store_draft,
)
from bureau.institution.governance.services.bringing import brought_values
from bureau.institution.governance.services.deciding import record_as_decided
from bureau.institution.governance.services.numbers import refuse_taken_numbers
from bureau.institution.governance.services.refusing import refuse_malformed, refuse_unreadable
from bureau.institution.governance.services.steps import Cited, settle
from bureau.institution.governance.store import (
    CASE,
    Words,
    answers_data,
    words_hashes,
    words_of,
)
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.structure import today
from bureau.institution.organisation.services.identities import make_identity
from bureau.institution.procedures.queries.cases import OnRecord, case_on_record
from bureau.institution.procedures.queries.rehearsing import Said, SaidCondition
from bureau.institution.procedures.queries.rules import rules_of
from bureau.record.journal.services import Act, service


@service(
    "governance.amend_action",
    pgettext_lazy("act in the journal", "Put down that a body changed an action"),
)
def amend_action(
    act: Act,
    *,
    reorganisation: int,
    step: str,
    place: int,
    day: Day,
    values: Mapping[str, Value] | None = None,
    words: Mapping[str, Text] | None = None,
    reason: str = "",
) -> None:
    """Put down that the body changed the day, values or reason of an action.

    `values` and `words` are whole, as where an author changes an action of a draft.
    """
    row = _to_amend(act, reorganisation, step)
    former = _standing(row, place)
    _refuse_unreadable(act, row, step, former.kind, values or {})
    kept = {
        name: former.values[name] for name in brought_values(former.kind) if name in former.values
    }
    said = drafted_values(act, row, former.kind, {**kept, **(values or {})}, words or {})
    changed = replace(former, day=day, values=said, reason=reason or former.reason)
    if changed == former:
        models.DraftAmendment.objects.filter(reorganisation=row, step=step, place=place).delete()
    else:
        _put(act, row, step, Amending.CHANGE, changed)


@service(
    "governance.leave_out_action",
    pgettext_lazy("act in the journal", "Put down that a body left an action out"),
)
def leave_out_action(act: Act, *, reorganisation: int, step: str, place: int) -> None:
    """Put down that the body leaves an action out."""
    row = _to_amend(act, reorganisation, step)
    _put(act, row, step, Amending.LEAVE_OUT, _standing(row, place))


@service(
    "governance.amend_by_adding",
    pgettext_lazy("act in the journal", "Put down that a body added an action"),
)
def amend_by_adding(
    act: Act,
    *,
    reorganisation: int,
    step: str,
    kind: str,
    day: Day,
    subject: int | None = None,
    values: Mapping[str, Value] | None = None,
    words: Mapping[str, Text] | None = None,
    reason: str = "",
) -> int:
    """Put down that the body added an action; returns its place."""
    row = _to_amend(act, reorganisation, step)
    action_kind, said = ActionKind(kind), dict(values or {})
    _refuse_unreadable(act, row, step, action_kind, said)
    if action_kind is ActionKind.ESTABLISH_POST and "number" not in said:
        said["number"] = next_number(act, row, said)
    if subject is not None and action_kind in ESTABLISHING:
        raise Refused(Reason("identity_in_use"))
    sort = DEFINITIONS[action_kind].subject
    if subject is None and action_kind in ESTABLISHING:
        subject = make_identity(act, organisation=row.organisation_id, kind=sort)
    said = drafted_values(act, row, action_kind, said, words or {})
    place = _next_place(row, step)
    named = Reference(sort, subject or 0)
    _put(act, row, step, Amending.ADD, Action(place, action_kind, named, day, said, reason=reason))
    return place


@service(
    "governance.take_back_amendment",
    pgettext_lazy("act in the journal", "Take back what was put down of an amendment"),
)
def take_back_amendment(act: Act, *, reorganisation: int, step: str, place: int) -> None:
    """Let an action stand as it was put forward."""
    row = _to_amend(act, reorganisation, step, taking_back=True)
    rows = models.DraftAmendment.objects.filter(reorganisation=row, step=step, place=place)
    if not rows.delete()[0]:
        raise Refused(Reason("no_such_action", {"place": place}))


@service(
    "governance.adopt_as_amended",
    pgettext_lazy("act in the journal", "Adopt a reorganisation as amended"),
)
def adopt_as_amended(
    act: Act,
    *,
    reorganisation: int,
    step: str,
    day: date,
    left_open: str = "",
    seen_amendment: str = "",
    conditions: tuple[SaidCondition, ...] = (),
    **cited: Unpack[Cited],
) -> int:
    """Record that the body adopts the set as it was amended on this step; returns the act.

    Where the rule lets it end the route there, what enters into force is the set as amended; else
    it goes back to its author, who may accept it. `left_open` says why what the amended set asks
    anew is left on purpose; `seen_amendment` is the hash of what the person had before them.
    """
    row, on_record = _locked(act, reorganisation)
    amending, submission = on_record.route.open_step(step), submission_of(row.pk)
    found = amended_so_far(row, on_record, step)
    if amending is None or submission is None or found is None:
        raise Refused(Reason("step_not_open", {"step": step}))
    if seen_amendment and seen_amendment != difference_hash(found.difference):
        raise Refused(Reason("changed_since_seen"))
    closes = is_final(amending)
    answers = _answers(row, on_record, found, left_open) if closes else ()
    words = _words(row, found)
    said = Said(
        ActKind.ADOPT_AS_AMENDED,
        day,
        step,
        conditions=conditions,
        amendment=routed_amendment(row, found),
        cites=_cited(found, words),
        **cited,
    )
    recorded = record_as_decided(act, subject=Reference(KIND, row.pk), said=said)
    _keep(recorded.act, submission, found, words, answers, closes=closes)
    models.DraftAmendment.objects.filter(reorganisation=row, step=step).delete()
    if closes:
        store_draft(row, found.whole)
    settle(act, row, recorded)
    return recorded.act


def _keep(
    by: int,
    submission: models.Submission,
    found: AsAmended,
    words: Words,
    answers: Sequence[Answer],
    *,
    closes: bool,
) -> None:
    """What the act changed, under its own hash."""
    models.Amendment.objects.create(
        act_id=by,
        submission=submission,
        difference=difference_json(found.difference),
        difference_hash=difference_hash(found.difference),
        actions_hash=found.hash,
        words=words,
        words_hashes=words_hashes(words),
        answers=answers_data(answers),
        applies=closes,
    )


def _to_amend(
    act: Act, reorganisation: int, step: str, *, taking_back: bool = False
) -> models.Reorganisation:
    """The reorganisation, locked, where the actor may record that a body amends it on the step."""
    row, on_record = _locked(act, reorganisation)
    day = today(Organisation.objects.get(pk=row.organisation_id))
    if step_to_amend(on_record, step, day, act.actor, taking_back=taking_back) is None:
        raise Refused(Reason("not_yours_to_do"))
    if is_voted_on(on_record, step):
        raise Refused(Reason("ballot_open"))
    act.touch(KIND, row.pk)
    act.details.update(step=step)
    return row


def _locked(act: Act, reorganisation: int) -> tuple[models.Reorganisation, OnRecord]:
    (row,) = act.lock(models.Reorganisation, reorganisation)
    on_record = case_on_record(Reference(KIND, row.pk)) if row.submitted else None
    if on_record is None:
        raise Refused(Reason("not_submitted"))
    return row, on_record


def _standing(row: models.Reorganisation, place: int) -> Action:
    submission = submission_of(row.pk)
    actions = standing_actions(submission) if submission else ()
    found = next((action for action in actions if action.id == place), None)
    if found is None:
        raise Refused(Reason("no_such_action", {"place": place}))
    return found


def _next_place(row: models.Reorganisation, step: str) -> int:
    submission = submission_of(row.pk)
    standing = standing_actions(submission) if submission else ()
    drafted = drafted_amendments(row.pk, step)
    return 1 + max((*(one.id for one in standing), *(one.place for one in drafted)), default=0)


def _refuse_unreadable(
    act: Act,
    row: models.Reorganisation,
    step: str,
    kind: ActionKind,
    values: Mapping[str, Value],
) -> None:
    """What was put down before is before whoever amends."""
    drafted = (one.action for one in drafted_amendments(row.pk, step) if one.action)
    before = [(action.kind, action.values) for action in drafted]
    refuse_unreadable(act, row.organisation_id, [(kind, values)], before)


def _put(act: Act, row: models.Reorganisation, step: str, manner: Amending, action: Action) -> None:
    """Keep one place of the amendment; said anew, it takes the place of what was said before."""
    is_out = manner is Amending.LEAVE_OUT
    if not is_out:
        refuse_malformed(act, row, [action])
        refuse_taken_numbers(act, row.organisation_id, action)
    models.DraftAmendment.objects.update_or_create(
        reorganisation=row,
        step=step,
        place=action.id,
        defaults={
            "manner": manner,
            "action": "" if is_out else to_json([action]),
            "person": act.actor.person or 0,
        },
    )
    if not is_out:
        _refuse_own(act, row, action)
        _refuse_decided_elsewhere(row, step, action.id)
    act.details.update(place=action.id, manner=manner)


def _refuse_own(act: Act, row: models.Reorganisation, action: Action) -> None:
    """Nobody puts down for a body what they have an interest of their own in."""
    day = today(Organisation.objects.get(pk=row.organisation_id))
    amendment = Amendment(Amending.CHANGE, action.id, action)
    if act.actor.person in people_touched([amendment], day):
        raise Refused(Reason("may_not_act", {"because": ["conflict_declared"]}))


def _refuse_decided_elsewhere(row: models.Reorganisation, step: str, place: int) -> None:
    """A body whose act ends the route there changes and adds only what it decides itself."""
    on_record = case_on_record(Reference(KIND, row.pk))
    found = amended_so_far(row, on_record, step) if on_record else None
    amending = on_record.route.open_step(step) if on_record else None
    if on_record is None or found is None or amending is None or not is_final(amending):
        return
    rules = rules_of([row.organisation_id])
    day = today(Organisation.objects.get(pk=row.organisation_id)).toordinal()
    amendment = routed_amendment(row, found)
    if place in elsewhere(on_record.case, rules, amending, amendment, day):
        raise Refused(Reason("not_decided_here"))


def _words(row: models.Reorganisation, found: AsAmended) -> Words:
    """What the body changed and added, by place, in its original language."""
    changed = [action for action in found.whole if action.id in found.touched]
    return {place: said for place, said in words_of(row, changed).items() if place != CASE}


def _cited(found: AsAmended, words: Words) -> dict[str, Any]:
    hashes = {"amendment": difference_hash(found.difference), "amended": found.hash}
    return {**hashes, "amended_words": words_hashes(words)} if words else hashes


def _answers(
    row: models.Reorganisation, on_record: OnRecord, found: AsAmended, left_open: str
) -> tuple[Answer, ...]:
    """What the set as amended asks is left on purpose; refused where something bars it."""
    day = today(Organisation.objects.get(pk=row.organisation_id))
    new = new_findings(row, on_record, found, day)
    unanswered = () if left_open.strip() else new.asks
    reasons = reasons_of_amended(row, found, (*new.bars, *unanswered))
    if reasons:
        raise Refused(*reasons)
    return tuple(Answer(one.code, one.subject, left_open.strip()) for one in new.asks)
