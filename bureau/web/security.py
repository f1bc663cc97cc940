"""What a browser may do with a page of ours: the content policy and the headers beside it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.csp import CSP, build_policy

type Respond = Callable[[HttpRequest], HttpResponse]

CONTENT_SECURITY_POLICY: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.NONCE],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "require-trusted-types-for": ["'script'"],
    "trusted-types": [CSP.NONE],
}
"""Scripts only where a page of ours names them, by a word that is new with each answer; else our
own files; no inline style or handler, no markup written by a script."""


def policy_of_a_file(*styles: str) -> str:
    """The policy for a file, which runs nothing, sends nothing and asks for nothing; `styles` are
    the sources of style that it may have nevertheless."""
    nothing = ("default-src", "form-action", "frame-ancestors", "base-uri")
    policy = {
        **dict.fromkeys(nothing, [CSP.NONE]),
        "style-src": styles or [CSP.NONE],
        "require-trusted-types-for": CONTENT_SECURITY_POLICY["require-trusted-types-for"],
    }
    return f"sandbox; {build_policy(policy)}"


PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "camera",
        "display-capture",
        "geolocation",
        "microphone",
        "payment",
        "usb",
    )
)


def resource_headers(get_response: Respond) -> Respond:
    """Middleware for the two headers that Django does not set itself.

    Our pages use no device of the reader's, and no other site may take our answers in.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return respond
