"""Recording what is done on a step: the one way in which a case moves on."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from bureau.core.procedures import acts as core
from bureau.core.procedures.acts import advance, gated
from bureau.core.procedures.case import Case, ClosedStep, Route, Step
from bureau.core.procedures.kinds import ActKind, Gate, Phase, WhoKind
from bureau.core.procedures.route import route
from bureau.core.procedures.stand_ins import Candidate, Stand, who_may_act
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.institution.instruments.models import Meeting
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.structure import today
from bureau.institution.procedures import models
from bureau.institution.procedures.permissions import may_record_act
from bureau.institution.procedures.queries.cases import OnRecord, case_on_record, stand_of
from bureau.institution.procedures.queries.rules import rules_of
from bureau.institution.procedures.queries.who_answers import people_on
from bureau.institution.procedures.services.cases import end_round
from bureau.institution.procedures.store import case_of, closing_data
from bureau.record.journal.services import Act, service


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says of an act: its kind and day, on which step and parts, and citing what.

    `post` is the post acted in where the person may act in several; `seen` the hash of the actions
    that the person had before them.
    """

    kind: ActKind
    day: date
    step: str = ""
    parts: frozenset[int] | None = None
    answer: bool | None = None
    until: date | None = None
    post: int | None = None
    meeting: int | None = None
    document: str = ""
    note: str = ""
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """An act on record: the actions it lets enter into force (`gated`) or be released, and all
    that are decided after it."""

    act: int
    gated: frozenset[int]
    released: frozenset[int]
    decided: frozenset[int]
    route: Route
    phase: Phase


@service
def record_act(
    act: Act, *, subject: Reference, said: Said, conflicted: Collection[int] = ()
) -> Recorded:
    """Record an act on the case of `subject`; joined by the subject's own app.

    Refused with every reason at once: out of order, by the author, by one who may not act today,
    or on what has changed since it was seen.
    """
    if act.actor.prepares_for is not None:
        raise Refused(Reason("prepares_only"))
    before = _locked(act, subject)
    day = today(Organisation.objects.get(pk=before.case.organisation))
    rules = rules_of([before.case.organisation])
    stand = stand_of(before, people_on(day, [before.case.organisation]), conflicted)
    step = before.route.open_step(said.step)
    candidate = _candidate(act, said, step, stand, day)
    _refuse_unseen(before, said, step)
    core_act = _core_act(act, said, step, candidate)
    after = advance(before.case, rules, core_act, stand, day.toordinal())
    row = _write(act, said, before, after, step, candidate, stand)
    if case_of(before.round, [*before.acts, row]) != after:
        raise RuntimeError("the row of an act does not say what the act did")
    standing = route(after, rules, day.toordinal())
    if outcome := outcome_of(standing, after.phase):
        posts = {post for one in standing.steps for post in stand.posts_named(one.who)}
        end_round(act, before.round, day, outcome, posts)
    return Recorded(
        act=row.pk,
        gated=gated(standing, core_act),
        released=gated(standing, core_act, Gate.RELEASE),
        decided=standing.decided(),
        route=standing,
        phase=after.phase,
    )


def outcome_of(standing: Route, phase: Phase) -> models.Outcome | None:
    """How a round ends with what now stands; None where it goes on."""
    if phase in (Phase.REJECTED, Phase.WITHDRAWN):
        return models.Outcome(phase.value)
    if not standing.is_done():
        return None
    return models.Outcome.SETTLED if standing.is_settled() else models.Outcome.DONE


def _locked(act: Act, subject: Reference) -> OnRecord:
    """The case as it stands, with its open round locked against every other act on it."""
    rounds = models.Round.objects.filter(kind=subject.kind, subject=subject.id)
    latest = rounds.order_by("-number").values_list("pk", flat=True).first()
    if latest is None:
        raise Refused(Reason("not_submitted"))
    (row,) = act.lock(models.Round, latest)
    if row.ended is not None:
        raise Refused(Reason("case_ended", {"ended": row.ended.isoformat()}))
    found = case_on_record(subject)
    if found is None or found.round.pk != row.pk:
        raise Refused(Reason("changed_since_seen"))
    return found


