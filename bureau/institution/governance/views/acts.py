"""Recording an act on a step: the form, then what it will do, then the act; and withdrawing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from bureau.core.procedures.case import Step
from bureau.core.procedures.kinds import ActKind, WhoKind
from bureau.core.reasons import Refused
from bureau.institution.governance.forms.acts import ActForm
from bureau.institution.governance.queries.choices import meetings_of
from bureau.institution.governance.queries.outlooks import Outlook, outlook
from bureau.institution.governance.queries.pages import names_of_set
from bureau.institution.governance.queries.previews import Preview, preview
from bureau.institution.governance.queries.reorganisations import (
    Seen,
    actions_before,
    entries_into_force,
    submission_of,
)
from bureau.institution.governance.queries.steps_named import named
from bureau.institution.governance.services import steps
from bureau.institution.governance.texts.claims_told import ClaimTold, claims_of_case
from bureau.institution.governance.texts.labels import ACTS, CONTRARY, HEADINGS
from bureau.institution.governance.views.lines import ActionLine, action_lines
from bureau.institution.governance.views.looking import crumbs_to_case, look_up
from bureau.institution.governance.views.refusals import UNPROCESSABLE, sentences
from bureau.institution.governance.views.steps import short_hash
from bureau.institution.procedures.queries.cases import OpenStep, open_steps
from bureau.web.multilingual import here
from bureau.web.requests import Asking

SERVICES: dict[ActKind, Callable[..., int]] = {
    ActKind.RECOMMEND: steps.recommend,
    ActKind.APPROVE: steps.approve,
    ActKind.DECIDE: steps.decide,
    ActKind.TAKE_NOTE: steps.take_note,
    ActKind.DETERMINE: steps.determine,
    ActKind.DEFER: steps.defer,
    ActKind.REFER_BACK: steps.refer_back,
    ActKind.REJECT: steps.reject,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """The act that the address asks for, on a step that is open to the reader."""

    seen: Seen
    step: Step
    kind: ActKind
    claims: list[ClaimTold]


def record(request: Asking, reorganisation: int) -> HttpResponse:
    """GET the form; POST it to see what the act will do; POST that page to do it."""
    seen = look_up(request, reorganisation)
    previewed = preview(seen)
    asked = _asked(request, seen, previewed)
    lines = _lines(request, seen, previewed)
    open_parts = [(id, _part(lines[id])) for id in sorted(asked.step.actions()) if id in lines]
    form = ActForm(
        asked.kind,
        asked.step,
        open_parts,
        _meetings(request, asked.step),
        request.POST or None,
        initial={
            "day": request.reading.today,
            "seen": seen.case.round.hashes["actions"] if seen.case else "",
        },
    )
    status = 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            found = outlook(seen, asked.step, asked.kind, form.parts())
            if "confirm" not in request.POST:
                return _confirm(request, asked, form, found, lines)
            try:
                _perform(request, asked, form)
                return _done(request, seen)
            except Refused as refused:
                form.refuse(refused, sentences(refused))
    found = outlook(seen, asked.step, asked.kind, None)
    context = {**_context(asked, lines, found), "form": form}
    return render(request, "governance/act.html", context, status=status)


def _perform(request: Asking, asked: Asked, form: ActForm) -> None:
    SERVICES[asked.kind](
        form.asked(request.actor),
        reorganisation=asked.seen.row.pk,
        step=asked.step.key,
        day=form.day(),
        **form.cited(),
    )


def _done(request: Asking, seen: Seen) -> HttpResponse:
    """Back to the route; where something came into force, with the two pages to see next."""
    address = reverse("reorganisation-route", args=[seen.row.pk])
    entered = entries_into_force(seen.row.pk)
    if entered and entered[-1].record > request.reading.recorded_now:
        return redirect(f"{address}?entered={entered[-1].record}")
    messages.success(request, _("The act is on record."))
    return redirect(address)


def _confirm(
    request: Asking, asked: Asked, form: ActForm, found: Outlook, lines: dict[int, ActionLine]
) -> HttpResponse:
    sent = {name: values for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"}
    context = {
        **_context(asked, lines, found),
        "form": form,
        "sent": [(name, value) for name, values in sent.items() for value in values],
        "said": form.said(),
        "chosen": [lines[id] for id in sorted(form.parts() or asked.step.actions()) if id in lines],
    }
    return render(request, "governance/act_confirm.html", context)


def _context(asked: Asked, lines: dict[int, ActionLine], found: Outlook) -> dict[str, Any]:
    who = named([asked.step]).who(asked.step.who)
    submission = submission_of(asked.seen.row.pk)
    return {
        "seen": asked.seen,
        "title": here(asked.seen.row.title),
        "crumbs": crumbs_to_case(asked.seen),
        "step": asked.step,
        "claims": asked.claims,
        "kind": asked.kind,
        "heading": str(HEADINGS[asked.step.act]).format(who=who),
        "verb": str(ACTS[asked.kind]),
        "version": submission.version if submission else "",
        "hash": short_hash(submission.actions_hash) if submission else "",
        "is_contrary": asked.kind in CONTRARY,
        "entering": [lines[action.id] for action in found.entering],
        "waiting": [lines[action.id] for action in found.waiting],
        "later": [lines[action.id] for action in found.later],
    }


def _asked(request: Asking, seen: Seen, previewed: Preview) -> Asked:
    """404 where no such step is open to this reader: the page would have nothing to offer."""
    key, kind = request.GET.get("step", ""), request.GET.get("act", "")
    for opened in _opened(request, seen):
        if opened.step.key == key and kind in {str(each) for each in opened.acts & SERVICES.keys()}:
            if opened.of(request.actor) is not None:
                claims = claims_of_case(request.actor, seen, previewed)
                return Asked(seen, opened.step, ActKind(kind), claims)
    raise Http404


def _opened(request: Asking, seen: Seen) -> list[OpenStep]:
    return open_steps(seen.case, request.reading.today) if seen.case else []


def _lines(request: Asking, seen: Seen, previewed: Preview) -> dict[int, ActionLine]:
    actions = actions_before(seen)
    names = names_of_set(request.actor, previewed, actions, request.reading.recorded_now)
    return {line.action.id: line for line in action_lines(seen, actions, names)}


def _part(line: ActionLine) -> str:
    return line.told


def _meetings(request: Asking, step: Step) -> list[tuple[int | str, str]]:
    if step.who.kind is not WhoKind.BODY:
        return []
    return meetings_of((int(one) for one in step.who.ids), request.reading.today)


def withdraw(request: Asking, reorganisation: int) -> HttpResponse:
    """The author takes back what is not yet decided."""
    seen = look_up(request, reorganisation)
    if request.actor.person != seen.row.author_id or seen.case is None or seen.is_over:
        raise Http404
    form = ActForm(
        ActKind.WITHDRAW, None, [], [], request.POST or None, initial={"day": request.reading.today}
    )
    status = 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            said = form.cleaned_data
            try:
                steps.withdraw_reorganisation(
                    form.asked(request.actor),
                    reorganisation=reorganisation,
                    day=form.day(),
                    note=said["note"],
                )
                messages.success(request, _("It is withdrawn."))
                return redirect("reorganisation-route", reorganisation)
            except Refused as refused:
                form.refuse(refused, sentences(refused))
    context = {"form": form, "seen": seen, "crumbs": crumbs_to_case(seen)}
    return render(request, "governance/withdrawal.html", context, status=status)
