"""What the state machine holds the core against: each action's own steps, and who may act.

It knows nothing of joining, keys or stand-ins' code.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from hypothesis import strategies as st

from bureau.core.procedures import kinds
from bureau.core.procedures.kinds import ActKind, Amended, Gate, WhoKind
from bureau.core.procedures.route import STRICTEST_FIRST
from bureau.core.procedures.rules import DECIDING, Question, Rule, Source, StepTemplate, Who
from bureau.core.procedures.stand_ins import Delegation, Holding, Seat, Stand
from bureau.core.references import Reference

SUBMITTED, AUTHOR = 1000, 11
PEOPLE = (AUTHOR, 12, 13, 14, 15)
POSTS = (1, 2, 3)
OFFICES = {"low": 1, "middle": 2, "high": 3}
ACTS = (ActKind.RECOMMEND, ActKind.APPROVE, ActKind.TAKE_NOTE, ActKind.DECIDE)
QUESTION = Question("major", Who(WhoKind.OFFICE, ("middle",)))
DETERMINE = (0, "middle", ActKind.DETERMINE)

type Key = tuple[int, str, ActKind]


class Terms(NamedTuple):
    """What a step gates for an action, and what adopting as amended does there."""

    gates: Gate
    amended: Amended = Amended.REFUSED


type Plan = dict[Key, Terms]


@st.composite
def pools(draw: st.DrawFn) -> list[Key]:
    """A few steps, so that plans drawn from them share some."""
    acts = st.sampled_from((*ACTS, ActKind.APPROVE, ActKind.DECIDE))
    keys = st.tuples(st.integers(1, 3), st.sampled_from(sorted(OFFICES)), acts)
    return sorted(draw(st.sets(keys, min_size=2, max_size=5)))


@st.composite
def plans(draw: st.DrawFn, pool: list[Key]) -> Plan:
    """The steps of one rule: who does what in which order, and what it gates."""
    deciding = draw(st.sampled_from([Gate.ENTRY_INTO_FORCE, Gate.RELEASE]))
    drawn = sorted(draw(st.sets(st.sampled_from(pool), min_size=1, max_size=4)))
    at = draw(st.integers(0, len(drawn) - 1))
    before = st.sampled_from([Gate.NEXT, Gate.NOTHING, deciding])
    gates = {key: draw(before) if key[0] < drawn[at][0] else Gate.NOTHING for key in drawn}
    often = st.sampled_from([*Amended, *[Amended.CLOSES] * 7])
    return {key: Terms(gate, draw(often)) for key, gate in (gates | {drawn[at]: deciding}).items()}


def rule_of(id: int, kind: str, plan: Plan, presupposes: bool | None = None) -> Rule:
    return Rule(
        id=id,
        organisation=1,
        subjects=frozenset({"reorganisation"}),
        actions=frozenset({kind}),
        grades=None,
        steps=tuple(
            StepTemplate(
                act, order, Who(WhoKind.OFFICE, (office,)), act, terms.gates, amended=terms.amended
            )
            for (order, office, act), terms in plan.items()
        ),
        source=Source(Reference("provision", id)),
        valid_from=0,
        asks=None if presupposes is None else QUESTION,
        presupposes=presupposes is not False,
    )


def is_used(post: int, person: int) -> bool:
    """Whether the person has acted under a delegation of the post before: half of them have."""
    return (post + person) % 2 == 0


@dataclass
class World:
    """Who holds which post, and who delegated what: the naive way of saying it."""

    holds: dict[int, int] = field(default_factory=dict)
    delegated: set[tuple[int, int, int]] = field(default_factory=set)

    def barred(self) -> set[int]:
        return {AUTHOR} | {
            person
            for post, giver, person in self.delegated
            if giver == AUTHOR and self.holds.get(post) == AUTHOR and is_used(post, person)
        }

    def may_act(self, post: int) -> set[tuple[int, int]]:
        holder = self.holds.get(post)
        given = {person for of, giver, person in self.delegated if of == post and giver == holder}
        direct = set() if holder == AUTHOR else given
        direct |= {holder} if holder else set()
        if direct - self.barred():
            return {(person, post) for person in direct - self.barred()}
        above = [higher for higher in POSTS if higher > post]
        free = [
            (self.holds[up], up) for up in above if self.holds.get(up, AUTHOR) not in self.barred()
        ]
        return set(free[:1])

    def stand(self) -> Stand:
        seats = {
            post: Seat(
                post,
                (Holding(self.holds[post], "holder", 0),) if post in self.holds else (),
                reports_to=post + 1 if post + 1 in POSTS else None,
            )
            for post in POSTS
        }
        given = tuple(
            Delegation(post, giver, person, valid_from=0, is_used=is_used(post, person))
            for post, giver, person in sorted(self.delegated)
        )
        answers: dict[tuple[WhoKind, int | str], tuple[int, ...]] = {
            (WhoKind.OFFICE, name): (post,) for name, post in OFFICES.items()
        }
        return Stand(answers, seats, given, authors=frozenset({AUTHOR}))


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Every post held, the author often among the holders, and some power delegated."""
    holds = dict(zip(POSTS, draw(st.permutations(PEOPLE)), strict=False))
    given = draw(st.sets(st.tuples(st.sampled_from(POSTS), st.sampled_from(PEOPLE)), max_size=3))
    return World(holds, {(post, holds[post], to) for post, to in given if to != holds[post]})


