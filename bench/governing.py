"""Who acts in the bench of three years, on a clock that it moves: each act timed, and written down.

What is written down of a decision is what the script wanted, never what the product says of it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from time import perf_counter
from typing import Any

from bench.governed import Governed, said
from bureau.core.changes.check import CODES, Severity
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.institution.governance.models import EntryIntoForce
from bureau.institution.governance.services import actions, answers, drafts, steps, submissions
from bureau.institution.governance.services.actions import Drafting
from bureau.institution.governance.store import actions_of
from bureau.institution.organisation.queries.structure import today_in_force
from bureau.institution.procedures.queries.cases import OnRecord, case_on_record

TRIES = 8
"""How often a draft is mended before it is given up."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One action as the script wants it; values as given, texts by the number of their wording."""

    kind: str
    subject: Reference
    day: int
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Decision:
    """What one act let into force, in the words of the script; `undoes` a record before."""

    record: int
    act: int
    case: str
    day: date
    instrument: int
    actions: Mapping[int, Wanted]
    undoes: int = 0
    undone_from: int = 0


@dataclass(slots=True)
class Case:
    """A reorganisation under way: what it wants by place, and what of that is in force."""

    number: int
    reference: str
    author: str
    wants: dict[int, Wanted] = field(default_factory=dict)
    entered: set[int] = field(default_factory=set)
    not_before: dict[int, int] = field(default_factory=dict)
    undoes: int = 0
    undone_from: int = 0

    def on_record(self) -> OnRecord:
        found = case_on_record(Reference("reorganisation", self.number))
        assert found is not None
        return found

    def on_record_at_all(self) -> bool:
        return case_on_record(Reference("reorganisation", self.number)) is not None

    def step(self, act: str) -> str:
        """The key of the step that waits for such an act."""
        return next(one.key for one in self.on_record().here() if one.act == act)


@dataclass(slots=True)
class Clock:
    """The time there is while the years pass."""

    now: datetime

    @property
    def today(self) -> date:
        return self.now.date()


