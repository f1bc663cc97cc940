"""What becomes of reorganisations: one function a way in which they may go, day by day.

Each is a generator that yields how many days pass until it goes on.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from bench.governed import OFFICERS, PLACE, UP_TO_P5, said
from bench.governing import Case, Desk, Wanted
from bureau.core.changes.actions import ActionKind
from bureau.core.procedures.kinds import Phase, WhoKind
from bureau.core.procedures.rules import Who
from bureau.core.references import Reference
from bureau.institution.governance.models import Correction, EntryIntoForce
from bureau.institution.governance.queries.corrections import later_facts
from bureau.institution.governance.services import (
    accepting,
    actions,
    amending,
    corrections,
    drafts,
    rescissions,
    steps,
)
from bureau.institution.governance.services.actions import Drafting
from bureau.institution.governance.store import actions_of
from bureau.institution.organisation.models import Effect
from bureau.institution.organisation.queries.structure import today_in_force
from bureau.institution.procedures.models import AuthorQuestion
from bureau.institution.procedures.queries.rehearsing import SaidCondition

type Course = Iterator[int]


class Sets:
    """Drafts what one course is about, and holds what it touches until the course is over."""

    def __init__(self, desk: Desk, number: int) -> None:
        self.desk, self.number, self.held = desk, number, dict[int, list[int]]()
        self.author = OFFICERS[number % len(OFFICERS)]
        self.reference = f"R-{number + 1}"

    def take(self, pool: list[int]) -> int:
        found = pool.pop(0)
        self.held.setdefault(id(pool), []).append(found)
        return found

    def drop(self, pool: list[int], gone: int) -> None:
        """What ended is not given back."""
        self.held[id(pool)].remove(gone)

    def give_back(self) -> None:
        for pool in (self.desk.units, self.desk.posts, self.desk.vacant):
            pool += self.held.pop(id(pool), [])

    def day(self) -> int:
        """Mostly some weeks ahead; now and then a day that is past."""
        return self.desk.today.toordinal() + self.desk.random.randint(-20, 120)

    def officer(self, other: int) -> str:
        return OFFICERS[(self.number + other) % len(OFFICERS)]

    def unit_with_posts(self, *, posts: int, day: int | None = None, more: bool = False) -> Case:
        """A unit of its own, posts that move there, its head; another code, and with `more` a unit
        that moves, one that is merged, and a new post."""
        desk, day = self.desk, self.day() if day is None else day
        above, other = self.take(desk.units), self.take(desk.units)
        new = {"code": f"N{self.number}", "kind": "section", "parent": above}
        sets = [
            _do(ActionKind.RENAME_UNIT, day, other, code=f"C{self.number}"),
            Drafting(ActionKind.ESTABLISH_UNIT, day, None, new, {"name": _name(self.number)}),
        ]
        case = desk.start(self.author, self.reference, sets)
        made = case.wants[2].subject.id
        moved = [self.take(desk.posts) for _ in range(posts)]
        sets = [_do(ActionKind.MOVE_POST, day, post, unit=made) for post in moved]
        sets.append(_do(ActionKind.ASSIGN_HEAD, day, made, head=moved[0]))
        if more:
            sets.append(_do(ActionKind.MOVE_UNIT, day, self.take(desk.units), parent=desk.root))
            sets.append(self.new_post(day, made, "P.3"))
            sets += self.merged(day)
        desk.add(case, sets)
        return case

    def merged(self, day: int) -> list[Drafting]:
        """A unit without any below it goes into another."""
        now, desk = today_in_force(), self.desk
        leaf = next((one for one in desk.units if not now.children(one)), None)
        if leaf is None or len(desk.units) < 3:
            return []
        desk.units.remove(leaf)
        return [_do(ActionKind.MERGE_UNIT, day, leaf, into=self.take(desk.units))]

    def new_post(self, day: int, unit: int, grade: str, place: int = 0) -> Drafting:
        values = {"unit": unit, "grade": grade, "number": f"X{self.number}.{place}"}
        values |= {"duty_station": PLACE, "funding": "regular"}
        title = {"title": said("Analyst")}
        return Drafting(ActionKind.ESTABLISH_POST, day, None, values, title, "Asked for")

    def reclassified(self, count: int) -> Case:
        day, now = self.day(), today_in_force()
        sets = []
        for _ in range(count):
            post = self.take(self.desk.posts)
            standing = now.post(post)
            others = [one for one in UP_TO_P5 if standing is None or one != standing.grade]
            grade = self.desk.random.choice(others)
            sets.append(_do(ActionKind.RECLASSIFY_POST, day, post, grade=grade))
        return self.desk.start(self.author, self.reference, sets)

    def numbered(self, count: int) -> Case:
        """New posts, and a vacant one that ends."""
        day, desk = self.day(), self.desk
        unit, ending = self.take(desk.units), self.take(desk.vacant)
        self.drop(desk.vacant, ending)
        sets = [
            self.new_post(day, unit, desk.random.choice(UP_TO_P5), place) for place in range(count)
        ]
        return desk.start(
            self.author, self.reference, [*sets, _do(ActionKind.ABOLISH_POST, day, ending)]
        )


def _do(kind: str, day: int, subject: int, **values: Any) -> Drafting:
    return Drafting(kind, day, subject, values, reason="Asked for")


def _name(number: int) -> Any:
    return said(f"Section of reorganisation {number + 1}")


# ---- parts of a way


def put_forward(sets: Sets, case: Case) -> bool:
    if sets.desk.submit(case):
        return True
    if not case.on_record_at_all():
        sets.desk.do(case.author, drafts.discard_reorganisation, reorganisation=case.number)
    sets.desk.ended["refused to its author"] += 1
    return False


def to_approval(sets: Sets, case: Case, *, major: bool = False) -> Course:
    yield sets.desk.random.randint(1, 9)
    sets.desk.determine(case, answer=major)
    yield sets.desk.random.randint(1, 30)
    sets.desk.recommend(case)
    yield sets.desk.random.randint(1, 20)


def approved(sets: Sets, case: Case, **said: Any) -> Course:
    """Approve what is left; where something stands against it, send it back until it fits."""
    desk = sets.desk
    for _ in range(3):
        act = desk.act(case, "SG", "approve", steps.approve, **said)
        if desk.decided(case, act):
            break
        desk.act(case, "SG", "approve", steps.refer_back)
        yield 3
        for place in sorted(case.wants.keys() - case.entered):
            at = {"reorganisation": case.number, "place": place}
            desk.tried(case.author, actions.accept_what_stands, **at)
        if not desk.submit(case):
            desk.ended["given up"] += 1
            return
        yield from to_approval(sets, case)
    yield 20
    desk.take_note(case)


# ---- the ways


def whole(sets: Sets) -> Course:
    case = sets.unit_with_posts(posts=4, more=True)
    yield 2
    if put_forward(sets, case):
        yield from to_approval(sets, case)
        yield from approved(sets, case)


def in_part(sets: Sets) -> Course:
    """A part alone is refused where it needs another; then one by one."""
    desk, case = sets.desk, sets.unit_with_posts(posts=3)
    yield 2
    if put_forward(sets, case):
        yield from to_approval(sets, case)
        desk.act(case, "SG", "approve", steps.approve, parts=frozenset({3}))
        first = {2, 3, 4} & case.wants.keys()
        act = desk.act(case, "SG", "approve", steps.approve, parts=frozenset(first))
        desk.decided(case, act, first)
        yield 25
        yield from approved(sets, case)


def as_amended(sets: Sets) -> Course:
    """The office changes one code, leaves a head out, freezes a post."""
    desk, case = sets.desk, sets.unit_with_posts(posts=3)
    yield 2
    if not put_forward(sets, case):
        return
    yield from to_approval(sets, case)
    step = {"reorganisation": case.number, "step": case.step("approve")}
    one = case.wants[1]
    changed = Wanted(one.kind, one.subject, one.day + 10, {"code": f"A{sets.number}"})
    desk.do(
        "SG", amending.amend_action, **step, place=1, day=changed.day, values=dict(changed.values)
    )
    desk.do("SG", amending.leave_out_action, **step, place=6)
    post, freeze = sets.take(desk.posts), ActionKind.FREEZE_POST
    by = {"kind": freeze, "day": one.day, "subject": post}
    place = desk.do("SG", amending.amend_by_adding, **step, **by)
    act = desk.act(
        case, "SG", "approve", amending.adopt_as_amended, left_open="As the office wished"
    )
    if isinstance(act, int):
        case.wants[1], case.wants[place] = (
            changed,
            Wanted(freeze, Reference("post", post), one.day, {}),
        )
        del case.wants[6]
        desk.decided(case, act)
        yield 20
        desk.take_note(case)


def deferred(sets: Sets) -> Course:
    desk, case = sets.desk, sets.unit_with_posts(posts=2)
    yield 2
    if put_forward(sets, case):
        yield 4
        desk.determine(case)
        yield 4
        until = desk.today + timedelta(days=30)
        desk.act(case, "COCO", "recommend", steps.defer, until=until)
        yield 31
        desk.recommend(case)
        yield 5
        yield from approved(sets, case)


def on_condition(sets: Sets) -> Course:
    """Met after the day of the set, so that it takes effect on the day it was met."""
    desk, case = sets.desk, sets.unit_with_posts(posts=2, more=True)
    yield 2
    if not put_forward(sets, case):
        return
    yield from to_approval(sets, case)
    act = _conditionally(sets, case)
    if isinstance(act, int):
        yield 40
        day = desk.today.toordinal()
        case.not_before = dict.fromkeys(case.wants, day)
        desk.decided(case, desk.act(case, "DIR", "fulfil", steps.fulfil))


def lapsed(sets: Sets) -> Course:
    """The rest enters into force at once; what waited for the condition falls with the clock."""
    desk, case = sets.desk, sets.unit_with_posts(posts=2)
    yield 2
    if not put_forward(sets, case):
        return
    yield from to_approval(sets, case)
    act = _conditionally(sets, case, frozenset({1}))
    if isinstance(act, int):
        desk.decided(case, act, case.wants.keys() - {1})
        yield 70
        desk.take_note(case)
        assert case.on_record().case.dropped == {1}, case.reference
        desk.ended["lapsed by the clock"] += 1


def _conditionally(sets: Sets, case: Case, parts: frozenset[int] | None = None) -> Any:
    desk = sets.desk
    who = Who(WhoKind.OFFICE, (desk.made.offices["DIR"],))
    condition = SaidCondition("Room is found", who, desk.today + timedelta(days=60), parts)
    return desk.act(case, "SG", "approve", steps.approve, conditions=(condition,))


def rescinded(sets: Sets) -> Course:
    """Decided, and undone by another officer's set: from its own day, or from one long after."""
    desk, case = sets.desk, sets.unit_with_posts(posts=3)
    yield 2
    if not put_forward(sets, case):
        return
    yield from to_approval(sets, case)
    yield from approved(sets, case)
    entry = EntryIntoForce.objects.filter(submission__reorganisation=case.number).last()
    if entry is None:
        return
    later = timedelta(days=0 if sets.number % 2 else 90)
    undoing = Case(0, f"U-{sets.number + 1}", sets.officer(1), undoes=entry.record)
    undoing.undone_from = (entry.valid_from + later).toordinal()
    undoing.number = desk.do(
        undoing.author,
        rescissions.start_rescission,
        entry=entry.pk,
        reference=undoing.reference,
        title=said("Undone"),
        from_day=date.fromordinal(undoing.undone_from),
    )
    desk.cases.append(undoing)
    undoing.wants = {
        one.id: Wanted(one.kind, one.subject, one.day, one.values)
        for one in actions_of(undoing.number)
    }
    if put_forward(sets, undoing):
        yield from to_approval(sets, undoing)
        yield from approved(sets, undoing)


