"""A state machine that tries acts in and out of turn against a model of a few lines.

The model knows each action's own list of steps and nothing of joining, keys or stand-ins' code.
"""

from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bureau.core.procedures import kinds
from bureau.core.procedures.acts import Act, advance, gated, resubmit
from bureau.core.procedures.case import Case
from bureau.core.procedures.kinds import ActKind, Gate, WhoKind
from bureau.core.procedures.route import route
from bureau.core.procedures.rules import Question, RoutedAction, Rule, Source, StepTemplate, Who
from bureau.core.procedures.stand_ins import Delegation, Holding, Seat, Stand, who_may_act
from bureau.core.reasons import Refused
from bureau.core.references import Reference

SUBMITTED, AUTHOR = 1000, 11
PEOPLE = (AUTHOR, 12, 13, 14, 15)
POSTS = (1, 2, 3)
OFFICES = {"low": 1, "middle": 2, "high": 3}
ACTS = (ActKind.RECOMMEND, ActKind.APPROVE, ActKind.TAKE_NOTE, ActKind.DECIDE)
QUESTION = Question("major", Who(WhoKind.OFFICE, ("middle",)))
DETERMINE = (0, "middle", ActKind.DETERMINE)

type Key = tuple[int, str, ActKind]
type Plan = dict[Key, Gate]


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """The steps of one rule: who does what in which order, and what it gates."""
    deciding = draw(st.sampled_from([Gate.ENTRY_INTO_FORCE, Gate.RELEASE]))
    keys = st.tuples(st.integers(1, 4), st.sampled_from(sorted(OFFICES)), st.sampled_from(ACTS))
    drawn = sorted(draw(st.sets(keys, min_size=1, max_size=4)))
    at = draw(st.integers(0, len(drawn) - 1))
    before = st.sampled_from([Gate.NEXT, Gate.NOTHING, deciding])
    plan = {key: draw(before) if key[0] < drawn[at][0] else Gate.NOTHING for key in drawn}
    return plan | {drawn[at]: deciding}


def rule_of(id: int, kind: str, plan: Plan, presupposes: bool | None = None) -> Rule:
    return Rule(
        id=id,
        organisation=1,
        subjects=frozenset({"reorganisation"}),
        actions=frozenset({kind}),
        grades=None,
        steps=tuple(
            StepTemplate(act, order, Who(WhoKind.OFFICE, (office,)), act, gates)
            for (order, office, act), gates in plan.items()
        ),
        source=Source(Reference("provision", id)),
        valid_from=0,
        asks=None if presupposes is None else QUESTION,
        presupposes=presupposes is not False,
    )


@dataclass
class World:
    """Who holds which post, and who delegated what: the naive way of saying it."""

    holds: dict[int, int] = field(default_factory=dict)
    delegated: set[tuple[int, int, int]] = field(default_factory=set)

    def barred(self) -> set[int]:
        return {AUTHOR} | {
            person
            for post, giver, person in self.delegated
            if giver == AUTHOR and self.holds.get(post) == AUTHOR
        }

    def may_act(self, post: int) -> set[tuple[int, int]]:
        holder = self.holds.get(post)
        direct = {person for of, giver, person in self.delegated if of == post and giver == holder}
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
        given = tuple(Delegation(*one, valid_from=0) for one in sorted(self.delegated))
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
class Model:
    """For each action its own steps and which are done; the first action's wait for the answer."""

    plans: dict[int, Plan]
    either: dict[bool, Plan]
    answer: bool | None = None
    done: dict[int, set[Key]] = field(default_factory=dict)
    dropped: set[int] = field(default_factory=set)
    phase: kinds.Phase = kinds.Phase.UNDER_WAY

    def pursued(self) -> set[int]:
        return set(self.plans) - self.dropped

    def settled(self, *gates: Gate) -> set[int]:
        looked_at = gates or (Gate.ENTRY_INTO_FORCE, Gate.RELEASE)
        return {
            action
            for action in self.pursued()
            if any(gate in looked_at for gate in self.plans[action].values())
            and all(
                key in self.done[action]
                for key, gate in self.plans[action].items()
                if gate in looked_at
            )
        }

    def asks(self) -> bool:
        return self.answer is None and 1 in self.pursued() and 1 not in self.settled()

    def parts(self, key: Key) -> set[int]:
        """The actions on which this step is still to be closed."""
        if key == DETERMINE:
            return self.pursued() - self.settled() if self.asks() else set()
        return {
            one for one in self.pursued() if key in self.plans[one] and key not in self.done[one]
        }

    def is_here(self, key: Key) -> bool:
        if self.phase is not kinds.Phase.UNDER_WAY:
            return False
        if key == DETERMINE:
            return self.asks()
        waiting = self.parts(DETERMINE) & self.parts(key)
        return (
            bool(self.parts(key))
            and not waiting
            and not any(
                earlier[0] < key[0]
                and gate is not Gate.NOTHING
                and earlier not in self.done[action]
                for action in self.parts(key)
                for earlier, gate in self.plans[action].items()
            )
        )

    def gates_something(self, key: Key) -> bool:
        return any(self.plans[action][key] is not Gate.NOTHING for action in self.parts(key))

    def allows(self, key: Key, kind: ActKind) -> bool:
        if not self.is_here(key):
            return False
        if kind in (key[2], ActKind.DEFER):
            return True
        if kind is ActKind.REFER_BACK:
            return key == DETERMINE or self.gates_something(key)
        return kind is ActKind.REJECT and key != DETERMINE and self.gates_something(key)

    def drop(self, chosen: set[int], phase: kinds.Phase) -> None:
        self.dropped |= chosen - self.settled()
        if self.dropped == set(self.plans):
            self.phase = phase

    def record(self, key: Key, kind: ActKind, parts: set[int], answer: bool) -> None:
        match kind:
            case ActKind.DEFER:
                pass
            case ActKind.REFER_BACK:
                self.phase = kinds.Phase.WITH_AUTHOR
            case ActKind.REJECT:
                self.drop(parts, kinds.Phase.REJECTED)
            case ActKind.DETERMINE:
                self.answer, self.plans[1] = answer, self.either[answer]
            case _:
                for action in parts:
                    self.done[action].add(key)

    def resubmit(self) -> None:
        """With actions changed: all that is not settled begins again."""
        settled = self.settled()
        self.phase, self.answer = kinds.Phase.UNDER_WAY, None
        for action in set(self.plans) - settled:
            self.done[action] = set()
        if 1 not in settled:
            self.plans[1] = {}


