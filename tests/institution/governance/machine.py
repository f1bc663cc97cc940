"""A state machine over the services: whatever is tried, what stands on record keeps the law.

It has no model of its own, as that of the core has: it tries acts by everybody, in turn and out of
it, and after each step reads from the rows alone what must be so.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch

from django.db import transaction
from django.utils import timezone
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

from bureau.core.changes.actions import ActionKind, actions_hash, from_json
from bureau.core.procedures import kinds
from bureau.core.procedures.kinds import ActKind, Amended, StepState
from bureau.core.reasons import Refused
from bureau.institution.governance.models import (
    Amendment,
    EntryIntoForce,
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
    rescissions,
    steps,
    submissions,
)
from bureau.institution.governance.store import actions_of
from bureau.institution.organisation.models import Effect
from bureau.institution.procedures.models import ProcedureAct
from bureau.institution.procedures.queries.cases import (
    OnRecord,
    cases_of,
    questions_open,
)
from bureau.record.journal.queries import broken_links, record_number_now
from bureau.web.multilingual import text
from tests.institution.governance.amending import condition, let_amend
from tests.institution.house import FORCE, NOW, House

NAMES = ("Sana", "Coco", "Carl", "Dina", "Olga", "Otto")
AUTHOR = "Olga"
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
MAY = {"1": "Coco", "2": "Sana", "3": "Carl", "0": "Sana", "1000": "Dina"}
"""Who acts on the steps of each order."""


class ActsMachine(RuleBasedStateMachine):
    """Order of steps, four eyes, frozen hashes, nothing in force without an instrument."""

    house: House

    @initialize(how=st.sampled_from([Amended.CLOSES, Amended.CLOSES, Amended.GOES_BACK]))
    def open(self, how: Amended) -> None:
        self.course = transaction.atomic()
        self.course.__enter__()
        self.now: datetime = NOW
        self.clock = patch.object(timezone, "now", lambda: self.now)
        self.clock.start()
        self.count = 0
        self.opened = record_number_now()
        let_amend(self.house, how)
        self.draft_and_submit(2)

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

    # ---- what is tried

    def cases(self) -> list[OnRecord]:
        return list(cases_of(KIND, Reorganisation.objects.values_list("pk", flat=True)).values())

    def tried(self, do: Callable[..., Any], *args: Any, **said: Any) -> bool:
        """Whether it was done; what is refused leaves nothing behind."""
        before = record_number_now(), ProcedureAct.objects.count(), EntryIntoForce.objects.count()
        try:
            with transaction.atomic():
                do(*args, **said)
            return True
        except Refused:
            after = (
                record_number_now(),
                ProcedureAct.objects.count(),
                EntryIntoForce.objects.count(),
            )
            assert before == after
            return False

    @rule(number=st.integers(1, 3))
    def draft_and_submit(self, number: int) -> None:
        """A set with a unit, what builds on it, and other codes for some units."""
        self.count += 1
        officer, house, day = self.house.actor(AUTHOR), self.house, FORCE.toordinal() + self.count
        case = drafts.start_reorganisation(
            officer,
            organisation=house.organisation,
            reference=f"M-{self.count}",
            title=text(en=f"Case {self.count}"),
        )

        def add(kind: ActionKind, subject: int | None, values: dict[str, Any], **words: Any) -> int:
            return actions.add_action(
                officer,
                reorganisation=case,
                kind=kind,
                day=day,
                subject=subject,
                values=values,
                words=words,
            )

        for unit in UNITS[:number]:
            code = f"{unit[0]}{self.count}"
            add(ActionKind.RENAME_UNIT, house.units[unit], {"code": code})
        new = {"code": f"N{self.count}", "kind": "section", "parent": house.units["TSB"]}
        add(ActionKind.ESTABLISH_UNIT, None, new, name=text(en=f"New {self.count}"))
        made = actions_of(case)[-1].subject.id
        add(ActionKind.MOVE_POST, house.posts["D1"], {"unit": made})
        self.tried(submissions.submit_reorganisation, officer, reorganisation=case)

    def open_step(self, data: st.DataObject) -> tuple[OnRecord, Any] | None:
        found = [
            (case, step)
            for case in self.cases()
            for step in case.route.steps
            if step.state is not StepState.DONE
        ]
        return data.draw(st.sampled_from(found)) if found else None

    @rule(data=st.data(), in_turn=st.booleans(), conditional=st.booleans(), whole=st.booleans())
    def act(self, data: st.DataObject, in_turn: bool, conditional: bool, whole: bool) -> None:
        if (at := self.open_step(data)) is None:
            return
        case, step = at
        kind = step.act if in_turn else data.draw(st.sampled_from(sorted(CLOSING)))
        name = MAY[step.key.partition(".")[0]] if in_turn else data.draw(st.sampled_from(NAMES))
        some = st.sets(st.sampled_from(sorted(step.actions())), min_size=1)
        more: dict[str, Any] = {} if whole else {"parts": frozenset(data.draw(some))}
        if kind is ActKind.DETERMINE:
            more = {"answer": False, "note": "One unit"}
        if kind is ActKind.DEFER:
            more = {"until": self.now.date() + timedelta(days=3)}
        if conditional and kind in (ActKind.APPROVE, ActKind.DECIDE):
            more["conditions"] = (condition(self.house, self.now.date() + timedelta(days=2)),)
        self.tried(
            CLOSING[kind],
            self.house.actor(name),
            reorganisation=case.subject.id,
            step=step.key,
            day=self.now.date(),
            document="Record 1",
            **more,
        )

    @rule(data=st.data(), how=st.sampled_from(["change", "leave out", "add", "adopt", "adopt"]))
    def amend(self, data: st.DataObject, how: str) -> None:
        here = [(case, step) for case in self.cases() for step in case.here()]
        here = [at for at in here if at[1].amended is not Amended.REFUSED]
        if not here:
            return
        case, step = data.draw(st.sampled_from(here))
        place = data.draw(st.sampled_from(sorted(step.actions())))
        name = data.draw(st.sampled_from([MAY[step.key.partition(".")[0]], *NAMES]))
        by, at = self.house.actor(name), {"reorganisation": case.subject.id, "step": step.key}
        day = FORCE.toordinal() + 20 + self.count
        match how:
            case "change":
                code = {"code": f"X{self.count}{place}"}
                self.tried(amending.amend_action, by, **at, place=place, day=day, values=code)
            case "leave out":
                self.tried(amending.leave_out_action, by, **at, place=place)
            case "add":
                added = {"kind": ActionKind.FREEZE_POST, "subject": self.house.posts["OPS"]}
                self.tried(amending.amend_by_adding, by, **at, day=day, **added)
            case _:
                if not case.case.closed and step.order > 1:
                    return
                self.tried(
                    amending.adopt_as_amended,
                    by,
                    **at,
                    day=self.now.date(),
                    document="Record 2",
                    left_open="As the body wished",
                )

    @rule(data=st.data(), asks=st.booleans())
    def refer_back(self, data: st.DataObject, asks: bool) -> None:
        if at := self.open_step(data):
            case, step = at
            self.tried(
                steps.refer_back,
                self.house.actor(MAY[step.key.partition(".")[0]]),
                reorganisation=case.subject.id,
                step=step.key,
                day=self.now.date(),
                document="Record 3",
                questions=("Why?",) if asks else (),
            )

    def with_author(self) -> list[OnRecord]:
        return [case for case in self.cases() if case.case.phase is kinds.Phase.WITH_AUTHOR]

    @precondition(lambda self: self.with_author())
    @rule(accept=st.booleans(), answer=st.booleans(), change=st.booleans())
    def go_on_drafting(self, accept: bool, answer: bool, change: bool) -> None:
        case, officer = self.with_author()[0], self.house.actor(AUTHOR)
        at = {"reorganisation": case.subject.id}
        if accept:
            self.tried(accepting.accept_amendment, officer, **at)
        if answer:
            for one in questions_open(case.subject):
                more = {"question": one.pk, "said": "Because"}
                assert self.tried(accepting.answer_question, officer, **at, **more)
        if change and (left := actions_of(case.subject.id)):
            said = {"place": left[-1].id, "day": left[-1].day + 1, "values": left[-1].values}
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
            by = self.house.actor(name)
            done = self.tried(
                steps.withdraw_reorganisation, by, reorganisation=case.subject.id, **said
            )
            assert not done or name == AUTHOR

    @rule(data=st.data())
    def rescind(self, data: st.DataObject) -> None:
        entries = list(EntryIntoForce.objects.all())
        if not entries or self.count > 6:
            return
        self.count += 1
        entry = data.draw(st.sampled_from(entries))
        officer = self.house.actor(AUTHOR)
        self.tried(
            rescissions.start_rescission,
            officer,
            entry=entry.pk,
            reference=f"U-{self.count}",
            title=text(en="Undo"),
            from_day=entry.valid_from + timedelta(days=self.count),
        )
        latest = Reorganisation.objects.latest("pk")
        self.tried(submissions.submit_reorganisation, officer, reorganisation=latest.pk)

    @rule(days=st.integers(1, 3))
    def let_time_pass(self, days: int) -> None:
        self.now += timedelta(days=days)
        lapsing.lapse_due.func()

    # ---- what must be so

    @invariant()
    def nothing_is_in_force_without_an_instrument(self) -> None:
        entries = {row.record: row.instrument_id for row in EntryIntoForce.objects.all()}
        written = Effect.objects.filter(record__gt=self.opened)
        assert {(one.record, one.instrument_id) for one in written} == set(entries.items())

    @invariant()
    def what_is_in_force_was_decided_and_its_conditions_met(self) -> None:
        for case in self.cases():
            rows = EntryIntoForce.objects.filter(submission__reorganisation=case.subject.id)
            entered = [place for row in rows for place in row.actions]
            assert len(entered) == len(set(entered))
            assert set(entered) <= case.route.decided(), (entered, case.route.decided())

    @invariant()
    def steps_are_closed_in_their_order(self) -> None:
        """By the rows: what was approved had been recommended, or the body brought it itself."""
        for case in self.cases():
            for one in case.case.closed:
                if one.step.act is ActKind.APPROVE:
                    led = {
                        action
                        for other in case.case.closed
                        if other.step.order == 1
                        for action in other.step.actions()
                    }
                    assert one.step.actions() <= led

    @invariant()
    def nobody_acts_on_their_own_case(self) -> None:
        for act in ProcedureAct.objects.exclude(kind=ActKind.WITHDRAW).select_related("round"):
            assert act.person not in act.round.authors
            assert bool(act.person) is (act.kind != ActKind.LAPSE)

    @invariant()
    def every_act_cites_what_was_frozen(self) -> None:
        frozen = {row.round_id: row for row in Submission.objects.all()}
        amended = {row.act_id: row for row in Amendment.objects.all()}
        for row in frozen.values():
            assert actions_hash(from_json(row.actions)) == row.actions_hash
        for act in ProcedureAct.objects.filter(round__kind=KIND):
            submission = frozen[act.round_id]
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


def run(house: House, courses: int, steps_each: int) -> None:
    """Try so many courses, each taken back; an AssertionError is a violation."""
    machine = type("Machine", (ActsMachine,), {"house": house})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=courses,
            stateful_step_count=steps_each,
            deadline=None,
            database=None,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        ),
    )
