"""Drafts of rules: begun, written line by line, looked at as a whole, withdrawn."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bureau.core.procedures.rules import Rule
from bureau.core.reasons import Reason, Refused
from bureau.institution.governance.forms.keyed import KeyedForm
from bureau.institution.governance.forms.rules import (
    EndRuleForm,
    RuleDraftForm,
    RuleForm,
    initial_of_rule,
)
from bureau.institution.governance.queries.delegations_tried import ceilings_without_rule
from bureau.institution.governance.queries.people_named import people_and_posts
from bureau.institution.governance.queries.rested_on import without_ground
from bureau.institution.governance.queries.rules import Nameable, nameable
from bureau.institution.governance.texts.rule_drafts import (
    OUTCOME_MARKS,
    OUTCOMES,
    ceilings_in_words,
    counted_in_words,
    gap_in_words,
    overlap_in_words,
    precedence_in_words,
    words_of,
)
from bureau.institution.governance.texts.rules import (
    ONLY_KEEPERS,
    beyond_the_form,
    covered_in_words,
    grades_in_words,
    limits_in_words,
    step_in_words,
    subjects_in_words,
)
from bureau.institution.governance.views.refusals import pressed, refused_in_full, sentences
from bureau.institution.governance.views.rules import crumbs_to_rules, organisation_of_rules
from bureau.institution.procedures import models
from bureau.institution.procedures.queries.rule_drafts import (
    Drafted,
    drafted,
    judged_draft,
    latest_trial,
    what_is_tried,
)
from bureau.institution.procedures.queries.rules import rule_name, rules_on_record
from bureau.institution.procedures.services import rule_drafts as services
from bureau.institution.procedures.store import rule_of, rule_of_line
from bureau.web.frame import Entry
from bureau.web.multilingual import here
from bureau.web.numbers import number_asked
from bureau.web.refusing import status_of
from bureau.web.registers import barred
from bureau.web.requests import Asking

type Initial = dict[str, Any]


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A line of a draft in words: a rule that begins, changes or ends."""

    row: models.RuleDraftLine
    name: str
    about: str
    manner: str
    mark: str
    actions: str
    grades: str
    limits: tuple[tuple[str, str], ...]
    steps: tuple[tuple[int, str], ...]
    instrument: str
    gist: str
    note: str
    has_ground: bool


def begin(request: Asking) -> HttpResponse:
    """A new draft; with ?rule= it begins with the next version of that rule."""
    organisation = organisation_of_rules(request)
    if organisation is None:
        return barred(request, ONLY_KEEPERS)
    asked = number_asked(request.GET.get("rule", ""))
    form = RuleDraftForm(request.POST or None, initial={"valid_from": request.reading.today})

    def begun() -> str:
        made = services.begin_rule_draft(
            form.asked(request.actor), organisation=organisation, **_said(form)
        )
        if asked is not None:
            return f"{reverse('rule-line-new', args=[made])}?rule={asked}"
        return reverse("rule-draft", args=[made])

    says = _("A set of rules is written, tried on all past cases and put in force as a whole.")
    page = {"title": _("Draft rules"), "says": says, "verb": _("Begin the draft")}
    return _sent(request, form, begun, {**page, "back": reverse("rules")})


@require_safe
def draft(request: Asking, draft: int) -> HttpResponse:
    """The draft as a whole: its lines, what is wrong with the set, how it was tried."""
    row = draft_here(request, draft)
    if row is None:
        return barred(request, ONLY_KEEPERS)
    of, names = drafted(row), nameable(row.organisation_id)
    people = people_and_posts([row.person, *row.authors, row.settled_by], [])
    trial, told = latest_trial(of), findings_told(of, names)
    is_tried = trial is not None and trial.drafted == what_is_tried(of)
    context = {
        "row": row,
        "title": here(row.title),
        "reason": here(row.reason) if row.reason else "",
        "word": str(OUTCOMES[row.outcome]),
        "mark": OUTCOME_MARKS[row.outcome],
        "lines": lines_in_words(of, names),
        "authors": [people.person(one) for one in row.authors],
        "settler": people.person(row.settled_by) if row.settled_by else "",
        **told,
        "trial": trial,
        "told": counted_in_words(trial.cases, trial.other) if trial else "",
        "is_tried": is_tried,
        "barred": _barred(request, of, told, trial, is_tried=is_tried),
        "form": KeyedForm(),
        "crumbs": crumbs_to_rules(),
    }
    return render(request, "governance/rule_draft.html", context)