def _candidate(
    act: Act, said: Said, step: Step | None, stand: Stand, day: date
) -> Candidate | None:
    """In which post and capacity the person acts: as asked, else in the post acted in."""
    if step is None:
        return None
    judged = who_may_act(step, stand, day.toordinal())
    return may_record_act(act.actor, judged, said.post)


def _refuse_unseen(before: OnRecord, said: Said, step: Step | None) -> None:
    reasons = []
    if said.seen and said.seen != before.round.hashes["actions"]:
        reasons.append(Reason("changed_since_seen"))
    if said.meeting is not None and step is not None:
        bodies = [int(one) for one in step.who.ids] if step.who.kind is WhoKind.BODY else []
        if not Meeting.objects.filter(pk=said.meeting, body__in=bodies).exists():
            reasons.append(Reason("meeting_of_another_body"))
    if reasons:
        raise Refused(*reasons)


def _core_act(act: Act, said: Said, step: Step | None, candidate: Candidate | None) -> core.Act:
    post = candidate.post if candidate else said.post or act.actor.post or 0
    cites = Reference("meeting", said.meeting) if said.meeting is not None else None
    if cites is None and said.document and step is not None and step.who.kind is WhoKind.BODY:
        cites = Reference("body", int(step.who.ids[0]))
    return core.Act(
        kind=said.kind,
        step=said.step or None,
        day=said.day.toordinal(),
        person=act.actor.person or 0,
        post=post,
        parts=said.parts,
        until=said.until.toordinal() if said.until else None,
        answer=said.answer,
        cites=cites,
    )


def _write(
    act: Act,
    said: Said,
    before: OnRecord,
    after: Case,
    step: Step | None,
    candidate: Candidate | None,
    stand: Stand,
) -> models.ProcedureAct:
    closing = after.closed[-1] if len(after.closed) > len(before.case.closed) else None
    row = models.ProcedureAct.objects.create(
        round=before.round,
        place=len(before.acts) + 1,
        kind=said.kind,
        step=said.step,
        parts=sorted(_parts(said, before, after, step, closing)),
        closing=closing_data(closing) if closing else None,
        answer=said.answer,
        until=said.until,
        hashes=before.round.hashes,
        body_id=_body(said, step),
        meeting_id=said.meeting,
        document=said.document,
        day=said.day,
        rule_id=step.parts[0].rule if step else None,
        person=act.actor.person or 0,
        post=candidate.post if candidate else act.actor.post,
        capacity=candidate.capacity if candidate else "",
        on_behalf=_on_behalf(step, candidate, stand),
        at=act.at,
    )
    _keep_note(act, row, said.note)
    act.touch(before.subject.kind, before.subject.id)
    act.touch("round", before.round.pk)
    act.touch("procedure_act", row.pk)
    act.details.update(
        procedure_act=row.pk,
        step=said.step,
        kind=said.kind,
        parts=row.parts,
        day=said.day.isoformat(),
        cites=before.round.hashes,
    )
    return row


def _parts(
    said: Said, before: OnRecord, after: Case, step: Step | None, closing: ClosedStep | None
) -> Collection[int]:
    if said.kind in (ActKind.REJECT, ActKind.WITHDRAW):
        return after.dropped - before.case.dropped
    if closing is not None:
        return closing.step.actions()
    return step.actions() if step else ()


def _body(said: Said, step: Step | None) -> int | None:
    if step is None or step.who.kind is not WhoKind.BODY:
        return None
    if said.meeting is not None:
        return Meeting.objects.values_list("body_id", flat=True).get(pk=said.meeting)
    return int(step.who.ids[0])


def _on_behalf(step: Step | None, candidate: Candidate | None, stand: Stand) -> int | None:
    """The post that answers for the step, where another acts for it."""
    if step is None or candidate is None:
        return None
    named = stand.posts_named(step.who)
    return None if candidate.post in named else named[0]


def _keep_note(act: Act, row: models.ProcedureAct, note: str) -> None:
    """Free words stay out of the journal: it holds only a commitment to them."""
    if note:
        models.ProcedureNote.objects.create(act=row, said=note)
        act.commit_to(f"note_{row.pk}", note, keep=False)
