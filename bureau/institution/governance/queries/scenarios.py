"""The ways to do one case side by side: the one proposed, and those kept or considered with it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bureau.core.changes.actions import Action, actions_hash, from_json
from bureau.core.structure.snapshot import Snapshot
from bureau.core.texts import Text
from bureau.institution.governance import models
from bureau.institution.governance.queries.frozen_words import said_then
from bureau.institution.governance.queries.previews import Preview, preview, preview_beside
from bureau.institution.governance.queries.put_forward import known_at
from bureau.institution.governance.queries.reorganisations import (
    Seen,
    actions_before,
    submission_of,
)
from bureau.institution.governance.store import CASE


@dataclass(frozen=True, slots=True)
class Way:
    """One way to do a case. `is_frozen` where it went forward with the submission, under `hash`."""

    number: int
    name: Text | None
    purpose: Text | None
    reason: Text | None
    actions: tuple[Action, ...]
    is_current: bool
    is_frozen: bool = False

    @property
    def hash(self) -> str:
        return actions_hash(self.actions)


@dataclass(frozen=True, slots=True)
class PostsTold:
    """How many posts come, go, move and change their grade."""

    come: int
    gone: int
    moved: int
    regraded: int


def ways_of(seen: Seen) -> list[Way]:
    """The case itself first; then what is kept beside its draft, or was frozen with it."""
    kept = models.Scenario.objects.filter(reorganisation=seen.row.pk, given_up__isnull=True)
    own = None if seen.hides_draft else next((one for one in kept if one.is_current), None)
    first = Way(
        own.number if own else 0,
        own.name if own else None,
        own.purpose if own else None,
        own.reason if own else None,
        actions_before(seen),
        is_current=True,
        is_frozen=not seen.is_draft,
    )
    return [
        first,
        *(
            considered_with(seen)
            if not seen.is_draft
            else map(_kept, kept.exclude(is_current=True))
        ),
    ]


def ways_beside(seen: Seen) -> list[Way]:
    """What is not proposed, each with the reason that goes for it; of a draft None where none
    does yet."""
    first, *others = ways_of(seen)
    return [replace(way, reason=way.reason or first.reason) for way in others]


def given_up(seen: Seen) -> list[models.Scenario]:
    """What its author took out, and may put back."""
    rows = models.Scenario.objects.filter(reorganisation=seen.row.pk, given_up__isnull=False)
    return list(rows) if seen.is_draft else []


def considered_with(seen: Seen) -> list[Way]:
    """What was considered and not proposed, of what was put forward last."""
    submission = None if seen.is_draft else submission_of(seen.row.pk)
    return considered_in(seen.row, submission) if submission else []


def considered_in(row: models.Reorganisation, submission: models.Submission) -> list[Way]:
    """What was frozen with it; translations are those of today, where of the same words."""
    kept = {one.number: one for one in models.Scenario.objects.filter(reorganisation=row.pk)}
    reasons = [one.reason for one in kept.values()]
    return [
        _frozen(one, kept.get(one.number), reasons, submission.words[CASE]["language"])
        for one in models.Alternative.objects.filter(submission=submission)
    ]


def known_then(seen: Seen) -> int | None:
    """The record number as of which a case was put forward last; None of a draft."""
    submission = None if seen.is_draft else submission_of(seen.row.pk)
    return None if submission is None else known_at(submission)


def previewed(seen: Seen, way: Way) -> Preview:
    """What a way does: of a draft today, of what was put forward as things were known then."""
    if seen.is_draft and way.is_current:
        return preview(seen)
    return preview_beside(seen, way.actions, known_then(seen))


def posts_told(said: Preview, before: Snapshot, after: Snapshot) -> PostsTold:
    """Of the posts that a way touches, what becomes of them by its last day."""
    ids = [one.id for one in said.overlay.touched if one.kind == "post"]
    pairs = [(before.post(id), after.post(id)) for id in ids]
    both = [(was, now) for was, now in pairs if was and now]
    return PostsTold(
        come=sum(1 for was, now in pairs if now and not was),
        gone=sum(1 for was, now in pairs if was and not now),
        moved=sum(1 for was, now in both if was.unit != now.unit),
        regraded=sum(1 for was, now in both if was.grade != now.grade),
    )


def _kept(row: models.Scenario) -> Way:
    actions = from_json(row.actions)
    return Way(row.number, row.name, row.purpose, row.reason, actions, row.is_current)


def _frozen(
    one: models.Alternative,
    now: models.Scenario | None,
    reasons: Sequence[Text | None],
    language: str,
) -> Way:
    languages = {"name": language, "purpose": language, "because": language}
    languages |= one.languages or {}
    named, meant, given = (now.name, now.purpose, now.reason) if now else (None, None, None)
    name = said_then(one.name, languages["name"], named)
    purpose = said_then(one.purpose, languages["purpose"], meant)
    reason = said_then(one.reason, languages["because"], given, *reasons)
    return Way(
        one.number,
        name,
        purpose if one.purpose else None,
        reason,
        from_json(one.actions),
        is_current=False,
        is_frozen=True,
    )
