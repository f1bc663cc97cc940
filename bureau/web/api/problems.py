"""What an api says when it refuses: application/problem+json with the reasons of the page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ninja import Schema

MEDIA_TYPE = "application/problem+json"


class Why(Schema):
    """One reason: `code` is stable, `sentence` and `remedy` are in the language asked for.

    `pointer` leads to what it is about in the body that was sent (RFC 6901), or names a parameter.
    """

    code: str
    sentence: str
    remedy: str
    pointer: str | None = None
    facts: dict[str, Any] = {}


class Refusal(Schema):
    """A refusal (RFC 9457): every reason at once, never only the first."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    reasons: list[Why]


@dataclass(frozen=True, slots=True)
class _Said:
    status: int
    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    pointer: str | None = None


class Problem(Exception):
    """A refusal that is not of a service: 401, 403 for a scope, 404, 412, 428."""

    def __init__(
        self,
        status: int,
        code: str,
        facts: Mapping[str, Any] | None = None,
        pointer: str | None = None,
    ) -> None:
        super().__init__(code)
        self.said = _Said(status, code, facts or {}, pointer)


REFUSED = {status: Refusal for status in (401, 403, 404, 422)}
"""What any read may answer besides."""
REFUSED_CHANGE = {status: Refusal for status in (401, 403, 404, 409, 412, 422)}
"""What any change may answer besides."""
