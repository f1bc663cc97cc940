"""A promise: its name, the number it is asked for, how it is tried, and what came of it."""

import importlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from bureau.config import prove
from bureau.config.proving.grounds import VENDORS, Ground


@dataclass(frozen=True, slots=True)
class Trial:
    """One try of one promise on one database; what is random in it comes from `seed`."""

    ground: Ground
    number: int
    seed: int

    @property
    def random(self) -> Random:
        return Random(self.seed)


@dataclass(slots=True)
class Outcome:
    """How many were run, what was broken, and what else should be told."""

    number: int
    broken: list[str] = field(default_factory=list)
    told: str = ""


type Try = Callable[[Trial], Outcome]


@dataclass(frozen=True, slots=True)
class Promise:
    """`asked` is the number people are promised, `quick` that of the suite; both in `unit`s."""

    name: str
    asked: int
    quick: int
    unit: str
    run: Try
    vendors: Sequence[str]
    own_server: bool


PROMISES: dict[str, Promise] = {}


def promise(
    name: str,
    *,
    asked: int,
    quick: int,
    unit: str,
    vendors: Sequence[str] = VENDORS,
    own_server: bool = False,
) -> Callable[[Try], Try]:
    """Make a function the trial of a promise. `own_server`: it kills its database server."""

    def register(run: Try) -> Try:
        PROMISES[name] = Promise(name, asked, quick, unit, run, vendors, own_server)
        return run

    return register


def promises() -> dict[str, Promise]:
    """Every promise by name, in the order they are told."""
    for module in prove.MODULES:
        importlib.import_module(f"{prove.__name__}.{module}")
    return PROMISES