@dataclass
class Conditional:
    """A condition: on which actions, which office says that it is met, until when."""

    actions: set[int]
    office: str
    last_day: int
    met: set[int] = field(default_factory=set)


@dataclass
class Model:
    """For each action its kind and which of its steps are done.

    `either` are the steps of kind 1 by the answer, for which they wait.
    """

    by_kind: dict[int, Plan]
    either: dict[bool, Plan] | None = None
    answer: bool | None = None
    kind: dict[int, int] = field(default_factory=dict)
    done: dict[int, set[Key]] = field(default_factory=dict)
    frozen: dict[int, Plan] = field(default_factory=dict)
    conditions: dict[int, Conditional] = field(default_factory=dict)
    dropped: set[int] = field(default_factory=set)
    left_out: set[int] = field(default_factory=set)
    phase: kinds.Phase = kinds.Phase.UNDER_WAY

    def plan_of(self, kind: int) -> Plan:
        if kind > 1 or self.either is None:
            return self.by_kind[kind]
        return {} if self.answer is None else self.either[self.answer]

    def plan(self, action: int) -> Plan:
        """What was decided keeps the plan under which it was."""
        return self.frozen.get(action) or self.plan_of(self.kind[action])

    def pursued(self) -> set[int]:
        return set(self.kind) - self.dropped

    def open_conditions(self) -> dict[int, set[int]]:
        """By place, the actions that still wait for it."""
        waiting = {
            place: (one.actions - one.met) & self.pursued()
            for place, one in self.conditions.items()
        }
        return {place: actions for place, actions in waiting.items() if actions}

    def settled(self, *gates: Gate) -> set[int]:
        looked_at = gates or tuple(DECIDING)
        conditional = {one for actions in self.open_conditions().values() for one in actions}
        return {
            action
            for action in self.pursued() - conditional
            if any(terms.gates in looked_at for terms in self.plan(action).values())
            and all(
                key in self.done[action]
                for key, terms in self.plan(action).items()
                if terms.gates in looked_at
            )
        }

    def asking(self) -> set[int]:
        """The actions of kind 1 whose question is open."""
        if self.either is None or self.answer is not None:
            return set()
        free = self.pursued() - self.settled()
        return {action for action in free if self.kind[action] == 1}

    def parts(self, key: Key) -> set[int]:
        """The actions on which this step is still to be closed."""
        if key == DETERMINE:
            return self.pursued() - self.settled() if self.asking() else set()
        return {
            one for one in self.pursued() if key in self.plan(one) and key not in self.done[one]
        }

    def is_here(self, key: Key) -> bool:
        if self.phase is not kinds.Phase.UNDER_WAY:
            return False
        if key == DETERMINE:
            return bool(self.asking())
        waiting = self.parts(DETERMINE) & self.parts(key)
        return (
            bool(self.parts(key))
            and not waiting
            and not any(
                earlier[0] < key[0]
                and terms.gates is not Gate.NOTHING
                and earlier not in self.done[action]
                for action in self.parts(key)
                for earlier, terms in self.plan(action).items()
            )
        )

    def held_back(self, key: Key) -> set[int]:
        """The actions whose later steps wait for this one."""
        return {one for one in self.parts(key) if self.plan(one)[key].gates is not Gate.NOTHING}

    def amending(self, key: Key) -> Amended:
        """The strictest of what the plans that it is joined from say."""
        plans = (self.plan(one) for one in self.pursued())
        said = (plan[key].amended for plan in plans if key in plan)
        return min(said, key=STRICTEST_FIRST.index)

    def allows(self, key: Key, kind: ActKind) -> bool:
        if not self.is_here(key):
            return False
        if kind in (key[2], ActKind.DEFER):
            return True
        if key == DETERMINE:
            return kind is ActKind.REFER_BACK
        if not self.held_back(key):
            return False
        if kind is ActKind.ADOPT_AS_AMENDED:
            amendable = key[2] in (ActKind.APPROVE, ActKind.DECIDE)
            return amendable and self.amending(key) is not Amended.REFUSED
        return kind in (ActKind.REFER_BACK, ActKind.REJECT)

    def deciding(self, key: Key, parts: set[int]) -> set[int]:
        """The parts for which the step decides, which alone may be conditional."""
        return {one for one in parts if self.plan(one)[key].gates in DECIDING}

    def drop(self, chosen: set[int], phase: kinds.Phase) -> None:
        self.dropped |= chosen
        if self.dropped >= set(self.kind):
            self.phase = phase

    def record(self, key: Key, kind: ActKind, parts: set[int], answer: bool) -> None:
        match kind:
            case ActKind.DEFER:
                pass
            case ActKind.REFER_BACK:
                self.phase = kinds.Phase.WITH_AUTHOR
            case ActKind.REJECT:
                self.drop(parts - self.settled(), kinds.Phase.REJECTED)
            case ActKind.DETERMINE:
                self.answer = answer
            case _:
                self.close(key, parts)

    def close(self, key: Key, parts: set[int]) -> None:
        for action in parts:
            self.done[action].add(key)
            if self.plan(action)[key].gates in DECIDING:
                self.frozen[action] = self.plan(action)

    def void(self, actions: set[int]) -> None:
        """No act on these stands any more, nor a condition set by one."""
        for action in actions:
            self.done[action] = set()
            self.frozen.pop(action, None)
        for one in self.conditions.values():
            one.actions -= actions
            one.met -= actions
        self.conditions = {place: one for place, one in self.conditions.items() if one.actions}

    def amend(self, key: Key, changed: dict[int, int], left_out: set[int]) -> None:
        """Actions become of other kinds, or are new; what only leads to the step is passed."""
        self.kind |= changed
        self.dropped |= left_out
        self.left_out |= left_out
        self.void(set(changed))
        for action in changed:
            self.done[action] = {
                earlier
                for earlier, terms in self.plan(action).items()
                if 0 < earlier[0] < key[0] and terms.gates is Gate.NEXT
            }

    def can_decide(self, key: Key, changed: dict[int, int], wanted: set[int]) -> bool:
        """Whether the step, as the rules have it now, decides all that the body wants."""
        plans = {action: self.plan(action) for action in wanted}
        return (
            all(key in plan for plan in plans.values())
            and all(plans[action][key].gates is not Gate.NOTHING for action in changed)
            and self.amending(key) is Amended.CLOSES
        )

    def resubmit(self) -> None:
        """With actions changed: all that is not settled begins again, with what was left out."""
        self.phase = kinds.Phase.UNDER_WAY
        if self.pursued() - self.settled():
            self.void(set(self.kind) - self.settled())
            self.answer = None
        self.dropped -= self.left_out
        self.left_out = set()
