import re
from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.utils.csp import build_policy

import bureau.web
from bureau.web.security import CONTENT_SECURITY_POLICY, resource_headers

STATIC = Path(bureau.web.__file__).parent / "static/web"


@pytest.mark.urls("tests.web.addresses")
def test_every_page_carries_the_policy(client: Client) -> None:
    policy = client.get("/components/").headers["Content-Security-Policy"]
    assert re.match(r"default-src 'none'; script-src 'nonce-[^' ]+'; style-src 'self'", policy)


@pytest.mark.urls("tests.web.addresses")
def test_scripts_run_under_a_word_that_is_new_with_each_answer(client: Client) -> None:
    words = set()
    for _ in range(2):
        answer = client.get("/components/")
        found = re.search(r"'nonce-([^']+)'", answer.headers["Content-Security-Policy"])
        scripts = re.findall(r"<script([^>]*)>", answer.content.decode())
        assert found and scripts and all(f'nonce="{found[1]}"' in script for script in scripts)
        words.add(found[1])
    assert len(words) == 2


def test_the_policy_allows_nothing_inline_and_no_markup_from_scripts() -> None:
    policy = build_policy(CONTENT_SECURITY_POLICY)
    assert "unsafe" not in policy and "data:" not in policy and "*" not in policy
    assert "require-trusted-types-for 'script'; trusted-types 'none'" in policy


def test_headers_that_django_lacks_are_set_but_never_overwritten() -> None:
    response = HttpResponse(headers={"Permissions-Policy": "camera=(self)"})
    answered = resource_headers(lambda request: response)(HttpRequest())
    assert answered.headers["Permissions-Policy"] == "camera=(self)"
    assert answered.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_our_script_writes_no_markup_and_no_style_but_where_something_floats() -> None:
    script = (STATIC / "bureau.js").read_text()
    for forbidden in ("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval("):
        assert forbidden not in script
    assert not re.search(r"\.style\b(?!\.(left|top) = )|new Function", script)


@pytest.mark.parametrize("sheet", ["components.css", "drawings.css"])
def test_sheets_load_nothing_from_elsewhere(sheet: str) -> None:
    assert not re.search(r"url\(|@import", (STATIC / sheet).read_text())


@pytest.mark.parametrize("sheet", ["components.css", "drawings.css"])
def test_colours_are_named_only_in_the_tokens(sheet: str) -> None:
    parts = (STATIC / sheet).read_text().partition("/* Parts */")
    assert not re.search(r":[^;{]*(#[0-9a-f]{3,8}\b|rgb\()", parts[2] or parts[0])
