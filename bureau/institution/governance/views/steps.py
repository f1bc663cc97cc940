"""The lines of a route: each step with its ground, its acts, who may act, what is offered."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from bureau.core.procedures.case import Step
from bureau.core.procedures.deciding import Deciding, Way
from bureau.core.procedures.kinds import ActKind, Phase, StepState, WhoKind
from bureau.core.procedures.stand_ins import Candidate, Exclusion, Judged
from bureau.institution.governance.queries.deciding import (
    acts_put_to_vote,
    address_alone,
    chair_may,
    deciding_today,
)
from bureau.institution.governance.queries.grounds import Ground, grounds
from bureau.institution.governance.queries.people_named import People, people_and_posts
from bureau.institution.governance.queries.previews import Preview
from bureau.institution.governance.queries.reorganisations import Seen
from bureau.institution.governance.queries.steps_named import Named, named
from bureau.institution.governance.texts.deciding import verb_alone
from bureau.institution.governance.texts.labels import (
    ACTS,
    ACTS_DONE,
    ACTS_TO_COME,
    CAPACITIES,
    CONTRARY,
    EXCLUSIONS,
    GATES,
    HEADINGS,
    QUESTIONS,
    STEP_STATES,
)
from bureau.institution.governance.texts.reasons import sentence
from bureau.institution.governance.views.act_lines import (
    ActLine,
    act_line,
    condition_said,
    role_in_words,
)
from bureau.institution.governance.views.ballot_briefs import BallotBrief, ballots_by_step
from bureau.institution.governance.views.lines import ActionLine
from bureau.institution.governance.views.manner import DecidedLine, decided_lines
from bureau.institution.procedures.models import ProcedureAct
from bureau.institution.procedures.queries.cases import OpenStep, acts_of, open_steps
from bureau.institution.procedures.store import condition_of
from bureau.web.requests import Asking

STATE_CSS = {StepState.DONE: "done", StepState.HERE: "here"}
STEP_MARKS = {
    StepState.DONE: "ok",
    StepState.HERE: "now",
    StepState.TO_COME: "wait",
    StepState.BARRED: "off",
}


@dataclass(frozen=True, slots=True)
class Offered:
    """An act that the reader may record on a step."""

    name: str
    address: str
    is_contrary: bool


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step as the page shows it; `css` is done, here or empty."""

    step: Step
    css: str
    who: str
    heading: str
    question: str
    act: str
    state: str
    mark: str
    why: str
    gates: list[str]
    due: date | None
    grounds: list[Ground]
    parts: list[ActionLine]
    acts: list[ActLine]
    candidates: list[str]
    excluded: list[str]
    offers: list[Offered]
    ballots: list[BallotBrief]

    @property
    def count(self) -> int:
        return len(self.parts)


@dataclass(frozen=True, slots=True)
class _Around:
    """What all steps of one page share."""

    seen: Seen
    request: Asking
    names: Named
    people: People
    grounds: Mapping[str, list[Ground]]
    lines: Mapping[int, ActionLine]
    acts: Sequence[ProcedureAct]
    opened: Mapping[str, OpenStep]
    decided: Mapping[int, DecidedLine]
    ballots: Mapping[str, list[BallotBrief]]
    goes_on: bool


def step_lines(
    request: Asking,
    seen: Seen,
    previewed: Preview,
    lines: Iterable[ActionLine],
    *,
    goes_on: bool = True,
) -> list[StepLine]:
    """The route, step by step; unless it `goes_on`, nobody acts on any of them any more."""
    steps = _steps(seen, previewed)
    acts = acts_of(seen.case.subject) if seen.case else []
    opened = open_steps(seen.case, request.reading.today) if seen.case and goes_on else []
    looked_at = [each for one in opened for each in _looked_at(one)]
    conditions = [condition_of(one).who for act in acts for one in act.conditions]
    people = people_and_posts(
        [*(act.person for act in acts), *(one.person for one in looked_at)],
        [
            *(post for act in acts for post in (act.post, act.on_behalf)),
            *(one.post for one in looked_at),
        ],
    )
    around = _Around(
        seen=seen,
        request=request,
        names=named(steps, also=conditions),
        people=people,
        grounds=grounds(steps),
        lines={line.action.id: line for line in lines},
        acts=acts,
        opened={one.step.key: one for one in opened},
        decided=decided_lines(seen.row.pk, acts),
        ballots=ballots_by_step(seen.row.pk) if seen.case else {},
        goes_on=goes_on,
    )
    return [_step_line(step, around) for step in steps]


