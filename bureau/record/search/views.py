"""The search page: a field, what was found by kind, and why."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from bureau.record.journal.queries import reading
from bureau.record.search.queries import TEXT_LENGTH_MAX, Hit, find
from bureau.record.search.texts import why_found
from bureau.web import kinds
from bureau.web.formats import tag_of_language
from bureau.web.requests import Asking

HITS_A_PAGE = 25


@dataclass(frozen=True, slots=True)
class Line:
    """One hit as the page shows it: `why` stands before the words that were met.

    `became` are links to what stands for it now.
    """

    hit: Hit
    why: str
    met: SafeString
    became: tuple[SafeString, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of one kind on this page, best first."""

    kind: str
    title: str
    lines: tuple[Line, ...]


@require_safe
def search(request: Asking) -> HttpResponse:
    text = request.GET.get("q", "").strip()[:TEXT_LENGTH_MAX]
    titles = {row.name: str(row.plural) or row.name for row in kinds.kinds_with("search")}
    chosen = request.GET.get("kind", "")
    only = [chosen] if chosen in titles else []
    with reading():
        found = find(
            request.actor,
            text,
            kinds=only,
            limit=HITS_A_PAGE,
            after=request.GET.get("page", ""),
        )
    context = {
        "text": text,
        "titles": titles,
        "chosen": chosen,
        "groups": _groups(found.hits, titles),
        "following": found.following,
        "is_first": not request.GET.get("page"),
    }
    return render(request, "search/search.html", context)


def _groups(hits: tuple[Hit, ...], titles: dict[str, str]) -> list[Group]:
    """By kind; first the kind of the best hit."""
    by_kind: dict[str, list[Line]] = {}
    for hit in hits:
        became = (format_html('<a href="{}">{}</a>', to.address, to.name) for to in hit.became)
        line = Line(hit, why_found(hit.why), _met(hit), tuple(became))
        by_kind.setdefault(hit.reference.kind, []).append(line)
    return [Group(kind, titles.get(kind, kind), tuple(lines)) for kind, lines in by_kind.items()]


def _met(hit: Hit) -> SafeString:
    """The words that were met, in their own language and direction."""
    if not hit.language:
        return format_html('<span dir="auto">{}</span>', hit.met)
    language = tag_of_language(hit.language)
    return format_html('<span dir="auto" lang="{}">{}</span>', language, hit.met)
