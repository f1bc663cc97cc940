"""Rules of procedure: the register on a day; drafts, tried and put in force as a whole."""

from collections.abc import Iterable
from typing import Any, Literal

from ninja import Query, Router, Status

from bureau.core.procedures.kinds import WhoKind
from bureau.core.procedures.rule_sets import Gap, Overlap
from bureau.core.procedures.rules import AmountRange, Question, StepTemplate, Who
from bureau.core.scopes import Scope
from bureau.institution.governance.api.asking import asked
from bureau.institution.governance.api.rule_shapes import (
    DraftIn,
    DraftOut,
    DraftPage,
    Drafts,
    EntryIn,
    RuleEndIn,
    RuleFindingOut,
    RuleLineIn,
    RuleOut,
    Rules,
    TrialOut,
    TrialYearOut,
    TriedDelegationOut,
    TriedOut,
    TriedSum,
)
from bureau.institution.governance.queries.delegations_tried import (
    DelegationTried,
    Summed,
    ceilings_without_rule,
    delegations_tried,
)
from bureau.institution.organisation.api.standing import held_then
from bureau.institution.organisation.queries.organisations import organisation_of
from bureau.institution.procedures import models
from bureau.institution.procedures.permissions import may_keep_rules
from bureau.institution.procedures.queries.rule_drafts import (
    Drafted,
    drafted,
    drafts_of,
    judged_draft,
    latest_trial,
    what_is_tried,
)
from bureau.institution.procedures.queries.rule_trials import Trial, trial_of
from bureau.institution.procedures.services import rule_drafts as services
from bureau.institution.procedures.store import Terms
from bureau.record.journal.queries import reading
from bureau.web.api.calls import Call, Once, needs
from bureau.web.api.problems import REFUSED, REFUSED_CHANGE, Problem
from bureau.web.api.words import Id, Made, Spanned, said, text_from
from bureau.web.formats import as_date
from bureau.web.kinds import visible

router = Router(tags=["rules"])
DRAFT = "rule-drafts/{draft}"


@router.get("rules", response={200: Rules, **REFUSED})
@needs(Scope.CASES)
def rules(request: Call, asked: Query[Spanned]) -> object:
    """The rules in force on a day, or every version of each."""
    with reading():
        rows = models.Rule.objects.filter(organisation=_organisation(request))
        ordered = held_then(request, rows, asked).order_by("subject", "key", "version")
        return Rules(items=[_rule(row) for row in ordered])


@router.get("rule-drafts", response={200: Drafts, **REFUSED})
@needs(Scope.CASES)
def rule_drafts(request: Call) -> object:
    """Every draft, the newest first."""
    with reading():
        return Drafts(items=[_draft(row) for row in drafts_of(_organisation(request))])


