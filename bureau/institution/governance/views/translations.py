"""Translations of a case: how far each text has come, out to translators and back, and by hand."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _

from bureau.core.actors import Actor
from bureau.core.reasons import Refused
from bureau.core.recalling import Memory, Recalled
from bureau.core.references import Reference
from bureau.core.texts import LANGUAGES, Status
from bureau.documents.apart import read_xliff_apart
from bureau.documents.xliff import Exchange, Match, Unit, write_xliff
from bureau.institution.governance.forms.translations import (
    ShownTranslationsForm,
    TranslationsFileForm,
)
from bureau.institution.governance.permissions import may_translate
from bureau.institution.governance.queries.comments import counts_of
from bureau.institution.governance.queries.notes import notes_of
from bureau.institution.governance.queries.pages import drawn_unit
from bureau.institution.governance.queries.previews import preview
from bureau.institution.governance.queries.recalled import memory_of
from bureau.institution.governance.queries.reorganisations import KIND, Seen
from bureau.institution.governance.queries.translations import (
    Difference,
    Given,
    Translatable,
    coverage,
    differences,
    originals,
    translatable,
)
from bureau.institution.governance.services.translations import take_translations, translate_case
from bureau.institution.governance.texts.papers.printed import printed_in
from bureau.institution.governance.texts.translations import (
    called,
    reasons_of_translations,
    recalled_in_words,
)
from bureau.institution.governance.views.looking import (
    crumbs_to_case,
    look_up,
    organisation_of_case,
    tabs_of,
)
from bureau.institution.governance.views.papers import look_up_paper_on_case
from bureau.institution.governance.views.refusals import refused_in_full, sentences
from bureau.institution.organisation.forms.instruments import TranslationForm
from bureau.institution.papers.texts import MARKS, STATUSES, file_sentence
from bureau.record.journal.queries import reading
from bureau.web import exports
from bureau.web.formats import tag_of_language
from bureau.web.frame import Entry
from bureau.web.multilingual import here
from bureau.web.paging import slice_of
from bureau.web.refusing import UNPROCESSABLE, status_of
from bureau.web.requests import Asking

SHOWN_MOST = 300


@dataclass(frozen=True, slots=True)
class Row:
    """A text of the case, and its mark in each language."""

    name: str
    words: str
    tag: str
    cells: Sequence[tuple[str, str, str | Promise]]


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the case: how much of it is there, and the ways out and in."""

    code: str
    tag: str
    name: str
    there: int
    drafts: int
    missing: int
    sources: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Shown:
    """A difference as the page tells it."""

    name: str
    before: str
    after: str
    why: str


def translations(request: Asking, reorganisation: int) -> HttpResponseBase:
    """Texts by language with their status; a file goes out, one comes in and is shown first."""
    with reading():
        seen = look_up(request, reorganisation)
        units = [*translatable(seen), *notes_of(seen)]
    if request.method == "POST":
        if not may_translate(request.actor, seen.row):
            raise Http404
        return _taken_in(request, seen, units)
    if request.GET.get("format") == "xlf":
        return _sent(request, seen, units, request.GET.get("paper", ""))
    return _shown(request, seen, units, {"form": TranslationsFileForm()})


def _sent(request: Asking, seen: Seen, units: Sequence[Translatable], kind: str) -> HttpResponse:
    """Every text of the case, or those that its paper of a `kind` prints."""
    named = seen.row.reference
    if kind:
        one = look_up_paper_on_case(request, kind, seen.row.pk)
        units, named = printed_in(one, units), one.stem
    language = request.GET.get("language", "")
    source = request.GET.get("from", "") or next(iter(originals(units, language)), "")
    if language not in LANGUAGES or source not in originals(units, language):
        raise Http404
    memory = memory_of(request.actor, seen.row.organisation_id, source, language)
    said = tuple(_unit(unit, language, memory) for unit in units if unit.said.original == source)
    original = str(Reference(KIND, seen.row.pk))
    content = write_xliff(Exchange(source, language, said, original))
    tags = (tag_of_language(source), tag_of_language(language))
    return exports.file_response(content, "xlf", "-".join([named, *tags]))


