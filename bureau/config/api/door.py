"""The api as one thing: its routers, who may call, how it refuses, and its addresses."""

import json
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.operation import Operation
from ninja.renderers import JSONRenderer

from bureau.config.api.refusals import problem, refuses, why
from bureau.config.api.schema import described
from bureau.config.api.signing import Token
from bureau.config.api.texts import sentence_for
from bureau.core.actors import NOBODY
from bureau.core.reasons import Reason
from bureau.web.api.calls import tagged
from bureau.web.installed import parts_named

VERSION = "1"


class Plain(JSONRenderer):
    """Letters as they are."""

    json_dumps_params = {"ensure_ascii": False}


class Door(NinjaAPI):
    """Names each address after its path, and each operation by one word, for generated clients."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__

    def get_operation_url_name(self, operation: Operation, router: Any) -> str:
        return "api-" + operation.path.strip("/").translate(str.maketrans("/", "-", "{}"))


api = Door(
    title="Bureau",
    version=VERSION,
    description="A public body's structure in time, changed by decision.",
    auth=Token(),
    renderer=Plain(),
    docs_url=None,
    openapi_url=None,
    urls_namespace="api",
)
for router in parts_named("router", "api").values():
    api.add_router("", router)
refuses(api)


def _plain(view: Any) -> Any:
    """The operation with what Ninja leaves to each: HEAD and tags for reads, where what was made
    is, a refusal for other methods."""

    @csrf_exempt
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "HEAD":
            request.method = "GET"
        found: HttpResponse = view(request, *args, **kwargs)
        if found.status_code == 405:
            words = sentence_for(NOBODY, [Reason("method_not_known")])[0]
            refusal = problem(request, 405, [why("method_not_known", words)])
            may = [*found.headers["Allow"].split(", "), "HEAD"]
            refusal.headers["Allow"] = ", ".join(may if "GET" in may else may[:-1])
            return refusal
        if request.method == "GET" and found.status_code == 200:
            return tagged(request, found)  # type: ignore[arg-type]
        if found.status_code == 201 and (made := json.loads(found.content).get("address")):
            found.headers["Location"] = made
        return found

    return answer


@require_safe
def openapi(request: HttpRequest) -> JsonResponse:
    """The description of the api (OpenAPI 3.1); it says nothing of what is on record."""
    return JsonResponse(description())


@cache
def description() -> dict[str, Any]:
    return described(api)


def nothing(request: HttpRequest, address: str) -> HttpResponse:
    words = sentence_for(NOBODY, [Reason("nothing_there")])[0]
    return problem(request, 404, [why("nothing_there", words)])


def addresses() -> list[URLPattern]:
    """One for each path, whatever its methods; then the description, and all that is none."""
    found: dict[str, URLPattern] = {}
    for pattern in api.urls[0]:
        route = str(pattern.pattern)
        if not isinstance(pattern, URLPattern) or pattern.name == "api-root":
            continue
        if route not in found:
            found[route] = path(route, _plain(pattern.callback), name=pattern.name)
    return [
        *found.values(),
        path("openapi.json", openapi, name="api-description"),
        path("<path:address>", csrf_exempt(nothing), name="api-nothing"),
    ]


urlpatterns = addresses()
