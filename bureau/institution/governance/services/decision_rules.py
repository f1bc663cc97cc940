"""The rules by which bodies decide: laid down, changed and ended by two persons.

Only the first rule of a body that never decided anything is laid down by one.
"""

from collections.abc import Collection
from datetime import date
from fractions import Fraction
from typing import Any

from django.utils.translation import pgettext_lazy

from bureau.core.procedures.deciding import Base, Majority, Way, faults
from bureau.core.reasons import Reason, Refused
from bureau.core.texts import Text
from bureau.institution.governance import models
from bureau.institution.governance.services.deciding import allow, settle
from bureau.institution.governance.store import decision_rule_of
from bureau.institution.instruments.models import Body, Instrument, Provision
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.structure import today
from bureau.institution.organisation.services.standing_in import refuse_changed
from bureau.institution.procedures.models import ProcedureAct
from bureau.record.journal.services import Act, service


@service(
    "governance.lay_down_decision_rule",
    pgettext_lazy("act in the journal", "Lay down how a body decides"),
)
def lay_down_decision_rule(
    act: Act,
    *,
    body: int,
    ways: Collection[Way],
    majority: Majority,
    valid_from: date,
    instrument: int,
    base: Base = Base.CAST,
    quorum_number: int = 0,
    quorum_share: str = "",
    days: int = 0,
    shown: models.Shown = models.Shown.AFTERWARDS,
    reports_to: int | None = None,
    report_days: int | None = None,
    provision: int | None = None,
    note: Text | None = None,
) -> int:
    """Say how a body decides from a day on; the rule before it ends there.

    It is only proposed, for a second person to confirm before that day (the answer is 0), except
    the first rule of a body that never decided.
    """
    (about,) = act.lock(Body, body)
    allow(act, about)
    said = {
        "body_id": about.pk,
        "ways": sorted(ways),
        "majority": majority,
        "base": base,
        "quorum_number": quorum_number,
        "quorum_share": quorum_share,
        "days": days,
        "shown": shown,
        "reports_to_id": reports_to,
        "report_days": report_days,
        "instrument_id": instrument,
        "provision_id": provision,
        "note": note,
        "valid_from": valid_from,
    }
    if not _has_decided(about):
        return _lay_down(act, about, said)
    _refuse_soon(about, valid_from)
    _refuse_unfit(models.DecisionRule(**said), about)
    _refuse_overlap(_former(about.pk), valid_from)
    return _propose(act, said)


@service(
    "governance.end_decision_rule",
    pgettext_lazy("act in the journal", "End the rule by which a body decides"),
)
def end_decision_rule(act: Act, *, rule: int, valid_until: date) -> None:
    """Propose that a rule ends with nothing in its place: the body's acts then say nothing of how
    it decided. A second person confirms it before that day."""
    bodies = models.DecisionRule.objects.filter(pk=rule).values_list("body", flat=True)
    act.lock(Body, *bodies)
    (row,) = act.lock(models.DecisionRule, rule)
    allow(act, row.body)
    _refuse_soon(row.body, valid_until)
    _refuse_end(row, valid_until)
    _propose(act, {**_fields(row), "valid_until": valid_until, "ends": row})


@service(
    "governance.settle_decision_rule",
    pgettext_lazy("act in the journal", "Settle how a body is to decide"),
)
def settle_decision_rule(act: Act, *, proposal: int, is_confirmed: bool) -> None:
    """Confirm how a body is to decide, or that its rule ends, or turn it down.

    Raises Refused where whoever confirms proposed it, may keep rules only as a stand-in or has a
    case before the body; where its day has come, or another rule since; and once the proposal
    lapsed.
    """
    (row,) = act.lock(models.DecisionRuleProposal, proposal)
    body = settle(act, row, None, is_confirmed=is_confirmed)
    if not is_confirmed:
        return
    _refuse_soon(body, row.valid_until or row.valid_from)
    refuse_changed(row.against, _standing(body.pk))
    if row.ends_id:
        (ends,) = act.lock(models.DecisionRule, row.ends_id)
        _end(act, ends, row.valid_until or row.valid_from)
    else:
        _lay_down(act, body, _fields(row))


