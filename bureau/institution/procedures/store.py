"""Rows of procedure into core values and back: rules, steps as they were closed, cases."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from bureau.core.procedures.acts import Act
from bureau.core.procedures.case import (
    Case,
    ClosedStep,
    Condition,
    Part,
    RoutedAmendment,
    Step,
)
from bureau.core.procedures.consequences import DROPPING, Consequence, follow
from bureau.core.procedures.deciding import Manner, Tally, Way
from bureau.core.procedures.kinds import (
    ActKind,
    Amended,
    Capacity,
    Gate,
    Need,
    StepState,
    WhoKind,
)
from bureau.core.procedures.rule_sets import Draft
from bureau.core.procedures.rules import (
    AmountRange,
    Question,
    RoutedAction,
    Rule,
    Source,
    StepTemplate,
    Who,
)
from bureau.core.references import Reference
from bureau.institution.procedures import models

type Data = dict[str, Any]


@dataclass(frozen=True, slots=True, repr=False)
class Terms:
    """What a rule demands and of what, as in `core.procedures.rules.Rule`: None covers all.

    Written alike in every process, so that a form sent twice is known for the same.
    """

    steps: tuple[StepTemplate, ...]
    actions: frozenset[str] | None = None
    grades: frozenset[str] | None = None
    units: frozenset[int] | None = None
    asks: Question | None = None
    presupposes: bool = True
    rank: int = 0
    amounts: AmountRange | None = None
    audiences: frozenset[str] | None = None
    demanded: bool = False

    def __repr__(self) -> str:
        return f"Terms({definition_of(self)})"


def rule_of(row: models.Rule) -> Rule:
    """The core's rule that a row holds."""
    return _rule(row, row.pk, row.organisation_id, row.valid_from, row.valid_until)


def _rule(
    row: models.Rule | models.RuleDraftLine,
    id: int,
    organisation: int,
    begins: date,
    ends: date | None,
) -> Rule:
    said: Data = row.definition or {}
    return Rule(
        id=id,
        organisation=organisation,
        subjects=frozenset({row.subject}),
        actions=_names(said["actions"]),
        grades=_names(said["grades"]),
        units=None if said["units"] is None else frozenset(said["units"]),
        steps=tuple(_template_of(step) for step in said["steps"]),
        source=source_of(row),
        valid_from=begins.toordinal(),
        valid_until=ends.toordinal() if ends else None,
        asks=_question_of(said["asks"]) if said["asks"] else None,
        presupposes=said["presupposes"],
        rank=said["rank"],
        amounts=AmountRange(**said["amounts"]) if said.get("amounts") else None,
        audiences=_names(said.get("audiences")),
        demanded=said.get("demanded", False),
    )


def source_of(row: models.Rule | models.RuleDraftLine) -> Source:
    if row.provision_id is not None:
        return Source(Reference("provision", row.provision_id), row.is_practice)
    return Source(Reference("instrument", row.instrument_id or 0), row.is_practice)


def rule_of_line(line: models.RuleDraftLine, organisation: int, day: date) -> Rule:
    """The rule that a line of a draft would put in force; its id is below zero."""
    return _rule(line, -line.pk, organisation, day, None)


def draft_of(
    row: models.RuleDraft, lines: Iterable[models.RuleDraftLine], former: Iterable[models.Rule]
) -> Draft:
    """What a draft changes; `former` are the versions on record of the rules that it names."""
    put = (
        rule_of_line(one, row.organisation_id, row.valid_from) for one in lines if not one.is_end
    )
    return Draft(
        row.valid_from.toordinal(),
        tuple(sorted(put, key=lambda rule: -rule.id)),
        frozenset(one.pk for one in former),
    )


def definition_of(rule: Terms) -> Data:
    """What a row keeps of a rule besides its source and its days."""
    return {
        "actions": None if rule.actions is None else sorted(rule.actions),
        "grades": None if rule.grades is None else sorted(rule.grades),
        "units": None if rule.units is None else sorted(rule.units),
        "steps": [_template_data(step) for step in rule.steps],
        "asks": _question_data(rule.asks) if rule.asks else None,
        "presupposes": rule.presupposes,
        "rank": rule.rank,
        **_limits_data(rule),
    }


