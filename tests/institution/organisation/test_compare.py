"""Two coordinates side by side: told as what happened, to whom may see it, in constant reads."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags
from pytest_django.fixtures import Settings

from bureau.core.changes.actions import ActionKind
from bureau.core.references import Reference
from bureau.core.structure.kinds import Value
from bureau.institution.organisation.services.identities import make_identity
from tests.institution.house import House
from tests.institution.organisation.reorganised import (
    AFTER,
    BEFORE,
    HERE,
    actions_on,
    make_public,
    put_in_force,
    reorganise,
    said,
    signed_in,
    sketch,
)

DAYS = {"valid": AFTER, "from_valid": BEFORE}


def page(client: Client, house: House, unit: str = "TSB", **query: str) -> str:
    answer = client.get(f"/compare/{house.units[unit]}/", query)
    assert answer.status_code == 200
    return answer.content.decode()


def read(html: str, part: str) -> str:
    """What a reader reads in the section or list headed by an id, in one line."""
    found = html.split(f'id="{part}"', 1)[1].split("</section>")[0]
    return re.sub(r"\s+", " ", unescape(strip_tags(f"<h2>{found}")))


@pytest.fixture
def reorganised(house: House) -> House:
    reorganise(house)
    make_public(house)
    return house


@pytest.fixture
def sketched(house: House, settings: Settings) -> House:
    settings.BUREAU_WIRING = f"{HERE}.KINDS"
    sketch(house)
    make_public(house)
    return house


def test_a_reorganisation_is_told_as_what_happened(client: Client, reorganised: House) -> None:
    told = read(page(client, reorganised, **DAYS), "changes").split("Carried along")[0]
    for sentence in (
        "SED (Strategic Engagement) is established under TSB.",
        "The head of SED is post D1, Chief of Engagement.",
        "TSP becomes SPD, Study Groups and Policy. It is the same unit.",
        "SGD, Study Groups, is merged into SPD.",
        "Post D1, Chief of Engagement, moves from TSB to SED.",
    ):
        assert sentence in told
    assert "OPD" not in told and "DEP" not in told


def test_what_was_only_carried_along_stands_apart(client: Client, reorganised: House) -> None:
    html = page(client, reorganised, **DAYS)
    assert "2 posts (P.5, P.4) move from SGD to SPD." in read(html, "carried")


def test_list_drawing_and_table_share_their_numbers(client: Client, reorganised: House) -> None:
    html = page(client, reorganised, **DAYS)
    listed = set(re.findall(r'<li id="change-(\d+)"', html))
    linked = set(re.findall(r'href="#change-(\d+)"', html))
    assert listed == {"1", "2", "3", "4", "5"} and linked <= listed and len(linked) >= 3


def test_the_side_before_is_by_default_the_day_before_the_last_change(
    client: Client, reorganised: House
) -> None:
    html = page(client, reorganised, valid="2024-09-01")
    assert "30 June 2024 beside 1 September 2024" in html and "SED, " in unescape(html)


def test_swapped_sides_tell_the_way_back(client: Client, reorganised: House) -> None:
    html = page(client, reorganised, **DAYS)
    swap = unescape(re.findall(r'href="(\?[^"]*)">\s*Swap', html)[0])
    back = client.get(f"/compare/{reorganised.units['TSB']}/{swap}").content.decode()
    assert "SED, Strategic Engagement, is abolished" in read(back, "changes")


def test_nothing_changed_says_so_and_leads_on(client: Client, reorganised: House) -> None:
    html = page(client, reorganised, valid="2024-06-01", from_valid="2024-05-01")
    assert "Nothing changed" in html and "valid=2024-07-01" in unescape(html)


def test_a_unit_that_is_gone_is_compared_with_what_it_was(
    client: Client, reorganised: House
) -> None:
    assert "is merged into SPD" in read(page(client, reorganised, "SGD", **DAYS), "changes")


def test_a_thing_that_never_stood_is_not_found(client: Client, reorganised: House) -> None:
    assert client.get("/compare/999/", DAYS).status_code == 404
    assert client.get("/compare/1/", {"from_plan": "nonsense"}).status_code == 404


def test_strangers_see_nothing_of_a_chart_that_is_not_public(client: Client, house: House) -> None:
    assert client.get(f"/compare/{house.units['TSB']}/").status_code == 404


def test_a_plan_is_compared_with_what_is_in_force_that_day(sketched: House) -> None:
    officer = signed_in(sketched, "Olga")
    html = page(officer, sketched, valid=AFTER, plan="sketch:1")
    assert "In force beside Sketch TSB-1" in html
    assert "SED (Strategic Engagement) is established" in read(html, "changes")


@pytest.mark.parametrize("name", ["plan", "from_plan"])
def test_a_plan_one_may_not_see_does_not_exist(sketched: House, name: str) -> None:
    stranger = signed_in(sketched, "Stray")
    for plan in ("sketch:1", "sketch:2", "boat:1"):
        answer = stranger.get(f"/compare/{sketched.units['TSB']}/", {name: plan, "valid": AFTER})
        assert answer.status_code == 404 and b"SED" not in answer.content
    html = page(stranger, sketched, valid=AFTER, from_valid=BEFORE)
    assert "SED" not in html and "Sketch" not in html


def test_people_are_named_only_to_those_who_may_see_them(client: Client, house: House) -> None:
    make_public(house)
    post = Reference("post", house.posts["D1"])
    hold = make_identity(house.administrator, organisation=house.organisation, kind="incumbency")
    values = {"person": house.people["Stray"], "incumbency": hold}
    put_in_force(house, *actions_on(house, (ActionKind.APPOINT, post, values)))
    assert "Stray is appointed to post D1." in read(
        page(signed_in(house, "Olga"), house, **DAYS), "changes"
    )
    html = page(client, house, **DAYS)
    assert "A holder is appointed to post D1." in read(html, "changes") and "Stray" not in html


def test_words_of_a_name_cannot_become_markup(client: Client, house: House) -> None:
    make_public(house)
    name = said(house, en="<script>alert(1)</script> {unit}")
    tsp = Reference("unit", house.units["TSP"])
    put_in_force(house, *actions_on(house, (ActionKind.RENAME_UNIT, tsp, {"name": name})))
    assert "<script>alert" not in page(client, house, **DAYS)


def test_six_languages_tell_the_same(client: Client, reorganised: House) -> None:
    html = page(client, reorganised, **DAYS)
    assert "Engagement stratégique" in html.split('<div lang="fr" dir="ltr">')[1]
    assert '<div lang="ar" dir="rtl">' in html


def reads(client: Client, house: House) -> int:
    page(client, house, **DAYS)
    with CaptureQueriesContext(connection) as made:
        page(client, house, **DAYS)
    return len(made)


def test_fifty_more_posts_take_no_more_reads(client: Client, reorganised: House) -> None:
    few = reads(client, reorganised)
    admin, title = reorganised.administrator, said(reorganised, en="Officer")
    told = []
    for place in range(50):
        post = make_identity(admin, organisation=reorganised.organisation, kind="post")
        values: dict[str, Value] = {"unit": reorganised.units["OPD"], "number": f"N{place}"}
        subject = Reference("post", post)
        told.append((ActionKind.ESTABLISH_POST, subject, values | {"title": title}))
    put_in_force(reorganised, *actions_on(reorganised, *told))
    assert reads(client, reorganised) == few
    html = page(client, reorganised, **DAYS)
    assert "50 posts (" in read(html, "changes")


def test_a_new_post_is_in_its_unit_as_that_is_called_then(house: House) -> None:
    make_public(house)
    number = make_identity(house.administrator, organisation=house.organisation, kind="post")
    opd, post = Reference("unit", house.units["OPD"]), Reference("post", number)
    values: dict[str, Value] = {"unit": opd.id, "number": "N1", "grade": "P.4"}
    values["title"] = said(house, en="Editor")
    told = [
        (ActionKind.RENAME_UNIT, opd, {"code": "OD"}),
        (ActionKind.ESTABLISH_POST, post, values),
    ]
    put_in_force(house, *actions_on(house, *told))  # type: ignore[arg-type]
    changes = read(page(Client(), house, **DAYS), "changes")
    assert "is established in OD." in changes
