"""Withdrawing what is not yet decided, by its author: what ends by it is shown before."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from bureau.core.procedures.kinds import ActKind
from bureau.core.reasons import Refused
from bureau.institution.governance.forms.acts import ActForm
from bureau.institution.governance.permissions import may_put_forward
from bureau.institution.governance.queries.outlooks import Outlook, outlook
from bureau.institution.governance.queries.pages import names_of_set
from bureau.institution.governance.queries.previews import preview
from bureau.institution.governance.queries.reorganisations import (
    Seen,
    actions_before,
    submission_of,
)
from bureau.institution.governance.queries.states import state_read
from bureau.institution.governance.queries.versions import state_put_forward
from bureau.institution.governance.services import steps
from bureau.institution.governance.services.held import as_seen
from bureau.institution.governance.views.act_lines import short_hash
from bureau.institution.governance.views.acts import claims_after, sent_again
from bureau.institution.governance.views.effects import Effect, effects_of_act
from bureau.institution.governance.views.lines import ActionLine, action_lines
from bureau.institution.governance.views.looking import crumbs_to_case, look_up
from bureau.institution.governance.views.refusals import refused_in_full
from bureau.institution.procedures.queries.cases import OnRecord
from bureau.institution.procedures.queries.rehearsing import Said
from bureau.record.accounts.services.to_review import (
    drop_reviewed,
    fill_in_typed,
    keep_for_review,
    typed,
)
from bureau.web.multilingual import here
from bureau.web.refusing import status_of
from bureau.web.requests import Asking


def withdraw(request: Asking, reorganisation: int) -> HttpResponse:
    """The author takes back what is not yet decided: GET the form; POST it to come to the page of
    what ends by it; POST that to do it."""
    seen = look_up(request, reorganisation)
    if not may_put_forward(request.actor, seen.row) or seen.case is None:
        raise Http404
    if seen.is_over:
        messages.info(request, _("Nothing of it is left to withdraw: how it stands is told here."))
        return redirect("reorganisation-route", reorganisation)
    lines, said = _lines(request, seen), typed(request)
    form = _form(request, seen, seen.case, lines, said)
    around = _around(seen, seen.case)
    if said is not None and form.is_valid():
        with refused_in_full(form, request.actor):
            if "confirm" in request.POST:
                _perform(request, seen, form)
                drop_reviewed(request)
                messages.success(request, _("It is withdrawn."))
                return redirect("reorganisation-route", reorganisation)
            found = outlook(request.actor, seen, replace(form.act_said(""), seen=""))
            if request.method == "POST" and (review := keep_for_review(request)):
                return redirect(review)
            confirmed = _confirmed(request, seen, form, found, lines)
            return render(request, "governance/act_confirm.html", {**around, **confirmed})
    context = {**around, "form": form, "effects": _effects_of_all(request, seen, lines)}
    return render(request, "governance/withdrawal.html", context, status=status_of(form))


def _form(
    request: Asking,
    seen: Seen,
    case: OnRecord,
    lines: dict[int, ActionLine],
    said: QueryDict | None,
) -> ActForm:
    left = sorted(case.route.pursued - case.route.settled())
    parts = [(id, lines[id].told) for id in left if id in lines]
    initial = {"day": request.reading.today, "seen": state_read(seen)}
    form = ActForm(ActKind.WITHDRAW, None, parts, [], said, initial=initial)
    fill_in_typed(request, form)
    return form


def _perform(request: Asking, seen: Seen, form: ActForm) -> None:
    said = form.cleaned_data
    steps.withdraw_reorganisation(
        as_seen(form.asked(request.actor), seen.row.pk, said["seen"]),
        reorganisation=seen.row.pk,
        day=form.day(),
        note=said["note"].strip(),
        parts=form.parts(),
    )


def _around(seen: Seen, case: OnRecord) -> dict[str, Any]:
    submission = submission_of(seen.row.pk)
    return {
        "seen": seen,
        "title": here(seen.row.title),
        "crumbs": crumbs_to_case(seen),
        "version": submission.version if submission else "",
        "hash": short_hash(state_put_forward(case)),
    }


def _confirmed(
    request: Asking, seen: Seen, form: ActForm, found: Outlook, lines: dict[int, ActionLine]
) -> dict[str, Any]:
    """What ends by it and what goes on, of the parts that were chosen."""
    chosen = form.all_parts if found.parts is None else found.parts
    return {
        "heading": seen.row.reference,
        "verb": _("Withdraw"),
        "is_contrary": True,
        "is_barred": bool(found.bars),
        "effects": effects_of_act(request, seen, found, lines, is_contrary=True),
        **claims_after(request, seen, found),
        "form": form,
        "sent": list(sent_again(found, form)),
        "said": form.said(),
        "chosen": [lines[id] for id in sorted(chosen) if id in lines],
    }


def _lines(request: Asking, seen: Seen) -> dict[int, ActionLine]:
    actions = actions_before(seen)
    names = names_of_set(request.actor, preview(seen), actions)
    return {line.action.id: line for line in action_lines(seen, actions, names)}


def _effects_of_all(request: Asking, seen: Seen, lines: dict[int, ActionLine]) -> list[Effect]:
    """What ends where all of it is withdrawn, before anything is chosen; nothing where it may not
    be."""
    try:
        found = outlook(request.actor, seen, Said(ActKind.WITHDRAW, request.reading.today))
    except Refused:
        return []
    return effects_of_act(request, seen, found, lines, is_contrary=True)
