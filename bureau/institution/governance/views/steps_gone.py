"""Forms on a step that is open no more, gone back to or left open: they lead on to the case."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from bureau.institution.governance.queries.reorganisations import Seen
from bureau.institution.governance.views.looking import look_up
from bureau.institution.procedures.queries.cases import OnRecord, route_put_forward
from bureau.web.requests import Asking


def to_its_case(request: Asking, seen: Seen) -> HttpResponse | None:
    """The way to the route of the case, which says how it stands, where the step in the address is
    one of the case and is not open; None where it is open, or no step of it."""
    key = request.GET.get("step", "")
    if seen.case is None or not _is_gone(seen.case, key):
        return None
    if any(one.step.key == key for one in seen.case.case.closed):
        told = _("This step is closed: what was recorded on it stands here.")
    else:
        told = _("This step is not open now: how the case stands is told here.")
    messages.info(request, told)
    return redirect("reorganisation-route", seen.row.pk)


def leads_to_its_case(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page on a step that says so in its address; whoever may not see the case comes to none."""

    @wraps(view)
    def looked_at(request: Asking, reorganisation: int, **named: int) -> HttpResponse:
        gone = to_its_case(request, look_up(request, reorganisation))
        return gone or view(request, reorganisation, **named)

    return looked_at


def _is_gone(case: OnRecord, key: str) -> bool:
    if any(step.key == key for step in case.here()):
        return False
    known = {step.key for step in case.route.steps} | {act.step for act in case.acts if act.step}
    return key in known or any(step.key == key for step in route_put_forward(case).steps)
