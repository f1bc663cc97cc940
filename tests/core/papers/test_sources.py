"""What a paper says of its value: every source in one thing, every thing once."""

from dataclasses import replace

import pytest

from bureau.core.papers.kinds import KINDS
from bureau.core.papers.kinds.parts import ChangeSaid, Chart, PostCost
from bureau.core.papers.shipped import BOOK
from bureau.core.papers.sources import Told, place_of, sources_of, tied, told_in
from tests.core.papers.specimens import SPECIMENS


def told(kind: str, language: str = "en") -> dict[str, Told]:
    value = SPECIMENS[kind]
    paper = KINDS[kind].setting(value, language, BOOK)
    return {one.place: one for one in told_in(paper, value)}


@pytest.mark.parametrize("source, place", [
    ("purpose", "purpose"),
    ("case.changes.0.said", "case.changes.0"),
    ("case.claims.0.verdict", "case.claims.0"),
    ("case.costs.0.first_year", "case.costs.0"),
    ("case.costs.0.posts.0.full_year", "case.costs.0.posts.0"),
    ("case.descriptions.0.duties.0.parts.1.said", "case.descriptions.0.duties.0.parts.1"),
    ("case.descriptions.0.experience.0", "case.descriptions.0.experience.0"),
    ("case.descriptions.0.unit_code", "case.descriptions.0"),
    ("case.decision.preamble.0.citations.1", "case.decision.preamble.0.citations.1"),
    ("case.new.boxes.0.name", "case.new"),
])  # fmt: skip
def test_a_source_is_in_its_innermost_thing(source: str, place: str) -> None:
    assert place_of(SPECIMENS["council-paper"], source) == place


@pytest.mark.parametrize("kind", sorted(SPECIMENS))
def test_every_source_leads_to_a_thing_that_is_told_once(kind: str) -> None:
    value = SPECIMENS[kind]
    paper = KINDS[kind].setting(value, "ar", BOOK)
    places = [one.place for one in told_in(paper, value)]
    assert len(places) == len(set(places))
    assert set(tied(paper, value).values()) == set(places)
    assert set(sources_of(paper)) <= tied(paper, value).keys()


def test_things_are_those_of_the_value() -> None:
    found = told("council-paper")
    assert isinstance(found["case.changes.0"].thing, ChangeSaid)
    assert isinstance(found["case.new"].thing, Chart)
    assert isinstance(found["case.costs.0.posts.0"].thing, PostCost)
    assert found["case.costs.0.posts.0"].above is SPECIMENS["council-paper"].case.costs[0]


@pytest.mark.parametrize("language", ["en", "ru", "zh-hans"])
def test_the_title_is_a_datum_where_the_paper_has_it(language: str) -> None:
    value = SPECIMENS["council-paper"]
    paper = KINDS["council-paper"].setting(value, language, BOOK)
    assert "title" in tied(paper, value)
    assert "title" not in tied(replace(paper, title="Another"), value)
