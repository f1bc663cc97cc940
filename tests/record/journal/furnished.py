"""An installation that has been founded."""

from bureau.core.actors import NOBODY
from bureau.record.journal.services.founding import found_installation
from tests.institution.house import House


def furnish(house: House) -> dict[str, int]:
    found_installation(NOBODY, demonstration=False)
    return {}