def _steps(seen: Seen, previewed: Preview) -> Sequence[Step]:
    """Those of its route; of a case that is with its author, what was done on it, and what is ahead
    of it: of what the author has left as it was, acts on record still stand."""
    ahead = previewed.route.steps
    if seen.case is None or seen.phase is not Phase.WITH_AUTHOR:
        return ahead
    before = seen.case.route
    kept = [
        step for step in before.steps if step.state is StepState.DONE or step.act is ActKind.FULFIL
    ]
    is_same, settled = previewed.hash == seen.case.seen(), before.settled()
    stands = {
        (step.key, action)
        for step in kept
        for action in step.actions()
        if is_same or action in settled
    }
    parts = [
        tuple(part for part in step.parts if (step.key, part.action) not in stands)
        for step in ahead
    ]
    left = [replace(step, parts=some) for step, some in zip(ahead, parts, strict=True) if some]
    return sorted([*kept, *left], key=lambda step: (step.order, step.key))


def _looked_at(one: OpenStep) -> Iterable[Candidate | Exclusion]:
    return (*one.judged.candidates, *one.judged.excluded)


def _step_line(step: Step, around: _Around) -> StepLine:
    opened = around.opened.get(step.key) if step.state is StepState.HERE else None
    judged = opened.judged if opened else Judged((), ())
    state = step.state
    is_back = step.reason is not None and step.reason.code == Phase.WITH_AUTHOR
    is_over = around.seen.is_with_author or not around.goes_on
    if is_back or (state is StepState.HERE and is_over):
        state = StepState.TO_COME
    acts = [
        act_line(act, around.seen, around.people, around.names, around.acts, around.decided)
        for act in around.acts
        if _is_on(act, step)
    ]
    who = role_in_words(step.who.kind, around.names.who(step.who))
    return StepLine(
        step=step,
        css=STATE_CSS.get(state, ""),
        who=who,
        heading=str(HEADINGS[step.act]).format(who=who),
        question=str(QUESTIONS.get(step.question or "", step.question or ""))
        or condition_said(around.acts, step),
        act=_act_in_words(step, around),
        state=str(STEP_STATES[state]),
        mark=STEP_MARKS[state],
        why=sentence(step.reason) if step.reason and not is_back else "",
        gates=[str(GATES[gate]) for gate in dict.fromkeys(part.gates for part in step.parts)],
        due=date.fromordinal(step.due) if step.due else None,
        grounds=around.grounds[step.key],
        parts=[around.lines[id] for id in sorted(step.actions()) if id in around.lines],
        acts=acts,
        candidates=[candidate_in_words(one, around.people) for one in judged.candidates],
        excluded=[excluded_in_words(one, around.people) for one in judged.excluded],
        offers=_offers(opened, around.request, around.seen) if opened else [],
        ballots=[one for one in around.ballots.get(step.key, []) if one.parts & step.actions()],
    )


def _act_in_words(step: Step, around: _Around) -> str:
    """The act that is to close the step, or has; a step that only led to one that amended was
    passed."""
    if step.state is not StepState.DONE:
        return str(ACTS_TO_COME[step.act])
    closed = around.seen.case.case.closed if around.seen.case else ()
    amending = {act.step for act in around.acts if act.kind == ActKind.ADOPT_AS_AMENDED}
    is_passed = step.key not in amending and any(
        one.act is ActKind.ADOPT_AS_AMENDED
        for one in closed
        if one.step.key == step.key and one.step.actions() == step.actions()
    )
    return _("passed with the amendment") if is_passed else str(ACTS_DONE[step.act])


