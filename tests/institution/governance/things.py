"""What the table of permissions names of governance beside cases: a convention of a body."""

from bureau.institution.governance.services.conventions import set_deadline_convention
from bureau.web.multilingual import text
from tests.institution.house import FORCE, House


def things(house: House) -> dict[str, int]:
    convention = set_deadline_convention(
        house.administrator,
        organisation=house.organisation,
        body=house.bodies["COCO"],
        zone="UTC",
        valid_from=FORCE,
        source=text(en="Practice"),
    )
    return {"deadline_convention": convention}
