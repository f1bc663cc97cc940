"""Job descriptions: a version is written whole, and never changed once an action names it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bureau.core.reasons import Reason, Refused
from bureau.core.texts import Text
from bureau.institution.organisation.models import (
    DescriptionDuty,
    DescriptionLine,
    Duty,
    JobDescription,
    Post,
)
from bureau.institution.organisation.permissions import may_write_descriptions
from bureau.institution.organisation.services.wordings import word
from bureau.record.journal.services import Act, service


@dataclass(frozen=True, slots=True)
class DutyText:
    """A duty as it is worded, with its sub-duties; `duty` names one that already has a number."""

    said: Text
    parts: tuple["DutyText", ...] = ()
    duty: int | None = None


@dataclass(frozen=True, slots=True)
class DescriptionText:
    """A whole description: its title, whose direction it is under, duties, lines by section."""

    title: Text
    direction: Text | None
    duties: tuple[DutyText, ...]
    lines: Sequence[tuple[str, Text]] = field(default=())


@service
def write_description(act: Act, *, post: int, description: DescriptionText) -> int:
    """Write the next version of a post's description; returns its number."""
    (row,) = act.lock(Post, post)
    if not (may_write_descriptions(act.actor, row.organisation_id) or act.actor.is_administrator()):
        raise Refused(Reason("not_yours_to_do"))
    organisation = row.organisation_id
    version = JobDescription.objects.create(
        post=row,
        version=JobDescription.objects.filter(post=row).count() + 1,
        title_id=word(act, organisation=organisation, said=description.title),
        direction_id=(
            word(act, organisation=organisation, said=description.direction)
            if description.direction
            else None
        ),
    )
    _write_duties(act, version, description.duties, organisation, None)
    for place, (section, said) in enumerate(description.lines, 1):
        DescriptionLine.objects.create(
            description=version,
            section=section,
            wording_id=word(act, organisation=organisation, said=said),
            place=place,
        )
    act.touch("description", version.pk)
    return version.pk


def _write_duties(
    act: Act,
    version: JobDescription,
    duties: Sequence[DutyText],
    organisation: int,
    under: DescriptionDuty | None,
) -> None:
    for place, text in enumerate(duties, 1):
        duty = text.duty or Duty.objects.create(organisation_id=organisation).pk
        row = DescriptionDuty.objects.create(
            description=version,
            duty_id=duty,
            wording_id=word(act, organisation=organisation, said=text.said),
            under=under,
            place=place,
        )
        act.touch("duty", duty)
        _write_duties(act, version, text.parts, organisation, row)
