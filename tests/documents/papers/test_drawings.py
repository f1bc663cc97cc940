"""A drawing of the layout as print can read it."""

import re
from xml.etree import ElementTree

import pytest

from bureau.documents.papers.drawings import FROM_RIGHT, Size, for_print, natural, parsed, rules
from tests.documents.papers.samples import ALL, drawing


def test_nothing_is_left_to_be_understood() -> None:
    said = for_print(drawing("en").svg)
    assert not re.search(r"var\(|color-mix|class=|<style|--", said)
    assert 'fill="#e5f1e7" stroke="#1c6636" stroke-width="2"' in said


def test_no_rule_of_the_layout_is_lost() -> None:
    values = {value for rule in rules() for value in rule.looks.values()}
    assert len(rules()) > 80
    assert not [value for value in values if not value or "(" in value]


def test_colours_are_mixed_as_a_browser_mixes_them() -> None:
    said = "svg{--a:#000;--b:#fff}.x{fill:color-mix(in srgb,var(--a) 60%,var(--b))}"
    assert [rule.looks for rule in parsed(said)] == [{"fill": "#666666"}]


def test_the_weightier_rule_wins_and_asks_for_what_stands_above() -> None:
    svg = (
        '<svg class="viz" width="9" height="9"><g class="pill mv"><rect/></g>'
        '<rect class="bx gone"/><rect/></svg>'
    )
    first, second, third = ElementTree.fromstring(for_print(svg)).findall(".//{*}rect")
    assert (first.get("fill"), first.get("stroke")) == ("#fff", "#2c4ba2")
    assert (second.get("stroke"), second.get("stroke-dasharray")) == ("#a0281b", "7 4")
    assert third.attrib == {}


@pytest.mark.parametrize("language", ALL)
def test_from_the_right_words_begin_at_their_end(language: str) -> None:
    texts = list(ElementTree.fromstring(for_print(drawing(language).svg)).findall(".//{*}text"))
    turned = [one for one in texts if (one.text or "").startswith(FROM_RIGHT)]
    assert len(turned) == (len(texts) if language == "ar" else 0)
    assert {one.get("text-anchor") for one in turned} <= {"end", "middle"}


def test_a_drawing_is_made_smaller_never_larger() -> None:
    assert natural('<svg class="viz" width="200" height="100">') == Size(150, 75)
    assert Size(150, 75).within(75, 75) == Size(75, 37.5)
    assert Size(150, 75).within(750, 750) == Size(150, 75)


def test_a_drawing_without_a_size_is_refused() -> None:
    with pytest.raises(ValueError, match="width and height"):
        natural("<svg>")
