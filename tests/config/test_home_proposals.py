"""What one person proposed waits on the first page of those who may confirm it."""

import pytest

from bureau.institution.imports.services.outlooks import outlook_of
from bureau.institution.imports.services.proposing import propose_import
from bureau.institution.instruments.services.register import keep_body
from bureau.institution.organisation.models import StandardCost
from bureau.institution.organisation.services.keeping import keep_office, keep_standard_cost
from bureau.institution.organisation.services.roles import propose_role
from bureau.record.erasure.services import requests
from bureau.web import kinds
from bureau.web.multilingual import text
from tests.institution.governance.test_second_persons import a_ceiling
from tests.institution.house import FORCE, TODAY, House
from tests.institution.imports.test_records import POSTS, staged

pytestmark = [pytest.mark.django_db, pytest.mark.everywhere]


def proposed(house: House) -> None:
    olga, first = house.actor("Olga"), house.administrator
    row = StandardCost.objects.get(grade="P.4")
    keep_standard_cost(olga, cost=row.pk, source=row.source, valid_until=FORCE)
    keep_office(olga, office=house.offices["SG"], name=text(en="SG"), post=house.posts["D1"])
    keep_body(olga, body=house.bodies["COCO"], name=text(en="Another name"))
    number = staged(house, "posts", POSTS)
    outlook_of(number)
    propose_import(olga, number=number)
    hold = requests.place_hold(first, person=house.people["Stray"], ground="A case")
    requests.ask_to_lift_hold(first, hold=hold)
    a_ceiling(house, olga)
    propose_role(first, post=house.posts["ADV"], role="reader", valid_from=TODAY)


def titles(house: House, name: str) -> set[str]:
    by = {one.name: one for one in house.administrators}.get(name) or house.actor(name)
    return {line.title.split()[0].rstrip(":") for line in kinds.waiting(by)}


def test_for_those_who_may_confirm_and_nobody_else(house: House) -> None:
    proposed(house)
    every = {"Standard", "Office", "Body", "Import", "Legal", "Role", "Ceiling"}
    assert titles(house, "Alan") >= every
    assert titles(house, "Otto") & every == {"Standard", "Office", "Body", "Import", "Ceiling"}
    assert titles(house, "Olga") & every == set() == titles(house, "Opal") & every
    assert titles(house, "Ada") & every == every - {"Legal", "Role"}
