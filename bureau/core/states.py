"""The states that a thing goes through, and the steps between them: plain values."""

from collections.abc import Sequence
from dataclasses import dataclass

from bureau.core.reasons import Reason


@dataclass(frozen=True, slots=True)
class Step:
    """One way on: by its name, out of each state `of`, into the state `to`."""

    name: str
    of: frozenset[str]
    to: str


@dataclass(frozen=True, slots=True)
class Flow:
    """The states in their usual order, the first one first, and every step between them. Nothing is
    left to do in a state that is `done`."""

    states: tuple[str, ...]
    steps: tuple[Step, ...]
    done: frozenset[str] = frozenset()

    @property
    def first(self) -> str:
        return self.states[0]

    def step(self, name: str) -> Step:
        """The step of that name; KeyError where there is none."""
        return {step.name: step for step in self.steps}[name]

    def is_end(self, name: str) -> bool:
        """Whether nothing is left to do after a step."""
        return self.step(name).to in self.done

    def offered(self, state: str) -> tuple[Step, ...]:
        """The steps out of a state, in their order; empty where it is final."""
        return tuple(step for step in self.steps if state in step.of)

    def faults(self, state: str, name: str) -> list[Reason]:
        """Why a step is not open in a state: one reason, or none."""
        if state in self.step(name).of:
            return []
        return [Reason("step_not_open", {"step": name, "state": state})]

    def unreached(self) -> list[str]:
        """The states to which no chain of steps leads from the first one."""
        reached, waiting = {self.first}, [self.first]
        while waiting:
            for step in self.offered(waiting.pop()):
                if step.to not in reached:
                    reached.add(step.to)
                    waiting.append(step.to)
        return [state for state in self.states if state not in reached]


def step(name: str, of: Sequence[str], to: str) -> Step:
    return Step(name, frozenset(of), to)
