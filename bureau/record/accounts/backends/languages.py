"""In which language a browser reads on: that of the account of whoever signs in, however they do,
unless one was chosen just before. A cookie alone cannot say who chose it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

from bureau.core.texts import LANGUAGES

CHOSEN = "language_chosen"
"""In a session: the language of the cookie was chosen by whoever looks now, before signing in."""


def read_on_in(request: HttpRequest, language: str) -> None:
    """From the answer to this request on, where none was chosen just before."""
    if not request.session.get(CHOSEN, False):
        request.reads_on_in = language  # type: ignore[attr-defined]


def with_language_of[Answer: HttpResponseBase](request: HttpRequest, response: Answer) -> Answer:
    """The answer, with the language that signing in brought along, if it did."""
    return with_language(response, getattr(request, "reads_on_in", ""))


def with_language[Answer: HttpResponseBase](response: Answer, chosen: str) -> Answer:
    """The answer, by which the browser keeps the language; another than ours is not kept."""
    if chosen in LANGUAGES:
        translation.activate(chosen)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response
