"""A description, a block, a delegation, an adopted table, a reserved number, and a reorganisation
in force."""

from bureau.institution.organisation.services.standing_in import delegate_post
from tests.furnished import SOON
from tests.institution.house import TODAY, House
from tests.institution.organisation import deeds
from tests.institution.organisation.reorganised import reorganise
from tests.institution.organisation.test_adopted import adopt
from tests.institution.organisation.test_numbers import reserve


def furnish(house: House) -> dict[str, int]:
    description = deeds.describe(house, "DEP", "Lead the department")
    deeds.decide(house, deeds.adopt(house, "DEP", description))
    block = deeds.add_block(house, "OPD", "P.4", 300, superior="OPS")
    delegate_post(
        house.actor("Sana"),
        post=house.posts["SG"],
        person=house.people["Stray"],
        capacity="delegate",
        valid_from=TODAY,
        valid_until=SOON,
    )
    table = adopt(house, read_on=TODAY)
    reorganise(house)
    reserve(house, "N-1")
    return {"description": description, "block": block, "table": table}
