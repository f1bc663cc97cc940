"""The ways to do one case side by side: the one proposed, and those kept or considered with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bureau.core.changes.actions import Action, actions_hash, from_json
from bureau.core.structure.snapshot import Snapshot
from bureau.institution.governance import models
from bureau.institution.governance.queries.previews import Preview, preview, preview_beside
from bureau.institution.governance.queries.put_forward import known_at
from bureau.institution.governance.queries.reorganisations import (
    Seen,
    actions_before,
    submission_of,
)


@dataclass(frozen=True, slots=True)
class Way:
    """One way to do a case. `is_frozen` where it went forward with the submission, under `hash`."""

    number: int
    name: str
    purpose: str
    reason: str
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
    own = next((one for one in kept if one.is_current), None)
    first = Way(
        own.number if own else 0,
        own.name if own else "",
        own.purpose if own else "",
        own.reason if own else "",
        actions_before(seen),
        is_current=True,
        is_frozen=not seen.is_draft,
    )
    return [
        first,
        *(_frozen(seen) if not seen.is_draft else map(_kept, kept.exclude(is_current=True))),
    ]


def given_up(seen: Seen) -> list[models.Scenario]:
    """What its author took out, and may put back."""
    rows = models.Scenario.objects.filter(reorganisation=seen.row.pk, given_up__isnull=False)
    return list(rows) if seen.is_draft else []


def considered_with(seen: Seen) -> list[Way]:
    """What was considered and not proposed, of what was put forward last."""
    return _frozen(seen) if not seen.is_draft else []


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


def _frozen(seen: Seen) -> list[Way]:
    rows: Sequence[models.Alternative] = ()
    if submission := submission_of(seen.row.pk):
        rows = list(models.Alternative.objects.filter(submission=submission))
    return [
        Way(one.number, one.name, one.purpose, one.reason, from_json(one.actions), False, True)
        for one in rows
    ]
