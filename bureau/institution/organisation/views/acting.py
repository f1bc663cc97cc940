"""Which of one's posts one acts in: chosen once, kept for the session."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from bureau.institution.organisation.middleware import ACTING_POST
from bureau.web.requests import Asking, next_address


@require_POST
def act_in(request: Asking, post: int) -> HttpResponse:
    """Act in another post from now on, held or stood in for today, or prepare for its holder."""
    actor = request.actor
    if post not in actor.posts | actor.own | actor.prepares:
        raise Http404
    request.session[ACTING_POST] = post
    return redirect(next_address(request))
