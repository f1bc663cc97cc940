"""A version of a job description as a paper tells it, in all languages it is worded in."""

from datetime import date

from bureau.core.papers.kinds.job_description import Duty, JobDescription
from bureau.core.spans import Day
from bureau.core.structure.snapshot import Snapshot
from bureau.core.texts import Text
from bureau.institution.governance.texts.papers.telling import texts_by_number
from bureau.institution.organisation.models import JobDescription as Row
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.descriptions import (
    WordedDuty,
    description_as_worded,
    descriptions_of,
)
from bureau.record.journal.queries import is_demonstration


def description_of(number: int, now: Snapshot, organisation: Organisation) -> JobDescription:
    """One version, with its post as it stands in `now`, and since when it is in force, if it is."""
    row = Row.objects.get(pk=number)
    worded = description_as_worded(number)
    post = now.post(row.post_id)
    unit = now.unit(post.unit) if post else None
    above = now.superior(row.post_id) if post else None
    texts = texts_by_number([*([unit.name] if unit else []), *([above.title] if above else [])])
    lines: dict[str, list[Text]] = {}
    for section, said in worded.lines:
        lines.setdefault(section, []).append(said)
    return JobDescription(
        post=post.number if post else "",
        title=worded.title,
        grade=post.grade if post else "",
        original=worded.title.original,
        issuer=organisation.name,
        unit=texts.get(unit.name) if unit else None,
        unit_code=unit.code if unit else "",
        reports_to=texts.get(above.title) if above else None,
        direction=worded.direction,
        duties=tuple(map(_duty, worded.duties)),
        education=tuple(lines.get("education", ())),
        experience=tuple(lines.get("experience", ())),
        languages=tuple(lines.get("languages", ())),
        competency=tuple(lines.get("competency", ())),
        version=row.version,
        in_force=_in_force(now, row.post_id, number, now.coordinates.valid),
        is_demonstration=is_demonstration(),
    )


def _duty(duty: WordedDuty) -> Duty:
    return Duty(duty.said, tuple(map(_duty, duty.parts)))


def _in_force(now: Snapshot, post: int, number: int, day: Day) -> date | None:
    """The first day of the span in which it is in force, as decided: an overlay does not count."""
    if now.overlay is not None:
        return None
    for one in descriptions_of(now, post):
        if one.id == number:
            held = [begin for begin, end in one.spans if begin <= day and (not end or day < end)]
            return date.fromordinal(held[0]) if held else None
    return None