def _limits_data(rule: Terms) -> Data:
    """Only what a rule has of these, so that rules of before are written as they were."""
    found: Data = {}
    if rule.amounts is not None:
        found["amounts"] = asdict(rule.amounts)
    if rule.audiences is not None:
        found["audiences"] = sorted(rule.audiences)
    if rule.demanded:
        found["demanded"] = True
    return found


def actions_data(actions: Iterable[RoutedAction]) -> list[Data]:
    return [
        {
            "id": action.id,
            "kind": action.kind,
            "grade": action.grade,
            "unit": action.unit,
            "day": action.day,
            "above": list(action.above),
            **_valued_data(action),
        }
        for action in actions
    ]


def _valued_data(action: RoutedAction) -> Data:
    found: Data = {}
    if action.amount is not None:
        found |= {"amount": action.amount, "currency": action.currency}
    if action.audience is not None:
        found["audience"] = action.audience
    if action.people:
        found["people"] = list(action.people)
    if action.left:
        found["left"] = list(action.left)
    if action.undone:
        found["undone"] = [list(path) for path in action.undone]
    return found


def actions_of(data: Iterable[Data]) -> tuple[RoutedAction, ...]:
    return tuple(
        RoutedAction(
            **one
            | {name: tuple(one.get(name, ())) for name in ("above", "left", "people")}
            | {"undone": tuple(tuple(path) for path in one.get("undone", ()))}
        )
        for one in data
    )


def carried_data(case: Case) -> Data:
    """What a case brings into its next round."""
    return {
        "closed": [closing_data(closed) for closed in case.closed],
        "determinations": dict(case.determinations),
        "dropped": sorted(case.dropped),
        "conditions": [condition_data(one) for one in case.conditions],
    }


def case_of(row: models.Round, acts: Iterable[models.ProcedureAct]) -> Case:
    """The case as its acts, in order, have left it."""
    case = Case(
        organisation=row.organisation_id,
        subject=row.kind,
        actions=actions_of(row.actions),
        submitted=row.submitted.toordinal(),
        determinations=row.carried["determinations"],
        closed=tuple(closing_of(closed) for closed in row.carried["closed"]),
        dropped=frozenset(row.carried["dropped"]),
        conditions=tuple(condition_of(one) for one in row.carried.get("conditions", ())),
    )
    for act in acts:
        case = follow(case, consequence_of(act))
    return case


def consequence_of(act: models.ProcedureAct) -> Consequence:
    """What an act on record did to its case."""
    kind, said = ActKind(act.kind), act.amended
    closings = [closing_of(act.closing)] if act.closing else []
    amendment = None
    if said is not None:
        closings = [*(closing_of(one) for one in said["along"]), *closings]
        left_out = frozenset(said["left_out"])
        amendment = RoutedAmendment(actions_of(said["actions"]), left_out)
    return Consequence(
        kind=kind,
        step=act.step or None,
        closings=tuple(closings),
        dropped=frozenset(act.parts) if kind in DROPPING else frozenset(),
        until=act.until.toordinal() if act.until else None,
        answer=act.answer,
        conditions=tuple(condition_of(one) for one in act.conditions),
        amendment=amendment,
    )


def amended_data(what: Consequence) -> Data | None:
    """What a row keeps of an amendment that closes its step."""
    if what.amendment is None:
        return None
    return {
        "actions": actions_data(what.amendment.actions),
        "left_out": sorted(what.amendment.left_out),
        "along": [closing_data(one) for one in what.closings[:-1]],
    }


def decided_data(act: Act) -> Data | None:
    """How a body decided by its own rule, whole: who sat, what was needed, how they voted."""
    deciding, manner = act.deciding, act.manner
    if deciding is None or manner is None:
        return None
    rule, tally, outcome = deciding.rule, deciding.counted(manner), deciding.outcome(manner)
    ballot = deciding.ballot(manner.ballot)
    return {
        "way": manner.way,
        "body": deciding.body,
        "rule": rule.id,
        "majority": rule.majority,
        "base": rule.base,
        "quorum": rule.quorum.needed(len(deciding.voting())),
        "ballot": manner.ballot,
        "outcome": outcome,
        "tally": asdict(tally) if tally else None,
        "seats": [[seat.id, seat.role, seat.post] for seat in deciding.seats],
        "votes": [list(vote) for vote in ballot.votes] if ballot else [],
    }


