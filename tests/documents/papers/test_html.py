"""A paper as HTML: one article that says all of it, with nothing a strict policy refuses."""

import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from bureau.core.papers.blocks import Furniture, Paper, Paragraph, Run
from bureau.core.papers.kinds import KINDS
from bureau.core.papers.shipped import BOOK
from bureau.core.papers.sources import tied
from bureau.core.texts import Status, Text
from bureau.documents.papers.html import (
    STYLE,
    html_bytes,
    html_fragment,
    name_of_datum,
    name_said,
    tied_fragment,
)
from tests.core.papers.specimens import SPECIMENS
from tests.documents.papers.samples import ALL, POST, sample
from tests.documents.papers.words import WORDS

VOID = {"meta", "rect", "path", "circle"}


class Tags(HTMLParser):
    """Every start tag with its attributes; fails where elements do not close in order."""

    def __init__(self, said: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.deepest: Counter[str] = Counter()
        self.feed(said)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)
            self.deepest[tag] = max(self.deepest[tag], self.open.count(tag))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def named(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.found if name == tag]


@pytest.mark.parametrize("language", ALL)
def test_it_is_an_article_in_its_language_and_direction(language: str) -> None:
    (article,) = Tags(html_fragment(sample(language))).named("article")
    assert article["dir"] == ("rtl" if language == "ar" else "ltr")
    assert article["lang"].lower() == language


def test_a_title_that_is_not_translated_says_its_language() -> None:
    title = Text("ar", {"ar": ("إعادة تنظيم المكتب", Status.ORIGINAL)})
    for kind in ("council-paper", "committee-document"):
        paper = KINDS[kind].setting(replace(SPECIMENS[kind], title=title), "en", BOOK)
        assert '<bdi lang="ar" dir="rtl">إعادة تنظيم المكتب</bdi></h1>' in html_fragment(paper)
        assert ("untranslated" in paper.warnings) and paper.title == "إعادة تنظيم المكتب"


@pytest.mark.parametrize("language", ALL)
def test_headings_skip_no_level(language: str) -> None:
    tags = Tags(html_fragment(sample(language)))
    levels = [int(tag[1]) for tag, _ in tags.found if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(later - one <= 1 for one, later in zip(levels, levels[1:], strict=False))


def test_heads_of_tables_say_what_they_head() -> None:
    scopes = [head["scope"] for head in Tags(html_fragment(sample("en"))).named("th")]
    assert scopes == ["col"] * 3 + ["row"] * 2 + ["col"] * 2 + ["row"] * 2


def test_nothing_in_a_part_of_a_page_is_refused_by_a_strict_policy() -> None:
    tags = Tags(html_fragment(sample("fr")))
    assert not tags.named("style") and not tags.named("script")
    assert not [one for _, one in tags.found if "style" in one or "onclick" in one]


def test_names_are_given_once() -> None:
    paper = sample("en")
    twice = replace(paper, blocks=paper.blocks[:-1] + paper.blocks[-2:-1])
    ids = re.findall(r'\bid="([^"]+)"', html_fragment(twice).replace('id="annex-a"', ""))
    assert len(ids) == len(set(ids)) == 5


def test_runs_say_where_their_words_come_from() -> None:
    said = html_fragment(sample("zh-hans"))
    assert f'<bdi class="code" dir="ltr" data-source="post">{POST}</bdi>' in said
    assert 'data-source="claims.2"' in said


@pytest.mark.parametrize("language", ALL)
def test_words_lead_to_their_datum_and_the_first_of_them_is_led_to(language: str) -> None:
    """No link in a link, and every name once."""
    value = SPECIMENS["council-paper"]
    paper = KINDS["council-paper"].setting(value, language, BOOK)
    places = tied(paper, value)
    tags = Tags(tied_fragment(paper, places))
    spans = [one for one in tags.named("a") if one.get("class") == "span"]
    assert {one["data-fact"] for one in spans} == set(places.values())
    assert {one["href"] for one in spans} == {f"#{name_of_datum(each)}" for each in places.values()}
    names = [one["id"] for one in spans if "id" in one]
    assert sorted(names) == sorted({name_said(each) for each in places.values()})
    assert tags.deepest["a"] == 1


def test_figures_keep_their_sign_before_them() -> None:
    assert '<td class="figures"><bdi class="code" dir="ltr">−8,500</bdi></td>' in html_fragment(
        sample("ar")
    )


def test_hostile_words_stay_words() -> None:
    hostile = "<script>alert('x')</script>\x0b&\""
    blocks = (Paragraph((Run(hostile, hostile, is_code=True),)),)
    paper = Paper("letter", "en", hostile, Furniture(hostile), blocks, {}, (hostile,))
    tags = Tags(html_bytes(paper).decode())
    assert not tags.named("script")
    assert tags.named("bdi")[0]["data-source"] == hostile.replace("\x0b", "")


def test_a_page_of_its_own_asks_nobody_for_anything() -> None:
    said = html_bytes(sample("ru")).decode()
    assert STYLE.read_text() in said and WORDS["ru"]["title"] in said
    assert not re.search(r'src="|href="[^#]|url\(|@import', said)
