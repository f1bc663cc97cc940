"""The route of a case: who must do what, on which ground, and what was done; and its journal."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bureau.core.procedures.case import Route
from bureau.core.procedures.kinds import ENDED, Phase
from bureau.core.procedures.route import days_ahead
from bureau.documents.tables import Column
from bureau.institution.governance.models import EntryIntoForce
from bureau.institution.governance.permissions import may_put_forward, may_start_reorganisation
from bureau.institution.governance.queries.amended import posts_entered
from bureau.institution.governance.queries.citations import cited_by_case
from bureau.institution.governance.queries.comments import counts_of, reads_comments
from bureau.institution.governance.queries.entered import Entered, entered
from bureau.institution.governance.queries.evidence.allowed import cases_allowed
from bureau.institution.governance.queries.grounds import Ground, grounds
from bureau.institution.governance.queries.journal import Line, journal_of
from bureau.institution.governance.queries.naming import Naming
from bureau.institution.governance.queries.pages import (
    drawn_unit,
    names_of_set,
    state_of_case,
)
from bureau.institution.governance.queries.people_named import people_and_posts
from bureau.institution.governance.queries.previews import preview
from bureau.institution.governance.queries.reorganisations import (
    Seen,
    actions_before,
    entries_into_force,
    submission_of,
)
from bureau.institution.governance.queries.rescissions import (
    Undoing,
    rescinded_by,
    rescissions_of,
)
from bureau.institution.governance.queries.versions import state_hash
from bureau.institution.governance.texts.journal import entry_sentence
from bureau.institution.governance.texts.labels import STATE_MARKS, STATES
from bureau.institution.governance.texts.states import state_in_words
from bureau.institution.governance.views.act_lines import short_hash
from bureau.institution.governance.views.fallen import apart
from bureau.institution.governance.views.lines import ActionLine, action_lines
from bureau.institution.governance.views.looking import (
    crumbs_to_case,
    look_up,
    may_edit,
    organisation_of_case,
    tabs_of,
)
from bureau.institution.governance.views.steps import StepLine, step_lines
from bureau.institution.procedures.queries.cases import route_put_forward
from bureau.institution.procedures.texts import finding_sentence
from bureau.record.journal.queries import reading
from bureau.web.exports import TABLE_FORMATS, dated_table_response
from bureau.web.frame import Entry
from bureau.web.multilingual import here
from bureau.web.requests import Asking
from bureau.web.saved import saveable

POSTS_MOST = 3


@require_safe
def route(request: Asking, reorganisation: int) -> HttpResponse:
    with reading():
        seen = look_up(request, reorganisation)
        context = _context(request, seen)
    return render(request, "governance/route.html", context)


def _context(request: Asking, seen: Seen) -> dict[str, Any]:
    previewed = preview(seen)
    actions = actions_before(seen)
    recorded = request.reading.recorded_now
    names = names_of_set(request.actor, previewed, actions)
    done = entered(seen)
    lines = action_lines(seen, actions, names, done)
    entries = entries_into_force(seen.row.pk)
    steps = step_lines(request, seen, previewed, lines)
    unit = drawn_unit(previewed, recorded, organisation_of_case(seen).opens_at)
    submission = submission_of(seen.row.pk)
    undoing = rescissions_of(request.actor, [entry.pk for entry in entries])
    in_force = [
        _entry(entry, request.reading.today, unit, undoing.get(entry.pk, [])) for entry in entries
    ]
    just = next(
        (one for one in in_force if str(one.row.record) == request.GET.get("entered")), None
    )
    talks = counts_of(request.actor, seen)
    who = people_and_posts([seen.row.author_id], [seen.row.author_post])
    return {
        "seen": seen,
        "title": here(seen.row.title),
        "crumbs": crumbs_to_case(),
        "tabs": tabs_of(seen, "reorganisation-route", unit, talks=talks.reads),
        "steps": steps,
        "here_now": [step for step in steps if step.css == "here"],
        "findings": [finding_sentence(one) for one in previewed.route.findings],
        "ahead": _ahead(seen, request.reading.today),
        "submission": submission,
        "hash": short_hash(state_hash(submission.round.hashes)) if submission else "",
        "author": who.person(seen.row.author_id),
        "author_post": who.post(seen.row.author_post),
        "entries": in_force,
        "entered": just,
        "posts": posts_after(just.row, names) if just else [],
        "rescinds": rescinded_by(request.actor, seen.row.pk),
        "may_rescind": may_start_reorganisation(request.actor, seen.row.organisation_id),
        "count": len(previewed.route.pursued) or len(actions),
        **_stands(seen, done, lines, steps, decided_in(seen, previewed.route)),
        "is_author": request.actor.person == seen.row.author_id,
        "may_edit": may_edit(request, seen),
        "may_take_evidence": bool(cases_allowed(request.actor, [seen])),
        "may_withdraw": _may_withdraw(request, seen),
        "grounds": _grounds(seen, steps),
        "cited": cited_by_case(request.actor, seen, request.reading),
        "comments": talks,
    }


def _ahead(seen: Seen, today: date) -> list[date]:
    """The days of the case that have not come yet."""
    days = days_ahead(seen.case.case, today.toordinal()) if seen.case else ()
    return [date.fromordinal(day) for day in days]


def _stands(
    seen: Seen,
    done: Entered,
    lines: Sequence[ActionLine],
    steps: Iterable[StepLine],
    decided: Collection[int],
) -> dict[str, Any]:
    """How the case stands, what of it is decided and waits, what is still to be decided, and what
    fell, by which act."""
    state = state_of_case(seen, done)
    beside = apart(seen, lines, [act for step in steps for act in step.acts])
    open_lines = [
        line for line in lines if not line.is_entered and line.action.id not in beside.away
    ]
    return {
        "state_mark": STATE_MARKS[state],
        "state_word": state_in_words(state, done),
        "is_back": seen.phase is Phase.WITH_AUTHOR,
        "decided": [line for line in open_lines if line.action.id in decided],
        "left": [line for line in open_lines if line.action.id not in decided],
        "fallen": beside.fallen,
        "acts_apart": beside.acts,
    }


def decided_in(seen: Seen, found: Route) -> frozenset[int]:
    """The actions that are decided by the route, those too that wait for a condition."""
    conditions = seen.case.case.conditions if seen.case else ()
    held = frozenset(place for one in conditions for place in one.actions)
    return (found.decided() | held) & found.pursued


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry into force, marked by whether its day has come, with the two pages one wants to see
    next, and what is to undo it."""

    row: EntryIntoForce
    mark: str
    chart: str
    compare: str
    undoing: list[tuple[Undoing, str, str]]


