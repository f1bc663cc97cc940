"""Putting rules in force and ending them: a changed rule is a new version, the old one ends."""

from datetime import date

from bureau.core.procedures.rules import Rule, Source, faults
from bureau.core.reasons import Reason, Refused
from bureau.core.texts import Text
from bureau.institution.instruments.models import Instrument, Provision
from bureau.institution.procedures import models
from bureau.institution.procedures.permissions import may_keep_rules
from bureau.institution.procedures.store import Terms, definition_of
from bureau.record.journal.services import Act, service


@service
def put_rule_in_force(
    act: Act,
    *,
    organisation: int,
    key: str,
    subject: str,
    terms: Terms,
    valid_from: date,
    instrument: int,
    provision: int | None = None,
    is_practice: bool = False,
    note: Text | None = None,
) -> int:
    """Put a rule, or the next version of one, in force from a day; ends the version before it."""
    _allow(act, organisation)
    _refuse_unfit(terms)
    _refuse_source(organisation, instrument, provision)
    row = models.Rule.objects.create(
        organisation_id=organisation,
        key=key,
        version=_end_former(act, organisation, key, valid_from) + 1,
        subject=subject,
        definition=definition_of(terms),
        instrument_id=instrument,
        provision_id=provision,
        is_practice=is_practice,
        note=note,
        valid_from=valid_from,
    )
    act.touch("rule", row.pk)
    act.details.update(key=key, version=row.version, valid_from=valid_from.isoformat())
    return row.pk


@service
def end_rule(act: Act, *, rule: int, valid_until: date) -> None:
    """Let a rule cease on a day, with nothing in its place."""
    (row,) = act.lock(models.Rule, rule)
    _allow(act, row.organisation_id)
    _end(row, valid_until)
    act.touch("rule", row.pk)
    act.details.update(valid_until=valid_until.isoformat())


def _end_former(act: Act, organisation: int, key: str, day: date) -> int:
    """The number of the version before, which ends on the day where it is still open; 0: none."""
    rows = models.Rule.objects.filter(organisation=organisation, key=key)
    former = rows.order_by("-version").first()
    if former is None:
        return 0
    if former.valid_until is None:
        _end(former, day)
        act.touch("rule", former.pk)
    elif former.valid_until > day:
        raise Refused(Reason("rule_versions_overlap", {"until": former.valid_until.isoformat()}))
    return former.version


def _end(row: models.Rule, day: date) -> None:
    if row.valid_until is not None:
        raise Refused(Reason("rule_ended_already", {"until": row.valid_until.isoformat()}))
    if day <= row.valid_from:
        raise Refused(Reason("ends_before_it_begins", {"from": row.valid_from.isoformat()}))
    models.Rule.objects.filter(pk=row.pk).update(valid_until=day)


def _refuse_unfit(terms: Terms) -> None:
    rule = Rule(
        id=0,
        organisation=0,
        subjects=frozenset(),
        source=Source(None),
        valid_from=0,
        actions=terms.actions,
        grades=terms.grades,
        steps=terms.steps,
    )
    reasons = [Reason("rule_unfit", {"fault": fault}) for fault in faults(rule)]
    if reasons:
        raise Refused(*reasons)


def _refuse_source(organisation: int, instrument: int, provision: int | None) -> None:
    if not Instrument.objects.filter(pk=instrument, organisation=organisation).exists():
        raise Refused(Reason("instrument_of_another_organisation"))
    provisions = Provision.objects.filter(instrument=instrument)
    if provision is not None and not provisions.filter(pk=provision).exists():
        raise Refused(Reason("provision_of_another_instrument"))


def _allow(act: Act, organisation: int) -> None:
    if not may_keep_rules(act.actor, organisation):
        raise Refused(Reason("not_yours_to_do"))
