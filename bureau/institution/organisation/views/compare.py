"""Two coordinates of a unit side by side: drawing, list of changes, table and sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bureau.core.garbage import held_off
from bureau.core.layout.boxes import Change as Drawn
from bureau.core.layout.strands import Fate, StrandGroup
from bureau.core.references import Reference
from bureau.core.structure.views import Unit
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.asked import Side
from bureau.institution.organisation.queries.called import Called, called
from bureau.institution.organisation.queries.charts import grade_order
from bureau.institution.organisation.queries.comparisons import (
    Pictures,
    compare_words,
    is_drawable,
    pictures,
    side_names,
    tallies,
)
from bureau.institution.organisation.queries.differences import Compared
from bureau.institution.organisation.queries.drawings import page_comparison
from bureau.institution.organisation.queries.history import hidden_kinds
from bureau.institution.organisation.queries.items import Item
from bureau.institution.organisation.queries.plans import DRAWN
from bureau.institution.organisation.texts.changes import grades_in_words, sentences
from bureau.institution.organisation.texts.sentences import Sentence
from bureau.institution.organisation.texts.wholes import Whole, key_in_words, wholes
from bureau.institution.organisation.views.exports import export_entries
from bureau.institution.organisation.views.sides import (
    address_of,
    fields_of,
    next_change,
    query_of,
    sides_asked,
)
from bureau.institution.organisation.views.what_is_seen import nothing_known, seen_organisation
from bureau.record.journal.queries import reading
from bureau.web import kinds
from bureau.web.formats import as_date
from bureau.web.frame import Entry
from bureau.web.marks import CHANGES
from bureau.web.requests import Asking
from bureau.web.saved import saveable

ITEMS_MOST = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One item of the list, ready to be read; `mark` is "" where no shape stands for it."""

    item: Item
    mark: str
    sentences: Sequence[Sentence]


@dataclass(frozen=True, slots=True)
class MoveRow:
    """One group of strands as a row of the table."""

    mark: str
    word: str
    number: int | None
    before: str
    after: str
    grades: str
    notes: Sequence[str]
    posts: int


@saveable
@require_safe
@held_off()
def unit_comparison(request: Asking, unit: int) -> HttpResponse:
    with reading():
        organisation = seen_organisation(request, Reference("unit", unit))
        sides = sides_asked(request, organisation, unit)
        compared = Compared(
            sides[0].snapshot(), sides[1].snapshot(), unit, hidden_kinds(request.actor)
        )
        found = compared.after.unit(unit) or compared.before.unit(unit)
        if found is None:
            return nothing_known(request, Reference("unit", unit))
        context = _context(request, organisation, compared, sides, found)
    return render(request, "organisation/compare.html", context)


def _context(
    request: Asking,
    organisation: Organisation,
    compared: Compared,
    sides: tuple[Side, Side],
    unit: Unit,
) -> dict[str, Any]:
    grades = grade_order(organisation.pk)
    said = called(request.actor, compared, grades, compared.items[:ITEMS_MOST])
    now = request.reading.recorded_now
    lines = [line_of(item, said) for item in compared.items[:ITEMS_MOST]]
    following = next_change(sides[1], unit.id) if not compared.items else None
    address = address_of(sides, now)
    return {
        "unit": unit,
        "code": said.code(unit.id, compared.after),
        "crumbs": _crumbs(request, compared, unit),
        "sides": side_names(*sides),
        "before": sides[0],
        "fields": fields_of(request, sides),
        "plans": [(str(each), label.name) for each, label in kinds.plans(request.actor)],
        "swap": address_of((sides[1], sides[0]), now),
        "changes": [line for line in lines if not line.item.is_carried],
        "carried": [line for line in lines if line.item.is_carried],
        "items": len(compared.items),
        "left_out": len(compared.items) - len(lines),
        "key": [(tally.mark, key_in_words(tally)) for tally in tallies(compared)],
        "wholes": _wholes(said),
        "next_change": _address_of_next(request, sides, following) if following else "",
        "exports": export_entries("compare-file", unit.id, address),
        "files": address,
        **_drawn(request, compared, sides, said),
    }


def _address_of_next(request: Asking, sides: tuple[Side, Side], day: int) -> str:
    """The comparison on a day: a plan beside what is in force then, else with before."""
    query = request.GET.copy()
    query["valid"] = date.fromordinal(day).isoformat()
    query["from_valid"] = as_date(sides[0].at.valid).isoformat()
    if sides[1].at.plan is not None:
        del query["from_valid"]
    return f"?{query.urlencode()}"


def _crumbs(request: Asking, compared: Compared, unit: Unit) -> list[Entry]:
    side = compared.after if compared.after.unit(unit.id) else compared.before
    return [
        Entry(f"/chart/{each.id}/{request.reading.query}", each.code) for each in side.path(unit.id)
    ]


def _drawn(
    request: Asking,
    compared: Compared,
    sides: tuple[Side, Side],
    said: Called,
) -> dict[str, Any]:
    now = request.reading.recorded_now
    queries = (query_of(sides[0], now), query_of(sides[1], now))
    drawn = pictures(request.actor, compared, said, said.grades, queries)
    title = _("What changes in {unit}").format(unit=said.code(compared.unit))
    words = compare_words(title, get_language() or "en", sides, compared)
    drawings: list[SafeString] = []
    if is_drawable(drawn):
        drawings = [mark_safe(svg) for svg in page_comparison(drawn, words)]
    return {
        "drawings": drawings,
        "is_whole": drawn.is_whole,
        "rows": _rows(compared, said, drawn),
        "rows_left_out": max(len(drawn.groups) - ITEMS_MOST, 0),
        "staying": drawn.staying,
        "posts_after": compared.where.post_units.counts[1],
    }


def line_of(item: Item, said: Called) -> Line:
    drawn = [DRAWN[each.change] for each in item.changes if each.change in DRAWN]
    mark = str(drawn[0]) if drawn else ""
    return Line(item, mark, sentences(item, said))


def _rows(compared: Compared, said: Called, drawn: Pictures) -> list[MoveRow]:
    return [
        _row(group, compared.item(group.number), compared, said)
        for group in drawn.groups[:ITEMS_MOST]
    ]


_MARKS = {
    Fate.STAYS: Drawn.SAME,
    Fate.MOVES: Drawn.MOVED,
    Fate.NEW: Drawn.ADDED,
    Fate.GONE: Drawn.GONE,
}


def _row(group: StrandGroup, item: Item | None, compared: Compared, said: Called) -> MoveRow:
    before = said.code(group.before, compared.before) if group.before else ""
    after = said.code(group.after, compared.after) if group.after else ""
    mark = _MARKS[group.fate]
    notes = [_("vacant")] if group.vacant else []
    if item and item.first.change == "moved":
        mark = Drawn.MOVED
        if item.is_carried:
            notes.append(_("carried along"))
        before = before or said.code(_unit_id(item.first.before), compared.before)
        after = after or said.code(_unit_id(item.first.after), compared.after)
    if group.fate is Fate.STAYS and before != after:
        notes.append(_("the same unit under its new name"))
    word = pgettext("strand", "stays") if group.fate is Fate.STAYS else str(CHANGES[mark].word)
    grades = grades_in_words(group.grades)
    return MoveRow(str(mark), word, group.number, before, after, grades, notes, group.posts)


def _unit_id(value: object) -> int:
    return value if isinstance(value, int) else 0


def _wholes(said: Called) -> list[Whole]:
    """All of it as one paragraph, in the reader's language first."""
    here = get_language() or "en"
    return sorted(wholes(said), key=lambda whole: whole.language != here)
