"""Who translates a case into each language and how far it is; named and taken off."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bureau.core.references import Reference
from bureau.core.texts import LANGUAGES
from bureau.institution.governance.forms.translating import TranslatorForm
from bureau.institution.governance.permissions import may_translate
from bureau.institution.governance.queries.reorganisations import KIND, Seen
from bureau.institution.governance.queries.translating import (
    Progress,
    people_to_translate,
    progress_of,
)
from bureau.institution.governance.queries.translations import translatable
from bureau.institution.governance.services.translating import assign_translation, end_translation
from bureau.institution.governance.views.looking import crumbs_to_papers, look_up
from bureau.institution.governance.views.refusals import pressed, refused_in_full
from bureau.institution.papers.models import Translating
from bureau.institution.papers.queries.translating import translating_of
from bureau.record.accounts.models import Person
from bureau.record.accounts.queries import people_by_id
from bureau.record.journal.queries import reading
from bureau.web.formats import tag_of_language
from bureau.web.multilingual import here
from bureau.web.refusing import status_of
from bureau.web.requests import Asking


@dataclass(frozen=True, slots=True)
class Way:
    """How far a case is in a language, and who translates it until when."""

    code: str
    tag: str
    name: str
    progress: Progress
    lacking: str
    translator: str
    until: date | None
    is_late: bool
    is_own: bool


def ways_of(request: Asking, seen: Seen) -> list[Way]:
    """Each language of a case."""
    progress = progress_of(translatable(seen))
    held = translating_of(Reference(KIND, seen.row.pk))
    people = people_by_id(row.person for row in held.values())
    return [_way(request, code, progress[code], held.get(code), people) for code in LANGUAGES]


def _way(
    request: Asking,
    code: str,
    progress: Progress,
    held: Translating | None,
    people: Mapping[int, Person],
) -> Way:
    words = progress.words
    lacking = ngettext("{count} word lacking", "{count} words lacking", words)
    return Way(
        code=code,
        tag=tag_of_language(code),
        name=get_language_info(code)["name_local"],
        progress=progress,
        lacking=lacking.format(count=words) if words else "",
        translator=people[held.person].name if held else "",
        until=held.until if held else None,
        is_late=held is not None and held.until < request.reading.today,
        is_own=held is not None and held.person == request.actor.person,
    )


def translator(request: Asking, reorganisation: int, language: str) -> HttpResponse:
    """Name who translates the case into a language, in place of whoever does."""
    with reading():
        seen = look_up(request, reorganisation)
        if language not in LANGUAGES or not may_translate(request.actor, seen.row):
            raise Http404
        held = translating_of(Reference(KIND, reorganisation)).get(language)
        people = people_to_translate(seen)
    first = {"person": held.person, "until": held.until} if held else {}
    form = TranslatorForm(people, request.POST or None, initial=first)
    back = reverse("reorganisation-papers", args=[reorganisation])
    if form.is_valid():
        with refused_in_full(form, request.actor):
            assign_translation(
                form.asked(request.actor),
                reorganisation=reorganisation,
                language=language,
                person=form.cleaned_data["person"],
                until=form.cleaned_data["until"],
            )
            messages.success(request, _("It waits for them on their home page."))
            return redirect(back)
    context = {
        "form": form,
        "seen": seen,
        "name": here(seen.row.title),
        "language": get_language_info(language)["name_local"],
        "tag": tag_of_language(language),
        "held": held,
        "back": back,
        "crumbs": crumbs_to_papers(seen),
        "code": language,
    }
    return render(request, "governance/translator.html", context, status=status_of(form))


@require_POST
def end(request: Asking, reorganisation: int, language: str) -> HttpResponse:
    """Done, or taken off."""
    seen = look_up(request, reorganisation)
    held = translating_of(Reference(KIND, reorganisation)).get(language)
    is_own = held is not None and held.person == request.actor.person
    if language not in LANGUAGES or not (is_own or may_translate(request.actor, seen.row)):
        raise Http404
    return pressed(
        request,
        lambda asked: end_translation(asked, reorganisation=reorganisation, language=language),
        reverse("reorganisation-papers", args=[reorganisation]),
        _("It waits for nobody any more."),
    )
