from datetime import date
from typing import Any

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory

from bureau.web.answers import Verb
from bureau.web.forms import specimen
from bureau.web.frame import Entry
from bureau.web.marks import MARKS


def render(text: str, query: str = "", **context: Any) -> str:
    request = RequestFactory().get(f"/list/{query}")
    template = Template("{% load design %}" + text)
    written = template.render(Context({"request": request, **context}))
    return " ".join(written.split())


def test_a_mark_has_its_shape_and_a_word() -> None:
    assert render('{% mark "reclassified" %}') == '<span class="m reclass">reclassified</span>'


def test_a_mark_takes_the_word_of_the_page() -> None:
    assert render('{% mark "ok" "paid" %}') == '<span class="m ok">paid</span>'


@pytest.mark.parametrize("name", MARKS)
def test_no_mark_speaks_by_its_shape_alone(name: str) -> None:
    assert str(MARKS[name].word)


def test_days_are_filters() -> None:
    day = date(2024, 4, 1).toordinal()
    assert render("{{ d|day }}, {{ d|last_day }}, {{ d|iso_day }}", d=day) == (
        "1 April 2024, 31 March 2024, 2024-04-01"
    )


def test_a_missing_day_is_written_as_nothing() -> None:
    assert render("[{{ d|day }}{{ d|last_day }}{{ d|iso_day }}]", d=None) == "[]"


def test_numbers_in_running_text_do_not_turn() -> None:
    assert render("{{ n|bdi }}", n="<ST02>") == "<bdi>&lt;ST02&gt;</bdi>"


def test_a_query_is_replaced_in_part_and_starts_at_its_first_page() -> None:
    query = "?grade=D.1&page=x&valid=2024-01-01"
    assert render('{% query_with sort="title" valid=None %}', query) == "?grade=D.1&amp;sort=title"


def test_a_form_by_get_carries_the_rest_of_the_query() -> None:
    written = render('{% kept_query "valid" %}', "?valid=2024-01-01&grade=D.1&grade=%22")
    assert written == (
        '<input type="hidden" name="grade" value="D.1">'
        '<input type="hidden" name="grade" value="&quot;">'
    )


def test_a_field_ties_hint_and_error_to_its_control() -> None:
    written = render("{% field form.day %}", form=specimen())
    assert '<label for="id_day">Change from' in written
    assert 'aria-describedby="id_day_helptext id_day_error"' in written
    assert 'id="id_day_helptext"' in written and 'id="id_day_error"' in written


def test_what_is_optional_is_said() -> None:
    form = specimen()
    assert "(optional)" in render("{% field form.remark %}", form=form)
    assert "(optional)" not in render("{% field form.day %}", form=form)


def test_a_choice_of_one_stands_in_a_fieldset() -> None:
    written = render("{% field form.kind %}", form=specimen())
    assert "<fieldset" in written and "<legend>Kind of change" in written
    assert 'id="id_kind"' in written and 'aria-describedby="id_kind_error"' in written


def test_a_tick_carries_its_label_beside_it() -> None:
    written = render("{% field form.tell %}", form=specimen())
    assert written.index("<input") < written.index("Tell the people affected")


def test_the_summary_leads_to_each_field() -> None:
    written = render("{% error_summary form %}", form=specimen())
    assert "3 things keep this from being saved" in written
    for name in ("id_day", "id_reason", "id_kind"):
        assert f'href="#{name}"' in written


def test_the_summary_tells_what_belongs_to_no_field() -> None:
    form = forms.Form({})
    form.add_error(None, "The set is closed.")
    written = render("{% error_summary form %}", form=form)
    assert "One thing keeps this" in written and "<li>The set is closed.</li>" in written


def test_a_form_without_errors_has_no_summary() -> None:
    assert render("{% error_summary form %}", form=forms.Form()) == ""


def test_an_empty_state_says_what_to_do() -> None:
    written = render('{% empty "No draft" "None begun." "/new/" "Start a draft" %}')
    assert "No draft" in written and '<a class="btn" href="/new/">Start a draft</a>' in written


def test_a_barred_verb_stays_and_says_why() -> None:
    offered = [Verb("Compare", "/compare/"), Verb("Record", "/record/", barred="Four eyes.")]
    written = render("{% verbs offered %}", offered=offered)
    assert '<a class="btn" href="/compare/">Compare</a>' in written
    assert 'aria-disabled="true" aria-describedby="barred-2" >Record</a>' in written
    assert '<span class="hint" id="barred-2">Four eyes.</span>' in written
    assert "/record/" not in written


def test_tabs_say_which_page_this_is() -> None:
    entries = [Entry("/a/", "A", current=True), Entry("/b/", "B", note="2 missing")]
    written = render('{% tabs entries "Case" %}', entries=entries)
    assert '<nav class="tabs" aria-label="Case">' in written
    assert 'href="/a/" aria-current="page"' in written and "2 missing" in written


def test_crumbs_lead_back() -> None:
    assert '<a href="/tsb/">TSB</a>' in render("{% crumbs c %}", c=[Entry("/tsb/", "TSB")])


@pytest.mark.parametrize(
    ("query", "state", "leads_to"),
    [("", "none", "title"), ("?sort=title", "ascending", "-title")]
    + [("?sort=-title", "descending", "title")],
)
def test_a_heading_sorts_by_its_address(query: str, state: str, leads_to: str) -> None:
    written = render('{% sort_heading "title" "Title" %}', query)
    assert f'aria-sort="{state}"' in written and f'href="?sort={leads_to}"' in written


def test_pages_go_by_key_and_keep_the_filter() -> None:
    written = render('{% paging "Rows 1–50" following="ST02/D1" %}', "?grade=D.1")
    assert 'href="?grade=D.1&amp;page=ST02%2FD1" rel="next"' in written
    assert 'aria-disabled="true">Previous' in written


def test_where_all_is_on_one_page_nothing_leads_on() -> None:
    written = render('{% paging "13 rows on this page" %}')
    assert "13 rows on this page" in written and "Previous" not in written
    assert render('{% paging "" %}').strip() == ""