def _has_decided(body: Body) -> bool:
    """Whether another rule changes how the body decides, and not only begins to say it."""
    rules = models.DecisionRule.objects.filter(body=body)
    return rules.exists() or ProcedureAct.objects.filter(body=body).exists()


def _fields(row: models.DecisionRule | models.DecisionRuleProposal) -> dict[str, Any]:
    """What the row says of deciding, without when it ends."""
    names = [field.attname for field in models.DecisionRule._meta.concrete_fields]
    return {name: getattr(row, name) for name in names if name not in ("id", "valid_until")}


def _propose(act: Act, said: dict[str, Any]) -> int:
    row = models.DecisionRuleProposal.objects.create(
        **said,
        against=_standing(said["body_id"]),
        proposed_by_id=act.actor.person or 0,
        proposed_at=act.at,
    )
    act.touch("body", row.body_id)
    act.touch("settings", row.body.organisation)
    act.details.update(body=row.body_id, proposal=row.pk, ways=row.ways, majority=row.majority)
    return 0


def _lay_down(act: Act, body: Body, said: dict[str, Any]) -> int:
    row = models.DecisionRule(**said)
    _refuse_unfit(row, body)
    former = _former(body.pk)
    _refuse_overlap(former, row.valid_from)
    if former is not None and former.valid_until is None:
        _end(act, former, row.valid_from)
    row.save(force_insert=True)
    act.touch("decision_rule", row.pk)
    act.touch("body", body.pk)
    act.details.update(body=body.pk, ways=row.ways, majority=row.majority)
    return row.pk


def _end(act: Act, row: models.DecisionRule, day: date) -> None:
    _refuse_end(row, day)
    models.DecisionRule.objects.filter(pk=row.pk).update(valid_until=day)
    act.touch("decision_rule", row.pk)
    act.touch("body", row.body_id)
    act.details.update(body=row.body_id, valid_until=day.isoformat())


def _former(body: int) -> models.DecisionRule | None:
    return models.DecisionRule.objects.filter(body=body).order_by("-valid_from").first()


def _standing(body: int) -> list[int | str | None]:
    """The rule of a body and its end, if any, as proposals say what they were against."""
    row = _former(body)
    return [row.pk, row.valid_until.isoformat() if row.valid_until else None] if row else []


def _refuse_overlap(former: models.DecisionRule | None, day: date) -> None:
    if former and (former.valid_from >= day or (former.valid_until or day) > day):
        raise Refused(Reason("rule_versions_overlap"))


def _refuse_end(row: models.DecisionRule, day: date) -> None:
    if row.valid_until is not None:
        raise Refused(Reason("rule_ended_already"))
    if day <= row.valid_from:
        raise Refused(Reason("ends_before_it_begins"))


def _refuse_soon(body: Body, day: date) -> None:
    """Nothing that stands before the body today is decided in another way than it was told."""
    if day <= today(Organisation.objects.get(pk=body.organisation)):
        raise Refused(Reason("decides_so_today"))


def _refuse_unfit(row: models.DecisionRule, body: Body) -> None:
    try:
        Fraction(row.quorum_share or 0)
    except (ValueError, ZeroDivisionError):
        raise Refused(Reason("decision_rule_unfit", {"fault": "quorum_over_all"})) from None
    found = faults(decision_rule_of(row))
    reasons = [Reason("decision_rule_unfit", {"fault": fault}) for fault in found]
    organisation = body.organisation
    if not Instrument.objects.filter(pk=row.instrument_id, organisation=organisation).exists():
        reasons.append(Reason("instrument_of_another_organisation"))
    provisions = Provision.objects.filter(instrument=row.instrument_id)
    if row.provision_id and not provisions.filter(pk=row.provision_id).exists():
        reasons.append(Reason("provision_of_another_instrument"))
    bodies = Body.objects.filter(pk=row.reports_to_id or 0, organisation=organisation)
    if row.reports_to_id is not None and not bodies.exists():
        reasons.append(Reason("of_another_organisation"))
    if reasons:
        raise Refused(*reasons)