def corrected(sets: Sets) -> Course:
    """One officer finds that the code was another, a second one confirms."""
    desk, case = sets.desk, sets.unit_with_posts(posts=2)
    yield 2
    if not put_forward(sets, case):
        return
    yield from to_approval(sets, case)
    yield from approved(sets, case)
    own = [one.record for one in desk.decisions if one.case == case.reference]
    unit = case.wants[1].subject.id
    written = Effect.objects.filter(record__in=own, kind="unit", subject=unit)
    if (wrong := written.first()) is None:
        return
    said_so = {"effect": wrong.pk, "document": said("The minutes"), "reason": "Misread"}
    if sets.number % 4:
        fields, day = {"code": f"K{sets.number}"}, date.fromordinal(wrong.day + 3)
        kind = corrections.propose_correction
        number = desk.do(sets.officer(1), kind, **said_so, fields=fields, day=day)
    else:
        number = desk.do(sets.officer(1), corrections.propose_rescission, **said_so)
    yield 5
    confirm = {"correction": number}
    desk.tried(sets.officer(1), corrections.confirm_correction, **confirm)
    later = [one.id for one in later_facts(Correction.objects.get(pk=number))]
    record = desk.tried(sets.officer(2), corrections.confirm_correction, **confirm, later=later)
    if isinstance(record, int):
        desk.corrected[record] = wrong.pk


