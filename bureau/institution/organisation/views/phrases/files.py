"""Phrases as a glossary in TBX: taken out, and read in after it was shown what would differ."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _

from bureau.core.reasons import Refused
from bureau.documents import tbx
from bureau.documents.apart import read_tbx_apart
from bureau.documents.marked_up import as_id, of_id
from bureau.institution.instruments.models import Body
from bureau.institution.instruments.queries import bodies_of
from bureau.institution.organisation.forms.phrases import (
    GlossaryForm,
    RowRead,
    ShownPhrasesForm,
    as_rows_read,
)
from bureau.institution.organisation.texts.words import sentence
from bureau.institution.organisation.views.phrases.parts import (
    UNPROCESSABLE,
    crumbs_to,
    not_kept,
)
from bureau.institution.organisation.views.settings.parts import organisation_here
from bureau.institution.papers.permissions import may_word
from bureau.institution.papers.queries.phrases import Concept, concepts_of, place_of
from bureau.institution.papers.services.phrases import Given, reasons_against, take_phrases
from bureau.web import exports
from bureau.web.formats import tag_of_language
from bureau.web.multilingual import here
from bureau.web.requests import Asking

SHOWN_MOST = 500


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
    if request.GET.get("format") == "tbx":
        return _sent(request)
    return _shown(request, GlossaryForm())


def _sent(request: Asking) -> HttpResponse:
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


def _taken_in(request: Asking) -> HttpResponse:
    if "rows_read" in request.POST:
        return _taken(request)
    form = GlossaryForm(request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, form)
    try:
        read = read_tbx_apart(form.content())
    except Refused as refused:
        for reason in refused.reasons[:SHOWN_MOST]:
            form.add_error("file", sentence(reason))
        return _shown(request, form)
    rows: list[RowRead] = [
        (of_id(concept.id), term.language, term.words, term.source)
        for concept in read.concepts
        for term in concept.terms
    ]
    return _shown(request, form, rows, len(read.left_out))


def _taken(request: Asking) -> HttpResponse:
    form = ShownPhrasesForm(request.POST)
    if not form.is_valid():
        return _shown(request, GlossaryForm())
    said = _differences(request, form.cleaned_data["rows_read"])
    given = [each.given for each in said if each.given and not each.why]
    try:
        count = take_phrases(
            form.asked(request.actor), organisation=organisation_here(request).pk, said=given
        )
    except Refused as refused:
        for reason in refused.reasons:
            messages.error(request, sentence(reason))
        return redirect("settings-phrases-files")
    told = ngettext(
        "{count} phrase is kept as a draft. Another person reviews it.",
        "{count} phrases are kept as drafts. Another person reviews them.",
        count,
    )
    messages.success(request, told.format(count=count))
    return redirect("settings-phrases")


def _shown(
    request: Asking, form: GlossaryForm, rows: Sequence[RowRead] = (), left_out: int = 0
) -> HttpResponse:
    said = _differences(request, rows)
    new = [each for each in said if not each.why]
    kept: list[RowRead] = [
        (each.name, each.language, each.after, each.given.source) for each in new if each.given
    ]
    context = {
        "form": form,
        "is_read": bool(rows),
        "differences": [_named(each) for each in new[:SHOWN_MOST]],
        "more": max(0, len(new) - SHOWN_MOST),
        "refused": [_named(each) for each in said if each.why][:SHOWN_MOST],
        "same": len(rows) - len(said),
        "left_out": left_out,
        "confirm": ShownPhrasesForm(initial={"rows_read": as_rows_read(kept)}) if kept else None,
        "crumbs": crumbs_to(),
    }
    status = UNPROCESSABLE if form.is_bound and not rows else 200
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
