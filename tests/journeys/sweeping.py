"""Each page in a browser, wide and narrow: what axe finds, what it weighs, how wide it is."""

from collections.abc import Iterable, Iterator
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
    # language, scheme at 1440 pixels, scheme at 360
    ("en", "light", "dark"),
    ("ar", "dark", "light"),
    ("en", "dark", "light"),
    ("ar", "light", "dark"),
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
    """Each page wide and narrow; with it comes the session cookie of who found it."""
    return [
        seen
        for place, (found, session) in enumerate(pages)
        for seen in _looks(chromium, address, found, session, LOOKS[place % len(LOOKS)])
    ]


def _looks(
    chromium: Browser, address: str, found: Found, session: str, look: tuple[str, str, str]
) -> Iterator[Seen]:
    """One load with nothing kept from before, first wide, then narrow with all details open."""
    language, *schemes = look
    context = chromium.new_context(reduced_motion="reduce")  # colours are measured at rest
    cookies = {"django_language": language, "sessionid": session}
    context.add_cookies(
        [{"name": name, "value": value, "url": address} for name, value in cookies.items() if value]
    )
    visitor = met(context, address)
    requests: list[Request] = []
    visitor.page.on("requestfinished", lambda request: requests.append(request))
    for width, scheme in zip((WIDE, NARROW), schemes, strict=True):
        visitor.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        visitor.page.set_viewport_size({"width": width, "height": HEIGHT})
        if width == WIDE:
            visitor.go(found.path)
            weight, count = sum(_weight(request) for request in requests), len(requests)
        overflow = _overflow(visitor, width)
        if width == NARROW:
            visitor.page.evaluate(OPEN_ALL)
        said = f"{width}, {language}, {scheme}"
        faults, complaints = faults_of(visitor), tuple(visitor.complaints)
        yield Seen(found, said, faults, overflow, complaints, weight, count)
    context.close()


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


def faults_of(visitor: Visitor) -> tuple[str, ...]:
    answer = axe().run(visitor.page, options=OPTIONS).response
    return tuple(
        f"{rule['id']}: {node['html'][:200]} {node['any'][0]['message'] if node['any'] else ''}"
        for rule in answer["violations"]
        for node in rule["nodes"]
    )
