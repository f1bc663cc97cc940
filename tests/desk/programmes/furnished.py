"""An initiative with a pillar and an edition."""

from tests.desk.programmes.things import things
from tests.institution.house import House


def furnish(house: House) -> dict[str, int]:
    made = things(house)
    return {name: made[name] for name in ("initiative", "pillar", "edition")}
