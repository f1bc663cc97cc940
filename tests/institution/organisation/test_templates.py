"""Templates of units: a unit read as one, written anew, put aside."""

from dataclasses import replace

import pytest
from django.test import Client

from bureau.core.changes.actions import Action, ActionKind
from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.institution.organisation.queries.templates import (
    PostOfTemplate,
    UnitOfTemplate,
    posts_in_template,
    posts_of_template,
    templates_of,
    tree_of_template,
)
from bureau.institution.organisation.services import templates
from bureau.web.multilingual import text
from tests.institution.house import OPENED, TODAY, House
from tests.institution.organisation import deeds

pytestmark = pytest.mark.django_db


def make(house: House, unit: str = "SGD", *, with_units: bool = False) -> int:
    return templates.make_template(
        house.actor("Olga"),
        organisation=house.organisation,
        name=text(en="A department"),
        unit=house.units[unit],
        day=TODAY,
        with_units=with_units,
    )


def posts(template: int) -> list[PostOfTemplate]:
    return posts_in_template(posts_of_template(template))


def put(house: House, template: int, post: PostOfTemplate, place: int | None = None) -> int:
    return templates.put_template_post(
        house.actor("Olga"), template=template, post=post, place=place
    )


def report(house: House, number: str, superior: str) -> Action:
    values = {"superior": house.posts[superior], "reporting": deeds.identity(house, "reporting")}
    post = Reference("post", house.posts[number])
    return Action(1, ActionKind.CHANGE_REPORTING, post, OPENED.toordinal(), values)  # type: ignore[arg-type]


def test_a_unit_becomes_a_template_with_its_head_first(house: House) -> None:
    deeds.decide(house, report(house, "ADV", "CHIEF"))
    head, adviser = posts(make(house))
    assert (head.grade, head.is_head, head.superior) == ("P.5", True, None)
    assert (adviser.grade, adviser.is_head, adviser.superior) == ("P.4", False, 1)
    assert adviser.duty_station == "GVA" and adviser.funding == "regular"


def test_posts_that_are_alike_are_told_once_with_their_number(house: House) -> None:
    deeds.add_posts(house, "OPD", 2)
    values = deeds.said(house, "Clerk 1")
    actions = [
        Action(
            place,
            ActionKind.RETITLE_POST,
            Reference("post", post.id),
            OPENED.toordinal(),
            {"title": values},
        )
        for place, post in enumerate(house.now().posts_of(house.units["OPD"]), 1)
        if post.number.startswith("X/")
    ]
    deeds.decide(house, *actions)
    assert [(one.grade, one.count) for one in posts(make(house, "OPD"))] == [("P.5", 1), ("P.4", 2)]


def test_a_line_that_leads_out_of_the_unit_is_left_out(house: House) -> None:
    deeds.decide(house, report(house, "ADV", "OPS"))
    assert [one.superior for one in posts(make(house))] == [None, None]


def test_the_description_in_force_is_kept_as_a_skeleton(house: House) -> None:
    version = deeds.describe(house, "CHIEF", "Lead")
    adopted = deeds.adopt(house, "CHIEF", version)
    deeds.decide(house, replace(adopted, day=OPENED.toordinal()))
    assert [one.description for one in posts(make(house))] == [version, None]


def test_a_post_is_put_changed_and_taken_out(house: House) -> None:
    made = make(house)
    head, adviser = posts(made)
    assert put(house, made, replace(adviser, superior=2)) == 3
    put(house, made, replace(adviser, count=1, fte=50), place=2)
    assert [(one.fte, one.superior) for one in posts(made)] == [(100, None), (50, None), (100, 2)]
    templates.drop_template_post(house.actor("Olga"), template=made, place=1)
    assert [one.superior for one in posts(made)] == [None, 1]
    templates.drop_template_post(house.actor("Olga"), template=made, place=1)
    assert [one.superior for one in posts(made)] == [None]
    assert head.is_head


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"is_head": True}, "template_one_head"),
        ({"count": 100}, "template_too_large"),
        ({"superior": 9}, "template_superior"),
        ({"superior": 3}, "template_superior"),
    ],
)
def test_what_cannot_be_is_refused(house: House, change: dict[str, object], code: str) -> None:
    made = make(house)
    with pytest.raises(Refused, match=code):
        put(house, made, replace(posts(made)[1], **change))  # type: ignore[arg-type]
    assert len(posts(made)) == 2


