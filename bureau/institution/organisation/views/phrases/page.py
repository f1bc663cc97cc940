"""One phrase in its six languages: who says so, how it was before; worded, reviewed, taken back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bureau.core.texts import LANGUAGES
from bureau.institution.instruments.queries import bodies_of
from bureau.institution.organisation.forms.phrases import PhraseForm, ReviewForm
from bureau.institution.organisation.views.instruments.parts import form_page
from bureau.institution.organisation.views.phrases.parts import (
    address_of,
    by_button,
    concept_asked,
    crumbs_to,
    not_kept,
)
from bureau.institution.organisation.views.phrases.saying import touched_by
from bureau.institution.organisation.views.settings.parts import body_choices, organisation_here
from bureau.institution.papers.models import Phrase
from bureau.institution.papers.permissions import may_word
from bureau.institution.papers.queries.phrases import (
    Concept,
    PhrasePlace,
    Said,
    concepts_of,
    history_of,
    key_of,
    place_of,
)
from bureau.institution.papers.services.phrases import (
    Given,
    review_phrase,
    set_phrase,
    take_phrase_back,
)
from bureau.institution.papers.texts import MARKS, STATUSES
from bureau.record.accounts.queries import people_by_id
from bureau.record.journal.forms import KeyedForm, new_key
from bureau.web.formats import tag_of_language
from bureau.web.frame import Entry
from bureau.web.requests import Asking


@dataclass(frozen=True, slots=True)
class Row:
    """A phrase in one language as its page shows it."""

    language: str
    tag: str
    name: str
    said: Said | None
    mark: str
    word: str | Promise
    person: str
    reviewer: str
    review: ReviewForm | None
    change: str
    may_take_back: bool


@dataclass(frozen=True, slots=True)
class Version:
    """A version as the history tells it."""

    row: Phrase
    name: str
    tag: str
    word: str | Promise
    person: str
    reviewer: str


@require_safe
def phrase(request: Asking) -> HttpResponse:
    """The concept that the address names."""
    if refusal := not_kept(request):
        return refusal
    concept = concept_asked(request)
    organisation = organisation_here(request).pk
    history = history_of(organisation, concept.name)
    names = _names(history)
    place = place_of(concept.name, bodies_of(organisation))
    may = place is not None and may_word(request.actor, organisation, place.body)
    others = [
        each
        for each in concepts_of(organisation).values()
        if each.base == concept.base and each.name != concept.name
    ]
    rows = [_row(request, concept, code, names, may) for code in concept.languages()]
    looked_at = _looked_at(request, rows)
    context = {
        "concept": concept,
        "rows": rows,
        "history": [_version(row, names) for row in history],
        "others": [(each, address_of(each.name)) for each in others],
        "key": new_key(),
        "touched": touched_by(request, concept.name, looked_at) if looked_at else None,
        "languages": _languages(concept, looked_at),
        "crumbs": crumbs_to(),
    }
    return render(request, "organisation/phrases/page.html", context)


def _looked_at(request: Asking, rows: Sequence[Row]) -> str:
    """The language that was asked for, else one that waits for the reader's review: to look into
    the papers of every open case takes long, and only one of these reads it."""
    asked = request.GET.get("language", "")
    if asked in LANGUAGES:
        return asked
    waiting = (row.language for row in rows if row.review and row.said and row.said.is_draft)
    return next(waiting, "")


def _languages(concept: Concept, current: str) -> list[Entry]:
    return [
        Entry(
            reverse("settings-phrase", query={"concept": concept.name, "language": code}) + "#says",
            get_language_info(code)["name_local"],
            current=code == current,
        )
        for code in LANGUAGES
    ]


def _names(history: Sequence[Phrase]) -> dict[int, str]:
    ids = {row.person for row in history} | {row.reviewer or 0 for row in history}
    return {pk: person.name for pk, person in people_by_id(ids).items()}


def _row(request: Asking, concept: Concept, code: str, names: dict[int, str], may: bool) -> Row:
    said = concept.said.get(code)
    row = said.row if said else None
    status = concept.status_in(code)
    is_mine = row is not None and row.person == request.actor.person
    review = None
    if may and row is not None and not is_mine:
        review = ReviewForm(initial={"source": row.source}, auto_id=f"review-{code}-%s")
    query = {"concept": concept.name, "language": code}
    return Row(
        code,
        tag_of_language(code),
        get_language_info(code)["name_local"],
        said,
        MARKS[status],
        STATUSES[status],
        names.get(row.person, "") if row else "",
        names.get(row.reviewer or 0, "") if row else "",
        review,
        reverse("settings-phrase-change", query=query) if may else "",
        may and row is not None,
    )


def _version(row: Phrase, names: dict[int, str]) -> Version:
    return Version(
        row,
        get_language_info(row.language)["name_local"],
        tag_of_language(row.language),
        STATUSES[row.status] if row.status else _("taken back"),
        names.get(row.person, ""),
        names.get(row.reviewer or 0, ""),
    )


def change(request: Asking) -> HttpResponse:
    """The words of a concept in one language, by form."""
    if refusal := not_kept(request):
        return refusal
    concept, language = concept_asked(request), request.GET.get("language", "")
    organisation = organisation_here(request).pk
    place = place_of(concept.name, bodies_of(organisation))
    if language not in LANGUAGES or place is None:
        raise Http404
    said = concept.said.get(language)
    form = PhraseForm(
        request.POST if request.method == "POST" else None,
        bodies=_bodies(request, concept, organisation),
        language=tag_of_language(language),
        initial={"words": said.words, "source": said.source} if said else {},
    )

    def save(form: PhraseForm) -> str:
        asked = form.cleaned_data
        chosen = place
        if asked.get("body"):
            chosen = PhrasePlace(place.concept, asked["body"], asked.get("kind", ""))
        given = Given(chosen, language, asked["words"], asked["source"])
        set_phrase(form.asked(request.actor), organisation=organisation, said=given)
        return address_of(_name(chosen, organisation))

    first = concept.said[concept.first]
    words = {
        "title": concept.name,
        "sub": get_language_info(language)["name_local"],
        "verb": _("Save as a draft"),
        "back": address_of(concept.name),
        "crumbs": crumbs_to(concept.name),
        "done": _("The phrase is kept as a draft. Another person reviews it."),
        "first": first if language != concept.first else None,
        "first_tag": tag_of_language(concept.first),
        "shipped": said,
        "touched": SimpleLazyObject(lambda: touched_by(request, concept.name, language)),
    }
    return form_page(request, form, save, words, "organisation/phrases/change.html")


def _bodies(request: Asking, concept: Concept, organisation: int) -> list[tuple[str, str]]:
    """Bodies for which the reader may say it otherwise; none of what is of one body already."""
    if concept.of:
        return []
    return [
        (number, name)
        for number, name in body_choices(request)
        if may_word(request.actor, organisation, int(number))
    ]


def _name(place: PhrasePlace, organisation: int) -> str:
    rows: Iterable[Phrase] = Phrase.objects.filter(
        organisation=organisation,
        concept=place.concept,
        body=place.body,
        instrument_kind=place.kind,
    ).select_related("body")[:1]
    return next((key_of(row) for row in rows), place.concept)


@require_POST
def review(request: Asking, phrase: int) -> HttpResponse:
    """Another person says that the words stand."""
    if refusal := not_kept(request):
        return refusal
    row, form = _own(request, phrase), ReviewForm(request.POST)

    def act() -> None:
        status, source = form.cleaned_data["status"], form.cleaned_data["source"]
        review_phrase(form.asked(request.actor), phrase=row.pk, status=status, source=source)

    done = _("The review is on record.")
    return by_button(request, form, act, done, address_of(key_of(row)))


@require_POST
def take_back(request: Asking, phrase: int) -> HttpResponse:
    """As it ships again."""
    if refusal := not_kept(request):
        return refusal
    row, form = _own(request, phrase), KeyedForm(request.POST)
    back = address_of(key_of(row))
    if key_of(row) not in _shipped_names(request, row):
        back = reverse("settings-phrases")

    def act() -> None:
        take_phrase_back(form.asked(request.actor), phrase=row.pk)

    return by_button(request, form, act, _("It is said again as it ships."), back)


def _shipped_names(request: Asking, row: Phrase) -> set[str]:
    """Names that have a page also without this version."""
    concepts = concepts_of(organisation_here(request).pk).values()
    return {
        each.name
        for each in concepts
        if any(said.row is None or said.row.pk != row.pk for said in each.said.values())
    }


def _own(request: Asking, phrase: int) -> Phrase:
    rows = Phrase.objects.filter(organisation=organisation_here(request).pk)
    found = rows.select_related("body").filter(pk=phrase).first()
    if found is None:
        raise Http404
    return found