def decided_of(act: models.ProcedureAct) -> Data:
    """How a body decided an act on record; nothing where it has no rule that says how."""
    found: Data = act.decided or {}
    return found


def manner_of(data: Mapping[str, Any]) -> Manner:
    """The manner of an act on record, with the count it rests on."""
    tally = Tally(**data["tally"]) if data["tally"] else None
    return Manner(Way(data["way"]), tally, data["ballot"])


def condition_data(condition: Condition, said: str = "") -> Data:
    """`said` is its text, which its act alone keeps."""
    return {
        "place": condition.place,
        "step": condition.step,
        "actions": sorted(condition.actions),
        "who": _who_data(condition.who),
        "last_day": date.fromordinal(condition.last_day).isoformat(),
        **({"said": said} if said else {}),
    }


def condition_of(data: Data) -> Condition:
    return Condition(
        who=_who_of(data["who"]),
        last_day=date.fromisoformat(data["last_day"]).toordinal(),
        actions=frozenset(data["actions"]),
        place=data["place"],
        step=data["step"],
    )


def closing_data(closed: ClosedStep) -> Data:
    step = closed.step
    return {
        "act": closed.act,
        "day": date.fromordinal(closed.day).isoformat(),
        "key": step.key,
        "order": step.order,
        "who": _who_data(step.who),
        "closes": step.act,
        "parts": [[part.action, part.rule, part.gates] for part in step.parts],
        "sources": [[str(one.reference), one.is_practice] for one in step.sources],
        "templates": list(step.templates),
        "question": step.question,
        "days": step.days,
        "stand_ins": sorted(step.stand_ins),
        "amended": step.amended,
        "due": step.due,
    }


def closing_of(data: Data) -> ClosedStep:
    step = Step(
        key=data["key"],
        order=data["order"],
        who=_who_of(data["who"]),
        act=ActKind(data["closes"]),
        parts=tuple(Part(action, rule, Gate(gates)) for action, rule, gates in data["parts"]),
        sources=tuple(
            Source(Reference.parse(reference), is_practice)
            for reference, is_practice in data["sources"]
        ),
        templates=tuple(data["templates"]),
        question=data["question"],
        days=data["days"],
        stand_ins=frozenset(Capacity(one) for one in data["stand_ins"]),
        amended=Amended(data["amended"]),
        state=StepState.DONE,
        due=data["due"],
    )
    return ClosedStep(step, ActKind(data["act"]), date.fromisoformat(data["day"]).toordinal())


def _names(names: Iterable[str] | None) -> frozenset[str] | None:
    return None if names is None else frozenset(names)


def _who_data(who: Who) -> Data:
    return {"kind": who.kind, "ids": list(who.ids), "need": who.need}


def _who_of(data: Mapping[str, Any]) -> Who:
    return Who(WhoKind(data["kind"]), tuple(data["ids"]), Need(data["need"]))


def _question_data(question: Question) -> Data:
    return {"key": question.key, "who": _who_data(question.who), "days": question.days}


def _question_of(data: Data) -> Question:
    return Question(data["key"], _who_of(data["who"]), data["days"])


def _template_data(step: StepTemplate) -> Data:
    return {
        "key": step.key,
        "order": step.order,
        "who": _who_data(step.who),
        "act": step.act,
        "gates": step.gates,
        "days": step.days,
        "stand_ins": sorted(step.stand_ins),
        "amended": step.amended,
    }


def _template_of(data: Data) -> StepTemplate:
    return StepTemplate(
        key=data["key"],
        order=data["order"],
        who=_who_of(data["who"]),
        act=ActKind(data["act"]),
        gates=Gate(data["gates"]),
        days=data["days"],
        stand_ins=frozenset(Capacity(one) for one in data["stand_ins"]),
        amended=Amended(data["amended"]),
    )
