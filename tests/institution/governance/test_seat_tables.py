"""The seats of a body as a table: what goes out comes in again, and a last day ends a seat."""

from datetime import timedelta

import pytest

from bureau.core.reasons import Refused
from bureau.institution.governance.models import Seat
from bureau.institution.governance.services.seat_tables import take_seats
from tests.institution.governance.deciding import BY_NAME, seat_committee
from tests.institution.governance.visitors import visitor
from tests.institution.house import OPENED, TODAY, House
from tests.institution.organisation.tabled import confirm, exported, flaws_of, upload

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_seats_go_out_and_come_in_as_they_were(house: House, format: str) -> None:
    seat_committee(house)
    olga, at = visitor(house, "Olga"), f"/bodies/{house.bodies['COCO']}/seats/files/"
    shown = upload(olga, at, exported(olga, at, format))
    assert [changes for *_, changes in shown.context["found"]] == [[]] * 5
    assert "0 seats given, 0 ended." in confirm(olga, at, shown)


def test_members_are_seated_and_leave_by_a_table(house: House) -> None:
    seat_committee(house)
    body, day = house.bodies["COCO"], TODAY.isoformat()
    olga, at = visitor(house, "Olga"), f"/bodies/{body}/seats/files/"
    rows = ["name_en,name_fr,valid_from,last_day", f'"{BY_NAME}",,{OPENED},{day}']
    rows += [f"State {number},État {number},{TODAY + timedelta(days=1)}," for number in range(48)]
    shown = upload(olga, at, "\n".join(rows))
    assert "48 seats given, 1 ended." in confirm(olga, at, shown), shown.context["flaws"]
    seated = Seat.objects.filter(body=body, name__isnull=False)
    assert seated.count() == 49 and {row.role for row in seated} == {"member"}
    ended = next(row for row in seated if row.name.in_original == BY_NAME)
    assert ended.valid_until == TODAY + timedelta(days=1)


def test_every_flaw_of_a_table_of_seats_is_told(house: House) -> None:
    seat_committee(house)
    olga, at = visitor(house, "Olga"), f"/bodies/{house.bodies['COCO']}/seats/files/"
    number = exported(olga, at).decode("utf-8-sig").splitlines()[2].split(",")[1]
    table = f"role,post,name_en,valid_from\nobserver,{number},,{OPENED}\nking,,,{TODAY}\n"
    table += f",NONE,A state,2024-13-01\n,,A state,{TODAY}\n,,a STATE,{TODAY}\n"
    shown = upload(olga, at, table)
    assert flaws_of(shown) == {
        (2, "role", "seat_stays"),
        (3, "role", "role_unknown"),
        (3, "post", "seat_of_post_or_name"),
        (4, "valid_from", "day_wrong"),
        (4, "post", "post_unknown"),
        (4, "post", "seat_of_post_or_name"),
        (6, "valid_from", "row_twice"),
    }
    assert Seat.objects.count() == 5


def test_nobody_takes_seats_in_who_does_not_keep_the_rules(house: House) -> None:
    with pytest.raises(Refused, match="not_yours_to_do"):
        take_seats(house.actor("Adam"), body=house.bodies["COCO"], rows=[])
