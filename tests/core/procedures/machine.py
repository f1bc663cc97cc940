"""A state machine that tries acts in and out of turn against a model of a few lines."""

from copy import deepcopy
from dataclasses import replace
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
from bureau.core.procedures.acts import CONDITIONAL, Act, advance, gated, lapsing, resubmit
from bureau.core.procedures.case import AFTER_ALL, Case, Condition, RoutedAmendment
from bureau.core.procedures.consequences import follow
from bureau.core.procedures.kinds import ActKind, Amended, Gate, WhoKind
from bureau.core.procedures.route import route
from bureau.core.procedures.rules import RoutedAction, Who
from bureau.core.procedures.stand_ins import who_may_act
from bureau.core.reasons import Refused
from tests.core.procedures.model import (
    AUTHOR,
    DETERMINE,
    OFFICES,
    PEOPLE,
    POSTS,
    SUBMITTED,
    Conditional,
    Key,
    Model,
    plans,
    pools,
    rule_of,
    worlds,
)


def amended(
    model: Model, key: Key, amendment: RoutedAmendment | None, parts: set[int]
) -> set[int] | None:
    """Change the model as a body did, its step still open, and say what it is to close: nothing
    where the case goes back; None where the body may not."""
    if amendment is None or not (amendment.actions or amendment.left_out):
        return None
    left_out, brought = set(amendment.left_out), set(amendment.brought())
    touched = (brought & set(model.kind)) | left_out
    wanted = (parts - left_out) | brought
    if not touched <= parts & model.held_back(key) or not wanted:
        return None
    if model.amending(key) is Amended.GOES_BACK:
        model.phase = kinds.Phase.WITH_AUTHOR
        return set()
    changed = {one.id: int(one.kind.removeprefix("kind")) for one in amendment.actions}
    model.amend(key, changed, left_out)
    return wanted if model.can_decide(key, changed, wanted) else None