class RouteMachine(RuleBasedStateMachine):
    """Steps never out of order, no entry into force without its gating act, four eyes kept."""

    actions = 3

    @initialize(data=st.data(), asked=st.booleans())
    def submit(self, data: st.DataObject, asked: bool) -> None:
        drawn = {action: data.draw(plans()) for action in range(1, self.actions + 1)}
        other = data.draw(plans())
        rules = [rule_of(one, f"kind{one}", drawn[one]) for one in drawn if one > 1 or not asked]
        if asked:
            rules += [rule_of(101, "kind1", drawn[1], True), rule_of(102, "kind1", other, False)]
        self.law, self.today, self.entered = tuple(rules), SUBMITTED, set[int]()
        acts = tuple(RoutedAction(one, f"kind{one}", None, None, SUBMITTED) for one in drawn)
        self.case = Case(1, "reorganisation", acts, SUBMITTED)
        either = {True: drawn[1], False: other}
        self.model = Model(drawn | ({1: {}} if asked else {}), either, None if asked else True)
        self.model.done = {action: set() for action in drawn}
        self.asked = asked
        self.world = data.draw(worlds())

    def keys(self) -> list[Key]:
        every = {
            key
            for plan in (*self.model.plans.values(), *self.model.either.values())
            for key in plan
        }
        return [DETERMINE, *sorted(every)]

    def attempt(self, key: Key, kind: ActKind, pair: tuple[int, int], **more: Any) -> None:
        """Record it if the core lets us, and compare with what the model allows."""
        order, office, act = key
        ending = f"{act}.major" if key == DETERMINE else act
        terms = {"day": self.today, "until": self.today + 9, "answer": True} | more
        tried = Act(
            kind, f"{order}.office:{office}.{ending}", person=pair[0], post=pair[1], **terms
        )
        parts = self.model.parts(key) if tried.parts is None else set(tried.parts)
        expected = (
            self.model.allows(key, kind)
            and pair in self.world.may_act(OFFICES[office])
            and self.latest(key) <= tried.day <= self.today
        )
        try:
            self.case = advance(self.case, self.law, tried, self.world.stand(), self.today)
        except Refused as refused:
            assert not expected, (tried, refused)
            return
        assert expected, tried
        assert pair[0] not in self.world.barred()
        self.model.record(key, kind, parts, bool(tried.answer))
        freed = gated(route(self.case, self.law, self.today), tried)
        self.entered |= freed if kind is act else set()

    def latest(self, key: Key) -> int:
        """The day of the last act that had to come before this step."""
        before = (
            one.day
            for one in self.case.closed
            if one.step.order < key[0] and one.step.holds_back() & self.model.parts(key)
        )
        return max([self.case.submitted, *before])

    @rule(data=st.data(), kind=st.sampled_from(ActKind), shift=st.integers(-2, 1))
    def act_out_of_turn(self, data: st.DataObject, kind: ActKind, shift: int) -> None:
        key = data.draw(st.sampled_from(self.keys()))
        pair = data.draw(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(POSTS)))
        if kind is not ActKind.WITHDRAW:
            self.attempt(key, kind, pair, day=self.today + shift)

    @rule(data=st.data(), answer=st.booleans(), in_part=st.booleans())
    def act_in_turn(self, data: st.DataObject, answer: bool, in_part: bool) -> None:
        here = [key for key in self.keys() if self.model.is_here(key)]
        if not here:
            return
        key = data.draw(st.sampled_from(here))
        parts = None
        if in_part and key != DETERMINE:
            some = st.sets(st.sampled_from(sorted(self.model.parts(key))), min_size=1)
            parts = frozenset(data.draw(some))
        for pair in sorted(self.world.may_act(OFFICES[key[1]]))[:1]:
            self.attempt(key, key[2], pair, answer=answer, parts=parts)

    @rule(data=st.data(), kind=st.sampled_from([ActKind.REFER_BACK, ActKind.REJECT, ActKind.DEFER]))
    def stop_in_turn(self, data: st.DataObject, kind: ActKind) -> None:
        here = [key for key in self.keys() if self.model.is_here(key)]
        key = data.draw(st.sampled_from(here or [DETERMINE]))
        pairs = sorted(self.world.may_act(OFFICES[key[1]]))
        self.attempt(key, kind, pairs[0] if pairs else (AUTHOR, 1))

    @rule(person=st.sampled_from(PEOPLE), part=st.integers(1, 3))
    def withdraw_a_part(self, person: int, part: int) -> None:
        over = (kinds.Phase.REJECTED, kinds.Phase.WITHDRAWN)
        open_parts = self.model.pursued() - self.model.settled()
        expected = person == AUTHOR and part in open_parts and self.model.phase not in over
        act = Act(ActKind.WITHDRAW, None, self.today, person, 1, frozenset({part}))
        try:
            self.case = advance(self.case, self.law, act, self.world.stand(), self.today)
        except Refused:
            assert not expected
            return
        assert expected
        self.model.drop({part}, kinds.Phase.WITHDRAWN)

    @precondition(lambda self: self.model.phase is kinds.Phase.WITH_AUTHOR)
    @rule()
    def put_forward_again(self) -> None:
        free = frozenset(self.model.pursued() - self.model.settled())
        actions = tuple(
            replace(one, day=one.day + 1) if one.id in free else one for one in self.case.actions
        )
        self.case = resubmit(self.case, actions, self.law, self.today, actions_changed=free)
        self.model.resubmit()
        if not self.asked:
            self.model.answer, self.model.plans[1] = True, self.model.either[True]

    @rule(days=st.integers(1, 3))
    def let_time_pass(self, days: int) -> None:
        self.today += days

    @rule(post=st.sampled_from(POSTS), person=st.sampled_from(PEOPLE))
    def appoint(self, post: int, person: int) -> None:
        self.world.holds[post] = person

    @rule(post=st.sampled_from(POSTS))
    def vacate(self, post: int) -> None:
        self.world.holds.pop(post, None)

    @rule(post=st.sampled_from(POSTS), person=st.sampled_from(PEOPLE))
    def delegate(self, post: int, person: int) -> None:
        if post in self.world.holds and self.world.holds[post] != person:
            self.world.delegated.add((post, self.world.holds[post], person))

    @rule()
    def end_delegations(self) -> None:
        self.world.delegated.clear()

    @invariant()
    def what_may_enter_into_force_had_its_gating_acts(self) -> None:
        standing = route(self.case, self.law, self.today)
        assert standing.decided() == self.model.settled(Gate.ENTRY_INTO_FORCE)
        assert self.entered <= standing.decided()
        assert standing.settled() == self.model.settled()

    @invariant()
    def what_is_here_is_in_turn(self) -> None:
        here = {
            (step.order, str(step.who.ids[0]), step.act)
            for step in route(self.case, self.law, self.today).here()
        }
        assert here == {key for key in self.keys() if self.model.is_here(key)}

    @invariant()
    def nobody_acts_on_their_own_case(self) -> None:
        for step in route(self.case, self.law, self.today).here():
            found = who_may_act(step, self.world.stand(), self.today).candidates
            pairs = {(one.person, one.post) for one in found}
            assert pairs == self.world.may_act(OFFICES[str(step.who.ids[0])])


def run(examples: int, steps: int, actions: int = 3) -> None:
    """Try `examples` courses of `steps` steps; an AssertionError is a violation."""
    machine = type("Machine", (RouteMachine,), {"actions": actions})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        ),
    )