def _is_on(act: ProcedureAct, step: Step) -> bool:
    """Whether an act was on this step; of a step closed in parts, on these parts."""
    is_same = act.step == step.key
    return is_same and (not act.parts or bool(step.actions() & frozenset(act.parts)))


def candidate_in_words(one: Candidate, people: People) -> str:
    said = _("{person}, {post}, {capacity}").format(
        person=people.person(one.person),
        post=people.post(one.post),
        capacity=CAPACITIES[one.capacity],
    )
    closed = _("the account is closed")
    return _("{who}: {why}").format(who=said, why=closed) if one.person in people.closed else said


def excluded_in_words(one: Exclusion, people: People) -> str:
    who = people.person(one.person) or people.post(one.post)
    why = str(EXCLUSIONS.get(one.code, one.code))
    return _("{who}: {why}").format(who=who, why=why) if who else why


def acts_offered(request: Asking, seen: Seen) -> list[Offered]:
    """What the reader may record now, on any open step of the case."""
    opened = open_steps(seen.case, request.reading.today) if seen.case else []
    return [offer for one in opened for offer in _offers(one, request, seen)]


def _offers(opened: OpenStep, request: Asking, seen: Seen) -> list[Offered]:
    """The acts open to this reader: what closes the step first, then what does not; a ballot on
    it, and what the chair of its body may do alone."""
    mine = opened.acts_for(request.actor)
    if not mine:
        return [*_alone(opened, request, seen)]
    first = opened.step.act
    kinds = sorted(mine, key=lambda kind: (kind != first, kind in CONTRARY, kind))
    address = reverse("reorganisation-act-new", args=[seen.row.pk])
    amending = reverse("reorganisation-amending", args=[seen.row.pk])
    return [
        Offered(
            str(ACTS[kind]),
            (
                f"{amending}?{urlencode({'step': opened.step.key})}"
                if kind is ActKind.ADOPT_AS_AMENDED
                else address_of_act(address, opened.step.key, kind)
            ),
            is_contrary=kind in CONTRARY,
        )
        for kind in kinds
        if kind in ACTS
    ] + [*_ballot(opened, request, seen), *_alone(opened, request, seen)]


def _ballot(opened: OpenStep, request: Asking, seen: Seen) -> Iterable[Offered]:
    """To put it to the vote, where the body's rule knows ballots and none is open, and where the
    reader may do what a ballot may be on."""
    if not acts_put_to_vote(opened.acts_for(request.actor)):
        return
    deciding = _deciding(opened, request, seen)
    if deciding and Way.BY_CORRESPONDENCE in deciding.rule.ways and not deciding.open_ballot():
        address = reverse("reorganisation-ballot-new", args=[seen.row.pk])
        said = urlencode({"step": opened.step.key})
        yield Offered(_("Open a ballot"), f"{address}?{said}", is_contrary=False)


def _alone(opened: OpenStep, request: Asking, seen: Seen) -> Iterable[Offered]:
    if seen.case is None or _deciding(opened, request, seen) is None:
        return
    act, day = opened.step.act, request.reading.today
    if chair_may(request.actor, seen.case, opened.step, act, day):
        yield Offered(verb_alone(act), address_alone(seen.row.pk, opened.step.key, act), False)


def _deciding(opened: OpenStep, request: Asking, seen: Seen) -> Deciding | None:
    if seen.case is None or opened.step.who.kind is not WhoKind.BODY:
        return None
    return deciding_today(seen.case, opened.step, request.reading.today)


def address_of_act(address: str, step: str, kind: ActKind) -> str:
    return f"{address}?{urlencode({'step': step, 'act': str(kind)})}"
