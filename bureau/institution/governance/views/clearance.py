"""The clearance of a draft: asked for by its author, given or refused step by step."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bureau.core.procedures.rules import RoutedAction, Rule
from bureau.core.reasons import Refused
from bureau.institution.governance.forms.clearance import DOES, AskingForm, ClearanceForm
from bureau.institution.governance.forms.keyed import new_key
from bureau.institution.governance.models import Reorganisation
from bureau.institution.governance.queries.clearance import (
    ClearanceSeen,
    audiences_named,
    clearances_read,
    covered,
    for_audience,
    open_to,
    routed_draft,
    rules_of_clearance,
)
from bureau.institution.governance.queries.clearing import clearing_for
from bureau.institution.governance.queries.comments import standing_of
from bureau.institution.governance.queries.pages import names_of_set
from bureau.institution.governance.queries.people_named import people_and_posts
from bureau.institution.governance.queries.previews import preview
from bureau.institution.governance.queries.reorganisations import Seen, actions_before
from bureau.institution.governance.services.clearance import (
    ask_for_clearance,
    record_clearance,
    take_clearance_back,
)
from bureau.institution.governance.texts.clearance import STATE_MARKS, STATES
from bureau.institution.governance.texts.labels import AUDIENCES
from bureau.institution.governance.views.act_lines import short_hash
from bureau.institution.governance.views.lines import action_lines
from bureau.institution.governance.views.looking import (
    crumbs_to_case,
    look_up,
    look_up_own,
    may_edit,
)
from bureau.institution.governance.views.refusals import pressed, refused_in_full, sentences
from bureau.institution.governance.views.steps import StepLine, step_lines
from bureau.record.journal.queries import reading
from bureau.web.multilingual import here
from bureau.web.refusing import UNPROCESSABLE, status_of
from bureau.web.requests import Asking


def clearance(request: Asking, reorganisation: int) -> HttpResponse:
    """How it stands; a POST of the author asks for it."""
    with reading():
        seen = _look_up(request, reorganisation)
    refused: list[str] = []
    if request.method == "POST":
        look_up_own(request, reorganisation)
        form = _asking(request, seen)
        try:
            if form.is_valid():
                ask_for_clearance(
                    form.asked(request.actor),
                    reorganisation=reorganisation,
                    audience=form.audience_said(),
                )
                messages.success(request, _("It is put forward for clearance, as it is now."))
                return redirect("reorganisation-clearance", reorganisation)
        except Refused as said:
            refused = sentences(said, request.actor)
    with reading():
        context = _context(request, seen)
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(
        request, "governance/clearance.html", {**context, "refused": refused}, status=status
    )


def record(request: Asking, reorganisation: int) -> HttpResponse:
    """Clear it or return it, on the step that is open to the reader."""
    seen = _look_up(request, reorganisation)
    latest = next(iter(clearances_read(seen)), None)
    mine = open_to(request.actor, latest, request.reading.today)
    if latest is None or not mine:
        raise Http404
    first = next(iter(mine))
    initial = {"day": request.reading.today, "step": first, "seen": latest.case.seen()}
    does = mine.get(request.POST.get("step", first), list(DOES))
    form = ClearanceForm(does, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with refused_in_full(form, request.actor):
            record_clearance(
                form.asked(request.actor),
                clearance=latest.row.pk,
                step=said["step"],
                day=said["day"],
                returns=said["does"] == "returns",
                note=said["note"],
                seen=said["seen"],
            )
            messages.success(request, _("It is on record."))
            return redirect(_after(request, reorganisation))
    context = {
        "form": form,
        "act_name": _act_name({"": does}),
        "seen": seen,
        "hash": short_hash(latest.row.state),
        "crumbs": crumbs_to_case(seen),
        "back": reverse("reorganisation-clearance", args=[reorganisation]),
    }
    return render(request, "governance/clearance_act.html", context, status=status_of(form))


@require_POST
def take_back(request: Asking, reorganisation: int) -> HttpResponse:
    """The author asks for it no more."""
    look_up_own(request, reorganisation)
    back = reverse("reorganisation-clearance", args=[reorganisation])
    return pressed(
        request,
        lambda asked: take_clearance_back(asked, reorganisation=reorganisation),
        back,
        _("It is not being cleared any more."),
    )


def _look_up(request: Asking, reorganisation: int) -> Seen:
    """A case with its clearances: for who drafts along, clears it, is on its route, or audits."""
    seen = look_up(request, reorganisation)
    if not standing_of(request.actor, seen).reads:
        raise Http404
    return seen


def _after(request: Asking, reorganisation: int) -> str:
    """Back to the page, or home where the reader sees the draft no more."""
    if reorganisation in clearing_for(request.actor, [reorganisation]):
        return reverse("reorganisation-clearance", args=[reorganisation])
    return reverse("home")


def _act_name(mine: Mapping[str, list[str]]) -> str:
    """What the reader may do on the first step that is theirs; nothing where none is."""
    does = next(iter(mine.values()), [])
    if len(does) > 1:
        return _("Clear it or return it")
    return str(DOES[does[0]]) if does else ""


def _context(request: Asking, seen: Seen) -> dict[str, Any]:
    row, editable = seen.row, may_edit(request, seen)
    found = clearances_read(seen)
    latest = found[0] if found else None
    rules = rules_of_clearance(row.organisation_id, request.reading.today)
    asked = _asked(row, rules) if editable else ()
    people = people_and_posts([one.row.person for one in found], [one.row.post for one in found])
    return {
        "seen": seen,
        "title": here(row.title),
        "crumbs": crumbs_to_case(seen),
        "may_ask": editable and bool(asked) and (latest is None or latest.state != "asked"),
        "may_take_back": editable and latest is not None and latest.state == "asked",
        "is_ruled": bool(rules),
        "is_demanded": any(rule.demanded for rule in rules),
        "act_name": _act_name(open_to(request.actor, latest, request.reading.today)),
        "latest": latest,
        "steps": _steps(request, seen, latest) if latest else [],
        "lines": [
            (
                one,
                people.person(one.row.person),
                short_hash(one.row.state),
                STATE_MARKS[one.state],
                str(STATES[one.state]),
            )
            for one in found
        ],
        "asking": _asking(request, seen),
        "audience": _audience_of(latest) if latest else "",
        "key": new_key(),
    }


def _audience_of(latest: ClearanceSeen) -> str:
    """For whom it was said to be."""
    found = next((one.audience for one in latest.case.case.actions if one.audience), "")
    return str(AUDIENCES.get(found, found))


def _asking(request: Asking, seen: Seen) -> AskingForm:
    rules = rules_of_clearance(seen.row.organisation_id, request.reading.today)
    return AskingForm(audiences_named(rules), request.POST or None)


def _asked(row: Reorganisation, rules: Sequence[Rule]) -> tuple[RoutedAction, ...]:
    """What some rule asks clearance for, be it for nobody in particular or for an audience."""
    actions = routed_draft(row)
    found = (
        covered(for_audience(actions, audience), rules)
        for audience in (None, *audiences_named(rules))
    )
    return next((one for one in found if one), ())


def _steps(request: Asking, seen: Seen, latest: ClearanceSeen) -> list[StepLine]:
    """The way of the latest clearance, as that of a case is told."""
    previewed = preview(seen)
    actions = actions_before(seen)
    names = names_of_set(request.actor, previewed, actions)
    lines = action_lines(seen, actions, names)
    along = replace(seen, case=latest.case)
    of_clearance = replace(previewed, route=latest.case.route)
    return step_lines(request, along, of_clearance, lines, goes_on=latest.state == "asked")
