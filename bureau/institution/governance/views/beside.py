"""A paper on a case beside the data that it says: each leads to the other."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from bureau.core.papers.sources import tied
from bureau.core.texts import LANGUAGES
from bureau.documents.papers.html import tied_fragment
from bureau.institution.governance.queries.reorganisations import seen_by
from bureau.institution.governance.texts.papers.beside import beside
from bureau.institution.governance.views.looking import crumbs_to_papers
from bureau.institution.governance.views.papers import address_of, languages, look_up_paper_on_case
from bureau.record.journal.queries import reading
from bureau.web.frame import Entry
from bureau.web.requests import Asking


@require_safe
def paper_beside(request: Asking, kind: str, number: int, language: str) -> HttpResponse:
    """The data in the language of the page, the paper in its own."""
    if language not in LANGUAGES:
        raise Http404
    with reading():
        one = look_up_paper_on_case(request, kind, number)
        seen = seen_by(request.actor, [number]).get(number)
    said = one.set_in(language)
    paper = SafeString(tied_fragment(said, tied(said, one.value), top=2))
    context = {
        "title": said.title,
        "crumbs": crumbs_to_papers(seen),
        "name": one.name,
        "alone": address_of(one, language),
        "groups": beside(said, one.value),
        "paper": paper,
        "languages": [
            Entry(
                reverse("paper-beside", args=[kind, number, code], query=one.asked),
                name,
                current=code == language,
            )
            for code, name in languages()
        ],
    }
    return render(request, "governance/paper_beside.html", context)
