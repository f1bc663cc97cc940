"""Settings: list and form for those who may, a reason for those who may not, nothing twice."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bureau.core.coordinates import Coordinates
from bureau.institution.instruments.models import Body, Meeting
from bureau.institution.organisation.models import (
    Grade,
    Office,
    Organisation,
    Place,
    PostRole,
    StandardCost,
    StandardCostProposal,
)
from bureau.institution.organisation.queries.structure import snapshot
from bureau.institution.organisation.services import reference
from bureau.institution.organisation.views.settings.roles import scope_told
from bureau.record.accounts.services import create_person
from bureau.record.journal.queries import record_number_now
from tests.institution.house import OPENED, House
from tests.institution.organisation.conftest import SignIn
from tests.institution.organisation.test_staffing import rows_of_csv, rows_of_xlsx

pytestmark = pytest.mark.django_db

PAGES = [
    *("", "organisation/", "organisations/", "roles/", "grades/", "places/", "standard-costs/"),
    *("offices/", "bodies/", "meetings/", "people/", "grants/"),
]
FOR_OFFICERS = ("organisation/", "grades/", "places/", "standard-costs/", "offices/", "bodies/")
GRADE = {"code": "P.1", "grade_class": "professional", "order": "9", "valid_from": "2024-01-01"}


def name(words: str, field: str = "name") -> dict[str, str]:
    return {f"{field}_original": "en", f"{field}_en": words}


def send(client: Client, page: str, key: str = "k1", **said: object) -> Any:
    return client.post(f"/settings/{page}/", {"key": key, **said})


@pytest.mark.parametrize("page", PAGES)
def test_an_administrator_opens_every_page(administrator: Client, page: str) -> None:
    assert administrator.get(f"/settings/{page}").status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_to_a_stranger_there_are_no_settings(house: House, client: Client, page: str) -> None:
    assert client.get(f"/settings/{page}").status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_a_member_is_told_whose_it_is(member: Client, page: str) -> None:
    response = member.get(f"/settings/{page}")
    assert response.status_code == 403 and "Nothing was changed." in response.content.decode()


@pytest.mark.parametrize("page", FOR_OFFICERS)
def test_the_organisation_officer_keeps_reference_data(officer: Client, page: str) -> None:
    assert officer.get(f"/settings/{page}").status_code == 200


def test_the_hub_lists_what_is_not_yours_without_a_way_in(officer: Client) -> None:
    written = officer.get("/settings/").content.decode()
    assert 'href="/settings/grades/"' in written
    assert 'href="/settings/roles/"' not in written and "not yours to do" in written


def test_a_grade_is_added_and_said(officer: Client) -> None:
    response = send(officer, "grades/add", **GRADE)
    assert response.status_code == 302
    assert "The grade is added." in officer.get("/settings/grades/").content.decode()
    assert Grade.objects.filter(code="P.1", order=9).count() == 1


def test_the_same_form_sent_twice_adds_once(officer: Client) -> None:
    for _time in range(2):
        assert send(officer, "grades/add", **GRADE).status_code == 302
    assert Grade.objects.filter(code="P.1").count() == 1


def test_a_refusal_keeps_what_was_typed_and_says_why(officer: Client) -> None:
    response = send(officer, "grades/add", **{**GRADE, "code": "P.4"})
    written = response.content.decode()
    assert response.status_code == 422 and 'value="professional"' in written
    assert "“P.4” is there already." in written and 'class="err-sum"' in written


def test_what_is_missing_leads_to_its_field(officer: Client) -> None:
    response = send(officer, "grades/add", code="P.1")
    assert response.status_code == 422
    assert '<a href="#id_grade_class"' in response.content.decode()


def test_a_member_cannot_add_by_post(house: House, member: Client) -> None:
    assert send(member, "grades/add", **GRADE).status_code == 403
    assert not Grade.objects.filter(code="P.1").exists()


def test_a_place_has_its_name_in_several_languages(officer: Client) -> None:
    said = {"name_original": "fr", "name_fr": "Londres", "name_en": "London"}
    send(officer, "places/add", code="LON", valid_from="2024-01-01", **said)
    name = Place.objects.get(code="LON").name
    assert name.original == "fr" and name.in_language("en") == "London"


def test_a_text_without_its_original_is_refused(officer: Client) -> None:
    said = {"name_original": "fr", "name_en": "London"}
    response = send(officer, "places/add", code="LON", valid_from="2024-01-01", **said)
    assert response.status_code == 422
    assert "Write the words in the original language." in response.content.decode()


def test_a_standard_cost_is_kept_in_minor_units_with_an_inclusive_last_day(
    house: House, officer: Client, signed_in: SignIn
) -> None:
    """Once a second person confirms it."""
    send(officer, "places/add", code="LON", valid_from="2020-01-01", **name("London"))
    said = {"grade": "P.4", "place": "LON", "amount": "201500.50", "currency": "CHF"}
    days = {"valid_from": "2024-01-01", "last_day": "2024-12-31"}
    response = send(
        officer, "standard-costs", "k2", **said, **days, **name("Paper", field="source")
    )
    assert response.status_code == 302
    assert not StandardCost.objects.filter(valid_from="2024-01-01").exists()
    page = officer.get("/settings/standard-costs/").content.decode()
    assert "Another person must confirm it" in page
    proposal = StandardCostProposal.objects.get().pk
    confirm = f"/settings/standard-costs/proposals/{proposal}/confirmation/"
    assert signed_in("Otto").post(confirm, {"key": "k3"}).status_code == 302
    row = StandardCost.objects.get(valid_from="2024-01-01")
    assert row.amount_minor == 20150050 and row.valid_until == date(2025, 1, 1)


def test_an_office_is_added_with_its_post(house: House, officer: Client) -> None:
    send(officer, "offices/add", code="CHIEF", post=house.posts["D1"], **name("Chief"))
    assert Office.objects.get(code="CHIEF").post_id == house.posts["D1"]
    response = send(officer, "offices/add", "k2", code="X", post="nowhere", **name("X"))
    assert response.status_code == 422 and not Office.objects.filter(code="X").exists()


def test_bodies_and_meetings_go_on_the_register(officer: Client) -> None:
    send(officer, "bodies", "k1", code="TSAG", **name("Advisory Group"))
    body = Body.objects.get(code="TSAG")
    days = {"valid_from": "2024-09-02", "last_day": "2024-09-06"}
    send(officer, "meetings", "k2", body=str(body.pk), **days, **name("Session"))
    assert Meeting.objects.get(body=body).valid_until.isoformat() == "2024-09-07"


def test_the_facts_of_the_organisation_are_kept(
    house: House, officer: Client, administrator: Client
) -> None:
    facts = {"zone": "UTC", "currency": "CHF", "chart_is_public": "on"}
    send(officer, "organisation", **facts, **name("The Institute"))
    facts["zone"] = "Europe/Zurich"
    refused = send(officer, "organisation", "k4", **facts, **name("The Institute"))
    assert "Only an administrator may do this." in refused.content.decode()
    send(administrator, "organisation", "k3", **facts, **name("The Institute"))
    row = Organisation.objects.get(pk=house.organisation)
    assert row.zone == "Europe/Zurich" and row.chart_is_public
    response = send(officer, "organisation", "k2", zone="Mars", currency="CHF", **name("I"))
    assert "There is no such time zone." in response.content.decode()


def test_another_organisation_is_begun_and_worked_on(house: House, administrator: Client) -> None:
    facts = {"code": "MIN", "zone": "UTC", "currency": "EUR"}
    send(administrator, "organisations", **facts, **name("Ministry"))
    ministry = Organisation.objects.get(code="MIN")
    administrator.post(f"/settings/organisations/{ministry.pk}/work/")
    send(administrator, "grades/add", "k2", **{**GRADE, "code": "P.4"})
    assert Grade.objects.filter(organisation=ministry, code="P.4").count() == 1
    assert "Ministry" in administrator.get("/settings/").content.decode()


def test_a_member_cannot_choose_another_organisation(house: House, member: Client) -> None:
    response = member.post(f"/settings/organisations/{house.organisation}/work/")
    assert response.status_code == 404


def test_a_list_goes_out_as_files_that_say_the_same(house: House, officer: Client) -> None:
    from_csv = rows_of_csv(officer, "/settings/grades/?format=csv")
    from_xlsx = rows_of_xlsx(officer, "/settings/grades/?format=xlsx")
    assert [row["code"] for row in from_csv] == [row["code"] for row in from_xlsx]
    assert [int(row["order"]) for row in from_csv] == [row["order"] for row in from_xlsx]


def test_more_rows_need_no_more_queries(house: House, officer: Client) -> None:
    counts = []
    for more in (5, 40):
        for place in range(more):
            reference.add_grade(
                house.administrator,
                organisation=house.organisation,
                code=f"X{more}.{place}",
                grade_class="x",
                order=place,
                valid_from=OPENED,
            )
        officer.get("/settings/grades/")
        with CaptureQueriesContext(connection) as queries:
            officer.get("/settings/grades/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_fifty_people_are_read_as_often_as_five(house: House, administrator: Client) -> None:
    counts = []
    for more in (5, 45):
        for place in range(more):
            create_person(house.administrator, name=f"Person {more}.{place}")
        administrator.get("/settings/people/")
        with CaptureQueriesContext(connection) as queries:
            administrator.get("/settings/people/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_class_of_grades_is_called_by_its_word(administrator: Client, house: House) -> None:
    reference.add_grade(
        house.administrator,
        organisation=house.organisation,
        code="G.9",
        grade_class="general_service",
        order=99,
        valid_from=OPENED,
    )
    told = administrator.get("/settings/grades/").content.decode()
    assert "general service" in told and "general_service" not in told


def test_a_role_over_a_unit_that_does_not_stand_says_its_code(house: House) -> None:
    before = snapshot(Coordinates(OPENED.toordinal() - 1, record_number_now()))
    role = PostRole(scope_kind="unit", scope=house.units["SGD"])
    assert scope_told(role, before, {}) == "SGD"