def _unit(unit: Translatable, language: str, memory: Memory) -> Unit:
    """With a note of what it is, and what was translated before that is the same or near."""
    words, status = unit.said.said.get(language, (None, None))
    recalled = memory.nearest(unit.original) if words is None else []
    matches = tuple(
        Match(one.known.words, one.known.target, one.nearness, f"Bureau, {one.known.status}")
        for one in recalled
    )
    return Unit(unit.id, unit.original, words, status, called(unit), matches)


def _taken_in(request: Asking, seen: Seen, units: Sequence[Translatable]) -> HttpResponse:
    if "rows_read" in request.POST:
        return _taken(request, seen, units)
    form = TranslationsFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, seen, units, {"form": form})
    try:
        read = read_xliff_apart(form.cleaned_data["file"])
    except Refused as refused:
        for reason in refused.reasons[:SHOWN_MOST]:
            form.add_error("file", file_sentence(reason))
        return _shown(request, seen, units, {"form": form})
    if read.original != str(Reference(KIND, seen.row.pk)):
        form.add_error("file", _("The file is of another case."))
        return _shown(request, seen, units, {"form": form})
    given = [Given(one.id, one.target, one.source) for one in read.units if one.target is not None]
    found = differences(units, read.target, given)
    context = {"form": form, **_differing(found, read.target), "left_out": _without(read)}
    return _shown(request, seen, units, context, is_read=True)


def _without(read: Exchange) -> int:
    """How many texts came back untranslated."""
    return sum(one.target is None for one in read.units)


def _differing(found: Sequence[Difference], language: str) -> dict[str, object]:
    """What the page needs to show the differences and to have them taken."""
    why = reasons_of_translations()
    new = [each for each in found if not each.why]
    refused = [each for each in found if each.why not in ("", "same")]
    confirm = ShownTranslationsForm(
        initial={"language": language, "rows_read": [astuple(each.given) for each in new]}
    )
    return {
        "is_read": True,
        "language_name": get_language_info(language)["name_local"],
        "tag": tag_of_language(language),
        "differences": [_told(each, "") for each in new[:SHOWN_MOST]],
        "more": max(0, len(new) - SHOWN_MOST),
        "refused": [_told(each, why[each.why]) for each in refused[:SHOWN_MOST]],
        "same": sum(each.why == "same" for each in found),
        "confirm": confirm if new else None,
    }


def _told(each: Difference, why: str) -> Shown:
    name = called(each.unit) if each.unit else each.given.unit
    return Shown(name, each.before, each.given.words, why)


def _taken(request: Asking, seen: Seen, units: Sequence[Translatable]) -> HttpResponse:
    form = ShownTranslationsForm(request.POST)
    back = reverse("reorganisation-translations", args=[seen.row.pk])
    if not form.is_valid():
        return _shown(request, seen, units, {"form": TranslationsFileForm()})
    said = form.cleaned_data
    try:
        left = take_translations(
            form.asked(request.actor),
            reorganisation=seen.row.pk,
            language=said["language"],
            given=said["rows_read"],
        )
    except Refused as refused:
        for told in sentences(refused, request.actor):
            messages.error(request, told)
        return redirect(back)
    messages.success(request, _("The translations are kept as drafts."))
    if left:
        told = ngettext("{count} was left out.", "{count} were left out.", len(left))
        messages.warning(request, told.format(count=len(left)))
    return redirect(back)