def _entry(row: EntryIntoForce, today: date, unit: int | None, undoing: list[Undoing]) -> EntryLine:
    told = [(one, STATE_MARKS[one.state], str(STATES[one.state])) for one in undoing]
    mark = "wait" if row.valid_from > today else "ok"
    return EntryLine(row, mark, *pages_after(row, unit), told)


def pages_after(row: EntryIntoForce, unit: int | None) -> tuple[str, str]:
    """The chart of the day on which it took effect, and its comparison with the day before."""
    if unit is None:
        return "", ""
    day, before = row.valid_from, row.valid_from - timedelta(days=1)
    chart = reverse("unit-chart", args=[unit], query={"valid": day.isoformat()})
    sides = {"from_valid": before.isoformat(), "valid": day.isoformat()}
    return chart, reverse("compare", args=[unit], query=sides)


def posts_after(row: EntryIntoForce, names: Naming) -> list[Entry]:
    """The pages of the first posts that it changed, on the day on which it took effect."""
    day = {"valid": row.valid_from.isoformat()}
    return [
        Entry(reverse("post", args=[post], query=day), names.post(post))
        for post in posts_entered(row)[:POSTS_MOST]
        if names.post(post)
    ]


def _may_withdraw(request: Asking, seen: Seen) -> bool:
    is_author = may_put_forward(request.actor, seen.row)
    return is_author and seen.case is not None and not seen.is_over


def _grounds(seen: Seen, steps: Iterable[StepLine]) -> list[Ground]:
    """Each ground once, in the order in which the steps rest on them; of a case that fell, those of
    the way that it was put forward on."""
    found = [ground for step in steps for ground in step.grounds]
    if seen.case is not None and seen.phase in ENDED:
        whole = grounds(route_put_forward(seen.case).steps)
        found = [ground for each in whole.values() for ground in each]
    return list(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class JournalLine:
    line: Line
    sentence: str


@saveable
@require_safe
def journal(request: Asking, reorganisation: int) -> HttpResponseBase:
    """Every act on it, also as a file."""
    with reading():
        seen = look_up(request, reorganisation)
        lines = [
            JournalLine(line, entry_sentence(line.entry, line.author_before))
            for line in journal_of(seen)
        ]
        if (form := request.GET.get("format", "")) in TABLE_FORMATS:
            return _journal_file(request, seen, lines, form)
        recorded = request.reading.recorded_now
        unit = drawn_unit(preview(seen), recorded, organisation_of_case(seen).opens_at)
        context = {
            "seen": seen,
            "title": here(seen.row.title),
            "crumbs": crumbs_to_case(),
            "tabs": tabs_of(
                seen,
                "reorganisation-journal",
                unit,
                talks=reads_comments(request.actor, seen),
            ),
            "lines": lines,
        }
    return render(request, "governance/journal.html", context)


def _journal_file(
    request: Asking, seen: Seen, lines: Iterable[JournalLine], form: str
) -> HttpResponseBase:
    columns: list[Column[JournalLine]] = [
        Column("at", _("When"), lambda each: each.line.entry.at.isoformat()),
        Column("what", _("What"), lambda each: each.sentence),
        Column("person", _("Who"), lambda each: each.line.person),
        Column("post", _("Post"), lambda each: each.line.post),
        Column("entry", _("Entry"), lambda each: each.line.entry.sequence),
        Column("record", _("Record number"), lambda each: each.line.entry.record_number),
    ]
    name = f"journal-{seen.row.reference}"
    return dated_table_response(form, name, columns, lines, request.reading)
