"""A state machine over the services: whatever is tried, what stands on record keeps the law.

It has no model of its own, as that of the core has: it tries acts by everybody, in turn and out of
it, authors who might act too and who only saw what stood before, and after each step reads from
the rows alone what must be so.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch

from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from bureau.core.actors import Actor
from bureau.core.changes.actions import ActionKind, actions_hash, from_json
from bureau.core.procedures import acts as law
from bureau.core.procedures import kinds
from bureau.core.procedures.case import Step
from bureau.core.procedures.kinds import ActKind, Amended, StepState
from bureau.core.reasons import Refused
from bureau.core.structure.kinds import Value
from bureau.institution.governance.models import (
    Amendment,
    EntryIntoForce,
    Handover,
    PersonnelAction,
    Reorganisation,
    Submission,
)
from bureau.institution.governance.queries.amended import standing_actions
from bureau.institution.governance.queries.reorganisations import KIND
from bureau.institution.governance.queries.verification import differing
from bureau.institution.governance.services import (
    accepting,
    actions,
    amending,
    drafts,
    lapsing,
    personnel,
    rescissions,
    steps,
    submissions,
)
from bureau.institution.governance.services.actions import Drafting
from bureau.institution.governance.store import actions_of
from bureau.institution.organisation.models import Effect
from bureau.institution.organisation.queries.actors import actor_of
from bureau.institution.organisation.services.standing_in import delegate_post
from bureau.institution.procedures.models import ProcedureAct
from bureau.institution.procedures.queries import rehearsing
from bureau.institution.procedures.queries.cases import (
    OnRecord,
    cases_of,
    questions_open,
)
from bureau.record.accounts.models import Person
from bureau.record.journal.queries import broken_links, head, record_number_now
from bureau.web.multilingual import text
from tests.institution.governance.amending import condition, let_amend
from tests.institution.house import FORCE, NOW, House

NAMES = ("Sana", "Coco", "Carl", "Dina", "Olga", "Otto")
AUTHORS = ("Olga", "Otto")
"""The first is a delegate as well, whom only the law keeps from acting on their own case."""
UNITS = ("OPD", "TSP", "SGD")
CLOSING: dict[ActKind, Callable[..., int]] = {
    ActKind.DETERMINE: steps.determine,
    ActKind.RECOMMEND: steps.recommend,
    ActKind.APPROVE: steps.approve,
    ActKind.TAKE_NOTE: steps.take_note,
    ActKind.DECIDE: steps.decide,
    ActKind.FULFIL: steps.fulfil,
    ActKind.REJECT: steps.reject,
    ActKind.DEFER: steps.defer,
}
MOSTLY = st.sampled_from([True, True, True, True, False])
"""So that courses come far: what is refused leaves nothing behind, and there is much to refuse."""
MAY = {"1": "Coco", "2": "Sana", "3": "Carl", "0": "Sana", "1000": "Dina"}
"""Who acts on the steps of each order."""


def counted() -> tuple[int, int, int]:
    """What acts write: the newest record number, acts, entries into force."""
    return record_number_now(), ProcedureAct.objects.count(), EntryIntoForce.objects.count()


class ActsMachine(RuleBasedStateMachine):
    """Order of steps, four eyes, frozen hashes, nothing in force without an instrument."""

    house: House
    done: Counter[str]

    @initialize(how=st.sampled_from([Amended.CLOSES, Amended.CLOSES, Amended.GOES_BACK]))
    def open(self, how: Amended) -> None:
        self.course = transaction.atomic()
        self.course.__enter__()
        self.now: datetime = NOW
        self.clock = patch.object(timezone, "now", lambda: self.now)
        self.clock.start()
        self.count, self.judged_at = 0, ""
        self.seen: dict[int, list[str]] = {}
        self.said: dict[int, str] = {}
        self.opened = record_number_now()
        let_amend(self.house, how)
        self.give_authors_powers()
        self.draft_and_submit(2, AUTHORS[0])

    def teardown(self) -> None:
        try:
            if hasattr(self, "course"):
                assert list(differing()) == []
                assert broken_links() == []
        finally:
            if hasattr(self, "course"):
                self.clock.stop()
                transaction.set_rollback(True)
                self.course.__exit__(None, None, None)

    def give_authors_powers(self) -> None:
        """One may act for the committee's secretary and for the Secretary-General."""
        person, day = self.house.people[AUTHORS[0]], self.now.date()
        for holder, post in (("Coco", "COCO"), ("Sana", "SG")):
            delegate_post(
                self.house.actor(holder),
                post=self.house.posts[post],
                person=person,
                capacity="delegate",
                valid_from=day,
                valid_until=day + timedelta(days=900),
            )

    # ---- what is tried

    def actor(self, name: str, post: str | None = None) -> Actor:
        """The person as they stand on the day the course has come to."""
        person = Person.objects.get(pk=self.house.people[name])
        return actor_of(person, self.now.date(), self.house.posts[post] if post else None)

    def cases(self) -> list[OnRecord]:
        return list(cases_of(KIND, Reorganisation.objects.values_list("pk", flat=True)).values())

    def tried(self, do: Callable[..., Any], *args: Any, **said: Any) -> bool:
        """Whether it was done; what is refused leaves nothing behind, looked at before anything of
        ours takes it back."""
        before = counted()
        try:
            with transaction.atomic():
                try:
                    made = do(*args, **said)
                except Refused:
                    assert counted() == before, f"{do.__name__} was refused and left something"
                    raise
        except Refused:
            return False
        self.done[do.__name__] += 1
        if said.get("seen"):
            self.said[made] = said["seen"]
        return True

    @rule(number=st.integers(1, 3), author=st.sampled_from(AUTHORS))
    def draft_and_submit(self, number: int, author: str) -> None:
        """A set with a unit, what builds on it, and other codes for some units."""
        self.count += 1
        officer, house, day = self.actor(author), self.house, FORCE.toordinal() + self.count
        if not officer.posts:
            return
        case = drafts.start_reorganisation(
            officer,
            organisation=house.organisation,
            reference=f"M-{self.count}",
            title=text(en=f"Case {self.count}"),
        )
        rename, codes = ActionKind.RENAME_UNIT, {one: f"{one[0]}{self.count}" for one in UNITS}
        sets = [
            Drafting(rename, day, house.units[unit], {"code": codes[unit]})
            for unit in UNITS[:number]
        ]
        new: dict[str, Value] = {"code": f"N{self.count}", "kind": "section"}
        new["parent"] = house.units["TSB"]
        name = {"name": text(en=f"New {self.count}")}
        sets.append(Drafting(ActionKind.ESTABLISH_UNIT, day, None, new, name))
        actions.add_actions(officer, reorganisation=case, drafted_actions=sets)
        actions.add_action(
            officer,
            reorganisation=case,
            kind=ActionKind.MOVE_POST,
            day=day,
            subject=house.posts["D1"],
            values={"unit": actions_of(case)[-1].subject.id},
        )
        self.tried(submissions.submit_reorganisation, officer, reorganisation=case)

    def open_step(self, data: st.DataObject) -> tuple[OnRecord, Any] | None:
        found = [
            (case, step)
            for case in self.cases()
            for step in case.route.steps
            if step.state is not StepState.DONE
        ]
        return data.draw(st.sampled_from(found)) if found else None

    @rule(
        data=st.data(),
        asked_for=st.booleans(),
        in_turn=MOSTLY,
        conditional=st.booleans(),
        whole=st.booleans(),
    )
    def act(
        self, data: st.DataObject, asked_for: bool, in_turn: bool, conditional: bool, whole: bool
    ) -> None:
        if (at := self.open_step(data)) is None:
            return
        case, step = at
        kind = step.act if asked_for else data.draw(st.sampled_from(sorted(CLOSING)))
        name = self.somebody(data, step, in_turn)
        some = st.sets(st.sampled_from(sorted(step.actions())), min_size=1)
        more: dict[str, Any] = {} if whole else {"parts": frozenset(data.draw(some))}
        seen = self.what_was_seen(data, case)
        self.close(case, step, kind, name, conditional=conditional, seen=seen, **more)

    def close(
        self,
        case: OnRecord,
        step: Step,
        kind: ActKind,
        name: str,
        *,
        conditional: bool,
        **more: Any,
    ) -> bool:
        """Try an act with what its kind asks for."""
        if kind is ActKind.DETERMINE:
            more = {"answer": False, "note": "One unit", "seen": more["seen"]}
        if kind is ActKind.DEFER:
            more["until"] = self.now.date() + timedelta(days=3)
        if conditional and kind in (ActKind.APPROVE, ActKind.DECIDE):
            more["conditions"] = (condition(self.house, self.now.date() + timedelta(days=2)),)
        at = {"reorganisation": case.subject.id, "step": step.key, "day": self.now.date()}
        return self.tried(CLOSING[kind], self.actor(name), **at, document="Record 1", **more)

    def somebody(self, data: st.DataObject, step: Step, in_turn: bool) -> str:
        """Who acts on the step, or anybody at all, its author before others."""
        if in_turn:
            return MAY[step.key.partition(".")[0]]
        return data.draw(st.sampled_from([AUTHORS[0], *NAMES]))

    @rule(data=st.data(), times=st.integers(1, 3), conditional=st.booleans())
    def go_on(self, data: st.DataObject, times: int, conditional: bool) -> None:
        """Let those whose turn it is do what a case waits for, so that courses come far."""
        self.let_go_on(data, times, conditional=conditional)

    def let_go_on(self, data: st.DataObject, times: int, *, conditional: bool = False) -> None:
        for _ in range(times):
            if waiting := self.reached():
                case, step = waiting[-1]
                name = MAY[step.key.partition(".")[0]]
                seen = self.what_was_seen(data, case)
                self.close(case, step, step.act, name, conditional=conditional, seen=seen)

    @rule(
        data=st.data(),
        kind=st.sampled_from([ActKind.REJECT, ActKind.DEFER]),
        chance=st.integers(0, 3),
    )
    def turn_down(self, data: st.DataObject, kind: ActKind, chance: int) -> None:
        """What is ripe for a decision is rejected or put off by whoever decides; seldom."""
        if chance == 3 and (here := self.deciding()):
            case, step = here[-1]
            name, seen = MAY[step.key.partition(".")[0]], self.what_was_seen(data, case)
            self.close(case, step, kind, name, conditional=False, seen=seen)

    def reached(self) -> list[tuple[OnRecord, Step]]:
        """The steps that cases wait at."""
        return [(case, step) for case in self.cases() for step in case.here()]

    def deciding(self) -> list[tuple[OnRecord, Step]]:
        """Those of them on which it is decided."""
        return [at for at in self.reached() if at[1].act in (ActKind.APPROVE, ActKind.DECIDE)]

    def what_was_seen(self, data: st.DataObject, case: OnRecord) -> str:
        """The hash of the set as it stands, or as it stood at an earlier step."""
        return data.draw(st.sampled_from([case.seen(), *self.seen_before(case)]))

    def seen_before(self, case: OnRecord) -> list[str]:
        """The hash of the set as it stood before it was amended last, where it was."""
        return [one for one in self.seen.get(case.subject.id, []) if one != case.seen()][-1:]

    @rule(data=st.data())
    def act_on_ones_own_case(self, data: st.DataObject) -> None:
        """The author who is a delegate as well tries what each of their own cases waits for."""
        for case, step in self.reached():
            if self.author_of(case) == AUTHORS[0]:
                seen = self.what_was_seen(data, case)
                self.close(case, step, step.act, AUTHORS[0], conditional=False, seen=seen)

    @rule()
    def act_on_what_was_before(self) -> None:
        """Those whose turn it is act, with an amended set before them as it was before that."""
        for case, step in self.reached():
            for seen in self.seen_before(case):
                name = MAY[step.key.partition(".")[0]]
                self.close(case, step, step.act, name, conditional=False, seen=seen)

    @rule(
        data=st.data(),
        how=st.sampled_from(["change", "leave out", "add"]),
        in_turn=MOSTLY,
        adopts=MOSTLY,
    )
    def amend(self, data: st.DataObject, how: str, in_turn: bool, adopts: bool) -> None:
        """One difference more, and mostly the act that adopts the set with all there are; mostly
        where it is decided, to which a case is brought before."""
        if in_turn and not self.deciding():
            self.let_go_on(data, 2)
        here = [at for at in self.reached() if at[1].amended is not Amended.REFUSED]
        if not here:
            return
        case, step = data.draw(st.sampled_from(self.deciding() or here))
        place = data.draw(st.sampled_from(sorted(step.actions())))
        by, at = self.actor(self.somebody(data, step, in_turn)), {"reorganisation": case.subject.id}
        at["step"] = step.key
        day = FORCE.toordinal() + 20 + self.count
        match how:
            case "change":
                code = {"code": f"X{self.count}{place}"}
                self.tried(amending.amend_action, by, **at, place=place, day=day, values=code)
            case "leave out":
                self.tried(amending.leave_out_action, by, **at, place=place)
            case _:
                added = {"kind": ActionKind.FREEZE_POST, "subject": self.house.posts["OPS"]}
                self.tried(amending.amend_by_adding, by, **at, day=day, **added)
        if adopts:
            said = {"document": "Record 2", "left_open": "As the body wished"}
            self.tried(amending.adopt_as_amended, by, **at, day=self.now.date(), **said)

    @rule(data=st.data(), asks=st.booleans(), chance=st.integers(0, 2))
    def refer_back(self, data: st.DataObject, asks: bool, chance: int) -> None:
        if chance and (at := self.open_step(data)):
            case, step = at
            self.tried(
                steps.refer_back,
                self.actor(MAY[step.key.partition(".")[0]]),
                reorganisation=case.subject.id,
                step=step.key,
                day=self.now.date(),
                document="Record 3",
                questions=("Why?",) if asks else (),
            )

    def author_of(self, case: OnRecord) -> str:
        author = Reorganisation.objects.get(pk=case.subject.id).author_id
        return next(name for name in AUTHORS if self.house.people[name] == author)

    def with_author(self) -> list[OnRecord]:
        return [case for case in self.cases() if case.case.phase is kinds.Phase.WITH_AUTHOR]

    @rule(
        data=st.data(),
        accept=st.booleans(),
        answer=st.sampled_from([True, True, False]),
        change=st.sampled_from([True, True, False]),
    )
    def go_on_drafting(self, data: st.DataObject, accept: bool, answer: bool, change: bool) -> None:
        if not (back := self.with_author()):
            return
        case = data.draw(st.sampled_from(back))
        officer, at = self.actor(self.author_of(case)), {"reorganisation": case.subject.id}
        if accept:
            self.tried(accepting.accept_amendment, officer, **at)
        if answer:
            for one in questions_open(case.subject):
                more = {"question": one.pk, "said": "Because"}
                answered = self.tried(accepting.answer_question, officer, **at, **more)
                assert answered or not officer.posts
        if change and (left := actions_of(case.subject.id)):
            last = left[-1]
            said = {"place": last.id, "day": last.day + 1, "values": last.values}
            self.tried(actions.change_action, officer, **at, **said)
        asked = [one for one in questions_open(case.subject) if not hasattr(one, "answer")]
        done = self.tried(submissions.submit_reorganisation, officer, **at)
        assert not (done and asked)

    @rule(name=st.sampled_from(NAMES), data=st.data())
    def withdraw(self, name: str, data: st.DataObject) -> None:
        cases = self.cases()
        case = data.draw(st.sampled_from(cases))
        places = [action.id for action in case.case.pursued()]
        if places and data.draw(st.integers(0, 3)) == 0:
            parts = frozenset({data.draw(st.sampled_from(places))})
            said = {"day": self.now.date(), "parts": parts}
            by = self.actor(name)
            done = self.tried(
                steps.withdraw_reorganisation, by, reorganisation=case.subject.id, **said
            )
            assert not done or name == self.author_of(case)

    @rule(data=st.data())
    def rescind(self, data: st.DataObject) -> None:
        entries = list(EntryIntoForce.objects.all())
        if not entries or self.count > 6:
            return
        self.count += 1
        entry = data.draw(st.sampled_from(entries))
        officer = self.actor(AUTHORS[0])
        if not self.tried(
            rescissions.start_rescission,
            officer,
            entry=entry.pk,
            reference=f"U-{self.count}",
            title=text(en="Undo"),
            from_day=entry.valid_from + timedelta(days=self.count),
        ):
            return
        latest = Reorganisation.objects.latest("pk")
        self.tried(submissions.submit_reorganisation, officer, reorganisation=latest.pk)

    @rule(
        name=st.sampled_from([AUTHORS[1], *NAMES]),
        data=st.data(),
        in_turn=MOSTLY,
        chance=st.integers(0, 3),
    )
    def take_over(self, name: str, data: st.DataObject, in_turn: bool, chance: int) -> None:
        """Drafts of an author who left, mostly by whoever may; seldom of one who is there, whose
        nobody may."""
        cases = list(Reorganisation.objects.order_by("pk"))
        left = [one for one in cases if self.is_left(one)]
        if in_turn and left:
            case, name = left[-1], AUTHORS[0]
        elif chance == 3:
            case = data.draw(st.sampled_from(cases))
        else:
            return
        at, was_left = {"reorganisation": case.pk}, self.is_left(case)
        done = self.tried(drafts.take_over_reorganisation, self.actor(name), **at)
        assert not done or (name in AUTHORS and was_left)

    def is_left(self, case: Reorganisation) -> bool:
        """Whether its author holds the post no more in which it was begun."""
        author = next(one for one in AUTHORS if self.house.people[one] == case.author_id)
        return case.author_post not in self.actor(author).posts

    @rule(chance=st.integers(0, 3))
    def leave_or_come_back(self, chance: int) -> None:
        """One of the authors gives the post up, or has it again; seldom."""
        if chance != 3:
            return
        hr, post = self.actor("Hana"), self.house.posts["OFF2"]
        day, person = self.now.date(), self.house.people[AUTHORS[1]]
        held = self.house.now(day).incumbencies_of(post)
        if held:
            self.tried(personnel.end_incumbency, hr, incumbency=held[0].id, day=day)
        else:
            self.tried(personnel.appoint, hr, post=post, person=person, day=day)

    @rule(days=st.integers(1, 3))
    def let_time_pass(self, days: int) -> None:
        self.now += timedelta(days=days)
        lapsing.lapse_due.func()

    # ---- what must be so

    @invariant()
    def the_law_is_kept(self) -> None:
        """Looked at whenever the journal has moved: what is refused leaves nothing."""
        if (reached := head().hash) == self.judged_at:
            return
        self.judged_at = reached
        cases = self.cases()
        for case in cases:
            seen = self.seen.setdefault(case.subject.id, [])
            seen += [case.seen()] if case.seen() not in seen else []
        self.nothing_is_in_force_without_an_instrument()
        self.what_is_in_force_was_decided_and_its_conditions_met(cases)
        self.steps_are_closed_in_their_order(cases)
        self.nobody_acts_on_their_own_case()
        self.every_act_cites_what_was_frozen()

    def nothing_is_in_force_without_an_instrument(self) -> None:
        entries = {row.record: row.instrument_id for row in EntryIntoForce.objects.all()}
        appointed = PersonnelAction.objects.filter(record__gt=self.opened)
        entries |= {row.record: row.instrument_id for row in appointed}
        written = Effect.objects.filter(record__gt=self.opened)
        assert {(one.record, one.instrument_id) for one in written} == set(entries.items())

    def what_is_in_force_was_decided_and_its_conditions_met(self, cases: list[OnRecord]) -> None:
        for case in cases:
            rows = EntryIntoForce.objects.filter(submission__reorganisation=case.subject.id)
            entered = [place for row in rows for place in row.actions]
            assert len(entered) == len(set(entered))
            assert set(entered) <= case.route.decided(), (entered, case.route.decided())

    def steps_are_closed_in_their_order(self, cases: list[OnRecord]) -> None:
        """By the rows: what was approved had been recommended, or the body brought it itself."""
        for case in cases:
            for one in case.case.closed:
                if one.step.act is ActKind.APPROVE:
                    led = {
                        action
                        for other in case.case.closed
                        if other.step.order == 1
                        for action in other.step.actions()
                    }
                    assert one.step.actions() <= led

    def nobody_acts_on_their_own_case(self) -> None:
        before = Counter(Handover.objects.values_list("reorganisation", "author_before"))
        acts = ProcedureAct.objects.filter(round__kind=KIND).exclude(kind=ActKind.WITHDRAW)
        for act in acts.select_related("round"):
            assert act.person not in act.round.authors
            assert not before[act.round.subject, act.person]
            assert bool(act.person) is (act.kind != ActKind.LAPSE)

    def every_act_cites_what_was_frozen(self) -> None:
        frozen = {row.round_id: row for row in Submission.objects.all()}
        amended = {row.act_id: row for row in Amendment.objects.all()}
        for row in frozen.values():
            assert actions_hash(from_json(row.actions)) == row.actions_hash
        for act in ProcedureAct.objects.filter(round__kind=KIND):
            submission = frozen[act.round_id]
            if act.pk in self.said:
                assert self.said[act.pk] == self.cited_before(act)
            assert act.hashes["actions"] == submission.actions_hash
            assert act.hashes["words"] == submission.words_hashes
            own = amended.get(act.pk)
            if own is not None:
                assert act.hashes["amendment"] == own.difference_hash
                assert act.hashes["amended"] == own.actions_hash
            elif (standing := standing_actions(submission, act.pk)) != from_json(
                submission.actions
            ):
                assert act.hashes["amended"] == actions_hash(standing)

    def cited_before(self, act: ProcedureAct) -> str:
        """The hash of the set as the acts before this one left it."""
        earlier = ProcedureAct.objects.filter(round=act.round_id, pk__lt=act.pk).order_by("-pk")
        given = [one.hashes["amended"] for one in earlier if one.amended is not None]
        return str(given[0] if given else act.hashes["actions"])


