"""The shapes of the api: two of one name would be one in its description; each is what is sent."""

import re
from collections import Counter

from ninja import Schema

from bureau.config.api import door
from bureau.config.api.door import description
from tests.institution.house import House
from tests.institution.organisation.convened import convene
from tests.programs import program


def shapes(above: type[Schema]) -> list[type[Schema]]:
    return [one for each in above.__subclasses__() for one in (each, *shapes(each))]


def test_every_shape_has_a_name_of_its_own() -> None:
    assert door.__name__.startswith("bureau.")
    ours = {one for one in shapes(Schema) if one.__module__.startswith("bureau.")}
    assert [name for name, n in Counter(one.__name__ for one in ours).items() if n > 1] == []


def test_an_hour_and_a_file_are_what_the_description_says(house: House) -> None:
    session = convene(house)["the session"]
    (sitting,) = program(house, "Olga").get(f"meetings/{session}")["sittings"]
    said = description()["components"]["schemas"]["MeetingOut"]["properties"]["opens"]
    hour = next(one for one in said["anyOf"] if one["type"] == "string")
    assert "format" not in hour and re.fullmatch(hour["pattern"], sitting["opens"])
    evidence = description()["paths"]["/api/instruments/{instrument}/evidence"]["get"]
    assert "*/*" in evidence["responses"]["200"]["content"]
