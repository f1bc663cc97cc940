"""What the api can do, as a page that needs no script: read from its own description."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bureau.web.frame import Entry
from bureau.web.requests import Asking


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation; `parameters` and `fields` are names, those needed first and marked."""

    method: str
    path: str
    says: str
    scope: str
    parameters: list[tuple[str, bool]]
    body: list[tuple[str, bool]]
    answers: str


@require_safe
def reference(request: Asking) -> HttpResponse:
    described: Mapping[str, Any] = import_string(settings.BUREAU_API)()
    context = {
        "groups": groups_of(described),
        "crumbs": [Entry("/programs/", _("Programs"))],
    }
    return render(request, "programs/reference.html", context)


def groups_of(described: Mapping[str, Any]) -> list[tuple[str, list[Operation]]]:
    """By tag, in the order of the description."""
    found: dict[str, list[Operation]] = {}
    schemas = described["components"]["schemas"]
    for path, methods in described["paths"].items():
        for method, said in methods.items():
            tag = (said.get("tags") or [""])[0]
            found.setdefault(tag, []).append(_operation(method, path, said, schemas))
    return list(found.items())


def _operation(
    method: str, path: str, said: Mapping[str, Any], schemas: Mapping[str, Any]
) -> Operation:
    parameters = [(each["name"], each.get("required", False)) for each in said["parameters"]]
    content = said.get("requestBody", {}).get("content", {}).get("application/json", {})
    return Operation(
        method=method.upper(),
        path=path,
        says=said.get("description", "").partition("\n\nScope:")[0],
        scope=said.get("x-scope", ""),
        parameters=_needed_first(parameters),
        body=_needed_first(_fields(content.get("schema", {}), schemas)),
        answers=", ".join(sorted(said["responses"])),
    )


def _fields(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> list[tuple[str, bool]]:
    name = schema.get("$ref", "").rpartition("/")[2]
    found = schemas.get(name, schema)
    needed = found.get("required", ())
    return [(each, each in needed) for each in found.get("properties", {})]


def _needed_first(names: Iterable[tuple[str, bool]]) -> list[tuple[str, bool]]:
    return sorted(names, key=lambda one: not one[1])
