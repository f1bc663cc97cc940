"""The house with one of everything that a read at coordinates tells.

`furnish(house)` of a `furnished.py` beside the tests of an app puts in what is of this app. It
returns numbers, by the name that an address has for each. An app comes after those that it rests
on, in the order of the installed apps.
"""

from datetime import timedelta

from tests.beside import modules_beside
from tests.institution.house import FORCE, House

SOON = FORCE + timedelta(days=14)
"""An end that lies ahead on the first day of the plan."""


def furnish(house: House) -> dict[str, int]:
    """The numbers of what is put in, and of what was there."""
    found = {
        "organisation": house.organisation,
        "unit": house.units["OPD"],
        "post": house.posts["DEP"],
        "person": house.people["Opal"],
        "body": house.bodies["COUNCIL"],
    }
    for module in modules_beside("furnished"):
        found |= module.furnish(house)
    return found
