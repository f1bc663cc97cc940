"""Refusals of services and of the door itself, as problem+json with the sentences of the pages."""

import json
import logging
from collections.abc import Iterable, Sequence
from http import HTTPStatus
from typing import Any

from django.core.exceptions import (
    BadRequest,
    ObjectDoesNotExist,
    RequestDataTooBig,
    SuspiciousOperation,
)
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.encoding import escape_uri_path
from django.utils.translation import get_language
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from bureau.config import patience
from bureau.config.api.pointers import pointer_of, sent_in
from bureau.config.api.signing import Token
from bureau.config.api.texts import (
    IN_VALIDATION,
    remedy_for,
    sentence_for,
    title_of,
)
from bureau.core.actors import NOBODY
from bureau.core.reasons import Reason, Refused
from bureau.record.journal.services import SubjectNotThere
from bureau.web.api.problems import MEDIA_TYPE, Problem
from bureau.web.readable import UNFIT

log = logging.getLogger("django.request")
STATUSES: dict[str, int] = {
    **dict.fromkeys(
        (
            *("not_yours_to_do", "not_yours", "may_not_act", "administrator_only", "auditor_only"),
            *(
                "two_persons_needed",
                "own_post",
                "not_the_author",
                "by_a_person_only",
                "permission_ended",
            ),
        ),
        403,
    ),
    **dict.fromkeys(("no_such_action", "no_such_post"), 404),
    **dict.fromkeys(
        (
            *("key_used_for_something_else", "conflict", "already_submitted", "already_decided"),
            *("reference_taken", "reference_stays", "case_ended", "step_not_open", "not_submitted"),
            *("not_with_author", "replaced_already", "confirmed_already", "already_settled"),
            *("ended_already", "revoked_already", "later_facts_exist", "not_in_force"),
            *("is_over", "cited_already", "amendment_there", "made_by_an_act"),
            *("people_confirmed_already", "assignment_settled", "no_such_proposal"),
            *(
                "others_wrote",
                "lines_voted_meanwhile",
                "withdrawn_already",
                "line_confirmed_already",
            ),
        ),
        409,
    ),
    "changed_since_seen": 412,
}
"""The status of a refusal by its code; 422 for every other. Of several reasons the first counts
in this order: 403, 404, 412, 409, 422."""
ORDER = (401, 403, 404, 412, 409, 422)


def refuses(api: NinjaAPI) -> None:
    """Have the api answer every refusal in one way."""
    api.add_exception_handler(Refused, _refused)
    api.add_exception_handler(SubjectNotThere, _nothing)
    api.add_exception_handler(Problem, _problem)
    api.add_exception_handler(Http404, _nothing)
    api.add_exception_handler(ObjectDoesNotExist, _nothing)
    api.add_exception_handler(AuthenticationError, _unknown_caller)
    api.add_exception_handler(HttpError, _http_error)
    api.add_exception_handler(ValidationError, _invalid)
    kinds: tuple[type[Exception], ...] = (
        *(*UNFIT, RecursionError, BadRequest),
        *(MultiPartParserError, SuspiciousOperation),
    )
    for kind in kinds:
        api.add_exception_handler(kind, unreadable)
    api.add_exception_handler(RequestDataTooBig, _too_large)
    api.add_exception_handler(Exception, _failed)


def problem(request: HttpRequest, status: int, reasons: Sequence[dict[str, Any]]) -> HttpResponse:
    body = {
        "type": f"urn:x-bureau:problem:{reasons[0]['code']}",
        "title": title_of(status),
        "status": status,
        "detail": " ".join(dict.fromkeys(each["sentence"] for each in reasons)),
        "instance": escape_uri_path(request.path),
        "reasons": list(reasons),
    }
    answer = HttpResponse(
        json.dumps(body, ensure_ascii=False, default=str), status=status, content_type=MEDIA_TYPE
    )
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Content-Language"] = get_language() or "en"
    if status == HTTPStatus.UNAUTHORIZED:
        answer.headers["WWW-Authenticate"] = 'Bearer realm="Bureau"'
    return answer


