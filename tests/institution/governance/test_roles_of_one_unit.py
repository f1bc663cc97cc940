"""A role over one unit gives no right over the whole organisation."""

from collections.abc import Callable

import pytest

from bureau.core.actors import Role
from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.institution.governance.services import drafts
from bureau.institution.organisation.models import RoleProposal
from bureau.institution.organisation.services import reference, standing_in
from bureau.institution.organisation.services.roles import propose_role, settle_role
from bureau.web.multilingual import text
from tests.institution.governance.engagement import draft_engagement, submit
from tests.institution.governance.visitors import case_address, visitor
from tests.institution.house import FORCE, OPENED, TODAY, House

pytestmark = pytest.mark.django_db


def give(house: House, role: Role) -> None:
    """The role to Opal's post, over the unit SGD alone."""
    first, second = house.administrators
    over = Reference("unit", house.units["SGD"])
    propose_role(first, post=house.posts["OPS"], role=role, valid_from=TODAY, scope=over)
    settle_role(second, proposal=RoleProposal.objects.latest("pk").pk, is_confirmed=True)


def record_absence(house: House) -> object:
    return standing_in.record_absence(
        house.actor("Opal"),
        post=house.posts["SG"],
        person=house.people["Sana"],
        stand_in=house.people["Adam"],
        valid_from=TODAY,
        valid_until=FORCE,
    )


def begin(house: House) -> object:
    return drafts.start_reorganisation(
        house.actor("Opal"), organisation=house.organisation, reference="Z", title=text(en="Z")
    )


def add_grade(house: House) -> object:
    return reference.add_grade(
        house.actor("Opal"),
        organisation=house.organisation,
        code="Z",
        grade_class="Z",
        order=99,
        valid_from=OPENED,
    )


@pytest.mark.parametrize(
    ("role", "act"),
    [
        (Role.HUMAN_RESOURCES, record_absence),
        (Role.ORGANISATION_OFFICER, begin),
        (Role.ORGANISATION_OFFICER, add_grade),
    ],
)
def test_it_gives_no_right_elsewhere(
    house: House, role: Role, act: Callable[[House], object]
) -> None:
    give(house, role)
    with pytest.raises(Refused, match="not_yours_to_do"):
        act(house)


def test_people_affected_elsewhere_are_not_read(house: House) -> None:
    give(house, Role.HUMAN_RESOURCES)
    case = draft_engagement(house)
    submit(case)
    answer = visitor(house, "Opal").get(case_address("people/"))
    assert answer.status_code == 404
