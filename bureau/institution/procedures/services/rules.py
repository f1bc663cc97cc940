"""Putting rules in force and ending them: a changed rule is a new version, the old one ends.

These lay down the first rules of an organisation and stand inside the act that puts a draft of
rules in force (`services/rule_drafts`); no page and no program reaches them by themselves.
"""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import pgettext_lazy

from bureau.core.actors import Role
from bureau.core.procedures.kinds import Audience, WhoKind
from bureau.core.procedures.rules import Rule, Source, Who, faults
from bureau.core.reasons import Reason, Refused
from bureau.core.texts import Text
from bureau.institution.instruments.models import Body, Instrument, Provision
from bureau.institution.organisation.models import Grade, Office, Post, Unit
from bureau.institution.procedures import models
from bureau.institution.procedures.permissions import may_keep_rules
from bureau.institution.procedures.store import Terms, definition_of
from bureau.record.journal.services import Act, service


@service("procedures.put_rule_in_force", pgettext_lazy("act in the journal", "Put a rule in force"))
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
    name: Text | None = None,
) -> int:
    """Put a rule, or the next version of one, in force from a day; ends the version before it."""
    allow_keeping(act, organisation)
    refuse_unfit(terms)
    refuse_source(organisation, instrument, provision)
    row = write_version(
        act,
        valid_from,
        models.Rule(
            organisation_id=organisation,
            key=key,
            name=name,
            subject=subject,
            definition=definition_of(terms),
            instrument_id=instrument,
            provision_id=provision,
            is_practice=is_practice,
            note=note,
        ),
    )
    act.details.update(key=key, version=row.version, valid_from=valid_from.isoformat())
    return row.pk


@service("procedures.end_rule", pgettext_lazy("act in the journal", "End a rule"))
def end_rule(act: Act, *, rule: int, valid_until: date) -> None:
    """Let a rule cease on a day, with nothing in its place."""
    (row,) = act.lock(models.Rule, rule)
    allow_keeping(act, row.organisation_id)
    write_end(act, row, valid_until)
    act.details.update(valid_until=valid_until.isoformat())


def write_version(act: Act, day: date, row: models.Rule) -> models.Rule:
    """Save a rule as the next version of its key, in force from the day."""
    row.version = _end_former(act, row.organisation_id, row.key, day) + 1
    row.valid_from = day
    row.save(force_insert=True)
    act.touch("rule", row.pk)
    return row


def write_end(act: Act, row: models.Rule, day: date) -> None:
    """Let a version end on a day; refused where it has an end or would end before it begins."""
    if row.valid_until is not None:
        raise Refused(Reason("rule_ended_already", {"until": row.valid_until.isoformat()}))
    if day <= row.valid_from:
        raise Refused(Reason("ends_before_it_begins", {"from": row.valid_from.isoformat()}))
    models.Rule.objects.filter(pk=row.pk).update(valid_until=day)
    act.touch("rule", row.pk)


def _end_former(act: Act, organisation: int, key: str, day: date) -> int:
    """The number of the version before, which ends on the day where it is still open; 0: none."""
    rows = models.Rule.objects.filter(organisation=organisation, key=key)
    former = rows.order_by("-version").first()
    if former is None:
        return 0
    if former.valid_until is None:
        write_end(act, former, day)
    elif former.valid_until > day:
        raise Refused(Reason("rule_versions_overlap", {"until": former.valid_until.isoformat()}))
    return former.version


def refuse_unfit(terms: Terms) -> None:
    """Every fault of what a rule demands."""
    rule = Rule(
        id=0,
        organisation=0,
        subjects=frozenset(),
        source=Source(None),
        valid_from=0,
        actions=terms.actions,
        grades=terms.grades,
        steps=terms.steps,
        amounts=terms.amounts,
        audiences=terms.audiences,
        demanded=terms.demanded,
    )
    reasons = [Reason("rule_unfit", {"fault": fault}) for fault in faults(rule)]
    if reasons:
        raise Refused(*reasons)


def refuse_source(organisation: int, instrument: int, provision: int | None) -> None:
    """A rule rests on an instrument of its own organisation, or on a part of it."""
    if not Instrument.objects.filter(pk=instrument, organisation=organisation).exists():
        raise Refused(Reason("instrument_of_another_organisation"))
    provisions = Provision.objects.filter(instrument=instrument)
    if provision is not None and not provisions.filter(pk=provision).exists():
        raise Refused(Reason("provision_of_another_instrument"))


def allow_keeping(act: Act, organisation: int) -> None:
    """Whoever may keep the rules of this organisation, and nobody else."""
    if not may_keep_rules(act.actor, organisation):
        raise Refused(Reason("not_yours_to_do"))


def refuse_unknown(organisation: int, terms: Terms) -> None:
    """Whom and what a rule names is of its own organisation, and there."""
    whos = [step.who for step in terms.steps] + ([terms.asks.who] if terms.asks else [])
    named = {
        WhoKind.BODY: Body.objects.filter(organisation=organisation),
        WhoKind.OFFICE: Office.objects.filter(organisation=organisation),
        WhoKind.POST: Post.objects.filter(organisation=organisation),
    }
    strange = [who for who in whos if not _is_known(who, named.get(who.kind))]
    units = terms.units or frozenset()
    known = Unit.objects.filter(organisation=organisation, pk__in=units).count()
    codes = set(terms.grades or ())
    grades = Grade.objects.filter(organisation=organisation, code__in=codes)
    left = codes - set(grades.values_list("code", flat=True))
    left |= set(terms.audiences or ()) - set(Audience)
    if strange or known != len(units) or left:
        raise Refused(Reason("rule_names_strange"))


def _is_known(who: Who, rows: QuerySet[Any] | None) -> bool:
    if rows is None:
        return all(one in set(Role) for one in who.ids)
    ids = {one for one in who.ids if isinstance(one, int)}
    return len(ids) == len(who.ids) and rows.filter(pk__in=ids).count() == len(ids)
