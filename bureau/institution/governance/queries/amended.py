"""A frozen set as it stands: what was put forward, with all that bodies adopted in other words."""

from collections.abc import Sequence
from dataclasses import dataclass

from bureau.core.changes.actions import Action, actions_hash, from_json
from bureau.core.changes.amendments import (
    Amending,
    Amendment,
    amended,
    difference_from,
    difference_of_sets,
)
from bureau.core.changes.check import Answer
from bureau.core.changes.expects import settled
from bureau.core.changes.world import World
from bureau.institution.governance import models
from bureau.institution.governance.store import answers_from


def standing_actions(submission: models.Submission, until: int | None = None) -> tuple[Action, ...]:
    """The set as acts have left it: of all acts, or of those up to the number `until`."""
    actions = from_json(submission.actions)
    for row in applied(submission, until):
        actions = amended(actions, difference_from(row.difference))
    return actions


def applied(submission: models.Submission, until: int | None = None) -> list[models.Amendment]:
    """The amendments that changed what enters into force, in the order of their acts."""
    rows = models.Amendment.objects.filter(submission=submission, applies=True)
    if until is not None:
        rows = rows.filter(act__lte=until)
    return list(rows.select_related("act").order_by("act"))


def posts_entered(entry: models.EntryIntoForce) -> list[int]:
    """The posts on which the actions act that entered into force with it."""
    actions = standing_actions(entry.submission)
    acted_on = (action.subject for action in actions if action.id in entry.actions)
    return list(dict.fromkeys(subject.id for subject in acted_on if subject.kind == "post"))


def standing_words(submission: models.Submission) -> dict[str, str]:
    """The hashes of its words by part, as they stand."""
    found = dict(submission.words_hashes)
    for row in applied(submission):
        found |= row.words_hashes
    return found


def standing_answers(submission: models.Submission) -> tuple[Answer, ...]:
    """The findings left on purpose: by the author, and by bodies that amended the set."""
    answers = list(answers_from(submission.answers))
    for row in applied(submission):
        answers += answers_from(row.answers)
    return tuple(answers)


def amendment_to_accept(submission: models.Submission | None) -> models.Amendment | None:
    """What a body asked for with the set that it sent back to its author; the latest."""
    rows = models.Amendment.objects.filter(submission=submission, applies=False)
    return rows.select_related("act").order_by("-act").first()


def drafted_amendments(reorganisation: int, step: str) -> tuple[Amendment, ...]:
    """What is put together so far of what a body amended on a step, by place."""
    rows = models.DraftAmendment.objects.filter(reorganisation=reorganisation, step=step)
    return tuple(
        Amendment(
            Amending(row.manner),
            row.place,
            from_json(row.action)[0] if row.action else None,
        )
        for row in rows.order_by("place")
    )


@dataclass(frozen=True, slots=True)
class AsAmended:
    """A set before and after an amendment: `left` is what of it is not in force nor dropped.

    `touched` are the places that somebody changed or added; what else differs follows from them.
    """

    base: tuple[Action, ...]
    whole: tuple[Action, ...]
    left_before: tuple[Action, ...]
    left_after: tuple[Action, ...]
    touched: frozenset[int]
    left_out: frozenset[int]

    @property
    def difference(self) -> tuple[Amendment, ...]:
        return difference_of_sets(self.base, self.whole)

    @property
    def hash(self) -> str:
        """Of the whole set as amended."""
        return actions_hash(self.whole)


def as_amended(
    base: Sequence[Action], away: frozenset[int], amendments: Sequence[Amendment], world: World
) -> AsAmended:
    """The set as these amendments leave it; `away` are the places in force, rejected, left out.

    Raises `Refused` where one does not fit the set.
    """
    kept = [action for action in base if action.id in away]
    left = tuple(action for action in base if action.id not in away)
    touched = frozenset(one.place for one in amendments if one.action is not None)
    after = settled(left, amended(left, amendments), world, touched)
    return AsAmended(
        base=tuple(base),
        whole=tuple(sorted([*kept, *after], key=lambda action: action.id)),
        left_before=left,
        left_after=after,
        touched=touched,
        left_out=frozenset(one.place for one in amendments if one.action is None),
    )
