"""What is found, by whom, in which order and why: the table of cases.yaml on this database."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation

from bureau.core.actors import NOBODY, Actor
from bureau.record.search.queries import Found, Why, find
from bureau.record.search.services import reread
from bureau.web.answers import Audience
from tests.record.search import wiring

pytestmark = pytest.mark.django_db
MEMBER = Actor(person=3)
AUTHOR = Actor(person=wiring.AUTHOR)


@pytest.fixture(autouse=True)
def index() -> None:
    reread(wiring.things)


def names(found: Found) -> list[str]:
    return [str(hit.reference) for hit in found.hits]


@pytest.mark.parametrize("case", wiring.CASES["queries"], ids=lambda case: case["ask"] or "empty")
def test_a_query_finds_these_in_this_order(case: dict[str, Any]) -> None:
    found = find(NOBODY, case["ask"])
    assert names(found) == case["hits"] and found.following is None
    assert names(find(MEMBER, case["ask"])) == case["hits"] + case.get("member", [])
    assert set(names(find(AUTHOR, case["ask"]))) >= set(case["hits"] + case.get("author", []))
    if "why" in case:
        assert found.hits[0].why is Why(case["why"])
        assert case.get("met", "") in found.hits[0].met


def test_what_has_ended_says_what_it_became() -> None:
    (hit,) = find(NOBODY, "SGD").hits
    assert [label.name for label in hit.became] == ["Study Programme Department"]


def test_the_words_met_are_in_the_readers_language_where_they_can_be() -> None:
    with translation.override("fr"):
        (hit,) = find(NOBODY, "politique").hits
        assert (hit.language, hit.met) == ("fr", "Département de la politique des normes")


def test_a_kind_may_be_chosen() -> None:
    assert names(find(NOBODY, "strategic", kinds=["post"])) == ["post:11"]


def many(count: int) -> None:
    for number in range(1000, 1000 + count):
        audience = "public" if number % 2 else "named"
        kind = "post" if number % 2 else "draft"
        reference = wiring.Reference(kind, number)
        wiring.things[reference] = wiring.thing(names={"en": "Clerk of it"}, audience=audience)
    reread(wiring.things)


def pages(actor: Actor, limit: int) -> Iterator[list[str]]:
    after: str | None = ""
    while after is not None:
        found = find(actor, "clerk", limit=limit, after=after)
        after = found.following
        yield names(found)


def test_pages_hold_each_thing_once_and_leave_no_gap_for_what_may_not_be_seen() -> None:
    many(60)
    found = list(pages(MEMBER, limit=7))
    assert [len(page) for page in found] == [7, 7, 7, 7, 2]
    assert sum(found, []) == [f"post:{number}" for number in range(1001, 1060, 2)]


def test_a_page_key_that_was_made_up_is_the_first_page() -> None:
    assert names(find(NOBODY, "SED", after="x'; DROP")) == ["unit:4"]


def test_a_page_of_many_asks_no_more_of_the_database_than_one_of_few(
    django_assert_num_queries: Any,
) -> None:
    many(100)
    for text in ("engineer", "clerk"):
        with django_assert_num_queries(2):
            find(NOBODY, text, limit=50)


def test_a_text_of_more_tokens_than_an_index_stores_stops_nothing() -> None:
    """PostgreSQL refuses a tsvector above one megabyte."""
    letters = [chr(number) for number in range(0x20000, 0x20000 + 700)]
    words = {"en": " ".join(a + b for a in letters for b in letters[:200])}
    long = wiring.Reference("post", 22)
    wiring.things[long] = wiring.thing(
        names={"en": "Zoning clerk"}, words=words, audience=Audience.PUBLIC
    )
    reread([long])
    assert names(find(NOBODY, "zoning clerk")) == ["post:22"]
    assert names(find(NOBODY, words["en"][:2])) == ["post:22"]


def test_rights_are_those_of_now_not_those_of_the_row() -> None:
    memo = wiring.Reference("memo", 21)
    wiring.things[memo] = wiring.thing(names={"en": "Budget"}, audience=Audience.PUBLIC)
    reread([memo])
    assert names(find(NOBODY, "budget", kinds=["memo"])) == []
