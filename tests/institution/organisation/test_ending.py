"""What ends within some days, and what will be true on a day to come."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bureau.core.changes.actions import Action, ActionKind
from bureau.core.procedures.deciding import SeatRole
from bureau.core.references import Reference
from bureau.institution.governance.models import Seat
from bureau.institution.governance.services.deciding import seat_member
from bureau.institution.organisation.models import Absence
from bureau.institution.organisation.services import reference
from tests.institution.governance.engagement import draft_renaming
from tests.institution.house import FORCE, TODAY, House
from tests.institution.organisation import deeds
from tests.institution.organisation.conftest import SignIn
from tests.institution.organisation.test_staffing import rows_of_csv

pytestmark = pytest.mark.django_db


def leave(house: House, name: str, day: date) -> None:
    held = Reference("incumbency", house.held_by(name))
    deeds.decide(house, Action(1, ActionKind.END_INCUMBENCY, held, day.toordinal()))


def told(client: Client, query: str = "") -> list[tuple[str, str]]:
    response: Any = client.get(f"/posts/ending/{query}")
    assert response.status_code == 200
    return [(row.ending.what, str(row.last_day)) for row in response.context["rows"]]


def test_a_hold_is_listed_with_its_last_day_its_unit_and_who_answers(
    house: House, member: Client
) -> None:
    leave(house, "Adam", FORCE)
    (row,) = rows_of_csv(member, "/posts/ending/?format=csv")
    assert (row["last_day"], row["what"], row["detail"]) == ("2024-06-30", "holder", "Adam")
    assert (row["unit"], row["owner"]) == ("SGD", "CHIEF")


def test_only_what_ends_within_the_days_is_listed(house: House, member: Client) -> None:
    leave(house, "Adam", TODAY + timedelta(days=30))
    assert told(member, "?days=29") == [] and len(told(member, "?days=30")) == 1


def test_filters_narrow_by_sort_unit_and_owner(
    house: House, member: Client, signed_in: SignIn
) -> None:
    leave(house, "Adam", FORCE)
    leave(house, "Opal", FORCE)
    assert len(told(member)) == 2 and len(told(member, "?unit=SGD")) == 1
    assert told(member, "?what=unit") == [] and told(member, "?mine=1") == []
    assert len(told(signed_in("Chia"), "?mine=1")) == 1


def test_a_role_that_ends_is_told_to_who_keeps_roles_and_to_its_post_alone(
    house: House, officer: Client, member: Client, signed_in: SignIn
) -> None:
    reference.give_role(
        house.administrator,
        post=house.posts["CHIEF"],
        role="reader",
        valid_from=TODAY,
        valid_until=FORCE,
        confirmed_by=house.administrators[1].person,
    )
    assert [what for what, _day in told(officer)] == ["role"]
    assert told(member) == [] and len(told(signed_in("Chia"))) == 1


def test_an_absence_that_ends_is_told_to_officers(
    house: House, officer: Client, member: Client
) -> None:
    chief, away = house.posts["CHIEF"], house.people["Chia"]
    Absence.objects.create(post_id=chief, person_id=away, valid_from=TODAY, valid_until=FORCE)
    assert told(officer) == [("absence", "2024-06-30")] and told(member) == []
    Absence.objects.update(proposed_by=house.people["Hana"])
    assert told(officer) == [], "nobody confirmed it yet"


def test_a_seat_of_a_body_that_ends_is_told_with_its_post(house: House, member: Client) -> None:
    post, body = house.posts["CHIEF"], house.bodies["COCO"]
    by = house.administrator
    seat_member(by, body=body, role=SeatRole.CHAIR, post=post, valid_from=TODAY)
    Seat.objects.update(valid_until=FORCE)
    (row,) = rows_of_csv(member, "/posts/ending/?format=csv")
    assert (row["what"], row["last_day"], row["detail"]) == ("seat", "2024-06-30", "Chair")
    assert (row["unit"], row["owner"]) == ("SGD", "CHIEF") and "COCO" in row["which"]


def test_the_day_of_a_draft_is_told_to_its_author_alone(
    house: House, officer: Client, member: Client, signed_in: SignIn
) -> None:
    draft_renaming(house, "OPQ")
    assert told(signed_in("Otto")) == [("plan", "2024-07-01")]
    assert told(officer) == [] and told(member) == []


def test_nobody_signed_out_sees_what_ends(house: House, client: Client) -> None:
    deeds.open_chart(house)
    assert client.get("/posts/ending/").status_code == 404
    assert client.get("/posts/to-come/").status_code == 404


def test_more_endings_need_no_more_queries(house: House, member: Client) -> None:
    counts = []
    for names in (["Adam"], ["Opal", "Chia", "Dede", "Hana", "Carl"]):
        for name in names:
            leave(house, name, FORCE)
        told(member)
        with CaptureQueriesContext(connection) as queries:
            told(member)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_what_is_decided_until_a_day_is_told_and_counted_by_day(
    house: House, member: Client
) -> None:
    deeds.decide(house, deeds.rename(house, "SGD", "SGE"))
    response: Any = member.get("/posts/to-come/")
    written = response.content.decode()
    assert response.context["day"] == date(2025, 1, 1).toordinal()
    assert "1 January 2025" in written and "SGE" in written
    assert [(each.day, each.changes) for each in response.context["days"]] == [(deeds.DAY, 1)]
    assert member.get(response.context["days"][0].address).status_code == 200
    assert member.get(response.context["compare"]).status_code == 200


def test_a_day_on_which_only_a_holder_leaves_is_told_to_who_may_see_names(
    house: House, signed_in: SignIn
) -> None:
    leave(house, "Adam", FORCE)
    response: Any = signed_in("Otto").get("/posts/to-come/")
    assert [(each.day, each.changes) for each in response.context["days"]] == [
        (FORCE.toordinal(), response.context["items"])
    ]


def test_where_nothing_is_decided_the_page_says_so(house: House, member: Client) -> None:
    deeds.decide(house, deeds.rename(house, "SGD", "SGE"))
    assert "Nothing is decided" in member.get("/posts/to-come/?day=2024-06-30").content.decode()
    assert member.get("/posts/to-come/?day=soon").status_code == 404


def test_a_plan_stands_beside_for_who_may_see_it(house: House, signed_in: SignIn) -> None:
    draft_renaming(house, "OPQ")
    mine: Any = signed_in("Otto").get("/posts/to-come/")
    (plan,) = mine.context["plans"]
    assert list(plan.days) == [FORCE.toordinal()]
    assert signed_in("Otto").get(plan.compare).status_code == 200
    assert not signed_in("Adam").get("/posts/to-come/").context["plans"]  # type: ignore[index]
