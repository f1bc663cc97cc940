"""How bodies decide: who sits, by which rule, which ballots were held on a step."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.urls import NoReverseMatch, reverse

from bureau.core.actors import Actor
from bureau.core.procedures.case import Step
from bureau.core.procedures.deciding import (
    UNVOTED,
    Deciding,
    Manner,
    Outcome,
    SeatRole,
    Way,
    step_as_decided,
)
from bureau.core.procedures.kinds import STAND_INS, ActKind, Capacity, WhoKind
from bureau.core.procedures.rules import Who
from bureau.core.procedures.stand_ins import Candidate, Judged, who_may_act, who_may_do
from bureau.institution.governance import models
from bureau.institution.governance.queries.people_named import people_and_posts
from bureau.institution.governance.store import ballot_of, decision_rule_of, seat_of
from bureau.institution.instruments.models import Body
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.structure import today
from bureau.institution.procedures.permissions import may_record_act
from bureau.institution.procedures.queries.cases import OnRecord, stand_of
from bureau.institution.procedures.queries.rehearsing import Said, deciding_body
from bureau.institution.procedures.queries.who_answers import People, people_on
from bureau.web.multilingual import here


def seats_on(bodies: Collection[int], day: date) -> QuerySet[models.Seat]:
    """Who sits on a day."""
    return models.Seat.objects.filter(_on(day), body__in=bodies)


def posts_seated(bodies: Collection[int], day: date) -> dict[int, set[int]]:
    """The posts that sit in each body on a day, save those that only observe."""
    found: dict[int, set[int]] = {}
    if bodies:
        rows = seats_on(bodies, day).filter(post__isnull=False).exclude(role=SeatRole.OBSERVER)
        for body, post in rows.values_list("body", "post"):
            found.setdefault(body, set()).add(post or 0)
    return found


def seats_named(rows: Iterable[models.Seat]) -> dict[int, str]:
    """What each seat is called: its post, or the member's name; in two reads."""
    listed = list(rows)
    people = people_and_posts([], [row.post for row in listed])
    return {row.pk: here(row.name) if row.name else people.post(row.post) for row in listed}


def rule_on(body: int, day: date) -> models.DecisionRule | None:
    """How a body decides on a day; None: it says nothing of how."""
    return models.DecisionRule.objects.filter(_on(day), body=body).order_by("-valid_from").first()


def deciding_on(on_record: OnRecord, said: Said) -> Deciding | None:
    """How the body of a step decides on the day of an act; None where it is of no body, or of one
    without a rule. Seats of authors, and of whom it concerns, stand aside from a count."""
    step = on_record.route.open_step(said.step)
    if step is None or step.who.kind is not WhoKind.BODY:
        return None
    body = int(deciding_body(step, said.meeting).who.ids[0])
    found = deciding_of(on_record, step, body, said.day)
    if found is None or said.manner is None or said.manner.tally is None:
        return found
    posts = {seat.post: seat.id for seat in found.voting() if seat.post is not None}
    people = people_on(said.day, [on_record.case.organisation])
    counted = replace(step, act=said.kind)
    touched = on_record.touching(said.touches())
    judged = judged_for(posts, touched, counted, people, said.day)
    aside = frozenset(posts[post] for post, one in judged.items() if stands_aside(one))
    return replace(found, aside=aside)


def deciding_of(on_record: OnRecord, step: Step, body: int, day: date) -> Deciding | None:
    """How a body decides on a step on a day, with the ballots on the case as it stands.

    Once its rule ended, what was put to the vote goes on by the rule of the ballot.
    """
    found, held = decides_how(body, day), ballots_on(on_record, step.key)
    own = [row for row in held if row.body_id == body]
    if found is None and own:
        found = _decides_by(own[-1].rule, day)
    if found is None:
        return None
    return replace(found, ballots=tuple(ballot_of(row, counted_votes(row)) for row in held))


def decides_how(body: int, day: date) -> Deciding | None:
    """How a body decides on a day, with who sits; None: it says nothing of how.

    For a day of no rule it is asked by the rule of today and by who sat when that began: no act is
    dated before a rule to pass it by.
    """
    rule = rule_on(body, day)
    if rule is None and (rule := rule_on(body, _today_of(body))):
        day = rule.valid_from
    if rule is None:
        return None
    return _decides_by(rule, day)


def _decides_by(rule: models.DecisionRule, day: date) -> Deciding:
    """By a rule of a body, with who sits in it on the day."""
    seats = tuple(seat_of(row) for row in seats_on([rule.body_id], day))
    return Deciding(rule.body_id, decision_rule_of(rule), seats)


def deciding_today(on_record: OnRecord, step: Step, day: date) -> Deciding | None:
    """How the body of an open step decides on what is done today."""
    return deciding_on(on_record, Said(step.act, day, step.key))


def ballots_on(on_record: OnRecord, step: str) -> list[models.Ballot]:
    """Those on a step of the case as it stands: what was put to the vote before it changed is
    left out, and what was called off."""
    rows = models.Ballot.objects.filter(round=on_record.round, step=step, seen=on_record.seen())
    rows = rows.exclude(end__outcome=Outcome.CALLED_OFF)
    return list(
        rows.select_related("end", "rule", "body", "amendment").prefetch_related("votes__words")
    )