def _without_authors(stand_of: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *given, **more: replace(stand_of(*given, **more), authors=frozenset())


def _unseen(refuse_unfit: Callable[..., None]) -> Callable[..., None]:
    return lambda before, said, *more: refuse_unfit(before, replace(said, seen=""), *more)


TRIED = frozenset(
    {
        *("determine", "recommend", "approve", "take_note", "fulfil", "reject", "defer"),
        *("refer_back", "withdraw_reorganisation", "amend_action", "leave_out_action"),
        *("amend_by_adding", "adopt_as_amended", "answer_question", "change_action"),
        *("submit_reorganisation", "start_rescission", "take_over_reorganisation"),
        *("appoint", "end_incumbency", "accept_amendment"),
    }
)
"""What some course of many must be let do, else nothing is shown of it."""
GUARDS: dict[str, tuple[Any, str, Callable[[Any], Any]]] = {
    "order": (law, "_reasons_of_step", lambda _: lambda *_: iter(())),
    "four eyes": (rehearsing, "stand_of", _without_authors),
    "frozen hash": (rehearsing, "_refuse_unfit", _unseen),
}
"""Where each guard stands, and what is put in its place to see that the machine misses it."""
VIOLATIONS = (AssertionError, RuntimeError)
"""What the machine finds, or a service that looks at what it wrote; all else is a fault of ours."""


@contextmanager
def guard_off(name: str) -> Iterator[None]:
    module, place, instead = GUARDS[name]
    with patch.object(module, place, instead(getattr(module, place))):
        yield


def run(
    house: House, courses: int, steps_each: int, begin_at: int, *, shrinks: bool = True
) -> Counter[str]:
    """Try so many courses, each taken back; the first of `VIOLATIONS` is raised as it is.

    Says how often each service was let do what it was asked.
    """
    done = Counter[str]()
    machine = seed(begin_at)(type("Machine", (ActsMachine,), {"house": house, "done": done}))
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=courses,
            stateful_step_count=steps_each,
            deadline=None,
            database=None,
            report_multiple_bugs=False,
            phases=(Phase.generate, Phase.shrink) if shrinks else (Phase.generate,),
            suppress_health_check=list(HealthCheck),
        ),
    )
    return done
