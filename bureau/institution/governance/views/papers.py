"""Papers on a case: the set of all kinds, languages and formats; one as a page or a file."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bureau.core.papers.blocks import Paper
from bureau.core.texts import LANGUAGES
from bureau.documents.packs import packed
from bureau.documents.papers.html import html_fragment
from bureau.institution.governance.queries.comments import reads_comments
from bureau.institution.governance.queries.pages import drawn_unit
from bureau.institution.governance.queries.previews import preview
from bureau.institution.governance.queries.reorganisations import Seen
from bureau.institution.governance.texts.papers import GATHERED, NoSuchPaperError
from bureau.institution.governance.texts.papers.kinds import KINDS_IN_WORDS, LACKS
from bureau.institution.governance.texts.papers.writing import Gathered, all_gathered, gathered
from bureau.institution.governance.views.looking import (
    crumbs_to_case,
    look_up,
    organisation_of_case,
    tabs_of,
)
from bureau.record.journal.queries import reading
from bureau.web import exports
from bureau.web.frame import Entry
from bureau.web.multilingual import here
from bureau.web.requests import Asking


@dataclass(frozen=True, slots=True)
class Line:
    """One kind in one language: what its face warns of, and where it is read and written."""

    language: str
    name: str
    lacks: list[str]
    address: str
    files: list[Entry]


@dataclass(frozen=True, slots=True)
class Section:
    kind: str
    name: str
    title: str
    lines: list[Line]
    whole: str

    @property
    def complete(self) -> int:
        return sum(not line.lacks for line in self.lines)


@require_safe
def papers(request: Asking, reorganisation: int) -> HttpResponse:
    """Every paper on a case in every language, with what each still lacks."""
    with reading():
        seen = look_up(request, reorganisation)
        sections = [_section(seen, one) for one in all_gathered(request.actor, seen)]
        previewed = preview(seen)
        recorded = request.reading.recorded_now
        unit = drawn_unit(previewed, recorded, organisation_of_case(seen).opens_at)
        talks = reads_comments(request.actor, seen)
    context = {
        "seen": seen,
        "title": here(seen.row.title),
        "crumbs": crumbs_to_case(),
        "tabs": tabs_of(seen, "reorganisation-papers", unit, talks=talks),
        "sections": sections,
    }
    return render(request, "governance/papers.html", context)


def _section(seen: Seen, one: Gathered) -> Section:
    return Section(
        kind=one.kind,
        name=str(KINDS_IN_WORDS[one.kind]),
        title=one.papers[get_language() or "en"].title,
        lines=[_line(seen, one, language, paper) for language, paper in one.papers.items()],
        whole=reverse("reorganisation-paper-set", args=[seen.row.pk, one.kind]),
    )


def _line(seen: Seen, one: Gathered, language: str, paper: Paper) -> Line:
    address = reverse("reorganisation-paper", args=[seen.row.pk, one.kind, language])
    return Line(
        language=language,
        name=get_language_info(language)["name_local"],
        lacks=[str(LACKS[each]) for each in paper.warnings if each in LACKS],
        address=address,
        files=[Entry(f"{address}?format={each}", each.upper()) for each in one.formats],
    )


@require_safe
def paper(request: Asking, reorganisation: int, kind: str, language: str) -> HttpResponse:
    """One paper as the page one reads; with `format` as a file."""
    with reading():
        seen = look_up(request, reorganisation)
        one = _of_kind(request, seen, kind)
    if language not in LANGUAGES:
        raise Http404
    format = request.GET.get("format", "")
    if format in one.formats:
        return exports.file_response(one.written(language, format), format, one.stem(language))
    said = one.papers[language]
    papers_of = reverse("reorganisation-papers", args=[seen.row.pk])
    context = {
        "seen": seen,
        "title": said.title,
        "crumbs": [*crumbs_to_case(seen), Entry(papers_of, pgettext("of a case", "Papers"))],
        "name": KINDS_IN_WORDS[kind],
        "paper": _fragment(said),
        "line": _line(seen, one, language, said),
        "languages": _switch(seen, kind, language),
    }
    return render(request, "governance/paper.html", context)


def _fragment(said: Paper) -> SafeString:
    """The writer escapes all that it writes."""
    return mark_safe(html_fragment(said, top=2))


def _switch(seen: Seen, kind: str, current: str) -> list[Entry]:
    return [
        Entry(
            reverse("reorganisation-paper", args=[seen.row.pk, kind, language]),
            get_language_info(language)["name_local"],
            current=language == current,
        )
        for language in LANGUAGES
    ]


@require_safe
def paper_set(request: Asking, reorganisation: int, kind: str) -> HttpResponse:
    """One kind in every language and format, as one file."""
    with reading():
        seen = look_up(request, reorganisation)
        one = _of_kind(request, seen, kind)
    return exports.file_response(packed(dict(one.files())), "zip", f"{one.reference}-{kind}")


def _of_kind(request: Asking, seen: Seen, kind: str) -> Gathered:
    if kind not in GATHERED:
        raise Http404
    try:
        return gathered(request.actor, seen, kind)
    except NoSuchPaperError:
        raise Http404(_("The case has nothing to say in such a paper.")) from None
