"""Requests that cannot be read are answered as such, whatever address they ask for.

No text that anybody sends may hold a null, which no database and no browser has in one, another
control that a terminal or a paper obeys, what turns the letters behind it, or half a character; no
number may be larger than a database holds. A thing that is named and is not there is
not found.
"""

import codecs
import logging
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.core.exceptions import BadRequest, ObjectDoesNotExist
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse

UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff]")
TURNING = re.compile("[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Signs that order what is read. Texts may hold some of them; no address of Bureau has any."""
UNFIT = (DataError, OverflowError, UnicodeError)
"""What databases and their drivers raise of a value that they cannot hold."""
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
ENCODING = "utf-8"
log = logging.getLogger("django.request")


def is_storable(text: str) -> bool:
    """Whether it may be held: no control but tabs and ends of lines, none of those signs that turn
    the letters behind them whatever these are, no half of a character."""
    return not UNSTORABLE.search(text)


def holds_unstorable(said: object) -> bool:
    """Of what JSON says, however deep."""
    match said:
        case str():
            return not is_storable(said)
        case dict():
            return any(map(holds_unstorable, (*said, *said.values())))
        case list():
            return any(map(holds_unstorable, said))
    return False


class Readable:
    """Middleware, behind that of languages: what is refused is told in the reader's own."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        _refuse_encoding(request)
        _refuse_unstorable((request.path_info, *request.COOKIES.values()))
        _refuse_unstorable(_said(request.GET))
        if any(map(TURNING.search, (request.path_info, *request.GET))):
            raise BadRequest("an address with a sign that turns or breaks what is read")
        return self.answer(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        if request.content_type in FORMS:
            _refuse_unstorable(_said(request.POST))
            _refuse_unstorable(one.name or "" for _, many in request.FILES.lists() for one in many)

    def process_exception(self, request: HttpRequest, raised: Exception) -> None:
        if isinstance(raised, ObjectDoesNotExist):
            log.warning("named what is not there: %s", request.path, exc_info=raised)
            raise Http404 from raised
        if isinstance(raised, UNFIT):
            log.warning("sent what cannot be held: %s", request.path, exc_info=raised)
            raise BadRequest("a value that cannot be held") from raised


def _refuse_encoding(request: HttpRequest) -> None:
    """Raise BadRequest for an encoding other than UTF-8, in which every page asks for forms.

    Django reads a query and a form by any codec of Python that the request names, such as `hex`.
    """
    if codecs.lookup(request.encoding or ENCODING).name != ENCODING:
        request.encoding = ENCODING
        raise BadRequest("an encoding other than UTF-8")


def _said(query: Any) -> Iterator[str]:
    """The names and values of a query or form."""
    for name, values in query.lists():
        yield name
        yield from values


def _refuse_unstorable(texts: Iterable[str]) -> None:
    if not all(map(is_storable, texts)):
        raise BadRequest("a text with a control or half a character")
