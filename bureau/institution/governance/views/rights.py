"""Who could do what on a day: asked by role, grant, office, body or step, with the ground."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from bureau.core.procedures.rules import Rule, StepTemplate
from bureau.core.references import Reference
from bureau.institution.governance.permissions import may_ask_for_rights
from bureau.institution.governance.queries.rights import Told, answered
from bureau.institution.governance.queries.rules import Nameable, nameable
from bureau.institution.governance.texts.labels import CAPACITIES, EXCLUSIONS, HEADINGS
from bureau.institution.governance.texts.rules import subjects_in_words, who_in_words
from bureau.institution.organisation.queries.lineage import Called
from bureau.institution.organisation.texts.words import ROLES, word_for
from bureau.institution.organisation.views.settings.parts import organisation_here
from bureau.institution.procedures.queries.rights import Right, RoleHeld, steps_in_force
from bureau.institution.procedures.queries.rules import rule_name, rules_on
from bureau.record.accounts.texts import GRANTS
from bureau.record.journal.queries import reading
from bureau.web.registers import barred
from bureau.web.requests import Asking

ONLY_WHO_LOOKS_AFTER = gettext_lazy(
    "Only auditors, administrators and the organisation officer ask who could do what."
)


@dataclass(frozen=True, slots=True)
class Line:
    """One person with the ground, in words."""

    person: str
    number: int
    post: Called | None
    capacity: str
    instead_of: Called | None
    roles: tuple[str, ...]
    is_over: bool


@require_safe
def rights(request: Asking) -> HttpResponse:
    if not may_ask_for_rights(request.actor):
        return barred(request, ONLY_WHO_LOOKS_AFTER)
    with reading():
        organisation = organisation_here(request).pk
        asked, at = request.GET.get("what", ""), request.reading.at
        day = _day(request)
        told = answered(asked, day, organisation, at.recorded) if asked else None
        context: dict[str, Any] = {
            "groups": _groups(organisation, day),
            "asked": asked,
            "day": day,
            "lines": _lines(told) if told else [],
            "others": _others(told) if told else [],
            "is_asked": told is not None,
        }
    return render(request, "governance/rights.html", context)


def _day(request: Asking) -> date:
    return date.fromordinal(request.reading.at.valid)


def _groups(organisation: int, day: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """What may be asked for, under headings."""
    names = nameable(organisation)
    called = {row.pk: rule_name(row) for row in rules_on(organisation, day)}
    steps = [
        (f"step:{rule.id}:{step.key}", _step(rule, called[rule.id], step, names))
        for rule, step in steps_in_force(organisation, day)
    ]
    return [
        (_("Roles"), [(f"role:{code}", str(word)) for code, word in ROLES.items()]),
        (_("Direct grants"), [(f"grant:{code}", str(word)) for code, word in GRANTS.items()]),
        (_("Offices"), [(f"office:{number}", name) for number, name in names.offices.items()]),
        (_("Bodies"), [(f"body:{number}", name) for number, name in names.bodies.items()]),
        (_("Steps of rules"), steps),
    ]


def _step(rule: Rule, name: str, step: StepTemplate, names: Nameable) -> str:
    said = str(HEADINGS[step.act]).format(who=who_in_words(step.who, names))
    called = subjects_in_words()
    about = _(", ").join(called.get(one, one) for one in sorted(rule.subjects))
    return _("{act} ({about}): {rule}").format(act=said, about=about, rule=name)


def _lines(told: Told) -> list[Line]:
    return [
        Line(
            told.people[right.person],
            right.person,
            told.posts.get(right.post or 0),
            _capacity(right),
            told.posts.get(right.instead_of or 0),
            tuple(_role(role, told.names) for role in right.roles),
            right.is_over,
        )
        for right in told.answer.rights
    ]


def _capacity(right: Right) -> str:
    return str(CAPACITIES[right.capacity] if right.capacity else GRANTS[right.grant])


def _role(role: RoleHeld, names: Nameable) -> str:
    said = word_for(role.role, "role")
    if role.scope is None:
        return said
    return _("{role} of {scope}").format(role=said, scope=_scope(role.scope, names))


def _scope(scope: Reference, names: Nameable) -> str:
    known = names.units if scope.kind == "unit" else names.bodies
    return known.get(scope.id, str(scope.id))


def _others(told: Told) -> list[tuple[str, Called | None, str]]:
    return [
        (
            told.people.get(one.person or 0, ""),
            told.posts.get(one.post or 0),
            str(EXCLUSIONS.get(one.code, one.code)),
        )
        for one in told.answer.excluded
    ]
