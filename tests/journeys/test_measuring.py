"""What the sweep measures is seen on a page that has it, and not on one that has not."""

import pytest
from playwright.sync_api import Browser

from tests.journeys.sweeping import MEASURES

CELL = """<style>td{display:flow-root;width:9rem;padding-left:8.25rem;%s}
td::before{content:attr(data-l);float:left;margin-left:-8.25rem;width:7.75rem}</style>
<table><tr><td data-l="Span of control, on average">11.3</table>"""


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<p>one</p><p style='margin-top:-2.2em'>two</p>", ["one / two"]),
        ("<p>one</p><p>two</p>", []),
        ("<p>one</p><p style='position:absolute;top:1em'>floats</p>", []),
        ("<p style='width:3em'>Telecommunication</p>", ["out: Telecommunication"]),
        ("<p style='width:3em;overflow-x:auto'>Telecommunication</p>", []),
        (
            "<div style='width:3em;overflow-x:auto'><pre>aaaaaaaaaaaa</pre></div>"
            "<p style='margin:-2.2em 0 0 6em'>two</p>",
            [],
        ),
        (
            "<p><b style='display:inline-block;width:3em'>Telecommunication</b></p>",
            ["out: Telecommunication"],
        ),
        (
            "<p style='width:3em'><b style='display:inline-block'>Telecommunication</b></p>",
            ["out: Telecommunication"],
        ),
        (
            "<p style='width:3em'><b style='display:contents'>Telecommunication</b></p>",
            ["out: Telecommunication"],
        ),
        ("<div style='height:1.2em;overflow:auto'>one<br>two<br>three</div>four", []),
        ("<div style='height:1.2em'>one<br>two</div>three", ["two / three"]),
        (CELL % "white-space:nowrap", ["label Span of control, on average"]),
        (CELL % "", []),
    ],
)
def test_words_over_others_and_out_of_their_place_are_seen(
    chromium: Browser, page: str, found: list[str]
) -> None:
    looked_at = chromium.new_page()
    looked_at.set_content(page)
    assert looked_at.evaluate(MEASURES) == [0, found]
    looked_at.close()