def is_voted_on(on_record: OnRecord, step: str) -> bool:
    """Whether an amendment of the case as it stands is put to the vote on a step now."""
    rows = ballots_on(on_record, step)
    return any(is_open(row) and row.kind == ActKind.ADOPT_AS_AMENDED for row in rows)


def last_votes(ballot: models.Ballot) -> list[models.Vote]:
    """The vote of each seat that stands, in the order of the seats."""
    standing = {vote.seat_id: vote for vote in ballot.votes.all()}
    return [standing[seat] for seat in sorted(standing)]


def left_out_of(ballot: models.Ballot) -> frozenset[int]:
    """The votes that were not counted, by number; none while it is open."""
    return frozenset() if is_open(ballot) else frozenset(ballot.end.left_out or ())


def counted_votes(ballot: models.Ballot) -> list[models.Vote]:
    """The vote of each seat that stands and was not left out of the count."""
    left_out = left_out_of(ballot)
    return [vote for vote in last_votes(ballot) if vote.pk not in left_out]


def is_open(ballot: models.Ballot) -> bool:
    return not hasattr(ballot, "end")


def is_called_off(ballot: models.Ballot) -> bool:
    return not is_open(ballot) and ballot.end.outcome == Outcome.CALLED_OFF


def is_told(ballot: models.Ballot) -> bool:
    """Whether it may be known who voted how: by the rule, at once, once it is counted, or never."""
    if ballot.rule.shown == models.Shown.AFTERWARDS:
        return not is_open(ballot) and not is_called_off(ballot)
    return ballot.rule.shown == models.Shown.AT_ONCE


def voting_seats(ballots: Iterable[models.Ballot]) -> dict[int, list[models.Seat]]:
    """For each ballot who was given a vote when it was opened, whatever is said of seats since.

    One from before that was kept goes by who sat on the day.
    """
    listed = list(ballots)
    kept: dict[int, list[models.Seat]] = {one.pk: [] for one in listed}
    for voter in models.BallotSeat.objects.filter(ballot__in=kept).select_related("seat"):
        kept[voter.ballot_id].append(voter.seat)
    older = [one for one in listed if not kept[one.pk]]
    rows = list(models.Seat.objects.filter(body__in={one.body_id for one in older}))
    return kept | {
        ballot.pk: [
            row
            for row in rows
            if row.body_id == ballot.body_id
            and seat_of(row).votes
            and seat_of(row).sits(ballot.opened.toordinal())
        ]
        for ballot in older
    }


def judged_for(
    posts: Iterable[int],
    on_record: OnRecord,
    step: Step,
    people: People,
    day: date,
) -> Mapping[int, Judged]:
    """For each post that sits: who may vote for it today, and who may not and why. Nobody votes
    on what they have a hand in; no post above votes for one below."""
    stands_in = STAND_INS - {Capacity.SUPERIOR}
    named = {post: Who(WhoKind.POST, (post,)) for post in posts}
    stand = stand_of(on_record, people, also=named.values())
    return {
        post: who_may_act(replace(step, who=who, stand_ins=stands_in), stand, day.toordinal())
        for post, who in named.items()
    }


def stands_aside(judged: Judged) -> bool:
    """Whether the seat has no vote because whoever would cast it has a hand in the matter."""
    codes = {one.code for one in judged.excluded}
    return not judged.candidates and bool(codes & {"is_author", "conflict_declared"})


def chair_may(
    actor: Actor, on_record: OnRecord, step: Step, act: ActKind, day: date
) -> Candidate | None:
    """In which capacity the actor may do an act alone on an open step, as the chair of its body."""
    deciding = deciding_today(on_record, step, day)
    return may_record_act(actor, judged_alone(deciding, on_record, step, act, day))


def judged_alone(
    deciding: Deciding | None, on_record: OnRecord, step: Step, act: ActKind, day: date
) -> Judged:
    """Who may do an act alone on an open step, as the chair of a body whose rule knows that."""
    if deciding is None or Way.CHAIR_ALONE not in deciding.rule.ways:
        return Judged(())
    alone = step_as_decided(step, deciding, Manner(Way.CHAIR_ALONE))
    if alone is step:
        return Judged(())
    people = people_on(day, [on_record.case.organisation])
    stand = stand_of(on_record, people, also=[alone.who])
    return who_may_do(act, alone, stand, day.toordinal())


def address_alone(reorganisation: int, step: str, act: str) -> str:
    """Where the chair of a body records what they decide alone, where there are such pages."""
    try:
        address = reverse("reorganisation-act-new", args=[reorganisation])
    except NoReverseMatch:
        return ""
    said = {"step": step, "act": act, "way": Way.CHAIR_ALONE}
    return f"{address}?{urlencode(said)}"


def acts_put_to_vote(kinds: Iterable[ActKind]) -> list[ActKind]:
    """Of the acts open on a step, those that a ballot may be on: deferring decides nothing, and no
    ballot has the answer to a question."""
    return [kind for kind in kinds if kind is not ActKind.DEFER and kind not in UNVOTED]


def _today_of(body: int) -> date:
    of = Body.objects.filter(pk=body).values("organisation")
    return today(Organisation.objects.filter(pk__in=of).first())


def _on(day: date) -> Q:
    still = Q(valid_until__isnull=True) | Q(valid_until__gt=day)
    return still & Q(valid_from__lte=day)
