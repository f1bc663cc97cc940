"""A draft of rules tried: on every past case, on a simulated year; and what is put in force."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from bureau.core.actors import Actor
from bureau.core.procedures.trials import Difference, Row
from bureau.core.references import Reference
from bureau.documents.tables import Column
from bureau.institution.governance.forms.keyed import KeyedForm
from bureau.institution.governance.forms.rules import RulesInForceForm
from bureau.institution.governance.queries.delegations_tried import (
    DelegationTried,
    Summed,
    delegations_tried,
)
from bureau.institution.governance.queries.rules import Nameable, nameable
from bureau.institution.governance.texts.delegated import amount_in_words
from bureau.institution.governance.texts.labels import AUDIENCES
from bureau.institution.governance.texts.rule_drafts import (
    counted_in_words,
    difference_in_words,
    grades_from_to,
)
from bureau.institution.governance.texts.rules import (
    ONLY_KEEPERS,
    actions_in_words,
    subjects_in_words,
)
from bureau.institution.governance.views.refusals import pressed, refused_in_full
from bureau.institution.governance.views.rule_drafts import (
    crumbs_to_draft,
    draft_here,
    findings_told,
    lines_in_words,
)
from bureau.institution.organisation.texts.words import word_for
from bureau.institution.procedures import models
from bureau.institution.procedures.queries.rule_drafts import (
    drafted,
    latest_trial,
    what_is_tried,
)
from bureau.institution.procedures.queries.rule_trials import PastCase, Trial, trial_of
from bureau.institution.procedures.services import rule_drafts as services
from bureau.record.journal.queries import reading
from bureau.web import exports
from bureau.web.answers import Label
from bureau.web.formats import listed, number_in_words
from bureau.web.kinds import describe
from bureau.web.multilingual import here
from bureau.web.paging import slice_of
from bureau.web.refusing import status_of
from bureau.web.registers import barred
from bureau.web.requests import Asking

WAYS_MOST = 6
"""So many differences are told in one line; the file has all."""


@dataclass(frozen=True, slots=True)
class Gone:
    """A past case that would have gone another way; without a name to who may not see it."""

    label: Label | None
    about: str
    round: models.Round
    ways: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TriedDelegation:
    """A delegation as it was tried: its uses, those that would leave it, those that would come."""

    tried: DelegationTried
    made: str
    left: str
    come: str


@dataclass(frozen=True, slots=True)
class Simulated:
    """The simulated cases of one kind of action in one class of grades, whatever the unit."""

    about: str
    action: str
    grades: str
    cases: int
    other: int
    ways: tuple[str, ...]


def trial(request: Asking, draft: int) -> HttpResponseBase:
    """What trying the draft finds now; a POST keeps that it was tried."""
    row = draft_here(request, draft)
    if row is None:
        return barred(request, ONLY_KEEPERS)
    if request.method == "POST":
        return _tried(request, row)
    with reading():
        of, names = drafted(row), nameable(row.organisation_id)
        found = trial_of(of)
        gone = _gone(request.actor, found, names)
        delegations = delegations_tried(of, found)
        kept = latest_trial(of)
    format = request.GET.get("format", "")
    if format in exports.TABLE_FORMATS:
        return _file(request, format, found, names, gone)
    page = slice_of([one.round.pk for one in gone], request.GET.get("page", ""))
    if page is None:
        raise Http404
    context = {
        "row": row,
        "title": here(row.title),
        "told": counted_in_words(len(found.past), len(found.other)),
        "gone": gone[page.start : page.end],
        "page": page,
        "hidden": sum(one.label is None for one in gone),
        "delegations": [_delegation(one) for one in delegations],
        "year": found.year,
        "simulated": _simulated(found.year.rows, names),
        "is_kept": kept is not None and kept.drafted == found.drafted,
        "form": KeyedForm(),
        "crumbs": crumbs_to_draft(row),
    }
    return render(request, "governance/rule_trial.html", context)


def entry_into_force(request: Asking, draft: int) -> HttpResponse:
    """What putting the draft in force does, then the act itself, by a second person."""
    row = draft_here(request, draft)
    if row is None:
        return barred(request, ONLY_KEEPERS)
    if row.outcome:
        raise Http404
    of = drafted(row)
    kept = latest_trial(of)
    form = RulesInForceForm(request.POST or None, initial={"seen": kept.drafted if kept else ""})
    if form.is_bound and form.is_valid():
        with refused_in_full(form, request.actor):
            services.put_rules_in_force(
                form.asked(request.actor), draft=draft, seen=form.cleaned_data["seen"]
            )
            messages.success(request, _("The rules are on record: they take effect on their day."))
            return redirect("rules")
    names = nameable(row.organisation_id)
    context = {
        "row": row,
        "title": here(row.title),
        "reason": here(row.reason) if row.reason else "",
        "form": form,
        "lines": lines_in_words(of, names),
        **findings_told(of, names),
        "trial": kept,
        "told": counted_in_words(kept.cases, kept.other) if kept else "",
        "is_tried": kept is not None and kept.drafted == what_is_tried(of),
        "is_author": request.actor.person in row.authors,
        "open_cases": models.Round.objects.filter(
            organisation=row.organisation_id, ended__isnull=True
        ).count(),
        "crumbs": crumbs_to_draft(row),
    }
    return render(request, "governance/rule_force.html", context, status=status_of(form))


def _tried(request: Asking, row: models.RuleDraft) -> HttpResponse:
    return pressed(
        request,
        lambda asked: services.record_rule_trial(
            asked, draft=row.pk, counted=trial_of(drafted(row)).counted()
        ),
        reverse("rule-trial", args=[row.pk]),
        _("The trial is on record, under the hash of what was tried."),
    )


def _gone(actor: Actor, found: Trial, names: Nameable) -> list[Gone]:
    """The newest first; rights are asked for each case."""
    labels = describe(actor, {one.subject for one in found.other})
    subjects = subjects_in_words()
    return [_told(one, labels, subjects, names) for one in found.other]


def _told(
    one: PastCase,
    labels: Mapping[Reference, Label],
    subjects: Mapping[str, str],
    names: Nameable,
) -> Gone:
    label = labels.get(one.subject)
    ways = _ways(one.tried.differences, names) if label else ()
    return Gone(label, subjects.get(one.kind, one.kind), one.round, tuple(ways))


def _delegation(one: DelegationTried) -> TriedDelegation:
    currency = one.ceiling.currency
    return TriedDelegation(one, *(_sum(each, currency) for each in (one.made, one.left, one.come)))


def _sum(said: Summed, currency: str) -> str:
    """As in “3 · CHF 1,200”; the number alone where there is nothing or it is not known."""
    if not said.count or said.amount is None:
        return number_in_words(said.count)
    amount = amount_in_words(said.amount, currency)
    return _("{count} · {amount}").format(count=number_in_words(said.count), amount=amount)


def _ways(differences: Iterable[Difference], names: Nameable) -> list[str]:
    return list(dict.fromkeys(difference_in_words(each, names) for each in differences))


def _simulated(rows: Iterable[Row], names: Nameable) -> list[Simulated]:
    """Kinds of unit together; what would go another way first."""
    subjects, actions = subjects_in_words(), actions_in_words()
    alike: dict[tuple[str, str, tuple[str | None, ...]], list[Row]] = {}
    for row in rows:
        of = row.typical
        alike.setdefault((of.subject, of.action, of.grades), []).append(row)
    found = [
        Simulated(
            about=subjects.get(subject, subject),
            action=actions.get(action, action),
            grades=grades_from_to(grades, names),
            cases=sum(row.cases for row in together),
            other=sum(row.other for row in together),
            ways=tuple(
                _ways((each for row in together for each in row.differences), names)[:WAYS_MOST]
            ),
        )
        for (subject, action, grades), together in alike.items()
    ]
    return sorted(found, key=lambda one: not one.other)


def _file(
    request: Asking, format: str, found: Trial, names: Nameable, gone: list[Gone]
) -> HttpResponseBase:
    """?part=year has a line for each kind of simulated case, else one for each past case."""
    if request.GET.get("part") == "year":
        columns = _columns_of_year(found, names)
        return exports.dated_table_response(
            format, "rules-year", columns, found.year.rows, request.reading
        )
    seen = [(one, one.label) for one in gone if one.label]
    return exports.dated_table_response(
        format, "rules-tried", _columns_of_past(), seen, request.reading
    )


def _columns_of_past() -> list[Column[tuple[Gone, Label]]]:
    return [
        Column("case", _("Case"), lambda of: of[1].name),
        Column("about", _("About"), lambda of: of[0].about),
        Column("version", _("Version"), lambda of: of[0].round.number),
        Column("submitted", _("Submitted"), lambda of: of[0].round.submitted),
        Column("other", _("What would be other"), lambda of: "\n".join(of[0].ways)),
    ]


def _columns_of_year(found: Trial, names: Nameable) -> list[Column[Row]]:
    subjects, actions = subjects_in_words(), actions_in_words()

    def unit(row: Row) -> str:
        kind = row.typical.unit_kind
        return word_for(kind, "unit_kind") if kind else ""

    def units(row: Row) -> str:
        return listed(names.units.get(one, str(one)) for one in row.typical.units)

    def amount(row: Row) -> Decimal | None:
        minor = row.typical.amount[0]
        return None if minor is None else Decimal(minor) / 100

    def audience(row: Row) -> str:
        code = row.typical.audience
        return str(AUDIENCES.get(code, code)) if code else ""

    return [
        Column(
            "about", _("About"), lambda row: subjects.get(row.typical.subject, row.typical.subject)
        ),
        Column(
            "action", _("Action"), lambda row: actions.get(row.typical.action, row.typical.action)
        ),
        Column("grades", _("Grades"), lambda row: grades_from_to(row.typical.grades, names)),
        Column("unit", _("Kind of unit"), unit),
        Column("units", _("In the unit"), units),
        Column("amount", _("Costs more in a full year"), amount),
        Column("currency", _("Currency"), lambda row: row.typical.amount[1]),
        Column("audience", _("Audience"), audience),
        Column("cases", _("Cases"), lambda row: row.cases),
        Column("other", _("Another way"), lambda row: row.other),
        Column(
            "what", _("What would be other"), lambda row: "\n".join(_ways(row.differences, names))
        ),
        Column("seed", _("Seed"), lambda row: found.year.seed),
    ]
