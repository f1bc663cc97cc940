"""The addresses of an installation under trial: every real one, and a few that do a small act."""

import time
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt

from bureau.config.proving.acts import ACTS, steps_here
from bureau.core.actors import Actor
from bureau.core.reasons import Refused
from bureau.institution.organisation.queries.actors import actor_now
from bureau.record.accounts import services
from bureau.record.accounts.models import Person
from bureau.record.journal.services import Asked

handler400 = "bureau.config.refused.not_readable"
handler500 = "bureau.config.refused.failed"


def administrator() -> Actor:

    return actor_now(Person.objects.order_by("pk")[0])


@csrf_exempt
def people(request: HttpRequest) -> HttpResponse:
    """Make a person by the administrator: one real act, answered with the person's number.

    `seconds` is how long the form is in hand before that.
    """
    asked = Asked(administrator(), request.POST["key"])
    time.sleep(float(request.POST.get("seconds", "0")))
    try:
        person = services.create_person(asked, name=request.POST["name"])
    except Refused as refused:
        return JsonResponse({"refused": str(refused)}, status=409)
    return JsonResponse({"person": person})


@csrf_exempt
def act(request: HttpRequest, what: str) -> HttpResponse:
    """Do one of the acts of `proving/acts`; answered with its result and the steps open then."""
    fields: dict[str, Any] = {name: str(value) for name, value in request.POST.items()}
    if "case" in fields:
        fields["case"] = int(fields["case"])
    try:
        result = ACTS[what](fields.pop("key"), **fields)
    except Refused as refused:
        return JsonResponse({"refused": str(refused)}, status=409)
    return JsonResponse({"result": result, "here": steps_here(fields.get("case", result))})


urlpatterns = [
    path("prove/people/", people),
    path("prove/act/<str:what>/", act),
    path("", include("bureau.config.urls")),
]
