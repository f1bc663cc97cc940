"""What changed in a paper on a case between two versions of it: as a page and as a file."""

from collections.abc import Iterator

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
from bureau.institution.governance.models import Submission
from bureau.institution.governance.queries.put_forward import versions_before
from bureau.institution.governance.texts.papers import GATHERED
from bureau.institution.governance.texts.papers.writing import Gathered, gathered
from bureau.institution.governance.views.looking import crumbs_to_case, look_up
from bureau.institution.papers.texts import KINDS_IN_WORDS
from bureau.record.journal.queries import reading
from bureau.web import exports
from bureau.web.frame import Entry
from bureau.web.requests import Asking

type Pair = tuple[int, int | None]
"""The version before and the one after; None is what stands today."""


@require_safe
def paper_changes(request: Asking, kind: str, number: int, language: str) -> HttpResponse:
    """With `from` and `to` between those versions, else since the one before; with `format` as a
    file."""
    if language not in LANGUAGES or kind not in GATHERED or not GATHERED[kind].has_versions:
        raise Http404
    with reading():
        seen = look_up(request, number)
        versions = versions_before(seen)
        pair = _asked(request, versions)
        later, earlier = _versions(request, kind, number, pair)
    found = redline(earlier.set_in(language), later.set_in(language)) if earlier else None
    format = request.GET.get("format", "")
    if found and format in FORMATS:
        stem = f"{later.stem}-changes-{language}"
        content = write_redline(found, format, later.book, _by(found, pair, versions))
        return exports.file_response(content, format, stem)
    address = reverse("paper-changes", args=[kind, number, language])
    paper = reverse("paper", args=[kind, number, language])
    context = {
        "title": KINDS_IN_WORDS[kind],
        "crumbs": [*crumbs_to_case(seen), Entry(paper, str(KINDS_IN_WORDS[kind]))],
        "redline": SafeString(redline_fragment(found, later.book, top=2)) if found else "",
        "files": [Entry(f"{address}?{_query(pair)}&format={one}", one.upper()) for one in FORMATS],
        "pairs": [
            Entry(f"{address}?{_query(each)}", _named(each), current=each == pair)
            for each in _pairs(versions)
        ],
        "languages": [
            Entry(
                f"{reverse('paper-changes', args=[kind, number, code])}?{_query(pair)}",
                get_language_info(code)["name_local"],
                current=code == language,
            )
            for code in LANGUAGES
        ],
    }
    return render(request, "governance/paper_changes.html", context)


def _pairs(versions: list[Submission]) -> Iterator[Pair]:
    """Since each version, the last one first; then from each to the next one."""
    numbers = [row.version for row in versions]
    yield from ((number, None) for number in reversed(numbers))
    yield from zip(numbers, numbers[1:], strict=False)


def _asked(request: Asking, versions: list[Submission]) -> Pair:
    """Any version and a later one, or today."""
    known = {str(row.version): row.version for row in versions}
    if not versions:
        raise Http404
    earlier = known.get(request.GET.get("from", str(versions[-1].version)))
    after = request.GET.get("to", "")
    later = known.get(after)
    if earlier is None or (after and (later is None or later <= earlier)):
        raise Http404
    return earlier, later


def _versions(
    request: Asking, kind: str, number: int, pair: Pair
) -> tuple[Gathered, Gathered | None]:
    """The later one, and the earlier one where it had such a paper."""
    try:
        later = gathered(request.actor, kind, number, pair[1])
    except LookupError:
        raise Http404 from None
    try:
        return later, gathered(request.actor, kind, number, pair[0])
    except LookupError:
        return later, None


def _by(found: Redline, pair: Pair, versions: list[Submission]) -> By:
    """Whose paper it is, when the later version was put forward or, of today's, now."""
    at = next((row.at for row in versions if row.version == pair[1]), timezone.now())
    return By(found.later.furniture.issuer or found.later.title, at)


def _query(pair: Pair) -> str:
    return f"from={pair[0]}" + ("" if pair[1] is None else f"&to={pair[1]}")


def _named(pair: Pair) -> str:
    earlier, later = pair
    if later is None:
        return _("Since version {earlier}").format(earlier=earlier)
    return _("From version {earlier} to {later}").format(earlier=earlier, later=later)
