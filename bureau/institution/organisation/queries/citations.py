"""Citations as pages tell them: what cites what, each end named where the reader may see it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bureau.core.actors import Actor
from bureau.core.instruments.mandates import MandateState
from bureau.core.references import Reference
from bureau.institution.instruments.models import Citation
from bureau.institution.instruments.queries.citations import (
    citations_by,
    citations_of,
    subject_of,
    target_of,
)
from bureau.institution.instruments.queries.mandates import mandates
from bureau.institution.organisation.permissions import may_see_names
from bureau.record.accounts.queries import people_by_id
from bureau.web import kinds
from bureau.web.answers import Label


@dataclass(frozen=True, slots=True)
class CitationLine:
    """One citation; `gist` is what a cited provision says, `state` how it stands as a mandate.

    `says` is in the words of who cited, `who` named where people may be.
    """

    row: Citation
    subject: Label
    target: Label
    gist: str
    state: MandateState | None
    who: str

    @property
    def subject_kind(self) -> str:
        return self.row.subject_kind

    @property
    def mark_state(self) -> str:
        return str(self.state or "")


def asked_for(actor: Actor, subjects: Iterable[Reference], day: date) -> list[CitationLine]:
    """What these things cite on the day."""
    return told(actor, citations_by(subjects, day), day)


def served_by(
    actor: Actor, day: date, *, provisions: Collection[int] = (), elements: Collection[int] = ()
) -> list[CitationLine]:
    """What cites these provisions and elements of plans on the day."""
    return told(actor, citations_of(day, provisions=provisions, elements=elements), day)


def told(actor: Actor, rows: Sequence[Citation], day: date) -> list[CitationLine]:
    """Those of which the reader may see both ends, in a constant number of reads."""
    ends = {end for row in rows for end in (subject_of(row), target_of(row))}
    labels = kinds.describe(actor, ends)
    asked = mandates({row.provision_id for row in rows if row.provision_id}, day)
    people = people_by_id({row.person for row in rows}) if may_see_names(actor) else {}
    found = []
    for row in rows:
        subject, target = labels.get(subject_of(row)), labels.get(target_of(row))
        if subject is None or target is None:
            continue
        mandate = asked.get(row.provision_id or 0)
        is_mandate = mandate is not None and mandate.row.is_mandate
        person = people.get(row.person)
        found.append(
            CitationLine(
                row,
                subject,
                target,
                gist=mandate.gist if mandate else "",
                state=mandate.state if mandate and is_mandate else None,
                who=person.name if person else "",
            )
        )
    return found
