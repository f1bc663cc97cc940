"""Every kind of paper: its value there and back, and its setting in six languages."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from itertools import pairwise
from json import dumps, loads
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bureau.core.changes.people import How
from bureau.core.papers.blocks import Annex, Block, Drawing, Heading, Paragraph, Table
from bureau.core.papers.checks import check
from bureau.core.papers.kinds import FORMATS, KINDS
from bureau.core.papers.kinds.decision import set_decision
from bureau.core.papers.kinds.delegation_report import set_delegation_report
from bureau.core.papers.kinds.letter import Letter, set_letter
from bureau.core.papers.kinds.parts import Chart, UnitBox
from bureau.core.papers.plain import plain_of, value_of
from bureau.core.papers.profiles import PROFILES
from bureau.core.papers.shipped import BOOK
from bureau.core.papers.sources import told_in
from bureau.core.texts import LANGUAGES, Text
from tests.core.papers.reading import annexes, blocks_of, runs_of, text_of
from tests.core.papers.specimens import LETTER, REPORT, SPECIMENS, said
from tests.core.papers.values import VALUES

kinds = pytest.mark.parametrize("name", KINDS)
languages = pytest.mark.parametrize("language", LANGUAGES)


def test_every_kind_has_a_specimen_and_random_values() -> None:
    assert set(KINDS) == set(SPECIMENS) == set(VALUES)
    assert all(set(FORMATS) <= set(kind.formats) for kind in KINDS.values())


@kinds
@languages
def test_every_text_of_a_value_is_said_in_the_language(name: str, language: str) -> None:
    paper = KINDS[name].setting(SPECIMENS[name], language, BOOK)
    told = text_of(paper) + paper.title + repr(paper.furniture) + _drawn(paper.blocks)
    for text in texts_in(SPECIMENS[name]):
        assert PROFILES[language].dress(text.in_language(language)) in told
    assert not any(f"[{one}]" in told for one in LANGUAGES if one != language)


@kinds
@languages
def test_tables_are_even_and_headings_go_down_by_one(name: str, language: str) -> None:
    paper = KINDS[name].setting(SPECIMENS[name], language, BOOK)
    found = list(blocks_of(paper.blocks))
    for table in (one for one in found if isinstance(one, Table)):
        assert {len(row) for row in table.rows} <= {len(table.head)}
    levels = [1, *(one.level for one in found if isinstance(one, Heading))]
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


@kinds
@given(data=st.data())
@settings(max_examples=25)
def test_a_value_comes_back_from_json_as_it_was(name: str, data: st.DataObject) -> None:
    value = data.draw(VALUES[name])
    assert KINDS[name].read(loads(dumps(plain_of(value)))) == value


@pytest.mark.exhaustive
@kinds
@given(data=st.data(), language=st.sampled_from(LANGUAGES))
@settings(max_examples=25)
def test_whatever_a_value_holds_it_can_be_set(
    name: str, data: st.DataObject, language: str
) -> None:
    value = data.draw(VALUES[name])
    paper = KINDS[name].setting(value, language, BOOK)
    assert paper.value == plain_of(value)
    anchors = {one.anchor for one in blocks_of(paper.blocks) if isinstance(one, Annex | Heading)}
    assert {run.target for run in runs_of(paper)} - {""} <= anchors


@kinds
def test_a_source_leads_to_what_is_said(name: str) -> None:
    paper = KINDS[name].setting(SPECIMENS[name], "en", BOOK)
    for source in {run.source for run in runs_of(paper)} - {""}:
        found: Any = paper.value
        for step in source.split("."):
            found = found[int(step)] if isinstance(found, list) else found[step]


def test_what_does_not_fit_a_kind_is_refused() -> None:
    plain = plain_of(LETTER)
    for wrong in ({**plain, "how": "sent away"}, {**plain, "recipient": 3}, {**plain, "more": 1}):
        with pytest.raises((ValueError, TypeError)):
            KINDS["letter"].read(wrong)
    untold = {"original": "en", "said": {}}
    for title in (3, {}, untold, {**untold, "said": {"en": [1, "draft"]}}):
        with pytest.raises((ValueError, TypeError, KeyError)):
            KINDS["letter"].read({**plain, "title": title})
    with pytest.raises(TypeError):
        value_of(type(REPORT), {**plain_of(REPORT), "delegations": "none"})


def test_a_decision_that_was_adopted_is_numbered_and_annexes_the_description() -> None:
    paper = set_decision(SPECIMENS["decision"], "es", BOOK)
    assert paper.title.startswith("Acuerdo 612")
    assert [(one.letter, one.label) for one in annexes(paper)] == [("", "Anexo")]


@pytest.mark.parametrize("how", How)
def test_a_letter_says_what_becomes_of_the_person(how: How) -> None:
    told = text_of(set_letter(replace(LETTER, how=how), "es", BOOK))
    assert BOOK.find(f"letter.how.{how}", "es").words in told


def test_a_letter_ends_with_its_day_and_who_sends_it() -> None:
    def ending(value: Letter) -> list[str]:
        blocks = set_letter(value, "en", BOOK).blocks[-3:]
        return [
            "".join(run.text for run in one.runs) for one in blocks if isinstance(one, Paragraph)
        ]

    house, signed = LETTER.issuer.in_language("en"), "Head of Human Resources [en]"
    assert ending(LETTER) == ["[date]", house, signed]
    assert ending(replace(LETTER, day=date(2024, 5, 6))) == ["6\u00a0May\u00a02024", house, signed]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["council-paper", "committee-document"])
def test_the_box_says_of_whom_it_is_asked_as_the_body_does(kind: str, language: str) -> None:
    told = KINDS[kind].setting(SPECIMENS[kind], language, BOOK)
    lead = BOOK.find("asked", language, SPECIMENS[kind].body).words.partition("{")[0]
    assert text_of(told).count(lead) == 2


def test_every_request_says_which_of_the_value_it_is() -> None:
    told = KINDS["council-paper"].setting(SPECIMENS["council-paper"], "en", BOOK)
    asked = {one.place for one in told_in(told, SPECIMENS["council-paper"])}
    count = len(SPECIMENS["council-paper"].requests)
    assert count > 1 and {f"requests.{place}" for place in range(count)} <= asked


def test_a_report_sums_what_was_used() -> None:
    told = text_of(set_delegation_report(REPORT, "en", BOOK))
    assert "Used: CHF 54,000 of the ceiling of CHF 150,000." in told
    assert "In force from" in told and "1 July 2024" in told
    assert "The power was not used in this time." in told
    assert "Basis: Council Resolution 1107." in told
    assert "The ceiling applies from 1 January 2024 to 31 December 2025." in told
    assert "No ceiling is on record for these uses." in told


def test_a_poster_is_one_drawing_on_a_large_sheet() -> None:
    paper = KINDS["chart-poster"].setting(SPECIMENS["chart-poster"], "ar", BOOK)
    assert paper.page == "a3"
    assert [type(one) for one in paper.blocks] == [Drawing]


@pytest.mark.exhaustive
@pytest.mark.parametrize("size", ["a3", "a1"])
def test_what_is_too_large_to_read_is_drawn_in_outline_and_the_table_has_all(size: str) -> None:
    value = replace(SPECIMENS["chart-poster"], chart=large_chart(1200), size=size)
    (drawing,) = KINDS["chart-poster"].setting(value, "en", BOOK).blocks
    assert isinstance(drawing, Drawing)
    assert drawing.beside
    assert len(drawing.beside.rows) == 1200
    assert "of 1200 units" in drawing.svg
    width, height = map(int, re.findall(r'(?:width|height)="(\d+)"', drawing.svg)[:2])
    assert max(width, height / 0.68) < 7600
    paper = KINDS["chart-poster"].setting(value, "ar", BOOK)
    assert check(paper, BOOK) == ()


def large_chart(units: int) -> Chart:
    boxes = (
        UnitBox(str(at), said(f"Unit{at}"), f"U{at}", str((at - 1) // 6) if at else "")
        for at in range(units)
    )
    return Chart(said("Whole"), date(2024, 7, 1), tuple(boxes))


def texts_in(value: object) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from texts_in(each)
    elif is_dataclass(value):
        for one in fields(value):
            if one.name != "body_name":
                yield from texts_in(getattr(value, one.name))


def _drawn(blocks: tuple[Block, ...]) -> str:
    return "".join(one.alt + one.caption for one in blocks_of(blocks) if isinstance(one, Drawing))
