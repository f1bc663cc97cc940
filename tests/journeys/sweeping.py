"""Each page in a browser, wide and narrow: what axe finds, what it weighs, how wide it is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Request

from tests.journeys.crawling import Found
from tests.journeys.visitor import HEIGHT, NARROW, NARROWEST, WIDE, Visitor, met

OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
    "preload": False,
}
LOOKS = (
    # language, scheme at 1440 pixels, scheme at 360
    ("en", "light", "dark"),
    ("ar", "dark", "light"),
    ("en", "dark", "light"),
    ("ar", "light", "dark"),
)
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
MEASURES = (Path(__file__).parent / "measuring.js").read_text()
FAULTS = "options => axe.run(document, options).then(found => found.violations)"
OPEN_ALL = "for (const each of document.querySelectorAll('details:not(.pop)')) each.open = true"


@dataclass(frozen=True, slots=True)
class Seen:
    """A page in one look: `faults` of axe, at each width `overflow` in pixels and words that lie
    over others, bytes sent."""

    found: Found
    look: str
    faults: tuple[str, ...]
    overflow: tuple[tuple[int, int], ...]
    overlaps: tuple[tuple[int, str], ...]
    complaints: tuple[str, ...]
    weight: int
    requests: int

    def __str__(self) -> str:
        return f"{self.found.path} ({self.found.login or 'nobody'}, {self.look})"


def look_at(
    chromium: Browser, address: str, pages: Iterable[tuple[Found, str]], turned: int = 0
) -> list[Seen]:
    """Each page wide and narrow; with it comes the session cookie of who found it.

    Axe is asked of a page at one width, of the next at the other; `turned` by one, the other way,
    in the next look.
    """
    context = chromium.new_context(reduced_motion="reduce")
    visitor = met(context, address)
    forgetting = context.new_cdp_session(visitor.page)
    requests: list[Request] = []
    visitor.page.on("requestfinished", lambda request: requests.append(request))
    seen: list[Seen] = []
    for place, (found, session) in enumerate(pages):
        forgetting.send("Network.clearBrowserCache")
        requests.clear()
        visitor.complaints.clear()
        _carry(visitor, session)
        asked = (WIDE, NARROW)[(place + turned) % 2]
        seen += _looks(visitor, found, LOOKS[(place + turned) % len(LOOKS)], requests, asked)
    context.close()
    return seen


def _looks(
    visitor: Visitor,
    found: Found,
    look: tuple[str, str, str],
    requests: list[Request],
    asked: int,
) -> Iterator[Seen]:
    """One load with nothing kept from before, first wide, then narrow with all details open; axe
    at the width `asked`."""
    language, *schemes = look
    visitor.choose_language(language)
    for width, scheme in zip((WIDE, NARROW), schemes, strict=True):
        visitor.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        visitor.page.set_viewport_size({"width": width, "height": HEIGHT})
        if width == WIDE:
            visitor.go(found.path)
            weight, count = sum(_weight(request) for request in requests), len(requests)
        overflow, overlaps = measured(visitor, width)
        if width == NARROW:
            visitor.page.evaluate(OPEN_ALL)
        said = f"{width}, {language}, {scheme}"
        faults = faults_of(visitor) if width == asked else ()
        complaints = tuple(visitor.complaints)
        yield Seen(found, said, faults, overflow, overlaps, complaints, weight, count)


def _carry(visitor: Visitor, session: str) -> None:
    """Let the browser have this cookie and no other."""
    context = visitor.page.context
    context.clear_cookies()
    if session:
        context.add_cookies([{"name": "sessionid", "value": session, "url": visitor.address}])


def _weight(request: Request) -> int:
    sizes = request.sizes()
    return sizes["responseBodySize"] + sizes["responseHeadersSize"]


def measured(
    visitor: Visitor, width: int
) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, str], ...]]:
    """How far the page is too wide at each width, and which words lie over others."""
    widths = (NARROWEST, NARROW) if width == NARROW else (width,)
    overflow, overlaps = [], []
    for each in widths:
        visitor.page.set_viewport_size({"width": each, "height": HEIGHT})
        over, words = visitor.page.evaluate(MEASURES)
        overflow.append((each, over))
        overlaps += [(each, said) for said in words]
    return tuple(overflow), tuple(overlaps)


def looks_well(visitor: Visitor) -> None:
    """Axe finds nothing, and nothing scrolls sideways, wide and narrow."""
    for width in (NARROW, WIDE):
        visitor.page.set_viewport_size({"width": width, "height": HEIGHT})
        assert visitor.page.evaluate(OVERFLOW) == 0
        assert faults_of(visitor) == ()


def faults_of(visitor: Visitor) -> tuple[str, ...]:
    """What axe finds on the page as it stands."""
    visitor.page.evaluate(AXE_SCRIPT)
    return _faults(visitor)


def _faults(visitor: Visitor) -> tuple[str, ...]:
    violations = visitor.page.evaluate(FAULTS, OPTIONS)
    return tuple(
        f"{rule['id']}: {node['html'][:200]} {node['any'][0]['message'] if node['any'] else ''}"
        for rule in violations
        for node in rule["nodes"]
    )
