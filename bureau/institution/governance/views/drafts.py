"""The workspace of a draft: its actions, the chart as it would be, findings, people, cost."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from bureau.core.actors import Actor
from bureau.core.reasons import Reason
from bureau.core.references import Reference
from bureau.institution.governance.forms.cases import AnswerForm
from bureau.institution.governance.forms.keyed import new_key
from bureau.institution.governance.forms.submissions import SubmissionForm
from bureau.institution.governance.queries.citations import cited_by_case
from bureau.institution.governance.queries.clearance import clearances_read, open_to
from bureau.institution.governance.queries.comments import counts_of, threads_of
from bureau.institution.governance.queries.entered import Entered, entered
from bureau.institution.governance.queries.naming import Naming
from bureau.institution.governance.queries.pages import (
    Sides,
    has_undo,
    names_of_set,
    readers_of,
    sides,
    state_of_case,
    unit_to_draw,
)
from bureau.institution.governance.queries.people import people_list
from bureau.institution.governance.queries.previews import (
    Preview,
    preview,
    preview_as_submitted,
)
from bureau.institution.governance.queries.reorganisations import (
    Seen,
    actions_before,
    submission_of,
)
from bureau.institution.governance.queries.rescissions import rescinded_by
from bureau.institution.governance.queries.scenarios import considered_with
from bureau.institution.governance.queries.states import state_read
from bureau.institution.governance.queries.steps_named import steps_ahead
from bureau.institution.governance.services.actions import undo_edit
from bureau.institution.governance.services.answers import answer_finding, take_back_answer
from bureau.institution.governance.services.held import as_seen
from bureau.institution.governance.services.submissions import submit_reorganisation
from bureau.institution.governance.texts.budgeted import budgeted_of_case
from bureau.institution.governance.texts.claims_told import claims_of_case
from bureau.institution.governance.texts.clearance import asked_of_reader
from bureau.institution.governance.texts.comments import heading_in_words, things_of_case
from bureau.institution.governance.texts.findings import finding_sentence
from bureau.institution.governance.texts.labels import STATE_MARKS
from bureau.institution.governance.texts.reasons import sentence
from bureau.institution.governance.texts.states import state_in_words
from bureau.institution.governance.views.act_lines import came_back
from bureau.institution.governance.views.case_files import case_file
from bureau.institution.governance.views.conflicts import overlaps_of
from bureau.institution.governance.views.cutting import page_of_actions
from bureau.institution.governance.views.drawings import drawings, menus
from bureau.institution.governance.views.findings import findings_by_severity, left_of
from bureau.institution.governance.views.lines import (
    action_lines,
    common_day,
    cost_of,
    people_counts,
    people_in_words,
    people_lines,
    what_changes,
)
from bureau.institution.governance.views.looking import (
    crumbs_to_case,
    look_through,
    look_up,
    look_up_own,
    may_edit,
    organisation_of_case,
    tabs_of,
)
from bureau.institution.governance.views.refusals import pressed, refused_in_full
from bureau.institution.governance.views.steps import acts_offered
from bureau.institution.organisation.views.exports import export_entries
from bureau.institution.procedures.queries.cases import questions_open
from bureau.record.journal.queries import reading
from bureau.web.formats import listed, number_in_words
from bureau.web.multilingual import here
from bureau.web.refusing import status_of
from bureau.web.requests import Asking

LABEL_MOST = 160


@require_safe
def workspace(request: Asking, reorganisation: int) -> HttpResponseBase:
    """Also the table of people affected, or of cost, as a file (?of=)."""
    with reading():
        seen = look_up(request, reorganisation)
        context = workspace_context(request, seen)
        if file := case_file(request, seen, context):
            return file
    return render(request, "governance/workspace.html", context)


def workspace_context(request: Asking, seen: Seen) -> dict[str, Any]:
    now = preview(seen)
    previewed = now if seen.is_draft else preview_as_submitted(seen)
    around = around_set(request, seen, previewed)
    actions, done = actions_before(seen), entered(seen)
    names = names_of_set(request.actor, previewed, actions)
    organisation = organisation_of_case(seen)
    unit = unit_to_draw(around, previewed.overlay, organisation.opens_at)
    editable, talks = may_edit(request, seen), counts_of(request.actor, seen)
    page = page_of_actions(request, actions)
    if page is None:
        raise Http404
    return {
        "seen": seen,
        "standing": None if seen.is_draft else _standing(seen, done),
        "title": here(seen.row.title),
        "purpose": seen.row.purpose,
        "background": seen.row.background,
        "crumbs": crumbs_to_case(),
        "tabs": tabs_of(seen, "reorganisation", unit, talks=talks.reads),
        "may_edit": editable,
        "offers": [] if editable else acts_offered(request, seen),
        "actions": action_lines(seen, actions, names, done, slice(page.start, page.end)),
        "actions_count": len(actions),
        "page": page,
        "on_page": [action.id for action in actions[page.start : page.end]],
        "has_undo": editable and has_undo(seen),
        "exports": export_entries("chart-file", unit, request.reading.query) if unit else [],
        "drawings": drawings(request, organisation, around, unit, editable),
        "menus": menus(request, seen, around, unit) if editable else [],
        "day": request.reading.at.valid,
        **_findings(request, seen, previewed, names),
        "claims": claims_of_case(request.actor, seen, now),
        **overlaps_of(request, seen, now),
        "considered": considered_with(seen),
        "left": None if seen.is_draft else left_of(request, seen, now),
        "sentences": what_changes(request, previewed, names),
        "is_partly": seen.is_draft and bool(done.places),
        **_people(request, seen, previewed, names),
        "common_day": common_day(action.day for action in previewed.actions),
        "cost": cost_of(request, previewed, names),
        "budgeted": budgeted_of_case(request.actor, seen, previewed, names),
        "cited": cited_by_case(request.actor, seen, request.reading),
        "comments": talks,
        "clearing": _clearing(request, seen) if seen.is_draft else "",
        "compare": compare_address(request, unit) if now.actions else "",
        **_before(request, seen),
        "readers": readers_of(request.actor, seen),
        "key": new_key(),
    }


def _clearing(request: Asking, seen: Seen) -> str:
    """What of a clearance waits for the reader, in words."""
    latest = next(iter(clearances_read(seen)), None)
    does = open_to(request.actor, latest, request.reading.today)
    return asked_of_reader(next(iter(does.values()), ()))


def _standing(seen: Seen, done: Entered) -> dict[str, Any]:
    """How the case stands, and for whom it waits."""
    state = state_of_case(seen, done)
    return {
        "mark": STATE_MARKS[state],
        "word": state_in_words(state, done),
        "ahead": steps_ahead([seen])[seen.row.pk],
    }


def _findings(request: Asking, seen: Seen, previewed: Preview, names: Naming) -> dict[str, Any]:
    return {
        "findings": findings_by_severity(request, seen, previewed, names),
        "barred": barred(seen, previewed),
        "open_count": len(previewed.open_findings()),
    }


def _before(request: Asking, seen: Seen) -> dict[str, Any]:
    """What became of the set so far."""
    return {
        "came_back": came_back(seen),
        "rescinds": rescinded_by(request.actor, seen.row.pk),
        "submission": submission_of(seen.row.pk),
        "next_version": next_version(seen),
    }


def _people(request: Asking, seen: Seen, previewed: Preview, names: Naming) -> dict[str, Any]:
    return {
        "people": people_lines(request, previewed, names),
        "people_told": people_in_words(previewed),
        "people_counts": people_counts(previewed),
        "people_address": people_address(request.actor, seen),
    }


def people_address(actor: Actor, seen: Seen) -> str:
    """The list of people affected, for whoever may see it."""
    number = seen.row.pk
    found = people_list(actor, number)
    return reverse("reorganisation-people", args=[number]) if found else ""


def around_set(request: Asking, seen: Seen, previewed: Preview) -> Sides:
    at = look_through(request, seen, previewed).at
    first = min((action.day for action in previewed.actions), default=at.valid)
    return sides(previewed.overlay, at.recorded, first, at.valid)


def compare_address(request: Asking, unit: int | None) -> str:
    return reverse("compare", args=[unit]) + request.reading.query if unit else ""


def next_version(seen: Seen) -> int:
    submission = submission_of(seen.row.pk)
    return submission.version + 1 if submission else 1


def barred(seen: Seen, previewed: Preview) -> str:
    """Why the set may not be submitted as it stands; empty where it may."""
    if not previewed.actions:
        return _("There is no action in the draft yet.")
    if count := len(previewed.open_findings()):
        return ngettext(
            "First settle {number} finding.", "First settle {number} findings.", count
        ).format(number=number_in_words(count))
    asked = questions_open(seen.case.subject) if seen.case and seen.is_draft else []
    if any(not hasattr(one, "answer") for one in asked):
        return sentence(Reason("question_unanswered"))
    return ""


def submission(request: Asking, reorganisation: int) -> HttpResponse:
    """What submitting means, then the act itself."""
    seen = look_up_own(request, reorganisation)
    previewed = preview(seen)
    form = SubmissionForm(
        _threads_open(request, seen, previewed),
        request.POST or None,
        initial={"day": request.reading.today, "seen": state_read(seen)},
    )
    if request.method == "POST" and form.is_valid():
        with refused_in_full(form, request.actor):
            submit_reorganisation(
                as_seen(form.asked(request.actor), reorganisation, form.cleaned_data["seen"]),
                reorganisation=reorganisation,
                day=form.cleaned_data["day"],
                resolved=form.resolved(),
                carried=form.carried(),
            )
            messages.success(request, _("The draft is submitted and frozen."))
            return redirect("reorganisation-route", reorganisation)
    context = {
        "form": form,
        "seen": seen,
        "title": here(seen.row.title),
        "crumbs": crumbs_to_case(seen),
        "version": next_version(seen),
        "previewed": previewed,
        "barred": barred(seen, previewed),
        "steps": len(previewed.route.steps),
    }
    return render(request, "governance/submission.html", context, status=status_of(form))


def _threads_open(request: Asking, seen: Seen, previewed: Preview) -> list[tuple[int, str, str]]:
    """Each open comment by its number: its words, and of what and by whom they are."""
    still = [one for one in threads_of(request.actor, seen) if one.state == "open"]
    if not still:
        return []
    actions = actions_before(seen)
    names = names_of_set(request.actor, previewed, actions)
    things = things_of_case(request.actor, seen, previewed, actions, names)
    return [
        (
            one.number,
            Truncator(one.first.words).chars(LABEL_MOST),
            listed((heading_in_words(one, things), one.first.by)),
        )
        for one in still
    ]


@require_POST
def undo(request: Asking, reorganisation: int) -> HttpResponse:
    look_up_own(request, reorganisation)
    return pressed(
        request,
        lambda asked: undo_edit(asked, reorganisation=reorganisation),
        reverse("reorganisation", args=[reorganisation]),
        _("The last edit is taken back."),
    )


def answer(request: Asking, reorganisation: int) -> HttpResponse:
    """Leave on purpose what a finding says, with a reason."""
    seen = look_up_own(request, reorganisation)
    given = request.POST or None
    form = AnswerForm(
        given, initial={name: request.GET.get(name, "") for name in ("code", "subject")}
    )
    if request.method == "POST" and form.is_valid():
        with refused_in_full(form, request.actor):
            answer_finding(
                form.asked(request.actor),
                reorganisation=reorganisation,
                code=form.cleaned_data["code"],
                subject=_reference(form.cleaned_data["subject"]),
                reason=form.cleaned_data["reason"],
            )
            return redirect(reverse("reorganisation", args=[reorganisation]) + "#findings")
    previewed = preview(seen)
    look_through(request, seen, previewed)
    names = names_of_set(request.actor, previewed, previewed.actions)
    context = {
        "form": form,
        "seen": seen,
        "crumbs": crumbs_to_case(seen),
        "finding": _finding_asked(previewed, names, form),
    }
    return render(request, "governance/answer.html", context, status=status_of(form))


@require_POST
def take_back(request: Asking, reorganisation: int) -> HttpResponse:
    """Let a finding ask again."""
    look_up_own(request, reorganisation)
    return pressed(
        request,
        lambda asked: take_back_answer(
            asked,
            reorganisation=reorganisation,
            code=request.POST.get("code", ""),
            subject=_reference(request.POST.get("subject", "")),
        ),
        reverse("reorganisation", args=[reorganisation]) + "#findings",
    )


def _finding_asked(previewed: Preview, names: Naming, form: AnswerForm) -> str:
    """The sentence of the finding that the form answers."""
    code, subject = form["code"].value(), form["subject"].value()
    asked = (one for one in previewed.findings if (one.code, str(one.subject)) == (code, subject))
    return next((finding_sentence(one, names) for one in asked), "")


def _reference(text: str) -> Reference:
    try:
        return Reference.parse(text)
    except ValueError:
        return Reference("", 0)
