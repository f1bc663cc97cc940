"""A visitor with a browser: goes about the site, and keeps what the browser complains of."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from shutil import which
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
FONTS = Path(__file__).parent / "fonts.conf"
WIDE, NARROW, NARROWEST = 1440, 360, 320
HEIGHT = 900
SECONDS_TO_ANSWER = 30
SECONDS_OF_WORK = 240
"""What a worker does waits until it has done what came before: the example's papers, ninety files
that are written half a minute after it is built, take a slow machine a minute or two."""


@dataclass(slots=True)
class Visitor:
    """One person at one browser; `complaints` are errors of the console and of the policy."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        """Open a page of the site and see that it is there."""
        answer = self.page.goto(self.address + path)
        assert answer is not None and answer.ok, f"{path}: {answer and answer.status}"

    def become(self, name: str) -> None:
        """Sign in as the one of the cast whose name is that, in Latin letters where it has them."""
        self.go("/")
        line = self.page.get_by_role("listitem").filter(has=self.page.get_by_text(name, exact=True))
        with self.page.expect_navigation():
            line.get_by_role("button").click()

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def follow(self, name: str, *, within: str = "main") -> None:
        self.page.locator(within).get_by_role("link", name=name, exact=True).first.click()

    def find(self, words: str) -> None:
        """Ask the one search for some words."""
        self.page.get_by_role("searchbox", name="Search everything").fill(words)
        self.page.get_by_role("searchbox", name="Search everything").press("Enter")

    def fill(self, **said: str) -> None:
        """Fill in the form of the page, by the names of its fields; options by what they say."""
        for name, value in said.items():
            field = self.page.locator(f"main [name={name}]")
            match field.first.evaluate("each => each.type"):
                case "radio":
                    self.page.locator("main").get_by_label(value, exact=True).check()
                case "select-one":
                    option = field.locator("option", has_text=value).first
                    field.select_option(value=option.get_attribute("value"))
                case _:
                    field.fill(value)

    def path(self) -> str:
        return urlsplit(self.page.url).path

    def text(self) -> str:
        """All that the page says, on one line."""
        return " ".join(self.page.locator("body").inner_text().split())

    def sees(self, *words: str, seconds: int = SECONDS_TO_ANSWER) -> None:
        """Assert that the page says so, soon: a click may still be on its way."""
        until = time.monotonic() + seconds
        while missing := [each for each in words if each not in self.text()]:
            assert time.monotonic() < until, f"{missing} not in {self.page.url}: {self.text()}"
            self.page.wait_for_timeout(50)

    def choose_language(self, code: str) -> None:
        self.page.context.add_cookies(
            [{"name": "django_language", "value": code, "url": self.address}]
        )


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium as the distribution has it, with the fonts of Bureau alone: words are as wide on
    every machine."""
    chromium = which("chromium")
    if chromium is None:
        raise RuntimeError("The journeys need a browser: apt-get install chromium")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=chromium,
            args=ARGUMENTS,
            env={**os.environ, "FONTCONFIG_FILE": str(FONTS)},
        )
        yield launched
        launched.close()


@contextmanager
def visiting(
    launched: Browser, address: str, *, width: int = WIDE, scripts: bool = True
) -> Iterator[Visitor]:
    """A visitor with no cookie yet."""
    context = launched.new_context(
        viewport={"width": width, "height": HEIGHT}, java_script_enabled=scripts
    )
    context.set_default_timeout(60_000)
    try:
        yield met(context, address)
    finally:
        context.close()


def met(context: BrowserContext, address: str) -> Visitor:
    visitor = Visitor(context.new_page(), address)
    visitor.page.on("pageerror", lambda error: visitor.complaints.append(str(error)))
    visitor.page.on(
        "console",
        lambda said: visitor.complaints.append(said.text) if said.type == "error" else None,
    )
    return visitor
