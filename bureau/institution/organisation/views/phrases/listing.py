"""The catalogue of phrases: filtered by language, status and words; out as a table."""

from dataclasses import dataclass

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import get_language, get_language_info, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bureau.core.texts import LANGUAGES
from bureau.core.tokens import folded
from bureau.documents.tables import Column
from bureau.institution.organisation.views.phrases.parts import crumbs_to, not_kept
from bureau.institution.organisation.views.settings.parts import organisation_here
from bureau.institution.papers.queries.phrases import FIRST, Concept, Said, concepts_of
from bureau.institution.papers.texts import MARKS, STATUSES
from bureau.web import exports
from bureau.web.formats import tag_of_language
from bureau.web.paging import slice_of
from bureau.web.requests import Asking


@dataclass(frozen=True, slots=True)
class Sought:
    """What the list is narrowed to; a status is that in the language shown beside the first."""

    language: str
    status: str
    text: str
    own: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A concept as the list shows it."""

    concept: Concept
    first: Said
    first_tag: str
    words: str
    tag: str
    mark: str
    word: str | Promise
    is_own: bool
    count: int


@require_safe
def phrases(request: Asking) -> HttpResponseBase:
    """What papers say, and in how many languages it is settled."""
    if refusal := not_kept(request):
        return refusal
    sought = _sought(request)
    found = [
        concept
        for concept in concepts_of(organisation_here(request).pk).values()
        if _matches(concept, sought)
    ]
    if (form := request.GET.get("format", "")) in exports.TABLE_FORMATS:
        lines = [
            (one, language, one.said.get(language)) for one in found for language in one.languages()
        ]
        return exports.dated_table_response(form, "phrases", _columns(), lines, request.reading)
    page = slice_of(range(len(found)), request.GET.get("page", ""))
    if page is None:
        raise Http404
    context = {
        "lines": [_line(concept, sought.language) for concept in found[page.start : page.end]],
        "has_first": sought.language != FIRST,
        "page": page,
        "sought": sought,
        "languages": [(code, get_language_info(code)["name_local"]) for code in LANGUAGES],
        "language_name": get_language_info(sought.language)["name_local"],
        "statuses": STATUSES.items(),
        "crumbs": crumbs_to()[:-1],
    }
    return render(request, "organisation/phrases/list.html", context)


def _sought(request: Asking) -> Sought:
    here = get_language() or "en"
    language = request.GET.get("language", "")
    status = request.GET.get("status", "")
    return Sought(
        language if language in LANGUAGES else here if here in LANGUAGES else "en",
        status if status in STATUSES else "",
        request.GET.get("text", "").strip(),
        bool(request.GET.get("own")),
    )


def _matches(concept: Concept, sought: Sought) -> bool:
    status = concept.status_in(sought.language)
    text = folded(sought.text)
    words = (concept.name, *(each.words for each in concept.said.values()))
    is_own = any(each.row for each in concept.said.values())
    return (
        sought.status in ("", status)
        and (not sought.own or is_own)
        and (not text or any(text in folded(each) for each in words))
    )


def _line(concept: Concept, language: str) -> Line:
    said, status = concept.said.get(language), concept.status_in(language)
    return Line(
        concept,
        concept.said[concept.first],
        tag_of_language(concept.first),
        said.words if said else "",
        tag_of_language(language),
        MARKS[status],
        STATUSES[status],
        any(each.row for each in concept.said.values()),
        len(concept.said),
    )


def _columns() -> list[Column[tuple[Concept, str, Said | None]]]:
    return [
        Column("concept", _("Concept"), lambda of: of[0].name),
        Column("language", _("Language"), lambda of: of[1]),
        Column("words", _("Words"), lambda of: of[2].words if of[2] else ""),
        Column("status", pgettext("of a text", "Status"), lambda of: of[0].status_in(of[1])),
        Column("source", _("Source"), lambda of: of[2].source if of[2] else ""),
        Column("own", _("Worded here"), lambda of: bool(of[2] and of[2].row)),
    ]
