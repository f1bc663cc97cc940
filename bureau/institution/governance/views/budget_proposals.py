"""Budget proposals: the list, one of them, its lines, putting it forward, taking it back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bureau.core.references import Reference
from bureau.institution.finance.models import Budget
from bureau.institution.finance.queries.budgets import budgets_seen
from bureau.institution.finance.queries.lines import exact
from bureau.institution.finance.queries.voting import goes_by_rules, lines_standing
from bureau.institution.finance.views.lines import offers_of_lines
from bureau.institution.governance.forms.budget_proposals import ProposalForm, ProposedLineForm
from bureau.institution.governance.forms.keyed import KeyedForm, new_key
from bureau.institution.governance.models import BudgetEntry
from bureau.institution.governance.permissions import (
    may_propose_budget,
    may_withdraw_budget_proposal,
)
from bureau.institution.governance.queries.budget_proposals import (
    ProposalSeen,
    lines_shown,
    lines_without_way,
    proposals_seen,
)
from bureau.institution.governance.services import budget_proposals as services
from bureau.institution.governance.texts.labels import STATE_MARKS, STATES
from bureau.institution.governance.views.act_lines import short_hash
from bureau.institution.governance.views.budget_lines import RowsShown, proposed_rows, shown, totals
from bureau.institution.governance.views.budget_steps import budget_steps
from bureau.institution.governance.views.refusals import pressed, refused_in_full
from bureau.record.journal.queries import reading
from bureau.web import kinds
from bureau.web.frame import Entry
from bureau.web.leading import LedOn
from bureau.web.multilingual import here
from bureau.web.numbers import number_asked
from bureau.web.paging import slice_of
from bureau.web.refusing import status_of
from bureau.web.requests import Asking

CHOICES_MOST = 200
"""So many lines are offered to choose from; of more, one is named by its code."""


@require_safe
def proposals(request: Asking) -> HttpResponse:
    """Those that the reader may see, of one budget or of all, the newest first."""
    if request.actor.person is None:
        raise Http404
    asked = number_asked(request.GET.get("budget", ""))
    with reading():
        found = proposals_seen(request.actor)
    if asked is not None:
        found = [one for one in found if one.row.budget_id == asked]
    lines = [(one, STATE_MARKS[one.state], str(STATES[one.state])) for one in found]
    context = {"lines": lines, "crumbs": [_budgets()]}
    return render(request, "governance/budget_proposals.html", context)


def begin(request: Asking, budget: int) -> HttpResponse:
    """Begin one on a budget, for whoever keeps it."""
    row = next(iter(budgets_seen(request.actor, [budget])), None)
    if row is None or not may_propose_budget(request.actor, row.organisation_id):
        raise Http404
    form = ProposalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refused_in_full(form, request.actor):
            made = services.begin_budget_proposal(
                form.asked(request.actor), budget=row.pk, title=form.text()
            )
            return redirect("budget-proposal", made)
    return _form_page(
        request,
        form,
        title=_("Propose what is voted"),
        sub=here(row.name),
        verb=_("Begin"),
        back=reverse("budget", args=[row.pk]),
        crumbs=[_budgets(), Entry(reverse("budget", args=[row.pk]), here(row.name))],
    )


@require_safe
def proposal(request: Asking, proposal: int) -> HttpResponse:
    """One proposal: its lines, its way, and what the reader may do with it."""
    with reading():
        seen = look_up(request, proposal)
        context = _context(request, seen)
    return render(request, "governance/budget_proposal.html", context)


def line(request: Asking, proposal: int) -> HttpResponse:
    """Write one line: a new one, or (`code`) one that the budget or the proposal has."""
    seen = _writable(request, proposal)
    budget, code = seen.row.budget, request.GET.get("code", "")
    drafted = {one.given.code: one for one in lines_shown(seen)}
    standing = lines_standing(budget)
    there = drafted[code].given if code in drafted else standing.get(code)
    is_new = code not in standing
    initial: dict[str, Any] = {"code": code}
    if there is not None:
        initial = {f"voted_{year}": exact(amount) for year, amount in there.voted.items()}
        initial |= {"unit": there.unit, "object": there.object, "funding": there.funding}
    form = ProposedLineForm(
        request.POST or None,
        initial=initial,
        stands=None if is_new else standing[code],
        **offers_of_lines(budget),
    )
    if request.method == "POST" and form.is_valid():
        with refused_in_full(form, request.actor):
            services.propose_lines(
                form.asked(request.actor), proposal=proposal, lines=[form.given()]
            )
            messages.success(request, _("The line is in the proposal."))
            return redirect("budget-proposal", proposal)
    return _form_page(
        request,
        form,
        title=_("A line to propose"),
        sub=code or here(seen.row.title),
        verb=_("Keep it in the proposal"),
        back=reverse("budget-proposal", args=[proposal]),
        crumbs=crumbs_to(seen),
    )


@require_POST
def take_out(request: Asking, proposal: int) -> HttpResponse:
    """Leave a line as it is."""
    _writable(request, proposal)
    code = request.POST.get("code", "")
    return pressed(
        request,
        lambda asked: services.take_out_line(asked, proposal=proposal, code=code),
        reverse("budget-proposal", args=[proposal]),
        _("The line is taken out: it stays as it is voted."),
    )


def submit(request: Asking, proposal: int) -> HttpResponse:
    """GET what is put forward and what follows; POST to do it."""
    seen = _writable(request, proposal)
    if request.method == "POST":
        return pressed(
            request,
            lambda asked: services.submit_budget_proposal(asked, proposal=proposal),
            reverse("budget-proposal", args=[proposal]),
            _("It is put forward, as it is now."),
        )
    budget = seen.row.budget
    lines = shown(budget, proposed_rows(budget, lines_shown(seen), seen.voted))
    context = {**_context(request, seen), "shown": lines, "form": KeyedForm()}
    return render(request, "governance/budget_submission.html", context)


def take_back(request: Asking, proposal: int) -> HttpResponse:
    """Give up a draft, or withdraw what was put forward: what is not yet decided."""
    seen = look_up(request, proposal)
    is_author = may_withdraw_budget_proposal(request.actor, seen.row)
    is_drafted = seen.case is None and may_propose_budget(request.actor, seen.row.organisation_id)
    if seen.is_over or not (is_drafted or (is_author and seen.case is not None)):
        raise Http404
    if request.method == "POST":
        return _taken_back(request, seen)
    return _form_page(
        request,
        KeyedForm(),
        title=_("Discard the draft") if seen.case is None else _("Withdraw"),
        sub=_("What is not yet decided ends here. What is voted stays voted."),
        verb=_("Discard the draft") if seen.case is None else _("Withdraw"),
        back=reverse("budget-proposal", args=[proposal]),
        crumbs=crumbs_to(seen),
    )


def _taken_back(request: Asking, seen: ProposalSeen) -> HttpResponse:
    number, today = seen.row.pk, request.reading.today
    back = reverse("budget-proposal", args=[number])
    if seen.case is None:
        return pressed(
            request,
            lambda asked: services.discard_budget_proposal(asked, proposal=number),
            back,
            then=reverse("budget-proposals"),
        )
    return pressed(
        request,
        lambda asked: services.withdraw_budget_proposal(asked, proposal=number, day=today),
        back,
        _("It is withdrawn."),
    )


def look_up(request: Asking, proposal: int) -> ProposalSeen:
    """A proposal that the reader may see; else it does not exist."""
    seen = next(iter(proposals_seen(request.actor, [proposal])), None)
    if seen is None:
        raise Http404
    return seen


def crumbs_to(seen: ProposalSeen) -> list[Entry]:
    """From the budgets down to a proposal."""
    budget, address = seen.row.budget, reverse("budget-proposal", args=[seen.row.pk])
    return [
        _budgets(),
        Entry(reverse("budget", args=[budget.pk]), here(budget.name)),
        Entry(address, here(seen.row.title)),
    ]


def _budgets() -> Entry:
    return Entry(reverse("budgets"), _("Budgets"))


def _writable(request: Asking, proposal: int) -> ProposalSeen:
    """404 where the reader may not write it; where nobody may now, on to how it stands."""
    seen = look_up(request, proposal)
    if not may_propose_budget(request.actor, seen.row.organisation_id):
        raise Http404
    if not seen.is_open:
        told = _("It is no draft any more: nothing was changed. How it stands is told here.")
        raise LedOn(told, reverse("budget-proposal", args=[proposal]))
    return seen


def _context(request: Asking, seen: ProposalSeen) -> dict[str, Any]:
    budget: Budget = seen.row.budget
    rows = proposed_rows(budget, lines_shown(seen), seen.voted)
    page = slice_of([row.line.place for row in rows], request.GET.get("page", ""))
    if page is None:
        raise Http404
    is_keeper = may_propose_budget(request.actor, seen.row.organisation_id)
    own = Reference("budget_proposal", seen.row.pk)
    entries = BudgetEntry.objects.filter(submission__proposal=seen.row)
    is_author = may_withdraw_budget_proposal(request.actor, seen.row)
    return {
        "seen": seen,
        "budget": budget,
        "title": here(seen.row.title),
        "crumbs": crumbs_to(seen)[:-1],
        "state": str(STATES[seen.state]),
        "mark_name": STATE_MARKS[seen.state],
        "shown": RowsShown(rows[page.start : page.end], totals(budget, rows), len(rows), 0),
        "page": page,
        "hash": short_hash(seen.case.seen()) if seen.case else "",
        "steps": budget_steps(request, seen, rows),
        "entries": list(entries.select_related("instrument")),
        "may_write": seen.is_open and is_keeper,
        "may_take_back": not seen.is_over and (is_author if seen.case else is_keeper),
        "without_way": lines_without_way(seen) if seen.is_open and is_keeper else [],
        "is_ruled": goes_by_rules(seen.row.organisation_id),
        "choices": _unproposed(budget, seen) if seen.is_open and is_keeper else [],
        "choices_most": CHOICES_MOST,
        "verbs": kinds.verbs(request.actor, own) if seen.is_open else [],
        "key": new_key(),
    }


def _unproposed(budget: Budget, seen: ProposalSeen) -> list[str]:
    """The codes of the lines that the budget has and the proposal says nothing of."""
    drafted = {one.given.code for one in lines_shown(seen)}
    return sorted(code for code in lines_standing(budget) if code not in drafted)


def _form_page(request: Asking, form: KeyedForm, **context: Any) -> HttpResponse:
    said = {"form": form, **context}
    return render(request, "governance/budget_form.html", said, status=status_of(form))
