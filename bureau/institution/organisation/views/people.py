"""The page of a person: the posts held over time, for those who are signed in."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bureau.core.references import Reference
from bureau.institution.organisation.queries.engagements import engagements_of_person
from bureau.institution.organisation.queries.people import may_see_person, posts_held
from bureau.institution.organisation.views.what_is_seen import seen_organisation, structure_asked
from bureau.record.accounts.queries import people_by_id
from bureau.record.journal.queries import reading
from bureau.web import kinds
from bureau.web.requests import Asking


@require_safe
def person(request: Asking, person: int) -> HttpResponse:
    with reading():
        seen_organisation(request)
        now = structure_asked(request)
        found = people_by_id([person]).get(person)
        if found is None or not may_see_person(request.actor, now, person):
            raise Http404
        context = {
            "person": found,
            "held": posts_held(now, person),
            "engaged": engagements_of_person(request.actor, now, person),
            "day": request.reading.at.valid,
            "verbs": kinds.verbs(request.actor, Reference("person", person)),
        }
    return render(request, "organisation/person.html", context)
