"""Job descriptions: a version is written whole, and never changed once an action names it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import pgettext_lazy

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
from bureau.institution.organisation.services.wordings import word_texts
from bureau.record.journal.services import Act, service

DUTIES_MOST, PARTS_MOST, LINES_MOST = 100, 30, 100
"""How many duties a description has, how many parts a duty, and how many qualifications and
competencies."""


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


@service(
    "organisation.write_description", pgettext_lazy("act in the journal", "Write a job description")
)
def write_description(act: Act, *, post: int, description: DescriptionText) -> int:
    """Write the next version of a post's description; returns its number."""
    (row,) = act.lock(Post, post)
    if not (may_write_descriptions(act.actor, row.organisation_id) or act.actor.is_administrator()):
        raise Refused(Reason("not_yours_to_do"))
    _refuse_long(description)
    organisation = row.organisation_id
    heads = [description.title, *([description.direction] if description.direction else [])]
    title, *direction = word_texts(act, organisation, heads)
    version = JobDescription.objects.create(
        post=row,
        version=JobDescription.objects.filter(post=row).count() + 1,
        title_id=title,
        direction_id=direction[0] if direction else None,
    )
    _write_duties(act, version, organisation, [(None, each) for each in description.duties])
    wordings = word_texts(act, organisation, [said for _, said in description.lines])
    DescriptionLine.objects.bulk_create(
        DescriptionLine(description=version, section=section, wording_id=wording, place=place)
        for place, ((section, _), wording) in enumerate(
            zip(description.lines, wordings, strict=True), 1
        )
    )
    act.touch("description", version.pk)
    return version.pk


def _refuse_long(description: DescriptionText) -> None:
    """The longest descriptions on record have a tenth of it; one act holds everybody who writes."""
    duties, lines = description.duties, description.lines
    most = {"duties_most": DUTIES_MOST, "parts_most": PARTS_MOST, "lines_most": LINES_MOST}
    is_long = len(duties) > DUTIES_MOST or len(lines) > LINES_MOST
    if is_long or any(len(duty.parts) > PARTS_MOST for duty in duties):
        raise Refused(Reason("description_too_long", most))


def _write_duties(
    act: Act,
    version: JobDescription,
    organisation: int,
    told: Sequence[tuple[DescriptionDuty | None, DutyText]],
) -> None:
    """The duties of one level, each with the row that it stands under; then those below them."""
    if not told:
        return
    new = [Duty(organisation_id=organisation) for _, text in told if text.duty is None]
    made = iter(Duty.objects.bulk_create(new))
    wordings = word_texts(act, organisation, [text.said for _, text in told])
    places: Counter[int | None] = Counter()
    rows = []
    for (under, text), wording in zip(told, wordings, strict=True):
        places[under.pk if under else None] += 1
        rows.append(
            DescriptionDuty(
                description=version,
                duty_id=text.duty or next(made).pk,
                wording_id=wording,
                under=under,
                place=places[under.pk if under else None],
            )
        )
    rows = DescriptionDuty.objects.bulk_create(rows)
    act.touch("duty", *(row.duty_id for row in rows))
    below = zip(rows, told, strict=True)
    parts = [(row, part) for row, (_, text) in below for part in text.parts]
    _write_duties(act, version, organisation, parts)
