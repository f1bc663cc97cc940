"""Papers on a part of the structure as it stands: its staffing table, its chart as a poster."""

from collections import Counter
from datetime import date

from bureau.core.actors import Actor
from bureau.core.layout.boxes import PostState
from bureau.core.papers.kinds.chart_poster import ChartPoster
from bureau.core.papers.kinds.parts import GradeCount
from bureau.core.papers.kinds.staffing_table import PostRow, StaffingTable
from bureau.core.references import Reference
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Post
from bureau.core.texts import Text
from bureau.institution.governance.texts.papers.charts import chart_of
from bureau.institution.governance.texts.papers.telling import texts_by_number
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.charts import grade_order, state_of
from bureau.institution.organisation.queries.organisations import organisation_seen
from bureau.institution.organisation.queries.structure import today_in_force
from bureau.record.journal.queries import is_demonstration


class UnitUnseenError(LookupError):
    """No such unit stands today, for this reader."""


def staffing_table_of(actor: Actor, unit: int) -> StaffingTable:
    """The posts of the unit and of all below it, today."""
    organisation, now = _seen(actor, unit)
    posts = [post for id in now.subtree(unit) for post in now.posts_of(id)]
    top = now.unit(unit)
    assert top is not None
    words = texts_by_number([top.name, *(post.title for post in posts)])
    grades = grade_order(organisation.pk)
    ranks = {grade: place for place, grade in enumerate(grades)}
    return StaffingTable(
        unit=words[top.name],
        day=date.fromordinal(now.coordinates.valid),
        issuer=organisation.name,
        original=words[top.name].original,
        grades=_counted(now, posts, ranks),
        posts=tuple(_row(now, post, words[post.title]) for post in posts),
        is_demonstration=is_demonstration(),
    )


def chart_poster_of(actor: Actor, unit: int) -> ChartPoster:
    """The unit and all below it, today; on the larger sheet where there are many."""
    organisation, now = _seen(actor, unit)
    chart = chart_of(now, unit, organisation.pk, {})
    assert chart is not None
    return ChartPoster(
        chart=chart,
        issuer=organisation.name,
        original=chart.unit.original,
        size="a3" if len(chart.boxes) <= A3_MOST else "a1",
        is_demonstration=is_demonstration(),
    )


A3_MOST = 24
"""Boxes that are still read from a sheet of that size."""


def _seen(actor: Actor, unit: int) -> tuple[Organisation, Snapshot]:
    own = Organisation.objects.filter(pk=actor.organisation or 0).first()
    organisation = organisation_seen(actor, Reference("unit", unit), own)
    now = today_in_force(organisation)
    if organisation is None or now.unit(unit) is None:
        raise UnitUnseenError(unit)
    return organisation, now


def _counted(now: Snapshot, posts: list[Post], ranks: dict[str, int]) -> tuple[GradeCount, ...]:
    tally = Counter((post.grade, state_of(now, post)) for post in posts)
    found = sorted({grade for grade, _ in tally}, key=lambda one: (ranks.get(one, len(ranks)), one))
    return tuple(
        GradeCount(grade, *(tally[grade, state] for state in PostState)) for grade in found
    )


def _row(now: Snapshot, post: Post, title: Text) -> PostRow:
    unit = now.unit(post.unit)
    return PostRow(
        number=post.number,
        title=title,
        grade=post.grade,
        unit_code=unit.code if unit else "",
        station=post.duty_station,
        state=state_of(now, post),
    )
