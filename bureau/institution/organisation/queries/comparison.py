"""Two versions of a description side by side: each duty kept, reworded, dropped or added."""

from dataclasses import dataclass

from bureau.institution.organisation.queries.descriptions import Description, DutyLine


@dataclass(frozen=True, slots=True)
class Pair:
    """One duty in both versions, by its identity; `change` is kept, reworded, dropped or added."""

    change: str
    before: DutyLine | None
    after: DutyLine | None
    is_renumbered: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of one section that stay, go and come, by what they say."""

    section: str
    kept: tuple[str, ...]
    dropped: tuple[str, ...]
    added: tuple[str, ...]


def duties_compared(before: Description, after: Description) -> list[Pair]:
    """In the order of the later version, then what was dropped in the order of the earlier."""
    old = {line.duty: line for line in _flat(before.duties)}
    new = {line.duty: line for line in _flat(after.duties)}
    pairs = [_pair(old.get(duty), line) for duty, line in new.items()]
    return pairs + [Pair("dropped", line, None) for duty, line in old.items() if duty not in new]


def sections_compared(before: Description, after: Description) -> list[Lines]:
    old, new = dict(before.sections), dict(after.sections)
    return [
        Lines(
            section,
            kept=tuple(said for said in later if said in earlier),
            dropped=tuple(said for said in earlier if said not in later),
            added=tuple(said for said in later if said not in earlier),
        )
        for section in dict.fromkeys([*old, *new])
        for earlier, later in [(old.get(section, ()), new.get(section, ()))]
    ]


def _pair(before: DutyLine | None, after: DutyLine) -> Pair:
    if before is None:
        return Pair("added", None, after)
    change = "kept" if before.wording == after.wording else "reworded"
    return Pair(change, before, after, is_renumbered=before.number != after.number)


def _flat(duties: tuple[DutyLine, ...]) -> list[DutyLine]:
    return [each for duty in duties for each in (duty, *_flat(duty.parts))]
