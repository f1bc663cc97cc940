from datetime import date
from typing import Any

import pytest
from django.contrib import messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation

from bureau.web.frame import Account, CoordinatesBar, Entry

pytestmark = pytest.mark.urls("tests.web.addresses")
DAY = date(2025, 3, 17).toordinal()


def base(query: str = "", **context: Any) -> str:
    request = RequestFactory().get(f"/chart/{query}")
    written = render_to_string("web/base.html", {"request": request, **context})
    return " ".join(written.split())


def test_a_page_told_nothing_still_has_its_landmarks() -> None:
    written = base()
    assert '<main id="main" tabindex="-1"' in written and '<header class="mast">' in written
    assert "coords" not in written and 'role="search"' not in written


def test_the_navigation_says_where_one_is() -> None:
    written = base(navigation=[Entry("/", "Home"), Entry("/chart/", "Chart", current=True)])
    assert '<a href="/chart/" aria-current="page">Chart</a>' in written


def test_search_is_offered_where_there_is_one() -> None:
    assert '<form class="find" role="search" action="/search/">' in base(search_address="/search/")


def test_the_coordinates_are_shown_with_their_defaults() -> None:
    written = base(coords=CoordinatesBar(DAY))
    assert "<b>17 March 2025</b>" in written
    assert "<b>now</b>" in written and "<b>in force</b>" in written


def test_what_was_known_is_asked_for_by_day_or_by_record_number() -> None:
    for said in ("3", "2024-07-01"):
        written = base(coords=CoordinatesBar(DAY, recorded="then", recorded_asked=said))
        assert f'name="recorded" value="{said}"' in written


def test_a_plan_that_is_not_in_force_stripes_the_bar() -> None:
    written = base(coords=CoordinatesBar(DAY, plan="Draft: one"))
    assert 'class="coords draft"' in written and "<b>Draft: one</b>" in written


def test_another_day_keeps_the_rest_of_the_address() -> None:
    written = base("?valid=2024-01-01&grade=D.1", coords=CoordinatesBar(DAY))
    assert '<input type="hidden" name="grade" value="D.1">' in written
    assert 'value="2024-01-01"' not in written.partition('id="c-valid"')[0]


def test_a_demonstration_says_so_on_every_page() -> None:
    assert "people, days and figures are invented" in base(demonstration=True)


def test_the_account_menu_signs_out_by_post() -> None:
    entries = (Entry("/me/", "My page"),)
    account = Account("Samira", "Organisation officer", entries, sign_out_address="/out/")
    written = base(account=account)
    assert "<bdi>Samira</bdi>" in written and '<a href="/me/" >My page</a>' in written
    assert '<form method="post" action="/out/">' in written


def test_who_is_not_signed_in_may_sign_in() -> None:
    assert '<a class="btn plain" href="/sign-in/">Sign in</a>' in base(sign_in_address="/sign-in/")


@pytest.mark.parametrize(
    ("level", "shown"),
    [
        (messages.SUCCESS, '<div class="toast" role="status"><span>Done.</span>'),
        (messages.INFO, '<div class="note" role="status"><p>Done.</p>'),
        (messages.WARNING, '<div class="note warn" role="status"><p>Done.</p>'),
        (messages.ERROR, '<div class="note bad" role="alert"><p>Done.</p>'),
    ],
)
def test_messages_tell_what_the_last_act_did(level: int, shown: str) -> None:
    storage = CookieStorage(RequestFactory().get("/"))
    storage.add(level, "Done.")
    assert shown in base(messages=storage)


def test_the_language_is_kept_in_a_cookie_and_not_in_the_address(client: Client) -> None:
    response = client.post("/language/", {"language": "ar", "next": "/components/?sort=title"})
    assert response.headers["Location"] == "/components/?sort=title"
    assert 'dir="rtl"' in client.get("/components/").content.decode()


def test_each_language_is_offered_in_its_own_words() -> None:
    with translation.override("zh-hans"):
        written = base()
    assert 'value="ar" lang="ar" >العربيّة</button>' in written
    assert 'value="zh-hans" lang="zh-Hans" aria-current="true">' in written
