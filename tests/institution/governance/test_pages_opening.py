"""The opening record by form: checked whole, shown, recorded once, and nothing typed is lost."""

from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bureau.institution.instruments.models import Instrument
from bureau.institution.organisation.models import Effect, Organisation
from bureau.institution.organisation.queries.structure import belonging
from bureau.institution.organisation.services import reference
from bureau.web.multilingual import text
from tests.institution.governance.visitors import fresh_key, page, visitor
from tests.institution.house import OPENED, TODAY, House

UNITS = """code;name;kind;parent;head;order
MIN;Ministry;organisation;;M1;
DEPT;Department of Works;department;MIN;;20
"""
POSTS = """M1;Minister;P.4;MIN;GVA;;;;;;adam
M2;Clerk;G.6;DEPT;GVA;regular_budget;general_service;0,5;;yes;
"""
ADDRESS = "/settings/opening/"


@pytest.fixture
def ministry(house: House) -> int:
    """An organisation that is begun: it has grades and a place, and nothing stands in it."""
    by = house.administrator
    made = reference.create_organisation(by, code="MIN", name=text(en="Ministry"))
    for order, code in enumerate(("G.6", "P.4")):
        reference.add_grade(
            by, organisation=made, code=code, grade_class="x", order=order, valid_from=OPENED
        )
    reference.add_place(
        by, organisation=made, code="GVA", name=text(en="Geneva"), valid_from=OPENED
    )
    return made


@pytest.fixture
def founder(house: House, ministry: int) -> Client:
    """The administrator at work on the ministry."""
    client = visitor(house, "Ada")
    visitor(house, "Adam")
    client.post(f"/settings/organisations/{ministry}/work/")
    return client


def send(client: Client, status: int = 200, **said: Any) -> str:
    sent = {"key": fresh_key(), "title": "Opening", "day": "2024-01-01", "language": "en"}
    sent |= {"units": UNITS, "posts": POSTS, **said}
    response = client.post(ADDRESS, sent)
    written = unescape(response.content.decode())
    assert response.status_code == status, written
    return written


def checked(written: str) -> str:
    return written.partition('name="confirm" value="')[2].partition('"')[0]


def test_it_is_for_administrators_and_of_an_organisation_without_effects(house: House) -> None:
    for name, status in ((None, 404), ("Adam", 403), ("Olga", 403)):
        assert visitor(house, name).get(ADDRESS).status_code == status
    administrator = visitor(house, "Ada")
    assert "The opening is on record" in page(administrator, ADDRESS)
    assert administrator.post(ADDRESS, {"units": UNITS}).status_code == 403


def test_what_would_be_is_shown_and_nothing_is_written(founder: Client, ministry: int) -> None:
    written = send(founder)
    assert "Department of Works" in written and "2 posts · 1 frozen" in written
    assert "DEPT has no head" in written and "Nothing is recorded yet." in written
    assert not Effect.objects.filter(organisation=ministry).exists()


def test_confirmed_it_is_on_record_once(house: House, founder: Client, ministry: int) -> None:
    confirm, key = checked(send(founder)), fresh_key()
    for _time in range(2):
        send(founder, 302, confirm=confirm, key=key)
    now = house.now()
    numbers = belonging("post", [post.id for post in now.posts()], ministry)
    minister, clerk = [now.post(number) for number in numbers]
    assert minister and clerk and (clerk.fte, clerk.frozen) == (50, True)
    assert [one.person for one in now.incumbencies_of(minister.id)] == [house.people["Adam"]]
    assert [unit.code for unit in now.headed_by(minister.id)] == ["MIN"]
    assert Instrument.objects.filter(organisation=ministry, kind="opening_record").count() == 1


def test_what_was_changed_meanwhile_is_shown_again(founder: Client, ministry: int) -> None:
    confirm = checked(send(founder))
    written = send(founder, confirm=confirm, units=UNITS.replace("Works", "Roads"))
    assert "Something was changed since it was checked." in written
    assert not Effect.objects.filter(organisation=ministry).exists()


@pytest.mark.parametrize(
    ("table", "line", "why"),
    [
        ("units", ";Nameless;department;MIN;;", "This must be filled in."),
        ("units", "MIN;Again;department;MIN;;", "This stands on line 2 already."),
        ("units", "X;X;castle;MIN;;", "There is no such kind of unit."),
        ("units", "X;X;division;NOWHERE;;", "No line of the units has this code."),
        ("units", "X;X;division;MIN;M9;", "No line of the posts has this number."),
        ("units", "X;X;division;MIN;;first", "This is not a whole number"),
        ("units", "X;X;division;MIN;;1;2;3", "The line has more cells"),
        ("posts", "M3;Guard;P.9;MIN", "There is no such grade"),
        ("posts", "M3;Guard;P.4;MIN;MARS", "There is no such place"),
        ("posts", "M3;Guard;P.4;MIN;;;;2", "This is not a part of full time"),
        ("posts", "M3;Guard;P.4;MIN;;;;;;perhaps", "Write yes or no."),
        ("posts", "M3;Guard;P.4;MIN;;;;;;;nobody", "Nobody enrolled has this login"),
    ],
)
def test_a_cell_that_cannot_be_taken_is_named(
    founder: Client, table: str, line: str, why: str
) -> None:
    typed = {"units": UNITS, "posts": POSTS}[table] + line
    written = send(founder, 422, **{table: typed})
    assert why in written and line in written


def test_all_flaws_are_told_at_once(founder: Client) -> None:
    written = send(founder, 422, units=UNITS + "X;X;castle;NOWHERE;M9;a", posts="M1;;;MIN")
    assert "5 cells cannot be taken" not in written
    assert "4 cells cannot be taken" in written and "2 cells cannot be taken" in written


def test_a_circle_bars(founder: Client) -> None:
    units = "A;Alpha;bureau;B;;\nB;Beta;bureau;A;;\n"
    written = send(founder, units=units, posts="")
    assert "in a circle" in written and 'aria-disabled="true"' in written
    assert not checked(written)


def test_a_file_takes_the_place_of_what_is_written(founder: Client) -> None:
    lines = "code\tname\tkind\nONE\tBüro\toffice\n"
    file = SimpleUploadedFile("units.tsv", lines.encode("utf-8-sig"))
    written = send(founder, units="", units_file=file, posts="")
    assert "Büro" in written and "ONE\tBüro\toffice" in written
    wrong = SimpleUploadedFile("units.tsv", "Büro".encode("utf-16"))
    assert "not in UTF-8" in send(founder, 422, units_file=wrong)


def test_a_template_comes_back_as_it_is(founder: Client) -> None:
    empty = b"".join(founder.get(f"{ADDRESS}units.csv")).decode()
    assert empty.startswith("\ufeffcode,name,kind")
    written = send(founder, units=f"{empty}ONE,First,office,,,\r\n", posts="")
    assert "First" in written and "What cannot be taken" not in written


def test_first_steps_are_ticked_as_they_are_done(founder: Client, ministry: int) -> None:
    before = page(founder, "/settings/")
    assert "First steps" in before and "It is on record." not in before
    send(founder, 302, confirm=checked(send(founder)))
    assert "It is on record." in page(founder, "/settings/")


def test_a_day_to_come_is_refused(founder: Client) -> None:
    assert "This day has not come yet." in send(founder, 422, day="2024-06-11")
    assert TODAY.isoformat() == "2024-06-10" and Organisation.objects.count() == 2
