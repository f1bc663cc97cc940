"""Pages in each language: what is said comes from the catalogues, nothing stays English."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import trans_real

from bureau.config.installation import compile_catalogues
from tests.institution.governance.visitors import case_address, send, visitor
from tests.institution.house import NOW, POSTS, UNITS, House, build_house

ROOT = Path(__file__).parents[1]
TEMPLATES = sorted((ROOT / "bureau").rglob("templates/**/*.html"))
LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
COMMENT = re.compile(r"{%\s*comment.*?endcomment\s*%}|{#.*?#}", re.DOTALL)
SENTENCE = re.compile(r"{%\s*blocktranslate\b.*?{%\s*endblocktranslate\s*%}", re.DOTALL)
TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
SPOKEN = ("aria-label", "title", "placeholder", "alt", "data-l")
SPOKEN_ATTRIBUTE = re.compile(rf'\b(?:{"|".join(SPOKEN)})="([^"]*)"')
UNSPOKEN = re.compile(r"<bdi\b[^>]*>[^<]*</bdi>|<[^>]*>|&\w+;", re.DOTALL)
SAME_IN_ALL = set("Bureau UTC CSV XLSX PDF SVG JSON LD DOCX Turtle".split())
VOID = set("area br col hr img input link meta source wbr path rect line circle use".split())
SILENT = {"bdi", "script", "style", "option"}
IN_THE_HOUSE = (
    "Ada Alan Stray INST Institute Opening record Session of June GVA Example regular CHF Paper"
)
IN_THE_HOUSE += " Europe Zurich SED Strategic Engagement TSB-2024 New department revoke ST Geneva"
IN_THEIR_OWN = set("English español espa ol français fran ais".split())
LISTS = [
    *("home", "chart", "posts", "posts-by-unit", "posts-by-grade", "instruments", "search"),
    *("settings", "settings-facts", "settings-grades"),
    *("settings-places", "settings-costs", "settings-offices", "settings-bodies"),
    *("settings-meetings", "settings-grants", "outbox", "instrument-new", "mandates", "orphans"),
    *("strategic-plans", "strategic-plan-new"),
    *("reorganisations", "reorganisation-new", "sign-in", "components"),
]
FOR_ADMINISTRATORS = ["settings-organisations", "settings-roles", "settings-grants", "outbox"]
ONE_CASE = ["", "description/", "readers/", "submission/", "actions/1/", "route/", "journal/"]


class Words(HTMLParser):
    """What a page says in its own language: text and spoken attributes, without codes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.silence: list[bool] = [False]
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        quiet = self.silence[-1] or tag in SILENT or ("lang" in given and tag != "html")
        if not quiet:
            self.said += [given[name] or "" for name in SPOKEN if name in given]
        if tag not in VOID:
            self.silence.append(quiet)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and len(self.silence) > 1:
            self.silence.pop()

    def handle_data(self, data: str) -> None:
        if not self.silence[-1]:
            self.said.append(data.strip())


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    compile_catalogues()
    monkeypatch.setattr(trans_real, "_translations", {})
    return build_house()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_writes_no_sentence_that_is_not_collected(path: Path) -> None:
    page = TAG.sub("", SENTENCE.sub("", COMMENT.sub("", path.read_text())))
    said = [*SPOKEN_ATTRIBUTE.findall(page), *UNSPOKEN.sub("\n", page).splitlines()]
    written = [words for words in said if set(LATIN_WORD.findall(words)) - WRITTEN_IN_TEMPLATES]
    assert written == []


WRITTEN_IN_TEMPLATES = SAME_IN_ALL | {"wide", "ST"}


@pytest.mark.thorough
def test_no_page_says_an_english_word_in_russian(house: House) -> None:
    """One language tells for all: what is in a catalogue is complete in each of them."""
    officer, administrator = visitor(house, "Olga"), visitor(house, "Ada")
    draft(officer, house)
    found = list(english(officer, [*addresses(house), *case_addresses()]))
    found += english(administrator, [reverse(name) for name in FOR_ADMINISTRATORS])
    found += english(Client(), [reverse("home"), reverse("sign-in"), "/nothing/"])
    assert found == []


def english(client: Client, places: list[str]) -> Iterator[tuple[str, str]]:
    data = " ".join([IN_THE_HOUSE, *map(str, UNITS.items()), *map(str, POSTS.items())])
    known = SAME_IN_ALL | IN_THEIR_OWN | set(LATIN_WORD.findall(data))
    for place in places:
        response = client.get(place, headers={"accept-language": "ru"}, follow=True)
        for words in Words(response.content.decode()).said:
            if set(LATIN_WORD.findall(words)) - known:
                yield place, words


def case_addresses() -> list[str]:
    kinds = [f"actions/new/?kind={kind}" for kind in ("appoint", "establish_post")]
    return [case_address(part) for part in (*ONE_CASE, *kinds)]


def addresses(house: House) -> list[str]:
    unit, post = [house.units["TSB"]], [house.posts["DIR"]]
    found = [reverse(name) for name in LISTS] + [
        "/search/?text=TSB",
        reverse("instrument", args=[house.paper]),
    ]
    found += [reverse(name, args=unit) for name in ("unit", "unit-chart", "unit-history")]
    found += [reverse(name, args=post) for name in ("post", "post-versions", "post-history")]
    found += [reverse("person", args=[house.people["Dina"]])]
    return [*found, reverse("compare", args=unit) + "?before=2019-01-01"]


def draft(officer: Client, house: House) -> None:
    new = reverse("reorganisation-new")
    send(officer, new, reference="TSB-2024", title="New department", language="en")
    send(
        officer,
        case_address("actions/new/?kind=establish_unit"),
        code="SED",
        name="Strategic Engagement",
        kind="department",
        parent=house.units["TSB"],
        language="en",
        day="2024-07-01",
    )
