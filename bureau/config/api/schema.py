"""The description of the api: OpenAPI 3.1, with what Ninja does not say of its own."""

from typing import Any

from ninja import NinjaAPI

from bureau.web.api import PREFIX
from bureau.web.api.problems import MEDIA_TYPE
from bureau.web.api.words import At

MEDIA_TYPES = {
    "ld+json": "application/ld+json",
    "turtle": "text/turtle",
    "vcard": "text/vcard",
    "scim+json": "application/scim+json",
    "calendar": "text/calendar",
    "file": "*/*",
}
BYTES = "application/octet-stream"
"""What generators of clients know of a file: each says its own type when it comes."""
LOCATION = {"Location": {"schema": {"type": "string"}, "description": "Where it can be read."}}
ETAG = {"ETag": {"schema": {"type": "string"}, "description": "For If-None-Match and If-Match."}}


def described(api: NinjaAPI) -> dict[str, Any]:
    """As any reader of OpenAPI takes it; the same for everybody."""
    schema: dict[str, Any] = api.get_openapi_schema(path_prefix=PREFIX)
    for methods in schema["paths"].values():
        for method, operation in methods.items():
            _refine(method, operation)
    schema["servers"] = [{"url": "/"}]
    return schema


def _without(operation: dict[str, Any]) -> str:
    """Which coordinates a read refuses, because what it reads does not have them."""
    named = {each["name"] for each in operation["parameters"]}
    lacks = [f"`{name}`" for name in At.model_fields if name not in named]
    return f"\n\nWhat is read has no {', no '.join(lacks)}." if lacks else ""


def _refine(method: str, operation: dict[str, Any]) -> None:
    answers = operation["responses"]
    operation["responses"] = {str(status): answer for status, answer in answers.items()}
    answers = operation["responses"]
    media = operation.pop("x-media", None)
    if media:
        kind = "object" if media.endswith("json") else "string"
        said = {"schema": {"type": kind, "format": "binary"} if media == "file" else {"type": kind}}
        content = {MEDIA_TYPES[media]: said} | ({BYTES: said} if media == "file" else {})
        answers["200"] = {"description": "OK", "content": content}
    for status, answer in answers.items():
        content = answer.get("content", {})
        if int(status) >= 400 and "application/json" in content:
            answer["content"] = {MEDIA_TYPE: content["application/json"]}
    if "requestBody" in operation:
        answers["413"] = answers["422"]
    if method == "get":
        operation["description"] += _without(operation)
        answers["200"]["headers"] = ETAG
        answers["304"] = {"description": "You have it already."}
    if "201" in answers:
        answers["201"]["headers"] = LOCATION
    scope = operation.get("x-scope")
    if scope:
        said = operation.get("description", "")
        operation["description"] = f"{said}\n\nScope: `{scope}`.".strip()
