"""Withdrawing what is not yet decided, by its author: what ends by it is shown before."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from bureau.core.procedures.kinds import ActKind
from bureau.core.reasons import Refused
from bureau.institution.governance.forms.acts import ActForm
from bureau.institution.governance.queries.outlooks import outlook
from bureau.institution.governance.queries.pages import names_of_set
from bureau.institution.governance.queries.previews import preview
from bureau.institution.governance.queries.reorganisations import (
    Seen,
    actions_before,
    submission_of,
)
from bureau.institution.governance.queries.states import state_of
from bureau.institution.governance.queries.versions import state_put_forward
from bureau.institution.governance.services import steps
from bureau.institution.governance.services.held import as_seen
from bureau.institution.governance.views.act_lines import short_hash
from bureau.institution.governance.views.effects import Effect, effects_of_act
from bureau.institution.governance.views.lines import ActionLine, action_lines
from bureau.institution.governance.views.looking import crumbs_to_case, look_up
from bureau.institution.governance.views.refusals import UNPROCESSABLE, sentences
from bureau.institution.procedures.queries.rehearsing import Said
from bureau.web.requests import Asking


def withdraw(request: Asking, reorganisation: int) -> HttpResponse:
    """The author takes back what is not yet decided."""
    seen = look_up(request, reorganisation)
    if request.actor.person != seen.row.author_id or seen.case is None:
        raise Http404
    if seen.is_over:
        messages.info(request, _("Nothing of it is left to withdraw: how it stands is told here."))
        return redirect("reorganisation-route", reorganisation)
    lines = _lines(request, seen)
    route = seen.case.route
    form = ActForm(
        ActKind.WITHDRAW,
        None,
        [(id, lines[id].told) for id in sorted(route.pursued - route.settled()) if id in lines],
        [],
        request.POST or None,
        initial={"day": request.reading.today, "seen": state_of(seen.row)},
    )
    status = 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            said = form.cleaned_data
            try:
                steps.withdraw_reorganisation(
                    as_seen(form.asked(request.actor), reorganisation, said["seen"]),
                    reorganisation=reorganisation,
                    day=form.day(),
                    note=said["note"],
                    parts=form.parts(),
                )
                messages.success(request, _("It is withdrawn."))
                return redirect("reorganisation-route", reorganisation)
            except Refused as refused:
                form.refuse(refused, sentences(refused, request.actor))
    submission = submission_of(seen.row.pk)
    context = {
        "form": form,
        "seen": seen,
        "crumbs": crumbs_to_case(seen),
        "version": submission.version if submission else "",
        "hash": short_hash(state_put_forward(seen.case)),
        "effects": _effects_of_withdrawal(request, seen, lines),
    }
    return render(request, "governance/withdrawal.html", context, status=status)


def _lines(request: Asking, seen: Seen) -> dict[int, ActionLine]:
    actions = actions_before(seen)
    names = names_of_set(request.actor, preview(seen), actions)
    return {line.action.id: line for line in action_lines(seen, actions, names)}


def _effects_of_withdrawal(
    request: Asking, seen: Seen, lines: dict[int, ActionLine]
) -> list[Effect]:
    """What ends by it and what stays where all of it is withdrawn; nothing where it may not be."""
    said = Said(ActKind.WITHDRAW, request.reading.today)
    try:
        found = outlook(request.actor, seen, said)
    except Refused:
        return []
    return effects_of_act(request, seen, found, lines, is_contrary=True)
