"""Reorganisations, and which of them a person may see: asked for many in a few reads."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q

from bureau.core.actors import Actor
from bureau.core.changes.actions import Action
from bureau.core.procedures.kinds import ENDED, Phase
from bureau.core.references import Reference
from bureau.institution.governance import models
from bureau.institution.governance.permissions import may_see_reorganisation
from bureau.institution.governance.queries.amended import standing_actions
from bureau.institution.governance.store import actions_of
from bureau.institution.procedures.queries.cases import (
    OnRecord,
    cases_of,
    days_of,
    people_on_route,
)

KIND = "reorganisation"


@dataclass(frozen=True, slots=True)
class Seen:
    """A reorganisation that the reader may see, with its case once it was put forward."""

    row: models.Reorganisation
    case: OnRecord | None

    @property
    def is_draft(self) -> bool:
        """Whether its author may still change it."""
        return self.case is None or self.case.case.phase is Phase.WITH_AUTHOR

    @property
    def is_settled(self) -> bool:
        return self.case is not None and is_settled(self.case)

    @property
    def is_over(self) -> bool:
        """Whether nothing more can come of it: all of it is decided, or has fallen."""
        return self.is_settled or (self.case is not None and self.case.case.phase in ENDED)


def is_settled(on_record: OnRecord) -> bool:
    """Whether something of it is decided and nothing is left to decide."""
    decided = on_record.route.settled()
    return bool(decided) and decided == on_record.route.pursued


def seen_by(actor: Actor, ids: Collection[int] | None = None) -> dict[int, Seen]:
    """Those of `ids` (None: of all) that the actor may see, by number, newest first."""
    if actor.person is None:
        return {}
    rows = models.Reorganisation.objects.filter(discarded__isnull=True)
    rows = rows.order_by("-pk").prefetch_related("readers")
    listed = list(rows.filter(_perhaps_seen(actor)) if ids is None else rows.filter(pk__in=ids))
    cases = cases_of(KIND, [row.pk for row in listed if row.submitted])
    on_route = _on_route(cases.values())
    found = {}
    for row in listed:
        case = cases.get(row.pk)
        posts, persons = on_route.get(row.pk, (frozenset(), frozenset()))
        if may_see_reorganisation(
            actor,
            row,
            readers=[reader.person_id for reader in row.readers.all()],
            posts=posts,
            persons=persons,
            is_settled=case is not None and is_settled(case),
        ):
            found[row.pk] = Seen(row, case)
    return found


def is_on_route(actor: Actor, seen: Seen) -> bool:
    """Whether a step of the case names one of the actor's posts, or the actor may act or acted."""
    found = _on_route([seen.case] if seen.case else [])
    posts, persons = found.get(seen.row.pk, (frozenset(), frozenset()))
    return actor.person in persons or not actor.posts.isdisjoint(posts)


def _perhaps_seen(actor: Actor) -> Q:
    """What may be seen at all by `may_see_reorganisation`: drafts of others are not even read."""
    named = models.NamedReader.objects.filter(person=actor.person).values("reorganisation")
    return Q(author=actor.person) | Q(pk__in=named) | Q(submitted=True)


def _on_route(cases: Iterable[OnRecord]) -> dict[int, tuple[frozenset[int], frozenset[int]]]:
    listed = list(cases)
    days = days_of({one.case.organisation for one in listed})
    found: dict[int, tuple[frozenset[int], frozenset[int]]] = {}
    for day in sorted(set(days.values())):
        of_day = [one for one in listed if days[one.case.organisation] == day]
        routes = people_on_route(of_day, day)
        found.update({subject.id: people for subject, people in routes.items()})
    return found


def submission_of(reorganisation: int) -> models.Submission | None:
    """What was put forward last."""
    rows = models.Submission.objects.filter(reorganisation=reorganisation)
    return rows.select_related("round").order_by("-version").first()


def actions_before(seen: Seen) -> tuple[Action, ...]:
    """The set as its readers have it: the draft, or what was put forward last, as amended."""
    submission = None if seen.is_draft else submission_of(seen.row.pk)
    return standing_actions(submission) if submission else actions_of(seen.row.pk)


def in_force(reorganisation: int) -> frozenset[int]:
    """The places of the actions that are in force."""
    rows = models.EntryIntoForce.objects.filter(submission__reorganisation=reorganisation)
    return frozenset(place for places in rows.values_list("actions", flat=True) for place in places)


def in_force_of(reorganisations: Collection[int]) -> dict[int, set[int]]:
    """The same of many at once, by reorganisation."""
    rows = models.EntryIntoForce.objects.filter(submission__reorganisation__in=reorganisations)
    found: dict[int, set[int]] = {}
    for number, places in rows.values_list("submission__reorganisation", "actions"):
        found.setdefault(number, set()).update(places)
    return found


def entries_into_force(reorganisation: int) -> list[models.EntryIntoForce]:
    rows = models.EntryIntoForce.objects.filter(submission__reorganisation=reorganisation)
    return list(rows.select_related("submission", "act", "instrument").order_by("record"))


def reference_of(reorganisation: int) -> Reference:
    return Reference(KIND, reorganisation)


def submitted_as(organisation: int, reference: str) -> int | None:
    """The case that was put forward under a reference; drafts have none that others may know."""
    rows = models.Reorganisation.objects.filter(
        organisation=organisation, reference=reference, submitted=True
    )
    return rows.values_list("pk", flat=True).first()
