"""Rules of procedure under settings: what is on record, a rule to put in force, one to end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from bureau.core.procedures.rules import Rule
from bureau.core.reasons import Refused
from bureau.institution.governance.forms.rules import EndRuleForm, RuleForm, initial_of_rule
from bureau.institution.governance.queries.rules import Nameable, nameable
from bureau.institution.governance.texts.rules import (
    RULED,
    STATE_MARKS,
    STATES,
    beyond_the_form,
    covered_in_words,
    grades_in_words,
    question_in_words,
    step_in_words,
)
from bureau.institution.governance.views.refusals import UNPROCESSABLE, sentences
from bureau.institution.organisation.views.settings.parts import crumbs, organisation_here
from bureau.institution.procedures import models
from bureau.institution.procedures.permissions import may_keep_rules
from bureau.institution.procedures.queries.rules import rules_on_record
from bureau.institution.procedures.services.rules import end_rule, put_rule_in_force
from bureau.web.frame import Entry
from bureau.web.multilingual import here
from bureau.web.registers import barred
from bureau.web.requests import Asking

ONLY_KEEPERS = gettext_lazy(
    "Only the organisation officer and administrators keep the rules of procedure."
)


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One version of a rule in words."""

    row: models.Rule
    about: str
    state: str
    word: str
    mark: str
    actions: str
    grades: str
    units: str
    question: str
    steps: tuple[tuple[int, str, int | None], ...]
    instrument: str
    note: str
    is_newest: bool


@require_safe
def rules(request: Asking) -> HttpResponse:
    """Every version on record: those in force and to come first, then what has ended."""
    organisation = _organisation(request)
    if organisation is None:
        return barred(request, ONLY_KEEPERS)
    names, today = nameable(organisation), request.reading.today
    lines = _lines(rules_on_record(organisation), names, today)
    context = {
        "standing": [line for line in lines if line.state != "ended"],
        "ended": [line for line in lines if line.state == "ended"],
        "crumbs": crumbs(),
    }
    return render(request, "governance/rules.html", context)


def new_rule(request: Asking) -> HttpResponse:
    """A rule to put in force; with ?from= the next version of one on record."""
    organisation = _organisation(request)
    if organisation is None:
        return barred(request, ONLY_KEEPERS)
    names = nameable(organisation)
    former = _former(request, organisation)
    initial: dict[str, Any] = {"valid_from": request.reading.today}
    if former:
        row, rule = former
        initial |= initial_of_rule(rule, row.key, _source_of(row), names) | {"note": row.note}
    form = RuleForm(names, request.POST or None, initial=initial)
    if form.is_valid() and _put_in_force(request, form, organisation):
        messages.success(request, _("The rule is on record."))
        return redirect("rules")
    context = {
        "form": form,
        "beyond": beyond_the_form(former[1]) if former else [],
        "former": former[0] if former else None,
        "crumbs": _crumbs(),
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "governance/rule.html", context, status=status)


def rule_end(request: Asking, rule: int) -> HttpResponse:
    """Let a rule end with nothing in its place."""
    organisation = _organisation(request)
    if organisation is None:
        return barred(request, ONLY_KEEPERS)
    row = models.Rule.objects.filter(pk=rule, organisation=organisation).first()
    if row is None:
        raise Http404
    form = EndRuleForm(request.POST or None, initial={"last_day": request.reading.today})
    if form.is_valid():
        try:
            end_rule(form.asked(request.actor), rule=rule, valid_until=form.valid_until())
        except Refused as refused:
            form.refuse(refused, sentences(refused))
        else:
            messages.success(request, _("The end of the rule is on record."))
            return redirect("rules")
    context = {"form": form, "row": row, "crumbs": _crumbs()}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "governance/rule_end.html", context, status=status)


def _organisation(request: Asking) -> int | None:
    """The organisation whose rules the reader may keep."""
    if request.actor.person is None:
        raise Http404
    organisation = organisation_here(request).pk
    return organisation if may_keep_rules(request.actor, organisation) else None


def _put_in_force(request: Asking, form: RuleForm, organisation: int) -> bool:
    said = form.cleaned_data
    instrument, provision = form.source_numbers()
    try:
        put_rule_in_force(
            form.asked(request.actor),
            organisation=organisation,
            key=said["name"],
            subject=said["subject"],
            terms=form.terms(),
            valid_from=said["valid_from"],
            instrument=instrument,
            provision=provision,
            is_practice=said["is_practice"],
            note=form.note_text(),
        )
    except Refused as refused:
        form.refuse(refused, sentences(refused))
    return form.is_valid()


def _former(request: Asking, organisation: int) -> tuple[models.Rule, Rule] | None:
    asked = request.GET.get("from", "")
    if not asked:
        return None
    for row, rule in rules_on_record(organisation):
        if str(row.pk) == asked:
            return row, rule
    raise Http404


def _source_of(row: models.Rule) -> str:
    return f"{row.instrument_id}:{row.provision_id}" if row.provision_id else str(row.instrument_id)


def _crumbs() -> list[Entry]:
    return [*crumbs(), Entry(reverse("rules"), _("Rules of procedure"))]


def _lines(
    found: Iterable[tuple[models.Rule, Rule]], names: Nameable, today: date
) -> list[RuleLine]:
    seen: set[str] = set()
    lines = []
    for row, rule in found:
        lines.append(_line(row, rule, names, today, is_newest=row.key not in seen))
        seen.add(row.key)
    return lines


def _line(
    row: models.Rule, rule: Rule, names: Nameable, today: date, *, is_newest: bool
) -> RuleLine:
    day = today.toordinal()
    state = "in_force" if rule.is_in_force(day) else "to_come" if day < rule.valid_from else "ended"
    steps = sorted(rule.steps, key=lambda step: step.order)
    return RuleLine(
        row=row,
        about=str(RULED.get(row.subject, row.subject)),
        state=state,
        word=str(STATES[state]),
        mark=STATE_MARKS[state],
        actions=covered_in_words(rule),
        grades=grades_in_words(rule),
        units=_(", ").join(names.units.get(unit, str(unit)) for unit in sorted(rule.units or ())),
        question=question_in_words(rule, names),
        steps=tuple((step.order, step_in_words(step, names), step.days) for step in steps),
        instrument=here(row.instrument.title),
        note=here(row.note) if row.note else "",
        is_newest=is_newest,
    )
