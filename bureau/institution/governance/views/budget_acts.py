"""Recording an act on a budget proposal: the form, then what it will do, then the act."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from bureau.core.procedures.case import Step
from bureau.core.procedures.deciding import FREE
from bureau.core.procedures.kinds import ActKind, WhoKind
from bureau.institution.governance.forms.budget_proposals import BudgetActForm
from bureau.institution.governance.queries.budget_proposals import ProposalSeen, lines_shown
from bureau.institution.governance.queries.choices import citable_of, meetings_of
from bureau.institution.governance.queries.deciding import deciding_on
from bureau.institution.governance.queries.steps_named import named
from bureau.institution.governance.services.budget_proposals import (
    RECORDED,
    record_on_budget_proposal,
)
from bureau.institution.governance.texts.labels import ACTS, CONTRARY, HEADINGS
from bureau.institution.governance.views.act_lines import role_in_words, short_hash
from bureau.institution.governance.views.budget_lines import ProposedRow, proposed_rows, shown
from bureau.institution.governance.views.budget_proposals import crumbs_to, look_up
from bureau.institution.governance.views.manner import deciders_in_session
from bureau.institution.governance.views.refusals import refused_in_full
from bureau.institution.procedures.queries.cases import OnRecord, open_steps
from bureau.institution.procedures.queries.rehearsing import Said, rehearsed
from bureau.record.accounts.services.sent_late import OF_THE_PAGE
from bureau.record.accounts.services.to_review import (
    drop_reviewed,
    fill_in_typed,
    keep_for_review,
    typed,
)
from bureau.web.multilingual import here
from bureau.web.refusing import status_of
from bureau.web.requests import Asking


@dataclass(frozen=True, slots=True)
class AskedAct:
    """The act that the address asks for, on a step that is open to the reader."""

    seen: ProposalSeen
    case: OnRecord
    step: Step
    kind: ActKind


def record(request: Asking, proposal: int) -> HttpResponse:
    """GET the form; POST it to come to the page of what the act will do; POST that to do it."""
    asked = _asked(request, look_up(request, proposal))
    given = typed(request)
    form = _form(request, asked, given)
    if given is not None and form.is_valid():
        said = form.act_said(asked.step.key)
        with refused_in_full(form, request.actor):
            if "confirm" in request.POST:
                record_on_budget_proposal(form.asked(request.actor), proposal=proposal, said=said)
                drop_reviewed(request)
                messages.success(request, _("The act is on record."))
                return redirect("budget-proposal", proposal)
            entering = _entering(request, asked, said)
            if request.method == "POST" and (review := keep_for_review(request)):
                return redirect(review)
            return _confirm(request, asked, form, entering)
    context = {**_context(asked), "form": form}
    return render(request, "governance/budget_act.html", context, status=status_of(form))


def _asked(request: Asking, seen: ProposalSeen) -> AskedAct:
    """404 where no such step is open to this reader: the page would have nothing to offer."""
    key, kind = request.GET.get("step", ""), request.GET.get("act", "")
    opened = open_steps(seen.case, request.reading.today) if seen.case else []
    for one in opened:
        offered = {str(each) for each in one.acts & RECORDED}
        if one.step.key != key or kind not in offered or seen.case is None:
            continue
        if one.of(request.actor, ActKind(kind)):
            return AskedAct(seen, seen.case, one.step, ActKind(kind))
    raise Http404


def _form(request: Asking, asked: AskedAct, given: QueryDict | None) -> BudgetActForm:
    day, bodies = request.reading.today, _bodies(asked.step)
    meetings = meetings_of(bodies, day) if bodies else []
    decides = bool(bodies) and asked.kind not in FREE
    form = BudgetActForm(
        asked.kind,
        asked.step,
        given,
        meetings=meetings,
        citable=citable_of(int(number) for number, _name in meetings),
        deciders=deciders_in_session(bodies[0], day) if decides else None,
        initial={"day": day, "seen": asked.case.seen()},
    )
    fill_in_typed(request, form)
    return form


def _bodies(step: Step) -> list[int]:
    return [int(one) for one in step.who.ids] if step.who.kind is WhoKind.BODY else []


def _entering(request: Asking, asked: AskedAct, said: Said) -> list[ProposedRow]:
    """The lines that would be voted by it; refused as the act itself would be."""
    deciding = deciding_on(asked.case, said)
    tried = rehearsed(request.actor, asked.case, said, deciding=deciding)
    ready = tried.route.decided() - asked.seen.voted
    lines = [one for one in lines_shown(asked.seen) if one.place in ready]
    return proposed_rows(asked.seen.row.budget, lines)


def _confirm(
    request: Asking, asked: AskedAct, form: BudgetActForm, entering: list[ProposedRow]
) -> HttpResponse:
    """What it will do, before it is done."""
    data: Any = form.data
    sent = [
        (name, value)
        for name, values in data.lists()
        if name not in OF_THE_PAGE
        for value in values
    ]
    context = {
        **_context(asked),
        "form": form,
        "sent": sent,
        "said": form.said(),
        "shown": shown(asked.seen.row.budget, entering),
    }
    return render(request, "governance/budget_act_confirm.html", context)


def _context(asked: AskedAct) -> dict[str, Any]:
    budget = asked.seen.row.budget
    who = role_in_words(asked.step.who.kind, named([asked.step]).who(asked.step.who))
    rows = proposed_rows(budget, lines_shown(asked.seen), asked.seen.voted)
    on = asked.step.actions()
    mine = [row for row in rows if row.line.place in on]
    return {
        "seen": asked.seen,
        "budget": budget,
        "title": here(asked.seen.row.title),
        "crumbs": crumbs_to(asked.seen),
        "heading": str(HEADINGS[asked.step.act]).format(who=who),
        "verb": str(ACTS[asked.kind]),
        "hash": short_hash(asked.case.seen()),
        "is_contrary": asked.kind in CONTRARY,
        "back": reverse("budget-proposal", args=[asked.seen.row.pk]),
        "body": who,
        "shown": shown(budget, mine),
    }