@router.post("rule-drafts", response={201: Made, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def begin_rule_draft(request: Call, given: DraftIn, key: Once) -> object:
    """Begin a set of rules."""
    made = services.begin_rule_draft(
        asked(request, key),
        organisation=_organisation(request),
        title=text_from(given.title, "/title"),
        reason=text_from(given.reason, "/reason") if given.reason else None,
        valid_from=given.valid_from,
    )
    return Status(201, Made(id=made, address=f"/api/rule-drafts/{made}"))


@router.get(DRAFT, response={200: DraftPage, **REFUSED})
@needs(Scope.CASES)
def rule_draft(request: Call, draft: Id) -> object:
    """A draft with its lines, and the gaps and overlaps of the set that would come of it."""
    with reading():
        row = _row(request, draft)
        of = drafted(row)
        trial = latest_trial(of)
        is_tried = trial is not None and trial.drafted == what_is_tried(of)
        return DraftPage(
            draft=_draft(row),
            lines=[_rule(line) for line in of.lines],
            findings=_findings(of),
            ceilings_without_rule=[row.pk for row, _day in ceilings_without_rule(of)],
            tried=trial.drafted if trial and is_tried else "",
        )


@router.post(f"{DRAFT}/lines", response={201: Made, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def write_rule(request: Call, draft: Id, given: RuleLineIn, key: Once) -> object:
    """Write a rule into a draft; a line of its key is written over."""
    _row(request, draft)
    made = services.write_rule_line(
        asked(request, key),
        draft=draft,
        key=given.key,
        subject=given.subject,
        name=text_from(given.name, "/name"),
        terms=_terms(given),
        instrument=given.instrument,
        provision=given.provision,
        is_practice=given.is_practice,
        note=text_from(given.note, "/note") if given.note else None,
    )
    return Status(201, Made(id=made, address=f"/api/rule-drafts/{draft}"))


@router.post(f"{DRAFT}/endings", response={201: Made, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def write_end(request: Call, draft: Id, given: RuleEndIn, key: Once) -> object:
    """Write into a draft that a rule ends, with nothing in its place."""
    _row(request, draft)
    made = services.write_rule_end(asked(request, key), draft=draft, key=given.key)
    return Status(201, Made(id=made, address=f"/api/rule-drafts/{draft}"))


@router.delete(f"{DRAFT}/lines/{{line}}", response={204: None, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def remove_line(request: Call, draft: Id, line: Id, key: Once) -> object:
    """Take a line out: its rule stays as it is on record."""
    _row(request, draft)
    services.remove_rule_line(asked(request, key), draft=draft, line=line)
    return Status(204, None)


@router.get(f"{DRAFT}/trial", response={200: TrialOut, **REFUSED})
@needs(Scope.CASES)
def trial(request: Call, draft: Id) -> object:
    """Try a draft on every past case and on a simulated year; nothing is kept."""
    with reading():
        of = drafted(_row(request, draft))
        return _trial(request, of, trial_of(of))


@router.post(f"{DRAFT}/trials", response={201: Made, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def record_trial(request: Call, draft: Id, key: Once) -> object:
    """Try a draft and keep the counts under the hash of what was tried."""
    counted = trial_of(drafted(_row(request, draft))).counted()
    made = services.record_rule_trial(asked(request, key), draft=draft, counted=counted)
    return Status(201, Made(id=made, address=f"/api/rule-drafts/{draft}/trial"))


@router.post(f"{DRAFT}/entry-into-force", response={201: Made, **REFUSED_CHANGE})
@needs(Scope.ACTING)
def put_in_force(request: Call, draft: Id, given: EntryIn, key: Once) -> object:
    """Put a whole draft in force, as somebody who had no hand in it."""
    _row(request, draft)
    services.put_rules_in_force(asked(request, key), draft=draft, seen=given.seen)
    return Status(201, Made(id=draft, address=f"/api/rule-drafts/{draft}"))


@router.post(f"{DRAFT}/withdrawal", response={201: Made, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def withdraw(request: Call, draft: Id, key: Once) -> object:
    """Give up a draft; it stays on record as withdrawn."""
    _row(request, draft)
    services.withdraw_rule_draft(asked(request, key), draft=draft)
    return Status(201, Made(id=draft, address=f"/api/rule-drafts/{draft}"))


def _organisation(request: Call) -> int:
    own = organisation_of(request.actor)
    if own is None or not may_keep_rules(request.actor, own.pk):
        raise Problem(403, "not_yours_to_do")
    return own.pk


def _row(request: Call, draft: int) -> models.RuleDraft:
    rows = models.RuleDraft.objects.filter(organisation=_organisation(request))
    found = rows.filter(pk=draft).first()
    if found is None:
        raise Problem(404, "nothing_there")
    return found


def _rule(row: models.Rule | models.RuleDraftLine) -> RuleOut:
    rule = row if isinstance(row, models.Rule) else None
    return RuleOut(
        id=row.pk,
        key=row.key,
        name=said(row.name) if row.name else None,
        version=rule.version if rule else None,
        subject=row.subject,
        terms=row.definition,
        instrument=row.instrument_id,
        provision=row.provision_id,
        is_practice=row.is_practice,
        valid_from=rule.valid_from if rule else None,
        valid_until=rule.valid_until if rule else None,
    )


def _draft(row: models.RuleDraft) -> DraftOut:
    return DraftOut(
        id=row.pk,
        title=said(row.title),
        reason=said(row.reason) if row.reason else None,
        valid_from=row.valid_from,
        outcome=row.outcome,
        authors=row.authors,
    )


def _findings(of: Drafted) -> list[RuleFindingOut]:
    judged = judged_draft(of)
    return [
        *(_finding("gap", one, [one.action], one.grades) for one in judged.gaps),
        *(_finding("overlap", one, one.actions, ()) for one in judged.overlaps),
    ]


def _finding(
    code: Literal["gap", "overlap"],
    one: Gap | Overlap,
    actions: Iterable[str],
    grades: Iterable[str],
) -> RuleFindingOut:
    return RuleFindingOut(
        code=code,
        day=as_date(one.day),
        subject=one.subject,
        actions=list(actions),
        grades=list(grades),
        rules=list(one.rules),
        answers=dict(one.example.answers),
        unit=one.example.action.unit,
        amount=one.example.action.amount,
        currency=one.example.action.currency,
        audience=one.example.action.audience,
    )


def _trial(request: Call, of: Drafted, found: Trial) -> TrialOut:
    seen = visible(request.actor, {one.subject for one in found.other})
    return TrialOut(
        hash=found.drafted,
        cases=len(found.past),
        other=[
            TriedOut(
                case=str(one.subject) if one.subject in seen else None,
                subject=one.kind,
                codes=[each.code for each in one.tried.differences] if one.subject in seen else [],
            )
            for one in found.other
        ],
        delegations=[_delegation(one) for one in delegations_tried(of, found)],
        seed=found.year.seed,
        year=[
            TrialYearOut(
                subject=row.typical.subject,
                action=row.typical.action,
                grade_class=row.typical.grade_class,
                grades=[grade for grade in row.typical.grades if grade],
                unit_kind=row.typical.unit_kind,
                units=list(row.typical.units),
                amount=row.typical.amount[0],
                currency=row.typical.amount[1],
                audience=row.typical.audience,
                cases=row.cases,
                other=row.other,
            )
            for row in found.year.rows
        ],
    )


def _delegation(one: DelegationTried) -> TriedDelegationOut:
    return TriedDelegationOut(
        ceiling=one.ceiling.pk,
        rule=one.ceiling.rule,
        currency=one.ceiling.currency,
        made=_sum(one.made),
        left=_sum(one.left),
        come=_sum(one.come),
    )


def _sum(one: Summed) -> TriedSum:
    return TriedSum(count=one.count, amount=one.amount)


def _terms(given: RuleLineIn) -> Terms:
    asks = given.asks
    return Terms(
        steps=tuple(
            StepTemplate(
                key=f"{step.act}-{place}",
                order=step.order,
                who=Who(step.who_kind, tuple(step.who), step.need),
                act=step.act,
                gates=step.gates,
                days=step.days,
                stand_ins=frozenset(step.stand_ins),
                amended=step.amended,
            )
            for place, step in enumerate(given.steps, 1)
        ),
        actions=_named(given.actions),
        grades=_named(given.grades),
        units=_named(given.units),
        asks=Question(asks.key, Who(WhoKind.OFFICE, (asks.office,)), asks.days) if asks else None,
        presupposes=asks.applies_to if asks else True,
        rank=given.rank,
        amounts=AmountRange(**given.amounts.dict()) if given.amounts else None,
        audiences=_named(given.audiences),
        demanded=given.demanded,
    )


def _named(given: list[Any] | None) -> frozenset[Any] | None:
    return frozenset(given) if given else None
