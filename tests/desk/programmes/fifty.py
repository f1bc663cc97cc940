"""Fifty initiatives, with a pillar and an edition each."""

from bureau.desk.programmes.models import Edition, Initiative, Pillar
from tests.fifty import MANY, SAID, add
from tests.institution.house import OPENED, House


def fifty(house: House) -> None:
    own = {"organisation_id": house.organisation, "post_id": house.posts["CHIEF"]}
    add(
        Initiative(**own, code=f"I{number}", name=SAID, valid_from=OPENED) for number in range(MANY)
    )
    rows = list(Initiative.objects.all())
    add(Pillar(initiative=row, code="P", name=SAID) for row in rows)
    add(Edition(initiative=row, year=2024) for row in rows)