def referred_back(sets: Sets) -> Course:
    """With a question; the author answers, changes something and puts it forward again."""
    desk, case = sets.desk, sets.unit_with_posts(posts=2)
    yield 2
    if not put_forward(sets, case):
        return
    yield 5
    desk.determine(case)
    yield 5
    desk.act(case, "COCO", "recommend", steps.refer_back, questions=("Why so?",))
    yield 5
    desk.submit(case)
    question = AuthorQuestion.objects.latest("pk").pk
    at = {"reorganisation": case.number}
    desk.do(case.author, accepting.answer_question, **at, question=question, said="For the work")
    one = case.wants[1]
    values = {"code": f"B{sets.number}"}
    desk.do(case.author, actions.change_action, **at, place=1, day=one.day + 5, values=values)
    case.wants[1] = Wanted(one.kind, one.subject, one.day + 5, values)
    if put_forward(sets, case):
        yield from to_approval(sets, case)
        yield from approved(sets, case)


def withdrawn(sets: Sets) -> Course:
    desk, case = sets.desk, sets.unit_with_posts(posts=2)
    yield 2
    if put_forward(sets, case):
        yield 4
        at = {"reorganisation": case.number}
        own = steps.withdraw_reorganisation
        desk.tried(sets.officer(1), own, **at, day=desk.today)
        desk.do(case.author, own, **at, day=desk.today, parts=frozenset({1}))
        yield 9
        desk.do(case.author, own, **at, day=desk.today)
        assert case.on_record().case.phase is Phase.WITHDRAWN, case.reference