class Desk:
    """The clock, the people, what may be touched, and the books."""

    def __init__(self, made: Governed, seed: int, clock: Clock) -> None:
        self.made, self.clock, self.random = made, clock, Random(seed)
        self.times: dict[str, list[float]] = defaultdict(list)
        self.refused: Counter[str] = Counter()
        self.decisions: list[Decision] = []
        self.corrected: dict[int, int] = {}
        self.ended: Counter[str] = Counter()
        self.cases: list[Case] = []
        now = today_in_force()
        special = set(made.posts.values())
        heads = {unit.head for unit in now.units()}
        self.root = now.roots()[0].id
        self.units = [one.id for one in now.units() if one.id != self.root and not one.head]
        posts = [one for one in now.posts() if one.id not in special | heads]
        self.vacant = [one.id for one in posts if now.is_vacant(one.id)]
        self.posts = [one.id for one in posts if not now.is_vacant(one.id)]
        for pool in (self.units, self.vacant, self.posts):
            self.random.shuffle(pool)

    # ---- acts

    @property
    def today(self) -> date:
        return self.clock.today

    def do(self, who: str, service: Callable[..., Any], **said: Any) -> Any:
        """One act by whoever holds that post, timed; the clock moves on by a minute."""
        self.clock.now += timedelta(minutes=1)
        actor = self.made.actor(who)
        begun = perf_counter()
        done = service(actor, **said)
        self.times[service.__name__].append(perf_counter() - begun)
        return done

    def tried(self, who: str, service: Callable[..., Any], **said: Any) -> Any:
        """The same; where it is refused that is counted, and the reasons come back."""
        try:
            return self.do(who, service, **said)
        except Refused as refused:
            self.refused.update({_code(one) for one in refused.reasons})
            return refused.reasons

    # ---- drafting

    def start(self, author: str, reference: str, sets: list[Drafting]) -> Case:
        number = self.do(
            author,
            drafts.start_reorganisation,
            organisation=self.made.organisation,
            reference=reference,
            title=said(f"Reorganisation {reference}"),
        )
        case = Case(number, reference, author)
        self.cases.append(case)
        self.add(case, sets)
        return case

    def add(self, case: Case, sets: list[Drafting]) -> list[int]:
        """Put actions into the draft; the numbers of what is new are looked up, nothing else."""
        places: list[int] = self.do(
            case.author,
            actions.add_actions,
            reorganisation=case.number,
            drafted_actions=sets,
        )
        found = {one.id: one for one in actions_of(case.number)}
        for place, one in zip(places, sets, strict=True):
            worded = {name: found[place].values[name] for name in one.words}
            named = found[place].subject
            case.wants[place] = Wanted(one.kind, named, one.day, {**one.values, **worded})
        return places

    def submit(self, case: Case) -> bool:
        """Put it forward; what it asks is left on purpose, what bars is taken out."""
        for _ in range(TRIES):
            come = self.tried(
                case.author, submissions.submit_reorganisation, reorganisation=case.number
            )
            if isinstance(come, int):
                return True
            for one in come:
                if not self._mend(case, one):
                    return False
        return False

    def _mend(self, case: Case, reason: Reason) -> bool:
        code = str(reason.facts.get("finding", ""))
        if not code:
            return False
        subject = Reference.parse(str(reason.facts["subject"]))
        if CODES[code] is Severity.ASKS:
            by = {"code": code, "subject": subject, "reason": "Left so on purpose"}
            self.do(case.author, answers.answer_finding, reorganisation=case.number, **by)
            return True
        if code == "ceiling_passed":
            return False
        return self._take_out(case, subject)

    def _take_out(self, case: Case, subject: Reference) -> bool:
        """Actions on that thing, or that name it, go; those in force stay."""
        found = [
            place
            for place, one in case.wants.items()
            if place not in case.entered
            and (one.subject == subject or subject.id in one.values.values())
        ]
        for place in found:
            del case.wants[place]
            self.tried(case.author, actions.remove_action, reorganisation=case.number, place=place)
        return bool(found) and case.wants.keys() > case.entered

    # ---- on the route

    def act(self, case: Case, who: str, kind: str, service: Callable[..., Any], **said: Any) -> Any:
        """An act on the step that waits for that kind; what it decides is written down."""
        said.setdefault("document", f"{who} {self.today:%Y}/{sum(map(len, self.times.values()))}")
        return self.tried(
            who,
            service,
            reorganisation=case.number,
            step=case.step(kind),
            day=self.today,
            **said,
        )

    def determine(self, case: Case, *, answer: bool = False) -> None:
        if any(one.act == "determine" for one in case.on_record().here()):
            said = {"answer": answer, "note": "By its size"}
            self.act(case, "SG", "determine", steps.determine, **said)

    def recommend(self, case: Case) -> None:
        if any(one.act == "recommend" for one in case.on_record().here()):
            self.act(case, "COCO", "recommend", steps.recommend)

    def take_note(self, case: Case) -> None:
        if any(one.act == "take_note" for one in case.on_record().here()):
            self.act(case, "COUNCIL", "take_note", steps.take_note)

    def decided(self, case: Case, act: Any, places: set[int] | None = None) -> bool:
        """Write down what an act let into force: these places, else all that are left."""
        if not isinstance(act, int):
            return False
        entry = EntryIntoForce.objects.get(act=act)
        chosen = case.wants.keys() - case.entered if places is None else places
        case.entered |= chosen
        self.decisions.append(
            Decision(
                entry.record,
                act,
                case.reference,
                self.today,
                entry.instrument_id,
                {place: self._effective(case, place) for place in sorted(chosen)},
                case.undoes,
                case.undone_from,
            )
        )
        return True

    def _effective(self, case: Case, place: int) -> Wanted:
        one = case.wants[place]
        day = max(one.day, case.not_before.get(place, 0))
        return Wanted(one.kind, one.subject, day, one.values)


def _code(reason: Reason) -> str:
    return str(reason.facts.get("finding") or reason.code)
