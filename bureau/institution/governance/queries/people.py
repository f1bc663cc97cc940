"""The people whom what was put forward affects, for who may see the list; and each their own."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from bureau.core.actors import Actor, Role
from bureau.core.changes.people import How
from bureau.institution.governance.models import (
    AffectedList,
    AffectedPerson,
    EntryIntoForce,
    Reorganisation,
    Submission,
)
from bureau.institution.governance.permissions import may_confirm_people, may_see_people
from bureau.institution.governance.queries.frozen_words import with_words_of
from bureau.institution.governance.queries.left import authors_of, authors_of_each
from bureau.institution.governance.queries.people_named import People, people_and_posts
from bureau.institution.governance.queries.reorganisations import (
    on_route,
    seen_by,
    submission_of,
)
from bureau.institution.governance.store import CASE
from bureau.institution.organisation.queries.roles_held import actors_with
from bureau.web.answers import Telling


@dataclass(frozen=True, slots=True)
class Before:
    """A line as it was confirmed: how, from when, and the post that they come to."""

    how: str
    day: date
    to: int | None


@dataclass(frozen=True, slots=True)
class PeopleList:
    """The list of the last round: its lines, and the row that says it was confirmed, in this round
    or one before; the latest, where it was so again. `is_open` while lines of it are in none; a
    round of which nothing was confirmed itself may be added to as well."""

    row: Reorganisation
    submission: Submission
    confirmed: AffectedList | None
    is_open: bool
    may_confirm: bool
    may_add: bool

    @property
    def lines(self) -> QuerySet[AffectedPerson]:
        return lines_of(self.submission)

    @property
    def changed(self) -> QuerySet[AffectedPerson]:
        """What is otherwise since it was confirmed, by an act or put forward again, or new."""
        return self.lines.filter(confirmed_in=None)

    def before(self) -> dict[tuple[int, int], Before]:
        """The lines as they were confirmed last, by person and post."""
        return _said_in(self.confirmed) if self.confirmed else {}

    def fallen(self) -> list[AffectedPerson]:
        """Who stood on it when it was confirmed, and does not any more."""
        gone = self.before().keys() - set(self.lines.values_list("person", "post"))
        if self.confirmed is None or not gone:
            return []
        rows = AffectedPerson.objects.filter(submission=self.confirmed.submission_id)
        rows = rows.filter(person__in={person for person, _post in gone})
        return [row for row in rows if (row.person_id, row.post) in gone]


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
    confirmed = AffectedList.objects.filter(submission__reorganisation=row).order_by("pk").last()
    is_open = confirmed is None or lines_of(submission).filter(confirmed_in=None).exists()
    is_theirs = may_confirm_people(actor, row, authors_of(row))
    is_kept = confirmed is not None and confirmed.submission_id == submission.pk
    return PeopleList(
        with_words_of(row, submission.words[CASE]),
        submission,
        confirmed,
        is_open,
        may_confirm=is_theirs and is_open,
        may_add=is_theirs and (is_open or not is_kept),
    )


def _said_in(confirmed: AffectedList) -> dict[tuple[int, int], Before]:
    return {
        (one["person"], one["post"]): Before(one["how"], date.fromisoformat(one["day"]), one["to"])
        for one in json.loads(confirmed.lines)
    }


def list_before(row: AffectedPerson) -> AffectedList | None:
    """The list confirmed last before the one in which a line was confirmed as it stands, where the
    same person stood in it for the same post otherwise; None where there is none."""
    rows = AffectedList.objects.filter(
        submission__reorganisation=row.submission.reorganisation_id
    ).order_by("-pk")
    if row.confirmed_in_id is not None:
        rows = rows.filter(pk__lt=row.confirmed_in_id)
    return next((one for one in rows if (row.person_id, row.post) in _said_in(one)), None)


def lines_of(submission: Submission) -> QuerySet[AffectedPerson]:
    """Of what was put forward, as acts have left it."""
    return AffectedPerson.objects.filter(submission=submission, is_past=False)


def names_of_lines(lines: Sequence[AffectedPerson], others: Iterable[int | None] = ()) -> People:
    """With `others`, posts that are called along with them."""
    posts = {line.post for line in lines} | {line.to for line in lines} | {*others}
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
        "submission__reorganisation"
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
    """For the wiring table: to human resources, what nobody has confirmed yet, and once more what
    is otherwise since."""
    rows = [row for row in lists_waiting() if ids is None or row.pk in ids]
    of = {row.reorganisation.organisation_id for row in rows}
    people = actors_with(Role.HUMAN_RESOURCES, of)
    confirmed, why = times_confirmed(rows), why_they_wait(rows)
    authors = authors_of_each([row.reorganisation for row in rows])
    return [
        Telling(
            number=row.pk,
            person=actor.person or 0,
            key=f"confirm-{confirmed[row.pk]}" if confirmed[row.pk] else "confirm",
            code=why[row.pk],
            address=reverse("reorganisation-people", args=[row.reorganisation_id]),
        )
        for row in rows
        for actor in people
        if may_confirm_people(actor, row.reorganisation, authors[row.reorganisation_id])
    ]


def lists_waiting(organisation: int | None = None) -> list[Submission]:
    """The last round of each case whose people nobody has confirmed yet, as long as it goes on or
    where something of it is in force, or of whose list an act changed lines since, whatever became
    of it; oldest first, of one organisation or of all."""
    later = Submission.objects.filter(
        reorganisation=OuterRef("reorganisation"), pk__gt=OuterRef("pk")
    )
    rows = Submission.objects.filter(
        Q(round__ended__isnull=True)
        | Q(people_confirmed__isnull=False)
        | Exists(EntryIntoForce.objects.filter(submission=OuterRef("pk"))),
        ~Exists(later),
        people__is_past=False,
        people__confirmed_in__isnull=True,
    )
    if organisation is not None:
        rows = rows.filter(reorganisation__organisation=organisation)
    return list(rows.select_related("reorganisation").distinct().order_by("pk"))


def times_confirmed(rows: Sequence[Submission]) -> dict[int, int]:
    """How often the list of each was confirmed, by number."""
    found = Submission.objects.filter(pk__in=[row.pk for row in rows])
    return dict(found.annotate(times=Count("people_confirmed")).values_list("pk", "times"))


def why_they_wait(rows: Sequence[Submission]) -> dict[int, str]:
    """The code of the sentence, by number: an act changed the list of this round once it was
    confirmed, or it was confirmed in a round before, or never."""
    lists = AffectedList.objects.filter(
        submission__reorganisation__in={row.reorganisation_id for row in rows}
    )
    known = set(lists.values_list("submission__reorganisation", "submission"))
    cases = {case for case, _submission in known}
    return {
        row.pk: "people_amended"
        if (row.reorganisation_id, row.pk) in known
        else "people_again"
        if row.reorganisation_id in cases
        else "people_unconfirmed"
        for row in rows
    }


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
