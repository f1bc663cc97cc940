"""The nouns of all installed apps: each brings them as `NOUNS` of its module `nouns`."""

from functools import cache

from bureau.record.nouns.noun import Noun
from bureau.web.installed import parts_named


@cache
def nouns() -> dict[str, Noun]:
    """Every noun by its name, in the order of the apps."""
    return {noun.name: noun for found in parts_named("NOUNS", "nouns").values() for noun in found}


def parts_of(noun: Noun) -> list[Noun]:
    """The nouns whose rows belong to rows of this one."""
    return [
        each
        for each in nouns().values()
        if each.part_of and each.field(each.part_of).kind == noun.name
    ]
