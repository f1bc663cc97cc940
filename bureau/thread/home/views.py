"""Home: what needs me, what I own, the days ahead; and what is on record of me."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from bureau.institution.organisation.queries.saved import views_at_a_glance
from bureau.institution.organisation.queries.standing_in import away_from
from bureau.record.journal.queries import is_founded, reading
from bureau.record.journal.texts import act_in_words
from bureau.thread.home.queries import days_ahead, due_for, owned_by, trail_of
from bureau.web.numbers import number_asked
from bureau.web.requests import Asking


@require_safe
def home(request: Asking) -> HttpResponse:
    """For whoever is signed in; for others what the panels say, else the way in.

    Panels are functions named in `settings.BUREAU_PANELS`: each takes the request and answers with
    a template and its context, or None.
    """
    with reading():
        found = [import_string(path)(request) for path in settings.BUREAU_PANELS]
        context = {
            "panels": [panel for panel in found if panel],
            "today": request.reading.today,
        }
        if request.actor.person is not None:
            context["due"] = due_for(request.actor, request.reading.today, timezone.now())
            context["owned"] = owned_by(request.actor)
            context["away"] = away_from(request.actor.person, request.reading.today)
            context["views"] = views_at_a_glance(request.actor, request.now)
            context["ahead"] = days_ahead(request.actor, request.reading.today)
        elif not context["panels"]:
            context["is_founded"] = is_founded()
    return render(request, "home/home.html", context)


@require_safe
@login_required
def trail(request: Asking) -> HttpResponse:
    """All acts by the reader and about them, a page at a time."""
    before = request.GET.get("page", "")
    with reading():
        traces, following = trail_of(request.actor, number_asked(before))
        context = {
            "lines": [(one, act_in_words(one.entry.act)) for one in traces],
            "following": str(following) if following else None,
        }
    return render(request, "home/trail.html", context)
