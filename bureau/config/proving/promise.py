"""A promise: its name, the number it is asked for, how it is tried, and what came of it."""

import importlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from bureau.config import promises as told
from bureau.config.proving.cluster import Cluster
from bureau.config.proving.grounds import VENDORS, Ground, Stage


@dataclass(frozen=True, slots=True)
class Trial:
    """One try of one promise on one database; what is random in it comes from `seed`.

    `cluster` is the PostgreSQL server of its own, where the promise asked for one.
    """

    ground: Ground
    number: int
    seed: int
    cluster: Cluster | None = None

    @property
    def random(self) -> Random:
        return Random(self.seed)

    def some[T](self, every: Sequence[T]) -> Sequence[T]:
        """As many of these as are to be tried, at random; all of them where all are promised."""
        few = 0 < self.number < len(every)
        return self.random.sample(every, self.number) if few else every


@dataclass(slots=True)
class Outcome:
    """How many were run, what was broken, and what else should be told.

    `asked` is how many there are, where a promise is asked for all of what is found in the code.
    """

    number: int
    broken: list[str] = field(default_factory=list)
    told: str = ""
    asked: int = 0


ALL = 0
type Try = Callable[[Trial], Outcome]


@dataclass(frozen=True, slots=True)
class Promise:
    """`asked` is the number people are promised, `quick` that of the suite; both in `unit`s.

    Where all is promised of something that grows with the code, `asked` is ALL and the outcome says
    how many there are. `quick` is None where the cases are tests that the suite runs anyhow.
    """

    name: str
    asked: int
    quick: int | None
    unit: str
    run: Try
    vendors: Sequence[str]
    stage: Stage
    own_server: bool


PROMISES: dict[str, Promise] = {}


def promise(
    name: str,
    *,
    asked: int,
    quick: int | None,
    unit: str,
    vendors: Sequence[str] = VENDORS,
    stage: Stage = Stage.FOUNDED,
    own_server: bool = False,
) -> Callable[[Try], Try]:
    """Make a function the trial of a promise.

    `own_server`: it kills its database server, and so has one of its own.
    """

    def register(run: Try) -> Try:
        PROMISES[name] = Promise(name, asked, quick, unit, run, vendors, stage, own_server)
        return run

    return register


def promises() -> dict[str, Promise]:
    """Every promise by name, in the order they are told, whichever module was imported first."""
    return {name: named(name) for name in told.MODULES}


def named(name: str) -> Promise:
    """One promise, with only its own module loaded."""
    importlib.import_module(f"{told.__name__}.{name}")
    return PROMISES[name]
