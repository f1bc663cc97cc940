"""What may be asked of a day: which roles, grants, offices, bodies and steps there are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bureau.core.actors import Grant, Role
from bureau.core.coordinates import Coordinates
from bureau.core.references import Reference
from bureau.institution.governance.queries.rules import Nameable, nameable
from bureau.institution.organisation.queries.lineage import Called, called
from bureau.institution.organisation.queries.structure import snapshot
from bureau.institution.procedures.queries.rights import (
    Answer,
    Right,
    What,
    steps_in_force,
    who_could,
)
from bureau.record.accounts.queries import people_told


@dataclass(frozen=True, slots=True)
class Told:
    """An answer with the names it needs: people by number, posts as they are called."""

    answer: Answer
    people: dict[int, str]
    posts: dict[int, Called]
    names: Nameable


def answered(asked: str, day: date, organisation: int, recorded: int) -> Told | None:
    """Who could do what `asked` names ("role:head", "office:3", "step:7:approval") on a day.

    None where it names nothing that may be asked.
    """
    what, _, rest = asked.partition(":")
    named, _, step = rest.partition(":")
    if asked not in codes_asked(organisation, day):
        return None
    answer = who_could(
        What(what),
        int(named) if named.isdecimal() else named,
        day,
        organisation=organisation,
        step=step,
        recorded=recorded,
    )
    return Told(
        answer,
        _people(answer),
        _posts(answer, Coordinates(day.toordinal(), recorded)),
        nameable(organisation),
    )


def codes_asked(organisation: int, day: date) -> set[str]:
    """Everything that may be asked for."""
    names = nameable(organisation)
    found = {f"role:{role}" for role in Role} | {f"grant:{grant}" for grant in Grant}
    found |= {f"office:{number}" for number in names.offices}
    found |= {f"body:{number}" for number in names.bodies}
    steps = steps_in_force(organisation, day)
    return found | {f"step:{rule.id}:{step.key}" for rule, step in steps}


def _people(answer: Answer) -> dict[int, str]:
    ids = {one.person for one in answer.rights} | {one.person or 0 for one in answer.excluded}
    return people_told(ids)


def _posts(answer: Answer, at: Coordinates) -> dict[int, Called]:
    numbers = {number for right in answer.rights for number in _of(right)}
    numbers |= {one.post for one in answer.excluded if one.post}
    wanted: Iterable[Reference] = [Reference("post", number) for number in sorted(numbers)]
    return {each.id: name for each, name in called(list(wanted), snapshot(at)).items()}


def _of(right: Right) -> set[int]:
    return {one for one in (right.post, right.instead_of) if one is not None}
