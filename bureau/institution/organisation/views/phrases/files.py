"""Phrases as files: a glossary in TBX, and XLIFF for translators of one language; taken out, and
read in after it was shown what would differ."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _

from bureau.core.reasons import Reason, Refused
from bureau.core.rows import excess
from bureau.core.texts import LANGUAGES
from bureau.documents import tbx, xliff
from bureau.documents.apart import read_tbx_apart, read_xliff_apart
from bureau.documents.marked_up import as_id, of_id
from bureau.institution.instruments.models import Body
from bureau.institution.instruments.queries import bodies_of
from bureau.institution.organisation.forms.phrases import (
    GlossaryForm,
    RowRead,
    ShownPhrasesForm,
)
from bureau.institution.organisation.texts.reasons import sentence
from bureau.institution.organisation.views.phrases.parts import crumbs_to, not_kept
from bureau.institution.organisation.views.settings.parts import organisation_here
from bureau.institution.papers.permissions import may_word
from bureau.institution.papers.queries.phrases import FIRST, Concept, concepts_of, place_of
from bureau.institution.papers.services.phrases import (
    PHRASES_MOST,
    Given,
    reasons_against,
    take_phrases,
)
from bureau.institution.papers.texts import file_sentence
from bureau.web import exports
from bureau.web.formats import tag_of_language
from bureau.web.multilingual import here
from bureau.web.refusing import UNPROCESSABLE, refused_over
from bureau.web.requests import Asking

SHOWN_MOST = 500
ORIGINAL = "phrases"
"""What a file of translators says that it is of."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What would be said otherwise; `why` says why it cannot be taken, and is empty where it can.

    `given` is None where papers say nothing of the name, or it is not the reader's to word.
    """

    name: str
    language: str
    tag: str
    before: str
    after: str
    given: Given | None
    why: str = ""


def files(request: Asking) -> HttpResponseBase:
    """The glossary that goes out, and the form by which one comes in."""
    if refusal := not_kept(request):
        return refusal
    if request.method == "POST":
        return _taken_in(request)
    match request.GET.get("format"):
        case "tbx":
            return _glossary(request)
        case "xlf":
            return _for_translators(request, request.GET.get("language", ""))
    return _shown(request, GlossaryForm())


def _glossary(request: Asking) -> HttpResponse:
    organisation = organisation_here(request)
    concepts = concepts_of(organisation.pk).values()
    source = _("Bureau, on {day}").format(day=request.reading.today.isoformat())
    entries = tuple(tbx.Concept(as_id(each.name), _terms(each)) for each in concepts)
    content = tbx.write_tbx(tbx.Glossary(here(organisation.name), source, entries))
    return exports.file_response(content, "tbx", f"phrases-{request.reading.today.isoformat()}")


def _terms(concept: Concept) -> tuple[tbx.Term, ...]:
    return tuple(
        tbx.Term(code, said.words, said.status, said.source)
        for code in concept.languages()
        if (said := concept.said.get(code))
    )


def _for_translators(request: Asking, language: str) -> HttpResponse:
    """What is said in English, with what this language says so far."""
    if language not in LANGUAGES or language == FIRST:
        raise Http404
    concepts = concepts_of(organisation_here(request).pk).values()
    units = tuple(_unit(each, language) for each in concepts if FIRST in each.said)
    content = xliff.write_xliff(xliff.Exchange(FIRST, language, units, ORIGINAL))
    stem = f"phrases-{tag_of_language(language)}-{request.reading.today.isoformat()}"
    return exports.file_response(content, "xlf", stem)


def _unit(concept: Concept, language: str) -> xliff.Unit:
    said = concept.said.get(language)
    return xliff.Unit(
        as_id(concept.name),
        concept.said[FIRST].words,
        said.words if said else None,
        said.status if said else None,
        concept.name,
    )


def _taken_in(request: Asking) -> HttpResponse:
    if "rows_read" in request.POST:
        return _taken(request)
    form = GlossaryForm(request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, form)
    content = form.cleaned_data["file"]
    try:
        if xliff.NAMESPACE.encode() in content[:2000]:
            return _shown(request, form, *_of_translators(request, content))
        return _shown(request, form, *_of_glossary(content))
    except Refused as refused:
        for reason in refused.reasons[:SHOWN_MOST]:
            form.add_error("file", file_sentence(reason))
        return _shown(request, form)


def _of_glossary(content: bytes) -> tuple[list[RowRead], int]:
    """Its rows, and how many terms are of other languages."""
    read = read_tbx_apart(content)
    rows = [
        (of_id(concept.id), term.language, term.words, term.source)
        for concept in read.concepts
        for term in concept.terms
    ]
    return rows, len(read.left_out)


def _of_translators(request: Asking, content: bytes) -> tuple[list[RowRead], int, list[Difference]]:
    """The rows of what was translated, and what was translated from words that are others now; a
    file of something else is refused."""
    read = read_xliff_apart(content)
    if read.original != ORIGINAL:
        raise Refused(Reason("not_of_phrases"))
    concepts, tag = concepts_of(organisation_here(request).pk), tag_of_language(read.target)
    why = _("The words were changed since they went out.")
    rows: list[RowRead] = []
    stale: list[Difference] = []
    for unit in read.units:
        name, target = of_id(unit.id), unit.target
        known = concepts.get(name)
        if target is None:
            continue
        if known and FIRST in known.said and known.said[FIRST].words != unit.source:
            stale.append(Difference(name, read.target, tag, unit.source, target, None, why))
        else:
            rows.append((name, read.target, target, ""))
    return rows, 0, stale


def _taken(request: Asking) -> HttpResponse:
    form = ShownPhrasesForm(request.POST)
    if not form.is_valid():
        return _shown(request, GlossaryForm())
    said = _differences(request, form.cleaned_data["rows_read"])
    given = [each.given for each in said if each.given and not each.why]
    with refused_over(request, sentence):
        count = take_phrases(
            form.asked(request.actor), organisation=organisation_here(request).pk, said=given
        )
        told = ngettext(
            "{count} phrase is kept as a draft. Another person reviews it.",
            "{count} phrases are kept as drafts. Another person reviews them.",
            count,
        )
        messages.success(request, told.format(count=count))
        return redirect("settings-phrases")
    return redirect("settings-phrases-files")


def _shown(
    request: Asking,
    form: GlossaryForm,
    rows: Sequence[RowRead] = (),
    left_out: int = 0,
    stale: Sequence[Difference] = (),
) -> HttpResponse:
    said = _differences(request, rows)
    new = [each for each in said if not each.why]
    kept: list[RowRead] = [
        (each.name, each.language, each.after, each.given.source) for each in new if each.given
    ]
    if reason := excess(len(kept), PHRASES_MOST):
        form.add_error("file", sentence(reason))
        kept = []
    context = {
        "form": form,
        "is_read": bool(rows or stale),
        "differences": [_named(each) for each in new[:SHOWN_MOST]],
        "more": max(0, len(new) - SHOWN_MOST),
        "refused": [_named(each) for each in (*stale, *said) if each.why][:SHOWN_MOST],
        "same": len(rows) - len(said),
        "left_out": left_out,
        "confirm": ShownPhrasesForm(initial={"rows_read": kept}) if kept else None,
        "languages": [
            (code, get_language_info(code)["name_local"]) for code in LANGUAGES if code != FIRST
        ],
        "crumbs": crumbs_to(),
    }
    status = UNPROCESSABLE if form.is_bound and not (rows or stale) else 200
    return render(request, "organisation/phrases/files.html", context, status=status)


def _named(said: Difference) -> tuple[Difference, str]:
    return said, get_language_info(said.language)["name_local"]


def _differences(request: Asking, rows: Iterable[RowRead]) -> list[Difference]:
    """What a file says otherwise than it is said now; what it says alike is left out."""
    organisation = organisation_here(request).pk
    concepts, bodies = concepts_of(organisation), list(bodies_of(organisation))
    found = []
    for name, language, words, source in rows:
        known = concepts.get(name)
        said = known.said.get(language) if known else None
        if said is None or said.words != words:
            before = said.words if said else ""
            found.append(_difference(request, (name, language, words, source), before, bodies))
    return found


def _difference(request: Asking, row: RowRead, before: str, bodies: Sequence[Body]) -> Difference:
    name, language, words, source = row
    place, tag = place_of(name, bodies), tag_of_language(language)
    if place is None:
        why = _("No paper says anything of this name.")
        return Difference(name, language, tag, before, words, None, why)
    if not may_word(request.actor, organisation_here(request).pk, place.body):
        why = _("This is for the secretary of the body.")
        return Difference(name, language, tag, before, words, None, why)
    given = Given(place, language, words, source)
    why = " ".join(sentence(reason) for reason in reasons_against(given))
    return Difference(name, language, tag, before, words, given, why)
