"""The shapes of the api: two of one name would be one in its description."""

from collections import Counter

from ninja import Schema

from bureau.config.api import door


def shapes(above: type[Schema]) -> list[type[Schema]]:
    return [one for each in above.__subclasses__() for one in (each, *shapes(each))]


def test_every_shape_has_a_name_of_its_own() -> None:
    assert door.__name__.startswith("bureau.")
    ours = {one for one in shapes(Schema) if one.__module__.startswith("bureau.")}
    assert [name for name, n in Counter(one.__name__ for one in ours).items() if n > 1] == []
