"""What pages of phrases share: whose they are, a concept that there is, the way back."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bureau.institution.organisation.texts.reasons import sentence
from bureau.institution.organisation.views.settings.parts import crumbs, organisation_here
from bureau.institution.papers.permissions import may_keep_phrases
from bureau.institution.papers.queries.phrases import Concept, concepts_of
from bureau.record.journal.forms import KeyedForm
from bureau.web.frame import Entry
from bureau.web.refusing import refused_over
from bureau.web.registers import barred
from bureau.web.requests import Asking

ONLY_KEEPERS = gettext_lazy(
    "Only the organisation officer, the secretary of a body and administrators word phrases."
)


def not_kept(request: Asking) -> HttpResponse | None:
    """The page that says who may, to who may not."""
    if request.actor.person is None:
        raise Http404
    is_kept = may_keep_phrases(request.actor, organisation_here(request).pk)
    return None if is_kept else barred(request, ONLY_KEEPERS)


def concept_asked(request: Asking) -> Concept:
    """The concept that the address names; 404 where papers say no such thing."""
    found = concepts_of(organisation_here(request).pk).get(request.GET.get("concept", ""))
    if found is None:
        raise Http404
    return found


def address_of(name: str) -> str:
    return reverse("settings-phrase", query={"concept": name})


def crumbs_to(name: str = "") -> list[Entry]:
    way = [*crumbs(), Entry(reverse("settings-phrases"), _("Phrases"))]
    return [*way, Entry(address_of(name), name)] if name else way


def by_button(
    request: Asking, form: KeyedForm, act: Callable[[], object], done: str, back: str
) -> HttpResponse:
    """One deed by POST: done and said, or refused and said; then back to the phrase."""
    if not form.is_valid():
        for told in form.errors.values():
            messages.error(request, " ".join(map(str, told)))
        return redirect(back)
    with refused_over(request, sentence):
        act()
        messages.success(request, done)
    return redirect(back)