def _shown(
    request: Asking,
    seen: Seen,
    units: Sequence[Translatable],
    more: dict[str, Any],
    *,
    is_read: bool = False,
) -> HttpResponse:
    page = slice_of(range(len(units)), request.GET.get("page", ""))
    if page is None:
        raise Http404
    with reading():
        talks = counts_of(request.actor, seen).reads
        opens_at = organisation_of_case(seen).opens_at
        unit = drawn_unit(preview(seen), request.reading.recorded_now, opens_at)
    context = {
        "seen": seen,
        "title": here(seen.row.title),
        "crumbs": crumbs_to_case(),
        "tabs": tabs_of(seen, "reorganisation-papers", unit, talks=talks),
        "rows": [_row(unit) for unit in units[page.start : page.end]],
        "page": page,
        "languages": _languages(units),
        "may": may_translate(request.actor, seen.row),
        **more,
    }
    status = UNPROCESSABLE if more["form"].is_bound and not is_read else 200
    return render(request, "governance/translations.html", context, status=status)


def _row(unit: Translatable) -> Row:
    cells = []
    for code in LANGUAGES:
        status = unit.status_in(code)
        cells.append((get_language_info(code)["name_local"], MARKS[status], STATUSES[status]))
    return Row(called(unit), unit.original, tag_of_language(unit.said.original), cells)


def _languages(units: Sequence[Translatable]) -> list[Language]:
    found = coverage(units)
    return [
        Language(
            code,
            tag_of_language(code),
            get_language_info(code)["name_local"],
            len(units) - found[code]["missing"],
            found[code]["draft"],
            found[code]["missing"],
            [(each, get_language_info(each)["name_local"]) for each in originals(units, code)],
        )
        for code in LANGUAGES
    ]


def by_hand(request: Asking, reorganisation: int, language: str) -> HttpResponse:
    """Every text of the case in one language beside its original, each with its status."""
    seen = look_up(request, reorganisation)
    if language not in LANGUAGES or not may_translate(request.actor, seen.row):
        raise Http404
    texts = [*translatable(seen), *notes_of(seen)]
    units = [unit for unit in texts if unit.said.original != language]
    page = slice_of(range(len(units)), request.GET.get("page", ""), most=30)
    if page is None:
        raise Http404
    form = TranslationForm(
        request.POST if request.method == "POST" else None,
        texts={unit.id: _field(unit, language) for unit in units[page.start : page.end]},
        language=tag_of_language(language),
    )
    if request.method == "POST" and form.is_valid():
        with refused_in_full(form, request.actor):
            translate_case(
                form.asked(request.actor),
                reorganisation=reorganisation,
                language=language,
                said=form.said(),
            )
            messages.success(request, _("The translations are kept."))
            return redirect(request.get_full_path())
    back = reverse("reorganisation-translations", args=[reorganisation])
    shown = units[page.start : page.end]
    recalled = _recalled(request.actor, seen, shown, language)
    context = {
        "title": here(seen.row.title),
        "form": form if units else None,
        "rows": list(zip(form.rows_of_texts(), recalled, strict=True)),
        "page": page,
        "back": back,
        "languages": _tabs(reorganisation, language),
        "crumbs": [*crumbs_to_case(seen), Entry(back, _("Translations"))],
    }
    return render(request, "governance/translation.html", context, status=status_of(form))


def _recalled(
    actor: Actor, seen: Seen, units: Sequence[Translatable], language: str
) -> list[list[tuple[Recalled, str]]]:
    """For each text that has no translation yet, what was translated before and is near."""
    missing = [unit for unit in units if language not in unit.said.said]
    sources = {unit.said.original for unit in missing}
    of = seen.row.organisation_id
    memories = {code: memory_of(actor, of, code, language) for code in sources}
    return [
        [
            (one, recalled_in_words(one))
            for one in memories[unit.said.original].nearest(unit.original)
        ]
        if unit in missing
        else []
        for unit in units
    ]


def _field(unit: Translatable, language: str) -> tuple[str, str, str, str]:
    words, status = unit.said.said.get(language, ("", Status.DRAFT))
    return called(unit), unit.original, words, str(status)


def _tabs(reorganisation: int, language: str) -> list[Entry]:
    return [
        Entry(
            reverse("reorganisation-translation", args=[reorganisation, code]),
            get_language_info(code)["name_local"],
            current=code == language,
        )
        for code in LANGUAGES
    ]
