"""In which language a browser reads on: that of the account of whoever signs in, however they do,
unless one was chosen just before. A cookie alone cannot say who chose it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

from bureau.core.texts import LANGUAGES

CHOSEN = "language_chosen"
"""The cookie of a visitor who chose a language. It ends with the browser or at the sign-in, so that
a visitor needs no session in the database."""


def read_on_in(request: HttpRequest, language: str) -> None:
    """From the answer to this request on, where none was chosen just before."""
    if not request.COOKIES.get(CHOSEN):
        request.reads_on_in = language  # type: ignore[attr-defined]


def with_language_of[Answer: HttpResponseBase](request: HttpRequest, response: Answer) -> Answer:
    """The answer, with the language that signing in brought along, if it did."""
    if request.COOKIES.get(CHOSEN) and request.user.is_authenticated:
        response.delete_cookie(CHOSEN, samesite="Lax")
    return with_language(response, getattr(request, "reads_on_in", ""))


def with_choice[Answer: HttpResponseBase](response: Answer) -> Answer:
    """The answer to a visitor who chose a language: a sign-in soon after does not change it."""
    response.set_cookie(
        CHOSEN, "1", samesite="Lax", httponly=True, secure=settings.SESSION_COOKIE_SECURE
    )
    return response


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