def why(
    code: str, sentence: str, facts: dict[str, Any] | None = None, pointer: str | None = None
) -> dict[str, Any]:
    return {
        "code": code,
        "sentence": sentence,
        "remedy": remedy_for(code),
        "pointer": pointer,
        "facts": facts or {},
    }


def _refused(request: HttpRequest, error: Any) -> HttpResponse:
    reasons: Iterable[Reason] = error.reasons
    listed = list(reasons)
    status = min((STATUSES.get(one.code, 422) for one in listed), key=ORDER.index)
    actor = getattr(request, "namer", NOBODY)
    sent = sent_in(request)
    said = [
        why(one.code, words, dict(one.facts), pointer_of(one, sent))
        for one, words in zip(listed, sentence_for(actor, listed), strict=True)
    ]
    return problem(request, status, said)


def _problem(request: HttpRequest, error: Any) -> HttpResponse:
    said = error.said
    (words,) = sentence_for(NOBODY, [Reason(said.code, said.facts)])
    return problem(request, said.status, [why(said.code, words, dict(said.facts), said.pointer)])


def _nothing(request: HttpRequest, error: Any) -> HttpResponse:
    return _problem(request, Problem(404, "nothing_there"))


def _unknown_caller(request: HttpRequest, error: Any) -> HttpResponse:
    return _problem(request, Problem(401, "token_unknown"))


def _http_error(request: HttpRequest, error: Any) -> HttpResponse:
    status = error.status_code
    if status == HTTPStatus.BAD_REQUEST:
        return _problem(request, Problem(422, "body_unreadable"))
    return _problem(request, Problem(status, "refused"))


def unreadable(request: HttpRequest, error: Any) -> HttpResponse:
    """What was sent is no request that can be read, or holds a value that no database can."""
    if isinstance(error, RequestDataTooBig):
        return _too_large(request, error)
    return _problem(request, Problem(422, "body_unreadable"))


def unread(request: HttpRequest, error: Any) -> HttpResponse:
    """What was refused before anybody asked who calls: whoever has no token is told that first."""
    try:
        is_known = Token()(request) is not None
    except Problem as refused:
        return _problem(request, refused)
    return unreadable(request, error) if is_known else _unknown_caller(request, error)


def _too_large(request: HttpRequest, error: Any) -> HttpResponse:
    return _problem(request, Problem(413, "body_too_large"))


def _failed(request: HttpRequest, error: Any) -> HttpResponse:
    """A fault of ours: noted whole for those who run Bureau, told without what it was. Where others
    wrote for too long, or the database is away, it is none."""
    is_away = patience.is_away(error)
    if is_away or patience.is_out(error):
        answer = _problem(request, Problem(503, "database_away" if is_away else "busy"))
        answer.headers["Retry-After"] = str(patience.SECONDS)
        return answer
    log.error("Internal Server Error: %s", request.path, exc_info=error)
    return _problem(request, Problem(500, "failed"))


def _invalid(request: HttpRequest, error: Any) -> HttpResponse:
    """What does not have the form that the api describes: each place with what is wrong there."""
    said = []
    for one in error.errors:
        place, *path = one["loc"]
        path = path[1:] if place == "body" and path else path
        code = _code_of(one)
        words = sentence_for(NOBODY, [Reason(code, {"limit": _limit(one)})])[0]
        said.append(why(code, words, {"rule": one["type"]}, _place(place, path)))
    return problem(request, 422, said or [why("body_unreadable", sentence_for(NOBODY, [])[0])])


def _place(place: Any, path: list[Any]) -> str:
    """A pointer into the body; of a parameter its name."""
    if place == "body":
        return "".join(f"/{each}" for each in path if each != "[key]")
    return str(path[-1] if path else place)


def _code_of(one: dict[str, Any]) -> str:
    own = str((one.get("ctx") or {}).get("error", ""))
    return own if own == "day_out_of_range" else IN_VALIDATION.get(one["type"], "value_unfit")


def _limit(one: dict[str, Any]) -> str:
    context = one.get("ctx") or {}
    found = (context.get(name) for name in ("max_length", "min_length", "le", "ge", "expected"))
    return str(next((each for each in found if each is not None), ""))
