"""What a case has against what is adopted, and against other cases that its reader may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bureau.core.changes.actions import Action
from bureau.core.changes.conflicts import Conflict
from bureau.documents.tables import Column
from bureau.institution.governance.queries.comments import reads_comments
from bureau.institution.governance.queries.conflicts import (
    Held,
    Other,
    held_against,
    names_of_conflicts,
    overlapping,
)
from bureau.institution.governance.queries.naming import Naming
from bureau.institution.governance.queries.pages import drawn_unit
from bureau.institution.governance.queries.previews import Preview, preview, remaining
from bureau.institution.governance.queries.rebasing import standing_of
from bureau.institution.governance.queries.reorganisations import Seen
from bureau.institution.governance.texts.conflicts import KINDS, conflict_sentence
from bureau.institution.governance.texts.findings import SEVERITIES
from bureau.institution.governance.views.findings import FINDING_MARKS
from bureau.institution.governance.views.lines import action_lines
from bureau.institution.governance.views.looking import (
    crumbs_to_case,
    look_up,
    may_edit,
    name_of,
    organisation_of_case,
    tabs_of,
)
from bureau.record.journal.queries import reading
from bureau.web import exports
from bureau.web.formats import day_in_words
from bureau.web.frame import Entry
from bureau.web.multilingual import here
from bureau.web.requests import Asking


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """One conflict with the actions of either set, as they are told in lists."""

    conflict: Conflict
    kind: str
    mark: str
    word: str
    sentence: str
    days: str
    mine: list[str]
    theirs: list[str]


@dataclass(frozen=True, slots=True)
class OtherLine:
    """Another set: what it is called, where it stands, where to read it, and what is against it."""

    name: str
    reference: str
    state: str
    mark: str
    address: str
    lines: list[ConflictLine]


@require_safe
def conflicts(request: Asking, reorganisation: int) -> HttpResponseBase:
    """With some of the others that the reader may know of, ?page= by page; also as a file."""
    with reading():
        seen = look_up(request, reorganisation)
        found = held_against(request.actor, seen, request.GET.get("page", ""))
        if found is None:
            raise Http404
        held = found.held
        recorded = request.reading.recorded_now
        names = names_of_conflicts(request.actor, seen, held, recorded)
        others = [_other_line(seen, one, names) for one in held]
        unit = drawn_unit(preview(seen), recorded, organisation_of_case(seen).opens_at)
        open_lines = len(standing_of(seen).open)
    format = request.GET.get("format", "")
    if format in exports.TABLE_FORMATS:
        return _export(request, format, seen, others)
    context = {
        "seen": seen,
        "title": here(seen.row.title),
        "crumbs": crumbs_to_case(),
        "tabs": tabs_of(
            seen, "reorganisation-conflicts", unit, talks=reads_comments(request.actor, seen)
        ),
        "others": [one for one in others if one.lines],
        "quiet": at_peace(others),
        "found": found,
        "open_lines": open_lines,
        "may_edit": may_edit(request, seen),
        "exports": [_as_file(request, form) for form in exports.TABLE_FORMATS],
    }
    return render(request, "governance/conflicts.html", context)


def at_peace(others: Sequence[OtherLine]) -> list[OtherLine]:
    """What nothing of is against the case, each once: of one case several entries may be adopted,
    of which another is in conflict."""
    keyed = [((one.name, one.reference, one.state), one) for one in others]
    against = {key for key, one in keyed if one.lines}
    return list({key: one for key, one in keyed if key not in against}.values())


def _as_file(request: Asking, form: str) -> Entry:
    """The same page of them."""
    query = request.GET.copy()
    query["format"] = form
    return Entry(f"?{query.urlencode()}", form.upper())


OVERLAPS_MOST = 3
ON_VALUES = frozenset({"expected_value_gone", "conflict_with_adopted"})


def overlaps_of(request: Asking, seen: Seen, previewed: Preview) -> dict[str, Any]:
    """For the page of a case: which others touch the same things, and whether lines are open."""
    found = [] if seen.is_over else overlapping(request.actor, seen)
    return {
        "overlaps": [_other_line(seen, Held(one, ()), None) for one in found[:OVERLAPS_MOST]],
        "overlaps_more": max(0, len(found) - OVERLAPS_MOST),
        "to_settle": any(one.code in ON_VALUES and one.is_open for one in previewed.findings),
    }


def _other_line(seen: Seen, held: Held, names: Naming | None) -> OtherLine:
    other, lines = held.other, list[ConflictLine]()
    if names is not None and held.conflicts:
        mine, theirs = _told(seen, remaining(seen), names), _told(seen, other.actions, names)
        lines = [_line(one, mine, theirs, names) for one in held.conflicts]
    state, mark = state_of_other(other)
    return OtherLine(
        name=name_of(other.seen) if other.seen else here(other.title),
        reference=other.reference,
        state=state,
        mark=mark,
        address=reverse("reorganisation", args=[other.seen.row.pk]) if other.seen else "",
        lines=lines,
    )


def state_of_other(other: Other) -> tuple[str, str]:
    """Whether it is adopted, from when, or still on its way; and the mark of that."""
    if other.entry is not None:
        day = day_in_words(other.entry.valid_from)
        return _("adopted, from {day}").format(day=day), "ok"
    if other.seen is not None and other.seen.is_draft:
        return _("a draft"), "wait"
    return _("on its route"), "now"


def _told(seen: Seen, actions: Sequence[Action], names: Naming) -> dict[int, str]:
    return {line.action.id: line.told_with_day for line in action_lines(seen, actions, names)}


def _line(
    one: Conflict, mine: dict[int, str], theirs: dict[int, str], names: Naming
) -> ConflictLine:
    return ConflictLine(
        conflict=one,
        kind=str(KINDS[one.kind]),
        mark=FINDING_MARKS[one.severity],
        word=str(SEVERITIES[one.severity]),
        sentence=conflict_sentence(one, names),
        days=_days(one),
        mine=[mine[place] for place in one.mine if place in mine],
        theirs=[theirs[place] for place in one.theirs if place in theirs],
    )


def _days(one: Conflict) -> str:
    start = day_in_words(one.day)
    if one.until is None:
        return _("from {day}").format(day=start)
    return _("{start} to {end}").format(start=start, end=day_in_words(one.until - 1))


def _export(
    request: Asking, format: str, seen: Seen, others: Sequence[OtherLine]
) -> HttpResponseBase:
    """Kinds, codes and severities keep their names in every language."""
    columns: list[Column[tuple[OtherLine, ConflictLine]]] = [
        Column("with", _("With"), lambda of: of[0].reference),
        Column("kind", _("Kind"), lambda of: of[1].conflict.kind.value),
        Column("code", _("Code"), lambda of: of[1].conflict.code),
        Column("severity", _("Weight"), lambda of: of[1].conflict.severity.value),
        Column("days", _("Days"), lambda of: of[1].days),
        Column("conflict", _("Conflict"), lambda of: of[1].sentence),
        Column("mine", _("Actions of this case"), lambda of: "\n".join(of[1].mine)),
        Column("theirs", _("Actions of the other"), lambda of: "\n".join(of[1].theirs)),
    ]
    found = [(other, one) for other in others for one in other.lines]
    return exports.dated_table_response(
        format, f"conflicts-{seen.row.reference}", columns, found, request.reading
    )
