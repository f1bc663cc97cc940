"""The rules of an organisation, as rows to show and as the core reads them."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from bureau.core.procedures.rules import Rule
from bureau.institution.procedures import models
from bureau.institution.procedures.store import rule_of
from bureau.web.multilingual import here


def rules_on(organisation: int, day: date) -> list[models.Rule]:
    """The rules in force on a day, each with its source, by subject and key."""
    until = Q(valid_until__isnull=True) | Q(valid_until__gt=day)
    rows = models.Rule.objects.filter(until, organisation=organisation, valid_from__lte=day)
    return list(rows.select_related("instrument", "provision").order_by("subject", "key"))


def rules_on_record(organisation: int) -> list[tuple[models.Rule, Rule]]:
    """All versions of an organisation's rules with their sources, as rows and as the core reads
    them: by subject and key, the newest version first."""
    rows = models.Rule.objects.filter(organisation=organisation)
    ordered = rows.select_related("instrument", "provision").order_by("subject", "key", "-version")
    return [(row, rule_of(row)) for row in ordered]


def rule_name(row: models.Rule | models.RuleDraftLine) -> str:
    """What people call a rule; its short name where it has no other."""
    return here(row.name) if row.name else row.key


def rule_names(organisation: int) -> dict[str, str]:
    """What each rule is called, by its key, in its newest version."""
    rows = models.Rule.objects.filter(organisation=organisation).order_by("version")
    return {row.key: rule_name(row) for row in rows.only("key", "name")}


def rules_by_key(organisation: int) -> dict[str, models.Rule]:
    """The newest version of each rule with its source, by key."""
    rows = models.Rule.objects.filter(organisation=organisation).order_by("version")
    return {row.key: row for row in rows.select_related("instrument__body", "provision")}


def rules_by_id(ids: Collection[int]) -> dict[int, models.Rule]:
    """The rule versions that the parts of a step name, each with its source."""
    rows = models.Rule.objects.filter(pk__in=ids).select_related("instrument", "provision")
    return {row.pk: row for row in rows}


def rules_of(organisations: Collection[int]) -> tuple[Rule, ...]:
    """All versions on record, which is what a route is computed from."""
    rows = models.Rule.objects.filter(organisation__in=organisations).order_by("pk")
    return tuple(rule_of(row) for row in rows)


def grades_named(organisation: int) -> frozenset[str]:
    """Every grade that a rule of the organisation names or named."""
    return frozenset(code for rule in rules_of([organisation]) for code in rule.grades or ())