def change(request: Asking, draft: int) -> HttpResponse:
    """Another title or day."""
    row = _open_here(request, draft)
    if row is None:
        return barred(request, ONLY_KEEPERS)
    initial = {"title": row.title, "reason": row.reason, "valid_from": row.valid_from}
    form = RuleDraftForm(request.POST or None, initial=initial)

    def changed() -> str:
        services.change_rule_draft(form.asked(request.actor), draft=draft, **_said(form))
        return reverse("rule-draft", args=[draft])

    page = {"title": _("Title, reason and day"), "verb": _("Keep it")}
    return _sent(request, form, changed, {**page, **_way_back(row)})


def new_line(request: Asking, draft: int) -> HttpResponse:
    """A rule to write into the draft; with ?rule= the next version of one on record."""
    row = _open_here(request, draft)
    if row is None:
        return barred(request, ONLY_KEEPERS)
    names, former = nameable(row.organisation_id), _former(request, row.organisation_id)
    initial = initial_of_rule(*former, names) if former else {}
    told = {"former": former[0] if former else None, "rule": former[1] if former else None}
    return _line_page(request, row, RuleForm(names, request.POST or None, initial=initial), told)


def change_line(request: Asking, draft: int, line: int) -> HttpResponse:
    """A rule of the draft, to be said otherwise."""
    row = _open_here(request, draft)
    if row is None:
        return barred(request, ONLY_KEEPERS)
    written = row.lines.filter(pk=line).select_related("instrument", "provision").first()
    if written is None or written.is_end:
        raise Http404
    names = nameable(row.organisation_id)
    rule = rule_of_line(written, row.organisation_id, row.valid_from)
    form = RuleForm(names, request.POST or None, initial=initial_of_rule(written, rule, names))
    return _line_page(request, row, form, {"written": written, "rule": rule})


def end_line(request: Asking, draft: int) -> HttpResponse:
    """The end of a rule, with nothing in its place."""
    row = _open_here(request, draft)
    if row is None:
        return barred(request, ONLY_KEEPERS)
    rules = rules_on_record(row.organisation_id)
    open_ended = [(each.key, rule_name(each)) for each, _rule in rules if not each.valid_until]
    form = EndRuleForm(open_ended, request.POST or None)

    def ended() -> str:
        key = form.cleaned_data["rule"]
        services.write_rule_end(form.asked(request.actor), draft=draft, key=key)
        return reverse("rule-draft", args=[draft])

    says = _("What only this rule covers has nobody to decide it from then on: such actions bar.")
    page = {"title": _("End a rule"), "says": says, "verb": _("End it in this draft")}
    return _sent(request, form, ended, {**page, **_way_back(row)})


@require_POST
def remove_line(request: Asking, draft: int, line: int) -> HttpResponse:
    """Its rule stays as it is on record."""
    row = _open_here(request, draft)
    if row is None:
        return barred(request, ONLY_KEEPERS)
    return pressed(
        request,
        lambda asked: services.remove_rule_line(asked, draft=draft, line=line),
        reverse("rule-draft", args=[draft]),
        _("The line is taken out: its rule stays as it is."),
    )


def withdraw(request: Asking, draft: int) -> HttpResponse:
    """What withdrawing means, then the act itself."""
    row = _open_here(request, draft)
    if row is None:
        return barred(request, ONLY_KEEPERS)
    form = KeyedForm(request.POST or None)

    def withdrawn() -> str:
        services.withdraw_rule_draft(form.asked(request.actor), draft=draft)
        messages.success(request, _("The draft is withdrawn."))
        return reverse("rules")

    says = _("The rules on record stay as they are. Nobody can put the draft in force any more.")
    page = {"title": _("Withdraw the draft"), "says": says, "verb": _("Withdraw the draft")}
    return _sent(request, form, withdrawn, {**page, **_way_back(row)})


def draft_here(request: Asking, draft: int) -> models.RuleDraft | None:
    """The draft, to whoever keeps the rules that it is of."""
    organisation = organisation_of_rules(request)
    if organisation is None:
        return None
    row = models.RuleDraft.objects.filter(pk=draft, organisation=organisation).first()
    if row is None:
        raise Http404
    return row


def crumbs_to_draft(row: models.RuleDraft) -> list[Entry]:
    return [*crumbs_to_rules(), Entry(reverse("rule-draft", args=[row.pk]), here(row.title))]


def lines_in_words(of: Drafted, names: Nameable) -> list[DraftLine]:
    """Each line: what it does to which rule, the route it lays down, and whether what it rests on
    is in force on the day of the draft."""
    former, subjects = of.former(), subjects_in_words()
    groundless = without_ground(of.lines, of.row.valid_from)
    found = []
    for line in of.lines:
        manner, mark = _manner(line, former.get(line.key))
        rule = _rule_of(line, of, former.get(line.key))
        found.append(
            DraftLine(
                row=line,
                name=rule_name(line),
                about=subjects.get(line.subject, line.subject),
                manner=manner,
                mark=mark,
                actions=covered_in_words(rule) if rule else "",
                grades=grades_in_words(rule) if rule else "",
                limits=limits_in_words(rule, names) if rule else (),
                steps=_steps(rule, names) if rule else (),
                instrument=here(line.instrument.title) if line.instrument else "",
                gist=here(line.provision.gist) if line.provision else "",
                note=here(line.note) if line.note else "",
                has_ground=line.pk not in groundless,
            )
        )
    return found


