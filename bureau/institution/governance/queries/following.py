"""What follows from what is in force: proposals of the core, and the assignments they became."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from bureau.core.actors import Actor, Role
from bureau.core.changes.actions import Action, ActionKind
from bureau.core.changes.following_up import Proposal, What, proposals
from bureau.core.coordinates import Coordinates
from bureau.core.references import Reference
from bureau.institution.governance.models import Assignment, EntryIntoForce, Reorganisation
from bureau.institution.governance.permissions import may_follow_up
from bureau.institution.governance.queries.amended import standing_actions
from bureau.institution.governance.queries.chasing import KIND, brought_to
from bureau.institution.governance.queries.reorganisations import (
    Seen,
    entries_into_force,
    seen_by,
)
from bureau.institution.organisation.models import Organisation, PostRole
from bureau.institution.organisation.queries.lineage import called
from bureau.institution.organisation.queries.structure import snapshot, today, today_in_force

DAYS_GIVEN = 30


@dataclass(frozen=True, slots=True)
class Proposed:
    """What an entry leaves to be done, not confirmed yet; with the post and day first offered."""

    entry: EntryIntoForce
    what: What
    subject: Reference
    owner: int | None
    due: date

    @property
    def key(self) -> str:
        """As a form names it."""
        return f"{self.entry.pk}:{self.what}:{self.subject}"


def proposed_of(reorganisation: Reorganisation) -> list[Proposed]:
    """All that follows from its entries into force and is neither confirmed nor dropped."""
    rows = Assignment.objects.filter(reorganisation=reorganisation, entry__isnull=False)
    known = {(row.entry_id, row.what, row.subject_kind, row.subject) for row in rows}
    entries = entries_into_force(reorganisation.pk)
    entered = {entry.pk: _actions_of(entry) for entry in entries}
    described = {
        one.subject
        for actions in entered.values()
        for one in actions
        if one.kind is ActionKind.ADOPT_DESCRIPTION
    }
    return [
        _offered(reorganisation, entry, one)
        for entry in entries
        for one in _of_entry(entry, entered[entry.pk], described)
        if (entry.pk, one.what.value, one.subject.kind, one.subject.id) not in known
    ]


def _actions_of(entry: EntryIntoForce) -> list[Action]:
    return [one for one in standing_actions(entry.submission) if one.id in entry.actions]


def _of_entry(
    entry: EntryIntoForce, actions: Sequence[Action], described: Collection[Reference]
) -> tuple[Proposal, ...]:
    if not actions:
        return ()
    last = max(action.day for action in actions)
    return proposals(actions, snapshot(Coordinates(last, entry.record)), described)


def _offered(case: Reorganisation, entry: EntryIntoForce, one: Proposal) -> Proposed:
    first = max(date.fromordinal(one.day), today(Organisation.objects.get(pk=case.organisation_id)))
    owner = case.author_post
    if one.what is What.ADVERTISE:
        owner = _human_resources(case.organisation_id) or owner
    return Proposed(entry, one.what, one.subject, owner, first + timedelta(days=DAYS_GIVEN))


def _human_resources(organisation: int) -> int | None:
    rows = PostRole.objects.filter(
        role=Role.HUMAN_RESOURCES, post__organisation=organisation, valid_until=None
    )
    found: int | None = rows.order_by("pk").values_list("post", flat=True).first()
    return found


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The checklist of one case, for a reader who may see it."""

    seen: Seen
    proposed: Sequence[Proposed]
    may_keep: bool

    @property
    def assignments(self) -> QuerySet[Assignment]:
        return Assignment.objects.filter(reorganisation=self.seen.row)


def follow_up(actor: Actor, reorganisation: int) -> FollowUp | None:
    """None where the reader may not see the case."""
    seen = seen_by(actor, [reorganisation]).get(reorganisation)
    if seen is None or seen.phase is None:
        return None
    return FollowUp(seen, proposed_of(seen.row), may_follow_up(actor, seen.row))


def assignments_visible(actor: Actor, ids: Collection[int]) -> set[int]:
    """Those of cases that the actor may see, those that a post of theirs owns, and those that came
    to them because they are late."""
    rows = list(Assignment.objects.filter(pk__in=ids).values_list("pk", "reorganisation", "owner"))
    seen = seen_by(actor, {case for _, case, _ in rows})
    mine = {pk for pk, case, owner in rows if case in seen or owner in actor.posts}
    return mine | (set(brought_to(actor)) & set(ids))


def assignments_owned(actor: Actor, ids: Collection[int]) -> dict[int, int | None]:
    rows = Assignment.objects.filter(pk__in=ids)
    return dict(rows.values_list("pk", "owner"))


def assignments_open(posts: Collection[int], brought: Collection[int] = ()) -> QuerySet[Assignment]:
    """Those that these posts own, and those that were brought to somebody besides."""
    rows = Assignment.objects.filter(Q(owner__in=posts) | Q(pk__in=brought), state="open")
    return rows.select_related("reorganisation").order_by("due", "pk")


def assignments_with(actor: Actor, reorganisation: int) -> QuerySet[Assignment]:
    """Those of a case that are the actor's to do, or came to them, whether they see it or not."""
    rows = assignments_open(actor.posts, brought_to(actor))
    return rows.filter(reorganisation=reorganisation)


def days_of_assignments(actor: Actor, first: date, until: date) -> list[tuple[date, Reference]]:
    """For the wiring table: by when what the actor's posts own is to be done."""
    rows = assignments_open(actor.posts).filter(due__gte=first, due__lt=until)
    return [(row.due, Reference(KIND, row.pk)) for row in rows if row.due]


def assignments_hanging(ended: Sequence[Reference]) -> list[tuple[Reference, Reference]]:
    """For the wiring table: what is still to be done by a post that ends."""
    posts = {each.id: each for each in ended if each.kind == "post"}
    rows = Assignment.objects.filter(state=Assignment.State.OPEN, owner__in=posts)
    return [
        (posts[owner], Reference(KIND, pk))
        for pk, owner in rows.values_list("pk", "owner")
        if owner is not None
    ]


def names_of_subjects(rows: Collection[Reference]) -> dict[Reference, str]:
    """What is named, as it is called now or was last."""
    return {each: one.whole for each, one in called(list(rows), today_in_force()).items()}