def test_a_unit_is_taken_with_all_units_below_it_or_alone(house: House) -> None:
    deeds.decide(house, report(house, "ADV", "OPS"))
    assert tree_of_template(make(house, "TSB")).units == []
    tree = tree_of_template(make(house, "TSB", with_units=True))
    assert [(unit.code, unit.under) for unit in tree.units] == [
        *(("TSP", None), ("SGD", None), ("OPD", None)),
    ]
    heads = {post.unit: post.grade for post in tree.posts if post.is_head}
    assert heads == {None: "elected", 1: "D.2", 2: "P.5", 3: "P.5"}
    above = [(post.unit, post.superior) for post in tree.posts if post.superior]
    lines = [(unit, tree.posts[superior - 1].unit) for unit, superior in above]
    assert lines == [(2, 3)]  # a line from one unit of it to another is kept


def test_units_are_put_changed_and_taken_out_with_all_in_them(house: House) -> None:
    by, made = house.actor("Olga"), make(house, "TSB", with_units=True)
    (tsp, *_rest) = tree_of_template(made).units
    below = UnitOfTemplate(tsp.name, "A", "section", under=2)
    assert templates.put_template_unit(by, template=made, unit=below, name=text(en="Sub")) == 4
    clerk = replace(posts(made)[-1], unit=4, is_head=True)
    put(house, made, clerk)
    templates.drop_template_unit(by, template=made, place=2)
    tree = tree_of_template(made)
    assert [(unit.code, unit.under) for unit in tree.units] == [("TSP", None), ("OPD", None)]
    assert {post.unit for post in tree.posts} == {None, 1, 2}


@pytest.mark.parametrize(
    ("unit", "code"),
    [
        (UnitOfTemplate(1, "tsp", "section"), "template_code_twice"),
        (UnitOfTemplate(1, "X", "kingdom"), "value_wrong"),
        (UnitOfTemplate(1, "X", "section", under=4), "template_unit_absent"),
    ],
)
def test_a_unit_that_cannot_be_is_refused(house: House, unit: UnitOfTemplate, code: str) -> None:
    made = make(house, "TSB", with_units=True)
    name = text(en="Section")
    with pytest.raises(Refused, match=code):
        templates.put_template_unit(house.actor("Olga"), template=made, unit=unit, name=name)
    assert len(tree_of_template(made).units) == 3


def test_one_that_is_put_aside_is_offered_no_more(house: House) -> None:
    templates.retire_template(house.actor("Olga"), template=make(house))
    assert templates_of(house.organisation) == []


def test_a_title_that_stays_keeps_its_wording(house: House, officer: Client) -> None:
    made = make(house)
    address, before = f"/settings/templates/{made}/posts/2/", posts(made)[1].title
    said = {"title": "Adviser", "grade": "P.5", "count": 1, "fte": 100, "key": "k1"}
    assert officer.post(address, said).status_code == 302
    assert (posts(made)[1].title, posts(made)[1].grade) == (before, "P.5")
    officer.post(address, {**said, "title": "Counsel", "key": "k2"})
    assert posts(made)[1].title != before
    assert "Counsel" in officer.get(f"/settings/templates/{made}/").content.decode()


def test_a_template_is_made_by_form_from_a_unit_of_a_day(house: House, officer: Client) -> None:
    said = {"name_original": "en", "name_en": "A", "unit": "sgd", "day": "2024-06-10", "key": "k"}
    assert officer.post("/settings/templates/", said).status_code == 302
    said |= {"day": "2019-01-01", "key": "k2"}
    assert (
        "No unit of the organisation" in officer.post("/settings/templates/", said).content.decode()
    )


def test_a_post_without_a_line_reports_to_whoever_heads_the_unit(
    house: House, officer: Client
) -> None:
    page = officer.get(f"/settings/templates/{make(house)}/").content.decode()
    assert page.count('data-l="Reports to">whoever heads the unit</td>') == 1
