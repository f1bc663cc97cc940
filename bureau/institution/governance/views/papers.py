"""Papers on a case: the set of all kinds, languages and formats; one as a page or a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bureau.core.actors import Actor
from bureau.core.papers.blocks import Paper
from bureau.core.texts import LANGUAGES
from bureau.documents.papers.html import html_fragment
from bureau.documents.papers.pdf import CannotBeSet
from bureau.institution.governance.forms.keyed import new_key
from bureau.institution.governance.permissions import may_release, may_translate
from bureau.institution.governance.queries.comments import reads_comments
from bureau.institution.governance.queries.kept_papers import papers_read
from bureau.institution.governance.queries.pages import drawn_unit
from bureau.institution.governance.queries.previews import preview
from bureau.institution.governance.queries.releasing import releasable
from bureau.institution.governance.queries.reorganisations import Seen, seen_by
from bureau.institution.governance.queries.translations import Translatable, originals, translatable
from bureau.institution.governance.queries.versions import state_seen
from bureau.institution.governance.services.papers import keep_papers
from bureau.institution.governance.texts.papers import GATHERED
from bureau.institution.governance.texts.papers.keeping import put_all
from bureau.institution.governance.texts.papers.kinds import LACKS
from bureau.institution.governance.texts.papers.printed import printed_in
from bureau.institution.governance.texts.papers.versions import Version, versions_of
from bureau.institution.governance.texts.papers.writing import (
    Gathered,
    all_gathered,
    gathered,
    gathered_on_case,
)
from bureau.institution.governance.views.kept import (
    Kept,
    Which,
    kept_at_each_time,
    name_of_kept,
    post_asked,
    to_be_kept,
)
from bureau.institution.governance.views.looking import (
    crumbs_to_case,
    crumbs_to_papers,
    look_up,
    organisation_of_case,
    tabs_of,
)
from bureau.institution.governance.views.refusals import pressed
from bureau.institution.governance.views.releasing import Line as Release
from bureau.institution.governance.views.releasing import lines_of
from bureau.institution.governance.views.returned import may_take_back
from bureau.institution.governance.views.translating import ways_of
from bureau.record.journal.queries import reading
from bureau.web import exports
from bureau.web.frame import Entry
from bureau.web.multilingual import here
from bureau.web.refusing import UNPROCESSABLE
from bureau.web.requests import Asking


@dataclass(frozen=True, slots=True)
class Line:
    """One kind in one language: what its face warns of, and where it is read and written."""

    language: str
    name: str
    lacks: list[str]
    address: str
    files: list[Entry]
    out: list[Entry]


@dataclass(frozen=True, slots=True)
class Section:
    kind: str
    of_post: int
    name: str
    title: str
    lines: list[Line]
    whole: str
    kept: list[Kept]
    released: list[Release]
    versions: list[Version]
    changes: str

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.of_post}" if self.of_post else self.kind

    @property
    def asked(self) -> str:
        """What an address says besides the kind to mean it."""
        return f"?post={self.of_post}" if self.of_post else ""

    @property
    def complete(self) -> int:
        return sum(not line.lacks for line in self.lines)


@require_safe
def papers(request: Asking, reorganisation: int) -> HttpResponse:
    """Every paper on a case in every language, with what each still lacks."""
    with reading():
        seen = look_up(request, reorganisation)
        released = lines_of(reorganisation)
        units = translatable(seen)
        sections = [
            _section(request.actor, one, seen, units, released.get((one.kind, one.of_post), []))
            for one in all_gathered(request.actor, reorganisation)
        ]
        sections += _left(
            request.actor, seen, released, {(one.kind, one.of_post) for one in sections}
        )
        may = may_release(request.actor, seen.row)
        offered = {one.key for one in sections if may and releasable(seen, one.kind, one.of_post)}
        previewed = preview(seen)
        recorded = request.reading.recorded_now
        unit = drawn_unit(previewed, recorded, organisation_of_case(seen).opens_at)
        talks = reads_comments(request.actor, seen)
        ways = ways_of(request, seen)
        waits, told = to_be_kept(seen)
    context = {
        "seen": seen,
        "title": here(seen.row.title),
        "crumbs": crumbs_to_case(),
        "tabs": tabs_of(seen, "reorganisation-papers", unit, talks=talks),
        "sections": sections,
        "waits": waits,
        "told": told,
        "ways": ways,
        "all": reverse("reorganisation-papers-packed", args=[reorganisation])
        if sum(bool(one.lines) for one in sections) > 1
        else "",
        "may_keep": may_translate(request.actor, seen.row),
        "may_end": any(way.is_own for way in ways),
        "may_take_back": may_take_back(request, seen),
        "may_release": may,
        "offered": offered,
        "key": new_key(),
    }
    return render(request, "governance/papers.html", context)


def _section(
    actor: Actor, one: Gathered, seen: Seen, units: Sequence[Translatable], released: list[Release]
) -> Section:
    language = get_language() or "en"
    kept = papers_read(actor, seen.row, one.kind, one.of_post)
    versions, printed = versions_of(actor, seen, one.kind, one.of_post), printed_in(one, units)
    changes = _address("paper-changes", one, language)
    return Section(
        kind=one.kind,
        of_post=one.of_post,
        name=one.name,
        title=one.papers[language].title,
        lines=[_line(one, language, name, printed) for language, name in languages()],
        whole=_address("paper-set", one),
        kept=kept_at_each_time(kept, changes, versions),
        released=released,
        versions=versions,
        changes=changes,
    )


def _left(
    actor: Actor, seen: Seen, released: dict[Which, list[Release]], shown: set[Which]
) -> list[Section]:
    """What cannot be written any more, of which something was kept or released."""
    kept = papers_read(actor, seen.row)
    left = {*released, *kept.order_by().values_list("kind", "of_post")} - shown
    return [
        Section(
            kind=kind,
            of_post=of_post,
            name=name_of_kept(kind, of_post, kept.filter(kind=kind, of_post=of_post)),
            title="",
            lines=[],
            whole="",
            kept=kept_at_each_time(kept.filter(kind=kind, of_post=of_post)),
            released=released.get((kind, of_post), []),
            versions=[],
            changes="",
        )
        for kind, of_post in sorted(left)
    ]


def _line(one: Gathered, language: str, name: str, printed: Sequence[Translatable]) -> Line:
    lacks = [str(LACKS[each]) for each in one.papers[language].warnings if each in LACKS]
    files, out = _files(one, language), _out(one, language, printed)
    return Line(language, name, lacks, address_of(one, language), files, out)


def _out(one: Gathered, language: str, printed: Sequence[Translatable]) -> list[Entry]:
    """To translators: what the paper prints, out of each language it was written in."""
    address = reverse("reorganisation-translations", args=[one.number])
    found = []
    for source in originals(printed, language):
        asked = {"format": "xlf", "paper": one.kind, "from": source, "language": language}
        asked |= {name: str(value) for name, value in one.asked.items()}
        name = get_language_info(source)["name_local"]
        found.append(Entry(f"{address}?{urlencode(asked)}", name))
    return found


@require_safe
def paper(request: Asking, kind: str, number: int, language: str) -> HttpResponse:
    """One paper as the page one reads; with `format` as a file, with `size` for such a sheet."""
    if language not in LANGUAGES:
        raise Http404
    with reading():
        one = look_up_paper(request, kind, number)
        seen = seen_by(request.actor, [one.case] if one.case else []).get(one.case or 0)
        changes = _changes(request.actor, one, language, seen)
    if (size := request.GET.get("size", "")) in one.sheets:
        one = one.on_sheet(size)
    format = request.GET.get("format", "")
    if format in one.formats:
        return _sent(request, one, language, format)
    said = one.set_in(language)
    context = {
        "title": said.title,
        "crumbs": crumbs_to_papers(seen),
        "name": one.name,
        "paper": _fragment(said),
        "files": _files(one, language),
        "languages": _switch(one, language),
        "sheets": _sheets(one, language),
        "changes": changes,
        "back": _back(request, one, seen),
        "beside": _beside(one, language),
    }
    return render(request, "governance/paper.html", context)


def _sent(request: Asking, one: Gathered, language: str, format: str) -> HttpResponse:
    try:
        content = one.written(language, format)
    except CannotBeSet:
        return cannot_be_set(request, address_of(one, language))
    return exports.file_response(content, format, f"{one.stem}-{language}")


def cannot_be_set(request: Asking, back: str) -> HttpResponse:
    said = _(
        "Something in this paper is written in letters that its fonts do not have, so it cannot be"
        " set as PDF. Take it as DOCX or HTML."
    )
    context = {"sentences": [said], "back": back}
    return render(request, "governance/refused.html", context, status=UNPROCESSABLE)


def _changes(actor: Actor, one: Gathered, language: str, seen: Seen | None) -> str:
    """Where what changed in it is read."""
    if not GATHERED[one.kind].has_versions or seen is None:
        return ""
    if not versions_of(actor, seen, one.kind, one.of_post):
        return ""
    return _address("paper-changes", one, language)


def _back(request: Asking, one: Gathered, seen: Seen | None) -> str:
    """Where it comes back once somebody has worked on it."""
    if seen is None or not GATHERED[one.kind].has_versions or not may_take_back(request, seen):
        return ""
    return reverse("reorganisation-paper-back", args=[seen.row.pk])


def _beside(one: Gathered, language: str) -> str:
    """Where a paper on a case is read beside its data."""
    if not GATHERED[one.kind].has_versions:
        return ""
    return _address("paper-beside", one, language)


def _fragment(said: Paper) -> SafeString:
    """The writer escapes all that it writes."""
    return SafeString(html_fragment(said, top=2))


def _switch(one: Gathered, current: str) -> list[Entry]:
    return [
        Entry(_asked(one, language), name, current=language == current)
        for language, name in languages()
    ]


@require_POST
def keep(request: Asking, reorganisation: int, kind: str) -> HttpResponse:
    """Keep one kind as it is written now, in every language and format."""
    with reading():
        seen = look_up(request, reorganisation)
        one = look_up_paper_on_case(request, kind, reorganisation)
        if not may_translate(request.actor, seen.row):
            raise Http404
        state = state_seen(seen)
    back = reverse("reorganisation-papers", args=[reorganisation])
    put = put_all([one])
    if put.left_out:
        return cannot_be_set(request, back)
    said = _("They are kept as they were written.")
    return pressed(
        request,
        lambda asked: keep_papers(
            asked, reorganisation=reorganisation, seen=state, written=put.written
        ),
        back,
        said,
    )


def look_up_paper(request: Asking, kind: str, number: int) -> Gathered:
    """With `post` of that post, where a case has several of the kind."""
    if kind not in GATHERED:
        raise Http404
    try:
        return gathered(request.actor, kind, number, of_post=post_asked(request))
    except LookupError:
        raise Http404 from None


def look_up_paper_on_case(request: Asking, kind: str, case: int) -> Gathered:
    """The same of a case: a number of a case is none of a unit, a year or a line of a list."""
    try:
        return gathered_on_case(request.actor, kind, case, of_post=post_asked(request))
    except LookupError:
        raise Http404 from None


def address_of(one: Gathered, language: str) -> str:
    return _address("paper", one, language)


def _files(one: Gathered, language: str) -> list[Entry]:
    size = {"size": one.sheet} if one.sheet else {}
    return [
        Entry(_address("paper", one, language, **size, format=each), each.upper())
        for each in one.formats
    ]


def _sheets(one: Gathered, language: str) -> list[Entry]:
    """The sizes of a poster."""
    return [
        Entry(
            _address("paper", one, language, size=size),
            size.upper(),
            current=one.value.size == size,
        )
        for size in one.sheets
    ]


def _asked(one: Gathered, language: str) -> str:
    """Where it is read in a language, on the sheet that was asked for."""
    size = {"size": one.sheet} if one.sheet else {}
    return _address("paper", one, language, **size)


def _address(name: str, one: Gathered, language: str = "", **asked: str) -> str:
    args = [one.kind, one.number, *([language] if language else [])]
    return reverse(name, args=args, query={**one.asked, **asked})


def languages() -> list[tuple[str, str]]:
    return [(code, get_language_info(code)["name_local"]) for code in LANGUAGES]
