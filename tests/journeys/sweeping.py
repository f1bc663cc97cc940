"""Each page in a browser, in two looks: what axe finds, what it weighs, how wide it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Request

from tests.journeys.crawling import Found
from tests.journeys.visitor import HEIGHT, NARROW, NARROWEST, WIDE, Visitor, met

OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
LOOKS = (
    # at 1440 pixels: language and scheme; then at 360 the other ones
    (("en", "light"), ("ar", "dark")),
    (("ar", "light"), ("en", "dark")),
    (("en", "dark"), ("ar", "light")),
    (("ar", "dark"), ("en", "light")),
)
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
OPEN_ALL = "for (const each of document.querySelectorAll('details:not(.pop)')) each.open = true"


@dataclass(frozen=True, slots=True)
class Seen:
    """A page in one look: `faults` of axe, `overflow` at each width in pixels, bytes sent."""

    found: Found
    look: str
    faults: tuple[str, ...]
    overflow: tuple[tuple[int, int], ...]
    complaints: tuple[str, ...]
    weight: int
    requests: int

    def __str__(self) -> str:
        return f"{self.found.path} ({self.found.login or 'nobody'}, {self.look})"


@cache
def axe() -> Axe:
    return Axe()


def look_at(chromium: Browser, address: str, pages: Iterable[tuple[Found, str]]) -> list[Seen]:
    """Two looks at each page; with it comes the session cookie of who found it."""
    seen = []
    for place, (found, session) in enumerate(pages):
        wide, narrow = LOOKS[place % len(LOOKS)]
        seen.append(_look(chromium, address, found, session, WIDE, *wide))
        seen.append(_look(chromium, address, found, session, NARROW, *narrow))
    return seen


def _look(
    chromium: Browser,
    address: str,
    found: Found,
    session: str,
    width: int,
    language: str,
    scheme: str,
) -> Seen:
    context = chromium.new_context(
        viewport={"width": width, "height": HEIGHT},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    cookies = {"django_language": language, "sessionid": session}
    context.add_cookies(
        [{"name": name, "value": value, "url": address} for name, value in cookies.items() if value]
    )
    visitor = met(context, address)
    requests: list[Request] = []
    visitor.page.on("requestfinished", lambda request: requests.append(request))
    visitor.go(found.path)
    weight = sum(_weight(request) for request in requests)
    overflow = _overflow(visitor, width)
    if width == NARROW:
        visitor.page.evaluate(OPEN_ALL)
    faults = _faults(visitor)
    count = len(requests)
    context.close()
    look = f"{width}, {language}, {scheme}"
    return Seen(found, look, faults, overflow, tuple(visitor.complaints), weight, count)


def _weight(request: Request) -> int:
    sizes = request.sizes()
    return sizes["responseBodySize"] + sizes["responseHeadersSize"]


def _overflow(visitor: Visitor, width: int) -> tuple[tuple[int, int], ...]:
    widths = (NARROWEST, NARROW) if width == NARROW else (width,)
    found = []
    for each in widths:
        visitor.page.set_viewport_size({"width": each, "height": HEIGHT})
        found.append((each, visitor.page.evaluate(OVERFLOW)))
    return tuple(found)


def _faults(visitor: Visitor) -> tuple[str, ...]:
    answer = axe().run(visitor.page, options=OPTIONS).response
    return tuple(
        f"{rule['id']}: {node['html'][:200]} {node['any'][0]['message'] if node['any'] else ''}"
        for rule in answer["violations"]
        for node in rule["nodes"]
    )