class RouteMachine(RuleBasedStateMachine):
    """Steps never out of order, no entry into force without its gating act, four eyes kept."""

    actions = 3

    @initialize(data=st.data(), asked=st.booleans())
    def submit(self, data: st.DataObject, asked: bool) -> None:
        self.submit_one(data, asked)

    def submit_one(self, data: st.DataObject, asked: bool) -> None:
        pool = data.draw(pools())
        drawn = {action: data.draw(plans(pool)) for action in range(1, self.actions + 1)}
        other = data.draw(plans(pool))
        rules = [rule_of(one, f"kind{one}", drawn[one]) for one in drawn if one > 1 or not asked]
        if asked:
            rules += [rule_of(101, "kind1", drawn[1], True), rule_of(102, "kind1", other, False)]
        self.law, self.today, self.entered = tuple(rules), SUBMITTED, set[int]()
        acts = tuple(RoutedAction(one, f"kind{one}", None, None, SUBMITTED) for one in drawn)
        self.case = Case(1, "reorganisation", acts, SUBMITTED)
        self.model = Model(drawn, {True: drawn[1], False: other} if asked else None)
        self.model.kind = {action: action for action in drawn}
        self.model.done = {action: set() for action in drawn}
        self.world = data.draw(worlds())

    def keys(self) -> list[Key]:
        plans = [*self.model.by_kind.values(), *(self.model.either or {}).values()]
        return [DETERMINE, *sorted({key for plan in plans for key in plan})]

    def attempt(self, key: Key, kind: ActKind, pair: tuple[int, int], **more: Any) -> None:
        """Record it if the core lets us, and compare with what the model allows."""
        order, office, act = key
        ending = f"{act}.major" if key == DETERMINE else act
        terms = {"day": self.today, "until": self.today + 9, "answer": True} | more
        tried = Act(
            kind, f"{order}.office:{office}.{ending}", person=pair[0], post=pair[1], **terms
        )
        parts = self.model.parts(key) if tried.parts is None else set(tried.parts)
        model = self.expected(key, tried, parts)
        in_time = self.latest(key) <= tried.day <= self.today
        expected = model and pair in self.world.may_act(OFFICES[office]) and in_time
        try:
            self.case = advance(self.case, self.law, tried, self.world.stand(), self.today)
        except Refused as refused:
            assert not expected, (tried, refused)
            return
        assert expected and model, tried
        assert pair[0] not in self.world.barred()
        self.model = model
        freed = gated(route(self.case, self.law, self.today), replace(tried, parts=None))
        self.entered |= freed if kind in (act, ActKind.ADOPT_AS_AMENDED) else set()

    def expected(self, key: Key, tried: Act, parts: set[int]) -> Model | None:
        """The model after it; None where it is not allowed."""
        model, closing = deepcopy(self.model), set(parts)
        if not model.allows(key, tried.kind):
            return None
        if tried.kind is ActKind.ADOPT_AS_AMENDED:
            found = amended(model, key, tried.amendment, parts)
            if found is None or (not found and tried.conditions):
                return None
            closing = found
        if tried.conditions:
            deciding = model.deciding(key, closing) if tried.kind in CONDITIONAL else set()
            if any(not one.actions <= deciding for one in tried.conditions):
                return None
        if tried.kind is ActKind.ADOPT_AS_AMENDED:
            model.close(key, closing)
        else:
            model.record(key, tried.kind, parts, bool(tried.answer))
        for one in tried.conditions:
            place = 1 + max(model.conditions, default=0)
            set_by = Conditional(set(one.actions), str(one.who.ids[0]), one.last_day)
            model.conditions[place] = set_by
        return model

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

    @rule(data=st.data(), answer=st.booleans())
    def act_in_turn(self, data: st.DataObject, answer: bool) -> None:
        here = [key for key in self.keys() if self.model.is_here(key)]
        if here:
            key = data.draw(st.sampled_from(here))
            self.attempt(key, key[2], self.someone(key), answer=answer)

    @rule(data=st.data())
    def act_in_turn_on_a_part(self, data: st.DataObject) -> None:
        here = [key for key in self.keys() if self.model.is_here(key) and key != DETERMINE]
        if here:
            key = data.draw(st.sampled_from(here))
            some = st.sets(st.sampled_from(sorted(self.model.parts(key))), min_size=1)
            self.attempt(key, key[2], self.someone(key), parts=frozenset(data.draw(some)))

    def someone(self, key: Key) -> tuple[int, int]:
        """Who may act on the step; the author where nobody may."""
        return next(iter(sorted(self.world.may_act(OFFICES[key[1]]))), (AUTHOR, 1))

    @rule(data=st.data(), days=st.integers(-1, 6))
    def decide_on_condition(self, data: st.DataObject, days: int) -> None:
        here = [key for key in self.keys() if self.model.is_here(key)]
        if not here:
            return
        key = data.draw(st.sampled_from(here))
        some = st.sets(st.sampled_from(sorted(self.model.parts(key))), min_size=1)
        parts, on = frozenset(data.draw(some)), frozenset(data.draw(some))
        who = Who(WhoKind.OFFICE, (data.draw(st.sampled_from(sorted(OFFICES))),))
        one = Condition(who, self.today + days, on if days % 2 else parts)
        if days >= 0:
            self.attempt(key, key[2], self.someone(key), parts=parts, conditions=(one,))

    @rule(data=st.data(), is_conditional=st.booleans())
    def adopt_as_amended(self, data: st.DataObject, is_conditional: bool) -> None:
        amendable = (ActKind.APPROVE, ActKind.DECIDE)
        here = [key for key in self.keys() if self.model.is_here(key) and key[2] in amendable]
        if not here:
            return self.act_in_turn(data, is_conditional)
        key = data.draw(st.sampled_from(here))
        known, parts = sorted(self.model.parts(key)), frozenset(self.model.parts(key))
        touched = data.draw(st.sets(st.sampled_from(known), max_size=2)) if known else set()
        added = {max(self.model.kind) + 1} if data.draw(st.booleans()) else set[int]()
        left_out = (
            frozenset(data.draw(st.sets(st.sampled_from(sorted(touched))))) if touched else ()
        )
        changed = (touched | added) - set(left_out)
        fit = [one for one in self.model.by_kind if key in self.model.plan_of(one)]
        kinds_drawn = st.sampled_from([*fit, *fit, *self.model.by_kind])
        of = {one: data.draw(kinds_drawn) for one in sorted(changed)}
        brought = tuple(RoutedAction(one, f"kind{of[one]}", None, None, self.today) for one in of)
        amendment = RoutedAmendment(brought, frozenset(left_out))
        who = Who(WhoKind.OFFICE, ("high",))
        on = (parts - amendment.left_out) | amendment.brought()
        conditions = (Condition(who, self.today + 3, on),) if is_conditional and on else ()
        terms = {"amendment": amendment, "conditions": conditions}
        return self.attempt(key, ActKind.ADOPT_AS_AMENDED, self.someone(key), **terms)

    @precondition(lambda self: self.model.conditions)
    @rule(data=st.data(), person=st.sampled_from((*PEOPLE, 0, 0, 0)), shift=st.integers(-1, 1))
    def fulfil_a_condition(self, data: st.DataObject, person: int, shift: int) -> None:
        place = data.draw(st.sampled_from(sorted(self.model.conditions)))
        one = self.model.conditions[place]
        post = OFFICES[one.office]
        pair = (person, post) if person else self.someone((AFTER_ALL, one.office, ActKind.FULFIL))
        waiting = self.model.open_conditions().get(place, set())
        key = f"{AFTER_ALL}.office:{one.office}.{ActKind.FULFIL}.{place}"
        expected = (
            bool(waiting)
            and self.model.phase is kinds.Phase.UNDER_WAY
            and pair in self.world.may_act(post)
            and self.decided_on(waiting) <= self.today + shift <= min(self.today, one.last_day)
        )
        act = Act(ActKind.FULFIL, key, self.today + shift, *pair)
        try:
            self.case = advance(self.case, self.law, act, self.world.stand(), self.today)
        except Refused as refused:
            assert not expected, (act, refused)
            return
        assert expected, act
        one.met |= waiting
        self.entered |= gated(route(self.case, self.law, self.today), act)

    def decided_on(self, actions: set[int]) -> int:
        closed = (one for one in self.case.closed if one.step.order < AFTER_ALL)
        before = (one.day for one in closed if one.step.holds_back() & actions)
        return max([self.case.submitted, *before])

    @precondition(lambda self: self.model.conditions)
    @rule(data=st.data())
    def let_a_condition_lapse(self, data: st.DataObject) -> None:
        place = data.draw(st.sampled_from(sorted(self.model.conditions)))
        one = self.model.conditions[place]
        waiting = self.model.open_conditions().get(place, set())
        under_way = self.model.phase is kinds.Phase.UNDER_WAY
        expected = bool(waiting) and under_way and self.today > one.last_day
        key = f"{AFTER_ALL}.office:{one.office}.{ActKind.FULFIL}.{place}"
        try:
            self.case = follow(self.case, lapsing(self.case, self.law, key, self.today))
        except Refused as refused:
            assert not expected, (key, refused)
            return
        assert expected, key
        self.model.drop(waiting, kinds.Phase.LAPSED)

    @rule(data=st.data(), kind=st.sampled_from([ActKind.REFER_BACK, ActKind.REJECT, ActKind.DEFER]))
    def stop_in_turn(self, data: st.DataObject, kind: ActKind) -> None:
        here = [key for key in self.keys() if self.model.is_here(key)]
        key = data.draw(st.sampled_from(here or [DETERMINE]))
        parts = None
        if kind is ActKind.REJECT and self.model.parts(key) and key != DETERMINE:
            parts = frozenset({data.draw(st.sampled_from(sorted(self.model.parts(key))))})
        self.attempt(key, kind, self.someone(key), parts=parts)

    @rule(person=st.sampled_from((*PEOPLE, *PEOPLE[1:])), part=st.integers(1, 4))
    def withdraw_a_part(self, person: int, part: int) -> None:
        over = kinds.ENDED
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

    @rule(days=st.integers(1, 3))
    def let_time_pass(self, days: int) -> None:
        self.today += days

    @rule(
        what=st.sampled_from(["appoint", "appoint", "vacate", "delegate", "delegate", "end"]),
        post=st.sampled_from(POSTS),
        person=st.sampled_from(PEOPLE),
    )
    def change_the_people(self, what: str, post: int, person: int) -> None:
        match what:
            case "appoint":
                self.world.holds[post] = person
            case "vacate":
                self.world.holds.pop(post, None)
            case "delegate" if self.world.holds.get(post, person) != person:
                self.world.delegated.add((post, self.world.holds[post], person))
            case "end":
                self.world.delegated.clear()

    @precondition(lambda self: not self.model.pursued() - self.model.settled())
    @rule(data=st.data(), asked=st.booleans())
    def begin_another(self, data: st.DataObject, asked: bool) -> None:
        """A case of which nothing is left to decide makes room for the next."""
        self.submit_one(data, asked)

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
        conditional = {
            (AFTER_ALL, self.model.conditions[place].office, ActKind.FULFIL)
            for place in self.model.open_conditions()
            if self.model.phase is kinds.Phase.UNDER_WAY
        }
        assert here == {key for key in self.keys() if self.model.is_here(key)} | conditional

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
