"""What the page of a large chart asks for while one walks it: boxes, their faces, and searches."""

import json
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bureau.core.layout.svg import Direction
from bureau.core.references import Reference
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Unit
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.charts import chart_words, grade_order
from bureau.institution.organisation.queries.finding import Found, units_found
from bureau.institution.organisation.queries.large_charts import (
    FACES_AT_ONCE,
    Looks,
    Placed,
    faces,
    measures,
    part,
    placed_chart,
    seen_at_first,
)
from bureau.institution.organisation.queries.plans import marks_of_plan
from bureau.institution.organisation.views.what_is_seen import seen_organisation, structure_asked
from bureau.record.journal.queries import reading
from bureau.web.requests import Asking

FACES_AT_FIRST = 40

type Answer = Callable[[Asking, Organisation, Snapshot, Unit, Placed], dict[str, Any]]


@require_safe
def chart_boxes(request: Asking, unit: int) -> HttpResponse:
    """The unit `below` with as many levels under it as are told at once."""
    return _answered(request, unit, _boxes)


@require_safe
def chart_faces(request: Asking, unit: int) -> HttpResponse:
    """What is painted in the boxes of some `units`, numbers parted by commas."""
    return _answered(request, unit, _faces)


@require_safe
def chart_found(request: Asking, unit: int) -> HttpResponse:
    """The boxes that have the words of `find`."""
    return _answered(request, unit, _found)


def _answered(request: Asking, unit: int, answer: Answer) -> HttpResponse:
    with reading():
        organisation = seen_organisation(request, Reference("unit", unit))
        now = structure_asked(request)
        found = now.unit(unit)
        if found is None:
            raise Http404
        told = answer(request, organisation, now, found, placed_chart(now, unit))
    return JsonResponse(told, json_dumps_params={"separators": (",", ":"), "ensure_ascii": False})


def _boxes(
    request: Asking, organisation: Organisation, now: Snapshot, unit: Unit, placed: Placed
) -> dict[str, Any]:
    place = placed.place_of(_number(request.GET.get("below", "")))
    if place is None:
        raise Http404
    return part(now, placed, place, direction_here())


def _faces(
    request: Asking, organisation: Organisation, now: Snapshot, unit: Unit, placed: Placed
) -> dict[str, Any]:
    words = request.GET.get("units", "").split(",")[:FACES_AT_ONCE]
    looks = looks_of(request, organisation, now, unit)
    return {"faces": faces(looks, placed, [_number(word) for word in words])}


def _found(
    request: Asking, organisation: Organisation, now: Snapshot, unit: Unit, placed: Placed
) -> dict[str, Any]:
    found = found_in(request, organisation, now, placed)
    return {
        "found": [
            {"id": one.id, "code": one.code, "name": one.name, "path": one.path} for one in found
        ]
    }


def _number(word: str) -> int:
    """A number asked for; what is none names nothing."""
    if not (word.isascii() and word.isdecimal()) or len(word) > 9:
        raise Http404
    return int(word)


def found_in(
    request: Asking, organisation: Organisation, now: Snapshot, placed: Placed
) -> list[Found]:
    """What the words in the address find; nothing where there are none."""
    text = request.GET.get("find", "")
    return units_found(request.actor, now, placed.ids, text, organisation.pk)


def direction_here() -> Direction:
    return Direction.RIGHT_TO_LEFT if get_language_bidi() else Direction.LEFT_TO_RIGHT


def looks_of(request: Asking, organisation: Organisation, now: Snapshot, unit: Unit) -> Looks:
    return Looks(
        request.actor,
        now,
        unit.id,
        grade_order(organisation.pk),
        chart_words(_("Chart of {unit}").format(unit=unit.code), get_language() or "en"),
        direction_here(),
        marks_of_plan(request.reading, now),
        request.reading.query,
    )


def first_view(now: Snapshot, placed: Placed, looks: Looks) -> str:
    """What the page holds from the start, so that it asks for nothing before one moves."""
    first = seen_at_first(placed, FACES_AT_FIRST)
    told = {
        **measures(placed),
        "direction": looks.direction,
        "boxes": part(now, placed, 0, looks.direction),
        "faces": faces(looks, placed, first),
    }
    text = json.dumps(told, separators=(",", ":"), ensure_ascii=False)
    return text.translate({ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"})
