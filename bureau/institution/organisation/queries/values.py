"""Field values as words: every wording, unit, post and person that some rows name, read at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bureau.core.actors import Actor
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.effects import Version
from bureau.core.structure.kinds import KINDS, Value
from bureau.core.structure.snapshot import Snapshot
from bureau.institution.organisation.models import JobDescription
from bureau.institution.organisation.permissions import may_see_names
from bureau.institution.organisation.queries.lineage import known_versions, version_on
from bureau.institution.organisation.queries.names import wordings
from bureau.record.accounts.queries import people_by_id

SHORT = {"unit": "code", "post": "number"}


@dataclass(frozen=True, slots=True)
class Referred:
    """What numbers in fields stand for; a person who may not be seen is in none of them."""

    wordings: Mapping[int, str]
    things: Mapping[Reference, Sequence[Version]]
    people: Mapping[int, str]
    descriptions: Mapping[int, int]

    def short_on(self, thing: Reference, day: Day) -> str:
        """The code or number of a unit or post on a day; empty for what is not known."""
        row = version_on(self.things.get(thing, ()), day)
        return str(row.fields[SHORT[thing.kind]]) if row else ""


def referred(
    actor: Actor, now: Snapshot, said: Iterable[tuple[str, Mapping[str, Value]]]
) -> Referred:
    """Look up all that (kind of object, fields) pairs refer to."""
    wanted: dict[str, set[int]] = {}
    for kind, fields in said:
        for name, value in fields.items():
            sort = KINDS[kind].field(name).refers_to
            if sort is None and kind == "succession" and name in ("predecessor", "successor"):
                sort = str(fields.get("subject_kind") or "unit")
            if sort and isinstance(value, int):
                wanted.setdefault(sort, set()).add(value)
    things = [Reference(kind, id) for kind in ("unit", "post") for id in wanted.get(kind, ())]
    people = people_by_id(wanted.get("person", ())) if may_see_names(actor) else {}
    versions = JobDescription.objects.filter(pk__in=wanted.get("description_version", ()))
    return Referred(
        wordings=wordings(wanted.get("wording", ())),
        things={each: known_versions(each, now) for each in things},
        people={number: person.name for number, person in people.items()},
        descriptions=dict(versions.values_list("pk", "version")),
    )
