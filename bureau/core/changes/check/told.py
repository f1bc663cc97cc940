"""Findings by the thousand: kept as arrays and written out one by one when they are read."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import islice, takewhile
from typing import Any, overload

import numpy as np

from bureau.core.changes.check.findings import Answer, Finding, Severity
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.ordering import Integers, Positions

IS_PAST = "is_past"
"""A fact of what was asked once and answered, and is not found any more."""
WEIGHTS = {severity: weight for weight, severity in enumerate(Severity)}


def order_of_finding(finding: Finding) -> tuple[object, ...]:
    """How findings are told: by weight, day, code and subject."""
    return (
        WEIGHTS[finding.severity],
        finding.day,
        finding.code,
        finding.subject,
        finding.actions,
        str(finding.facts),
    )


def _no_facts(place: int) -> dict[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class Block:
    """Findings of one code on subjects of one kind, one for each place in the arrays.

    `actions` are the places of the actions, or gives them all for a place; `facts` gives the facts.
    """

    code: str
    severity: Severity
    kind: str
    ids: Integers
    days: Integers
    actions: Integers | Callable[[int], tuple[int, ...]]
    facts: Callable[[int], Mapping[str, Any]] = _no_facts

    def __len__(self) -> int:
        return len(self.ids)

    def finding(self, place: int) -> Finding:
        of = self.actions
        return Finding(
            self.code,
            self.severity,
            Reference(self.kind, int(self.ids[place])),
            int(self.days[place]),
            None,
            self.facts(place),
            of(place) if callable(of) else (int(of[place]),),
        )


class Findings(Sequence[Finding]):
    """All that stands against a set, in order; counts are there at once.

    Those of `listed` are findings already, those of `blocks` still arrays. `answers` are given to
    those that ask.
    """

    def __init__(
        self,
        listed: Sequence[Finding],
        blocks: Sequence[Block],
        answers: Mapping[tuple[str, Reference], Answer],
    ) -> None:
        self._listed = sorted(listed, key=order_of_finding)
        self._blocks = [block for block in blocks if len(block)]
        self._answers = answers

    def __len__(self) -> int:
        return len(self._listed) + sum(map(len, self._blocks))

    def __iter__(self) -> Iterator[Finding]:
        return map(self._answered, merge(self._listed, self._laid_out(), key=order_of_finding))

    @overload
    def __getitem__(self, place: int) -> Finding: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Finding]: ...
    def __getitem__(self, place: int | slice) -> Finding | Sequence[Finding]:
        if isinstance(place, slice):
            return tuple(islice(self, *place.indices(len(self))))
        return next(islice(self, range(len(self))[place], None))

    def with_more(self, more: Iterable[Finding]) -> "Findings":
        """These and some that others found."""
        return Findings([*self._listed, *more], self._blocks, self._answers)

    def with_past(self, day: Day) -> "Findings":
        """These and, on that day, what each answer was given to that none of them takes any more;
        of which nothing is known but its code and subject."""
        asked = takewhile(lambda one: one.severity is not Severity.TELLS, self)
        taken = {(one.code, one.subject) for one in asked if one.answer}
        return self.with_more(
            Finding(code, Severity.ASKS, subject, day, facts={IS_PAST: True})
            for code, subject in self._answers.keys() - taken
        )

    def counts(self) -> dict[str, int]:
        """How many there are of each code."""
        found: dict[str, int] = {}
        for code, count in (
            *((one.code, 1) for one in self._listed),
            *((block.code, len(block)) for block in self._blocks),
        ):
            found[code] = found.get(code, 0) + count
        return found

    def _laid_out(self) -> Iterator[Finding]:
        """Those of the blocks in order, without writing out more than are taken."""
        blocks = self._blocks
        if not blocks:
            return
        lengths = [len(block) for block in blocks]
        codes = sorted({block.code for block in blocks})
        ranks = [
            [WEIGHTS[block.severity], codes.index(block.code), block.kind == "unit"]
            for block in blocks
        ]
        weights, code_ranks, kinds = (np.repeat(rank, lengths) for rank in zip(*ranks, strict=True))
        which = np.repeat(np.arange(len(blocks)), lengths)
        places = np.concatenate([np.arange(length) for length in lengths])
        ids = np.concatenate([block.ids for block in blocks])
        days = np.concatenate([block.days for block in blocks])
        order = np.lexsort((_first_actions(blocks), ids, kinds, code_ranks, days, weights))
        for one, place in zip(which[order].tolist(), places[order].tolist(), strict=True):
            yield blocks[one].finding(place)

    def _answered(self, finding: Finding) -> Finding:
        answer = self._answers.get((finding.code, finding.subject))
        if answer is None or finding.severity is not Severity.ASKS:
            return finding
        return Finding(
            finding.code,
            finding.severity,
            finding.subject,
            finding.day,
            finding.until,
            finding.facts,
            finding.actions,
            answer,
        )


def _first_actions(blocks: Sequence[Block]) -> Positions:
    """To tell two findings of one code, day and subject apart; such name one action each."""
    listed = [
        np.zeros(len(block), np.int64) if callable(block.actions) else block.actions
        for block in blocks
    ]
    return np.concatenate(listed).astype(np.int64)
