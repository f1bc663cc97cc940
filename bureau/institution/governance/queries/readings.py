"""What each reader saw of a case: which state, first and last, and how that is known."""

from dataclasses import dataclass
from datetime import datetime

from bureau.core.references import Reference
from bureau.institution.governance import models
from bureau.institution.governance.queries.reorganisations import KIND, Seen
from bureau.institution.governance.queries.versions import state_hash
from bureau.institution.procedures.models import ProcedureAct
from bureau.institution.procedures.queries.cases import acts_of
from bureau.record.accounts.queries import people_by_id


@dataclass(frozen=True, slots=True)
class Reading:
    """That a person had a state before them, first and last: by what they wrote, by saying that
    they read it, or by an act that cites it. `how` is the code of the strongest of these."""

    person: int
    name: str
    state: str
    version: int
    first: datetime
    last: datetime
    how: str
    is_now: bool


def readings_of(seen: Seen, state: str) -> list[Reading]:
    """Who saw which state of a case, in order of time; `state` is that of now."""
    rows = list(models.StateSeen.objects.filter(reorganisation=seen.row.pk))
    acts = [act for act in acts_of(Reference(KIND, seen.row.pk)) if act.person]
    people = people_by_id({row.person for row in rows} | {act.person for act in acts})
    names = {id: person.name for id, person in people.items()}
    found = [
        Reading(
            row.person,
            names.get(row.person, ""),
            row.state,
            row.version,
            row.first,
            row.last,
            "read" if row.is_read else "wrote",
            row.state == state,
        )
        for row in rows
    ]
    for act in acts:
        cited = _state_cited(act)
        name = names.get(act.person, "")
        version, is_now = act.round.number, cited == state
        found.append(Reading(act.person, name, cited, version, act.at, act.at, "acted", is_now))
    return sorted(found, key=lambda one: (one.first, one.person))


def _state_cited(act: ProcedureAct) -> str:
    """The state that an act had before it: what its round froze, as amended before."""
    before = {name: act.hashes[name] for name in ("actions", "words")}
    if act.amended is None and "amended" in act.hashes:
        before["amended"] = act.hashes["amended"]
    return state_hash(before)
