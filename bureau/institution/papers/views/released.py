"""Released papers, for everybody: what there is, one as it was kept, its files and its manifest."""

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, get_language_info
from django.views.decorators.http import require_safe

from bureau.core.actors import NOBODY
from bureau.core.references import Reference
from bureau.institution.papers.models import Paper
from bureau.institution.papers.queries.kept import MEDIA_TYPES, manifest_of, name_of_paper
from bureau.institution.papers.queries.releases import (
    Released,
    address_of,
    numbers_listed,
    released,
    releases_numbered,
)
from bureau.institution.papers.texts import KINDS_IN_WORDS
from bureau.record.files.store import opened
from bureau.record.journal.queries import reading
from bureau.web import kinds
from bureau.web.exports import as_given
from bureau.web.formats import tag_of_language
from bureau.web.paging import slice_of
from bureau.web.requests import Asking
from bureau.web.security import policy_of_a_file

GONE = 410
_STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class File:
    address: str
    name: str
    size: int
    hash: str


@dataclass(frozen=True, slots=True)
class Tongue:
    """A released paper in one language: where it is read, and its files."""

    tag: str
    name: str
    title: str
    address: str
    files: list[File]


@dataclass(frozen=True, slots=True)
class Line:
    """A release in the list of all."""

    address: str
    title: str
    tag: str
    kind: str | Promise
    number: str
    at: object
    languages: list[str]


@require_safe
def listed(request: Asking) -> HttpResponse:
    """All that stands, of organisations that the reader may look at."""
    with reading():
        numbers = numbers_listed(request.actor)
        page = slice_of(numbers, request.GET.get("page", ""))
        if page is None:
            raise Http404
        rows = releases_numbered(numbers[page.start : page.end])
    context = {"lines": [_line(one) for one in rows], "page": page}
    return render(request, "papers/released_list.html", context)


@require_safe
def cover(request: Asking, code: str) -> HttpResponseBase:
    """What was released under an address; with ?format=json what it was made from, by hashes."""
    with reading():
        one = _look_up(code)
        is_public = _is_public(one)
    if one.row.withdrawn is not None:
        return _hidden(_withdrawn(request, one), is_public=is_public)
    if request.GET.get("format") == "json":
        told = as_given(HttpResponse(_manifest(one)), "application/json", f"{code}.json")
        return _hidden(told, is_public=is_public)
    here = get_language() or "en"
    context = {
        "title": one.told("title", here),
        "tag": tag_of_language(one.about(here).language),
        "kind": KINDS_IN_WORDS.get(one.row.kind, one.row.kind),
        "number": one.told("number", here),
        "day": one.told("day", here),
        "at": one.row.at,
        "tongues": [_tongue(one, language) for language in one.languages],
        "is_public": is_public,
    }
    return _hidden(render(request, "papers/released.html", context), is_public=is_public)


@require_safe
def page(request: Asking, code: str, language: str) -> HttpResponseBase:
    """The paper as it was kept, byte for byte; nothing of it runs or asks for anything."""
    return _sent(request, code, language, "html", is_page=True)


@require_safe
def file(request: Asking, code: str, language: str, format: str) -> HttpResponseBase:
    """One of its files, as it was kept."""
    return _sent(request, code, language, format, is_page=False)


def _sent(
    request: Asking, code: str, language: str, format: str, *, is_page: bool
) -> HttpResponseBase:
    with reading():
        one = _look_up(code)
        is_public = _is_public(one)
    if one.row.withdrawn is not None:
        return _hidden(_withdrawn(request, one), is_public=is_public)
    row = one.papers.get(language, {}).get(format)
    if row is None:
        raise Http404
    try:
        with opened(row.content.hash) as kept:
            content = kept.read()
    except FileNotFoundError:
        raise Http404 from None
    answer = as_given(HttpResponse(content), MEDIA_TYPES[row.format], name_of_paper(row))
    if is_page:
        del answer.headers["Content-Disposition"]
        answer.headers["Content-Security-Policy"] = _policy(content)
    return _hidden(answer, is_public=is_public)


def _policy(content: bytes) -> str:
    """Its own style, known by its sum, and nothing else."""
    sums = (base64.b64encode(sha256(said).digest()).decode() for said in _STYLE.findall(content))
    return policy_of_a_file(*(f"'sha256-{each}'" for each in sums))


def _hidden[R: HttpResponseBase](answer: R, *, is_public: bool) -> R:
    """Found by searching only where the chart of the organisation is public too."""
    if not is_public:
        answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _withdrawn(request: Asking, one: Released) -> HttpResponse:
    context = {
        "kind": KINDS_IN_WORDS.get(one.row.kind, one.row.kind),
        "at": one.row.at,
        "withdrawn": one.row.withdrawn,
    }
    return render(request, "papers/withdrawn.html", context, status=GONE)


def _is_public(one: Released) -> bool:
    """Whether anybody may look at the organisation whose it is."""
    return bool(kinds.visible(NOBODY, {Reference("organisation", one.row.organisation)}))


def _look_up(code: str) -> Released:
    found = released(code)
    if found is None:
        raise Http404
    return found


def _tongue(one: Released, language: str) -> Tongue:
    files = one.papers[language]
    address = reverse("released-page", args=[one.row.code, language]) if "html" in files else ""
    return Tongue(
        tag_of_language(language),
        get_language_info(language)["name_local"],
        one.told("title", language),
        address,
        [_file(one.row.code, row) for row in files.values()],
    )


def _file(code: str, row: Paper) -> File:
    address = reverse("released-file", args=[code, row.language, row.format])
    return File(address, row.format.upper(), row.content.size, row.content.hash)


def _manifest(one: Released) -> str:
    """Of each file what it was made from, beside when it was released."""
    said = {
        "code": one.row.code,
        "kind": one.row.kind,
        "released": one.row.at.isoformat(),
        "papers": [json.loads(manifest_of(row)) for row in _rows(one)],
    }
    return json.dumps(said, ensure_ascii=False, sort_keys=True, indent=1)


def _rows(one: Released) -> Iterator[Paper]:
    for files in one.papers.values():
        yield from files.values()


def _line(one: Released) -> Line:
    here = get_language() or "en"
    return Line(
        address_of(one.row.code),
        one.told("title", here),
        tag_of_language(one.about(here).language),
        KINDS_IN_WORDS.get(one.row.kind, one.row.kind),
        one.told("number", here),
        one.row.at,
        [get_language_info(each)["name_local"] for each in one.languages],
    )
