"""An initiative with a pillar and an edition, as tests of the desk begin with."""

from typing import Any

from bureau.desk.programmes.services import initiatives, parts
from bureau.web.multilingual import text
from tests.institution.house import OPENED, House


def begun(house: House, code: str = "FORUM", **more: Any) -> int:
    """An initiative that the chief of study groups owns."""
    given = {"name": text(en=f"Initiative {code}"), "post": house.posts["CHIEF"], **more}
    return initiatives.add_initiative(house.actor("Chia"), code=code, valid_from=OPENED, **given)


def things(house: House) -> dict[str, int]:
    """What the table of permissions names: one of each, and those in other states."""
    by, found = house.actor("Chia"), {"initiative": begun(house)}
    for code, name in (("ACTIVE", "active initiative"), ("CLOSED", "closed initiative")):
        found[name] = begun(house, code)
        initiatives.move_initiative(by, initiative=found[name], step="start")
    initiatives.move_initiative(by, initiative=found["closed initiative"], step="close")
    whole = begun(house, "WHOLE")
    found["pillar"] = parts.add_pillar(by, initiative=whole, code="P1", name=text(en="Platform"))
    found["edition"] = parts.add_edition(
        by, initiative=whole, year=2024, valid_from=OPENED.replace(year=2024)
    )
    found["cancelled edition"] = parts.add_edition(by, initiative=whole, year=2023)
    parts.move_edition(by, edition=found["cancelled edition"], step="cancel")
    return found
