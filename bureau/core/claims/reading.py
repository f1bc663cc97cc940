"""What a predicate is given to read with: every question it asks is noted with its answer."""

from collections.abc import Iterator, Sequence

from bureau.core.claims.facts import Facts, Plain, Told
from bureau.core.claims.verdicts import Evidence, Read, Rest, Side, Source, Verdict, digest_of
from bureau.core.references import Reference
from bureau.core.spans import Day

type Found = tuple[Verdict, Sequence[Evidence]]


class Reading:
    """Asks each question once; what was asked is what the verdict rests on."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._answers: dict[Read, Plain] = {}

    def now(self, source: Source, of: Reference, by: str = "") -> Plain:
        return self._ask(Read(source, of, by=by))

    def last(self, source: Source, of: Reference) -> Plain:
        """The answer on the last day of the set, with it."""
        return self._ask(Read(source, of, Side.AFTER))[-1][1]

    def first(self, source: Source, of: Reference) -> Plain:
        """The answer on the first day, without the set."""
        return self._ask(Read(source, of, Side.BEFORE))[0][1]

    def pairs(
        self, source: Source, of: Reference, after: Side = Side.AFTER
    ) -> Iterator[tuple[Day, Plain, Plain]]:
        """Day by day what is so without the set and what with it."""
        before = self._ask(Read(source, of, Side.BEFORE))
        since = self._ask(Read(source, of, after))
        for day in sorted({day for day, _ in (*before, *since)}):
            yield day, _on(before, day), _on(since, day)

    def whole(self) -> Reference:
        return Reference("organisation", self.facts.organisation)

    def rests_on(self) -> tuple[Rest, ...]:
        return tuple(Rest(read, digest_of(answer)) for read, answer in self._answers.items())

    def _ask(self, read: Read) -> Plain:
        if read not in self._answers:
            self._answers[read] = self.facts.answer(read)
        return self._answers[read]


def _on(told: Told, day: Day) -> Plain:
    return next(answer for since, answer in reversed(told) if since <= day)


def all_of(verdicts: Sequence[Verdict]) -> Verdict:
    """False where any is; else cannot tell where any cannot."""
    for weight in (Verdict.FALSE, Verdict.UNKNOWN):
        if weight in verdicts:
            return weight
    return Verdict.TRUE
