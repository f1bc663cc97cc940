"""What is on record of one thing, in both times: effects as decided, versions as believed."""

from datetime import date, datetime
from typing import Any

from ninja import Schema

from bureau.core.references import Reference
from bureau.institution.organisation.api.shapes import until
from bureau.institution.organisation.api.standing import known, organisation_for, stand
from bureau.institution.organisation.queries.history import (
    Told,
    effects_told,
    on_post,
    versions_told,
)
from bureau.web.api.calls import Call
from bureau.web.api.problems import Problem
from bureau.web.api.words import AsKnown, Known
from bureau.web.formats import as_date


class EffectOut(Schema):
    """One decided fact: from `day`, `subject` has `fields`; known since `record`.

    `replaced_by` is the record number that put another fact in its place.
    """

    id: int
    subject: str
    day: date
    role: str
    manner: str
    fields: dict[str, Any]
    instrument: int
    record: int
    recorded_at: datetime
    replaces: list[int]
    replaced_by: int | None


class VersionOut(Schema):
    """On these days the thing was so, as Bureau held it between these record numbers."""

    valid_from: date
    valid_until: date | None
    recorded_from: int
    recorded_until: int | None
    fields: dict[str, Any]


class History(Schema):
    at: Known
    effects: list[EffectOut]
    versions: list[VersionOut]


def history_of(request: Call, subject: Reference, at: AsKnown) -> History:
    """Of all days; for a post with what hangs on it; incumbencies only where names may be seen."""
    stand(request, at, organisation_for(request, subject))
    recorded = request.reading.at.recorded
    rows = versions_told(subject, recorded)
    if not rows:
        raise Problem(404, "not_standing")
    more = on_post(request.namer, subject.id, recorded) if subject.kind == "post" else []
    return History(
        at=known(request),
        effects=[effect_out(one) for one in effects_told([subject, *more], recorded)],
        versions=[
            VersionOut(
                valid_from=as_date(row.valid_from),
                valid_until=until(row.valid_until),
                recorded_from=row.recorded_from,
                recorded_until=row.recorded_until,
                fields=dict(row.fields),
            )
            for row in rows
        ],
    )


def effect_out(told: Told) -> EffectOut:
    effect = told.effect
    return EffectOut(
        id=effect.id,
        subject=str(effect.subject),
        day=as_date(effect.day),
        role=str(effect.role),
        manner=str(effect.manner),
        fields=dict(effect.fields),
        instrument=effect.instrument,
        record=effect.record,
        recorded_at=told.recorded_at,
        replaces=list(effect.replaces),
        replaced_by=told.replaced_by,
    )