def findings_told(of: Drafted, names: Nameable) -> dict[str, list[Any]]:
    """The gaps and overlaps of the set, in words; where rules of the draft go before others or give
    way to them; and the delegations that would have no rule."""
    judged, words = judged_draft(of), words_of(of, names)
    own = {rule.id for rule in of.draft.put}
    called = {of.keys()[number]: name for number, name in words.rules.items()}
    return {
        "gaps": [gap_in_words(one, words) for one in judged.gaps],
        "overlaps": [overlap_in_words(one, words) for one in judged.overlaps],
        "precedences": [
            precedence_in_words(one, words)
            for one in judged.precedences
            if one.rule in own or one.other in own
        ],
        "ceilings": ceilings_in_words(ceilings_without_rule(of), called),
    }


def _barred(
    request: Asking,
    of: Drafted,
    told: dict[str, list[Any]],
    trial: models.RuleTrial | None,
    *,
    is_tried: bool,
) -> list[str]:
    """Why the reader cannot put the draft in force as it stands."""
    gaps, overlaps = len(told["gaps"]), len(told["overlaps"])
    reasons = (
        (request.actor.person in of.row.authors, Reason("two_persons_needed")),
        (of.is_empty, Reason("draft_of_rules_empty")),
        (gaps, Reason("rules_have_gaps", {"count": gaps})),
        (overlaps, Reason("rules_overlap", {"count": overlaps})),
        (not is_tried, Reason("changed_since_tried" if trial else "not_tried_yet")),
    )
    barring = Refused(*(reason for is_so, reason in reasons if is_so))
    return sentences(barring, request.actor)


def _manner(line: models.RuleDraftLine, former: models.Rule | None) -> tuple[str, str]:
    if line.is_end:
        return _("ends"), "gone"
    return (_("changes"), "renamed") if former else (_("begins"), "added")


def _rule_of(line: models.RuleDraftLine, of: Drafted, former: models.Rule | None) -> Rule | None:
    if line.is_end:
        return rule_of(former) if former else None
    return rule_of_line(line, of.row.organisation_id, of.row.valid_from)


def _steps(rule: Rule, names: Nameable) -> tuple[tuple[int, str], ...]:
    ordered = sorted(rule.steps, key=lambda step: step.order)
    return tuple((step.order, step_in_words(step, names)) for step in ordered)


def _open_here(request: Asking, draft: int) -> models.RuleDraft | None:
    """One that may still be changed; what is settled has no such page."""
    row = draft_here(request, draft)
    if row is not None and row.outcome:
        raise Http404
    return row


def _former(request: Asking, organisation: int) -> tuple[models.Rule, Rule] | None:
    asked = request.GET.get("rule", "")
    if not asked:
        return None
    for row, rule in rules_on_record(organisation):
        if str(row.pk) == asked:
            return row, rule
    raise Http404


def _line_page(
    request: Asking, row: models.RuleDraft, form: RuleForm, told: Initial
) -> HttpResponse:
    written = told.get("written")

    def kept() -> str:
        line = written.pk if written else None
        services.write_rule_line(form.asked(request.actor), draft=row.pk, line=line, **form.line())
        return reverse("rule-draft", args=[row.pk])

    context = {
        **told,
        **_way_back(row),
        "row": row,
        "beyond": beyond_the_form(told["rule"]) if told["rule"] else [],
    }
    return _sent(request, form, kept, context, "governance/rule_line.html")


def _said(form: KeyedForm) -> Initial:
    return {name: said for name, said in form.cleaned_data.items() if name != "key"}


def _way_back(row: models.RuleDraft) -> Initial:
    return {"back": reverse("rule-draft", args=[row.pk]), "crumbs": crumbs_to_draft(row)}


def _sent(
    request: Asking,
    form: KeyedForm,
    deed: Callable[[], str],
    context: Initial,
    template: str = "governance/rule_form.html",
) -> HttpResponse:
    """A form shown, or what it says done: then on to where the deed leads."""
    if form.is_bound and form.is_valid():
        with refused_in_full(form, request.actor):
            return redirect(deed())
    whole = {"crumbs": crumbs_to_rules(), **context, "form": form}
    return render(request, template, whole, status=status_of(form))
