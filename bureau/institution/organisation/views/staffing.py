"""The staffing table: posts as of the coordinates, with filters, order and columns chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bureau.core.structure.snapshot import Snapshot
from bureau.documents.tables import Column
from bureau.institution.organisation.permissions import may_see_names
from bureau.institution.organisation.queries.charts import grade_order
from bureau.institution.organisation.queries.engagements import engaged_count
from bureau.institution.organisation.queries.holders import PostLine
from bureau.institution.organisation.queries.posts import place_names
from bureau.institution.organisation.queries.staffing import (
    SORTS,
    STATES,
    Asked,
    chosen_posts,
    counts_asked,
    duty_stations,
    ordered,
    page_of,
    post_lines,
)
from bureau.institution.organisation.queries.structure import roots_of
from bureau.institution.organisation.queries.tallies import tallies_by_grade, tally
from bureau.institution.organisation.texts.words import POST_STATES, word_for
from bureau.institution.organisation.views.exports import linked_data_response
from bureau.institution.organisation.views.rollups import staffing_tabs
from bureau.institution.organisation.views.staffing_columns import DEFAULT, Shown, columns
from bureau.institution.organisation.views.staffing_rows import rows
from bureau.institution.organisation.views.what_is_seen import (
    seen_organisation,
    structure_asked,
    unit_asked,
)
from bureau.record.journal.queries import reading
from bureau.web import exports
from bureau.web.requests import Asking
from bureau.web.saved import saveable

UNITS_OFFERED = 200


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, and the address without it."""

    told: str
    address: str


@saveable
@require_safe
def posts(request: Asking) -> HttpResponseBase:
    with reading():
        organisation = seen_organisation(request)
        now = structure_asked(request)
        asked = _asked(request, now, organisation.pk)
        chosen = chosen_posts(request.actor, now, asked, organisation.pk)
        order = ordered(now, chosen, asked)
        places = request.known.of(place_names, organisation.pk)
        offered = _offered(request, places)
        wanted = _wanted(request, offered)
        format = request.GET.get("format", "")
        if format in exports.TABLE_FORMATS:
            lines = post_lines(request.actor, now, order)
            return _export(request, format, lines, offered)
        tops = [unit for top in asked.tops if (unit := now.unit(top))]
        if format == "jsonld":
            listed = set(now.standing("post").ids[order].tolist())
            return linked_data_response(request, *tops, posts=listed)
        counts = counts_asked(now, chosen, asked)
        page = page_of(request.actor, now, order, asked.page)
        if page is None:
            raise Http404
        context = {
            "asked": asked,
            "page": page,
            "rows": rows(page.lines, wanted, request.reading.query),
            "columns": wanted,
            "offered": offered[1:],
            "total": tally(counts),
            "beside": engaged_count(request.actor, now, asked.tops),
            "by_grade": tallies_by_grade(now, asked.grades, counts),
            "tabs": staffing_tabs(request, "posts", asked.unit),
            "chips": _chips(request, asked, now, places),
            **_choices(now, asked, places),
        }
    return render(request, "organisation/posts.html", context)


def _asked(request: Asking, now: Snapshot, organisation: int) -> Asked:
    roots = roots_of(now, organisation)
    get = request.GET.get
    sort = get("sort", "unit")
    return Asked(
        unit=unit_asked(now, roots, get("unit", "")),
        grade=get("grade", ""),
        state=get("state", ""),
        duty_station=get("duty_station", ""),
        text=get("text", "").strip(),
        sort=sort if sort.removeprefix("-") in SORTS else "unit",
        page=get("page", ""),
        grades=request.known.of(grade_order, organisation),
        roots=roots,
    )


def _offered(request: Asking, places: Mapping[str, str]) -> list[Shown]:
    """All columns that the reader may see, the post number first."""
    return [one for one in columns(places) if one.name != "holders" or may_see_names(request.actor)]


def _wanted(request: Asking, offered: Sequence[Shown]) -> list[Shown]:
    wanted = request.GET.getlist("columns") or list(DEFAULT)
    return [each for each in offered[1:] if each.name in wanted]


def _choices(now: Snapshot, asked: Asked, places: dict[str, str]) -> dict[str, object]:
    is_few = sum(map(now.size, asked.roots)) <= UNITS_OFFERED
    listed = [id for root in asked.roots for id in now.subtree(root)] if is_few else []
    codes = [unit.code for id in listed if (unit := now.unit(id))]
    found = now.unit(asked.unit) if asked.unit else None
    return {
        "unit_codes": codes,
        "unit": found,
        "states": [(state, POST_STATES[state]) for state in STATES],
        "stations": [(code, places.get(code, code)) for code in duty_stations(now, asked.roots)],
    }


def _chips(request: Asking, asked: Asked, now: Snapshot, places: dict[str, str]) -> list[Chip]:
    unit = now.unit(asked.unit) if asked.unit else None
    told = {
        "unit": _("unit {code} and below").format(
            code=unit.code if unit else request.GET.get("unit", "")
        ),
        "grade": _("grade {grade}").format(grade=word_for(asked.grade, "grade")),
        "state": str(POST_STATES.get(asked.state, asked.state)),
        "duty_station": places.get(asked.duty_station, asked.duty_station),
        "text": _("with “{text}”").format(text=asked.text),
    }
    return [
        Chip(words, _without(request, name))
        for name, words in told.items()
        if request.GET.get(name)
    ]


def _without(request: Asking, name: str) -> str:
    left = [(key, value) for key, value in _pairs(request) if key not in (name, "page")]
    return f"?{urlencode(left)}"


def _pairs(request: Asking) -> list[tuple[str, str]]:
    return [(key, value) for key, values in request.GET.lists() for value in values]


def _export(
    request: Asking, format: str, lines: Sequence[PostLine], columns: Sequence[Shown]
) -> HttpResponseBase:
    """Every column of every post that the filters leave."""
    row = Column[PostLine]("post", _("Number of the row"), lambda line: line.post.id)
    return exports.dated_table_response(format, "posts", [row, *columns], lines, request.reading)
