"""Pages by key: `cursor` is what the answer before gave, and means nothing to anybody else."""

import base64
import binascii
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Any
from urllib.parse import urlencode

from django.http import HttpRequest
from ninja import Schema
from pydantic import Field, StringConstraints

from bureau.web.api.problems import Problem
from bureau.web.api.words import Given

MOST = 200
USUAL = 50


Cursor = Annotated[str, StringConstraints(max_length=300, pattern=r"^[A-Za-z0-9_\-]+$")]


class Paged(Given):
    """Which page: `cursor` from the answer before, none for the first."""

    cursor: Cursor | None = Field(None, description="What `next` said on the page before.")
    limit: int = Field(USUAL, ge=1, le=MOST)


def written(key: Sequence[Any]) -> str:
    """A key as a cursor."""
    said = json.dumps(list(key), separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(said).decode().rstrip("=")


def read(cursor: str | None, *sorts: type) -> tuple[Any, ...] | None:
    """The key in a cursor, of these types; None for the first page, a refusal for another's."""
    if not cursor:
        return None
    try:
        said = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError):
        raise Problem(422, "cursor_unknown", pointer="cursor") from None
    is_key = isinstance(said, list) and [type(each) for each in said] == list(sorts)
    if not is_key or any(isinstance(each, int) and abs(each) > 2**62 for each in said):
        raise Problem(422, "cursor_unknown", pointer="cursor")
    return tuple(said)


def next_address(request: HttpRequest, asked: Schema, cursor: str) -> str:
    """The whole address of the page behind a cursor, asked for as this one was."""
    said = {**asked.model_dump(mode="json", exclude_none=True), "cursor": cursor}
    return f"{request.build_absolute_uri(request.path)}?{urlencode(said)}"


def json_text(said: Any) -> str:
    return json.dumps(said, ensure_ascii=False)


def page_of[T](
    rows: Iterable[T], page: Paged, key: Callable[[T], Sequence[Any]]
) -> tuple[list[T], str | None]:
    """The rows of one page, from one more than it holds, and the cursor of the next."""
    found = list(rows)
    shown = found[: page.limit]
    return shown, written(key(shown[-1])) if len(found) > page.limit else None
