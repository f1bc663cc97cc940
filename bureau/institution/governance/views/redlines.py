"""What changed in a paper on a case between two versions of it: as a page and as a file."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bureau.core.papers.redline import Redline, redline
from bureau.core.texts import LANGUAGES
from bureau.documents.papers.docx.tracking import By
from bureau.documents.papers.html import redline_fragment
from bureau.documents.papers.redlines import FORMATS, write_redline
from bureau.institution.governance.texts.papers import GATHERED
from bureau.institution.governance.texts.papers.versions import (
    CannotBeToldError,
    Version,
    told_in,
    versions_of,
)
from bureau.institution.governance.texts.papers.writing import Gathered
from bureau.institution.governance.views.kept import post_asked
from bureau.institution.governance.views.looking import crumbs_to_case, look_up
from bureau.institution.governance.views.papers import look_up_paper_on_case
from bureau.institution.papers.texts import KINDS_IN_WORDS
from bureau.record.journal.queries import reading
from bureau.web import exports
from bureau.web.frame import Entry
from bureau.web.requests import Asking

type Pair = tuple[Version, Version | None]
"""The version before and the one after; None is what stands today."""
type Sides = tuple[Gathered, Gathered | None]
"""The later one, and the earlier one where it had such a paper."""


@require_safe
def paper_changes(request: Asking, kind: str, number: int, language: str) -> HttpResponse:
    """With `from` and `to` between those versions, else since the one before; with `format` as a
    file."""
    if language not in LANGUAGES or kind not in GATHERED or not GATHERED[kind].has_versions:
        raise Http404
    with reading():
        seen = look_up(request, number)
        of_post = _post(request, kind, number)
        versions = versions_of(request.actor, seen, kind, of_post)
        pair = _asked(request, versions)
        sides, lacking = _sides(request, kind, number, pair, language, of_post)
    found = _redline(sides, language)
    format = request.GET.get("format", "")
    if found and sides and format in FORMATS:
        stem = f"{sides[0].stem}-changes-{language}"
        content = write_redline(found, format, sides[0].book, _by(found, pair))
        return exports.file_response(content, format, stem)
    asked = {"post": of_post} if of_post else {}
    paper = reverse("paper", args=[kind, number, language], query=asked)
    fragment = redline_fragment(found, sides[0].book, top=2) if found and sides else ""
    context = {
        "title": KINDS_IN_WORDS[kind],
        "crumbs": [*crumbs_to_case(seen), Entry(paper, str(KINDS_IN_WORDS[kind]))],
        "redline": SafeString(fragment),
        "lacking": lacking,
        "language_name": get_language_info(language)["name_local"],
        "post": of_post,
        **_ways(kind, number, language, versions, pair, asked),
    }
    return render(request, "governance/paper_changes.html", context)


def _ways(
    kind: str,
    number: int,
    language: str,
    versions: Sequence[Version],
    pair: Pair,
    asked: Mapping[str, int],
) -> dict[str, Any]:
    """Where the same is read as a file, in another language, and between other versions."""

    def address(of: Pair, code: str = language, **more: str) -> str:
        query = {**asked, **_query(of), **more}
        return reverse("paper-changes", args=[kind, number, code], query=query)

    languages = [
        Entry(
            address(pair, code),
            get_language_info(code)["name_local"],
            current=code == language,
        )
        for code in LANGUAGES
    ]
    return {
        "files": [Entry(address(pair, format=one), one.upper()) for one in FORMATS],
        "pairs": [
            Entry(address(each), _named(each), current=each == pair)
            for each in _pairs([one for one in versions if one.number is not None])
        ],
        "languages": languages,
        "versions": versions if any(one.kept for one in versions) else [],
        "from": pair[0].key,
        "to": pair[1].key if pair[1] else "",
    }


def _pairs(put_forward: Sequence[Version]) -> Iterator[Pair]:
    """Since each version, the last one first; then from each to the next one."""
    yield from ((one, None) for one in reversed(put_forward))
    yield from zip(put_forward, put_forward[1:], strict=False)


def _asked(request: Asking, versions: Sequence[Version]) -> Pair:
    """Any version and a later one, or today; else since the last one that was put forward."""
    if not versions:
        raise Http404
    known = {one.key: place for place, one in enumerate(versions)}
    first = [one for one in versions if one.number is not None] or versions
    earlier = known.get(request.GET.get("from", first[-1].key))
    after = request.GET.get("to", "")
    later = known.get(after)
    if earlier is None or (after and (later is None or later <= earlier)):
        raise Http404
    return versions[earlier], None if later is None else versions[later]


def _post(request: Asking, kind: str, number: int) -> int:
    """That of which the paper is; of several the first where none is asked for."""
    asked = post_asked(request)
    if asked or GATHERED[kind].by_post is None:
        return asked
    return look_up_paper_on_case(request, kind, number).of_post


def _sides(
    request: Asking, kind: str, number: int, pair: Pair, language: str, of_post: int
) -> tuple[Sides | None, str]:
    """And why there are none, where what was kept does not say it any more."""
    earlier, later = pair
    try:
        now = told_in(request.actor, kind, number, later, language, of_post)
        before = told_in(request.actor, kind, number, earlier, language, of_post)
    except CannotBeToldError:
        return None, _("What was kept is not there any more, or cannot be read.")
    if now is None and later is not None and later.kept:
        return None, _("It was not kept in this language.")
    if now is None:
        raise Http404
    return (now, before), ""


def _redline(sides: Sides | None, language: str) -> Redline | None:
    later, earlier = sides or (None, None)
    if later is None or earlier is None:
        return None
    return redline(earlier.set_in(language), later.set_in(language))


def _by(found: Redline, pair: Pair) -> By:
    """Whose paper it is, when the later version was put forward or kept or, of today's, now."""
    at = pair[1].at if pair[1] else timezone.now()
    return By(found.later.furniture.issuer or found.later.title, at)


def _query(pair: Pair) -> dict[str, str]:
    return {"from": pair[0].key} | ({"to": pair[1].key} if pair[1] else {})


def _named(pair: Pair) -> str:
    earlier, later = pair
    if later is None:
        return _("Since version {earlier}").format(earlier=earlier.number)
    return _("From version {earlier} to {later}").format(earlier=earlier.number, later=later.number)
