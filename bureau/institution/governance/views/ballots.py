"""A ballot by correspondence: opened, shown, voted in, closed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bureau.core.changes.amendments import difference_hash
from bureau.core.procedures.deciding import Deciding, Tally, Way
from bureau.core.procedures.kinds import ActKind
from bureau.core.reasons import Reason
from bureau.institution.governance import models
from bureau.institution.governance.forms.ballots import BallotForm, VoteForm
from bureau.institution.governance.forms.keyed import ReasonForm, new_key
from bureau.institution.governance.queries.amended import standing_actions
from bureau.institution.governance.queries.amending import amended_so_far
from bureau.institution.governance.queries.ballots import (
    Polled,
    SeatLine,
    alone_after,
    ballots_of,
    deadline_of,
    polls,
    why_called_off,
)
from bureau.institution.governance.queries.deciding import (
    acts_put_to_vote,
    address_alone,
    deciding_today,
    is_told,
    seats_named,
)
from bureau.institution.governance.queries.pages import names_of_set
from bureau.institution.governance.queries.people_named import people_and_posts
from bureau.institution.governance.queries.previews import preview
from bureau.institution.governance.queries.reorganisations import Seen, actions_before
from bureau.institution.governance.queries.versions import state_put_to_vote
from bureau.institution.governance.services import ballots
from bureau.institution.governance.store import decision_rule_of, seat_of
from bureau.institution.governance.texts.deciding import (
    CHOICE_MARKS,
    CHOICES,
    OUTCOME_MARKS,
    alone_in_words,
    demands_in_words,
    said_by_ballot,
    tally_in_words,
    verb_alone,
)
from bureau.institution.governance.texts.labels import ACTS
from bureau.institution.governance.texts.reasons import sentence
from bureau.institution.governance.views.act_lines import short_hash
from bureau.institution.governance.views.amendments import rows_voted_on
from bureau.institution.governance.views.lines import ActionLine, action_lines
from bureau.institution.governance.views.looking import crumbs_to_case, look_up
from bureau.institution.governance.views.refusals import pressed, refused_in_full
from bureau.institution.governance.views.steps_gone import leads_to_its_case
from bureau.institution.procedures.permissions import may_record_act
from bureau.institution.procedures.queries.cases import OpenStep, acts_of, open_steps
from bureau.record.journal.queries import reading
from bureau.web.formats import day_in_words, listed
from bureau.web.multilingual import here
from bureau.web.refusing import status_of
from bureau.web.requests import Asking


@dataclass(frozen=True, slots=True)
class VoteLine:
    """A seat as the page shows it: whether it voted, and how where the reader may know.

    `act` is the address at which the reader votes for it or records its vote, "" where they may
    not; `why` says why it casts none. `by` says who cast it and by which document, `former` what
    was recorded for it by a document before.
    """

    name: str
    is_chair: bool
    has_voted: bool
    choice: str
    mark: str
    words: str
    by: str
    former: str
    act: str
    verb: str
    why: str
    not_counted: str


@leads_to_its_case
def new(request: Asking, reorganisation: int) -> HttpResponse:
    """Put an act on the step to the vote of its body."""
    seen = look_up(request, reorganisation)
    opened, deciding = _to_open(request, seen)
    assert seen.case is not None
    form = _form(request, seen, opened, deciding)
    if request.method == "POST" and form.is_valid():
        with refused_in_full(form, request.actor):
            made = ballots.open_ballot(
                form.asked(request.actor),
                reorganisation=reorganisation,
                step=opened.step.key,
                kind=ActKind(form.cleaned_data["kind"]),
                last_day=form.last(),
                parts=form.parts(),
                seen=form.cleaned_data["seen"],
                seen_amendment=form.cleaned_data["seen_amendment"],
            )
            messages.success(request, _("The ballot is open; its members are told."))
            return redirect("reorganisation-ballot", reorganisation, made)
    context = {
        "form": form,
        "seen": seen,
        "title": here(seen.row.title),
        "crumbs": crumbs_to_case(seen),
        "demands": demands_in_words(deciding, Way.BY_CORRESPONDENCE),
        "seats": list(seats_named(_seats(deciding)).values()),
    }
    return render(request, "governance/ballot_new.html", context, status=status_of(form))


def _form(request: Asking, seen: Seen, opened: OpenStep, deciding: Deciding) -> BallotForm:
    """To adopt as amended is offered where something is put together on the step."""
    case, step = seen.case, opened.step
    mine = opened.acts_for(request.actor)
    is_open = ActKind.ADOPT_AS_AMENDED in mine
    found = amended_so_far(seen.row, case, step.key) if case and is_open else None
    is_amended = found is not None and bool(found.difference)
    kinds = acts_put_to_vote(sorted(mine, key=lambda kind: (kind != step.act, kind)))
    offered = [kind for kind in kinds if is_amended or kind is not ActKind.ADOPT_AS_AMENDED]
    asked = request.GET.get("act", "")
    return BallotForm(
        offered,
        _parts(request, seen, opened),
        request.POST or None,
        initial={
            "seen": case.seen() if case else "",
            "seen_amendment": difference_hash(found.difference) if found else "",
            "last_day": request.reading.today + timedelta(days=deciding.rule.days),
            "kind": asked if asked in {str(kind) for kind in offered} else step.act.value,
        },
    )


@require_safe
def ballot(request: Asking, reorganisation: int, ballot: int) -> HttpResponse:
    with reading():
        seen = look_up(request, reorganisation)
        poll = _look_up_ballot(reorganisation, ballot)
        context = _context(request, seen, poll)
    return render(request, "governance/ballot.html", context)


def vote(request: Asking, reorganisation: int, ballot: int, seat: int) -> HttpResponse:
    """Vote for one's own seat, or record the vote of a member by what shows it."""
    seen, poll = look_up(request, reorganisation), _look_up_ballot(reorganisation, ballot)
    line = poll.line(seat)
    if line is None or not _may_vote(request, poll, line):
        raise Http404
    own = line.candidate(request.actor) is not None
    if not own and line.voted_in_person and request.method != "POST":
        messages.info(request, sentence(Reason("voted_in_person")))
        return redirect("reorganisation-ballot", reorganisation, ballot)
    initial = {"choice": line.vote.choice} if line.vote and own else {}
    form = VoteForm(request.POST or None, is_recorded=not own, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refused_in_full(form, request.actor):
            asked = form.asked(request.actor)
            ballots.cast_vote(asked, ballot=ballot, seat=seat, **form.said())
            messages.success(request, _("The vote is on record; it may be changed until the end."))
            return redirect("reorganisation-ballot", reorganisation, ballot)
    context = {
        "form": form,
        "seen": seen,
        "poll": poll,
        "name": seats_named([line.row])[seat],
        "on_record": _on_record(line.vote) if line.vote and (own or line.vote.document) else "",
        "act": str(ACTS[poll.row.kind]),
        "title": here(seen.row.title),
        "crumbs": crumbs_to_case(seen),
        "deadline": deadline_of(poll.row),
        "cut_off": _cut_off(poll.row),
        "actions": _actions(request, seen, poll.row),
        **_amended(request, seen, poll.row),
    }
    return render(request, "governance/ballot_vote.html", context, status=status_of(form))


@require_POST
def close(request: Asking, reorganisation: int, ballot: int) -> HttpResponse:
    """Count it, as soon as everybody has voted."""
    look_up(request, reorganisation)
    if _look_up_ballot(reorganisation, ballot).secretary(request.actor) is None:
        raise Http404
    back = reverse("reorganisation-ballot", args=[reorganisation, ballot])
    said = _("The ballot is closed and counted.")
    return pressed(request, lambda asked: ballots.close_ballot(asked, ballot=ballot), back, said)


def call_off(request: Asking, reorganisation: int, ballot: int) -> HttpResponse:
    """Why it is called off, then the act itself."""
    seen, poll = look_up(request, reorganisation), _look_up_ballot(reorganisation, ballot)
    if poll.secretary(request.actor) is None:
        raise Http404
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        with refused_in_full(form, request.actor):
            ballots.call_off_ballot(
                form.asked(request.actor), ballot=ballot, reason=form.cleaned_data["reason"]
            )
            messages.success(request, _("The ballot is called off."))
            return redirect("reorganisation-ballot", reorganisation, ballot)
    context = {
        "form": form,
        "seen": seen,
        "poll": poll,
        "act": str(ACTS[poll.row.kind]),
        "title": here(seen.row.title),
        "crumbs": crumbs_to_case(seen),
    }
    return render(request, "governance/ballot_called_off.html", context, status=status_of(form))


def _to_open(request: Asking, seen: Seen) -> tuple[OpenStep, Deciding]:
    """The step that the address names, where the reader may put something on it to the vote."""
    key, day = request.GET.get("step", ""), request.reading.today
    for one in open_steps(seen.case, day) if seen.case else []:
        if one.step.key == key and seen.case and acts_put_to_vote(one.acts_for(request.actor)):
            deciding = deciding_today(seen.case, one.step, day)
            if deciding is not None and Way.BY_CORRESPONDENCE in deciding.rule.ways:
                return one, deciding
    raise Http404


def _look_up_ballot(reorganisation: int, ballot: int) -> Polled:
    for row in ballots_of(reorganisation):
        if row.pk == ballot:
            return polls([row])[0]
    raise Http404


def _parts(request: Asking, seen: Seen, opened: OpenStep) -> list[tuple[int, str]]:
    actions = actions_before(seen)
    names = names_of_set(request.actor, preview(seen), actions)
    lines = {line.action.id: line for line in action_lines(seen, actions, names)}
    return [(id, lines[id].told) for id in sorted(opened.step.actions()) if id in lines]


def _seats(deciding: Deciding) -> Iterable[models.Seat]:
    return models.Seat.objects.filter(pk__in=[seat.id for seat in deciding.voting()])


def _context(request: Asking, seen: Seen, poll: Polled) -> dict[str, Any]:
    row = poll.row
    rule = decision_rule_of(row.rule)
    deciding = Deciding(row.body_id, rule, tuple(seat_of(line.row) for line in poll.lines))
    is_secretary = poll.secretary(request.actor) is not None
    end = None if poll.is_open else row.end
    return {
        "seen": seen,
        "title": here(seen.row.title),
        "crumbs": crumbs_to_case(seen),
        "poll": poll,
        "body": here(row.body.name),
        "act": str(ACTS[row.kind]),
        "actions": _actions(request, seen, row),
        "state": short_hash(state_put_to_vote(row)),
        "deadline": deadline_of(row),
        "cut_off": _cut_off(row),
        "demands": demands_in_words(deciding, Way.BY_CORRESPONDENCE),
        "lines": _lines(request, poll),
        "voted": len(poll.votes),
        "end": end,
        "tally": tally_in_words(Tally(**row.end.tally), len(poll.lines)) if poll.is_counted else "",
        "outcome": said_by_ballot(row.kind, end.outcome) if end else "",
        "mark": OUTCOME_MARKS[end.outcome] if end else "",
        **_alone(request, poll),
        "is_secretary": is_secretary,
        "may_close": is_secretary and poll.is_open and poll.all_voted,
        "may_call_off": is_secretary and poll.takes_votes,
        "called_off": why_called_off(row),
        "missing": len(poll.missing),
        "key": new_key(),
        **_amended(request, seen, row),
    }


def _alone(request: Asking, poll: Polled) -> dict[str, Any]:
    """What its chair may do now that it adopted nothing, and where, if that is the reader."""
    found = alone_after(poll)
    if found is None:
        return {}
    row, said = poll.row, alone_in_words(found.reports_to, found.report_days)
    if not may_record_act(request.actor, found.judged):
        return {"alone": said}
    address = address_alone(row.reorganisation_id, row.step, row.kind)
    return {"alone": said, "alone_verb": verb_alone(row.kind), "alone_address": address}


def _actions(request: Asking, seen: Seen, row: models.Ballot) -> list[ActionLine]:
    """The actions that it is on, as they stood when they were put to the vote."""
    submission = seen.row.submissions.get(round=row.round_id)
    acts = acts_of(seen.case.subject) if seen.case else []
    until = max((each.pk for each in acts if each.at <= row.at), default=0)
    actions = standing_actions(submission, until)
    names = names_of_set(request.actor, preview(seen), actions)
    return [line for line in action_lines(seen, actions, names) if line.action.id in row.parts]


def _amended(request: Asking, seen: Seen, row: models.Ballot) -> dict[str, Any]:
    """What it would change in the set, where that is put to the vote."""
    if not hasattr(row, "amendment"):
        return {"rows": []}
    found = row.amendment
    return {
        "rows": rows_voted_on(request, seen, found),
        "hash": short_hash(found.difference_hash),
    }


def _lines(request: Asking, poll: Polled) -> list[VoteLine]:
    names = seats_named(line.row for line in poll.lines)
    people = people_and_posts([vote.person for vote in poll.votes], [])
    return [_line(request, poll, line, names[line.row.pk], people.person) for line in poll.lines]


def _line(request: Asking, poll: Polled, line: SeatLine, name: str, person: Any) -> VoteLine:
    own = line.candidate(request.actor) is not None
    vote = line.vote if line.vote and (own or is_told(poll.row)) else None
    address = reverse(
        "reorganisation-ballot-vote", args=[poll.row.reorganisation_id, poll.row.pk, line.row.pk]
    )
    former, in_person = poll.replaced(line) if vote else None, line.voted_in_person
    verb = _("Vote") if line.vote is None else _("Change the vote")
    return VoteLine(
        name=name,
        is_chair=seat_of(line.row).role == "chair",
        has_voted=line.vote is not None,
        choice=str(CHOICES[vote.choice]) if vote else "",
        mark=CHOICE_MARKS[vote.choice] if vote else "",
        words=vote.words.said if vote and hasattr(vote, "words") else "",
        by=listed([person(vote.person), vote.document]) if vote else "",
        former=_on_record(former) if former else "",
        act=address if _may_vote(request, poll, line) and (own or not in_person) else "",
        verb=verb if own else _("Record the vote"),
        why=_("stands aside: has a hand in the matter") if line.stands_aside else "",
        not_counted=_("does not count: has a hand in the matter") if line.is_left_out else "",
    )


def _on_record(vote: models.Vote) -> str:
    """A vote in words, with the document by which it was recorded."""
    return listed([str(CHOICES[vote.choice]), vote.document])


def _may_vote(request: Asking, poll: Polled, line: SeatLine) -> bool:
    actor = request.actor
    by = line.candidate(actor) or poll.secretary(actor)
    is_theirs = by is not None and not line.stands_aside and actor.prepares_for is None
    return is_theirs and poll.takes_votes


def _cut_off(row: models.Ballot) -> str:
    """Until when votes are taken, where the body closes at an hour."""
    found = deadline_of(row)
    return listed((day_in_words(found.day), found.closes, found.zone)) if found.closes else ""