def rejected(sets: Sets) -> Course:
    """A part first, which takes along what builds on it or is refused; then all."""
    desk, case = sets.desk, sets.unit_with_posts(posts=2)
    yield 2
    if put_forward(sets, case):
        yield from to_approval(sets, case)
        desk.act(case, "SG", "approve", steps.reject, parts=frozenset({2}))
        desk.act(case, "SG", "approve", steps.reject)


def conflicting(sets: Sets) -> Course:
    """Two officers give one unit other codes; the second must look again."""
    desk, day = sets.desk, sets.day()
    unit = sets.take(desk.units)
    cases = [
        desk.start(
            sets.officer(other),
            f"{sets.reference}{suffix}",
            [_do(ActionKind.RENAME_UNIT, day + other, unit, code=f"{suffix}{sets.number}")],
        )
        for other, suffix in enumerate("ST")
    ]
    yield 1
    for case in cases:
        put_forward(sets, case)
    for case in cases:
        yield from to_approval(sets, case)
    for case in cases:
        yield from approved(sets, case)


def major(sets: Sets) -> Course:
    """The Council decides."""
    desk, case = sets.desk, sets.unit_with_posts(posts=5)
    yield 2
    if not put_forward(sets, case):
        return
    yield from to_approval(sets, case, major=True)
    desk.act(case, "SG", "approve", steps.approve)
    yield 30
    desk.decided(case, desk.act(case, "COUNCIL", "decide", steps.decide))


def classified(sets: Sets) -> Course:
    case = sets.reclassified(3)
    yield 1
    if put_forward(sets, case):
        yield from to_approval(sets, case)
        yield from approved(sets, case)


def established(sets: Sets) -> Course:
    case = sets.numbered(2)
    yield 1
    if put_forward(sets, case):
        yield from to_approval(sets, case)
        yield from approved(sets, case)


WAYS: dict[str, Callable[[Sets], Course]] = {
    "whole": whole,
    "in part": in_part,
    "as amended": as_amended,
    "deferred": deferred,
    "on a condition, met": on_condition,
    "on a condition, lapsed": lapsed,
    "rescinded": rescinded,
    "corrected": corrected,
    "referred back": referred_back,
    "withdrawn": withdrawn,
    "rejected": rejected,
    "conflicting": conflicting,
    "major": major,
    "delegated: classification": classified,
    "delegated: number of posts": established,
}
