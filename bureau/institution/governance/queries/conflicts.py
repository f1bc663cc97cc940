"""Whom a set may stand against: what is adopted, and the cases that the reader may see."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bureau.core.actors import Actor
from bureau.core.changes.actions import Action, numbered
from bureau.core.changes.check import Finding, Severity, check
from bureau.core.changes.conflicts import Conflict, conflicts
from bureau.core.changes.definitions import named
from bureau.core.changes.expand import overlay
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.overlay import Overlay
from bureau.core.texts import Text
from bureau.institution.governance import models
from bureau.institution.governance.queries.entered import (
    actions_entered,
    applied_to,
    records_after,
    standing_with,
)
from bureau.institution.governance.queries.frozen_words import with_words_of
from bureau.institution.governance.queries.naming import Naming, naming
from bureau.institution.governance.queries.previews import answers_to, remaining
from bureau.institution.governance.queries.reorganisations import (
    Seen,
    going_on_for,
    in_force_of,
    reference_of,
    seen_by,
)
from bureau.institution.governance.store import CASE, action_of
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.structure import today, world
from bureau.record.journal.queries import first_entry_about, record_number_before
from bureau.web.paging import Slice, slice_of

MOST = 20
"""How many others a set is held against on one page; those that touch the same things first."""


@dataclass(frozen=True, slots=True)
class Other:
    """Another set: of a case that goes on (`seen`), or adopted by an entry into force (`entry`).

    `seen` is None where the reader may not see the case: what is adopted is on record for all.
    """

    title: Text
    reference: str
    actions: tuple[Action, ...]
    seen: Seen | None
    entry: models.EntryIntoForce | None = None

    @property
    def key(self) -> int:
        """A number that no other set has: by it a page of them begins or ends."""
        if self.entry is not None:
            return self.entry.pk * 2
        return self.seen.row.pk * 2 + 1 if self.seen else 0

    @property
    def is_adopted(self) -> bool:
        return self.entry is not None

    def objects(self) -> set[Reference]:
        return {subject for action in self.actions for subject in named(action)}


@dataclass(frozen=True, slots=True)
class Held:
    """A set held against another one: what of the two does not go together."""

    other: Other
    conflicts: tuple[Conflict, ...]

    @property
    def is_barred(self) -> bool:
        return any(one.severity is Severity.BARS for one in self.conflicts)


@dataclass(frozen=True, slots=True)
class HeldPage:
    """Some of the others, those with conflicts first; `slice` says which of all `total`."""

    held: list[Held]
    slice: Slice
    total: int


def others_of(actor: Actor, seen: Seen) -> list[Other]:
    """Everything that the set may stand against, as far as the reader may know of it.

    Those first that touch what it touches. A case that the reader may not see is not among them.
    """
    own = {subject for action in remaining(seen) for subject in named(action)}
    found = [*_adopted(actor, seen), *_going_on(actor, seen)]
    return sorted(found, key=lambda one: own.isdisjoint(one.objects()))


def overlapping(actor: Actor, seen: Seen) -> list[Other]:
    """Of these, those that touch the same things: cheap to tell, and no conflict by itself."""
    own = {subject for action in remaining(seen) for subject in named(action)}
    return [one for one in others_of(actor, seen) if not own.isdisjoint(one.objects())]


def held_against(actor: Actor, seen: Seen, page: str = "", most: int = MOST) -> HeldPage | None:
    """The set held against each of `most` others; None where there is no such page."""
    everyone = others_of(actor, seen)
    part = slice_of([one.key for one in everyone], page, most)
    if part is None:
        return None
    others = everyone[part.start : part.end]
    known, mine = world(seen.row.organisation_id), remaining(seen)
    everything = [mine, *(one.actions for one in others)]
    known.effects_of({each for actions in everything for one in actions for each in named(one)})
    day = today(Organisation.objects.get(pk=seen.row.organisation_id)).toordinal()
    answers = answers_to(seen)
    standing = check(mine, known, today=day, answers=answers)

    def told(one: Other) -> tuple[Conflict, ...]:
        """What an entry into force brought about is looked for at its own record number."""
        if one.entry is None:
            return conflicts(mine, one.actions, known, today=day, answers=answers)
        before, after = (known.until(one.entry.record - less) for less in (1, 0))
        return conflicts(
            mine,
            one.actions,
            before,
            today=day,
            answers=answers,
            decided=after,
            standing=standing,
        )

    found = [Held(one, told(one)) for one in others]
    held = sorted(found, key=lambda one: not one.conflicts)
    return HeldPage(held, part, len(everyone))


def names_of_conflicts(actor: Actor, seen: Seen, held: Sequence[Held], recorded: int) -> Naming:
    """Names for all that stands against each other, in either set: what stands today is called
    as it is, not as one of many sets would have it."""
    known = world(seen.row.organisation_id)
    every = numbered([*remaining(seen), *(a for one in held for a in one.other.actions)])
    laid = overlay(every, known) if every else Overlay(frozenset(), ())
    found = [each for one in held for each in one.conflicts]
    days: set[Day] = {action.day for action in every} | {one.day for one in found}
    own = seen.row.organisation_id
    day = today(Organisation.objects.get(pk=own)).toordinal()
    said = _as_findings(found)
    return naming(actor, laid, days, recorded, (), said, known_on=day, organisation=own)


def _as_findings(found: Iterable[Conflict]) -> list[Finding]:
    """As naming asks for them: each with all the objects that it speaks of."""
    return [
        Finding(
            one.code,
            one.severity,
            one.subject,
            one.day,
            one.until,
            {**one.facts, "objects": [each.id for each in one.objects]},
        )
        for one in found
    ]


def _adopted(actor: Actor, seen: Seen) -> list[Other]:
    """Entries into force with a day still to come, and those since the draft was begun."""
    organisation = seen.row.organisation_id
    day = today(Organisation.objects.get(pk=organisation)).toordinal()
    rows = models.EntryIntoForce.objects.filter(
        submission__reorganisation__organisation=organisation
    )
    entries = rows.exclude(submission__reorganisation=seen.row.pk)
    listed = {
        entry.record: entry for entry in entries.select_related("submission__reorganisation", "act")
    }
    begun = record_number_before(first_entry_about(reference_of(seen.row.pk)))
    chosen = records_after(listed, day) | {record for record in listed if record > begun}
    entries_left = [listed[record] for record in sorted(chosen, reverse=True)]
    visible = seen_by(actor, {one.submission.reorganisation_id for one in entries_left})
    applied = applied_to([one.submission for one in entries_left])
    return [
        Other(
            title=with_words_of(one.submission.reorganisation, one.submission.words[CASE]).title,
            reference=one.submission.reorganisation.reference,
            actions=actions_entered(one, applied[one.submission_id]),
            seen=visible.get(one.submission.reorganisation_id),
            entry=one,
        )
        for one in entries_left
    ]


def _going_on(actor: Actor, seen: Seen) -> list[Other]:
    """Cases that the reader may see: drafts, and what is put forward and not in force."""
    organisation = seen.row.organisation_id
    cases = {
        number: one
        for number, one in going_on_for(actor).items()
        if number != seen.row.pk and one.row.organisation_id == organisation
    }
    left = actions_left(cases)
    return [
        Other(one.row.title, one.row.reference, left[number], one)
        for number, one in cases.items()
        if left[number]
    ]


def actions_left(cases: Mapping[int, Seen]) -> dict[int, tuple[Action, ...]]:
    """Of many cases what is not in force, nor withdrawn or rejected, in a few reads."""
    done, drafted = in_force_of(cases), defaultdict[int, list[Action]](list)
    for row in models.DraftAction.objects.filter(reorganisation__in=cases).order_by("place"):
        drafted[row.reorganisation_id].append(action_of(row))
    submissions = models.Submission.objects.filter(reorganisation__in=cases).order_by("version")
    newest = {row.reorganisation_id: row for row in submissions}
    applied = applied_to(newest.values())
    found = {}
    for number, one in cases.items():
        away, actions = set(done.get(number, ())), drafted[number]
        if not one.is_draft and number in newest:
            away |= one.case.case.dropped if one.case else set()
            actions = list(standing_with(newest[number], applied[newest[number].pk]))
        found[number] = tuple(action for action in actions if action.id not in away)
    return found
