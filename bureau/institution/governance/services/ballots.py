"""Ballots by correspondence: opened by the body's secretary, voted on, closed once or by the clock,
or called off.

What a ballot adopted is not yet an act: the secretary records it, citing the ballot.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.tasks import task
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from bureau.core.actors import CLOCK, NO_PERSON
from bureau.core.changes.amendments import difference_hash, difference_json
from bureau.core.procedures.acts import acts_open
from bureau.core.procedures.amending import closings_as_amended, reasons_of_amendment
from bureau.core.procedures.case import Step
from bureau.core.procedures.deadlines import Deadline
from bureau.core.procedures.deciding import (
    BodySeat,
    Choice,
    Deciding,
    Outcome,
    Tally,
    Way,
    outcome_of,
    tally_of,
)
from bureau.core.procedures.kinds import ActKind
from bureau.core.procedures.stand_ins import Candidate, who_may_do
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.institution.governance import models
from bureau.institution.governance.queries.amended import AsAmended, drafted_amendments
from bureau.institution.governance.queries.amending import (
    amended_so_far,
    is_final,
    new_findings,
    reasons_of_amended,
    routed_amendment,
)
from bureau.institution.governance.queries.ballots import Polled, SeatLine, deadline_of, polled
from bureau.institution.governance.queries.deadlines import conventions_of
from bureau.institution.governance.queries.deciding import acts_put_to_vote, deciding_today
from bureau.institution.governance.queries.interests import people_touched
from bureau.institution.governance.queries.reorganisations import KIND
from bureau.institution.governance.store import decision_rule_of
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.structure import today
from bureau.institution.procedures.permissions import may_record_act
from bureau.institution.procedures.queries.cases import OnRecord, case_on_record, open_steps
from bureau.institution.procedures.queries.rehearsing import reasons_of_end
from bureau.institution.procedures.queries.rules import rules_of
from bureau.record.each import for_each
from bureau.record.journal.services import Act, Asked, service, takes

WORDED = frozenset({Choice.RESERVED})
"""What is voted so says in words what it keeps open."""

MOST_SEATS_OF_A_VOTER = 2
"""A person votes for one seat and, by delegation, for one other: nobody is a body alone."""

NOT_COUNTED = tally_of(())


@service("governance.open_ballot", pgettext_lazy("act in the journal", "Open a ballot"))
@takes(1_000)
def open_ballot(
    act: Act,
    *,
    reorganisation: int,
    step: str,
    kind: ActKind,
    last_day: date,
    parts: frozenset[int] | None = None,
    seen: str = "",
    seen_amendment: str = "",
) -> int:
    """Put an act on a step to the vote of a body's members until `last_day` is over; the ballot.

    To adopt as amended puts the amendment to the vote that is put together on the step:
    `seen_amendment` is the hash of what the person had before them.
    """
    (row,) = act.lock(models.Reorganisation, reorganisation)
    on_record, found, candidate = _to_record(act, row, step, kind)
    organisation = Organisation.objects.get(pk=row.organisation_id)
    day = today(organisation)
    deciding = deciding_today(on_record, found, day)
    chosen = found.actions() if parts is None else parts
    reasons = _reasons_of_opening(found, deciding, kind, chosen, last_day, day)
    amended = amended_so_far(row, on_record, step) if kind == ActKind.ADOPT_AS_AMENDED else None
    reasons += _reasons_of_seen(on_record, seen, amended, seen_amendment)
    if amended is not None:
        reasons += _reasons_of_amendment(row, on_record, found, amended, chosen)
    if reasons or deciding is None:
        raise Refused(*reasons)
    over = _over(organisation, deciding.body, last_day, day)
    ballot = models.Ballot.objects.create(
        reorganisation=row,
        round=on_record.round,
        step=step,
        kind=kind,
        parts=sorted(chosen),
        seen=on_record.seen(),
        body_id=deciding.body,
        rule_id=deciding.rule.id,
        opened=day,
        cut_off=over.instant(),
        zone=over.zone,
        person=act.actor.person or NO_PERSON,
        post=candidate.post,
        at=act.at,
    )
    _name(act, ballot)
    act.details.update(step=step, kind=kind, parts=ballot.parts, last_day=last_day.isoformat())
    _freeze(act, ballot, deciding.voting(), amended)
    return ballot.pk


@service("governance.cast_vote", pgettext_lazy("act in the journal", "Vote in a ballot"))
def cast_vote(
    act: Act, *, ballot: int, seat: int, choice: Choice, words: str = "", document: str = ""
) -> int:
    """Vote for a seat, or anew, until the cut-off: by who acts in its post; or recorded by the
    body's secretary, by the document that shows it, while nobody voted for it in person. Nobody
    votes on what they have a hand in, or for more than `MOST_SEATS_OF_A_VOTER` seats."""
    poll = _locked(act, ballot)
    line = poll.line(seat)
    if line is None:
        raise Refused(Reason("no_such_seat"))
    own = line.candidate(act.actor)
    by = own or poll.secretary(act.actor)
    reasons = [*_reasons_of_vote(act, poll, line.stands_aside)]
    if by is None:
        reasons.append(Reason("may_not_act", {"because": line.because(act.actor)}))
    elif own is None:
        reasons += _reasons_of_recording(line, document)
    elif poll.votes_of(act.actor, beside=seat) >= MOST_SEATS_OF_A_VOTER:
        reasons.append(Reason("votes_for_too_many", {"most": MOST_SEATS_OF_A_VOTER}))
    if choice in WORDED and not words.strip():
        reasons.append(Reason("reservation_unsaid"))
    if reasons or by is None:
        raise Refused(*reasons)
    vote = models.Vote.objects.create(
        ballot=poll.row,
        seat_id=seat,
        choice=choice,
        document="" if own else document.strip(),
        person=act.actor.person or NO_PERSON,
        post=by.post,
        at=act.at,
    )
    _name(act, poll.row)
    act.details.update(seat=seat, vote=vote.pk)
    act.commit_to(f"vote_{vote.pk}", choice.value, keep=False)
    if words.strip():
        models.VoteWords.objects.create(vote=vote, said=words.strip())
    act.commit_to(f"vote_words_{vote.pk}", words.strip(), keep=False)
    return vote.pk


@service("governance.close_ballot", pgettext_lazy("act in the journal", "Close a ballot"))
def close_ballot(act: Act, *, ballot: int) -> str:
    """Count a ballot, once: the clock after its cut-off, the secretary as soon as all have voted.

    A vote of who has got a hand in the matter since does not count, and its seat stands aside as in
    session. Returns the outcome by the rule under which it was opened.
    """
    poll = _locked(act, ballot)
    is_clock = act.actor == CLOCK
    if not poll.is_open:
        raise Refused(Reason("ballot_ended"))
    if not is_clock and poll.secretary(act.actor) is None:
        raise Refused(Reason("not_yours_to_do"))
    if act.at < poll.row.cut_off and (is_clock or not poll.all_voted):
        raise Refused(Reason("ballot_goes_on", {"left": len(poll.missing)}))
    act.refuse_edited(models.Ballot, poll.row.pk)
    act.refuse_edited(models.BallotSeat, *poll.row.seats.values_list("pk", flat=True))
    act.refuse_edited(models.Vote, *poll.row.votes.values_list("pk", flat=True))
    tally = tally_of(Choice(one.choice) for one in poll.counting)
    outcome = outcome_of(decision_rule_of(poll.row.rule), len(poll.lines), tally)
    _end(act, poll, outcome, tally)
    return outcome.value


@service("governance.call_off_ballot", pgettext_lazy("act in the journal", "Call off a ballot"))
def call_off_ballot(act: Act, *, ballot: int, reason: str) -> None:
    """End a ballot as if it had not been held: by the secretary, for a reason, while it takes votes
    and not all have voted."""
    poll = _locked(act, ballot)
    if poll.secretary(act.actor) is None or act.actor.prepares_for is not None:
        raise Refused(Reason("not_yours_to_do"))
    found = []
    if not poll.is_open or act.at >= poll.row.cut_off:
        found.append(Reason("ballot_ended"))
    elif poll.all_voted:
        found.append(Reason("all_voted"))
    if not reason.strip():
        found.append(Reason("reason_missing"))
    if found:
        raise Refused(*found)
    end = _end(act, poll, Outcome.CALLED_OFF, NOT_COUNTED)
    models.CalledOff.objects.create(end=end, said=reason.strip())


@task
def close_due() -> None:
    """Count every ballot whose cut-off is past; one that was counted is left alone."""
    rows = models.Ballot.objects.filter(end__isnull=True, cut_off__lte=timezone.now())
    numbers = list(rows.order_by("cut_off", "pk").values_list("pk", flat=True))
    for_each(numbers, lambda one: close_ballot(Asked(CLOCK, f"ballot-{one}"), ballot=one))


def _end(act: Act, poll: Polled, outcome: Outcome, tally: Tally) -> models.BallotEnd:
    """On the day of the act, as the body counts it, or on the last day where that is over."""
    zone, last = ZoneInfo(poll.row.zone), deadline_of(poll.row).day
    left_out = [line.vote.pk for line in poll.lines if line.vote and line.is_left_out]
    end = models.BallotEnd.objects.create(
        ballot=poll.row,
        outcome=outcome,
        tally=asdict(tally),
        left_out=left_out or None,
        day=min(act.at.astimezone(zone).date(), last),
        person=act.actor.person or NO_PERSON,
        at=act.at,
    )
    _name(act, poll.row)
    act.details.update(outcome=outcome, tally=asdict(tally), left_out=left_out)
    return end


def _to_record(
    act: Act, row: models.Reorganisation, step: str, kind: ActKind
) -> tuple[OnRecord, Step, Candidate]:
    """The open step, where the actor may record such an act of its body."""
    on_record = case_on_record(Reference(KIND, row.pk)) if row.submitted else None
    if on_record is None:
        raise Refused(Reason("not_submitted"))
    day = today(Organisation.objects.get(pk=row.organisation_id))
    if kind == ActKind.ADOPT_AS_AMENDED:
        on_record = on_record.touching(people_touched(drafted_amendments(row.pk, step), day))
    found = next((one for one in open_steps(on_record, day) if one.step.key == step), None)
    if found is None:
        raise Refused(Reason("step_not_open", {"step": step}))
    own = found.step.of_body()
    judged = who_may_do(kind, own, found.stand, found.day.toordinal())
    candidate = may_record_act(act.actor, judged)
    if candidate is None or act.actor.prepares_for is not None:
        raise Refused(Reason("not_yours_to_do"))
    return on_record, own, candidate


def _reasons_of_opening(
    step: Step,
    deciding: Deciding | None,
    kind: ActKind,
    parts: frozenset[int],
    last_day: date,
    day: date,
) -> list[Reason]:
    if deciding is None:
        return [Reason("no_decision_rule")]
    found = reasons_of_end(deciding.body, last_day)
    if Way.BY_CORRESPONDENCE not in deciding.rule.ways:
        found.append(Reason("way_not_open", {"way": Way.BY_CORRESPONDENCE}))
    if kind not in acts_put_to_vote(acts_open(step)):
        found.append(Reason("act_not_open", {"act": kind, "step": step.key}))
    if not parts or not parts <= step.actions():
        found.append(Reason("parts_not_open", {"parts": sorted(parts - step.actions())}))
    if deciding.open_ballot() is not None:
        found.append(Reason("ballot_open"))
    if not deciding.voting():
        found.append(Reason("nobody_votes"))
    if last_day < day + timedelta(days=deciding.rule.days):
        found.append(Reason("cut_off_too_soon", {"days": deciding.rule.days}))
    return found


def _reasons_of_amendment(
    row: models.Reorganisation,
    on_record: OnRecord,
    step: Step,
    amended: AsAmended,
    chosen: frozenset[int],
) -> list[Reason]:
    """What the act would be refused for, so that nobody votes on what cannot be adopted."""
    said, case = routed_amendment(row, amended), on_record.case
    day = today(Organisation.objects.get(pk=row.organisation_id))
    found = [*reasons_of_amendment(case, step, said, chosen)]
    if found or not is_final(step):
        return found
    rules, number = rules_of([case.organisation]), day.toordinal()
    closed = closings_as_amended(case, rules, step, said, chosen, number, number)
    if isinstance(closed, Reason):
        found.append(closed)
    bars = new_findings(row, on_record, amended, day).bars
    return [*found, *reasons_of_amended(row, amended, bars)]


def _reasons_of_seen(
    on_record: OnRecord, seen: str, amended: AsAmended | None, seen_amendment: str
) -> list[Reason]:
    now = difference_hash(amended.difference) if amended else seen_amendment
    is_other = seen not in ("", on_record.seen()) or seen_amendment not in ("", now)
    return [Reason("changed_since_seen")] if is_other else []


def _over(organisation: Organisation, body: int, last_day: date, day: date) -> Deadline:
    """When the last day is over, as the body counts it on the day on which it is set."""
    convention = conventions_of([organisation.pk]).of(organisation.pk, body, day)
    return Deadline(last_day, convention.zone, convention.closes)


def _freeze(
    act: Act, ballot: models.Ballot, voting: Iterable[BodySeat], amended: AsAmended | None
) -> None:
    """Who has a vote, and what it would change, under its own hash, where that is voted on."""
    voters = [models.BallotSeat(ballot=ballot, seat_id=seat.id) for seat in voting]
    models.BallotSeat.objects.bulk_create(voters)
    if amended is None:
        return
    hashed = difference_hash(amended.difference)
    models.BallotAmendment.objects.create(
        ballot=ballot,
        difference=difference_json(amended.difference),
        difference_hash=hashed,
        actions_hash=amended.hash,
    )
    act.details.update(amendment=hashed)


def _reasons_of_vote(act: Act, poll: Polled, is_aside: bool) -> Sequence[Reason]:
    found = []
    if not poll.is_open or act.at >= poll.row.cut_off:
        found.append(Reason("ballot_ended"))
    if not poll.is_current:
        found.append(Reason("changed_since_seen"))
    if is_aside:
        found.append(Reason("seat_stands_aside"))
    if act.actor.prepares_for is not None:
        found.append(Reason("prepares_only"))
    return found


def _reasons_of_recording(line: SeatLine, document: str) -> list[Reason]:
    """A paper shows the vote; what a member voted in person only the member changes."""
    found = [] if document.strip() else [Reason("document_missing")]
    return [*found, Reason("voted_in_person")] if line.voted_in_person else found


def _locked(act: Act, ballot: int) -> Polled:
    """The ballot with its votes, locked against every other vote and its end."""
    (row,) = act.lock(models.Ballot, ballot)
    return polled(row)


def _name(act: Act, ballot: models.Ballot) -> None:
    act.touch("ballot", ballot.pk)
    act.touch(KIND, ballot.reorganisation_id)
    act.details.update(ballot=ballot.pk)
