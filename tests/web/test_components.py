import gzip
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import Client

import bureau.web
from bureau.web.answers import Verb
from bureau.web.templatetags.design import verb_links

STATIC = Path(bureau.web.__file__).parent / "static/web"
WIRE_BYTES_MAX = 80 * 1024
HOOKS = {"l"}
LANGUAGES = [
    ("ar", "ar", "rtl"),
    ("en", "en", "ltr"),
    ("es", "es", "ltr"),
    ("fr", "fr", "ltr"),
    ("ru", "ru", "ltr"),
    ("zh-hans", "zh-Hans", "ltr"),
]

pytestmark = pytest.mark.urls("tests.web.addresses")


class Page(HTMLParser):
    """Every tag with its attributes, in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, attribute: str) -> list[str]:
        return [given[attribute] or "" for _tag, given in self.tags if attribute in given]


@pytest.fixture
def page(client: Client) -> Page:
    return Page(client.get("/components/").content.decode())


@pytest.mark.parametrize(("code", "tag", "direction"), LANGUAGES)
def test_it_renders_in_every_language(client: Client, code: str, tag: str, direction: str) -> None:
    response = client.get("/components/", headers={"accept-language": code})
    assert response.status_code == 200
    assert f'<html lang="{tag}" dir="{direction}">' in response.content.decode()


def test_it_has_no_inline_style_script_or_event_attribute(page: Page) -> None:
    for tag, given in page.tags:
        assert tag != "style" and "style" not in given
        assert not [name for name in given if name.startswith("on")]
        assert tag != "script" or given.get("src")


def test_its_ids_are_each_given_once(page: Page) -> None:
    ids = page.all("id")
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("attribute", ["for", "aria-describedby", "aria-labelledby"])
def test_what_points_at_an_id_finds_it(page: Page, attribute: str) -> None:
    named = {name for value in page.all(attribute) for name in value.split()}
    assert named <= set(page.all("id"))


def test_every_class_it_uses_is_drawn(page: Page) -> None:
    sheets = "".join(path.read_text() for path in STATIC.glob("*.css"))
    drawn = set(re.findall(r"\.([a-z][\w-]*)", sheets))
    used = {name for value in page.all("class") for name in value.split()}
    assert used - HOOKS <= drawn


def test_it_fits_the_wire(client: Client) -> None:
    sent = (each.read_bytes() for each in STATIC.iterdir() if each.is_file())
    parts = [client.get("/components/").content, *sent]
    assert sum(len(gzip.compress(part)) for part in parts) <= WIRE_BYTES_MAX


def test_it_asks_for_no_more_than_six_files(page: Page) -> None:
    linked = [given for tag, given in page.tags if tag in ("link", "script", "img")]
    assert 1 + len(linked) <= 6


def test_what_is_rare_and_barred_now_says_why_in_its_menu() -> None:
    offered = [Verb("Engage", "/engage/", "Not in a draft.", is_rare=True)]
    offered.append(Verb("Paper", "/paper/", is_rare=True))
    page = Page(written := render_to_string("web/parts/verb_links.html", verb_links(offered)))
    assert page.all("href") == ["/paper/"] and "Not in a draft." in written
    assert page.all("aria-describedby") == page.all("id")
