"""The people whom what was put forward affects, for who may see the list; and each their own."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from bureau.core.actors import Actor, Role
from bureau.core.changes.people import How
from bureau.institution.governance.models import (
    AffectedList,
    AffectedPerson,
    Reorganisation,
    Submission,
)
from bureau.institution.governance.permissions import may_confirm_people, may_see_people
from bureau.institution.governance.queries.people_named import People, people_and_posts
from bureau.institution.governance.queries.reorganisations import (
    on_route,
    seen_by,
    submission_of,
)
from bureau.institution.organisation.queries.roles_held import actors_with
from bureau.web.answers import Telling


@dataclass(frozen=True, slots=True)
class PeopleList:
    """The list of one round: its lines, and the row that says it is confirmed, if it is."""

    row: Reorganisation
    submission: Submission
    confirmed: AffectedList | None
    may_confirm: bool

    @property
    def lines(self) -> QuerySet[AffectedPerson]:
        return lines_of(self.submission)


def people_list(actor: Actor, reorganisation: int) -> PeopleList | None:
    """Of the last round; None for whoever may not see it, as if there were none."""
    row = Reorganisation.objects.filter(pk=reorganisation).first()
    if row is None or not row.submitted:
        return None
    seen = seen_by(actor, [row.pk])
    is_on_route = row.pk in on_route(actor, seen.values())
    submission = submission_of(row.pk)
    if submission is None or not may_see_people(actor, row, is_on_route=is_on_route):
        return None
    confirmed = AffectedList.objects.filter(submission=submission).first()
    may_confirm = confirmed is None and may_confirm_people(actor, row)
    return PeopleList(row, submission, confirmed, may_confirm)


def lines_of(submission: Submission) -> QuerySet[AffectedPerson]:
    """Of what was put forward, as acts have left it."""
    return AffectedPerson.objects.filter(submission=submission, is_past=False)


def names_of_lines(lines: Sequence[AffectedPerson]) -> People:
    posts = {line.post for line in lines} | {line.to for line in lines}
    return people_and_posts(
        {line.person_id for line in lines} | {line.by_id for line in lines}, posts
    )


def counts_of(lines: QuerySet[AffectedPerson]) -> dict[str, int]:
    """How many of each kind: as confirmed, else as the rule says."""
    found: dict[str, int] = {}
    counted = lines.order_by().values_list("how", "matched").annotate(Count("pk"))
    for how, matched, count in counted:
        found[how or matched] = found.get(how or matched, 0) + count
    return {how.value: found[how.value] for how in How if how.value in found}


def about_oneself(actor: Actor) -> list[AffectedPerson]:
    """What was put forward about the reader, of the last round of each case, newest first."""
    if actor.person is None:
        return []
    rows = AffectedPerson.objects.filter(person=actor.person, is_past=False).select_related(
        "submission__reorganisation", "submission__people_confirmed"
    )
    listed = list(rows.order_by("-submission", "pk"))
    later = Submission.objects.filter(
        reorganisation__in={line.submission.reorganisation_id for line in listed}
    ).values_list("reorganisation", "pk")
    last: dict[int, int] = {}
    for case, submission in later:
        last[case] = max(last.get(case, 0), submission)
    return [
        line for line in listed if last[line.submission.reorganisation_id] == line.submission_id
    ]


def lines_data(lines: Sequence[AffectedPerson]) -> str:
    """What is confirmed, in one form of letters: who, on which post, how, from when."""
    said = [
        {
            "person": line.person_id,
            "post": line.post,
            "to": line.to,
            "how": line.how,
            "matched": line.matched,
            "day": line.day.isoformat(),
        }
        for line in sorted(lines, key=lambda one: (one.person_id, one.post))
    ]
    return json.dumps(said, sort_keys=True, separators=(",", ":"))


def lists_tell(ids: Collection[int] | None) -> list[Telling]:
    """For the wiring table: to human resources, what nobody has confirmed yet."""
    rows = [row for row in lists_waiting() if ids is None or row.pk in ids]
    of = {row.reorganisation.organisation_id for row in rows}
    people = actors_with(Role.HUMAN_RESOURCES, of)
    return [
        Telling(
            number=row.pk,
            person=actor.person or 0,
            key="confirm",
            code="people_unconfirmed",
            address=reverse("reorganisation-people", args=[row.reorganisation_id]),
        )
        for row in rows
        for actor in people
        if may_confirm_people(actor, row.reorganisation)
    ]


def lists_waiting(organisation: int | None = None) -> list[Submission]:
    """Rounds that go on whose people nobody has confirmed yet, oldest first; of one organisation
    or of all."""
    rows = Submission.objects.filter(
        people_confirmed__isnull=True, round__ended__isnull=True, people__is_past=False
    )
    if organisation is not None:
        rows = rows.filter(reorganisation__organisation=organisation)
    return list(rows.select_related("reorganisation").distinct().order_by("pk"))


def lists_visible(actor: Actor, ids: Collection[int]) -> set[int]:
    """For the wiring table: the lists, by their submission, that the actor may see."""
    rows = Submission.objects.filter(pk__in=ids).select_related("reorganisation")
    listed = list(rows)
    seen = seen_by(actor, {row.reorganisation_id for row in listed})
    routed = on_route(actor, seen.values())
    return {
        row.pk
        for row in listed
        if may_see_people(actor, row.reorganisation, is_on_route=row.reorganisation_id in routed)
    }


def reasons_kept(people: Collection[int]) -> dict[int, int]:
    """How many lines there are about each of these people."""
    rows = AffectedPerson.objects.filter(Q(person__in=people)).order_by()
    return dict(rows.values_list("person").annotate(Count("pk")))
